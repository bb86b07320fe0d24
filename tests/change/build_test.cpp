#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/authors.hpp"

namespace dongthac::change {

namespace {

using tests::Author;
using tests::Desk;

/// Two replicas of a document with one section and a paragraph in it.
class TwoPcs : public ::testing::Test {
  protected:
    void SetUp() override {
        a.write(desk.begins());
        a.write(desk.paragraph(section, "Mục", "B"));
        CreateNode below = desk.paragraph(inner, "đoạn trong mục", "B");
        below.parent = section;
        a.write(below);
        tests::meet(a, b);
    }

    [[nodiscard]] std::vector<std::string> page(Author& author) {
        std::vector<std::string> lines;
        for (const NodeState* node : author.view().in_order()) lines.push_back(node->text());
        return lines;
    }

    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    NodeId section = desk.new_node();
    NodeId inner = desk.new_node();
};

using Lines = std::vector<std::string>;

TEST_F(TwoPcs, AHiddenNodeLeavesThePageWithAllBelowItAndComesBackWithIt) {
    a.write(HideNode{section});
    EXPECT_EQ(page(a), Lines{});
    EXPECT_FALSE(a.view().obtain(inner).hidden) << "only hidden with its section";

    a.write(ShowNode{section});

    EXPECT_EQ(page(a), (Lines{"Mục", "đoạn trong mục"}));
    EXPECT_TRUE(a.view().obtain(section).reviews.empty());
    EXPECT_EQ(a.view(), build(desk.document, a.known()));
}

TEST_F(TwoPcs, AnEditThatHadNotSeenTheHideBringsTheNodeBackForReview) {
    a.write(HideNode{inner});
    b.type(inner, "đoạn sửa trong mục");
    tests::meet(a, b);

    EXPECT_EQ(page(a), (Lines{"Mục", "đoạn sửa trong mục"}));
    EXPECT_FALSE(a.view().obtain(inner).reviews.empty());
    EXPECT_EQ(a.view(), b.view());
}

TEST_F(TwoPcs, AnEditBelowAHiddenSectionBringsTheSectionBack) {
    a.write(HideNode{section});
    b.type(inner, "đoạn sửa");
    tests::meet(a, b);

    EXPECT_EQ(page(a), (Lines{"Mục", "đoạn sửa"}));
    EXPECT_FALSE(a.view().obtain(section).reviews.empty());
}

TEST_F(TwoPcs, ANewParagraphBelowAHiddenSectionBringsTheSectionBack) {
    const NodeId added = desk.new_node();
    CreateNode below = desk.paragraph(added, "thêm", "X");
    below.parent = section;

    a.write(HideNode{section});
    b.write(below);
    tests::meet(a, b);

    EXPECT_EQ(page(a), (Lines{"Mục", "đoạn trong mục", "thêm"}));
}

TEST_F(TwoPcs, AnEditMadeInKnowledgeOfTheHideDoesNotBringTheNodeBack) {
    a.write(HideNode{inner});
    tests::meet(a, b);
    b.type(inner, "sửa đoạn đã ẩn");
    tests::meet(a, b);

    EXPECT_EQ(page(a), Lines{"Mục"});
    EXPECT_TRUE(a.view().obtain(inner).reviews.empty());
}

TEST_F(TwoPcs, AHideMadeInKnowledgeOfTheEditHides) {
    b.type(inner, "sửa trước");
    tests::meet(a, b);
    a.write(HideNode{inner});
    tests::meet(a, b);

    EXPECT_EQ(page(b), Lines{"Mục"});
}

TEST_F(TwoPcs, AShowUndoesOnlyTheHidesItSaw) {
    a.write(HideNode{inner});
    a.write(ShowNode{inner});
    b.write(HideNode{inner});
    tests::meet(a, b);

    EXPECT_EQ(page(a), Lines{"Mục"});
    EXPECT_EQ(a.view(), b.view());
}

TEST_F(TwoPcs, AnOrphanStandsAtTheTopLevelRatherThanVanish) {
    const NodeId lost = desk.new_node();
    CreateNode orphan = desk.paragraph(lost, "mồ côi", "Z");
    orphan.parent = desk.new_node();

    a.write(orphan);

    EXPECT_EQ(page(a), (Lines{"Mục", "đoạn trong mục", "mồ côi"}));
}

TEST_F(TwoPcs, ACycleMadeByTwoMovesStaysVisible) {
    const NodeId other = desk.new_node();
    a.write(desk.paragraph(other, "Mục hai", "C"));
    tests::meet(a, b);

    a.set(section, model::field::kParent, base::to_text(other));
    b.set(other, model::field::kParent, base::to_text(section));
    tests::meet(a, b);

    Lines lines = page(a);
    std::ranges::sort(lines);
    EXPECT_EQ(lines, (Lines{"Mục", "Mục hai", "đoạn trong mục"}));
    EXPECT_EQ(a.view(), b.view());
}

TEST_F(TwoPcs, ANodeThatNamesItselfAsParentStaysVisible) {
    a.set(inner, model::field::kParent, base::to_text(inner));

    EXPECT_EQ(page(a).size(), 2u);
}

TEST_F(TwoPcs, SiblingsStandByTheirKeysAndTiesByTheirIds) {
    NodeId first = desk.new_node();
    NodeId second = desk.new_node();
    if (second < first) std::swap(first, second);
    a.write(desk.paragraph(second, "hai", "Q"));
    a.write(desk.paragraph(first, "một", "Q"));
    a.write(desk.paragraph(desk.new_node(), "đầu", "A"));

    EXPECT_EQ(page(a), (Lines{"đầu", "Mục", "đoạn trong mục", "một", "hai"}));
}

TEST_F(TwoPcs, AChangeWhoseParentsAreMissingWaitsAndChangesNothing) {
    const Change first = b.type(inner, "một");
    const Change second = b.type(inner, "một hai");
    const Document before = a.view();

    a.learn(second);
    EXPECT_EQ(a.view().head.waiting, 1u);
    EXPECT_EQ(a.view().nodes, before.nodes);
    EXPECT_EQ(a.view().head.heads, before.head.heads);

    a.learn(first);
    EXPECT_EQ(a.view().head.waiting, 0u);
    EXPECT_EQ(a.view(), b.view()) << "what waited enters with what it waited for";
}

TEST_F(TwoPcs, AnUnknownKindIsCountedAndTheDocumentGoesOn) {
    Change unknown = a.draft(Unknown{{9, 9, 9}});
    unknown.kind = 999;

    a.learn(unknown);
    a.type(inner, "sửa sau");

    EXPECT_EQ(a.view().head.set_aside, 1u);
    EXPECT_EQ(a.view().head.waiting, 0u) << "nothing has to wait for a program that understands it";
    EXPECT_EQ(a.view().obtain(inner).text(), "sửa sau");
    EXPECT_EQ(a.view(), build(desk.document, a.known()));
}

TEST_F(TwoPcs, AnUnknownKindLeavesTheDocumentOnTheFastPath) {
    Change unknown = a.draft(Unknown{{9, 9, 9}});
    unknown.kind = 999;
    a.learn(unknown);
    const std::size_t before = a.fast();

    for (int i = 0; i < 5; ++i) a.type(inner, "lần " + std::to_string(i));

    EXPECT_EQ(a.fast(), before + 5);
}

TEST_F(TwoPcs, ALamportIsCountedAndNotBelieved) {
    for (const std::uint64_t stated : {std::uint64_t{1}, UINT64_MAX}) {
        Author forger = a;
        Change forged = forger.draft(SetField{desk.root(), model::field::kSubject, std::string("nhảy"), {}});
        forged.lamport = stated;

        forger.learn(forged);

        EXPECT_EQ(forger.view(), build(desk.document, forger.known()));
        EXPECT_EQ(forger.view().head.lamport, a.view().head.lamport + 1);
        const Document view = forger.view();
        EXPECT_EQ(view.root().fields.at(model::field::kSubject).values.front().lamport, view.head.lamport);
        forger.type(inner, "sửa sau");
        EXPECT_EQ(forger.view().obtain(inner).text(), "sửa sau") << "the document goes on";
        EXPECT_EQ(forger.view().head.waiting, 0u);
    }
}

TEST_F(TwoPcs, AStatedLamportDoesNotDecideWhichOfTwoValuesIsShown) {
    Change loud = a.draft(SetField{desk.root(), model::field::kSubject, std::string("của máy một"), {}});
    loud.lamport = 1'000'000;
    a.learn(loud);
    b.set(desk.root(), model::field::kSubject, std::string("của máy hai"));
    tests::meet(a, b);

    EXPECT_EQ(a.view().root().string(model::field::kSubject), "của máy hai") << "the tie goes to the replica";
    EXPECT_EQ(a.view(), b.view());
}

TEST_F(TwoPcs, CommentsStayInTheOrderOfTheChanges) {
    a.write(Comment{inner, "ý kiến một", "Trường A"});
    b.write(Comment{inner, "ý kiến hai", "Phường"});
    tests::meet(a, b);

    ASSERT_EQ(a.view().head.comments.size(), 2u);
    EXPECT_EQ(a.view().head.comments[0].text, "ý kiến một");
    EXPECT_EQ(a.view().head.comments[1].author, "Phường");
    EXPECT_EQ(a.view(), b.view());
}

TEST(Build, OfNothingIsAnEmptyDocument) {
    const Desk desk;

    const Document document = build(desk.document, {});

    EXPECT_EQ(document.head.id, desk.document);
    EXPECT_TRUE(document.nodes.empty());
    EXPECT_TRUE(document.in_order().empty());
}

TEST(Render, PutsASpaceBetweenTwoSyllablesThatMetInAMerge) {
    EXPECT_EQ(render({"trường", "học"}), "trường học");
    EXPECT_EQ(render({"trường", " ", "học"}), "trường học");
    EXPECT_EQ(render({"học", ",", "sinh"}), "học,sinh");
    EXPECT_EQ(render({}), "");
}

} // namespace

} // namespace dongthac::change
