#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/actor.hpp"
#include "shared/model/due_rule.hpp"
#include "shared/model/organisation.hpp"
#include "shared/model/period.hpp"

namespace dongthac::model {

/// What of an obligation's outputs the program can count by itself. The name in the plan is kept beside it as text
/// (output_name): there are thirty-odd, and a newer plan may have others.
enum class OutputKind { plan, article, report, exemplary_profile, incident, other };
inline constexpr OutputKind kLastOutputKind = OutputKind::other;
[[nodiscard]] std::string_view name_of(OutputKind kind);
[[nodiscard]] std::optional<OutputKind> output_kind_named(std::string_view name);
/// The records that fulfil an output by its name: "article" and "article_submission" are articles, every "report_…" is
/// a report, "incident_report" an incident. `other` for what nothing is counted of.
[[nodiscard]] OutputKind counted_output(std::string_view output_name);

enum class Cadence {
    once,
    once_per_year,
    plan_period, ///< as long as the plan holds
    weekly,
    monthly,
    monthly_mid, ///< cut off on the 14th
    quarterly,
    semester,
    school_year,
    midyear_and_annual, ///< sơ kết and tổng kết
    fixed_dates,        ///< on the dates of its due rule
    continuous,
    on_event,
    on_request,
    per_article,
    unspecified,
};
inline constexpr Cadence kLastCadence = Cadence::unspecified;
[[nodiscard]] std::string_view name_of(Cadence cadence);
[[nodiscard]] std::optional<Cadence> cadence_named(std::string_view name);

/// True when time alone makes a task due. A thing done once a year has no clock of its own: a plan that wants it by a
/// certain day says fixed_dates.
[[nodiscard]] bool has_clock(Cadence cadence);

/// True when one of the rules states dates: what an obligation of `fixed_dates` cannot do without.
[[nodiscard]] bool states_dates(const DueRules& rules);

enum class Strength { mandatory, encouraged };
inline constexpr Strength kLastStrength = Strength::encouraged;
[[nodiscard]] std::string_view name_of(Strength strength);
[[nodiscard]] std::optional<Strength> strength_named(std::string_view name);

/// Whether the signed plan says it, or the ward asks for it beside the plan ("lịch nội bộ").
enum class Origin { in_plan, operational };
inline constexpr Origin kLastOrigin = Origin::operational;
[[nodiscard]] std::string_view name_of(Origin origin);
[[nodiscard]] std::optional<Origin> origin_named(std::string_view name);

enum class ObligationState { draft, active, suspended, closed };
inline constexpr ObligationState kLastObligationState = ObligationState::closed;
[[nodiscard]] std::string_view name_of(ObligationState state);
[[nodiscard]] std::optional<ObligationState> obligation_state_named(std::string_view name);

/// "tối thiểu 01 tin bài/trường/tuần": min 1, unit "tin bài", per "tuần", per_org "trường". Words as in the plan.
struct Quota {
    int min = 1;
    std::string unit;
    std::string per;
    std::string per_org;
    friend bool operator==(const Quota&, const Quota&) = default;
};

/// One thing somebody must do, as one sentence of a plan states it (DOMAIN §2). Names of offices and channels are the
/// plan's words; who is meant today is `selector`.
struct Obligation {
    std::string id;
    std::string source_document; ///< id text of the plan; empty when there is none
    std::string source_node;     ///< id text of the paragraph
    std::string quote;           ///< the sentence itself
    std::string actor;           ///< who, in its words
    ActorKind actor_kind = ActorKind::unspecified;
    ActorSelector selector;
    std::string action;
    std::string output_name;
    Cadence cadence = Cadence::unspecified;
    std::optional<Quota> quota;
    DueRules due;
    std::vector<std::string> via;
    std::vector<std::string> report_to;
    std::vector<std::string> beneficiary;
    Strength strength = Strength::mandatory;
    Origin origin = Origin::in_plan;
    ObligationState state = ObligationState::draft;
    Validity valid;
    std::string note;
    friend bool operator==(const Obligation&, const Obligation&) = default;
};

/// The periods that end within from..to for which each of its offices has a task, earliest first: those whose last day
/// the obligation is valid on, the first one whole although the plan came within it. None without a clock. A draft has
/// none; one suspended or closed has those until its `valid.to`, and none without. fixed_dates makes a
/// day_range up to each date from the day after the date before, by the first of its rules (school, ward, department)
/// that states dates; none when none does.
[[nodiscard]] std::vector<Period> task_periods(const Obligation& obligation, const text::Date& from,
                                               const text::Date& to, const SchoolYears& years);

/// How many outputs fulfil one task; at least 1. A quota for another span of time is shared out and rounded up: two
/// reports a year are one at sơ kết and one at tổng kết. A quota that is not per time (%, đơn vị) is taken as it is.
[[nodiscard]] int needed_per_task(const Obligation& obligation);

} // namespace dongthac::model
