#include <gtest/gtest.h>

#include "client/sync/round.hpp"
#include "tests/support/flushes.hpp"
#include "tests/support/sync_world.hpp"

// What a round writes on the PC is not flushed (docs/adr/0011): a power cut takes it back, and nothing is lost by that.

namespace dongthac::sync {

namespace {

using tests::Machine;
using tests::ServerBox;

/// A school's two PCs with a plan; the first can have its power cut.
class LostSeal : public ::testing::Test {
  protected:
    void SetUp() override {
        two.join("truong-a", tests::kSchool);
        one.join("truong-a", tests::kSchool);
        plan = one.new_plan("tuyên truyền");
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
    }
    void TearDown() override {
        EXPECT_EQ(one.problems(), std::vector<std::string>{});
        EXPECT_EQ(server.problems(), std::vector<std::string>{});
    }
    void edit(const std::string& value) {
        ASSERT_TRUE(office::set_field(one.office, plan, base::root_node(plan), "signer_name", value));
    }
    /// The disk as it is now, which is what a power cut leaves until the next act of a person.
    void remember_disk() { ASSERT_TRUE(one.office.store().backup_to(kept.path() / "kept.db")); }
    void cut_power() {
        const std::filesystem::path file = one.folder.path() / store::OfficeStore::kFileName;
        {
            const TempOffice elsewhere; // the files are free once the machine's own connection is gone
            one.office = office::Workspace::open(elsewhere.folder.path(), one.clock, random).value();
            for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + part);
            std::filesystem::copy_file(kept.path() / "kept.db", file);
            one.office = office::Workspace::open(one.folder.path(), one.clock, random).value();
        }
    }
    [[nodiscard]] std::uint64_t changes_on_server() { return server.store()->totals()->changes; }

    struct TempOffice {
        tests::TempFolder folder;
    };
    ServerBox server;
    Machine one{server, 1};
    Machine two{server, 2};
    tests::TempFolder kept;
    base::SeededRandom random{7};
    base::DocumentId plan;
};

TEST_F(LostSeal, IsSealedAgainToTheSameBytes) {
    edit("Lan");
    edit("Hoa");
    remember_disk();
    ASSERT_TRUE(one.sync());
    const std::uint64_t there = changes_on_server();
    cut_power();
    ASSERT_EQ(one.pending(), 2u);

    const auto report = one.sync();

    ASSERT_TRUE(report);
    EXPECT_FALSE(report->forked);
    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(changes_on_server(), there);
}

TEST_F(LostSeal, IsFoundAgainUnderLaterActs) {
    edit("Lan");
    edit("Hoa");
    remember_disk();
    ASSERT_TRUE(one.sync());
    const std::uint64_t there = changes_on_server();
    cut_power();
    edit("Mai");
    const base::ReplicaId before = one.office.identity().replica;

    const auto report = one.sync();

    ASSERT_TRUE(report);
    EXPECT_FALSE(report->forked);
    EXPECT_EQ(one.office.identity().replica, before) << "no copy: the same life goes on";
    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(changes_on_server(), there + 1);
    ASSERT_TRUE(two.sync());
    EXPECT_EQ(two.shown(plan), one.shown(plan));
    EXPECT_EQ(two.read(plan).root().string(model::field::kSignerName), "Mai");
}

TEST_F(LostSeal, IsFoundAgainWhenOthersWroteMeanwhile) {
    edit("Lan");
    remember_disk();
    ASSERT_TRUE(one.sync());
    ASSERT_TRUE(two.sync());
    ASSERT_TRUE(office::set_field(two.office, plan, base::root_node(plan), "place_name", "Hoa Phượng"));
    ASSERT_TRUE(two.sync());
    cut_power();
    edit("Mai");
    edit("Cúc");

    const auto report = one.sync();

    ASSERT_TRUE(report);
    EXPECT_FALSE(report->forked);
    ASSERT_TRUE(two.sync());
    EXPECT_EQ(two.shown(plan), one.shown(plan));
    EXPECT_EQ(one.read(plan).root().string(model::field::kSignerName), "Cúc");
    EXPECT_EQ(one.read(plan).root().string(model::field::kPlace), "Hoa Phượng");
}

TEST_F(LostSeal, OfACopyThatWroteSomethingElseIsStillAFork) {
    remember_disk();
    edit("Lan");
    ASSERT_TRUE(one.sync());
    cut_power(); // the act was flushed: a disk without it is an older copy
    edit("Mai");
    edit("Cúc");
    const base::ReplicaId before = one.office.identity().replica;

    const auto report = one.sync();

    ASSERT_TRUE(report);
    EXPECT_TRUE(report->forked);
    EXPECT_NE(one.office.identity().replica, before);
    EXPECT_EQ(one.pending(), 0u);
    ASSERT_TRUE(two.sync());
    EXPECT_EQ(two.shown(plan), one.shown(plan));
}

TEST_F(LostSeal, IsNotLookedForWhereNothingWaits) {
    const auto parted = office::part_at(one.office, "own/truong-a", 1);

    ASSERT_TRUE(parted);
    EXPECT_FALSE(*parted);
}

TEST_F(LostSeal, ARoundFlushesOnTheServerOnlyAndAQuietOneNowhere) {
    if (tests::flushes() == 0) GTEST_SKIP() << "flushes are counted on Linux only";
    edit("Lan");
    const std::uint64_t before = tests::flushes();

    ASSERT_TRUE(one.sync());
    const std::uint64_t pushed = tests::flushes();
    ASSERT_TRUE(one.sync());
    const std::uint64_t quiet = tests::flushes();
    ASSERT_TRUE(two.sync());

    EXPECT_EQ(pushed - before, 1u) << "the server's, before it acknowledges";
    EXPECT_EQ(quiet - pushed, 0u);
    EXPECT_EQ(tests::flushes() - quiet, 0u) << "what comes in can come again";
}

TEST_F(LostSeal, AQuietRoundIsWrittenDownOnlyNowAndThen) {
    ASSERT_TRUE(one.sync());
    const std::size_t before = one.office.store().rounds(100)->size();

    for (int i = 0; i < 5; ++i) ASSERT_TRUE(one.sync());
    const std::size_t soon = one.office.store().rounds(100)->size();
    one.clock.advance(301'000);
    ASSERT_TRUE(one.sync());

    EXPECT_EQ(soon, before);
    EXPECT_EQ(one.office.store().rounds(100)->size(), before + 1);
    EXPECT_EQ(summarise(one.office)->last_sync_ms, one.clock.wall_ms());
}

} // namespace

} // namespace dongthac::sync
