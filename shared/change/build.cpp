#include "shared/change/build.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "shared/change/alias.hpp"
#include "shared/change/text_merge.hpp"
#include "shared/model/record.hpp"

namespace dongthac::change {

namespace {

void put_register(NodeState& node, model::FieldId field, const Change& change, model::Value value,
                  std::span<const ChangeId> overwrites) {
    auto& values = node.fields[field].values;
    std::erase_if(values,
                  [&](const FieldValue& old) { return std::ranges::find(overwrites, old.id) != overwrites.end(); });
    values.push_back({change.id, change.lamport, std::move(value)});
}

/// A node's first registers. The words are left to the caller: they are the first text event.
void create_node(NodeState& node, const Change& change, const CreateNode& create) {
    put_register(node, model::field::kParent, change, base::to_text(create.parent), {});
    put_register(node, model::field::kOrder, change, create.order, {});
    put_register(node, model::field::kRole, change, create.role, {});
    if (!create.label.empty()) put_register(node, model::field::kLabel, change, create.label, {});
    if (!create.covers.empty()) put_register(node, model::field::kCovers, change, create.covers, {});
}

void apply_transition(DocumentHead& head, const Change& change, const Transition& transition) {
    const bool revises = model::makes_revision(transition.action);
    const std::uint32_t last = head.revisions.empty() ? 0 : head.revisions.back().no;
    head.revisions.push_back({revises ? last + 1 : last, transition.action, transition.to, transition.revision,
                              transition.org, transition.person, transition.note, change.wall_ms});
    head.state = transition.to;
    head.state_version = transition.expects_version + 1;
    if (head.org.empty()) head.org = transition.owner;
    if (revises) {
        head.last_snapshot = transition.snapshot;
        head.revised_changes = transition.draft_changes;
    }
}

void apply_create(DocumentHead& head, const CreateDocument& create) {
    if (head.record != 0) return; // the first in canonical order made it
    head.record = create.record;
    head.org = create.org;
    head.parent = create.parent;
    head.merge_algo = create.merge_algo;
}

/// One draft change on top of everything before it.
struct ApplyDraft {
    DocumentHead& head;
    Nodes& nodes;
    const Change& change;

    void operator()(const CreateDocument& create) const {
        apply_create(head, create);
        nodes.obtain(base::root_node(head.id));
    }
    void operator()(const CreateNode& create) const {
        NodeState& node = nodes.obtain(create.node);
        create_node(node, change, create);
        const text::TokenHunk birth{0, 0, create.tokens};
        text::apply(node.tokens, std::span(&birth, 1));
    }
    void operator()(const SetField& set) const {
        put_register(nodes.obtain(set.node), set.field, change, set.value, set.overwrites);
    }
    void operator()(const EditText& edit) const { text::apply(nodes.obtain(edit.node).tokens, edit.hunks); }
    void operator()(const HideNode& hide) const { nodes.obtain(hide.node).hidden = true; }
    void operator()(const ShowNode& show) const { nodes.obtain(show.node).hidden = false; }
    void operator()(const Comment& comment) const {
        head.comments.push_back({change.id, comment.node, comment.text, comment.author, change.wall_ms});
    }
    void operator()(const Reviewed& reviewed) const {
        // Of a node nobody has: build() makes none for it either.
        if (NodeState* node = nodes.find(reviewed.node)) node->reviews.clear();
    }
    void operator()(const SettleComment& settle) const {
        for (CommentState& comment : head.comments)
            if (comment.id == settle.comment) comment.settled = settle.settled;
    }
    void operator()(const Transition&) const {}
    void operator()(const PutOrganisation&) const {}
    void operator()(const PutRelation&) const {}
    void operator()(const PutDevice&) const {}
    void operator()(const Unknown&) const { ++head.waiting; }
};

/// The changes of one document as a causal graph, in canonical order, with what each had seen.
class Graph {
  public:
    explicit Graph(std::span<const Change> changes) {
        for (const Change& change : changes) sorted_.push_back(&change);
        std::ranges::sort(sorted_, [](const Change* a, const Change* b) { return canonical_less(*a, *b); });
        const auto repeated = std::ranges::unique(sorted_, {}, [](const Change* change) { return change->id; });
        sorted_.erase(repeated.begin(), repeated.end());
        take_closed_part();
    }

    [[nodiscard]] const std::vector<const Change*>& drafts() const { return drafts_; }
    [[nodiscard]] const std::vector<const Change*>& transitions() const { return transitions_; }
    [[nodiscard]] std::size_t waiting() const { return waiting_; }

    /// True when draft `later` had seen draft `earlier` (indexes into drafts()).
    [[nodiscard]] bool saw(std::size_t later, std::size_t earlier) const {
        const ChangeId& id = drafts_[earlier]->id;
        const auto found = seen_[later].find(id.replica);
        return found != seen_[later].end() && found->second >= id.counter;
    }

