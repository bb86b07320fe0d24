#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/random.hpp"
#include "shared/change/build.hpp"
#include "shared/model/record.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::tests {

/// One replica that writes changes of one document the way office::perform does, without a store. What it knows it
/// keeps twice: as the set of changes, and as a projection moved by apply_next wherever follows() allows it.
class Author {
  public:
    Author(const base::DocumentId& document, const base::ReplicaId& replica) : document_(document), replica_(replica) {
        view_.head.id = document;
    }

    /// A change on top of all this replica knows, not yet known to anybody else.
    change::Change write(change::Payload payload) {
        change::Change change = draft(std::move(payload));
        learn(change);
        return change;
    }

    [[nodiscard]] change::Change draft(change::Payload payload) {
        change::Change change;
        change.id = {replica_, ++counter_};
        change.kind = static_cast<std::uint16_t>(change::kind_of(payload));
        change.document = document_;
        change.lamport = view_.head.lamport + 1;
        change.wall_ms = 1'000 * static_cast<std::int64_t>(counter_);
        change.parents = view_.head.heads;
        change.payload = std::move(payload);
        return change;
    }

    /// A step between offices on the version this replica knows.
    change::Change decide(model::Action action, model::DocumentState to, std::uint32_t expects,
                          const std::string& note = {}) {
        change::Transition transition;
        transition.note = note;
        transition.action = action;
        transition.to = to;
        transition.expects_version = expects;
        transition.org = "truong-a";
        transition.owner = "truong-a";
        if (model::makes_revision(action)) {
            transition.snapshot = {1, 2, 3, static_cast<std::uint8_t>(expects)};
            transition.draft_changes = view_.head.draft_changes;
        }
        change::Change change = draft(std::move(transition));
        change.parents.clear();
        learn(change);
        return change;
    }

    void learn(const change::Change& change) {
        const bool known = std::ranges::find(known_, change.id, &change::Change::id) != known_.end();
        known_.push_back(change);
        if (!known && change::follows(view_.head, view_, change)) {
            change::apply_next(view_.head, view_, change);
            ++fast_;
        } else {
            view_ = change::build(document_, known_);
        }
    }

    [[nodiscard]] bool knows(const base::ChangeId& id) const {
        return std::ranges::find(known_, id, &change::Change::id) != known_.end();
    }
    [[nodiscard]] change::Document& view() { return view_; }
    [[nodiscard]] const std::vector<change::Change>& known() const { return known_; }
    [[nodiscard]] const base::ReplicaId& replica() const { return replica_; }
    /// How many changes took the fast path.
    [[nodiscard]] std::size_t fast() const { return fast_; }

    /// Sets a field, overwriting every value shown.
    change::Change set(const base::NodeId& node, model::FieldId field, model::Value value) {
        return write(change::SetField{node, field, std::move(value), shown_ids(node, field)});
    }
    [[nodiscard]] std::vector<base::ChangeId> shown_ids(const base::NodeId& node, model::FieldId field) {
        std::vector<base::ChangeId> ids;
        if (const change::NodeState* state = view_.find(node))
            if (const auto found = state->fields.find(field); found != state->fields.end())
                for (const change::FieldValue& value : found->second.values) ids.push_back(value.id);
        return ids;
    }
    /// Makes the words of a node `after`, as one event; of one that was split or joined, those up to its first break.
    change::Change type(const base::NodeId& node, const std::string& after) {
        std::vector<std::string> own = view_.obtain(node).own_words();
        const auto end = std::ranges::find_if(own, [](const auto& token) { return !!text::break_target(token); });
        own.erase(end, own.end());
        return write(change::EditText{node, text::diff(own, text::tokenise(after))});
    }
    /// Begins the paragraph `fresh` at token `at` of `owner`'s own words.
    void split(const base::NodeId& owner, std::size_t at, const change::CreateNode& fresh) {
        write(fresh);
        write(change::EditText{owner, {{at, 0, {text::make_break(fresh.node)}}}});
    }
    /// Has the words of `node` read at the end of `before`, and takes the break between the two away where there is
    /// one.
    void join(const base::NodeId& node, const base::NodeId& before) {
        const std::vector<base::NodeId> owners = view_.obtain(node).broken_in;
        for (const base::NodeId& owner : owners) {
            base::NodeId reader = owner;
            const std::vector<std::string> words = view_.obtain(owner).own_words();
            for (std::size_t at = 0; at < words.size(); ++at) {
                const auto target = text::break_target(words[at]);
                if (target == node && reader == before) write(change::EditText{owner, {{at, 1, {}}}});
                if (target == node) break;
                if (target) reader = *target;
            }
        }
        set(node, model::field::kContinues, base::to_text(before));
    }

  private:
    base::DocumentId document_;
    base::ReplicaId replica_;
    std::uint64_t counter_ = 0;
    std::vector<change::Change> known_;
    change::Document view_;
    std::size_t fast_ = 0;
};

/// A document with a root, made by its first author.
struct Desk {
    explicit Desk(std::uint64_t seed = 1) : random(seed), document(base::new_id<base::DocumentId>(random)) {}

    /// Replicas in ascending order of their ids, so that ties are known.
    [[nodiscard]] Author author(std::uint8_t rank) {
        base::ReplicaId replica;
        replica.bytes.fill(0);
        replica.bytes[0] = rank;
        return {document, replica};
    }
    [[nodiscard]] base::NodeId new_node() { return base::new_id<base::NodeId>(random); }
    [[nodiscard]] base::NodeId root() const { return base::root_node(document); }
    [[nodiscard]] change::CreateDocument begins() const { return {1, "truong-a", {}, 1}; }
    [[nodiscard]] change::CreateNode paragraph(const base::NodeId& node, const std::string& words,
                                               const std::string& order = "V") const {
        return {node, root(), order, "paragraph", "", text::tokenise(words), {}};
    }

    base::SeededRandom random;
    base::DocumentId document;
};

/// Each of the two learns all that the other knows.
inline void meet(Author& a, Author& b) {
    const std::vector<change::Change> from_a = a.known();
    const std::vector<change::Change> from_b = b.known();
    for (const change::Change& change : from_a)
        if (!b.knows(change.id)) b.learn(change);
    for (const change::Change& change : from_b)
        if (!a.knows(change.id)) a.learn(change);
}

} // namespace dongthac::tests
