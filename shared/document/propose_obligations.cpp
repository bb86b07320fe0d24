#include "shared/document/propose_obligations.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shared/document/clause_reading.hpp"
#include "shared/document/clauses.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/obligation_words.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

using model::ActorKind;
using model::Cadence;
using model::ItemRole;
using model::Obligation;

constexpr int kMostFurtherCuts = 3;
constexpr int kMostTries = 6; ///< each reads the whole clause
constexpr std::size_t kActionWords = 14;
constexpr std::size_t kLeastActionWords = 8;
constexpr std::size_t kLeastTaskWords = 3;

std::string_view joined(std::string_view first, std::string_view last) {
    return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

/// What of the issuer decides who is meant by "nhà trường" and "Phòng Giáo dục và Đào tạo".
struct Issuer {
    explicit Issuer(const model::Outline& plan) : name(plan.issuing_body) {
        const std::string key = text::search_key(name);
        std::string signers;
        for (const std::string& title : plan.signer_titles) signers += text::search_key(title) + " ";
        is_school = starts_with_words(key, "truong") || has_words(signers, "hieu truong");
        is_division = starts_with_words(key, "phong") ||
                      (key.empty() && has_words(signers, "truong phong") && !has_words(signers, "uy ban nhan dan"));
    }
    std::string name;
    bool is_school = false;
    bool is_division = false;
};

/// An actor as an obligation has it.
struct Doer {
    std::string words;
    ActorKind kind = ActorKind::unspecified;
};

Doer doer_of(const Actor& actor, const Issuer& issuer) {
    if (actor.entry == nullptr) return {actor.words, ActorKind::unspecified};
    ActorKind kind = issuer.is_school ? actor.entry->in_school : actor.entry->in_office;
    // "Phòng Giáo dục và Đào tạo" is a division of a ward, but was an office that issued plans of its own.
    const std::string key = text::search_key(actor.words);
    if (issuer.is_division && (starts_with_words(key, "phong giao duc") || starts_with_words(key, "phong gd")))
        kind = ActorKind::issuer;
    return {actor.words, kind};
}

model::ActorSelector selector_of(const Doer& doer) {
    model::ActorSelector selector;
    if (doer.kind != ActorKind::subordinate_orgs) return selector;
    const FoldedText words(doer.words);
    for (const LevelWord& level : level_words())
        if (words.has(level.words) &&
            std::ranges::find(selector.school_levels, level.level) == selector.school_levels.end())
            selector.school_levels.emplace_back(level.level);
    const bool all = selector.school_levels.empty() || selector.school_levels.size() == 3;
    if (all) selector.school_levels.clear();
    selector.kind = all ? model::ActorSelector::Kind::all_schools : model::ActorSelector::Kind::school_levels;
    return selector;
}

/// The first words of a sentence, for lists.
std::string action_of(const FoldedText& clause) {
    std::size_t end = 1;
    while (end < clause.size() && end < kActionWords &&
           !(end >= kLeastActionWords && clause.gap_before(end).find_first_of(",:(") != std::string_view::npos))
        ++end;
    std::string action(clause.text().substr(0, clause.size() == 0 ? 0 : clause.end_of(end - 1)));
    if (action.empty()) return std::string(clause.text());
    if (end == kActionWords && end < clause.size()) action += " …";
    std::size_t first = 1;
    while (first < action.size() && (static_cast<unsigned char>(action[first]) & 0xC0u) == 0x80u) ++first;
    return text::to_upper(action.substr(0, first)) + action.substr(first);
}

Places places_of(ItemRole role) {
    switch (role) {
    case ItemRole::assignment:
    case ItemRole::reporting:
    case ItemRole::budget: return kTasks;
    case ItemRole::requirement: return kRequirements;
    case ItemRole::topic:
    case ItemRole::other_task:
    case ItemRole::channel:
    case ItemRole::paragraph: return kContent;
    case ItemRole::closing: return kClosing;
    default: return 0;
    }
}

bool has_clock(const std::vector<Beat>& beats) {
    return std::ranges::any_of(beats, [](const Beat& beat) { return model::has_clock(beat.cadence); });
}

bool is_counted(const OutputRule& rule) { return model::counted_output(rule.output) != model::OutputKind::other; }

/// The beat of a task whose days are named: where there are as many dates as tasks in a year the dates are the clock. A
/// plan names them before the end of the half-year or year they are about as often as behind it, and a rule of dates
/// counted from the end of the period would take the first for the same day a year later.
Cadence cadence_by(const std::optional<model::DueRule>& due, Cadence cadence) {
    if (!due || due->kind != model::DueRule::Kind::fixed_dates) return cadence;
    const bool twice = cadence == Cadence::midyear_and_annual || cadence == Cadence::semester;
    const std::size_t a_year = twice ? 2 : cadence == Cadence::school_year ? 1 : 0;
    return due->dates.size() == a_year ? Cadence::fixed_dates : cadence;
}

/// Whether a rule of days can be the deadline of such a beat.
bool fits(const model::DueRule& due, Cadence cadence) {
    if (due.kind == model::DueRule::Kind::weekday) return cadence == Cadence::weekly;
    if (due.kind == model::DueRule::Kind::fixed_dates) return cadence == Cadence::fixed_dates;
    return model::has_clock(cadence) && cadence != Cadence::weekly;
}

const OutputRule* rule_named(std::string_view output) {
    return &*std::ranges::find(output_rules(), output, &OutputRule::output);
}

/// "một tin mỗi tuần": what comes by the clock and is counted like articles is one, whatever verb it has.
bool counts_articles(const FoldedText& clause) {
    const std::optional<model::Quota> quota = quota_of(clause);
    const std::string unit = quota ? text::search_key(quota->unit) : std::string();
    return starts_with_words(unit, "tin") || starts_with_words(unit, "bai");
}

/// The kind of office a number is asked of each of: "lớp" in "mỗi lớp"; else what the actor's name calls them.
std::string org_of_each(const FoldedText& clause, const Doer& doer) {
    for (const std::string_view each : {std::string_view("moi"), std::string_view("tung")})
        for (std::size_t at = clause.find(each); at != FoldedText::kNone; at = clause.find(each, at + 1))
            for (const std::string_view org : org_words())
                if (clause.stands_at(at + 1, org)) return text::to_lower(clause.slice(at + 1, at + 1 + words_in(org)));
    if (doer.kind != ActorKind::subordinate_orgs) return {};
    const FoldedText words(doer.words);
    for (const std::string_view org : org_words())
        if (const std::size_t at = words.find(org); at != FoldedText::kNone)
            return text::to_lower(words.slice(at, at + words_in(org)));
    return {};
}

/// Cuts a clause before "hằng tháng …", "đề nghị các cấp khen thưởng" where it asks for something on either side.
std::vector<std::string_view> further_cuts(std::string_view clause) {
    std::vector<std::string_view> parts;
    const FoldedText text(clause);
    std::size_t from = 0;
    int tries = 0;
    for (std::size_t at = 1; at < text.size() && tries < kMostTries; ++at) {
        const bool behind_comma = text.gap_before(at).find(',') != std::string_view::npos;
        const bool behind_and = text.word(at - 1) == "va";
        if (!behind_comma && !behind_and) continue;
        if (std::ranges::none_of(opener_words(), [&](std::string_view opener) { return text.stands_at(at, opener); }))
            continue;
        ++tries;
        const std::size_t last = behind_and && !behind_comma ? at - 1 : at; // the word behind the first part
        if (last <= from) continue;
        const std::string_view before = text.slice(from, last);
        const std::string_view behind = clause.substr(text.begin_of(at));
        if (output_rule_of(FoldedText(before), kTasks) == nullptr ||
            output_rule_of(FoldedText(behind), kTasks) == nullptr)
            continue;
        parts.push_back(before);
        from = at;
        if (parts.size() == kMostFurtherCuts) break;
    }
    parts.push_back(from == 0 ? clause : clause.substr(text.begin_of(from)));
    return parts;
}

/// What a closing requests, without the words that sum the plan up; empty when it requests nothing.
std::string_view request_in(std::string_view sentence) {
    const FoldedText text(sentence);
    const bool sums_up =
        std::ranges::any_of(summing_words(), [&](std::string_view words) { return text.stands_at(0, words); });
    if (!sums_up || text.stands_at(0, "trong qua trinh")) return sentence;
    std::size_t first = FoldedText::kNone;
    for (const std::string_view word : request_words()) first = std::min(first, text.find(word));
    return first == FoldedText::kNone ? std::string_view() : sentence.substr(text.begin_of(first));
}

/// Sentences of a requirement about one thing are one obligation: "Xây dựng cơ chế … Nhận diện và xử lý …".
std::vector<Clause> merged(const std::vector<Clause>& clauses) {
    std::vector<Clause> out;
    std::string_view last;
    for (const Clause& clause : clauses) {
        const OutputRule* rule = output_rule_of(FoldedText(clause.text), kRequirements);
        const std::string_view output = rule == nullptr ? std::string_view() : rule->output;
        if (!out.empty() && !output.empty() && output == last)
            out.back().text = joined(out.back().text, clause.text);
        else
            out.push_back(clause);
        last = output;
    }
    return out;
}

std::vector<Clause> parts_of(std::string_view paragraph, Places places) {
    std::vector<Clause> parts;
    for (const Clause& clause : clauses_of(paragraph)) {
        if (places == kClosing) {
            if (const std::string_view request = request_in(clause.text); !request.empty())
                parts.push_back({request, true});
            continue;
        }
        for (const std::string_view part : further_cuts(clause.text))
            parts.push_back({part, clause.starts_sentence && part.data() == clause.text.data()});
    }
    return places == kRequirements ? merged(parts) : parts;
}

/// The number asked for at each beat.
std::optional<model::Quota> quota_at(const Beat& beat, const FoldedText& clause, const OutputRule* rule,
                                     const Doer& doer) {
    std::optional<model::Quota> quota = quota_of(clause);
    const bool clocked = model::has_clock(beat.cadence);
    if (quota && quota->unit == "%") return clocked ? std::nullopt : quota;
    if (quota) {
        quota->per = text::to_lower(beat.span);
        quota->per_org = text::to_lower(beat.per_org);
        if (quota->per_org.empty()) quota->per_org = org_of_each(clause, doer);
        return quota;
    }
    const std::size_t report = clause.find("bao cao");
    const bool is_report = rule != nullptr && model::counted_output(rule->output) == model::OutputKind::report;
    if (!is_report || !clocked || report == FoldedText::kNone || beat.span.empty()) return std::nullopt;
    const int reports = beat.cadence == Cadence::midyear_and_annual ? 2 : 1;
    return model::Quota{reports, text::to_lower(clause.slice(report, report + 2)), text::to_lower(beat.span), {}};
}

/// Walks down the plan with the actors of the headings that enclose the current paragraph.
class Proposer {
  public:
    explicit Proposer(const model::Outline& plan) : plan_(plan), issuer_(plan) {}

    std::vector<ProposedObligation> propose() {
        for (item_ = 0; item_ < plan_.items.size(); ++item_) read_item(plan_.items[item_]);
        return std::move(proposed_);
    }

  private:
    struct Enclosing {
        int level = 0;
        Doer doer;
        bool is_task = false; ///< what stands below says what it holds
    };

    void read_item(const model::OutlineItem& item) {
        while (!enclosing_.empty() && enclosing_.back().level >= item.level) enclosing_.pop_back();
        const bool assigns = item.role == ItemRole::assignee;
        const Places places = assigns ? kTasks : places_of(item.role);
        if (places == 0 || (!enclosing_.empty() && enclosing_.back().is_task)) return;
        const bool has_items = item_ + 1 < plan_.items.size() && plan_.items[item_ + 1].level > item.level;
        if (!assigns && (places != kTasks || !has_items || !item.text.ends_with(':')))
            return read_clauses(item, places);

        // A heading names who does what stands below; one that says by which clock is the task itself.
        const FoldedText text(item.text);
        const bool is_task = output_rule_of(text, kTasks) != nullptr && has_clock(beats_of(text));
        const std::optional<Actor> named = assigns ? std::optional(actor_of_heading(item.text)) : actor_of_clause(text);
        if (is_task) read_clauses(item, places);
        if (is_task || named)
            enclosing_.push_back({item.level, named ? doer_of(*named, issuer_) : doer_above(places), is_task});
    }

    void read_clauses(const model::OutlineItem& item, Places places) {
        said_.reset();
        strength_ = model::Strength::mandatory;
        for (const Clause& part : parts_of(item.text, places)) {
            if (part.starts_sentence) {
                said_.reset();
                strength_ = model::Strength::mandatory;
            }
            read_clause(part.text, places, item.role);
        }
    }

    void read_clause(std::string_view quote, Places places, ItemRole role) {
        const FoldedText clause(quote);
        // What a clause says of its actor and strength holds on to the end of the sentence.
        if (const auto actor = actor_of_clause(clause)) said_ = doer_of(*actor, issuer_);
        if (clause.has("khuyen khich")) strength_ = model::Strength::encouraged;

        std::vector<Beat> beats = beats_of(clause);
        const OutputRule* rule = output_rule_of(clause, places);
        // "Mỗi trường báo cáo hằng tháng" is a task wherever it stands.
        if (rule == nullptr && (places == kRequirements || places == kContent) && has_clock(beats))
            if (rule = output_rule_of(clause, kTasks); rule != nullptr && !is_counted(*rule)) rule = nullptr;
        if (rule == nullptr && role == ItemRole::budget) rule = rule_named("budget");
        if (rule == nullptr && places == kTasks && has_clock(beats) && counts_articles(clause))
            rule = rule_named("article");
        const bool is_part = clause.size() < kLeastTaskWords || quote.starts_with('(');
        if (rule == nullptr && (places != kTasks || is_part)) return;

        const std::optional<model::DueRule> due = due_of(clause);
        if (due && due->kind == model::DueRule::Kind::fixed_dates && !has_clock(beats))
            beats = {{Cadence::fixed_dates, {}, {}}};
        const bool also_at_once = !beats.empty() && clause.has("dot xuat") && clause.has("bao cao");
        if (beats.empty()) beats.push_back({cadence_without_clock(clause, rule), {}, {}});
        for (const Beat& beat : beats) add(clause, rule, beat, due, places);
        if (also_at_once) add_at_once(clause, places);
    }

    void add(const FoldedText& clause, const OutputRule* rule, const Beat& beat,
             const std::optional<model::DueRule>& due, Places places) {
        const Doer doer = doer_here(places);
        Obligation obligation;
        obligation.quote = std::string(clause.text());
        obligation.actor = doer.words;
        obligation.actor_kind = doer.kind;
        obligation.selector = selector_of(doer);
        obligation.action = action_of(clause);
        obligation.output_name = rule == nullptr ? "other" : std::string(rule->output);
        obligation.cadence = cadence_by(due, beat.cadence);
        obligation.quota = quota_at(beat, clause, rule, doer);
        if (due && fits(*due, obligation.cadence)) obligation.due.school = due;
        obligation.via = channels_of(clause);
        obligation.report_to = recipients_of(clause);
        obligation.strength = strength_;
        proposed_.push_back({item_, std::move(obligation)});
    }

    /// "báo cáo định kỳ hằng tháng và đột xuất": the second of the two.
    void add_at_once(const FoldedText& clause, Places places) {
        const Cadence asked = cadence_without_clock(clause, nullptr);
        add(clause, nullptr, {asked == Cadence::on_request ? asked : Cadence::on_event, {}, {}}, std::nullopt, places);
        proposed_.back().obligation.output_name = "report_adhoc";
        proposed_.back().obligation.quota.reset();
    }

    /// Who the headings name; in tasks without a heading the office that issues the plan.
    [[nodiscard]] Doer doer_above(Places places) const {
        if (!enclosing_.empty()) return enclosing_.back().doer;
        return places == kTasks ? Doer{issuer_.name, ActorKind::issuer} : Doer{};
    }

    [[nodiscard]] Doer doer_here(Places places) const {
        const Doer above = doer_above(places);
        // "Các trường" below "Các trường mầm non, tiểu học trên địa bàn" are the same: the heading says it in full.
        const bool same = said_ && said_->kind == above.kind && above.words.size() >= said_->words.size();
        return said_ && !same ? *said_ : above;
    }

    const model::Outline& plan_;
    Issuer issuer_;
    std::size_t item_ = 0;
    std::vector<Enclosing> enclosing_;
    std::optional<Doer> said_; ///< in the sentence so far
    model::Strength strength_ = model::Strength::mandatory;
    std::vector<ProposedObligation> proposed_;
};

} // namespace

std::vector<ProposedObligation> propose_obligations(const model::Outline& plan) { return Proposer(plan).propose(); }

} // namespace dongthac::document
