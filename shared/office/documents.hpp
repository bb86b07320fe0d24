#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "shared/change/state.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// A row of a list: the projection, plus what waits here to be decided.
struct DocumentSummary {
    base::DocumentId id;
    std::string kind;
    model::OrgId org;
    model::DocumentState state = model::DocumentState::draft; ///< with waiting decisions counted in
    std::uint32_t state_version = 0;
    bool queued = false; ///< a decision on it has not reached the server yet
    base::DocumentId parent;
    std::string subject;
    std::string number;
    std::string symbol;
    std::string issued_on;
    std::uint64_t conflicts = 0;
    std::uint64_t after_revision = 0;
    std::int64_t changed_ms = 0;
};

/// Every document this PC knows, newest change first.
[[nodiscard]] base::Result<std::vector<DocumentSummary>> list_documents(Workspace& office);
/// Those of one kind, at most `limit`.
[[nodiscard]] base::Result<std::vector<DocumentSummary>>
list_kind(Workspace& office, std::string_view kind, std::size_t limit = std::numeric_limits<std::int32_t>::max());
/// Plans and reports, and what a newer program wrote: what is few among the records of the work.
[[nodiscard]] base::Result<std::vector<DocumentSummary>> list_papers(Workspace& office);
/// What this office has made of `kind` from the document `from` and not recalled; empty when nothing.
[[nodiscard]] base::Result<base::DocumentId> made_from(Workspace& office, std::string_view kind,
                                                       const base::DocumentId& from);

/// One row. Error unknown_document.
[[nodiscard]] base::Result<DocumentSummary> summary_of(Workspace& office, const base::DocumentId& id);

/// The document as this office sees it: its working copy, or the frozen revision where the text may not change or only
/// revisions are known. `head.state` counts waiting decisions in. Error unknown_document.
[[nodiscard]] base::Result<change::Document> read_document(Workspace& office, const base::DocumentId& id);

/// A document from what a person typed: its id, or the first letters of it when only one fits. Error unknown_document.
[[nodiscard]] base::Result<base::DocumentId> find_document(Workspace& office, std::string_view typed);

struct SearchResult {
    base::DocumentId document;
    base::NodeId node;
    std::string subject;
    std::string text; ///< as written
};

/// Paragraphs and subjects that hold every word, with or without diacritics. At most `limit`.
[[nodiscard]] base::Result<std::vector<SearchResult>> search(Workspace& office, std::string_view words,
                                                             std::size_t limit);

} // namespace dongthac::office
