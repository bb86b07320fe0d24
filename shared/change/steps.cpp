#include "shared/change/steps.hpp"

#include <algorithm>

#include "shared/model/record.hpp"

namespace dongthac::change {

void put_register(NodeState& node, model::FieldId field, const FieldValue& value,
                  std::span<const ChangeId> overwrites) {
    auto& values = node.fields[field].values;
    std::erase_if(values,
                  [&](const FieldValue& old) { return std::ranges::find(overwrites, old.id) != overwrites.end(); });
    values.push_back(value);
}

void create_node(NodeState& node, const ChangeId& change, std::uint64_t lamport, const CreateNode& create) {
    const auto put = [&](model::FieldId field, model::Value value) {
        put_register(node, field, {change, lamport, std::move(value)}, {});
    };
    put(model::field::kParent, base::to_text(create.parent));
    put(model::field::kOrder, create.order);
    put(model::field::kRole, create.role);
    if (!create.label.empty()) put(model::field::kLabel, create.label);
    if (!create.covers.empty()) put(model::field::kCovers, create.covers);
}

void apply_create(DocumentHead& head, const CreateDocument& create) {
    if (head.record != 0) return;
    head.record = create.record;
    head.org = create.org;
    head.parent = create.parent;
    head.merge_algo = create.merge_algo;
}

void apply_transition(DocumentHead& head, const Change& change, const Transition& transition) {
    const bool revises = model::makes_revision(transition.action);
    const std::uint32_t last = head.revisions.empty() ? 0 : head.revisions.back().no;
    head.revisions.push_back({revises ? last + 1 : last, transition.action, transition.to, transition.revision,
                              transition.org, transition.person, transition.note, change.wall_ms, change.id,
                              change.time_token, transition.seal ? transition.seal->key : base::PublicKey{},
                              transition.number, transition.numbered_on, transition.related});
    head.state = transition.to;
    head.state_version = transition.expects_version + 1;
    if (head.org.empty()) head.org = transition.owner;
    if (revises) {
        head.last_snapshot = transition.snapshot;
        head.revised_changes = transition.draft_changes;
    }
}

} // namespace dongthac::change
