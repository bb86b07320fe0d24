#include <gtest/gtest.h>

#include "shared/change/views.hpp"
#include "shared/model/record.hpp"
#include "shared/text/tokens.hpp"
#include "tests/support/two_pcs.hpp"

namespace dongthac::office {

namespace {

using tests::OfficePc;
using tests::TwoPcs;
using Lines = std::vector<std::string>;

/// Two PCs with one paragraph, and what is done to it.
class ParagraphHistory : public ::testing::Test {
  protected:
    TwoPcs pcs{"một hai ba bốn"};

    base::Result<base::NodeId> cut(OfficePc& pc, const base::NodeId& node, const std::string& before) {
        const std::string text = pcs.state(pc, node).text();
        return split_node(pc.office, pcs.document, node, {text, before, text.substr(before.size())});
    }
    [[nodiscard]] Lines page(OfficePc& pc) const {
        Lines lines;
        const change::Document document = read_document(pc.office, pcs.document).value();
        for (const change::NodeState* node : document.in_order()) lines.push_back(node->text());
        return lines;
    }
    void type(OfficePc& pc, const base::NodeId& node, const std::string& words) {
        ASSERT_TRUE(set_text(pc.office, pcs.document, node, words));
    }
    [[nodiscard]] Lines wordings(OfficePc& pc, const base::NodeId& node) {
        Lines lines;
        for (const HistoryEntry& entry : pcs.history(pc, {.node = node}).entries)
            for (const ValueChange& value : entry.values)
                if (value.name == "text") lines.push_back(value.before + " → " + value.after);
        return lines;
    }
};

TEST_F(ParagraphHistory, FollowsAParagraphThroughItsSplits) {
    type(*pcs.a, pcs.node, "một hai ba bốn năm");
    const base::NodeId second = cut(*pcs.a, pcs.node, "một hai").value();
    const base::NodeId third = cut(*pcs.a, second, "ba").value();
    type(*pcs.a, third, "bốn năm sáu");
    type(*pcs.a, pcs.node, "MỘT hai"); // of another paragraph by now

    EXPECT_EQ(wordings(*pcs.a, third), (Lines{"bốn năm → bốn năm sáu", " → bốn năm", " → ba bốn năm",
                                              "một hai ba bốn → một hai ba bốn năm", " → một hai ba bốn"}));
    Lines from;
    for (const HistoryEntry& entry : pcs.history(*pcs.a, {.node = third}).entries)
        if (!entry.split_from.empty()) from.push_back(pcs.state(*pcs.a, entry.split_from).text());
    EXPECT_EQ(from, (Lines{"ba", "MỘT hai"}));
}

TEST_F(ParagraphHistory, TellsWhatWasTypedInAJoinedParagraph) {
    const base::NodeId other = pcs.add(*pcs.a, "năm");
    ASSERT_TRUE(join_node(pcs.a->office, pcs.document, other));
    type(*pcs.a, pcs.node, "một hai ba bốn năm sáu");

    const Lines told = wordings(*pcs.a, pcs.node);

    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.front(), "một hai ba bốn năm → một hai ba bốn năm sáu");
}

TEST_F(ParagraphHistory, UndoOfASplitJoinsAgainWithWhatOthersTypedInBothHalves) {
    base::NodeId fresh;
    const Act act = pcs.act(*pcs.a, [&] { fresh = cut(*pcs.a, pcs.node, "một hai").value(); });
    pcs.meet();
    type(*pcs.b, pcs.node, "một xen hai");
    type(*pcs.b, fresh, "ba bốn cuối");
    pcs.meet();

    const auto undone = invert(pcs.a->office, act);
    ASSERT_TRUE(undone);
    EXPECT_EQ(page(*pcs.a), Lines{"một xen hai ba bốn cuối"});
    ASSERT_TRUE(invert(pcs.a->office, *undone));
    EXPECT_EQ(page(*pcs.a), (Lines{"một xen hai", "ba bốn cuối"})) << "and the undo is undone";
    pcs.meet();
    EXPECT_EQ(page(*pcs.b), page(*pcs.a));
}

TEST_F(ParagraphHistory, UndoOfASplitDoesNotUndoWhatSomebodyElseDidToTheNewParagraph) {
    base::NodeId fresh;
    const Act act = pcs.act(*pcs.a, [&] { fresh = cut(*pcs.a, pcs.node, "một hai").value(); });
    pcs.meet();
    ASSERT_TRUE(move_node(pcs.b->office, pcs.document, fresh, Direction::up));
    pcs.meet();

    const auto refused = invert(pcs.a->office, act);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::state_conflict);
    EXPECT_EQ(page(*pcs.a), (Lines{"ba bốn", "một hai"}));
}

