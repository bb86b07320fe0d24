#include "shared/change/revision.hpp"

#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"

namespace dongthac::change {

namespace {

/// As it is read: under the paragraph that took its parent in, and with no mention of what it was joined from.
SnapshotNode frozen(const Document& document, const NodeState& node) {
    SnapshotNode out{node.id, {}, node.tokens};
    for (const auto& [field, reg] : node.fields)
        if (!std::holds_alternative<model::NotStated>(reg.shown()) && field != model::field::kContinues)
            out.fields.emplace(field, reg.shown());
    const auto parent = out.fields.find(model::field::kParent);
    if (parent != out.fields.end() && !document.parent_of(node).empty())
        parent->second = base::to_text(document.parent_of(node));
    return out;
}

} // namespace

Route route_of(const Snapshot& snapshot) {
    Route route{model::flow_of(snapshot.record), {}};
    if (route.flow != model::Flow::announced || snapshot.nodes.empty()) return route;
    const auto& fields = snapshot.nodes.front().fields;
    const auto named = fields.find(model::field::kAddressees);
    if (named == fields.end()) return route;
    if (const auto* to = std::get_if<std::vector<std::string>>(&named->second)) {
        route.to = *to;
    } else if (!std::holds_alternative<model::NotStated>(named->second)) {
        // No list of offices, yet somebody was named: never to everybody.
        route.to = {model::to_text(named->second)};
    }
    return route;
}

Snapshot snapshot_of(const Document& document) {
    Snapshot snapshot{document.head.id, document.head.record, document.head.org, document.head.parent, {}};
    SnapshotNode root = frozen(document, document.root());
    root.id = base::root_node(document.head.id);
    snapshot.nodes.push_back(std::move(root));
    for (const NodeState* node : document.in_order()) snapshot.nodes.push_back(frozen(document, *node));
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
