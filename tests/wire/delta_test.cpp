#include <gtest/gtest.h>

#include "shared/wire/delta.hpp"
#include "tests/support/property.hpp"

namespace dongthac::wire {

namespace {

constexpr std::size_t kLimit = std::size_t{1} << 20;

base::Bytes noise(base::Random& random, std::size_t size, std::uint64_t letters = 256) {
    base::Bytes bytes(size);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.below(letters));
    return bytes;
}

/// `reference` as its author might have gone on: pieces of it with something new between them.
base::Bytes relative_of(base::Random& random, const base::Bytes& reference) {
    base::Bytes bytes;
    for (std::uint64_t pieces = random.below(6); pieces > 0; --pieces) {
        const std::size_t from = random.below(reference.size() + 1);
        const std::size_t size = random.below(reference.size() - from + 1);
        bytes.insert(bytes.end(), reference.begin() + static_cast<std::ptrdiff_t>(from),
                     reference.begin() + static_cast<std::ptrdiff_t>(from + size));
        const base::Bytes fresh = noise(random, random.below(20));
        bytes.insert(bytes.end(), fresh.begin(), fresh.end());
    }
    return bytes;
}

TEST(Delta, BesideAnyReferenceReadsBack) {
    base::SeededRandom random(tests::property_seed(20261121));
    for (int i = 0; i < 3'000; ++i) {
        const base::Bytes reference = noise(random, random.below(i % 10 == 0 ? 5'000 : 300), i % 3 == 0 ? 3 : 256);
        const base::Bytes bytes = relative_of(random, reference);

        const base::Bytes shortened = shorten(bytes, reference);
        const auto again = lengthen(shortened, reference, bytes.size());

        ASSERT_TRUE(again) << i;
        ASSERT_EQ(*again, bytes) << i;
        ASSERT_LE(shortened.size(), bytes.size() + 4) << "never much longer than what it stands for: " << i;
        ASSERT_EQ(shorten(bytes, reference), shortened) << "same input, same output";
    }
}

TEST(Delta, OfWhatTheReaderHasIsAFewBytes) {
    base::SeededRandom random(tests::property_seed(20261122));
    const base::Bytes reference = noise(random, 400);

    EXPECT_LE(shorten(reference, reference).size(), 6u);
    EXPECT_EQ(shorten({}, reference).size(), 1u);
    EXPECT_EQ(lengthen(shorten({}, {}), {}, 0).value(), base::Bytes{});
}

TEST(Delta, OfMoreThanIsLookedAtReadsBackToo) {
    base::SeededRandom random(tests::property_seed(20261123));
    const base::Bytes reference = noise(random, 70'000);

    EXPECT_EQ(lengthen(shorten(reference, reference), reference, kLimit).value(), reference);
}

TEST(Delta, CutAnywhereIsRefusedOrShorter) {
    const base::Bytes reference(300, 7);
    base::Bytes bytes(200, 7);
    bytes.push_back(1);
    const base::Bytes shortened = shorten(bytes, reference);

    for (std::size_t size = 0; size < shortened.size(); ++size) {
        const auto read = lengthen(base::ByteSpan(shortened).first(size), reference, kLimit);
        EXPECT_TRUE(!read || *read != bytes) << size;
    }
    EXPECT_FALSE(lengthen({}, reference, kLimit));
}

TEST(Delta, NeverBecomesMoreThanTheLimit) {
    const base::Bytes reference(1'000, 7);
    const base::Bytes shortened = shorten(reference, reference);

    EXPECT_TRUE(lengthen(shortened, reference, 1'000));
    EXPECT_FALSE(lengthen(shortened, reference, 999));
    EXPECT_FALSE(lengthen(shorten(base::Bytes(10, 1), {}), {}, 9));
}

TEST(Delta, ThatCopiesFromOutsideTheReferenceIsRefused) {
    const base::Bytes reference(10, 7);

    EXPECT_TRUE(lengthen(base::Bytes{0, 5, 0, 0}, reference, kLimit)) << "ten bytes from the start";
    EXPECT_FALSE(lengthen(base::Bytes{0, 6, 0, 0}, reference, kLimit)) << "eleven";
    EXPECT_TRUE(lengthen(base::Bytes{0, 0, 10, 0}, reference, kLimit)) << "the last five";
    EXPECT_FALSE(lengthen(base::Bytes{0, 0, 12, 0}, reference, kLimit)) << "beyond the end";
    EXPECT_FALSE(lengthen(base::Bytes{0, 0, 22, 0}, reference, kLimit)) << "behind it";
    EXPECT_FALSE(lengthen(base::Bytes{0, 0, 1, 0}, reference, kLimit)) << "before the beginning";
    EXPECT_TRUE(lengthen(base::Bytes{0, 0, 0, 0, 0, 9, 0}, reference, kLimit)) << "back from behind the first copy";
    EXPECT_FALSE(lengthen(base::Bytes{0, 0, 0, 0, 0, 11, 0}, reference, kLimit)) << "and too far back";
    EXPECT_FALSE(lengthen(base::Bytes{0, 0xff, 0xff, 0xff, 0xff, 0x7f, 0, 0}, reference, kLimit));
    EXPECT_FALSE(lengthen(base::Bytes{0, 0, 0xff, 0xff, 0xff, 0xff, 0x7f, 0}, reference, kLimit));
    EXPECT_FALSE(lengthen(base::Bytes{0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0}, reference, kLimit));
    EXPECT_FALSE(lengthen(base::Bytes{5, 1, 2}, reference, kLimit)) << "a run longer than what is there";
}

TEST(Delta, OfNoiseNeverReadsOutsideItsBounds) {
    base::SeededRandom random(tests::property_seed(20261124));
    const base::Bytes reference = noise(random, 100);
    for (int i = 0; i < 20'000; ++i) {
        const auto read = lengthen(noise(random, random.below(40), i % 2 == 0 ? 12 : 256), reference, 500);
        if (read) {
            ASSERT_LE(read->size(), 500u);
        }
    }
}

} // namespace

} // namespace dongthac::wire
