#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"
#include "shared/change/revision.hpp"
#include "shared/model/feed.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"
#include "sync-server/setup.hpp"
#include "sync-server/sync_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::tests {

using wire::AckStatus;

inline constexpr std::int64_t kNow = 1'790'000'000'000; ///< in September 2026
inline constexpr std::int64_t kDayMs = 86'400'000;

/// A department, two wards, two schools below the first ward and one below the second.
inline server::OrgsFile sample_orgs() {
    const auto parsed = server::parse_orgs(R"([
        {"id":"so","name":"Sở","kind":"department"},
        {"id":"phuong","name":"Phường","kind":"ward_committee","parent":"so"},
        {"id":"phuong2","name":"Phường 2","kind":"ward_committee","parent":"so"},
        {"id":"truong-a","name":"Trường A","kind":"school","parent":"phuong"},
        {"id":"truong-b","name":"Trường B","kind":"school","parent":"phuong"},
        {"id":"truong-c","name":"Trường C","kind":"school","parent":"phuong2"}])");
    return parsed.value();
}

/// An office's PC as far as the server sees one: a key, a replica and its chains.
struct Pc {
    base::KeyPair key;
    base::ReplicaId replica;
    model::Device device;
    std::uint64_t counter = 0;
    std::map<std::string, base::Hash> chain{};
    std::map<std::string, std::uint64_t> last{};

    [[nodiscard]] change::Change change_of(const base::DocumentId& document, change::Payload payload) {
        change::Change change;
        change.id = {replica, ++counter};
        change.kind = static_cast<std::uint16_t>(change::kind_of(payload));
        change.document = document;
        change.lamport = counter;
        change.wall_ms = kNow;
        change.schema = change.min_reader = change::schema_of(payload);
        change.payload = std::move(payload);
        return change;
    }

    /// Sealed after this PC's last segment in `feed`, which moves on.
    [[nodiscard]] base::Bytes seal(const std::string& feed, const std::vector<change::Change>& changes) {
        const base::Bytes sealed = wire::seal(feed, changes, key, chain[feed]);
        chain[feed] = wire::chain_hash(sealed, chain[feed]);
        last[feed] = changes.back().id.counter;
        return sealed;
    }

    /// `count` remarks on `document`, in one segment of the office's own feed.
    [[nodiscard]] base::Bytes draft(const base::DocumentId& document, int count = 1, std::string words = "chữ") {
        return draft_in("own/" + device.org, document, count, std::move(words));
    }
    [[nodiscard]] base::Bytes draft_in(const std::string& feed, const base::DocumentId& document, int count = 1,
                                       std::string words = "chữ") {
        std::vector<change::Change> changes;
        for (int i = 0; i < count; ++i)
            changes.push_back(change_of(document, change::Comment{base::root_node(document), words, device.org}));
        return seal(feed, changes);
    }

    [[nodiscard]] std::vector<wire::ChainTip> tips() const {
        std::vector<wire::ChainTip> tips;
        for (const auto& [feed, hash] : chain) tips.push_back({feed, last.at(feed), hash});
        return tips;
    }

    /// A request that pushes `segments` and has nothing yet.
    [[nodiscard]] wire::ExchangeRequest request(std::vector<base::Bytes> segments) const {
        wire::ExchangeRequest request;
        request.replica = replica;
        request.segments = std::move(segments);
        return request;
    }
};

/// What a decision says; `to` follows from the caller's knowledge of the state table.
struct Decision {
    model::Action action = model::Action::submit;
    model::DocumentState to = model::DocumentState::submitted;
    std::uint32_t expects = 0;
    model::OrgId owner;
    std::vector<std::string> feeds;
};

inline base::Bytes sample_snapshot(const base::DocumentId& document, const model::OrgId& org) {
    change::Snapshot snapshot{document, 1, org, {}, {}};
    snapshot.nodes.push_back({base::root_node(document), {}, {"Kế", " ", "hoạch"}});
    return wire::encode(snapshot);
}

inline change::Transition transition_of(const Pc& pc, const base::DocumentId& document, const Decision& decision) {
    change::Transition transition;
    transition.action = decision.action;
    transition.to = decision.to;
    transition.expects_version = decision.expects;
    transition.org = pc.device.org;
    transition.owner = decision.owner;
    if (model::makes_revision(decision.action)) {
        transition.snapshot = sample_snapshot(document, decision.owner);
        transition.revision = base::sha256(transition.snapshot);
    }
    return transition;
}

