#include <algorithm>
#include <functional>
#include <sstream>

#include "shared/wire/brief.hpp"
#include "shared/wire/delta.hpp"
#include "shared/wire/envelope.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/routes.hpp"
#include "tests/server/fixture.hpp"

// Version 2 of the protocol as a server hears it: envelopes and what stands in them (docs/sync-protocol.md §2a, §5a).

namespace dongthac::tests {

namespace {

using model::Role;
using wire::Ask;
using Beside = wire::BriefSegment::Beside;

/// A PC's end of the channel.
struct Line {
    base::ChannelKeys keys;
    base::DeviceId device;
    base::Mac last{}; ///< of the newest request

    Line(const Pc& pc, const base::PublicKey& server)
        : keys(base::agree(pc.key, server, base::End::device).value()), device(pc.device.id) {}

    [[nodiscard]] base::Bytes close(std::uint8_t ask, base::ByteSpan message) {
        static std::uint8_t times = 0;
        wire::ClosedRequest closed =
            wire::close_request(keys, device, {++times, 0, 0, 0}, wire::pack_message(ask, message));
        last = closed.mac;
        return std::move(closed.bytes);
    }
    [[nodiscard]] base::Bytes close(Ask ask, base::ByteSpan message) {
        return close(static_cast<std::uint8_t>(ask), message);
    }
    /// What the server says to the newest request; nothing when it is not the server's word.
    [[nodiscard]] std::optional<base::Bytes> open(const server::Reply& reply) const {
        const auto packed = wire::open_answer(keys, last, reply.status, base::as_bytes(reply.body));
        if (!packed) return std::nullopt;
        auto message = wire::unpack_message(*packed);
        EXPECT_TRUE(message);
        return std::move(message->bytes);
    }
};

class ServerChannel : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        pc_.emplace(enrol("truong-a", {Role::editor, Role::signer}));
        restart();
    }
    void restart() {
        open();
        routes_.emplace(*server_, metrics_, log_, clock_);
        line_.emplace(*pc_, server_->public_key());
    }
    [[nodiscard]] server::Reply post(base::ByteSpan body) {
        return routes_->post(std::string(wire::kChannelPath), body, "peer");
    }
    [[nodiscard]] std::uint64_t kept() { return server_->totals()->changes; }

    /// Everything the PC would know after a full exchange.
    [[nodiscard]] wire::BriefRequest brief_request() {
        const auto full = exchange(*pc_, pc_->request({}));
        wire::BriefRequest request;
        wire::SharedState state{full.epoch, {}, pc_->replica, {}};
        for (const wire::Cursor& head : full.heads) {
            state.feeds.push_back(head.feed);
            request.cursors.push_back(head.seq);
        }
        for (const wire::ChainTip& tip : pc_->tips()) state.tips.push_back(tip);
        request.tag = wire::tag_of(state);
        feeds_ = state.feeds;
        return request;
    }
    [[nodiscard]] std::size_t place_of(const std::string& feed) const {
        return static_cast<std::size_t>(std::ranges::find(feeds_, feed) - feeds_.begin());
    }
    [[nodiscard]] wire::BriefSegment beside_nothing(const base::Bytes& segment) const {
        const auto reference = wire::reference_for("own/truong-a", pc_->replica, pc_->device.id, {});
        return {place_of("own/truong-a"), Beside::head, wire::shorten(segment, reference)};
    }
    [[nodiscard]] wire::BriefAnswer brief(const wire::BriefRequest& request) {
        const auto bytes = line_->open(post(line_->close(Ask::brief, wire::encode(request))));
        EXPECT_TRUE(bytes);
        auto answer = wire::decode_brief_answer(bytes.value_or(base::Bytes{}));
        EXPECT_TRUE(answer);
        return answer.value_or(wire::BriefAnswer{});
    }

    std::ostringstream written_;
    server::Metrics metrics_;
    server::RequestLog log_{written_};
    std::optional<server::Routes> routes_;
    std::optional<Pc> pc_;
    std::optional<Line> line_;
    std::vector<std::string> feeds_;
};

TEST_F(ServerChannel, AnswersInAnEnvelopeWhatCameInOne) {
    const auto request = pc_->request({pc_->draft(new_document())});

    const server::Reply reply = post(line_->close(Ask::exchange, wire::encode(request)));

    EXPECT_EQ(reply.status, 200);
    const auto bytes = line_->open(reply);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(statuses(wire::decode<wire::ExchangeAnswer>(*bytes)->acks), std::vector{AckStatus::accepted});
    EXPECT_NE(written_.str().find(R"("path":"/v1/exchange")"), std::string::npos) << "the log says what was meant";
}

