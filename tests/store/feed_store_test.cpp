#include <gtest/gtest.h>

#include "shared/store/feed_store.hpp"
#include "shared/store/sqlite.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::store {

namespace {

using tests::TempFolder;

class FeedStoreTest : public ::testing::Test {
  protected:
    void SetUp() override { open(); }
    void open() {
        store_.reset();
        auto opened = open_feed_store(folder_.path());
        ASSERT_TRUE(opened);
        store_ = std::move(*opened);
    }

    [[nodiscard]] NewSegment segment(const std::string& feed, std::uint64_t last,
                                     std::vector<base::DocumentId> documents = {}) {
        NewSegment made;
        made.info = {feed, base::ReplicaId{{1}}, base::DeviceId{{2}}, last, last, 1, 10};
        made.bytes = {1, 2, static_cast<std::uint8_t>(last)};
        made.hash[0] = static_cast<std::uint8_t>(last);
        made.previous = ends_[feed];
        made.documents = std::move(documents);
        return made;
    }

    std::uint64_t append(const NewSegment& made) {
        auto writer = store_->begin();
        const auto seq = (*writer)->append(made);
        EXPECT_TRUE(seq && (*writer)->commit());
        ends_[made.info.feed] = made.hash;
        return seq.value_or(0);
    }

    TempFolder folder_;
    std::unique_ptr<FeedStore> store_;
    std::map<std::string, base::Hash> ends_; ///< of the chain in each feed
};

TEST_F(FeedStoreTest, EachFeedCountsItsSegmentsFromOne) {
    EXPECT_EQ(append(segment("own/a", 1)), 1u);
    EXPECT_EQ(append(segment("own/b", 1)), 1u);
    EXPECT_EQ(append(segment("own/a", 2)), 2u);

    EXPECT_EQ(store_->heads(), (std::vector<FeedHead>{{"own/a", 2}, {"own/b", 1}}));
}

TEST_F(FeedStoreTest, AChainIsNeverForked) {
    ASSERT_EQ(append(segment("own/a", 1)), 1u);
    ASSERT_EQ(append(segment("own/a", 2)), 2u);
    NewSegment behind_the_first = segment("own/a", 3);
    behind_the_first.previous = base::Hash{{1}};

    const auto writer = store_->begin();

    EXPECT_EQ((*writer)->append(behind_the_first).error().code, base::Code::storage);
    EXPECT_TRUE((*writer)->append(segment("own/a", 3)));
}

TEST_F(FeedStoreTest, WhatIsNotCommittedIsNotThere) {
    {
        auto writer = store_->begin();
        ASSERT_TRUE((*writer)->append(segment("own/a", 1)));
        ASSERT_TRUE((*writer)->bind_replica(base::ReplicaId{{1}}, base::DeviceId{{2}}));
        ASSERT_TRUE((*writer)->audit({1, "join", "a", {}, ""}));
    }

    EXPECT_TRUE(store_->heads()->empty());
    EXPECT_TRUE(store_->tips()->empty());
    EXPECT_TRUE(store_->replicas()->empty());
    EXPECT_TRUE(store_->audit_log()->empty());
    EXPECT_EQ(append(segment("own/a", 1)), 1u); // the seq was not used up
}

TEST_F(FeedStoreTest, ARowComesBackAsItWasPut) {
    append(segment("own/a", 6));
    NewSegment made = segment("own/a", 7, {base::DocumentId{{5}}, base::DocumentId{{6}}});
    made.door = Door::decide;
    made.received_ms = 1234;
    append(made);

    open();
    const auto found = store_->segment_ending("own/a", base::ReplicaId{{1}}, 7);

    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->info, made.info);
    EXPECT_EQ((*found)->bytes, made.bytes);
    EXPECT_EQ((*found)->hash, made.hash);
    EXPECT_EQ((*found)->previous, made.previous);
    EXPECT_EQ((*found)->door, Door::decide);
    EXPECT_EQ((*found)->received_ms, 1234);
    EXPECT_EQ(store_->indexed("own/a", 2), (std::set{base::DocumentId{{5}}, base::DocumentId{{6}}}));
    EXPECT_FALSE(store_->segment_ending("own/a", base::ReplicaId{{1}}, 8)->has_value());
}

TEST_F(FeedStoreTest, SegmentsAreNeverChangedOrDeleted) {
    append(segment("own/a", 1));
    auto database = Database::open(feed_store_file(folder_.path()));
    ASSERT_TRUE(database);

    EXPECT_FALSE(database->execute("UPDATE segment SET bytes = x'00'"));
    EXPECT_FALSE(database->execute("DELETE FROM segment"));
}

TEST_F(FeedStoreTest, TheAuditLogIsAppendOnlyAndChained) {
    for (int i = 0; i < 3; ++i) {
        auto writer = store_->begin();
        ASSERT_TRUE((*writer)->audit({i, "join", "a", base::DeviceId{{1}}, std::to_string(i)}));
        ASSERT_TRUE((*writer)->commit());
    }
    auto database = Database::open(feed_store_file(folder_.path()));

    EXPECT_FALSE(database->execute("DELETE FROM audit"));
    EXPECT_FALSE(database->execute("UPDATE audit SET what = 'x'"));
    const auto log = store_->audit_log();
    ASSERT_TRUE(log);
    ASSERT_EQ(log->size(), 3u);
    EXPECT_EQ(log->at(1).previous, log->at(0).hash);
    EXPECT_EQ(log->at(2).hash, audit_hash(log->at(2).entry, log->at(1).hash));
    EXPECT_EQ(store_->audit_head(), log->at(2).hash);
}

