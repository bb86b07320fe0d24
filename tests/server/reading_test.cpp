#include <algorithm>

#include "shared/wire/gap.hpp"
#include "sync-server/directory_feed.hpp"
#include "tests/server/fixture.hpp"

// What an office issued is read by who was below it that day (docs/adr/0016), on the bytes that are served.

namespace dongthac::tests {

namespace {

using model::Action;
using model::DocumentState;
using model::Role;

class DatedReading : public ServerTest {
  protected:
    /// Directory records as an administrator's command writes them.
    void write(std::vector<change::Payload> records) {
        server_.reset();
        const auto store = other_connection();
        const store::ServerIdentity identity = store->identity().value().value();
        server::Tip tip;
        const std::vector<store::FeedTip> tips = store->tips().value();
        for (const store::FeedTip& known : tips)
            if (known.feed == "dir/ROOT" && known.replica == identity.replica) tip = {known.counter, known.hash};
        const auto writer = store->begin();
        ASSERT_TRUE((*writer)->append(server::seal_records(identity, tip, std::move(records), clock_.wall_ms())));
        ASSERT_TRUE((*writer)->commit());
        open();
    }
    [[nodiscard]] model::OrgRelation tie_of_school() const {
        return *std::ranges::find(server_->directory()->relations(), model::OrgId("truong-a"),
                                  &model::OrgRelation::child);
    }
    /// From `first` on truong-a lies below phuong2 instead of phuong.
    void move_school(const text::Date& first) {
        const text::Date last = text::from_days(text::to_days(first) - 1);
        model::OrgRelation old = tie_of_school();
        old.valid.to = last;
        write({change::PutRelation{old},
               change::PutRelation{{"truong-a", "phuong2", "administrative", {first, {}}, "QĐ 7"}}});
    }
    void issue(Pc& ward) {
        const Decision decision{Action::issue,
                                DocumentState::issued,
                                0,
                                ward.device.org,
                                {"own/" + ward.device.org, "pub/" + ward.device.org}};
        ASSERT_TRUE(decide(ward, decide_request(ward, new_document(), decision)).accepted);
    }
    /// What comes of `feed`: "1", or "(1)" for a gap.
    [[nodiscard]] static std::vector<std::string> seqs(const wire::ExchangeAnswer& answer, const std::string& feed) {
        std::vector<std::string> list;
        for (const wire::FeedSegment& segment : answer.segments) {
            if (segment.feed != feed) continue;
            const std::string seq = std::to_string(segment.seq);
            list.push_back(wire::is_gap(segment.bytes) ? "(" + seq + ")" : seq);
        }
        return list;
    }
    [[nodiscard]] static std::uint64_t head(const wire::ExchangeAnswer& answer, const std::string& feed) {
        const auto found = std::ranges::find(answer.heads, feed, &wire::Cursor::feed);
        return found == answer.heads.end() ? 0 : found->seq;
    }
};

TEST_F(DatedReading, ASchoolKeepsWhatItsOldWardIssuedAndGetsNothingOldOfItsNewOne) {
    Pc school = enrol("truong-a", {Role::editor});
    Pc old_ward = enrol("phuong", {Role::officer});
    Pc new_ward = enrol("phuong2", {Role::officer});
    issue(old_ward);
    issue(new_ward);
    clock_.advance(10 * kDayMs);
    move_school(text::day_of(clock_.wall_ms()));
    issue(old_ward);
    issue(new_ward);

    const auto answer = exchange(school, school.request({}));

    EXPECT_EQ(seqs(answer, "pub/phuong"), (std::vector<std::string>{"1"}))
        << "nothing after the last day, not even gaps";
    EXPECT_EQ(head(answer, "pub/phuong"), 1u);
    EXPECT_EQ(seqs(answer, "pub/phuong2"), (std::vector<std::string>{"(1)", "2"}));
    wire::ExchangeRequest again = school.request({});
    again.cursors = answer.heads;
    EXPECT_TRUE(exchange(school, again).segments.empty());
    EXPECT_EQ(exchange(school, again).heads, answer.heads);
}

TEST_F(DatedReading, AGapLetsTheNextSignatureBeChecked) {
    Pc school = enrol("truong-a", {Role::editor});
    Pc ward = enrol("phuong2", {Role::officer});
    issue(ward);
    const base::Hash before = ward.chain.at("pub/phuong2");
    clock_.advance(10 * kDayMs);
    move_school(text::day_of(clock_.wall_ms()));
    issue(ward);

    const auto answer = exchange(school, school.request({}));

    std::vector<wire::FeedSegment> segments;
    std::ranges::copy_if(answer.segments, std::back_inserter(segments),
                         [](const wire::FeedSegment& one) { return one.feed == "pub/phuong2"; });
    ASSERT_EQ(segments.size(), 2u);
    const auto gap = wire::decode_gap(segments[0].bytes);
    ASSERT_TRUE(gap);
    EXPECT_EQ(gap->hash, before);
    EXPECT_EQ(gap->replica, ward.replica);
    EXPECT_TRUE(wire::is_signed(segments[1].bytes, ward.key.public_key(), gap->hash));
}

TEST_F(DatedReading, AProgramThatKnowsNoGapsStopsBeforeOne) {
    Pc school = enrol("truong-a", {Role::editor});
    Pc ward = enrol("phuong2", {Role::officer});
    issue(ward);
    clock_.advance(10 * kDayMs);
    move_school(text::day_of(clock_.wall_ms()));
    issue(ward);
    wire::ExchangeRequest request = school.request({});
    request.reads = wire::kSegmentFormat;

    EXPECT_TRUE(seqs(exchange(school, request), "pub/phuong2").empty());
}

TEST_F(DatedReading, AGrantOpensTheFeedsItNamesOnItsDays) {
    Pc old_school = enrol("truong-b", {Role::editor});
    Pc school = enrol("truong-a", {Role::editor});
    ASSERT_EQ(statuses(exchange(old_school, old_school.request({old_school.draft(new_document())})).acks),
              std::vector{AckStatus::accepted});
    const auto reads = [&] { return seqs(exchange(school, school.request({})), "own/truong-b"); };
    EXPECT_TRUE(reads().empty());
    const text::Date today = text::day_of(clock_.wall_ms());
    const text::Date tomorrow = text::from_days(text::to_days(today) + 1);

    write({change::PutGrant{{"ban-giao", "truong-a", {"own/truong-b"}, {tomorrow, tomorrow}, "QĐ sáp nhập"}}});

    EXPECT_TRUE(reads().empty()) << "from tomorrow";
    clock_.advance(kDayMs);
    EXPECT_EQ(reads(), (std::vector<std::string>{"1"}));
    EXPECT_EQ(statuses(exchange(school, school.request({school.draft_in("own/truong-b", new_document())})).acks),
              std::vector{AckStatus::quarantined})
        << "to read, not to write";
    clock_.advance(kDayMs);
    EXPECT_TRUE(reads().empty()) << "until then";
}

TEST_F(DatedReading, HistoryAndReceiptsFollowTheSameDays) {
    Pc school = enrol("truong-a", {Role::editor});
    Pc ward = enrol("phuong2", {Role::officer});
    issue(ward);
    clock_.advance(10 * kDayMs);
    move_school(text::day_of(clock_.wall_ms()));
    issue(ward);

    const auto history = server_->history(school.device, {"pub/phuong2", 0, 100, 0});

    ASSERT_TRUE(history);
    ASSERT_EQ(history->items.size(), 2u);
    EXPECT_TRUE(wire::is_gap(history->items[0].bytes));
    EXPECT_FALSE(wire::is_gap(history->items[1].bytes));
    const auto receipts =
        server_->receipts(school.device, {{{"pub/phuong2", ward.replica, 1}, {"pub/phuong2", ward.replica, 2}}});
    ASSERT_TRUE(receipts);
    EXPECT_TRUE(receipts->receipts.at(0).empty());
    EXPECT_FALSE(receipts->receipts.at(1).empty());
    const auto snapshot = server_->snapshot(school.device, {"pub/phuong2", 0});
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(std::ranges::count_if(snapshot->documents, [](const auto& document) { return !document.head.empty(); }),
              1);
}

TEST_F(DatedReading, AClosedOfficeReadsWhatItHadAndWritesNothing) {
    Pc school = enrol("truong-a", {Role::editor});
    Pc ward = enrol("phuong", {Role::officer});
    issue(ward);
    const text::Date last = text::from_days(text::to_days(text::day_of(kNow)) - 1);
    model::Organisation closed = *server_->directory()->find(model::OrgId("truong-a"));
    closed.valid.to = last;
    model::OrgRelation ended = tie_of_school();
    ended.valid.to = last;
    write({change::PutOrganisation{closed}, change::PutRelation{ended}});

    const auto answer = server_->exchange(school.device, school.request({school.draft(new_document())}));

    ASSERT_TRUE(answer);
    EXPECT_EQ(head(*answer, "own/truong-a"), 0u);
    EXPECT_EQ(seqs(*answer, "pub/phuong"), std::vector<std::string>{}) << "issued when it was closed";
    ASSERT_EQ(answer->acks.size(), 1u);
    EXPECT_EQ(answer->acks[0].status, wire::AckStatus::quarantined);
}

} // namespace

} // namespace dongthac::tests
