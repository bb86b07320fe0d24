#include <filesystem>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/wire/messages.hpp"
#include "shared/wire/segment.hpp"
#include "tests/wire/vectors/v1/changes.hpp"

// What the program's first version wrote is read for ever: the files were made by it and are never made again.

namespace dongthac::wire {

namespace {

namespace first = tests::first_version;

base::Bytes vector_named(const std::string& name) {
    const auto text = base::read_file(std::filesystem::path(DONGTHAC_WIRE_VECTORS) / "v1" / (name + ".hex"), 1u << 20);
    EXPECT_TRUE(text) << name;
    if (!text) return {};
    const auto bytes = base::from_hex(text->substr(0, text->find('\n')));
    EXPECT_TRUE(bytes) << name;
    return bytes.value_or(base::Bytes{});
}

TEST(FirstVersion, SegmentsOpenToTheChangesTheyWereMadeOf) {
    const auto drafts = open(vector_named("segment_1"));
    const auto others = open(vector_named("segment_2"));

    ASSERT_TRUE(drafts) << drafts.error().arg("reason");
    ASSERT_TRUE(others) << others.error().arg("reason");
    EXPECT_EQ(*drafts, first::drafts());
    EXPECT_EQ(*others, first::others()) << "unknown kinds and newer payloads byte for byte";
}

TEST(FirstVersion, SegmentsKeepTheirHeaderSignatureAndChain) {
    const base::PublicKey key = first::key().public_key();
    const base::Bytes one = vector_named("segment_1");
    const base::Bytes two = vector_named("segment_2");

    const base::Hash after_one = chain_hash(one, {});
    const base::Hash after_two = chain_hash(two, after_one);
    const auto header = read_header(one);

    ASSERT_TRUE(header);
    EXPECT_EQ(header->feed, "own/truong-a");
    EXPECT_EQ(header->replica, first::kReplica);
    EXPECT_EQ(header->device, base::device_of(key));
    EXPECT_EQ(header->first, 1u);
    EXPECT_EQ(header->last, 13u);
    EXPECT_EQ(header->count, 12u);
    EXPECT_TRUE(is_signed(one, key, {}));
    EXPECT_TRUE(is_signed(two, key, after_one));
    EXPECT_FALSE(is_signed(two, key, {})) << "its place in the chain is part of what is signed";
    EXPECT_EQ(base::to_hex(after_two), base::to_hex(vector_named("chain")));
}

TEST(FirstVersion, AnOutboxThatWasNotSealedYetIsRead) {
    const auto changes = unpack(vector_named("outbox"));

    ASSERT_TRUE(changes) << changes.error().arg("reason");
    EXPECT_EQ(*changes, first::drafts());
}

TEST(FirstVersion, ExchangesAreUnderstood) {
    const base::KeyPair key = first::key();
    const auto message = open_request("/v1/exchange", vector_named("exchange_request"), key.public_key());
    ASSERT_TRUE(message);

    const auto request = decode<ExchangeRequest>(*message);
    const auto answer = decode<ExchangeAnswer>(vector_named("exchange_answer"));

    ASSERT_TRUE(request);
    EXPECT_EQ(request->reads, 1u) << "it did not know that there would be others";
    EXPECT_EQ(request->replica, first::kReplica);
    EXPECT_EQ(request->cursors, (std::vector<Cursor>{{"dir/ROOT", 3}, {"own/truong-a", 1'000'000}}));
    EXPECT_EQ(request->digest, digest_of(request->cursors)) << "both sides must still come to one digest";
    ASSERT_EQ(request->tips.size(), 1u);
    EXPECT_EQ(request->tips[0].counter, 13u);
    EXPECT_EQ(request->segments, std::vector<base::Bytes>{vector_named("segment_2")});
    ASSERT_TRUE(answer);
    EXPECT_EQ(read_time_token(answer->time_token, key.public_key()).value(), 1'790'000'000'000);
    ASSERT_EQ(answer->acks.size(), 2u);
    EXPECT_EQ(answer->acks[1].status, AckStatus::quarantined);
    EXPECT_EQ(answer->acks[1].reason, "not_allowed");
    ASSERT_EQ(answer->segments.size(), 1u);
    EXPECT_EQ(answer->segments[0].bytes, vector_named("segment_1"));
    EXPECT_TRUE(answer->more);
}

TEST(FirstVersion, DecisionsAreUnderstood) {
    const auto message = open_request("/v1/decide", vector_named("decide_request"), first::key().public_key());
    ASSERT_TRUE(message);

    const auto request = decode<DecideRequest>(*message);
    const auto answer = decode<DecideAnswer>(vector_named("decide_answer"));

    ASSERT_TRUE(request);
    EXPECT_EQ(request->document, first::kPlan);
    EXPECT_EQ(request->expects_version, 3u);
    EXPECT_EQ(request->segments, std::vector<base::Bytes>{vector_named("segment_2")});
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->accepted);
    EXPECT_EQ(answer->state, "submitted");
    EXPECT_EQ(answer->state_version, 4u);
}

} // namespace

} // namespace dongthac::wire
