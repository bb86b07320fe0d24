#include "shared/change/revision.hpp"

namespace dongthac::change {

namespace {

SnapshotNode frozen(const NodeState& node) {
    SnapshotNode out{node.id, {}, node.tokens};
    for (const auto& [field, reg] : node.fields)
        if (!std::holds_alternative<std::monostate>(reg.shown())) out.fields.emplace(field, reg.shown());
    return out;
}

} // namespace

Snapshot snapshot_of(const Document& document) {
    Snapshot snapshot{document.head.id, document.head.record, document.head.org, document.head.parent, {}};
    SnapshotNode root = frozen(document.root());
    root.id = base::root_node(document.head.id);
    snapshot.nodes.push_back(std::move(root));
    for (const NodeState* node : document.in_order()) snapshot.nodes.push_back(frozen(*node));
    return snapshot;
}

void fill_from(Document& document, const Snapshot& snapshot) {
    document.head.record = snapshot.record;
    document.head.org = snapshot.org;
    document.head.parent = snapshot.parent;
    document.nodes.clear();
    for (const SnapshotNode& frozen_node : snapshot.nodes) {
        NodeState& node = document.obtain(frozen_node.id);
        for (const auto& [field, value] : frozen_node.fields) node.fields[field].values.push_back({{}, 0, value});
        node.tokens = frozen_node.tokens;
    }
}

} // namespace dongthac::change
