#include "shared/model/report_form.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "shared/model/record.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 7> kAnswerTypes = {"integer", "decimal", "percent", "flag",
                                                          "text",    "list",    "table"};
constexpr std::array<std::string_view, 6> kAggregations = {"sum", "weighted", "count", "largest", "gather", "none"};

constexpr std::size_t kLongestKey = 32;

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

bool is_whole_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_key(std::string_view text) {
    return !text.empty() && !is_whole_number(text) && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

std::unexpected<base::Error> bad(std::string_view field, std::string_view value, std::string_view expected) {
    return base::fail(
        base::Code::bad_value,
        {{"field", std::string(field)}, {"value", std::string(value)}, {"expected", std::string(expected)}});
}

/// "a + b + 3" as its terms; empty when one is neither a key nor a whole number.
std::vector<std::string> terms_of(std::string_view side) {
    std::vector<std::string> terms;
    for (std::size_t at = 0; at <= side.size();) {
        const std::size_t end = std::min(side.find('+', at), side.size());
        std::string term = trimmed(side.substr(at, end - at));
        if (!is_key(term) && !(is_whole_number(term) && Decimal::parse(term))) return {};
        terms.push_back(std::move(term));
        at = end + 1;
    }
    return terms;
}

std::optional<Decimal> sum_of(const std::vector<std::string>& terms, const NumberOf& value_of) {
    Decimal sum;
    for (const std::string& term : terms) {
        const auto value = is_whole_number(term) ? Decimal::parse(term) : value_of(term);
        const auto next = value ? sum.plus(*value) : std::nullopt;
        if (!next) return std::nullopt;
        sum = *next;
    }
    return sum;
}

using Kind = FormProblem::Kind;

/// Adds what is wrong with one line.
class LineProblems {
  public:
    LineProblems(const ReportForm& form, const FormItem& item, std::vector<FormProblem>& out)
        : form_(form), item_(item), out_(out) {}

    void check(std::set<std::string_view>& keys) {
        if (trimmed(item_.label).empty())
            add(Kind::no_label, {},
                base::fail(base::Code::needs_field, {{"field", "text"}, {"kind", "report_template"}}).error());
        if (!is_key(item_.key))
            add(Kind::bad_key, item_.key, bad("key", item_.key, "a-z 0-9 _ (" + item_.label + ")").error());
        else if (!keys.insert(item_.key).second)
            add(Kind::key_twice, item_.key, bad("key", item_.key, "1 × (" + item_.label + ")").error());
        if (!can_add_up(item_.type, item_.aggregation))
            add(Kind::aggregation, std::string(name_of(item_.aggregation)),
                bad("aggregation", name_of(item_.aggregation),
                    std::string(name_of(usual_aggregation(item_.type))) + " (" + item_.label + ")")
                    .error());
        if (item_.type == AnswerType::percent) check_weight();
        if (item_.fill_from.empty()) return;
        if (const auto rule = parse_fill_rule(item_.fill_from); !rule)
            add(Kind::fill_from, item_.fill_from, rule.error());
    }

  private:
    void add(Kind kind, std::string what, base::Error error) {
        out_.push_back({kind, item_.id, {}, std::move(what), std::move(error)});
    }

    void check_weight() {
        const auto ratio = ratio_of(item_);
        const std::vector<std::string> keys =
            ratio ? std::vector{ratio->part, ratio->whole} : std::vector{item_.weight};
        for (const std::string& key : keys) {
            const FormItem* of = form_.with_key(key);
            if (of == nullptr || !is_number(of->type) || of->type == AnswerType::percent)
                return add(Kind::weight, key, bad("weight", item_.weight, item_.label).error());
            if (ratio && of->aggregation != Aggregation::sum)
                return add(Kind::worked_out, key, bad("aggregation", name_of(of->aggregation), "sum").error());
        }
        if (!ratio) return;
        if (item_.aggregation != Aggregation::weighted)
            add(Kind::worked_out, item_.weight,
                bad("aggregation", name_of(item_.aggregation), "weighted (" + item_.label + ")").error());
        else if (item_.required)
            add(Kind::worked_out, item_.weight, bad("required", "true", item_.weight).error());
        else if (!item_.fill_from.empty())
            add(Kind::worked_out, item_.weight, bad("fill_from", item_.fill_from, item_.weight).error());
    }

    const ReportForm& form_;
    const FormItem& item_;
    std::vector<FormProblem>& out_;
};

} // namespace

std::string_view name_of(FormProblem::Kind kind) {
    constexpr std::array<std::string_view, 9> kNames = {"no_lines",   "no_label",    "bad_key",
                                                        "key_twice",  "aggregation", "weight",
                                                        "worked_out", "fill_from",   "unknown_key"};
    return kNames.at(static_cast<std::size_t>(kind));
}
std::string_view name_of(AnswerType type) { return kAnswerTypes.at(static_cast<std::size_t>(type)); }
std::optional<AnswerType> answer_type_named(std::string_view name) { return named<AnswerType>(kAnswerTypes, name); }
std::string_view name_of(Aggregation aggregation) { return kAggregations.at(static_cast<std::size_t>(aggregation)); }
std::optional<Aggregation> aggregation_named(std::string_view name) { return named<Aggregation>(kAggregations, name); }

