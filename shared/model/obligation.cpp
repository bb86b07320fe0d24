#include "shared/model/obligation.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "shared/model/enum_names.hpp"
#include "shared/model/weekday.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 6> kOutputNames = {"plan",     "article", "report", "exemplary_profile",
                                                          "incident", "other"};
constexpr std::array<std::string_view, 16> kCadenceNames = {
    "once",        "once_per_year", "plan_period",        "weekly",      "monthly",    "monthly_mid", "quarterly",
    "semester",    "school_year",   "midyear_and_annual", "fixed_dates", "continuous", "on_event",    "on_request",
    "per_article", "unspecified"};
constexpr std::array<std::string_view, 2> kStrengthNames = {"mandatory", "encouraged"};
constexpr std::array<std::string_view, 2> kOriginNames = {"in_plan", "operational"};
constexpr std::array<std::string_view, 4> kStateNames = {"draft", "active", "suspended", "closed"};

constexpr int kDaysInYear = 366;

std::optional<PeriodKind> period_kind_of(Cadence cadence) {
    switch (cadence) {
    case Cadence::weekly: return PeriodKind::week;
    case Cadence::monthly: return PeriodKind::month;
    case Cadence::monthly_mid: return PeriodKind::month_mid;
    case Cadence::quarterly: return PeriodKind::quarter;
    case Cadence::semester: return PeriodKind::semester;
    case Cadence::school_year: return PeriodKind::school_year;
    case Cadence::midyear_and_annual: return PeriodKind::mid_and_final;
    default: return std::nullopt;
    }
}

/// The first rule that states dates, of the levels from below.
const DueRule* dated_rule(const DueRules& rules) {
    for (const std::optional<DueRule>* rule : {&rules.school, &rules.ward, &rules.department})
        if (*rule && (*rule)->kind == DueRule::Kind::fixed_dates && !(*rule)->dates.empty()) return &**rule;
    return nullptr;
}

/// The dates themselves: nothing is rolled.
std::vector<Period> dated_periods(const DueRule& rule, const text::Date& from, const text::Date& to) {
    DueRule plain = rule;
    plain.roll = DueRule::Roll::stays;
    std::vector<Period> periods;
    if (!day_range(from, to)) return periods;
    const auto next = [&plain](const text::Date& day) { return due_on(plain, {{}, day, day, {}}, {}); };
    text::Date before = next(plus_days(from, -kDaysInYear));
    for (text::Date date = next(plus_days(before, 1)); date <= to; date = next(plus_days(date, 1))) {
        if (from <= date)
            if (auto period = day_range(plus_days(before, 1), date)) periods.push_back(*std::move(period));
        before = date;
    }
    return periods;
}

/// Spans of time by the word a quota has for them, folded: how many there are in a year.
int spans_in_year(std::string_view per) {
    const std::string word = text::search_key(per);
    constexpr std::array<std::pair<std::string_view, int>, 6> kSpans = {
        {{"tuan", 52}, {"thang", 12}, {"quy", 4}, {"hoc ky", 2}, {"nam", 1}, {"nam hoc", 1}}};
    const auto found = std::ranges::find(kSpans, word, &std::pair<std::string_view, int>::first);
    return found == kSpans.end() ? 0 : found->second;
}

int tasks_in_year(const Obligation& obligation) {
    switch (obligation.cadence) {
    case Cadence::weekly: return 52;
    case Cadence::monthly:
    case Cadence::monthly_mid: return 12;
    case Cadence::quarterly: return 4;
    case Cadence::semester:
    case Cadence::midyear_and_annual: return 2;
    case Cadence::fixed_dates: {
        const DueRule* rule = dated_rule(obligation.due);
        return rule == nullptr ? 1 : static_cast<int>(rule->dates.size());
    }
    case Cadence::school_year: return 1;
    default: return 0;
    }
}

} // namespace

std::string_view name_of(OutputKind kind) { return kOutputNames.at(static_cast<std::size_t>(kind)); }
std::optional<OutputKind> output_kind_named(std::string_view name) {
    return enum_named<OutputKind>(kOutputNames, name);
}

std::string_view name_of(Cadence cadence) { return kCadenceNames.at(static_cast<std::size_t>(cadence)); }
std::optional<Cadence> cadence_named(std::string_view name) { return enum_named<Cadence>(kCadenceNames, name); }

std::string_view name_of(Strength strength) { return kStrengthNames.at(static_cast<std::size_t>(strength)); }
std::optional<Strength> strength_named(std::string_view name) { return enum_named<Strength>(kStrengthNames, name); }

std::string_view name_of(Origin origin) { return kOriginNames.at(static_cast<std::size_t>(origin)); }
std::optional<Origin> origin_named(std::string_view name) { return enum_named<Origin>(kOriginNames, name); }

std::string_view name_of(ObligationState state) { return kStateNames.at(static_cast<std::size_t>(state)); }
std::optional<ObligationState> obligation_state_named(std::string_view name) {
    return enum_named<ObligationState>(kStateNames, name);
}

OutputKind counted_output(std::string_view output_name) {
    if (output_name == "article" || output_name == "article_submission") return OutputKind::article;
    if (output_name == "incident_report") return OutputKind::incident;
    if (output_name.starts_with("report_")) return OutputKind::report;
    return output_kind_named(output_name).value_or(OutputKind::other);
}

bool states_dates(const DueRules& rules) { return dated_rule(rules) != nullptr; }

bool has_clock(Cadence cadence) { return cadence == Cadence::fixed_dates || period_kind_of(cadence).has_value(); }

std::vector<Period> task_periods(const Obligation& obligation, const text::Date& from, const text::Date& to,
                                 const SchoolYears& years) {
    if (obligation.state == ObligationState::draft) return {};
    if (obligation.state != ObligationState::active && !obligation.valid.to) return {};
    std::vector<Period> periods;
    if (const auto kind = period_kind_of(obligation.cadence)) {
        periods = periods_within(*kind, from, to, years);
    } else if (const DueRule* rule = dated_rule(obligation.due); rule && obligation.cadence == Cadence::fixed_dates) {
        periods = dated_periods(*rule, from, to);
    }
    std::erase_if(periods, [&](const Period& period) { return !obligation.valid.contains(period.to); });
    return periods;
}

int needed_per_task(const Obligation& obligation) {
    if (!obligation.quota) return 1;
    const int least = std::max(1, obligation.quota->min);
    const int spans = spans_in_year(obligation.quota->per);
    const int tasks = tasks_in_year(obligation);
    if (spans == 0 || tasks == 0) return least;
    const std::int64_t a_year = static_cast<std::int64_t>(least) * spans;
    return static_cast<int>(std::min<std::int64_t>((a_year + tasks - 1) / tasks, INT32_MAX));
}

} // namespace dongthac::model
