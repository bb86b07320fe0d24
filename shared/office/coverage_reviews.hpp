#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/model/coverage_status.hpp"
#include "shared/office/workspace.hpp"

/// What this office found of the plans below one of its own (docs/adr/0021). Kept in this office; nothing of it is
/// sent to anybody.
namespace dongthac::office {

/// A plan as an office sent it.
struct SentPlan {
    base::DocumentId document;  ///< empty while it has none
    std::uint32_t revision = 0; ///< 0 while none was sent
};

struct Judgement {
    model::CoverageStatus status = model::CoverageStatus::missing;
    std::string reason;
    base::DocumentId document;  ///< that was looked at
    std::uint32_t revision = 0; ///< of it
    bool disputed = false;      ///< two PCs judged otherwise without seeing each other; the later one is shown
};

/// By topic and office.
using Judgements = std::map<std::pair<base::NodeId, model::OrgId>, Judgement>;

/// Everything judged of the plans below `plan`.
[[nodiscard]] base::Result<Judgements> judgements_of(Workspace& office, const base::DocumentId& plan);

struct Verdict {
    base::NodeId topic;
    model::OrgId org;
    std::optional<model::CoverageStatus> status; ///< nothing: the office's own word counts again
    std::string reason;                          ///< needed for not_applicable
    std::optional<SentPlan> seen{};              ///< what the person looked at; nothing: as this PC has it now
};

/// Writes down what a person found of the revision of the office's plan that he saw: one act, which overwrites what
/// this PC shows. Returns the reviews it wrote in: none where it says what stands there already, more than one where
/// two PCs began one each. Another revision may have come since; the judgement is stale then at once. Errors:
/// unknown_document; unknown_node for what is no topic of `plan`; unknown_org; bad_value {field, value, expected} with
/// field one of `plan`, `office`, `reason` and expected one of `own_issued_plan`, `not_oneself`, `office_below`,
/// `sent_plan`, `reason` (client/app/coverage_words.hpp says them).
[[nodiscard]] base::Result<std::vector<base::DocumentId>>
judge_coverage(Workspace& office, const base::DocumentId& plan, const Verdict& verdict);

} // namespace dongthac::office
