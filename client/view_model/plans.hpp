#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/office/workspace.hpp"

/// "Kế hoạch": every document this PC knows, to be found and opened.
namespace dongthac::view_model {

enum class Whose { ours, above, below, other };
[[nodiscard]] std::string_view name_of(Whose whose);

struct PlanRow {
    base::DocumentId document;
    std::string kind;
    std::string subject;
    std::string number;
    std::string office;
    std::string issued_on; ///< short form, "" without a date
    Whose whose = Whose::ours;
    model::DocumentState state = model::DocumentState::draft;
    bool queued = false;
    std::uint64_t conflicts = 0;
    std::uint64_t after_revision = 0;
    std::int64_t changed_ms = 0;
    std::string search; ///< folded subject, number and office
};

struct PlanRows {
    std::vector<PlanRow> rows; ///< newest change first
    std::int64_t now_ms = 0;
};

[[nodiscard]] base::Result<PlanRows> plan_rows(office::Workspace& office);

/// Indexes of the rows that hold every word of `words` (any spelling of diacritics) and, unless `whose` is empty, are
/// of that group.
[[nodiscard]] std::vector<std::size_t> matching(const PlanRows& rows, std::string_view words, std::string_view whose);

} // namespace dongthac::view_model
