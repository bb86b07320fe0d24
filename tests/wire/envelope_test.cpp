#include <set>

#include <gtest/gtest.h>

#include "shared/wire/envelope.hpp"
#include "tests/support/property.hpp"

namespace dongthac::wire {

namespace {

base::KeyPair key_from(std::uint8_t first) {
    base::KeyPair::Seed seed{};
    seed[0] = first;
    return base::KeyPair::from_seed(seed);
}

class Envelope : public ::testing::Test {
  protected:
    [[nodiscard]] ClosedRequest closed(base::ByteSpan body) const {
        return close_request(keys_, device_, {1, 2, 3, 4}, body);
    }
    /// As a server would: read, then checked with the keys of whoever it says it is.
    [[nodiscard]] bool is_believed(base::ByteSpan bytes) const {
        const auto request = read_request(bytes);
        return request && request->device == prefix_of(device_) && is_from(keys_, *request);
    }

    base::KeyPair pc_ = key_from(1);
    base::ChannelKeys keys_ = base::agree(pc_, key_from(2).public_key(), base::End::device).value();
    base::DeviceId device_ = base::device_of(pc_.public_key());
};

TEST_F(Envelope, OfARequestReadsBack) {
    base::SeededRandom random(tests::property_seed(20261121));
    for (int i = 0; i < 200; ++i) {
        base::Bytes body(random.below(300));
        random.fill(body);
        Nonce nonce{};
        random.fill(nonce);
        const ClosedRequest sent = close_request(keys_, device_, nonce, body);

        const auto read = read_request(sent.bytes);

        ASSERT_TRUE(read);
        EXPECT_EQ(read->device, prefix_of(device_));
        EXPECT_EQ(read->nonce, nonce);
        EXPECT_EQ(read->mac, sent.mac);
        EXPECT_TRUE(std::ranges::equal(read->body, body));
        EXPECT_TRUE(is_from(keys_, *read));
        EXPECT_EQ(sent.bytes.size(), 21 + body.size()) << "what a quiet round costs is a promise";
    }
}

TEST_F(Envelope, OfARequestIsNotBelievedWithAnyBitChanged) {
    const base::Bytes bytes = closed(base::as_bytes("hello")).bytes;
    ASSERT_TRUE(is_believed(bytes));

    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        base::Bytes damaged = bytes;
        damaged[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        EXPECT_FALSE(is_believed(damaged)) << bit;
    }
}

TEST_F(Envelope, OfARequestIsNotBelievedCutOrExtended) {
    base::Bytes bytes = closed(base::as_bytes("hello")).bytes;

    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(is_believed(base::ByteSpan(bytes).first(size))) << size;
    bytes.push_back(0);
    EXPECT_FALSE(is_believed(bytes));
}

TEST_F(Envelope, OfAnotherVersionIsRefused) {
    base::Bytes bytes = closed({}).bytes;
    for (const int version : {0, 1, 3, 255}) {
        bytes[0] = static_cast<std::uint8_t>(version);

        EXPECT_EQ(read_request(bytes).error().code, base::Code::bad_bytes) << version;
    }
}

TEST_F(Envelope, OfTheSameMessageHasAnotherMacForEachNonce) {
    EXPECT_NE(close_request(keys_, device_, {1, 2, 3, 4}, {}).mac, close_request(keys_, device_, {1, 2, 3, 5}, {}).mac);
}

TEST_F(Envelope, OfAnAnswerOpensOnlyForItsRequestAndStatus) {
    const base::Mac to = closed(base::as_bytes("one")).mac;
    const base::Mac other = closed(base::as_bytes("two")).mac;
    const base::Bytes answer = close_answer(keys_, to, 200, base::as_bytes("world"));

    const auto opened = open_answer(keys_, to, 200, answer);

    ASSERT_TRUE(opened);
    EXPECT_EQ(base::as_text(*opened), "world");
    EXPECT_FALSE(open_answer(keys_, other, 200, answer));
    for (const int status : {0, 201, 403, 409, 200 + 256, 404})
        EXPECT_FALSE(open_answer(keys_, to, status, answer)) << status;
}

TEST_F(Envelope, OfAnAnswerIsNotBelievedDamagedOrCut) {
    const base::Mac to = closed({}).mac;
    const base::Bytes answer = close_answer(keys_, to, 409, base::as_bytes("world"));

    for (std::size_t at = 0; at < answer.size(); ++at) {
        base::Bytes damaged = answer;
        damaged[at] ^= 1;
        EXPECT_FALSE(open_answer(keys_, to, 409, damaged)) << at;
        EXPECT_FALSE(open_answer(keys_, to, 409, base::ByteSpan(answer).first(at))) << at;
    }
}

TEST_F(Envelope, OfARequestIsNoAnswer) {
    // A request sent back to its author carries a MAC of the wrong way.
    const ClosedRequest request = closed(base::as_bytes("hello"));

    EXPECT_FALSE(open_answer(keys_, request.mac, 200, base::ByteSpan(request.bytes).subspan(13)));
    EXPECT_FALSE(open_answer(keys_, request.mac, 200, request.bytes));
}

TEST(PackedMessage, ReadsBackWhateverItsSize) {
    base::SeededRandom random(tests::property_seed(20261122));
    for (const std::size_t size : {0u, 1u, 399u, 400u, 401u, 5'000u}) {
        base::Bytes noise(size);
        random.fill(noise);
        for (const base::Bytes& message : {base::Bytes(size, 7), noise}) {
            const auto read = unpack_message(pack_message(16, message));

            ASSERT_TRUE(read) << size;
            EXPECT_EQ(read->ask, 16);
            EXPECT_EQ(read->bytes, message);
        }
    }
}

TEST(PackedMessage, IsNeverMoreThanAByteLonger) {
    base::SeededRandom random(tests::property_seed(20261123));
    base::Bytes noise(5'000);
    random.fill(noise);

    EXPECT_EQ(pack_message(1, noise).size(), noise.size() + 1);
    EXPECT_LT(pack_message(1, base::Bytes(5'000, 7)).size(), 100u);
    EXPECT_EQ(pack_message(1, base::Bytes(399, 7)).size(), 400u) << "a frame costs more than it saves";
}

TEST(PackedMessage, CutAnywhereIsRefused) {
    const base::Bytes packed = pack_message(1, base::Bytes(5'000, 7));

    for (std::size_t size = 0; size < packed.size(); ++size)
        EXPECT_FALSE(unpack_message(base::ByteSpan(packed).first(size))) << size;
}

TEST(Asks, AndPathsOfVersionOneNameEachOther) {
    for (const char* path : {"/v1/exchange", "/v1/decide", "/v1/receipts", "/v1/give_back", "/v1/snapshot"}) {
        const auto ask = ask_for(path);
        ASSERT_TRUE(ask) << path;
        EXPECT_EQ(path_of(static_cast<std::uint8_t>(*ask)), path);
    }
    EXPECT_EQ(path_of(static_cast<std::uint8_t>(Ask::brief)), "/v1/exchange");
    EXPECT_NE(ask_for("/v1/exchange"), Ask::brief);
}

TEST(Asks, ThatNeedNoKnownSenderHaveNoNumber) {
    for (const char* path : {"/v1/join", "/v1/directory", "/x", ""}) EXPECT_FALSE(ask_for(path)) << path;
    EXPECT_EQ(path_of(0), "");
    EXPECT_EQ(path_of(99), "");
}

} // namespace

} // namespace dongthac::wire
