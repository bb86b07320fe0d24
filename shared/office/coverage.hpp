#pragma once

#include <string>
#include <vector>

#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// What an office's plan says on one topic of the plan above it (DOMAIN §2.4).
enum class CoverageStatus { covered, partly, missing, not_applicable };
[[nodiscard]] std::string_view name_of(CoverageStatus status);

struct CoverageTopic {
    base::NodeId node;
    std::string title;
};

struct CoverageCell {
    base::NodeId topic;
    CoverageStatus status = CoverageStatus::missing;
    std::vector<base::NodeId> by; ///< paragraphs of the office's document that link to the topic
    std::string note;             ///< their words when the topic does not apply
};

struct CoverageOffice {
    model::OrgId org;
    std::string name;
    base::DocumentId document; ///< empty while it has sent none
    std::string state;         ///< model::DocumentState name, "" while there is no document
    std::vector<CoverageCell> cells;
};

/// Each topic of an issued plan × each office directly below, in dictionary order; `missing` are offices without a
/// plan.
struct Coverage {
    std::vector<CoverageTopic> topics;
    std::vector<CoverageOffice> offices;
    std::vector<model::OrgId> missing;
};

/// Reads links only; nothing is guessed. Offices are those below the plan's office on its date. Error unknown_document.
[[nodiscard]] base::Result<Coverage> coverage_of(Workspace& office, const base::DocumentId& document);

} // namespace dongthac::office
