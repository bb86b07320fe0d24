#pragma once

// Included by shared/wire/*.cpp only. Each type that is written is described once, here, for reading and writing.

#include "shared/change/change.hpp"
#include "shared/change/revision.hpp"
#include "shared/change/state.hpp"
#include "shared/wire/archive.hpp"

namespace dongthac::wire {

/// An enum as a byte that is refused when it is beyond `last`.
template <class Archive, class Enum>
void enumeration(Archive& archive, Enum& value, Enum last) {
    auto number = static_cast<std::uint64_t>(value);
    archive(number);
    if constexpr (Archive::is_loading::value) {
        if (number > static_cast<std::uint64_t>(last)) throw BadInput("enumeration");
        value = static_cast<Enum>(number);
    }
}

} // namespace dongthac::wire

namespace dongthac::text {

template <class Archive>
void serialize(Archive& archive, Date& date) {
    std::int64_t days = is_valid(date) ? to_days(date) : INT64_MIN;
    archive(days);
    if constexpr (Archive::is_loading::value) {
        constexpr std::int64_t kFarthest = 4'000'000; // some eleven thousand years either way
        date = {};
        if (days == INT64_MIN) return;
        if (days > kFarthest || days < -kFarthest) throw wire::BadInput("date");
        date = from_days(days);
        // No program writes a day outside the calendar; taken in, it would be written back as another value.
        if (!is_valid(date)) throw wire::BadInput("date");
    }
}

template <class Archive>
void serialize(Archive& archive, TokenHunk& hunk) {
    std::uint64_t position = hunk.position;
    std::uint64_t removed = hunk.removed;
    archive(position, removed, hunk.inserted);
    hunk.position = static_cast<std::size_t>(position);
    hunk.removed = static_cast<std::size_t>(removed);
}

} // namespace dongthac::text

namespace dongthac::base {

template <class Archive>
void serialize(Archive& archive, ChangeId& id) {
    if constexpr (Archive::kIsColumns)
        archive.mention(id);
    else
        archive(id.replica, id.counter);
}

} // namespace dongthac::base

namespace cereal {

// A register's value: a tag byte, then the value. Constrained to the exact type, which its alternatives convert to.
template <class V>
concept RegisterValue = std::is_same_v<V, dongthac::model::Value>;

template <RegisterValue V>
void CEREAL_SAVE_FUNCTION_NAME(PackedOutput& out, const V& value) {
    out.number(value.index());
    std::visit(
        [&](const auto& held) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(held)>, dongthac::model::NotStated>) out(held);
        },
        value);
}

template <class Held>
dongthac::model::Value load_as(BoundedInput& in) {
    Held held{};
    in(held);
    return held;
}

template <RegisterValue V>
void CEREAL_LOAD_FUNCTION_NAME(BoundedInput& in, V& value) {
    switch (in.number()) {
    case 0: value = dongthac::model::NotStated{}; return;
    case 1: value = load_as<std::string>(in); return;
    case 2: value = load_as<std::int64_t>(in); return;
    case 3: value = load_as<bool>(in); return;
    case 4: value = load_as<dongthac::text::Date>(in); return;
    case 5: value = load_as<std::vector<std::string>>(in); return;
    default: throw dongthac::wire::BadInput("value tag");
    }
}

} // namespace cereal

namespace dongthac::model {

template <class Archive>
void serialize(Archive& archive, Validity& valid) {
    archive(valid.from, valid.to);
}

template <class Archive>
void serialize(Archive& archive, Organisation& org) {
    archive(org.id, org.name, org.kind, org.abbr, org.symbol, org.place, org.school_level, org.valid);
}

template <class Archive>
void serialize(Archive& archive, OrgRelation& relation) {
    archive(relation.child, relation.parent, relation.kind, relation.valid, relation.legal_basis);
}

/// A set of roles as their names.
struct RoleNames {
    std::set<Role>& roles;
};

template <class Archive>
void serialize(Archive& archive, RoleNames& written) {
    std::vector<std::string> names;
    for (const Role role : written.roles) names.emplace_back(name_of(role));
    archive(names);
    if constexpr (Archive::is_loading::value) {
        written.roles.clear();
        for (const std::string& name : names)
            if (const auto known = role_named(name)) written.roles.insert(*known); // a newer role grants nothing here
    }
}

template <class Archive>
void serialize(Archive& archive, Device& device) {
    RoleNames roles{device.roles};
    archive(device.id, device.key, device.org, roles, device.name, device.revoked_after);
}

template <class Archive>
void serialize(Archive& archive, PersonKey& key) {
    archive(key.key, key.device, key.revoked_after);
}

template <class Archive>
void serialize(Archive& archive, Person& person) {
    RoleNames roles{person.roles};
    archive(person.id, person.org, person.name, person.position, roles, person.valid, person.keys);
}

template <class Archive>
void serialize(Archive& archive, OfficePolicy& policy) {
    std::uint8_t steps = policy.steps.bits();
    archive(policy.org, steps, policy.other_signer, policy.other_checker, policy.desk);
    policy.steps = Steps::from_bits(steps); // a newer step is none here
}

template <class Archive>
void serialize(Archive& archive, KeySuccession::End& end) {
    archive(end.replica, end.counter);
}

template <class Archive>
void serialize(Archive& archive, KeySuccession& succession) {
    archive(succession.old_key, succession.new_key, succession.at_ms, succession.ends, succession.by_old,
            succession.by_new);
}

template <class Archive>
void serialize(Archive& archive, OrgSuccession& succession) {
    archive(succession.from, succession.to);
    wire::enumeration(archive, succession.kind, SuccessionKind::dissolve);
    archive(succession.date, succession.decision);
}

template <class Archive>
void serialize(Archive& archive, Grant& grant) {
    archive(grant.id, grant.to, grant.feeds, grant.valid, grant.legal_basis);
}

} // namespace dongthac::model

