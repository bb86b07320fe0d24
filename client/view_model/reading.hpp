#pragma once

#include <string>
#include <vector>

#include "shared/change/state.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/workspace.hpp"

/// What several view models need to know about a document. Reads only.
namespace dongthac::view_model {

/// "12/KH-UBND", "/KH-UBND" while it has no number, "" without both.
[[nodiscard]] std::string number_of(const office::DocumentSummary& document);

/// "20/03/2026", or "" while it has no date.
[[nodiscard]] std::string short_date(const std::string& iso);

/// The year a plan counts for: of its date, else of its last change.
[[nodiscard]] int year_of(const office::DocumentSummary& document);

/// The offices directly below `org` on the document's day or today: an imported plan may be older than a
/// reorganisation.
[[nodiscard]] std::vector<model::OrgId> offices_below(office::Workspace& office, const model::OrgId& org,
                                                      const std::string& iso_day);

/// A document's head alone: its decisions and comments, without its paragraphs. Error unknown_document.
[[nodiscard]] base::Result<change::DocumentHead> head_of(office::Workspace& office, const base::DocumentId& id);

/// The last decision of a kind; nullptr when there was none.
[[nodiscard]] const change::RevisionState* last_decision(const change::DocumentHead& head, model::Action action);

} // namespace dongthac::view_model