TEST_F(ServerChannel, RefusesARequestWithAnyByteChangedOrCutAndKeepsNothing) {
    const std::uint64_t before = kept();
    const base::Bytes request = line_->close(Ask::exchange, wire::encode(pc_->request({pc_->draft(new_document())})));

    for (std::size_t at = 0; at < request.size(); ++at) {
        base::Bytes damaged = request;
        damaged[at] ^= 1;
        for (const server::Reply& reply : {post(damaged), post(base::ByteSpan(request).first(at))}) {
            ASSERT_TRUE(reply.status == 400 || reply.status == 401) << at;
            ASSERT_EQ(reply.content_type, "text/plain");
            ASSERT_FALSE(line_->open(reply)) << "a refusal of what nobody signed is nobody's word";
        }
    }
    EXPECT_EQ(kept(), before);
    EXPECT_EQ(post(request).status, 200) << "unchanged it is taken";
}

TEST_F(ServerChannel, RefusesAnotherVersion) {
    base::Bytes request = line_->close(Ask::exchange, wire::encode(pc_->request({})));
    request[0] = 3;

    EXPECT_EQ(post(request).status, 400);
}

TEST_F(ServerChannel, RefusesAPcInAnothersName) {
    const Pc other = enrol("truong-a", {Role::editor});
    const Pc stranger{base::KeyPair::generate(random_), base::new_id<base::ReplicaId>(random_), {}};
    const base::Bytes message = wire::encode(pc_->request({}));
    for (const Pc& pc : {other, stranger}) {
        Line line(pc, server_->public_key());
        line.device = pc_->device.id;

        const server::Reply reply = post(line.close(Ask::exchange, message));

        EXPECT_EQ(reply.status, 401);
        EXPECT_EQ(reply.body, "bad_signature");
    }
    Line unknown(stranger, server_->public_key());
    unknown.device = base::device_of(stranger.key.public_key());
    EXPECT_EQ(post(unknown.close(Ask::exchange, message)).status, 401);
}

TEST_F(ServerChannel, TellsAnErrorAsItsOwnWord) {
    for (const auto& [ask, message, status] :
         {std::tuple<int, base::Bytes, int>{static_cast<int>(Ask::exchange), {0xff, 0xff}, 400},
          {static_cast<int>(Ask::brief), {1, 2, 3}, 400},
          {77, {}, 404},
          {static_cast<int>(Ask::snapshot), wire::encode(wire::SnapshotRequest{"own/truong-b", 0}), 403}}) {
        const server::Reply reply = post(line_->close(static_cast<std::uint8_t>(ask), message));

        EXPECT_EQ(reply.status, status) << ask;
        EXPECT_TRUE(line_->open(reply)) << ask;
    }
}

TEST_F(ServerChannel, ARequestThatSomebodyRepeatsDoesNothingTwice) {
    const base::DocumentId document = new_document();
    const base::Bytes push = line_->close(Ask::exchange, wire::encode(pc_->request({pc_->draft(document)})));
    ASSERT_EQ(post(push).status, 200);
    const base::Bytes decision = line_->close(Ask::decide, wire::encode(decide_request(*pc_, document, submit_by_a())));
    const server::Reply first = post(decision);
    ASSERT_EQ(first.status, 200);
    const std::uint64_t there = kept();

    const server::Reply pushed_again = post(push);
    const server::Reply decided_again = post(decision);

    EXPECT_EQ(pushed_again.status, 200);
    EXPECT_EQ(decided_again.status, 200);
    EXPECT_EQ(kept(), there);
    EXPECT_EQ(other_connection()->decisions()->size(), 1u);
    EXPECT_EQ(other_connection()->decisions()->at(0).version, 1u);
}

TEST_F(ServerChannel, ARevokedPcIsToldSoByTheServerItself) {
    {
        auto store = other_connection();
        const store::ServerIdentity identity = store->identity().value().value();
        server::Tip tip;
        const auto tips = store->tips();
        for (const store::FeedTip& known : *tips)
            if (known.feed == "dir/ROOT" && known.replica == identity.replica) tip = {known.counter, known.hash};
        model::Device revoked = pc_->device;
        revoked.revoked_after = 0;
        const auto writer = store->begin();
        ASSERT_TRUE((*writer)->append(server::seal_records(identity, tip, {change::PutDevice{revoked}}, kNow)));
        ASSERT_TRUE((*writer)->commit());
    }
    restart();

    const server::Reply reply = post(line_->close(Ask::exchange, wire::encode(pc_->request({}))));

    EXPECT_EQ(reply.status, 403);
    const auto word = line_->open(reply);
    ASSERT_TRUE(word);
    EXPECT_EQ(base::as_text(*word), "not_allowed");
}