namespace dongthac::change {

template <class Archive>
void serialize(Archive& archive, CreateDocument& create) {
    archive(create.record, create.org, create.parent, create.merge_algo);
}

template <class Archive>
void serialize(Archive& archive, CreateNode& create) {
    archive(create.node, create.parent, create.order, create.role, create.label, create.tokens, create.covers);
}

template <class Archive>
void serialize(Archive& archive, SetField& set) {
    archive(set.node, set.field, set.value);
    if constexpr (Archive::kIsColumns)
        archive.overwrites(set.field, set.overwrites);
    else
        archive(set.overwrites);
}

template <class Archive>
void serialize(Archive& archive, EditText& edit) {
    archive(edit.node, edit.hunks);
}

template <class Archive>
void serialize(Archive& archive, HideNode& hide) {
    archive(hide.node);
}

template <class Archive>
void serialize(Archive& archive, ShowNode& show) {
    archive(show.node);
}

template <class Archive>
void serialize(Archive& archive, Comment& comment) {
    archive(comment.node, comment.text, comment.author);
}

template <class Archive>
void serialize(Archive& archive, Reviewed& reviewed) {
    archive(reviewed.node);
}

template <class Archive>
void serialize(Archive& archive, SettleComment& settle) {
    archive(settle.comment, settle.settled);
}

template <class Archive>
void serialize(Archive& archive, ReviewMark& mark) {
    archive(mark.first, mark.second);
}

template <class Archive>
void serialize(Archive& archive, Transition& transition) {
    wire::enumeration(archive, transition.action, model::Action::accept);
    wire::enumeration(archive, transition.to, model::DocumentState::recalled);
    archive(transition.expects_version, transition.org, transition.owner, transition.person, transition.note,
            transition.revision, transition.snapshot, transition.draft_changes);
}

template <class Archive>
void serialize(Archive& archive, PutOrganisation& put) {
    archive(put.organisation);
}

template <class Archive>
void serialize(Archive& archive, PutRelation& put) {
    archive(put.relation);
}

template <class Archive>
void serialize(Archive& archive, PutDevice& put) {
    archive(put.device);
}

template <class Archive>
void serialize(Archive& archive, PutPerson& put) {
    archive(put.person);
}

template <class Archive>
void serialize(Archive& archive, PutPolicy& put) {
    archive(put.policy);
}

template <class Archive>
void serialize(Archive& archive, PutSuccession& put) {
    archive(put.succession);
}

template <class Archive>
void serialize(Archive& archive, PutGrant& put) {
    archive(put.grant);
}

template <class Archive>
void serialize(Archive& archive, PutServerKey& put) {
    archive(put.succession);
}

template <class Archive>
void serialize(Archive& archive, SignatureFile& file) {
    archive(file.name, file.bytes);
}

template <class Archive>
void serialize(Archive& archive, PersonSeal& seal) {
    archive(seal.key, seal.signature);
}

template <class Archive>
void serialize(Archive& archive, SnapshotNode& node) {
    archive(node.id, node.fields, node.tokens);
}

template <class Archive>
void serialize(Archive& archive, Snapshot& snapshot) {
    archive(snapshot.document, snapshot.record, snapshot.org, snapshot.parent, snapshot.nodes);
}

template <class Archive>
void serialize(Archive& archive, FieldValue& value) {
    archive(value.id, value.lamport, value.value);
}

template <class Archive>
void serialize(Archive& archive, Register& reg) {
    archive(reg.values);
}

template <class Archive>
void serialize(Archive& archive, NodeState& node) {
    archive(node.id, node.fields, node.tokens, node.sequence, node.hidden, node.absorbed, node.split_from,
            node.broken_in, node.continued_by, node.reviews);
}

template <class Archive>
void serialize(Archive& archive, CommentState& comment) {
    archive(comment.id, comment.node, comment.text, comment.author, comment.wall_ms, comment.settled);
}

template <class Archive>
void serialize(Archive& archive, RevisionState& revision) {
    archive(revision.no);
    wire::enumeration(archive, revision.action, model::kLastAction);
    wire::enumeration(archive, revision.state, model::kLastState);
    archive(revision.hash, revision.org, revision.person, revision.note, revision.wall_ms, revision.id,
            revision.time_token, revision.sealed_by, revision.number, revision.numbered_on, revision.related);
}

template <class Archive>
void serialize(Archive& archive, DocumentHead& head) {
    archive(head.id, head.record, head.org, head.parent, head.merge_algo, head.heads, head.lamport, head.draft_changes,
            head.revised_changes, head.waiting, head.set_aside);
    wire::enumeration(archive, head.state, model::kLastState);
    archive(head.state_version, head.revisions, head.comments, head.last_snapshot);
}

} // namespace dongthac::change

namespace dongthac::wire {

/// A transition of schema 3: with what came after the first actions. Schema 1 and 2 are frozen (change::serialize).
struct LaterTransition {
    change::Transition transition;
};

template <class Archive>
void serialize(Archive& archive, LaterTransition& later) {
    change::Transition& it = later.transition;
    enumeration(archive, it.action, model::kLastAction);
    enumeration(archive, it.to, model::kLastState);
    archive(it.expects_version, it.org, it.owner, it.person, it.note, it.revision, it.snapshot, it.draft_changes,
            it.number, it.numbered_on, it.related, it.seal, it.signatures);
}

} // namespace dongthac::wire
