#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/base/crypto.hpp"

namespace dongthac::base {

namespace {

template <std::size_t size>
std::array<std::uint8_t, size> from_hex_exactly(std::string_view text) {
    const Bytes bytes = from_hex(text).value();
    std::array<std::uint8_t, size> exact{};
    EXPECT_EQ(bytes.size(), size);
    std::copy_n(bytes.begin(), std::min(bytes.size(), size), exact.begin());
    return exact;
}

struct Vector {
    std::string seed;
    std::string public_key;
    std::string message;
    std::string signature;
};

// RFC 8032, section 7.1, tests 1 to 3.
const std::vector<Vector> kRfc8032 = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
     "5"
     "5141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
     "0"
     "0d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc"
     "0"
     "27beceea1ec40a"},
};

TEST(Sha256, GivesTheKnownAnswers) {
    EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256(as_bytes("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256(as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(to_hex(sha256(as_bytes(std::string(1'000'000, 'a')))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(KeyPair, SignsAsRfc8032Says) {
    for (const Vector& vector : kRfc8032) {
        const Bytes message = from_hex(vector.message).value();
        const auto pair = KeyPair::from_seed(from_hex_exactly<32>(vector.seed));

        EXPECT_EQ(to_hex(pair.public_key()), vector.public_key);
        EXPECT_EQ(to_hex(pair.seed()), vector.seed);
        EXPECT_EQ(to_hex(pair.sign(message)), vector.signature);
        EXPECT_TRUE(verify(from_hex_exactly<32>(vector.public_key), message, from_hex_exactly<64>(vector.signature)));
    }
}

TEST(Signatures, RefusesEveryFlippedBit) {
    SeededRandom random(7);
    const auto pair = KeyPair::generate(random);
    const std::string message = "Kế hoạch số 5/KH-UBND";
    const Signature signature = pair.sign(as_bytes(message));
    ASSERT_TRUE(verify(pair.public_key(), as_bytes(message), signature));

    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        Signature forged = signature;
        forged[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        EXPECT_FALSE(verify(pair.public_key(), as_bytes(message), forged)) << bit;
    }
    for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
        std::string altered = message;
        altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ 1 << bit % 8);
        EXPECT_FALSE(verify(pair.public_key(), as_bytes(altered), signature)) << bit;
    }
}

TEST(Signatures, RefusesAnotherLengthAndAnotherKey) {
    SeededRandom random(7);
    const auto pair = KeyPair::generate(random);
    const auto other = KeyPair::generate(random);
    const std::string message = "abc";
    const Signature signature = pair.sign(as_bytes(message));

    EXPECT_FALSE(verify(pair.public_key(), as_bytes("ab"), signature));
    EXPECT_FALSE(verify(pair.public_key(), as_bytes("abcd"), signature));
    EXPECT_FALSE(verify(pair.public_key(), {}, signature));
    EXPECT_FALSE(verify(other.public_key(), as_bytes(message), signature));
    EXPECT_FALSE(verify(PublicKey{}, as_bytes(message), signature));
    EXPECT_FALSE(verify(pair.public_key(), as_bytes(message), Signature{}));
}

TEST(KeyPair, ComesFromItsRandomnessAlone) {
    SeededRandom random(42);
    SeededRandom same(42);
    SeededRandom other(43);

    const auto pair = KeyPair::generate(random);

    EXPECT_EQ(KeyPair::generate(same).public_key(), pair.public_key());
    EXPECT_NE(KeyPair::generate(other).public_key(), pair.public_key());
    EXPECT_NE(KeyPair::generate(same).public_key(), pair.public_key());
    EXPECT_EQ(KeyPair::from_seed(pair.seed()).public_key(), pair.public_key());
}

TEST(KeyPair, SignsAfterItsOriginalIsGone) {
    SeededRandom random(5);
    std::vector<KeyPair> pairs;
    pairs.push_back(KeyPair::generate(random));

    const KeyPair copy = pairs.front();
    pairs.clear();

    EXPECT_TRUE(verify(copy.public_key(), as_bytes("x"), copy.sign(as_bytes("x"))));
}

TEST(DeviceOf, IsTheStartOfTheKeysHash) {
    const auto key = from_hex_exactly<32>(kRfc8032[0].public_key);

    EXPECT_EQ(to_text(device_of(key)), to_hex(sha256(key)).substr(0, 32));
    EXPECT_NE(device_of(key), device_of(PublicKey{}));
}

} // namespace

} // namespace dongthac::base
