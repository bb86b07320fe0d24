#include "shared/office/projector.hpp"

#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/office/log.hpp"
#include "shared/office/work_rows.hpp"
#include "shared/text/fold.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::office {

namespace {

/// Of the words search finds a node by, unfolded: equal words give an equal hash, which is all that is asked.
std::size_t hash_of_words(const change::NodeState& node) {
    std::size_t hash = node.hidden ? 1 : 0;
    const auto add = [&](std::string_view word) {
        hash = hash * 0x9E3779B97F4A7C15u + std::hash<std::string_view>{}(word);
    };
    for (const std::string& token : node.tokens) add(token);
    add(node.string(model::field::kSubject));
    return hash;
}

} // namespace

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
    const std::size_t words = hash_of_words(*node);
    before_.emplace(id, Before{std::move(**row), words});
    return &touched_.emplace(id, std::move(*node)).first->second;
}

const StoredNodes::Before* StoredNodes::before(const base::NodeId& id) const {
    const auto found = before_.find(id);
    return found == before_.end() ? nullptr : &found->second;
}

change::NodeState& StoredNodes::obtain(const base::NodeId& id) {
    if (change::NodeState* node = find(id)) return *node;
    change::NodeState& node = touched_[id];
    node.id = id;
    return node;
}

base::Result<Projector::Entry*> Projector::entry(const base::DocumentId& document) {
    if (const auto found = entries_.find(document); found != entries_.end()) return &found->second;
    Entry fresh{{}, {}, StoredNodes(*store_, document), false, false};
    fresh.head.id = document;
    DT_TRY(fresh.row, store_->document(document));
    if (fresh.row) {
        DT_TRY(fresh.head, wire::decode_head(fresh.row->head));
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
    if (at->build || at->held) return {};
    const bool simple = change::follows(at->head, at->nodes, change);
    if (simple && at->row) {
        change::apply_next(at->head, at->nodes, change);
        return {};
    }
    DT_TRY(at->held, store_->is_partial(change.document));
    if (at->held) return store_->put_partial({change.document, true});
    if (simple)
        change::apply_next(at->head, at->nodes, change);
    else
        at->build = true; // concurrent, late or repeated: the whole set decides
    return {};
}

base::Result<void> Projector::build(const base::DocumentId& document) {
    DT_TRY(Entry * at, entry(document));
    at->build = true;
    return {};
}

namespace {

store::NodeRow row_of_node(const change::NodeState& node) {
    return {node.id, node.conflicts(), {}, wire::encode(node)};
}

} // namespace

base::Result<void> Projector::write_nodes(const base::DocumentId& document, const change::Document& built) {
    DT_CHECK(store_->remove_nodes(document));
    for (const auto& [id, node] : built.nodes) DT_CHECK(store_->put_node(document, row_of_node(node)));
    return {};
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
    if (built.head.record != 0) {
        DT_CHECK(write_nodes(document, built));
        DT_TRY(const store::DocumentRow row, row_of(built.head, built.head, built.root(), built.conflicts(), now_ms_));
        return store_->put_document(row);
    }
    return write_frozen(document, built.head);
}

base::Result<void> Projector::write_frozen(const base::DocumentId& document, const change::DocumentHead& head) {
    // Known only by its revisions: their text is what can be shown and searched here.
    change::Document view;
    view.head = head;
    DT_CHECK(show_frozen_text(view));
    DT_CHECK(write_nodes(document, view));
    DT_TRY(const store::DocumentRow row, row_of(head, view.head, view.root(), view.conflicts(), now_ms_));
    return store_->put_document(row);
}

base::Result<void> Projector::write_touched(const base::DocumentId& document, Entry& at) {
    if (at.head.record == 0) return write_frozen(document, at.head);
    // The document's conflicts are its nodes' together; only what the touched ones add or take away is looked at.
    std::uint64_t conflicts = at.row ? at.row->conflicts : 0;
    for (const auto& [id, node] : at.nodes.touched()) {
        const StoredNodes::Before* before = at.nodes.before(id);
        store::NodeRow row = row_of_node(node);
        if (before != nullptr && before->row.bytes == row.bytes) continue; // only looked at
        if (before != nullptr) row.id = before->row.id;
        conflicts += row.conflicts - (before == nullptr ? 0 : before->row.conflicts);
        const bool same_words = before != nullptr && before->words == hash_of_words(node);
        DT_CHECK(store_->put_node(document, row, same_words ? store::Words::same : store::Words::changed));
    }
    static const change::NodeState kNone;
    const auto root = at.nodes.touched().find(base::root_node(document));
    const bool has_root = root != at.nodes.touched().end();
    DT_TRY(store::DocumentRow row, row_of(at.head, at.head, has_root ? root->second : kNone, conflicts, now_ms_));
    if (!has_root && at.row) { // its own fields are what they were
        if (row.work && at.head.last_snapshot.empty()) {
            DT_TRY(const std::optional<store::WorkRow> before, store_->work().row_of(document));
            if (before) row.work = before;
        }
        row.subject = std::move(at.row->subject);
        row.symbol = std::move(at.row->symbol);
        if (numbering_of(at.head) == nullptr) { // given by a decision, it is not the text's
            row.number = std::move(at.row->number);
            row.issued_on = std::move(at.row->issued_on);
        }
    }
    return store_->put_document(row);
}

base::Result<void> Projector::finish() {
    for (auto& [document, at] : entries_) {
        if (at.nodes.problem()) return std::unexpected(*at.nodes.problem());
        DT_CHECK(at.build ? build_again(document) : write_touched(document, at));
    }
    return {};
}

const change::RevisionState* numbering_of(const change::DocumentHead& head) {
    const auto found = std::ranges::find_if(head.revisions.rbegin(), head.revisions.rend(),
                                            [](const change::RevisionState& step) { return step.number != 0; });
    return found == head.revisions.rend() ? nullptr : &*found;
}

base::Result<void> show_frozen_text(change::Document& document) {
    const bool frozen =
        document.head.record == 0 || !model::is_editable(document.head.state, model::flow_of(document.head.record));
    if (!frozen || document.head.last_snapshot.empty()) return {};
    DT_TRY(const change::Snapshot snapshot, wire::decode_snapshot(document.head.last_snapshot));
    change::fill_from(document, snapshot);
    if (const change::RevisionState* given = numbering_of(document.head))
        show_number(document, given->id, given->number, given->numbered_on);
    return {};
}

void show_number(change::Document& document, const base::ChangeId& given_by, std::uint32_t number,
                 const text::Date& day) {
    change::NodeState& root = document.obtain(base::root_node(document.head.id));
    root.fields[model::field::kNumber].values = {{given_by, 0, std::to_string(number)}};
    root.fields[model::field::kIssuedOn].values = {{given_by, 0, day}};
}

base::Result<store::DocumentRow> row_of(const change::DocumentHead& head, const change::DocumentHead& shown,
                                        const change::NodeState& root, std::uint64_t conflicts,
                                        std::int64_t changed_ms) {
    const model::RecordType* type = model::record_type(shown.record);
    const change::RevisionState* given = numbering_of(head);
    const std::uint64_t after = head.revisions.empty() || head.draft_changes < head.revised_changes
                                    ? 0
                                    : head.draft_changes - head.revised_changes;
    DT_TRY(std::optional<store::WorkRow> work, work_of(shown, root));
    return store::DocumentRow{head.id,
                              type == nullptr ? "" : std::string(type->name),
                              shown.org,
                              std::string(model::name_of(head.state)),
                              head.state_version,
                              shown.parent,
                              root.string(model::field::kSubject),
                              given != nullptr ? std::to_string(given->number) : root.string(model::field::kNumber),
                              root.string(model::field::kSymbol),
                              given != nullptr ? text::to_iso(given->numbered_on)
                                               : root.string(model::field::kIssuedOn),
                              conflicts,
                              after,
                              changed_ms,
                              wire::encode(head),
                              std::move(work)};
}

std::string words_of(const change::NodeState& node) {
    if (node.hidden) return {};
    return text::search_key(node.string(model::field::kSubject) + " " + node.text());
}

base::Result<void> catch_up_search(store::OfficeStore& store) {
    constexpr std::size_t kAtOnce = 256;
    DT_TRY(std::vector<store::UnindexedNode> waiting, store.unindexed_nodes(1));
    if (waiting.empty()) return {}; // most searches write nothing
    DT_TRY(store::Transaction transaction, store.begin());
    for (;;) {
        DT_TRY(waiting, store.unindexed_nodes(kAtOnce));
        if (waiting.empty()) return transaction.commit();
        for (const store::UnindexedNode& row : waiting) {
            DT_TRY(const change::NodeState node, wire::decode_node(row.bytes));
            DT_CHECK(store.index_node(row.id, words_of(node)));
        }
    }
}

} // namespace dongthac::office
