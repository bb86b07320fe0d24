#include "shared/office/projector.hpp"

#include "shared/model/record.hpp"
#include "shared/office/log.hpp"
#include "shared/text/fold.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::office {

change::NodeState* StoredNodes::find(const base::NodeId& id) {
    if (const auto found = touched_.find(id); found != touched_.end()) return &found->second;
    auto row = store_->node(document_, id);
    if (!row) {
        problem_ = row.error();
        return nullptr;
    }
    if (!row->has_value()) return nullptr;
    auto node = wire::decode_node((*row)->bytes);
    if (!node) {
        problem_ = node.error();
        return nullptr;
    }
    return &touched_.emplace(id, std::move(*node)).first->second;
}

change::NodeState& StoredNodes::obtain(const base::NodeId& id) {
    if (change::NodeState* node = find(id)) return *node;
    change::NodeState& node = touched_[id];
    node.id = id;
    return node;
}

base::Result<Projector::Entry*> Projector::entry(const base::DocumentId& document) {
    if (const auto found = entries_.find(document); found != entries_.end()) return &found->second;
    Entry fresh{{}, StoredNodes(*store_, document), false};
    fresh.head.id = document;
    DT_TRY(const auto row, store_->document(document));
    if (row) {
        DT_TRY(fresh.head, wire::decode_head(row->head));
    }
    return &entries_.emplace(document, std::move(fresh)).first->second;
}

base::Result<change::DocumentHead*> Projector::head(const base::DocumentId& document) {
    DT_TRY(Entry * found, entry(document));
    return &found->head;
}

base::Result<const change::NodeState*> Projector::node(const base::DocumentId& document, const base::NodeId& id) {
    DT_TRY(Entry * at, entry(document));
    const change::NodeState* found = at->nodes.find(id);
    if (found == nullptr && at->nodes.problem()) return std::unexpected(*at->nodes.problem());
    return found;
}

base::Result<void> Projector::apply(const change::Change& change) {
    DT_TRY(Entry * at, entry(change.document));
    if (at->build) return {};
    if (change::follows(at->head, at->nodes, change))
        change::apply_next(at->head, at->nodes, change);
    else
        at->build = true; // concurrent, late or repeated: the whole set decides
    return {};
}

base::Result<void> Projector::write_node(const base::DocumentId& document, const change::NodeState& node) {
    return store_->put_node(document, {node.id, node.conflicts(), words_of(node), wire::encode(node)});
}

base::Result<void> Projector::build_again(const base::DocumentId& document) {
    DT_TRY(const std::vector<store::SegmentRow> rows, store_->segments_of(document));
    std::vector<change::Change> changes;
    for (const store::SegmentRow& row : rows) {
        DT_TRY(std::vector<change::Change> part, changes_in(row));
        for (change::Change& change : part)
            if (change.document == document) changes.push_back(std::move(change));
    }
    const change::Document built = change::build(document, changes);
    DT_CHECK(store_->remove_nodes(document));
    for (const auto& [id, node] : built.nodes) DT_CHECK(write_node(document, node));
    return write(document, built.head);
}

base::Result<void> Projector::write(const base::DocumentId& document, const change::DocumentHead& head) {
    change::Document view;
    view.head = head;
    if (head.record == 0) {
        // Known only by its revisions: their text is what can be shown and searched here.
        DT_CHECK(show_frozen_text(view));
        DT_CHECK(store_->remove_nodes(document));
        for (const auto& [id, node] : view.nodes) DT_CHECK(write_node(document, node));
    }
    const auto root_row = store_->node(document, base::root_node(document));
    if (!root_row) return std::unexpected(root_row.error());
    change::NodeState root;
    if (root_row->has_value()) {
        DT_TRY(root, wire::decode_node((*root_row)->bytes));
    }
    DT_TRY(const std::uint64_t conflicts, store_->conflicts_of(document));
    return store_->put_document(row_of(head, view.head, root, conflicts, now_ms_));
}

base::Result<void> Projector::finish() {
    for (auto& [document, at] : entries_) {
        if (at.nodes.problem()) return std::unexpected(*at.nodes.problem());
        if (at.build) {
            DT_CHECK(build_again(document));
            continue;
        }
        for (const auto& [id, node] : at.nodes.touched()) DT_CHECK(write_node(document, node));
        DT_CHECK(write(document, at.head));
    }
    return {};
}

base::Result<void> show_frozen_text(change::Document& document) {
    const bool frozen = document.head.record == 0 || !model::is_editable(document.head.state);
    if (!frozen || document.head.last_snapshot.empty()) return {};
    DT_TRY(const change::Snapshot snapshot, wire::decode_snapshot(document.head.last_snapshot));
    change::fill_from(document, snapshot);
    return {};
}

store::DocumentRow row_of(const change::DocumentHead& head, const change::DocumentHead& shown,
                          const change::NodeState& root, std::uint64_t conflicts, std::int64_t changed_ms) {
    const model::RecordType* type = model::record_type(shown.record);
    const std::uint64_t after = head.revisions.empty() || head.draft_changes < head.revised_changes
                                    ? 0
                                    : head.draft_changes - head.revised_changes;
    return {head.id,
            type == nullptr ? "" : std::string(type->name),
            shown.org,
            std::string(model::name_of(head.state)),
            head.state_version,
            shown.parent,
            root.string(model::field::kSubject),
            root.string(model::field::kNumber),
            root.string(model::field::kSymbol),
            root.string(model::field::kIssuedOn),
            conflicts,
            after,
            changed_ms,
            wire::encode(head)};
}

std::string words_of(const change::NodeState& node) {
    if (node.hidden) return {};
    return text::search_key(node.string(model::field::kSubject) + " " + node.text());
}

} // namespace dongthac::office
