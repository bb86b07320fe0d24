#include "shared/model/report_form.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "shared/model/record.hpp"

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 7> kAnswerTypes = {"integer", "decimal", "percent", "flag",
                                                          "text",    "list",    "table"};
constexpr std::array<std::string_view, 6> kAggregations = {"sum", "weighted", "count", "largest", "gather", "none"};

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

std::optional<Decimal> sum_of(const std::vector<std::string>& terms,
                              const std::function<std::optional<Decimal>(std::string_view)>& value_of) {
    Decimal sum;
    for (const std::string& term : terms) {
        const auto value = is_whole_number(term) ? Decimal::parse(term) : value_of(term);
        const auto next = value ? sum.plus(*value) : std::nullopt;
        if (!next) return std::nullopt;
        sum = *next;
    }
    return sum;
}

base::Result<void> check_known(const ReportForm& form, const std::vector<std::string>& terms, std::string_view rule) {
    for (const std::string& term : terms) {
        const FormItem* item = form.with_key(term);
        if (!is_whole_number(term) && (item == nullptr || !is_number(item->type) || ratio_of(*item)))
            return bad("rule", rule, "key: " + term + " ?");
    }
    return {};
}

base::Result<void> check_weight(const ReportForm& form, const FormItem& item) {
    if (item.type != AnswerType::percent) return {};
    const auto ratio = ratio_of(item);
    const std::vector<std::string> keys = ratio ? std::vector{ratio->part, ratio->whole} : std::vector{item.weight};
    for (const std::string& key : keys) {
        const FormItem* of = form.with_key(key);
        if (of == nullptr || !is_number(of->type) || of->type == AnswerType::percent)
            return bad("weight", item.weight, item.label);
        if (ratio && of->aggregation != Aggregation::sum) return bad("aggregation", name_of(of->aggregation), "sum");
    }
    if (!ratio) return {};
    if (item.aggregation != Aggregation::weighted)
        return bad("aggregation", name_of(item.aggregation), "weighted (" + item.label + ")");
    if (item.required) return bad("required", "true", item.weight);
    if (!item.fill_from.empty()) return bad("fill_from", item.fill_from, item.weight);
    return {};
}

} // namespace

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

bool holds(const FormRule& rule, const std::function<std::optional<Decimal>(std::string_view)>& value_of) {
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

base::Result<void> check_form(const ReportForm& form) {
    if (form.items.empty())
        return base::fail(base::Code::needs_field, {{"field", "item"}, {"kind", "report_template"}});
    std::set<std::string_view> keys;
    for (const FormItem& item : form.items) {
        if (!is_key(item.key)) return bad("key", item.key, "a-z 0-9 _ (" + item.label + ")");
        if (!keys.insert(item.key).second) return bad("key", item.key, "1 × (" + item.label + ")");
        if (!can_add_up(item.type, item.aggregation))
            return bad("aggregation", name_of(item.aggregation),
                       std::string(name_of(usual_aggregation(item.type))) + " (" + item.label + ")");
        DT_CHECK(check_weight(form, item));
        if (!item.fill_from.empty()) {
            DT_TRY(const FillRule rule, parse_fill_rule(item.fill_from));
            (void)rule;
        }
    }
    for (const FormRule& rule : form.rules) {
        DT_CHECK(check_known(form, rule.left, rule.text));
        DT_CHECK(check_known(form, rule.right, rule.text));
    }
    return {};
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
