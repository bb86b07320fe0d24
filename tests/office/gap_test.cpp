#include <gtest/gtest.h>

#include "shared/wire/gap.hpp"
#include "tests/support/office_desk.hpp"

// What stands in a feed in the place of an entry that this office may not read (docs/adr/0016).

namespace dongthac::office {

namespace {

using tests::OfficeDesk;

/// A school's PC, and one of the department, below which the school lies since 2026: what came before is a gap.
class GapIngest : public ::testing::Test {
  protected:
    void SetUp() override {
        desk.enrol();
        desk.tell(change::PutOrganisation{{"so", "Sở", "department", "", "", "", "", {}}});
        desk.tell(change::PutRelation{{"truong", "so", "professional", {text::Date{2026, 1, 1}, {}}, ""}});
        desk.tell(change::PutDevice{{base::device_of(department.public_key()),
                                     department.public_key(),
                                     "so",
                                     {model::Role::clerk},
                                     "máy của Sở",
                                     std::nullopt}});
    }
    [[nodiscard]] wire::Gap gap(const std::string& feed, std::uint64_t last) const {
        return {feed, writer, last, base::Hash{static_cast<std::uint8_t>(last)}};
    }
    [[nodiscard]] base::Result<void> take(const std::string& feed, std::uint64_t seq, const wire::Gap& gap) {
        return ingest(desk.office(), {feed, seq, wire::encode(gap)});
    }
    [[nodiscard]] change::Change remark(std::uint64_t counter) const {
        const base::DocumentId document{{1}};
        change::Change change;
        change.payload = change::Comment{base::root_node(document), "sau khoảng trống", "Sở"};
        change.id = {writer, counter};
        change.kind = static_cast<std::uint16_t>(change::kind_of(change.payload));
        change.document = document;
        change.lamport = counter;
        return change;
    }
    [[nodiscard]] std::uint64_t cursor(const std::string& feed) { return desk.office().store().cursor(feed).value(); }
    [[nodiscard]] store::TipRow tip(const std::string& feed) { return desk.office().store().tip(feed, writer).value(); }

    OfficeDesk desk;
    base::KeyPair department = base::KeyPair::generate(desk.random);
    base::ReplicaId writer{{0x77}};
};

TEST_F(GapIngest, OnlyMovesTheChainSoThatWhatFollowsIsTaken) {
    ASSERT_TRUE(take("pub/so", 1, gap("pub/so", 4)));
    const change::Change next = remark(5);
    const auto sealed = [&](const base::Hash& before) {
        return wire::seal("pub/so", std::span(&next, 1), department, before);
    };

    const auto unfit = ingest(desk.office(), {"pub/so", 2, sealed({})});
    const auto fit = ingest(desk.office(), {"pub/so", 2, sealed(gap("pub/so", 4).hash)});

    ASSERT_FALSE(unfit);
    EXPECT_EQ(unfit.error().code, base::Code::bad_signature);
    EXPECT_TRUE(fit);
    EXPECT_EQ(cursor("pub/so"), 2u);
    EXPECT_EQ(desk.problems(), std::vector<std::string>{});
}

TEST_F(GapIngest, IsRefusedWhereNothingCanHaveComeBeforeOnesTime) {
    for (const char* feed : {"pub/truong", "own/truong", "in/truong", "own/phuong", "in/phuong", "dir/ROOT"}) {
        const std::uint64_t before = cursor(feed);

        const auto refused = take(feed, before + 1, gap(feed, 4));

        ASSERT_FALSE(refused) << feed;
        EXPECT_EQ(refused.error().code, base::Code::bad_server_answer) << feed;
        EXPECT_EQ(refused.error().arg("reason"), "gap") << feed;
        EXPECT_EQ(cursor(feed), before) << feed;
        EXPECT_EQ(tip(feed).sealed_counter, 0u) << feed;
    }
    const auto other_feed = take("pub/so", 1, gap("pub/phuong", 4));
    ASSERT_FALSE(other_feed);
    EXPECT_EQ(other_feed.error().code, base::Code::bad_server_answer) << "a gap of another feed";
    EXPECT_EQ(cursor("pub/so"), 0u);
    EXPECT_EQ(cursor("pub/phuong"), 0u);
}

TEST_F(GapIngest, ToldTwiceOrTooLateMovesNothingBack) {
    ASSERT_TRUE(take("pub/so", 1, gap("pub/so", 4)));
    ASSERT_TRUE(take("pub/so", 2, gap("pub/so", 9)));

    EXPECT_TRUE(take("pub/so", 1, gap("pub/so", 4)));
    EXPECT_TRUE(take("pub/so", 3, gap("pub/so", 7))) << "a number that is passed already";

    EXPECT_EQ(cursor("pub/so"), 3u);
    EXPECT_EQ(tip("pub/so").sealed_counter, 9u);
    EXPECT_EQ(tip("pub/so").sealed_hash, gap("pub/so", 9).hash);
}

TEST_F(GapIngest, WhereNothingIsHiddenByRightIsFoundByTheCheck) {
    ASSERT_TRUE(take("pub/phuong", 1, gap("pub/phuong", 4))) << "the ward has been above from the beginning";
    desk.tell(change::PutDevice{{base::device_of(department.public_key()),
                                 department.public_key(),
                                 "phuong",
                                 {model::Role::clerk},
                                 "máy của phường",
                                 std::nullopt}});
    const change::Change behind = remark(5);

    ASSERT_TRUE(ingest(
        desk.office(),
        {"pub/phuong", 2, wire::seal("pub/phuong", std::span(&behind, 1), department, gap("pub/phuong", 4).hash)}));

    EXPECT_FALSE(desk.problems().empty());
}

} // namespace

} // namespace dongthac::office