TEST_F(ServerChannel, OfTwoPcsWhoseIdsBeginAlikeEachIsFoundByItsMac) {
    model::Directory directory;
    std::vector<Pc> pcs;
    for (std::uint8_t i = 0; i < 3; ++i) {
        Pc pc{base::KeyPair::generate(random_), {}, {}};
        pc.device.id.bytes.fill(7);
        pc.device.id.bytes[15] = i;
        pc.device.key = pc.key.public_key();
        if (i < 2) directory.put(pc.device);
        pcs.push_back(std::move(pc));
    }
    const base::KeyPair server = base::KeyPair::generate(random_);
    server::Channels channels({server});
    const auto caller = [&](const Pc& pc) -> std::optional<base::DeviceId> {
        Line line(pc, server.public_key());
        const base::Bytes bytes = line.close(Ask::exchange, {});
        const auto found = channels.caller_of(directory, wire::read_request(bytes).value());
        if (!found) return std::nullopt;
        return found->device.id;
    };

    for (int again = 0; again < 2; ++again) {
        EXPECT_EQ(caller(pcs[0]), pcs[0].device.id);
        EXPECT_EQ(caller(pcs[1]), pcs[1].device.id);
        EXPECT_EQ(caller(pcs[2]), std::nullopt) << "begins alike and is not enrolled";
    }
}

TEST_F(ServerChannel, ABriefRequestThatAgreesAndAsksNothingIsAnsweredInAFewBytes) {
    const wire::BriefRequest request = brief_request();

    const server::Reply reply = post(line_->close(Ask::brief, wire::encode(request)));

    const auto bytes = line_->open(reply);
    ASSERT_TRUE(bytes);
    const auto answer = wire::decode_brief_answer(*bytes);
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->unknown || answer->more);
    EXPECT_TRUE(answer->news.empty() && answer->acks.empty() && answer->places.empty() && answer->time_token.empty());
    EXPECT_LE(reply.body.size(), 24u);
}

TEST_F(ServerChannel, TheFirstSegmentOfAReplicaIsTakenBrieflyAndTheNextBesideIt) {
    wire::BriefRequest first = brief_request();
    const std::size_t place = place_of("own/truong-a");
    first.replica = pc_->replica;
    const base::DocumentId document = new_document();
    const base::Bytes one = pc_->draft(document);
    first.segments = {beside_nothing(one)};

    const wire::BriefAnswer taken = brief(first);
    wire::BriefRequest second = brief_request();
    const base::Bytes two = pc_->draft(document);
    const base::Bytes three = pc_->draft(document);
    const auto beside = [&](const base::Bytes& segment, const base::Bytes& before) {
        const auto reference = wire::reference_for("own/truong-a", pc_->replica, pc_->device.id, before);
        return wire::BriefSegment{place, Beside::previous, wire::shorten(segment, reference)};
    };
    second.segments = {beside(two, one), beside(three, two)};
    const wire::BriefAnswer followed = brief(second);

    EXPECT_FALSE(taken.unknown || followed.unknown);
    EXPECT_EQ(taken.places, std::vector<std::uint64_t>{1});
    EXPECT_EQ(followed.places, (std::vector<std::uint64_t>{1, 2}));
    const auto read = exchange(*pc_, pc_->request({}));
    EXPECT_EQ(std::ranges::count_if(read.segments,
                                    [&](const wire::FeedSegment& segment) {
                                        return segment.bytes == one || segment.bytes == two || segment.bytes == three;
                                    }),
              3)
        << "byte for byte";
}

TEST_F(ServerChannel, WhatOthersWroteComesBriefly) {
    Pc other = enrol("truong-a", {Role::editor});
    const wire::BriefRequest request = brief_request();
    const base::Bytes theirs = other.draft(new_document());
    ASSERT_EQ(exchange(other, other.request({theirs})).acks.size(), 1u);

    const wire::BriefAnswer answer = brief(request);

    ASSERT_EQ(answer.news.size(), 1u);
    EXPECT_EQ(answer.news[0].feed, place_of("own/truong-a"));
    EXPECT_EQ(answer.news[0].after, 1u);
    EXPECT_EQ(answer.news[0].bytes, theirs);
}

