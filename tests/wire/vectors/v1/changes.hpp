#pragma once

#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/change/change.hpp"

/// What the sealed segments beside this file hold. They were written once by the program's first version, whose change
/// this file compiled with too; neither is ever written again.
namespace dongthac::tests::first_version {

inline base::KeyPair key() {
    base::KeyPair::Seed seed{};
    for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(i + 1);
    return base::KeyPair::from_seed(seed);
}

inline const base::ReplicaId kReplica{{0x11, 0x22, 0x33}};
inline const base::ReplicaId kOther{{0x44, 0x55}};
inline const base::DocumentId kPlan{{0xD0}};
inline const base::NodeId kNode{{0xE0, 1}};

inline change::Change base_change(std::uint64_t counter, change::Payload payload) {
    change::Change change;
    change.id = {kReplica, counter};
    change.document = kPlan;
    change.lamport = counter + 7;
    change.wall_ms = 1'790'000'000'000 + static_cast<std::int64_t>(counter % 3) * 60'000;
    change.kind = static_cast<std::uint16_t>(change::kind_of(payload));
    change.payload = std::move(payload);
    return change;
}

/// Drafts of every kind, each on top of the one before; values of every type.
inline std::vector<change::Change> drafts() {
    using namespace change;
    const base::NodeId root{kPlan.bytes};
    std::vector<Change> list = {
        base_change(1, CreateDocument{1, "truong-a", base::DocumentId{{0xD9}}, 1}),
        base_change(2, CreateNode{kNode, root, "a1", "topic", "1.", {"an", " ", "toàn"}, {"1.1"}}),
        base_change(3, SetField{root, 20, std::string("tuyên truyền"), {}}),
        base_change(4, SetField{root, 30, std::int64_t{-2026}, {{kReplica, 3}, {kOther, 900}}}),
        base_change(5, SetField{root, 40, true, {}}),
        base_change(6, SetField{root, 24, text::Date{2026, 3, 20}, {}}),
        base_change(7, SetField{root, 28, std::vector<std::string>{"HIỆU TRƯỞNG", ""}, {}}),
        base_change(8, SetField{root, 20, {}, {{kReplica, 3}}}),
        base_change(9, EditText{kNode, {{2, 1, {"ninh"}}, {3, 0, {" ", "mạng"}}}}),
        base_change(10, HideNode{kNode}),
        base_change(11, ShowNode{kNode}),
        base_change(13, Comment{kNode, "Xem lại câu này.", "Trường A"}),
    };
    for (std::size_t i = 1; i < list.size(); ++i) list[i].parents = {list[i - 1].id};
    list[4].parents = {{kReplica, 4}, {kOther, 17}, {kOther, 300}};
    list[5].parents = {};
    list[6].time_token = base::Bytes(72, 0x5A);
    list[9].document = base::DocumentId{{0xD1}};
    list[9].wall_ms = -1;
    return list;
}

/// A decision, directory records, and what the first version did not know itself.
inline std::vector<change::Change> others() {
    using namespace change;
    Transition step;
    step.action = model::Action::submit;
    step.to = model::DocumentState::submitted;
    step.expects_version = 3;
    step.org = "truong-a";
    step.owner = "truong-a";
    step.person = "Nguyễn Thị Lan";
    step.note = "lần 2";
    step.revision[0] = 0xAB;
    step.snapshot = {1, 2, 3};
    step.draft_changes = 400;
    model::Device device;
    device.id = base::DeviceId{{0xDE}};
    device.org = "truong-a";
    device.roles = {model::Role::editor, model::Role::officer};
    device.name = "máy văn thư";
    device.revoked_after = 12;
    std::vector<Change> list = {
        base_change(20, step),
        base_change(
            21,
            PutOrganisation{
                {"truong-a", "Trường A", "school", "TA", "TA", "Hoa Mai", "mn", {{}, text::Date{2030, 6, 30}}}}),
        base_change(22, PutRelation{{"truong-a", "phuong", "administrative", {text::Date{2025, 7, 1}, {}}, "QĐ 1"}}),
        base_change(23, PutDevice{device}),
        base_change(24, HideNode{kNode}),
        base_change(25, HideNode{kNode}),
    };
    list[4].kind = 60'000;
    list[4].payload = Unknown{{9, 8, 7}};
    list[5].schema = 9;
    list[5].min_reader = 9;
    list[5].payload = Unknown{{6, 6}};
    for (std::size_t i = 1; i < 4; ++i) list[i].document = {};
    return list;
}

} // namespace dongthac::tests::first_version
