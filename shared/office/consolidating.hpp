#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/model/consolidation.hpp"
#include "shared/model/period.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// Where one office stands with one report.
enum class Handing {
    handed_in,
    late,     ///< handed in, surely after its day
    returned, ///< sent back, not handed in again
    missing,
    waived,
    not_asked, ///< handed in without having been asked to
};
[[nodiscard]] std::string_view name_of(Handing handing);

/// One office's row on the board of one report.
struct HandingRow {
    model::OrgId org;
    Handing handing = Handing::missing;
    base::DocumentId document;             ///< its submission; empty: none
    std::string state;                     ///< model::DocumentState name of it
    bool on_paper = false;                 ///< entered here, on behalf of it
    bool perhaps_late = false;             ///< its hand-in may lie on either side of the deadline
    std::optional<text::Date> due;         ///< nothing: nobody asked for it
    std::optional<std::int64_t> handed_ms; ///< when the server had it, at the latest
    std::string note;                      ///< why it was returned or waived
    std::size_t others = 0;                ///< further submissions of this office for the period, not counted
    bool amended = false;                  ///< sent again after it was accepted or frozen
};

/// A form added up for a period over the offices directly below on its last day, as their submissions stand now.
struct Consolidation {
    base::DocumentId form;
    model::ReportForm fields;
    model::Period period;
    std::vector<model::Figure> figures;           ///< in the order of the form's lines
    std::vector<HandingRow> offices;              ///< in dictionary order of their names
    base::DocumentId frozen;                      ///< the office's own submission it was frozen into; empty: none yet
    std::vector<model::FigureDifference> changed; ///< since it was frozen: not empty is "stale"

    [[nodiscard]] std::vector<model::OrgId> with(Handing handing) const;
    [[nodiscard]] std::size_t handed_in() const;
};

/// Errors: unknown_form, bad_value.
[[nodiscard]] base::Result<Consolidation> consolidate(Workspace& office, const base::DocumentId& form,
                                                      const model::Period& period);

/// Writes the figures as they are now, with where each comes from, into the office's own submission of the form for
/// the period, which is made when there is none; that is this office's word to the one above. Its own wording of
/// gathered texts stays. What no longer stands is overwritten, nothing is written for what is as it was. Returns the
/// submission.
[[nodiscard]] base::Result<base::DocumentId> freeze(Workspace& office, const Consolidation& consolidation);

/// The figures as they were frozen into `document`.
[[nodiscard]] std::vector<model::Figure> frozen_figures(const model::ReportForm& form,
                                                        const change::Document& document);

} // namespace dongthac::office
