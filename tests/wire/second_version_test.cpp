#include <filesystem>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/wire/brief.hpp"
#include "shared/wire/delta.hpp"
#include "shared/wire/envelope.hpp"

// How version 2 of the protocol stands on the wire, byte for byte. The vectors were worked out by another program from
// docs/sync-protocol.md and are never made again.

namespace dongthac::wire {

namespace {

base::Bytes vector_named(const std::string& name) {
    const auto folder = std::filesystem::path(DONGTHAC_WIRE_VECTORS);
    const auto text = base::read_file(folder / (name + ".hex"), 1u << 20);
    EXPECT_TRUE(text) << name;
    if (!text) return {};
    const auto bytes = base::from_hex(text->substr(0, text->find('\n')));
    EXPECT_TRUE(bytes) << name;
    return bytes.value_or(base::Bytes{});
}

base::KeyPair key_from(std::uint8_t first) {
    base::KeyPair::Seed seed{};
    seed[0] = first;
    return base::KeyPair::from_seed(seed);
}

base::Bytes bytes_of(std::string_view text) {
    const base::ByteSpan bytes = base::as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

class SecondVersion : public ::testing::Test {
  protected:
    base::KeyPair pc_ = key_from(1);
    base::ChannelKeys at_pc_ = base::agree(pc_, key_from(2).public_key(), base::End::device).value();
    base::ChannelKeys at_server_ = base::agree(key_from(2), pc_.public_key(), base::End::server).value();
};

TEST_F(SecondVersion, ARequestIsClosedAndReadAsItWas) {
    const base::Bytes bytes = vector_named("v2_channel/request");

    const auto read = read_request(bytes);

    ASSERT_TRUE(read);
    EXPECT_TRUE(is_from(at_server_, *read));
    EXPECT_EQ(read->device, prefix_of(base::device_of(pc_.public_key())));
    const auto message = unpack_message(read->body);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->ask, static_cast<std::uint8_t>(Ask::brief));
    EXPECT_EQ(base::as_text(message->bytes), "hello");
    EXPECT_EQ(close_request(at_pc_, base::device_of(pc_.public_key()), {0xa, 0xb, 0xc, 0xd},
                            pack_message(static_cast<std::uint8_t>(Ask::brief), base::as_bytes("hello")))
                  .bytes,
              bytes);
}

TEST_F(SecondVersion, AnAnswerIsClosedAndOpenedAsItWas) {
    const base::Bytes request_bytes = vector_named("v2_channel/request"); // what it names is read from these bytes
    const auto request = read_request(request_bytes);
    ASSERT_TRUE(request);
    const base::Bytes bytes = vector_named("v2_channel/answer");

    const auto opened = open_answer(at_pc_, request->mac, 200, bytes);

    ASSERT_TRUE(opened);
    EXPECT_EQ(base::as_text(unpack_message(*opened)->bytes), "world");
    EXPECT_EQ(close_answer(at_server_, request->mac, 200, pack_message(0, base::as_bytes("world"))), bytes);
}

TEST_F(SecondVersion, ACompressedMessageIsRead) {
    // The exchange of the first version: the device and its signature stand before the same zstd frame.
    const base::Bytes first = vector_named("v1/exchange_request");
    ASSERT_GT(first.size(), 80u);
    base::Bytes packed{0x81};
    packed.insert(packed.end(), first.begin() + 80, first.end());

    const auto message = unpack_message(packed);

    ASSERT_TRUE(message);
    EXPECT_EQ(message->ask, static_cast<std::uint8_t>(Ask::exchange));
    EXPECT_TRUE(decode<ExchangeRequest>(message->bytes));
}

TEST_F(SecondVersion, TheTagIsTheSame) {
    const StateTag tag = tag_of({"e1",
                                 {"dir/ROOT", "own/truong-a"},
                                 base::ReplicaId{{1, 2, 3}},
                                 {{"own/truong-a", 77, base::sha256(base::as_bytes("x"))}}});

    EXPECT_EQ(base::Bytes(tag.begin(), tag.end()), vector_named("v2_channel/tag"));
}

TEST_F(SecondVersion, ABriefRequestIsTheSame) {
    BriefRequest request;
    request.tag.fill(0x11);
    request.wants_token = true;
    request.replica = base::ReplicaId{{1, 2, 3}};
    request.cursors = {3, 1'000'000};
    request.segments = {{1, BriefSegment::Beside::head, bytes_of("first")},
                        {1, BriefSegment::Beside::previous, bytes_of("second")}};

    EXPECT_EQ(encode(request), vector_named("v2_channel/brief_request"));
}

TEST_F(SecondVersion, ABriefAnswerIsTheSame) {
    BriefAnswer kept;
    kept.more = true;
    kept.server_ms = 1'790'000'000'999;
    kept.time_token = {9, 9};
    kept.places = {1, 300};
    kept.news = {{0, 2, bytes_of("news")}, {1, 1, bytes_of("decided"), bytes_of("word")}};
    BriefAnswer refused;
    refused.server_ms = 1'767'225'595'000;
    refused.acks = {{"own/a", 5, AckStatus::quarantined, 0, "not_allowed"}};

    BriefAnswer next;
    next.server_ms = kept.server_ms;
    next.places = {1};

    EXPECT_EQ(encode(kept), vector_named("v2_channel/brief_answer"));
    EXPECT_EQ(encode(next), vector_named("v2_channel/brief_answer_next"));
    EXPECT_EQ(encode(refused), vector_named("v2_channel/brief_answer_acks"));
    EXPECT_EQ(decode_brief_answer(encode(kept))->server_ms, 1'790'000'000'500);
}

TEST_F(SecondVersion, AShortenedSegmentIsTheSame) {
    const base::Bytes reference = bytes_of("abcdefghij");

    EXPECT_EQ(shorten(bytes_of("XYabcdefQ"), reference), vector_named("v2_channel/delta"));
    EXPECT_EQ(lengthen(vector_named("v2_channel/delta"), reference, 100).value(), bytes_of("XYabcdefQ"));
}

} // namespace

} // namespace dongthac::wire
