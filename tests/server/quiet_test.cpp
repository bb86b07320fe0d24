#include <chrono>
#include <thread>

#include "shared/store/sqlite.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/reorganise.hpp"
#include "sync-server/verify.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using model::Role;
using store::FeedStore;

/// Passes everything on and counts how often it was asked.
class CountingStore final : public FeedStore {
  public:
    /// `broken`: while it is true, nothing can be read of a feed.
    CountingStore(std::unique_ptr<FeedStore> inner, int& touches, const bool& broken)
        : inner_(std::move(inner)), touches_(touches), broken_(broken) {}

    base::Result<std::unique_ptr<store::FeedWriter>> begin() override { return touch().begin(); }
    base::Result<std::optional<store::ServerIdentity>> identity() override { return touch().identity(); }
    base::Result<bool> was_changed_elsewhere() override { return touch().was_changed_elsewhere(); }
    base::Result<std::vector<store::FeedHead>> heads() override { return touch().heads(); }
    base::Result<std::vector<store::FeedTip>> tips() override { return touch().tips(); }
    base::Result<std::vector<std::pair<base::ReplicaId, base::DeviceId>>> replicas() override {
        return touch().replicas();
    }
    base::Result<void> each_after(const std::string& feed, std::uint64_t seq,
                                  const std::function<Visit(const store::StoredSegment&)>& visit) override {
        if (broken_) return base::fail(base::Code::out_of_memory);
        return touch().each_after(feed, seq, visit);
    }
    base::Result<std::optional<store::StoredSegment>>
    segment_ending(const std::string& feed, const base::ReplicaId& replica, std::uint64_t last) override {
        return touch().segment_ending(feed, replica, last);
    }
    base::Result<std::uint64_t> seq_until(const std::string& feed, std::int64_t received_ms) override {
        return touch().seq_until(feed, received_ms);
    }
    base::Result<std::set<store::Door>> doors_after(const std::string& feed, const base::ReplicaId& replica,
                                                    std::uint64_t after) override {
        return touch().doors_after(feed, replica, after);
    }
    base::Result<std::vector<base::DocumentId>> documents_of(const std::string& feed, std::uint64_t offset,
                                                             std::uint64_t limit) override {
        return touch().documents_of(feed, offset, limit);
    }
    base::Result<std::uint64_t> count_documents(const std::string& feed) override {
        return touch().count_documents(feed);
    }
    base::Result<std::vector<store::ReceivedBytes>> segments_of(const std::string& feed,
                                                                const base::DocumentId& document) override {
        return touch().segments_of(feed, document);
    }
    base::Result<std::set<base::DocumentId>> indexed(const std::string& feed, std::uint64_t seq) override {
        return touch().indexed(feed, seq);
    }
    base::Result<base::Bytes> office_state(const model::OrgId& org) override { return touch().office_state(org); }
    base::Result<std::vector<store::DocumentDecision>> decisions() override { return touch().decisions(); }
    base::Result<std::vector<store::StoredAuditEntry>> audit_log() override { return touch().audit_log(); }
    base::Result<base::Hash> audit_head() override { return touch().audit_head(); }
    base::Result<std::vector<store::QuarantinedSegment>> quarantined() override { return touch().quarantined(); }
    base::Result<store::Totals> totals() override { return touch().totals(); }
    base::Result<std::size_t> pack_some(const store::PackRule& rule) override { return touch().pack_some(rule); }
    base::Result<void> check_structure() override { return touch().check_structure(); }
    base::Result<void> backup_to(const std::filesystem::path& file) override { return touch().backup_to(file); }

  private:
    FeedStore& touch() {
        ++touches_;
        return *inner_;
    }
    std::unique_ptr<FeedStore> inner_;
    int& touches_;
    const bool& broken_;
};

class Quiet : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        pc_.emplace(enrol("truong-a", {Role::editor}));
        ASSERT_EQ(exchange(*pc_, pc_->request({pc_->draft(new_document())})).acks.size(), 1u);
        server_.reset();
        auto opened =
            server::SyncServer::open(std::make_unique<CountingStore>(other_connection(), touches_, broken_), clock_);
        ASSERT_TRUE(opened);
        server_ = std::move(*opened);
        full_ = exchange(*pc_, pc_->request({}));
        touches_ = 0;
    }

    [[nodiscard]] wire::ExchangeRequest with_everything() const {
        auto request = pc_->request({});
        request.cursors = full_.heads;
        request.digest = wire::digest_of(full_.heads);
        request.epoch = full_.epoch;
        request.tips = pc_->tips();
        return request;
    }

    int touches_ = 0;
    bool broken_ = false;
    std::optional<Pc> pc_;
    wire::ExchangeAnswer full_;
};

