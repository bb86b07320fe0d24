#include <gtest/gtest.h>

#include "shared/wire/projection.hpp"
#include "tests/support/authors.hpp"
#include "tests/support/random_changes.hpp"

namespace dongthac::wire {

namespace {

change::Snapshot sample_snapshot() {
    change::Snapshot snapshot{base::DocumentId{{0xDD}}, 1, "truong-a", base::DocumentId{{0xEE}}, {}};
    change::SnapshotNode root{base::NodeId{{0xDD}}, {}, {}};
    root.fields[model::field::kSubject] = std::string("tuyên truyền");
    root.fields[model::field::kIssuedOn] = text::Date{2026, 3, 4};
    root.fields[model::field::kYear] = std::int64_t{2026};
    root.fields[model::field::kSignerTitles] = std::vector<std::string>{"HIỆU TRƯỞNG"};
    snapshot.nodes.push_back(root);
    snapshot.nodes.push_back(
        {base::NodeId{{0x01}}, {{model::field::kRole, std::string("topic")}}, {"Kế", " ", "hoạch"}});
    return snapshot;
}

TEST(RevisionBytes, AreFrozen) {
    EXPECT_EQ(base::to_hex(encode(sample_snapshot())),
              "0103dd000000000000000000000000000000ee000000000000000000000000000000010000000000000000000000000000000001"
              "087472756f6e672d610102000414010f747579c3aa6e2074727579e1bb816e1804c8c0021c0501104849e1bb8655205452c6afe1"
              "bb9e4e471e02d41f000201030105746f70696303044be1babf012007686fe1baa16368");
}

TEST(RevisionBytes, ReadBack) { EXPECT_EQ(decode_snapshot(encode(sample_snapshot())).value(), sample_snapshot()); }

TEST(RevisionBytes, OfANewerFormatThatAppendedStillRead) {
    base::Bytes newer = encode(sample_snapshot());
    newer.front() = 2;
    newer.push_back(42);

    EXPECT_EQ(decode_snapshot(newer).value(), sample_snapshot());
}

TEST(ProjectionRows, OfAMergedDocumentReadBack) {
    tests::Desk desk;
    tests::Author a = desk.author(1);
    tests::Author b = desk.author(2);
    const base::NodeId node = desk.new_node();
    a.write(desk.begins());
    a.write(desk.paragraph(node, "một hai"));
    tests::meet(a, b);
    a.type(node, "một a hai");
    b.type(node, "một b hai");
    a.set(node, model::field::kRole, std::string("topic"));
    b.set(node, model::field::kRole, std::string("channel"));
    b.write(change::Comment{node, "ý kiến", "Phường"});
    tests::meet(a, b);
    a.decide(model::Action::submit, model::DocumentState::submitted, 0);

    EXPECT_EQ(decode_head(encode(a.view().head)).value(), a.view().head);
    for (const auto& [id, state] : a.view().nodes) EXPECT_EQ(decode_node(encode(state)).value(), state);
}

TEST(ProjectionRows, ReadBackWhateverARegisterHolds) {
    tests::RandomChanges source(91);
    for (int i = 0; i < 500; ++i) {
        change::NodeState node;
        node.id = base::NodeId{{1}};
        for (std::uint64_t j = source.random.below(4); j > 0; --j)
            node.fields[static_cast<model::FieldId>(source.random.below(60'000))].values.push_back(
                {{base::ReplicaId{{2}}, source.number()}, source.number(), source.value()});
        node.tokens = source.list();
        node.hidden = tests::chance(source.random, 50);

        ASSERT_EQ(decode_node(encode(node)).value(), node);
    }
}

TEST(ProjectionRows, SayWhatIsDamaged) {
    base::Bytes bytes = encode(change::NodeState{});
    bytes.pop_back();

    EXPECT_EQ(decode_node(bytes).error().code, base::Code::bad_bytes);
    EXPECT_EQ(decode_node(bytes).error().arg("what"), "node");
}

} // namespace

} // namespace dongthac::wire