TEST_F(FeedStoreTest, AnAuditHashTellsItsFieldsApart) {
    const AuditEntry a{1, "ab", "c", {}, ""};
    const AuditEntry b{1, "a", "bc", {}, ""};

    EXPECT_NE(audit_hash(a, {}), audit_hash(b, {}));
    EXPECT_NE(audit_hash(a, {}), audit_hash(a, base::Hash{{1}}));
}

TEST_F(FeedStoreTest, QuarantineKeepsTheSameBytesOnceUntilTheyAreTaken) {
    const NewSegment made = segment("own/a", 1);
    const QuarantinedSegment held{"own/a", base::DeviceId{{2}}, "bad_signature", 5, made.bytes};
    {
        auto writer = store_->begin();
        EXPECT_EQ((*writer)->quarantine(held), true);
        EXPECT_EQ((*writer)->quarantine(held), false);
        ASSERT_TRUE((*writer)->commit());
    }
    ASSERT_EQ(store_->quarantined()->size(), 1u);
    EXPECT_EQ(store_->quarantined()->front().reason, "bad_signature");

    append(made);

    EXPECT_TRUE(store_->quarantined()->empty());
}

TEST_F(FeedStoreTest, DocumentsAreListedInTheOrderTheyFirstCame) {
    const base::DocumentId x{{9}};
    const base::DocumentId y{{1}};
    append(segment("own/a", 1, {x}));
    append(segment("own/a", 2, {y, x}));
    append(segment("own/b", 3, {y}));

    EXPECT_EQ(store_->documents_of("own/a", 0, 10), (std::vector{x, y}));
    EXPECT_EQ(store_->documents_of("own/a", 1, 10), (std::vector{y}));
    EXPECT_EQ(store_->count_documents("own/a"), 2u);
    EXPECT_EQ(store_->segments_of("own/a", x)->size(), 2u);
    EXPECT_EQ(store_->segments_of("own/a", y)->size(), 1u);
}

TEST_F(FeedStoreTest, AnInvitationIsUsedOnce) {
    const Invitation made{base::Hash{{1}}, "a", {model::Role::editor, model::Role::admin}, 99, {}, {}, {}};
    auto writer = store_->begin();
    ASSERT_TRUE((*writer)->add_invitation(made, 1));
    const auto open_one = (*writer)->invitation(made.code_hash);
    ASSERT_TRUE((*writer)->use_invitation(made.code_hash, base::DeviceId{{3}}, 2));
    const auto used = (*writer)->invitation(made.code_hash);

    ASSERT_TRUE(open_one && *open_one && used && *used);
    EXPECT_EQ((*open_one)->roles, made.roles);
    EXPECT_EQ((*open_one)->expires_ms, 99);
    EXPECT_EQ((*open_one)->used_by, std::nullopt);
    EXPECT_EQ((*used)->used_by, base::DeviceId{{3}});
    EXPECT_FALSE((*writer)->invitation(base::Hash{{7}})->has_value());
}

TEST_F(FeedStoreTest, ABackupIsWholeAndSaysThatItIsOne) {
    {
        auto writer = store_->begin();
        ASSERT_TRUE((*writer)->put_identity({{1}, base::ReplicaId{{2}}, "epoch", {{7}, {8}}, "run"}));
        ASSERT_TRUE((*writer)->append(segment("own/a", 1)));
        ASSERT_TRUE((*writer)->commit());
    }
    TempFolder elsewhere;

    ASSERT_TRUE(store_->backup_to(feed_store_file(elsewhere.path())));

    const auto copy = open_feed_store(elsewhere.path());
    ASSERT_TRUE(copy);
    EXPECT_EQ((*copy)->heads(), store_->heads());
    EXPECT_EQ((*copy)->identity()->value().epoch, "epoch");
    EXPECT_EQ((*copy)->identity()->value().old_seeds, (std::vector<base::KeyPair::Seed>{{7}, {8}}));
    EXPECT_NE((*copy)->identity()->value().run, "run");
    EXPECT_EQ(store_->identity()->value().run, "run");
}

TEST_F(FeedStoreTest, DoorsAfterACounterAreNamedOnce) {
    append(segment("own/a", 1));
    NewSegment decision = segment("own/a", 2);
    decision.door = Door::decide;
    append(decision);

    EXPECT_EQ(store_->doors_after("own/a", base::ReplicaId{{1}}, 0), (std::set{Door::exchange, Door::decide}));
    EXPECT_EQ(store_->doors_after("own/a", base::ReplicaId{{1}}, 1), std::set{Door::decide});
    EXPECT_TRUE(store_->doors_after("own/a", base::ReplicaId{{1}}, 2)->empty());
}

#ifndef _WIN32
TEST_F(FeedStoreTest, NobodyElseReadsTheServersKey) {
    using std::filesystem::perms;
    const auto mode = std::filesystem::status(feed_store_file(folder_.path())).permissions();

    EXPECT_EQ(mode & (perms::group_all | perms::others_all), perms::none);
}
#endif

} // namespace

} // namespace dongthac::store
