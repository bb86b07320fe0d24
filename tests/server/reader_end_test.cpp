#include "shared/wire/state.hpp"
#include "sync-server/directory_feed.hpp"
#include "tests/server/fixture.hpp"

// Behind the last day on which a feed could be read nothing of it is said, on whatever way one asks (docs/adr/0016).

namespace dongthac::tests {

namespace {

using model::Role;

class ReaderEnd : public ServerTest {
  protected:
    /// A directory record as an administrator's command writes it.
    void write(change::Payload record) {
        server_.reset();
        const auto store = other_connection();
        const store::ServerIdentity identity = store->identity().value().value();
        server::Tip tip;
        const std::vector<store::FeedTip> tips = store->tips().value();
        for (const store::FeedTip& known : tips)
            if (known.feed == "dir/ROOT" && known.replica == identity.replica) tip = {known.counter, known.hash};
        const auto writer = store->begin();
        std::vector<change::Payload> records;
        records.push_back(std::move(record));
        ASSERT_TRUE((*writer)->append(server::seal_records(identity, tip, std::move(records), clock_.wall_ms())));
        ASSERT_TRUE((*writer)->commit());
        open();
    }
    void issue(Pc& ward) {
        const Decision decision{
            model::Action::issue, model::DocumentState::issued, 0, "phuong", {"own/phuong", "pub/phuong"}};
        ASSERT_TRUE(decide(ward, decide_request(ward, new_document(), decision)).accepted);
    }
};

TEST_F(ReaderEnd, EndsHistoryAndSnapshotWithTheTie) {
    Pc school = enrol("truong-a", {Role::editor});
    Pc ward = enrol("phuong", {Role::officer});
    issue(ward);
    const text::Date last = text::day_of(clock_.wall_ms());
    write(change::PutRelation{{"truong-a", "phuong", "administrative", {{}, last}, "QĐ 7"}});
    clock_.advance(10 * kDayMs);
    issue(ward);

    const auto history = server_->history(school.device, {"pub/phuong", 0, 100, 0});
    const auto snapshot = server_->snapshot(school.device, {"pub/phuong", 0});

    ASSERT_TRUE(history && snapshot);
    EXPECT_EQ(history->items.size(), 1u) << "not even a gap";
    EXPECT_EQ(snapshot->seq, 1u);
    EXPECT_EQ(snapshot->total, 1u);
    EXPECT_EQ(snapshot->documents.size(), 1u);
    const auto of_ward = server_->snapshot(ward.device, {"pub/phuong", 0});
    ASSERT_TRUE(of_ward);
    EXPECT_EQ(of_ward->seq, 2u);
    EXPECT_EQ(of_ward->documents.size(), 2u);
}

TEST_F(ReaderEnd, EndsAStateWithItsGrant) {
    Pc other = enrol("truong-b", {Role::editor});
    Pc school = enrol("truong-a", {Role::editor});
    const auto pushed = exchange(other, other.request({other.draft(new_document())}));
    ASSERT_EQ(statuses(pushed.acks), std::vector{AckStatus::accepted});
    const text::Date today = text::day_of(clock_.wall_ms());
    write(change::PutGrant{{"ban-giao", "truong-a", {"own/truong-b"}, {today, today}, "QĐ sáp nhập"}});
    const wire::StateHeader header{"truong-a",
                                   school.device.id,
                                   1,
                                   {{"own/truong-b", 1}},
                                   {{"own/truong-b", other.replica, 1, other.chain["own/truong-b"]}}};
    ASSERT_TRUE(server_->put_state(school.device, {wire::seal_state(header, {}, school.key)}));
    ASSERT_FALSE(server_->state(school.device, {})->state.empty());

    clock_.advance(kDayMs);

    EXPECT_TRUE(server_->state(school.device, {})->state.empty());
    EXPECT_TRUE(server_->state(school.device, {})->covers.empty());
}

TEST_F(ReaderEnd, SaysNothingOfTheChainsOfOthers) {
    Pc other = enrol("truong-b", {Role::editor});
    const Pc school = enrol("truong-a", {Role::editor});
    ASSERT_FALSE(exchange(other, other.request({other.draft(new_document())})).acks.empty());
    wire::ExchangeRequest curious = school.request({});
    curious.replica = other.replica;
    curious.tips = {{"own/truong-b", 7, {}}};

    EXPECT_TRUE(exchange(school, curious).acks.empty());
    EXPECT_EQ(statuses(exchange(other, curious).acks), std::vector{AckStatus::missing_before});
}

} // namespace

} // namespace dongthac::tests
