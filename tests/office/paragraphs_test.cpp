#include <gtest/gtest.h>

#include "shared/change/views.hpp"
#include "shared/text/tokens.hpp"
#include "tests/support/office_desk.hpp"

namespace dongthac::office {

namespace {

using tests::OfficeDesk;
using Lines = std::vector<std::string>;

/// A draft with three paragraphs behind what a new plan is born with.
class Paragraphs : public ::testing::Test {
  protected:
    void SetUp() override {
        id = desk.new_plan("kế hoạch");
        const change::Document born = desk.read(id);
        for (const change::NodeState* node : born.in_order()) ASSERT_TRUE(hide_node(desk.office(), id, node->id));
        one = add("một hai, ba bốn");
        two = add("năm sáu");
        three = add("bảy");
    }

    base::NodeId add(const std::string& words) {
        return add_node(desk.office(), id, {base::root_node(id), {}, model::ItemRole::paragraph, {}, words, {}})
            .value();
    }
    /// Cuts behind the first `words` words.
    base::Result<base::NodeId> cut_behind(const base::NodeId& node, std::size_t words) {
        const std::string text = desk.read(id).find(node)->text();
        std::string before;
        for (const std::string& token : text::tokenise(text)) {
            if (text::count_words(before + token) > words) break;
            before += token;
        }
        return split_node(desk.office(), id, node, {text, before, text.substr(before.size())});
    }
    [[nodiscard]] Lines page() {
        Lines lines;
        const change::Document document = desk.read(id);
        for (const change::NodeState* node : document.in_order()) lines.push_back(node->text());
        return lines;
    }
    void TearDown() override { EXPECT_EQ(desk.problems(), Lines{}) << "projections equal a rebuild"; }

    OfficeDesk desk;
    base::DocumentId id;
    base::NodeId one;
    base::NodeId two;
    base::NodeId three;
};

TEST_F(Paragraphs, AreCutAtTheCaretWithWhatWasTypedSince) {
    const auto fresh = split_node(desk.office(), id, one, {"một hai, ba bốn", "một hai, thêm ", " ba bốn"});

    ASSERT_TRUE(fresh);
    EXPECT_EQ(page(), (Lines{"một hai, thêm", "ba bốn", "năm sáu", "bảy"}));
    EXPECT_EQ(desk.read(id).find(*fresh)->string(model::field::kRole), "paragraph");
}

TEST_F(Paragraphs, AreCutInsideASyllableToo) {
    ASSERT_TRUE(split_node(desk.office(), id, three, {"bảy", "b", "ảy"}));

    EXPECT_EQ(page(), (Lines{"một hai, ba bốn", "năm sáu", "b", "ảy"}));
}

TEST_F(Paragraphs, AreCutBehindWords) {
    ASSERT_TRUE(cut_behind(one, 2));
    EXPECT_EQ(page(), (Lines{"một hai,", "ba bốn", "năm sáu", "bảy"}));

    ASSERT_TRUE(cut_behind(two, 99));
    EXPECT_EQ(page(), (Lines{"một hai,", "ba bốn", "năm sáu", "", "bảy"}));
}

TEST_F(Paragraphs, KeepWhatOthersTypedWhenTheyAreCut) {
    ASSERT_TRUE(set_text(desk.office(), id, one, "không một hai, ba bốn"));

    ASSERT_TRUE(split_node(desk.office(), id, one, {"một hai, ba bốn", "một hai,", " ba bốn"}));

    EXPECT_EQ(page(), (Lines{"không một hai,", "ba bốn", "năm sáu", "bảy"}));
}

TEST_F(Paragraphs, TypingInEitherHalfStaysInIt) {
    const base::NodeId fresh = cut_behind(one, 2).value();

    ASSERT_TRUE(set_text(desk.office(), id, one, "một hai, cuối"));
    ASSERT_TRUE(set_text(desk.office(), id, fresh, "đầu ba bốn"));
    EXPECT_EQ(page(), (Lines{"một hai, cuối", "đầu ba bốn", "năm sáu", "bảy"}));

    ASSERT_TRUE(set_text(desk.office(), id, fresh, ""));
    ASSERT_TRUE(set_text(desk.office(), id, one, ""));
    EXPECT_EQ(page(), (Lines{"", "", "năm sáu", "bảy"})) << "typing takes no paragraph away";

    ASSERT_TRUE(set_text(desk.office(), id, fresh, "lại đây"));
    EXPECT_EQ(page(), (Lines{"", "lại đây", "năm sáu", "bảy"}));
}

TEST_F(Paragraphs, JoinedAgainReadAsTheyDid) {
    const base::NodeId fresh = cut_behind(one, 2).value();

    EXPECT_EQ(join_node(desk.office(), id, fresh).value(), one);

    EXPECT_EQ(page(), (Lines{"một hai, ba bốn", "năm sáu", "bảy"}));
    EXPECT_TRUE(change::break_targets(base::root_node(id), one, desk.read(id).find(one)->own_words()).empty());
}

TEST_F(Paragraphs, OfTwoSequencesAreJoinedAndTypedInAcrossTheSeam) {
    ASSERT_TRUE(join_node(desk.office(), id, two));
    EXPECT_EQ(page(), (Lines{"một hai, ba bốn năm sáu", "bảy"}));

    ASSERT_TRUE(set_text(desk.office(), id, one, "một hai, ba XX sáu cuối"));

    EXPECT_EQ(page(), (Lines{"một hai, ba XX sáu cuối", "bảy"}));
    const auto retyped_two = retype(desk.office(), id, two, "năm sáu", "năm sáu tám");
    ASSERT_TRUE(retyped_two) << "the field of one that was joined meanwhile";
    EXPECT_NE(page().front().find("tám"), std::string::npos);
}

TEST_F(Paragraphs, JoinedOnesAreJoinedOnInReadingOrder) {
    ASSERT_TRUE(join_node(desk.office(), id, three));
    ASSERT_TRUE(join_node(desk.office(), id, two));
    EXPECT_EQ(page(), (Lines{"một hai, ba bốn năm sáu bảy"}));

    ASSERT_TRUE(cut_behind(one, 1));
    EXPECT_EQ(page(), (Lines{"một", "hai, ba bốn năm sáu bảy"})) << "all that stood behind the caret goes along";
    const base::NodeId rest = desk.node(id, 1);
    ASSERT_TRUE(cut_behind(rest, 4));
    EXPECT_EQ(page(), (Lines{"một", "hai, ba bốn năm", "sáu bảy"}));
}

TEST_F(Paragraphs, TheFirstHasNothingToBeJoinedTo) {
    const auto refused = join_node(desk.office(), id, one);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::nothing_to_join);
}

TEST_F(Paragraphs, CutAboveOthersOpensThem) {
    ASSERT_TRUE(move_under(desk.office(), id, two, one, {}));

    ASSERT_TRUE(cut_behind(one, 2));

    EXPECT_EQ(page(), (Lines{"một hai,", "ba bốn", "năm sáu", "bảy"}));
    EXPECT_EQ(desk.read(id).parent_of(*desk.read(id).find(two)), one);
}

TEST_F(Paragraphs, MoveWithAllBelowThem) {
    ASSERT_TRUE(move_under(desk.office(), id, two, three, {}));
    ASSERT_TRUE(move_under(desk.office(), id, three, base::root_node(id), {}));
    EXPECT_EQ(page(), (Lines{"một hai, ba bốn", "bảy", "năm sáu"}));

    ASSERT_TRUE(move_under(desk.office(), id, one, base::root_node(id), three));
    EXPECT_EQ(page(), (Lines{"bảy", "năm sáu", "một hai, ba bốn"}));
}

TEST_F(Paragraphs, AreNotMovedBelowThemselves) {
    ASSERT_TRUE(move_under(desk.office(), id, two, one, {}));
    for (const base::NodeId& below : {one, two}) {
        const auto refused = move_under(desk.office(), id, one, below, {});

        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, base::Code::circular_move);
    }
}

