#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/view_model/coverage.hpp"
#include "shared/model/document_state.hpp"
#include "shared/office/workspace.hpp"

/// "Dòng thác": our superiors' issued plans, ours made from them, and what the offices below made of ours.
namespace dongthac::view_model {

struct CascadeFilter {
    int year = 0;              ///< 0: all years
    std::string text;          ///< words of an office, a number or a subject, diacritics or not
    bool only_without = false; ///< only offices that have no plan yet, and what leads to them
    friend bool operator==(const CascadeFilter&, const CascadeFilter&) = default;
};

/// A plan, or the place where an office's plan is missing.
enum class CascadeKind { plan, without };

struct CascadeRow {
    CascadeKind kind = CascadeKind::plan;
    int depth = 0;
    std::size_t below = 0; ///< rows that follow and belong to this one
    model::OrgId org;
    std::string office;
    bool ours = false;
    base::DocumentId document; ///< empty when kind is `without`
    base::DocumentId parent;   ///< the plan above; empty at the top
    std::string subject;
    std::string number;
    std::string issued_on; ///< short form, "" without a date
    model::DocumentState state = model::DocumentState::draft;
    bool queued = false;
    std::size_t offices_with = 0;       ///< of the offices directly below, those with a plan made from this one
    std::size_t offices = 0;            ///< 0 when this PC cannot know
    std::optional<std::size_t> covered; ///< topics of the selected plan that this one covers
    std::size_t topics = 0;
    bool may_create = false; ///< our office could make its plan from `parent`
};

struct CascadeRows {
    std::vector<CascadeRow> rows; ///< depth first
    std::vector<int> years;       ///< of all plans known, newest first
    CascadeFilter filter;
    std::size_t plans = 0; ///< before the filter
    base::DocumentId selected;
    bool may_create = false; ///< our office has no plan made from `selected` yet and could make one
    CoverageView coverage;   ///< of `selected`, or of the plan above it when nobody stands below it
};

/// Reads the tree. `coverage` fills the rows below its plan; the caller keeps it while nothing changes.
[[nodiscard]] base::Result<CascadeRows> cascade_rows(office::Workspace& office, const CascadeFilter& filter,
                                                     const base::DocumentId& selected, const CoverageView& coverage);

/// The plan whose matrix is shown for `selected`: itself when offices below it are known here, else the one above it.
[[nodiscard]] base::Result<base::DocumentId> matrix_plan(office::Workspace& office, const base::DocumentId& selected);

/// The plan a person most likely wants to see: our newest issued one, else the nearest superior's, else any; empty for
/// none.
[[nodiscard]] base::Result<base::DocumentId> usual_selection(office::Workspace& office);

} // namespace dongthac::view_model
