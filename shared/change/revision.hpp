#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/change/state.hpp"

namespace dongthac::change {

/// A node as a revision freezes it: shown values and words only, no history.
struct SnapshotNode {
    NodeId id;
    std::map<model::FieldId, model::Value> fields;
    std::vector<std::string> tokens;
    friend bool operator==(const SnapshotNode&, const SnapshotNode&) = default;
};

/// The immutable text of a document as one office hands it to another (DESIGN §5). Its canonical bytes
/// (shared/wire) are what is hashed, signed and kept.
struct Snapshot {
    DocumentId document;
    std::uint16_t record = 0;
    model::OrgId org;
    DocumentId parent;
    std::vector<SnapshotNode> nodes; ///< the root first, then visible nodes in reading order
    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// How a revision travels: as its kind declares, and to whom it is addressed.
struct Route {
    model::Flow flow = model::Flow::administrative;
    std::vector<model::OrgId> to; ///< announcements only; empty: to everybody below
    friend bool operator==(const Route&, const Route&) = default;
};
[[nodiscard]] Route route_of(const Snapshot& snapshot);

/// What a reader of `document` sees now.
[[nodiscard]] Snapshot snapshot_of(const Document& document);

/// Fills the nodes (and record, org, parent) of a document known only by its revisions. `document.head` keeps its
/// transitions; existing nodes are replaced.
void fill_from(Document& document, const Snapshot& snapshot);

} // namespace dongthac::change