Aggregation usual_aggregation(AnswerType type) {
    switch (type) {
    case AnswerType::integer:
    case AnswerType::decimal: return Aggregation::sum;
    case AnswerType::percent: return Aggregation::weighted;
    case AnswerType::flag: return Aggregation::count;
    case AnswerType::text:
    case AnswerType::list:
    case AnswerType::table: return Aggregation::gather;
    }
    return Aggregation::none;
}

bool can_add_up(AnswerType type, Aggregation aggregation) {
    switch (aggregation) {
    case Aggregation::sum: return type == AnswerType::integer || type == AnswerType::decimal;
    case Aggregation::weighted: return type == AnswerType::percent;
    case Aggregation::count: return is_number(type) || type == AnswerType::flag;
    case Aggregation::largest: return is_number(type);
    case Aggregation::gather: return !is_number(type) && type != AnswerType::flag;
    case Aggregation::none: return true;
    }
    return false;
}

bool is_number(AnswerType type) {
    return type == AnswerType::integer || type == AnswerType::decimal || type == AnswerType::percent;
}

std::optional<Ratio> ratio_of(const FormItem& item) {
    const std::size_t slash = item.weight.find('/');
    if (item.type != AnswerType::percent || slash == std::string::npos) return std::nullopt;
    return Ratio{trimmed(std::string_view(item.weight).substr(0, slash)),
                 trimmed(std::string_view(item.weight).substr(slash + 1))};
}

base::Result<FormRule> parse_form_rule(std::string_view text) {
    constexpr std::string_view kExpected = "a + b = c, a <= b, a >= b";
    FormRule rule;
    rule.text = trimmed(text);
    const std::size_t at = rule.text.find_first_of("=<>");
    if (at == std::string::npos) return bad("rule", text, kExpected);
    std::size_t length = 1;
    if (rule.text[at] != '=') {
        if (at + 1 >= rule.text.size() || rule.text[at + 1] != '=') return bad("rule", text, kExpected);
        rule.relation = rule.text[at] == '<' ? FormRule::Relation::at_most : FormRule::Relation::at_least;
        length = 2;
    }
    const std::string_view whole = rule.text;
    rule.left = terms_of(whole.substr(0, at));
    rule.right = terms_of(whole.substr(at + length));
    if (rule.left.empty() || rule.right.empty()) return bad("rule", text, kExpected);
    return rule;
}

std::optional<std::string> worked_out(const FormItem& item, const NumberOf& value_of) {
    const auto ratio = ratio_of(item);
    if (!ratio) return std::nullopt;
    const auto part = value_of(ratio->part);
    const auto whole = value_of(ratio->whole);
    const auto hundred = part ? part->times(Decimal(100)) : std::nullopt;
    const auto share = hundred && whole ? Decimal::ratio(*hundred, *whole, 2) : std::nullopt;
    return share ? std::optional(share->text()) : std::nullopt;
}

std::vector<std::string> broken_rules(const ReportForm& form, const NumberOf& value_of) {
    std::vector<std::string> broken;
    for (const FormRule& rule : form.rules)
        if (!holds(rule, value_of)) broken.push_back(rule.text);
    return broken;
}

bool holds(const FormRule& rule, const NumberOf& value_of) {
    const auto left = sum_of(rule.left, value_of);
    const auto right = sum_of(rule.right, value_of);
    if (!left || !right) return true;
    switch (rule.relation) {
    case FormRule::Relation::equal: return *left == *right;
    case FormRule::Relation::at_most: return *left <= *right;
    case FormRule::Relation::at_least: return *left >= *right;
    }
    return true;
}

base::Result<FillRule> parse_fill_rule(std::string_view text) {
    FillRule rule;
    const std::string clean = trimmed(text);
    const std::string_view whole = clean;
    if (whole.starts_with("tasks:")) {
        rule.record = "tasks";
        rule.field = trimmed(whole.substr(6));
        if (!is_key(rule.field)) return bad("fill_from", text, "tasks:tin_bai_tuan");
        return rule;
    }
    const std::size_t question = std::min(whole.find('?'), whole.size());
    const std::string_view what = whole.substr(0, question);
    const std::size_t point = std::min(what.find('.'), what.size());
    rule.record = trimmed(what.substr(0, point));
    const bool adds_field = point < what.size();
    if (adds_field) rule.field = trimmed(what.substr(point + 1));
    const RecordType* type = record_type(rule.record);
    // What has no day is there in every period: how many there are says nothing of one.
    if (type == nullptr || type->family != Family::work || (type->day == 0 && !adds_field))
        return base::fail(base::Code::unknown_kind, {{"kind", rule.record}});
    const auto field_of = [&](std::string_view name) { return type->find(name, Place::document); };
    const auto unknown = [&](std::string_view name) {
        return base::fail(base::Code::unknown_field, {{"field", std::string(name)}, {"kind", rule.record}});
    };
    if (adds_field) {
        const FieldType* field = field_of(rule.field);
        if (field == nullptr) field = type->find(rule.field, Place::node);
        if (field == nullptr || field->type != ValueType::integer) return unknown(rule.field);
    }
    for (std::size_t at = question + 1; at <= whole.size();) {
        const std::size_t end = std::min(whole.find('&', at), whole.size());
        const std::string_view pair = whole.substr(at, end - at);
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos) return bad("fill_from", text, "article?article_kind=video");
        const auto& [name, wanted] =
            rule.where.emplace_back(trimmed(pair.substr(0, equals)), trimmed(pair.substr(equals + 1)));
        const FieldType* field = field_of(name);
        if (field == nullptr) return unknown(name);
        // A value that no record can have would count nothing for ever, and nobody would see why.
        const auto value = parse_value(field->type, wanted, field->choices);
        if (!value) return bad("fill_from", wanted, value.error().arg("expected"));
        if (to_text(*value) != wanted) return bad("fill_from", wanted, to_text(*value));
        at = end + 1;
    }
    return rule;
}