    [[nodiscard]] std::vector<ChangeId> heads() const {
        std::set<ChangeId> open;
        for (const Change* change : drafts_) {
            for (const ChangeId& parent : change->parents) open.erase(parent);
            open.insert(change->id);
        }
        return {open.begin(), open.end()};
    }

  private:
    using Seen = std::map<ReplicaId, std::uint64_t>;

    void take_closed_part() {
        std::unordered_map<ChangeId, std::size_t, base::IdHash> index;
        for (const Change* change : sorted_) {
            if (lane_of(*change) == Lane::office) {
                transitions_.push_back(change);
                continue;
            }
            // Parents stand earlier in canonical order; one that is not there has not come yet.
            const bool closed =
                std::ranges::all_of(change->parents, [&](const ChangeId& parent) { return index.contains(parent); });
            if (!closed) {
                ++waiting_;
                continue;
            }
            Seen seen;
            for (const ChangeId& parent : change->parents)
                for (const auto& [replica, counter] : seen_[index.at(parent)])
                    seen[replica] = std::max(seen[replica], counter);
            seen[change->id.replica] = std::max(seen[change->id.replica], change->id.counter);
            index.emplace(change->id, drafts_.size());
            drafts_.push_back(change);
            seen_.push_back(std::move(seen));
        }
        std::ranges::stable_sort(transitions_, {}, [](const Change* change) {
            const auto* transition = std::get_if<Transition>(&change->payload);
            return transition == nullptr ? 0u : transition->expects_version;
        });
    }

    std::vector<const Change*> sorted_;
    std::vector<const Change*> drafts_;
    std::vector<const Change*> transitions_;
    std::vector<Seen> seen_;
    std::size_t waiting_ = 0;
};

class Builder {
  public:
    Builder(const DocumentId& id, std::span<const Change> changes) : graph_(changes) { document_.head.id = id; }

    Document run() {
        for (std::size_t at = 0; at < graph_.drafts().size(); ++at) take(at);
        settle_registers();
        settle_texts();
        settle_hidden();
        DocumentHead& head = document_.head;
        head.heads = graph_.heads();
        head.draft_changes = graph_.drafts().size();
        head.waiting += graph_.waiting();
        for (const Change* change : graph_.drafts()) head.lamport = std::max(head.lamport, change->lamport);
        std::optional<std::uint32_t> last;
        for (const Change* change : graph_.transitions()) {
            head.lamport = std::max(head.lamport, change->lamport);
            const auto* transition = std::get_if<Transition>(&change->payload);
            if (transition == nullptr || last == transition->expects_version) {
                ++head.waiting; // not understood, or a second winner that no honest server lets in
                continue;
            }
            last = transition->expects_version;
            apply_transition(head, *change, *transition);
        }
        return std::move(document_);
    }

  private:
    /// Everything but texts and registers, which need the whole set.
    void take(std::size_t at) {
        const Change& change = *graph_.drafts()[at];
        if (const auto* create = std::get_if<CreateDocument>(&change.payload)) {
            apply_create(document_.head, *create);
            document_.obtain(base::root_node(document_.head.id));
        } else if (const auto* node = std::get_if<CreateNode>(&change.payload)) {
            create_node(document_.obtain(node->node), change, *node);
            if (!node->tokens.empty()) texts_[node->node].push_back({at, {{0, 0, node->tokens}}});
            edits_[node->node].push_back(at);
        } else if (const auto* set = std::get_if<SetField>(&change.payload)) {
            document_.obtain(set->node).fields[set->field].values.push_back({change.id, change.lamport, set->value});
            overwritten_.insert(set->overwrites.begin(), set->overwrites.end());
            edits_[set->node].push_back(at);
        } else if (const auto* edit = std::get_if<EditText>(&change.payload)) {
            document_.obtain(edit->node);
            texts_[edit->node].push_back({at, edit->hunks});
            edits_[edit->node].push_back(at);
        } else if (const auto* hide = std::get_if<HideNode>(&change.payload)) {
            document_.obtain(hide->node);
            hides_[hide->node].push_back(at);
        } else if (const auto* show = std::get_if<ShowNode>(&change.payload)) {
            document_.obtain(show->node);
            shows_[show->node].push_back(at);
        } else if (const auto* comment = std::get_if<Comment>(&change.payload)) {
            document_.head.comments.push_back(
                {change.id, comment->node, comment->text, comment->author, change.wall_ms});
        } else if (std::holds_alternative<Unknown>(change.payload)) {
            ++document_.head.waiting;
        }
    }

    void settle_registers() {
        for (auto& [id, node] : document_.nodes)
            for (auto& [field, reg] : node.fields) {
                std::erase_if(reg.values, [&](const FieldValue& value) { return is_overwritten(value.id, id, field); });
                std::ranges::sort(reg.values, [](const FieldValue& a, const FieldValue& b) {
                    return std::tie(a.lamport, a.id) < std::tie(b.lamport, b.id);
                });
            }
    }

