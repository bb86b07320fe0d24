#include <gtest/gtest.h>

#include "client/sync/state_first.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::sync {

namespace {

using tests::Machine;
using tests::ServerBox;

constexpr store::PackRule kSoon{2, 4, 16, 8'000, 4'000};

/// A school whose first PC wrote a plan in many small segments.
class PackedLog : public ::testing::Test {
  protected:
    void SetUp() override {
        one_.join("truong-a", tests::kSchool);
        two_.join("truong-a", tests::kSchool);
        plan_ = one_.new_plan("phòng cháy");
        ASSERT_TRUE(one_.sync());
        write(20);
        ASSERT_TRUE(two_.sync());
    }
    void write(int acts) {
        for (int i = 0; i < acts; ++i) {
            const base::NodeId node = one_.node(plan_, static_cast<std::size_t>(i % 3));
            ASSERT_TRUE(office::set_text(one_.office, plan_, node, "lần " + std::to_string(++written_)));
            ASSERT_TRUE(one_.sync());
        }
    }
    static std::size_t pack(Machine& machine) {
        std::size_t rows = 0;
        for (;;) {
            const std::size_t packed = machine.office.store().pack_some(kSoon).value();
            if (packed == 0) return rows;
            rows += packed;
        }
    }
    void expect_sound(Machine& machine) {
        EXPECT_TRUE(machine.problems().empty()) << machine.problems().front();
        EXPECT_EQ(machine.shown(plan_), one_.shown(plan_));
    }

    ServerBox server_;
    Machine one_{server_, 1};
    Machine two_{server_, 2};
    base::DocumentId plan_;
    int written_ = 0;
};

TEST_F(PackedLog, IsReadByWhoeverComesLater) {
    server_.pack(kSoon);
    EXPECT_GT(pack(one_), 10u);
    EXPECT_GT(pack(two_), 10u);
    Machine late(server_, 3);

    late.join("truong-a", tests::kSchool);

    ASSERT_GT(server_.packs(), 0u);
    expect_sound(late);
    expect_sound(one_);
    expect_sound(two_);
    EXPECT_TRUE(server_.problems().empty());
    ASSERT_TRUE(office::rebuild_projections(two_.office));
    expect_sound(two_);
}

TEST_F(PackedLog, StillMergesWithALaptopThatWasOffForAYear) {
    ASSERT_TRUE(office::set_text(two_.office, plan_, two_.node(plan_, 1), "chữ của máy tắt lâu"));
    write(30);
    server_.pack(kSoon);
    ASSERT_GT(pack(one_), 30u);
    two_.clock.advance(std::int64_t{365} * 24 * 3'600'000);

    ASSERT_TRUE(two_.sync());
    ASSERT_TRUE(one_.sync());

    EXPECT_NE(one_.shown(plan_).find("máy tắt lâu"), std::string::npos);
    expect_sound(one_);
    expect_sound(two_);
    EXPECT_TRUE(server_.problems().empty());
}

TEST_F(PackedLog, IsGivenBackToAServerThatLostIt) {
    tests::TempFolder copy;
    server_.keep_copy(copy.path());
    write(30);
    ASSERT_TRUE(two_.sync());
    server_.pack(kSoon);
    ASSERT_GT(pack(one_), 30u);

    server_.go_back_to(copy.path());
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(one_.sync());
        ASSERT_TRUE(two_.sync());
    }

    Machine late(server_, 3);
    late.join("truong-a", tests::kSchool);
    expect_sound(late);
    expect_sound(two_);
    EXPECT_TRUE(server_.problems().empty());
}

TEST_F(PackedLog, IsPackedBetweenRounds) {
    const StateRule rule{UINT64_MAX, UINT64_MAX, 1, kSoon};
    tests::CableTransport cable(server_, two_.fate);

    EXPECT_GT(follow_up(two_.office, cable, rule)->packed, 10u);
    EXPECT_EQ(follow_up(two_.office, cable, rule)->packed, 0u);

    expect_sound(two_);
}

TEST_F(PackedLog, ThatIsDamagedIsFoundByCheck) {
    ASSERT_GT(pack(one_), 10u);
    auto database = store::Database::open(one_.folder / store::OfficeStore::kFileName).value();
    ASSERT_TRUE(database.execute("UPDATE pack SET bytes = substr(bytes, 1, length(bytes) - 1)"));
    ASSERT_TRUE(one_.office.reload());
    auto again = office::Workspace::open(one_.folder.path(), one_.clock, one_.office.random());
    ASSERT_TRUE(again);
    one_.office = std::move(*again);

    EXPECT_FALSE(one_.problems().empty());
}

} // namespace

} // namespace dongthac::sync