TEST_F(ParagraphHistory, UndoOfAJoinPartsThemAndKeepsWhatWasTypedAcross) {
    const base::NodeId other = pcs.add(*pcs.a, "năm sáu");
    pcs.meet();
    const Act act = pcs.act(*pcs.a, [&] { ASSERT_TRUE(join_node(pcs.a->office, pcs.document, other)); });
    pcs.meet();
    type(*pcs.b, pcs.node, "một hai ba bốn năm giữa sáu");
    pcs.meet();

    ASSERT_TRUE(invert(pcs.a->office, act));

    EXPECT_EQ(page(*pcs.a), (Lines{"một hai ba bốn", "năm giữa sáu"}));
}

TEST_F(ParagraphHistory, UndoOfASplitThatSomebodyCutFurtherLeavesHisCut) {
    base::NodeId fresh;
    const Act act = pcs.act(*pcs.a, [&] { fresh = cut(*pcs.a, pcs.node, "một").value(); });
    pcs.meet();
    ASSERT_TRUE(cut(*pcs.b, fresh, "hai ba"));
    pcs.meet();

    ASSERT_TRUE(invert(pcs.a->office, act));

    EXPECT_EQ(page(*pcs.a), (Lines{"một hai ba", "bốn"}));
}

TEST_F(ParagraphHistory, UndoOfAMoveIsRefusedOnceSomebodyElseMovedIt) {
    const base::NodeId other = pcs.add(*pcs.a, "năm");
    pcs.meet();
    const Act act = pcs.act(*pcs.a, [&] { ASSERT_TRUE(move_node(pcs.a->office, pcs.document, other, Direction::in)); });
    pcs.meet();
    const Act theirs =
        pcs.act(*pcs.b, [&] { ASSERT_TRUE(move_node(pcs.b->office, pcs.document, other, Direction::out)); });
    pcs.meet();

    EXPECT_FALSE(invert(pcs.a->office, act));

    EXPECT_TRUE(invert(pcs.b->office, theirs)) << "his own, which nobody has touched since";
}

TEST_F(ParagraphHistory, PlacesTwoPcsGaveAreSettledByKeepingWhatIsShown) {
    const base::NodeId other = pcs.add(*pcs.a, "năm");
    const base::NodeId third = pcs.add(*pcs.a, "sáu");
    pcs.meet();
    ASSERT_TRUE(move_under(pcs.a->office, pcs.document, third, pcs.node, {}));
    ASSERT_TRUE(move_under(pcs.b->office, pcs.document, third, other, {}));
    pcs.meet();
    ASSERT_GT(pcs.state(*pcs.a, third).conflicts(), 0u);
    const Lines before = page(*pcs.a);

    ASSERT_TRUE(settle_conflicts(pcs.a->office, pcs.document, third));
    pcs.meet();

    EXPECT_EQ(pcs.state(*pcs.b, third).conflicts(), 0u);
    EXPECT_EQ(page(*pcs.b), before);
}

TEST_F(ParagraphHistory, ParagraphsMovedBelowEachOtherCanBeMovedOut) {
    const base::NodeId other = pcs.add(*pcs.a, "năm");
    pcs.meet();
    ASSERT_TRUE(move_under(pcs.a->office, pcs.document, other, pcs.node, {}));
    ASSERT_TRUE(move_under(pcs.b->office, pcs.document, pcs.node, other, {}));
    pcs.meet();
    ASSERT_EQ(page(*pcs.a).size(), 2u) << "a circle hides nothing";
    const base::NodeId last = read_document(pcs.a->office, pcs.document).value().in_order().back()->id;

    ASSERT_TRUE(move_node(pcs.a->office, pcs.document, last, Direction::up));
    pcs.meet();

    EXPECT_EQ(read_document(pcs.b->office, pcs.document).value().in_order().front()->id, last);
}

TEST_F(ParagraphHistory, BetweenTwoMadeAtOnePlaceAThirdFindsRoom) {
    const base::NodeId one = pcs.add(*pcs.a, "của A");
    const base::NodeId two = pcs.add(*pcs.b, "của B");
    pcs.meet();
    Lines lines = page(*pcs.a);
    ASSERT_EQ(pcs.state(*pcs.a, one).string(model::field::kOrder), pcs.state(*pcs.a, two).string(model::field::kOrder));
    const base::NodeId upper = lines.at(1) == "của A" ? one : two;

    ASSERT_TRUE(cut(*pcs.a, upper, "của"));

    const std::string rest = lines.at(1).substr(std::string("của ").size());
    lines.at(1) = "của";
    lines.insert(lines.begin() + 2, rest);
    EXPECT_EQ(page(*pcs.a), lines);
}

} // namespace

} // namespace dongthac::office