TEST_F(Paragraphs, AreHiddenAndShownWithWhatWasJoinedToThem) {
    ASSERT_TRUE(join_node(desk.office(), id, two));

    ASSERT_TRUE(hide_node(desk.office(), id, one));
    EXPECT_EQ(page(), Lines{"bảy"});
    ASSERT_TRUE(show_node(desk.office(), id, one));

    EXPECT_EQ(page(), (Lines{"một hai, ba bốn năm sáu", "bảy"}));
}

TEST_F(Paragraphs, ASplitSaysThatOlderProgramsCannotReadIt) {
    ASSERT_TRUE(cut_behind(one, 2));

    std::size_t splits = 0;
    const std::vector<change::Change> changes = changes_of(desk.office(), id).value();
    for (const change::Change& change : changes) {
        EXPECT_EQ(change.schema, change::schema_of(change.payload));
        EXPECT_EQ(change.min_reader, change.schema);
        splits += change.schema == 2 ? 1 : 0;
    }
    EXPECT_EQ(splits, 1u);
}

TEST_F(Paragraphs, AreFoundByTheWordsTheyShow) {
    const base::NodeId fresh = cut_behind(one, 2).value();
    const auto found = search(desk.office(), "bốn", 9).value();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found.front().node, fresh);

    ASSERT_TRUE(join_node(desk.office(), id, fresh));

    const auto joined = search(desk.office(), "bốn", 9).value();
    ASSERT_EQ(joined.size(), 1u);
    EXPECT_EQ(joined.front().node, one);
}

TEST_F(Paragraphs, ReviewingNothingWritesNothing) {
    const std::uint64_t before = desk.read(id).head.draft_changes;

    ASSERT_TRUE(review_node(desk.office(), id, one));

    EXPECT_EQ(desk.read(id).head.draft_changes, before);
}

TEST_F(Paragraphs, ACommentIsSettledAndOpenedAgain) {
    ASSERT_TRUE(add_comment(desk.office(), id, one, "xem lại số liệu"));
    const change::ChangeId comment = desk.read(id).head.comments.front().id;

    ASSERT_TRUE(settle_comment(desk.office(), id, comment, Settled::yes));
    EXPECT_TRUE(desk.read(id).head.comments.front().settled);
    ASSERT_TRUE(settle_comment(desk.office(), id, comment, Settled::no));
    EXPECT_FALSE(desk.read(id).head.comments.front().settled);

    const auto refused = settle_comment(desk.office(), id, {comment.replica, comment.counter + 999}, Settled::yes);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::unknown_comment);
}

} // namespace

} // namespace dongthac::office