TEST_F(Quiet, NothingNewCostsNoStorageAccess) {
    const auto answer = exchange(*pc_, with_everything());

    EXPECT_EQ(touches_, 0);
    EXPECT_TRUE(answer.segments.empty());
    EXPECT_TRUE(answer.acks.empty());
    EXPECT_FALSE(answer.more);
    EXPECT_EQ(answer.epoch, full_.epoch);
}

TEST_F(Quiet, TheDigestAloneIsEnough) {
    auto request = with_everything();
    request.cursors.clear();

    EXPECT_TRUE(exchange(*pc_, request).segments.empty());
    EXPECT_EQ(touches_, 0);
}

TEST_F(Quiet, AnythingThatDiffersIsLookedUp) {
    auto behind = with_everything();
    behind.digest = {};
    behind.cursors.back() = {"pub/so", 0};
    std::erase_if(behind.cursors, [](const wire::Cursor& cursor) { return cursor.feed == "own/truong-a"; });
    auto restored = with_everything();
    restored.epoch = "another";
    auto forked = with_everything();
    forked.tips[0].hash[0] ^= 1;

    for (const auto& request : {behind, restored, forked}) {
        touches_ = 0;
        const auto answer = exchange(*pc_, request);
        EXPECT_GT(touches_, 0);
        EXPECT_TRUE(!answer.segments.empty() || !answer.acks.empty());
    }
}

TEST_F(Quiet, WhatACommandWroteIsReadLaterWhenItCannotBeReadNow) {
    const auto store = other_connection();
    const auto identity = server::identity_of(*store, folder_.path());
    ASSERT_TRUE(server::revoke_beside(*store, *identity, *server_->directory(), pc_->device.id, clock_));
    broken_ = true;
    EXPECT_EQ(server_->look_around().error().code, base::Code::out_of_memory);
    broken_ = false;

    ASSERT_TRUE(server_->look_around());

    EXPECT_EQ(server_->device(pc_->device.id).error().code, base::Code::not_allowed);
}

// A request that waits while a command writes must not go on from what stood there before.
TEST_F(Quiet, WhoeverWaitsForACommandToWriteFollowsWhatItWrote) {
    const base::KeyPair key = base::KeyPair::generate(random_);
    const std::string code = code_for("truong-b", {Role::editor});
    const auto beside = other_connection();
    const auto identity = server::identity_of(*beside, folder_.path());
    auto writer = beside->begin();
    ASSERT_TRUE(writer);
    std::jthread joining([&] { EXPECT_TRUE(server_->join({code, key.public_key(), "máy"}, "peer")); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200)); // it waits by now; if not, this tests less

    server::Tip tip;
    const std::vector<store::FeedTip> tips = beside->tips().value();
    for (const store::FeedTip& known : tips)
        if (known.feed == "dir/ROOT") tip = {known.counter, known.hash};
    model::Organisation office = *server_->directory()->find("truong-a");
    office.name = "Trường mang tên khác";
    ASSERT_TRUE((*writer)->append(server::seal_records(
        *identity, tip, {change::PutOrganisation{office}, change::PutOrganisation{office}}, clock_.wall_ms())));
    ASSERT_TRUE((*writer)->commit());
    joining.join();

    EXPECT_TRUE(server::verify(*other_connection())->problems.empty());
    EXPECT_EQ(server_->directory()->find("truong-a")->name, "Trường mang tên khác");
}

TEST_F(Quiet, AFailedCommitChangesNothingInMemory) {
    const base::Bytes segment = pc_->draft(new_document());
    auto beside = store::Database::open(store::feed_store_file(folder_.path()));
    ASSERT_TRUE(beside);
    // A debt that is only asked for at the commit, which then fails.
    ASSERT_TRUE(
        beside->execute("CREATE TABLE owed (feed TEXT REFERENCES feed (name) DEFERRABLE INITIALLY DEFERRED); "
                        "CREATE TRIGGER owes AFTER INSERT ON segment BEGIN INSERT INTO owed VALUES ('?'); END"));
    EXPECT_FALSE(server_->exchange(pc_->device, pc_->request({segment})));
    ASSERT_TRUE(beside->execute("DROP TRIGGER owes; DROP TABLE owed"));

    const auto answer = exchange(*pc_, pc_->request({segment}));

    EXPECT_EQ(statuses(answer.acks), std::vector{AckStatus::accepted});
    EXPECT_EQ(answer.acks[0].seq, 2u);
}

} // namespace

} // namespace dongthac::tests