    /// An overwrite names a change, and a change that creates a node sets several registers: only that one is meant.
    [[nodiscard]] bool is_overwritten(const ChangeId& value, const NodeId& node, model::FieldId field) const {
        if (!overwritten_.contains(value)) return false;
        for (const std::size_t at : edits_.at(node)) {
            const auto* set = std::get_if<SetField>(&graph_.drafts()[at]->payload);
            if (set != nullptr && set->field == field &&
                std::ranges::find(set->overwrites, value) != set->overwrites.end())
                return true;
        }
        return false;
    }

    void settle_texts() {
        for (auto& [id, events] : texts_) {
            NodeState& node = document_.obtain(id);
            std::vector<TextEvent> list;
            for (const Text& event : events) {
                const Change& change = *graph_.drafts()[event.at];
                TextEvent next{change.id, change.lamport, event.hunks, {}};
                for (std::uint32_t other = 0; other < list.size(); ++other)
                    if (graph_.saw(event.at, events[other].at)) next.parents.push_back(other);
                list.push_back(std::move(next));
            }
            MergedText merged = merge_text(list);
            node.tokens = std::move(merged.tokens);
            for (const auto& [first, second] : merged.nearby) mark(node, events[first].at, events[second].at);
        }
    }

    void settle_hidden() {
        for (const auto& [id, hides] : hides_)
            for (const std::size_t hide : hides) {
                const auto shown = shows_.find(id);
                const bool undone = shown != shows_.end() && std::ranges::any_of(shown->second, [&](std::size_t show) {
                                        return graph_.saw(show, hide);
                                    });
                NodeState& node = document_.obtain(id);
                if (const auto edit = unseen_edit(id, hide))
                    mark(node, *edit, hide); // also when shown again since: two people disagreed here
                else if (!undone)
                    node.hidden = true;
            }
    }

    void mark(NodeState& node, std::size_t a, std::size_t b) const {
        const auto [first, second] = std::minmax(a, b);
        const ReviewMark fresh{graph_.drafts()[first]->id, graph_.drafts()[second]->id};
        if (std::ranges::find(node.reviews, fresh) == node.reviews.end()) node.reviews.push_back(fresh);
        std::ranges::sort(node.reviews);
    }

    /// Somebody's work on the node, or below it, that neither saw the hide nor was seen by it.
    [[nodiscard]] std::optional<std::size_t> unseen_edit(const NodeId& hidden, std::size_t hide) const {
        for (const auto& [node, edits] : edits_) {
            if (!lies_under(node, hidden)) continue;
            for (const std::size_t edit : edits)
                if (!graph_.saw(hide, edit) && !graph_.saw(edit, hide)) return edit;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool lies_under(NodeId node, const NodeId& above) const {
        for (std::size_t depth = 0; depth <= document_.nodes.size(); ++depth) {
            if (node == above) return true;
            const auto found = document_.nodes.find(node);
            if (found == document_.nodes.end()) return false;
            const auto parent = base::parse_id<NodeId>(found->second.string(model::field::kParent));
            if (!parent) return false;
            node = *parent;
        }
        return false;
    }

    struct Text {
        std::size_t at;
        std::vector<text::TokenHunk> hunks;
    };

    Graph graph_;
    Document document_;
    std::map<NodeId, std::vector<Text>> texts_;
    std::map<NodeId, std::vector<std::size_t>> edits_;
    std::map<NodeId, std::vector<std::size_t>> hides_;
    std::map<NodeId, std::vector<std::size_t>> shows_;
    std::set<ChangeId> overwritten_;
};

} // namespace

bool follows(const DocumentHead& head, const Change& change) {
    if (change.alias_of) return false; // perhaps known by its first name: the whole set decides
    if (lane_of(change) == Lane::draft) {
        // What waited may enter with this change, a counter not above its parents' makes it wait itself, and a move
        // changes what lies below a hidden node: the whole set decides.
        const auto* set = std::get_if<SetField>(&change.payload);
        const bool moves = set != nullptr && set->field == model::field::kParent;
        return change.parents == head.heads && head.waiting == 0 && change.lamport > head.lamport && !moves;
    }
    const auto* transition = std::get_if<Transition>(&change.payload);
    return transition != nullptr && transition->expects_version >= head.state_version;
}

void apply_next(DocumentHead& head, Nodes& nodes, const Change& change) {
    head.lamport = std::max(head.lamport, change.lamport);
    if (const auto* transition = std::get_if<Transition>(&change.payload)) {
        apply_transition(head, change, *transition);
        return;
    }
    std::visit(ApplyDraft{head, nodes, change}, change.payload);
    head.heads.assign(1, change.id);
    ++head.draft_changes;
}

Document build(const DocumentId& id, std::span<const Change> changes) {
    const auto once = without_echoes(changes);
    return Builder(id, once ? std::span<const Change>(*once) : changes).run();
}

} // namespace dongthac::change