/// The request for `transition`, sealed for every feed of `decision`. The PC's chains move on.
inline wire::DecideRequest decide_request(Pc& pc, const base::DocumentId& document, const Decision& decision,
                                          const change::Transition& transition) {
    wire::DecideRequest request{pc.replica, document, decision.expects, {}};
    const change::Change change = pc.change_of(document, transition);
    for (const std::string& feed : decision.feeds) request.segments.push_back(pc.seal(feed, {change}));
    return request;
}
inline wire::DecideRequest decide_request(Pc& pc, const base::DocumentId& document, const Decision& decision) {
    return decide_request(pc, document, decision, transition_of(pc, document, decision));
}

inline Decision submit_by_a(std::uint32_t expects = 0, model::DocumentState to = model::DocumentState::submitted) {
    return {model::Action::submit, to, expects, "truong-a", {"own/truong-a", "in/phuong"}};
}
inline Decision by_ward(model::Action action, model::DocumentState to, std::uint32_t expects) {
    return {action, to, expects, "truong-a", {"own/phuong", "in/truong-a"}};
}

/// A server in a folder of its own, with a clock that stands still.
class ServerTest : public ::testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(server::initialise(folder_.path(), sample_orgs(), clock_, random_));
        open();
    }

    /// Also closes and opens again, as a restart does.
    void open() {
        server_.reset();
        auto store = store::open_feed_store(folder_.path());
        ASSERT_TRUE(store);
        auto opened = server::SyncServer::open(std::move(*store), clock_);
        ASSERT_TRUE(opened);
        server_ = std::move(*opened);
    }

    /// A second connection, as `invite` and `verify` have beside a running server.
    [[nodiscard]] std::unique_ptr<store::FeedStore> other_connection() {
        return std::move(store::open_feed_store(folder_.path()).value());
    }

    [[nodiscard]] std::string code_for(const model::OrgId& org, const std::set<model::Role>& roles) {
        return server::invite(*other_connection(), org, roles, 7, clock_, random_).value().code;
    }

    [[nodiscard]] Pc enrol(const model::OrgId& org, const std::set<model::Role>& roles) {
        Pc pc{base::KeyPair::generate(random_), base::new_id<base::ReplicaId>(random_), {}};
        const auto answer = server_->join({code_for(org, roles), pc.key.public_key(), "máy"}, "peer");
        EXPECT_TRUE(answer) << org;
        pc.device = server_->device(answer.value().device).value();
        return pc;
    }

    [[nodiscard]] base::DocumentId new_document() { return base::new_id<base::DocumentId>(random_); }

    [[nodiscard]] wire::ExchangeAnswer exchange(const Pc& pc, const wire::ExchangeRequest& request) {
        auto answer = server_->exchange(pc.device, request);
        EXPECT_TRUE(answer) << base::name_of(answer.error().code);
        return answer.value_or(wire::ExchangeAnswer{});
    }

    [[nodiscard]] wire::DecideAnswer decide(Pc& pc, const wire::DecideRequest& request) {
        auto answer = server_->decide(pc.device, request);
        EXPECT_TRUE(answer) << base::name_of(answer.error().code);
        return answer.value_or(wire::DecideAnswer{});
    }

    TempFolder folder_;
    base::ManualClock clock_{kNow};
    base::SeededRandom random_{20261121};
    std::unique_ptr<server::SyncServer> server_;
};

/// Statuses in order.
inline std::vector<AckStatus> statuses(const std::vector<wire::Ack>& acks) {
    std::vector<AckStatus> list;
    for (const wire::Ack& ack : acks) list.push_back(ack.status);
    return list;
}

/// "feed seq" of every segment that came, in order.
inline std::vector<std::string> places(const wire::ExchangeAnswer& answer) {
    std::vector<std::string> list;
    for (const wire::FeedSegment& segment : answer.segments)
        list.push_back(segment.feed + " " + std::to_string(segment.seq));
    return list;
}

/// Cursors at what an answer says is everything.
inline std::vector<wire::Cursor> cursors_at(const wire::ExchangeAnswer& answer) { return answer.heads; }

} // namespace dongthac::tests