TEST_F(ServerChannel, ASegmentThatMayNotEnterIsToldInFull) {
    wire::BriefRequest request = brief_request();
    request.replica = pc_->replica;
    const base::Bytes foreign = pc_->draft_in("own/truong-b", new_document());
    request.segments = {beside_nothing(foreign)};

    const wire::BriefAnswer answer = brief(request);

    EXPECT_FALSE(answer.unknown);
    EXPECT_TRUE(answer.places.empty());
    ASSERT_EQ(answer.acks.size(), 1u);
    EXPECT_EQ(answer.acks[0].status, AckStatus::quarantined);
    EXPECT_EQ(answer.acks[0].feed, "own/truong-b");
    EXPECT_EQ(answer.acks[0].reason, "not_allowed");
}

TEST_F(ServerChannel, TheTimeIsSignedOnlyForWhoAsks) {
    wire::BriefRequest request = brief_request();
    const wire::BriefAnswer without = brief(request);
    request.wants_token = true;

    const wire::BriefAnswer with = brief(request);

    EXPECT_TRUE(without.time_token.empty());
    EXPECT_EQ(wire::read_time_token(with.time_token, server_->public_key()).value(), kNow);
    EXPECT_LE(std::abs(without.server_ms - kNow), 1'000);
}

/// Ways in which a brief request can fail to mean anything. Each must be answered with `unknown`, and nothing be done.
TEST_F(ServerChannel, WhatBothDoNotAgreeOnIsAskedForInFullAndDoesNothing) {
    ASSERT_EQ(exchange(*pc_, pc_->request({pc_->draft(new_document())})).acks.size(), 1u);
    const wire::BriefRequest good = brief_request();
    Pc later = *pc_; // seals what nobody has kept
    const base::Bytes segment = later.draft(new_document());
    const wire::BriefSegment fits = beside_nothing(segment);
    const std::vector<std::pair<const char*, std::function<void(wire::BriefRequest&)>>> wrongs = {
        {"another tag", [](auto& request) { request.tag[0] ^= 1; }},
        {"a cursor ahead", [](auto& request) { ++request.cursors[0]; }},
        {"a cursor too many", [](auto& request) { request.cursors.resize(99); }},
        {"a replica the server knows", [&](auto& request) { request.replica = pc_->replica; }},
        {"a feed that is not there", [](auto& request) { request.segments[0].feed = 99; }},
        {"no end to copy from",
         [&](auto& request) {
             request.segments[0].feed = place_of("dir/ROOT");
             request.segments[0].beside = Beside::previous;
         }},
        {"a copy from outside", [](auto& request) {
             request.segments[0].bytes = {0, 0, 0xff, 0x7f, 0};
         }}};
    const std::uint64_t before = kept();

    for (const auto& [name, spoil] : wrongs) {
        wire::BriefRequest wrong = good;
        wrong.segments = {fits};
        spoil(wrong);
        EXPECT_TRUE(brief(wrong).unknown) << name;
    }
    EXPECT_EQ(kept(), before);
    wire::BriefRequest right = good;
    right.segments = {fits};
    EXPECT_FALSE(brief(right).unknown) << "nothing else was wrong with them";
    EXPECT_EQ(kept(), before + 1);
}

TEST_F(ServerChannel, AnotherEpochOrAnotherEndOfAChainIsAnotherTag) {
    ASSERT_EQ(exchange(*pc_, pc_->request({pc_->draft(new_document())})).acks.size(), 1u);
    const wire::BriefRequest good = brief_request();
    wire::SharedState state{server_->epoch(), feeds_, pc_->replica, pc_->tips()};
    ASSERT_EQ(wire::tag_of(state), good.tag);
    const auto asked = [&](const wire::SharedState& believed) {
        wire::BriefRequest request = good;
        request.tag = wire::tag_of(believed);
        return brief(request).unknown;
    };
    wire::SharedState restored = state;
    restored.epoch = "another";
    wire::SharedState forked = state;
    forked.tips[0].hash[0] ^= 1;
    wire::SharedState ahead = state;
    ++ahead.tips[0].counter;
    wire::SharedState nothing_yet = state;
    nothing_yet.tips.clear();

    EXPECT_FALSE(asked(state));
    EXPECT_TRUE(asked(restored));
    EXPECT_TRUE(asked(forked));
    EXPECT_TRUE(asked(ahead));
    EXPECT_FALSE(asked(nothing_yet)) << "who only reads needs no chain";
}

} // namespace

} // namespace dongthac::tests
