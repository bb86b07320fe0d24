#include <algorithm>

#include <gtest/gtest.h>

#include "shared/base/channel_keys.hpp"

namespace dongthac::base {

namespace {

KeyPair key_from(std::uint8_t first) {
    KeyPair::Seed seed{};
    seed[0] = first;
    return KeyPair::from_seed(seed);
}

/// Device 1 and server 2.
ChannelKeys sample_keys() { return agree(key_from(1), key_from(2).public_key(), End::device).value(); }

TEST(ChannelKeys, AreTheSameAtBothEnds) {
    const auto device = agree(key_from(1), key_from(2).public_key(), End::device);
    const auto server = agree(key_from(2), key_from(1).public_key(), End::server);

    ASSERT_TRUE(device && server);
    EXPECT_EQ(device->up, server->up);
    EXPECT_EQ(device->down, server->down);
}

TEST(ChannelKeys, AreOneForEachWay) { EXPECT_NE(sample_keys().up, sample_keys().down); }

TEST(ChannelKeys, AreOthersForEveryPairAndForTheOtherEnd) {
    const ChannelKeys keys = sample_keys();
    const auto other_server = agree(key_from(1), key_from(3).public_key(), End::device);
    const auto other_device = agree(key_from(3), key_from(2).public_key(), End::device);
    const auto turned = agree(key_from(1), key_from(2).public_key(), End::server);

    ASSERT_TRUE(other_server && other_device && turned);
    for (const auto& other : {*other_server, *other_device, *turned}) {
        EXPECT_NE(other.up, keys.up);
        EXPECT_NE(other.up, keys.down);
        EXPECT_NE(other.down, keys.down);
    }
}

TEST(ChannelKeys, AreNotAgreedOnWithAPointOfSmallOrder) {
    PublicKey neutral{}; // y = 1
    neutral[0] = 1;
    PublicKey of_order_two; // y = p - 1
    of_order_two.fill(0xff);
    of_order_two.front() = 0xec;
    of_order_two.back() = 0x7f;
    const PublicKey of_order_four{}; // y = 0
    PublicKey not_on_the_curve{};
    not_on_the_curve[0] = 2;

    for (const PublicKey& point : {neutral, of_order_two, of_order_four, not_on_the_curve})
        for (const End end : {End::device, End::server}) EXPECT_FALSE(agree(key_from(1), point, end)) << to_hex(point);
}

// Worked out by another program from RFC 7748, RFC 8032 and RFC 7693.
TEST(ChannelKeys, AreThoseOfTheSpecification) {
    const ChannelKeys keys = sample_keys();

    EXPECT_EQ(to_hex(keys.up), "e0b8f32872d296472f370b943bf222956fb439b27904b417e49da111db68a3b2");
    EXPECT_EQ(to_hex(keys.down), "2aec638104cc1b9bad1105882cf48b2de0d096cd99d78fc0d3c1e19ed9e1c8f1");
    EXPECT_EQ(to_hex(mac_of(keys.up, {as_bytes("abc")})), "89219365b8ab2a4182c55979");
}

TEST(MacOf, GoesOverThePartsOneAfterAnother) {
    const ChannelKeys keys = sample_keys();
    const Mac whole = mac_of(keys.up, {as_bytes("abcdef")});

    EXPECT_EQ(mac_of(keys.up, {as_bytes("abc"), as_bytes("def")}), whole);
    EXPECT_EQ(mac_of(keys.up, {{}, as_bytes("abcdef"), {}}), whole);
    EXPECT_NE(mac_of(keys.up, {as_bytes("def"), as_bytes("abc")}), whole);
    EXPECT_NE(mac_of(keys.up, {as_bytes("abcdeg")}), whole);
    EXPECT_NE(mac_of(keys.up, {as_bytes("abcde")}), whole);
    EXPECT_NE(mac_of(keys.down, {as_bytes("abcdef")}), whole);
}

TEST(MacOf, IsTheSameOnlyWhenEveryByteIs) {
    const Mac mac = mac_of(sample_keys().up, {as_bytes("abc")});
    EXPECT_TRUE(is_same(mac, Mac(mac)));

    for (std::size_t at = 0; at < mac.size(); ++at) {
        Mac other = mac;
        other[at] ^= 0x80;
        EXPECT_FALSE(is_same(mac, other)) << at;
    }
}

} // namespace

} // namespace dongthac::base