const FormItem* ReportForm::find(std::string_view wanted) const {
    const auto found = std::ranges::find(items, wanted, &FormItem::id);
    return found == items.end() ? nullptr : &*found;
}

const FormItem* ReportForm::with_key(std::string_view wanted) const {
    const auto found = std::ranges::find(items, wanted, &FormItem::key);
    return found == items.end() ? nullptr : &*found;
}

std::vector<FormProblem> problems_of(const ReportForm& form) {
    std::vector<FormProblem> problems;
    if (form.items.empty())
        problems.push_back(
            {Kind::no_lines,
             {},
             {},
             {},
             base::fail(base::Code::needs_field, {{"field", "item"}, {"kind", "report_template"}}).error()});
    std::set<std::string_view> keys;
    for (const FormItem& item : form.items) LineProblems(form, item, problems).check(keys);
    for (const FormRule& rule : form.rules)
        if (auto term = unknown_term(form, rule))
            problems.push_back(
                {Kind::unknown_key, {}, rule.text, *term, bad("rule", rule.text, "key: " + *term + " ?").error()});
    return problems;
}

base::Result<void> check_form(const ReportForm& form) {
    std::vector<FormProblem> problems = problems_of(form);
    if (problems.empty()) return {};
    return std::unexpected(std::move(problems.front().error));
}

std::optional<std::string> unknown_term(const ReportForm& form, const FormRule& rule) {
    for (const std::vector<std::string>* side : {&rule.left, &rule.right})
        for (const std::string& term : *side) {
            const FormItem* item = form.with_key(term);
            if (!is_whole_number(term) && (item == nullptr || !is_number(item->type) || ratio_of(*item))) return term;
        }
    return std::nullopt;
}

std::string key_for(std::string_view label, const ReportForm& form) {
    std::string key;
    for (const char c : text::search_key(label)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter && key.size() < kLongestKey)
            key += c;
        else if (!letter && !key.empty() && key.size() < kLongestKey && key.back() != '_')
            key += '_';
    }
    while (key.ends_with('_')) key.pop_back();
    if (!is_key(key)) key = key.empty() ? "so_lieu" : "so_" + key;
    std::string free = key;
    for (int n = 2; form.with_key(free) != nullptr; ++n) free = key + "_" + std::to_string(n);
    return free;
}

base::Result<std::optional<std::string>> parse_answer(const FormItem& item, std::string_view typed) {
    if (ratio_of(item) && !trimmed(typed).empty()) return bad(item.label, typed, item.weight);
    const auto as = [&](ValueType type) -> base::Result<std::optional<std::string>> {
        auto value = parse_value(type, typed);
        if (!value) {
            base::Error error = value.error();
            error.args.emplace_back("field", item.label);
            return std::unexpected(std::move(error));
        }
        if (std::holds_alternative<NotStated>(*value)) return std::optional<std::string>{};
        return std::optional(to_text(*value));
    };
    switch (item.type) {
    case AnswerType::integer: {
        DT_TRY(std::optional<std::string> number, as(ValueType::integer));
        if (number && number->starts_with('-')) return bad(item.label, typed, ">= 0");
        return number;
    }
    case AnswerType::decimal: return as(ValueType::decimal);
    case AnswerType::percent: {
        std::string clean = trimmed(typed);
        if (clean.empty()) return std::optional<std::string>{};
        if (clean.ends_with('%')) clean.pop_back();
        const auto value = parse_value(ValueType::decimal, clean);
        if (!value || std::holds_alternative<NotStated>(*value)) return bad(item.label, typed, "0 – 100");
        const std::string text = to_text(*value);
        const auto share = Decimal::parse(text);
        if (!share || *share < Decimal(0) || *share > Decimal(100)) return bad(item.label, typed, "0 – 100");
        return std::optional(text);
    }
    case AnswerType::flag: return as(ValueType::flag);
    case AnswerType::text:
    case AnswerType::table: return as(ValueType::string);
    case AnswerType::list: return as(ValueType::list);
    }
    return base::fail(base::Code::internal, {{"reason", "answer type"}});
}

} // namespace dongthac::model
