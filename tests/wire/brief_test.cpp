#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "shared/wire/brief.hpp"
#include "tests/support/property.hpp"

namespace dongthac::wire {

namespace {

constexpr std::int64_t kStartOf2026 = 1'767'225'600'000;

base::Bytes noise(base::Random& random, std::size_t size) {
    base::Bytes bytes(size);
    random.fill(bytes);
    return bytes;
}

std::uint64_t any_number(base::Random& random) {
    return random.below(UINT64_MAX) >> random.below(64); // small ones are as likely as large ones
}

BriefRequest any_request(base::Random& random) {
    BriefRequest request;
    random.fill(request.tag);
    request.wants_token = tests::chance(random, 50);
    if (tests::chance(random, 50)) request.replica = base::new_id<base::ReplicaId>(random);
    for (std::uint64_t i = random.below(6); i > 0; --i) request.cursors.push_back(any_number(random));
    for (std::uint64_t i = random.below(5); i > 0; --i)
        request.segments.push_back(
            {random.below(200), tests::chance(random, 50) ? BriefSegment::Beside::head : BriefSegment::Beside::previous,
             noise(random, random.below(300))});
    return request;
}

BriefAnswer any_answer(base::Random& random) {
    BriefAnswer answer;
    answer.more = tests::chance(random, 50);
    answer.server_ms = kStartOf2026 - 10'000'000 + static_cast<std::int64_t>(random.below(1u << 30));
    answer.time_token = noise(random, random.below(3) * 36);
    if (tests::chance(random, 50))
        for (std::uint64_t i = random.below(6); i > 0; --i) answer.places.push_back(any_number(random));
    else
        for (std::uint64_t i = random.below(4); i > 0; --i)
            answer.acks.push_back({"own/a", any_number(random), static_cast<AckStatus>(random.below(5)),
                                   any_number(random), tests::chance(random, 50) ? "" : "not_allowed"});
    for (std::uint64_t i = random.below(4); i > 0; --i)
        answer.news.push_back({random.below(200), any_number(random), noise(random, random.below(300)),
                               noise(random, tests::chance(random, 30) ? 72 : 0)});
    return answer;
}

void expect_same(const BriefRequest& read, const BriefRequest& sent) {
    EXPECT_EQ(read.tag, sent.tag);
    EXPECT_EQ(read.wants_token, sent.wants_token);
    EXPECT_EQ(read.replica, sent.replica);
    EXPECT_EQ(read.cursors, sent.cursors);
    ASSERT_EQ(read.segments.size(), sent.segments.size());
    for (std::size_t i = 0; i < sent.segments.size(); ++i) {
        EXPECT_EQ(read.segments[i].feed, sent.segments[i].feed);
        EXPECT_EQ(read.segments[i].beside, sent.segments[i].beside);
        EXPECT_EQ(read.segments[i].bytes, sent.segments[i].bytes);
    }
}

void expect_same(const BriefAnswer& read, const BriefAnswer& sent) {
    EXPECT_FALSE(read.unknown);
    EXPECT_EQ(read.more, sent.more);
    EXPECT_LE(std::abs(read.server_ms - sent.server_ms), 1'000) << "the middle of its second";
    EXPECT_EQ(read.time_token, sent.time_token);
    EXPECT_EQ(read.places, sent.places);
    ASSERT_EQ(read.acks.size(), sent.acks.size());
    for (std::size_t i = 0; i < sent.acks.size(); ++i) {
        EXPECT_EQ(read.acks[i].feed, sent.acks[i].feed);
        EXPECT_EQ(read.acks[i].last, sent.acks[i].last);
        EXPECT_EQ(read.acks[i].status, sent.acks[i].status);
        EXPECT_EQ(read.acks[i].seq, sent.acks[i].seq);
        EXPECT_EQ(read.acks[i].reason, sent.acks[i].reason);
    }
    ASSERT_EQ(read.news.size(), sent.news.size());
    for (std::size_t i = 0; i < sent.news.size(); ++i) {
        EXPECT_EQ(read.news[i].feed, sent.news[i].feed);
        EXPECT_EQ(read.news[i].after, sent.news[i].after);
        EXPECT_EQ(read.news[i].bytes, sent.news[i].bytes);
        EXPECT_EQ(read.news[i].receipt, sent.news[i].receipt);
    }
}

TEST(BriefRequests, ReadBack) {
    base::SeededRandom random(tests::property_seed(20261121));
    for (int i = 0; i < 2'000 && !::testing::Test::HasFailure(); ++i) {
        const BriefRequest sent = any_request(random);

        const auto read = decode_brief_request(encode(sent));

        ASSERT_TRUE(read) << i;
        expect_same(*read, sent);
        EXPECT_EQ(encode(*read), encode(sent));
    }
}

TEST(BriefRequests, ThatAskNothingAreSmall) {
    BriefRequest quiet;
    quiet.cursors = {40, 1'000, 20, 5};

    EXPECT_EQ(encode(quiet).size(), 6u + 1 + 5);
}

TEST(BriefAnswers, ReadBack) {
    base::SeededRandom random(tests::property_seed(20261122));
    for (int i = 0; i < 2'000 && !::testing::Test::HasFailure(); ++i) {
        const BriefAnswer sent = any_answer(random);

        const auto read = decode_brief_answer(encode(sent));

        ASSERT_TRUE(read) << i;
        expect_same(*read, sent);
        EXPECT_EQ(encode(*read), encode(sent));
    }
}

TEST(BriefAnswers, ThatDoNotKnowTheTagSayNothingElse) {
    base::SeededRandom random(5);
    BriefAnswer answer = any_answer(random);
    answer.unknown = true;
    answer.news.push_back({1, 2, {3}});

    const auto read = decode_brief_answer(encode(answer));

    ASSERT_TRUE(read);
    EXPECT_EQ(encode(answer).size(), 1u);
    EXPECT_TRUE(read->unknown);
    EXPECT_TRUE(read->news.empty() && read->acks.empty() && read->places.empty());
}

TEST(BriefMessages, CutAnywhereAreRefusedOrSayLess) {
    base::SeededRandom random(tests::property_seed(20261123));
    for (int i = 0; i < 100; ++i) {
        const base::Bytes request = encode(any_request(random));
        const base::Bytes answer = encode(any_answer(random));
        for (std::size_t size = 0; size < request.size(); ++size) {
            const auto read = decode_brief_request(base::ByteSpan(request).first(size));
            if (read) {
                ASSERT_NE(encode(*read), request) << size;
            }
        }
        for (std::size_t size = 0; size < answer.size(); ++size) {
            const auto read = decode_brief_answer(base::ByteSpan(answer).first(size));
            if (read) {
                ASSERT_NE(encode(*read), answer) << size;
            }
        }
    }
}

TEST(BriefMessages, OfNoiseAndMutationsAreReadOrRefused) {
    base::SeededRandom random(tests::property_seed(20261124));
    for (int i = 0; i < 20'000; ++i) {
        base::Bytes bytes = i % 2 == 0 ? encode(any_request(random)) : encode(any_answer(random));
        for (std::uint64_t edits = random.below(4); edits > 0 && !bytes.empty(); --edits)
            bytes[random.below(bytes.size())] = static_cast<std::uint8_t>(random.below(256));
        if (const auto request = decode_brief_request(bytes)) {
            ASSERT_TRUE(decode_brief_request(encode(*request)));
        }
        if (const auto answer = decode_brief_answer(bytes)) {
            ASSERT_TRUE(decode_brief_answer(encode(*answer)));
        }
    }
}

TEST(BriefMessages, ThatClaimMoreThanTheyHoldAreRefused) {
    const base::Bytes tag(6);
    const auto after_tag = [&](const base::Bytes& rest) {
        base::Bytes bytes = tag;
        bytes.insert(bytes.end(), rest.begin(), rest.end());
        return decode_brief_request(bytes).has_value();
    };
    EXPECT_TRUE(after_tag({0}));
    EXPECT_FALSE(after_tag({4})) << "a cursor that is not there";
    EXPECT_FALSE(after_tag({0xfc, 0xff, 0xff, 0xff, 0x0f}));
    EXPECT_FALSE(after_tag({0xfc, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}));
    EXPECT_FALSE(after_tag({0, 0, 5, 1})) << "a segment that is longer than what is left";
    EXPECT_FALSE(after_tag({2, 0})) << "a replica that is not there";
    EXPECT_FALSE(decode_brief_answer(base::Bytes{8, 0, 1, 0, 0, 5, 0, 0})) << "a status nobody knows";
    EXPECT_FALSE(decode_brief_answer(base::Bytes{0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0}))
        << "a time beyond all times";
}

TEST(BriefRequests, HoldSixtyFourSegmentsAndNoMore) {
    BriefRequest request;
    request.segments.resize(64);
    EXPECT_TRUE(decode_brief_request(encode(request)));
    request.segments.resize(65);

    EXPECT_FALSE(decode_brief_request(encode(request)));
}

TEST(BriefAnswers, OfMillionsOfNothingsAreRefusedBeforeTheyFillTheMemory) {
    base::Bytes answer{0, 0, 0};
    answer.resize(std::size_t{30} << 20); // three zeros are a segment without bytes

    EXPECT_FALSE(decode_brief_answer(answer));
}

SharedState sample_state() {
    return {"e1",
            {"dir/ROOT", "own/truong-a"},
            base::ReplicaId{{1, 2, 3}},
            {{"own/truong-a", 77, base::sha256(base::as_bytes("x"))}}};
}

TEST(StateTags, DifferWithEverythingBothMustAgreeOn) {
    const std::vector<std::function<void(SharedState&)>> changes = {
        [](SharedState& state) { state.epoch = "e2"; },
        [](SharedState& state) { state.epoch = ""; },
        [](SharedState& state) { state.feeds.pop_back(); },
        [](SharedState& state) { std::swap(state.feeds[0], state.feeds[1]); },
        [](SharedState& state) { state.feeds[0] = "dir/ROOTown/truong-a", state.feeds.pop_back(); },
        [](SharedState& state) { state.replica.bytes[15] = 1; },
        [](SharedState& state) { state.tips[0].counter = 78; },
        [](SharedState& state) { state.tips[0].hash[31] ^= 1; },
        [](SharedState& state) { state.tips[0].feed = "in/truong-a"; },
        [](SharedState& state) { state.tips.push_back(state.tips[0]); },
        [](SharedState& state) { state.tips.clear(); }};
    std::vector<StateTag> tags = {tag_of(sample_state())};
    EXPECT_EQ(tag_of(sample_state()), tags[0]);

    for (std::size_t i = 0; i < changes.size(); ++i) {
        SharedState state = sample_state();
        changes[i](state);
        const StateTag tag = tag_of(state);
        EXPECT_EQ(std::ranges::count(tags, tag), 0) << i;
        tags.push_back(tag);
    }
}

TEST(StateTags, DoNotNameAReplicaThatTheServerCannotKnow) {
    SharedState state = sample_state();
    state.tips.clear();
    const StateTag tag = tag_of(state);
    state.replica = base::ReplicaId{{9}};

    EXPECT_EQ(tag_of(state), tag);
}

TEST(References, EndWithTheSegmentBeforeUnlessItIsTooLong) {
    const base::ReplicaId replica{{1}};
    const base::DeviceId device{{2}};
    const base::Bytes bare = reference_for("own/a", replica, device, {});

    const base::Bytes fits = reference_for("own/a", replica, device, base::Bytes(kLongestReference, 7));
    const base::Bytes longer = reference_for("own/a", replica, device, base::Bytes(kLongestReference + 1, 7));

    EXPECT_EQ(fits.size(), bare.size() + kLongestReference);
    EXPECT_EQ(longer, bare);
}

} // namespace

} // namespace dongthac::wire
