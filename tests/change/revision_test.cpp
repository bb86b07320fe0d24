#include <gtest/gtest.h>

#include "shared/change/revision.hpp"
#include "tests/support/authors.hpp"

namespace dongthac::change {

namespace {

using tests::Author;
using tests::Desk;

TEST(Snapshot, HoldsTheShownValuesAndTheVisibleNodesInReadingOrder) {
    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    const NodeId first = desk.new_node();
    const NodeId second = desk.new_node();
    const NodeId gone = desk.new_node();
    a.write(desk.begins());
    a.write(desk.paragraph(second, "hai", "X"));
    a.write(desk.paragraph(first, "một", "B"));
    a.write(desk.paragraph(gone, "bỏ", "C"));
    a.write(HideNode{gone});
    tests::meet(a, b);
    a.set(desk.root(), model::field::kSubject, std::string("cũ"));
    b.set(desk.root(), model::field::kSubject, std::string("mới"));
    tests::meet(a, b);

    const Snapshot snapshot = snapshot_of(a.view());

    ASSERT_EQ(snapshot.nodes.size(), 3u);
    EXPECT_EQ(snapshot.nodes[0].id, desk.root());
    EXPECT_EQ(snapshot.nodes[0].fields.at(model::field::kSubject), model::Value{std::string("mới")});
    EXPECT_EQ(snapshot.nodes[1].id, first);
    EXPECT_EQ(snapshot.nodes[2].id, second);
    EXPECT_EQ(snapshot, snapshot_of(b.view())) << "two replicas freeze the same text";
}

TEST(Snapshot, FillsADocumentThatFreezesToTheSameSnapshot) {
    Desk desk;
    Author author = desk.author(1);
    const NodeId section = desk.new_node();
    CreateNode inner = desk.paragraph(desk.new_node(), "trong mục, có dấu.");
    inner.parent = section;
    inner.covers = {"abc"};
    author.write(desk.begins());
    author.write(desk.paragraph(section, "Mục"));
    author.write(inner);
    author.set(desk.root(), model::field::kIssuedOn, text::Date{2026, 3, 4});
    const Snapshot snapshot = snapshot_of(author.view());

    Document reader;
    reader.head.id = desk.document;
    reader.obtain(desk.new_node()); // whatever was there goes
    fill_from(reader, snapshot);

    EXPECT_EQ(snapshot_of(reader), snapshot);
    EXPECT_EQ(reader.head.org, "truong-a");
    EXPECT_EQ(reader.head.record, 1u);
}

TEST(Snapshot, LeavesOutWhatIsNotStated) {
    Desk desk;
    Author author = desk.author(1);
    author.write(desk.begins());
    author.set(desk.root(), model::field::kPlace, std::string("Tây Mỗ"));
    author.set(desk.root(), model::field::kPlace, {});

    EXPECT_TRUE(snapshot_of(author.view()).nodes.front().fields.empty());
}

} // namespace

} // namespace dongthac::change
