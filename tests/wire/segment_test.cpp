#include <algorithm>

#include <gtest/gtest.h>

#include "shared/wire/compress.hpp"
#include "shared/wire/segment.hpp"
#include "tests/support/property.hpp"
#include "tests/support/random_changes.hpp"

namespace dongthac::wire {

namespace {

using change::Change;
using tests::RandomChanges;

constexpr base::Hash kFirst{};

/// A segment of three changes with its key.
struct Sealed {
    explicit Sealed(const base::Hash& previous = kFirst) : bytes(seal("own/truong-a", changes, key, previous)) {}

    base::SeededRandom random{7};
    base::KeyPair key = base::KeyPair::generate(random);
    std::vector<Change> changes = RandomChanges(8).batch(3);
    base::Bytes bytes;
};

TEST(Segment, UnpacksToWhatWasPackedWhateverItHolds) {
    const std::uint64_t seed = tests::property_seed(71);

    for (std::uint64_t round = 0; round < 2'000; ++round) {
        RandomChanges source(seed * 10'000 + round);
        const std::vector<Change> changes = source.batch(1 + source.random.below(12));

        const base::Bytes packed = pack(changes);
        const auto unpacked = unpack(packed);

        ASSERT_TRUE(unpacked) << "seed " << seed << " round " << round << ": " << unpacked.error().arg("reason");
        ASSERT_EQ(*unpacked, changes) << "seed " << seed << " round " << round;
        ASSERT_EQ(pack(*unpacked), packed) << "same changes, same bytes; seed " << seed << " round " << round;
    }
}

TEST(Segment, ReadsAKnownKindToWhichANewerProgramHasAppended) {
    Change change;
    change.id = {base::ReplicaId{{1}}, 1};
    change.kind = static_cast<std::uint16_t>(change::Kind::hide_node);
    change.document = base::DocumentId{{2}};
    change.payload = change::HideNode{base::NodeId{{3}}};
    const base::Bytes plain = pack(std::span(&change, 1));
    // The id table is 1 + 3 × 16 bytes, the count one; then the frame's length.
    constexpr std::size_t kLength = 1 + 3 * 16 + 1;

    // Flag "explicit schema", schema 3, min_reader 1, and five bytes more behind the payload.
    base::Bytes newer(plain.begin(), plain.begin() + kLength);
    base::Bytes frame(plain.begin() + kLength + 1, plain.end());
    frame.front() |= 1;
    frame.insert(frame.begin() + 1, {3, 1});
    frame.insert(frame.end(), {9, 9, 9, 9, 9});
    newer.push_back(static_cast<std::uint8_t>(frame.size()));
    newer.insert(newer.end(), frame.begin(), frame.end());
    const auto read = unpack(newer);
    ASSERT_TRUE(read) << read.error().arg("reason");
    EXPECT_EQ(read->front().payload, change.payload);

    // The same bytes behind a payload of this schema are a forgery.
    newer[kLength + 2] = 1;
    EXPECT_FALSE(unpack(newer));
}

TEST(Segment, PackedFormIsFrozen) {
    Change create;
    create.id = {base::ReplicaId{{0xAA, 0x01}}, 5};
    create.kind = static_cast<std::uint16_t>(change::Kind::create_document);
    create.document = base::DocumentId{{0xDD}};
    create.lamport = 300;
    create.wall_ms = 1'790'000'000'000;
    create.payload = change::CreateDocument{1, "truong-a", {}, 1};
    Change edit = create;
    edit.id.counter = 6;
    edit.kind = static_cast<std::uint16_t>(change::Kind::edit_text);
    edit.lamport = 301;
    edit.parents = {create.id};
    edit.payload = change::EditText{base::NodeId{{0xDD}}, {{4, 1, {"trường"}}}};
    Change set = edit;
    set.id.counter = 9;
    set.kind = static_cast<std::uint16_t>(change::Kind::set_field);
    set.parents = {edit.id};
    set.payload = change::SetField{base::NodeId{{0xDD}}, 24, text::Date{2026, 3, 4}, {create.id}};

    const std::string hex = base::to_hex(pack(std::vector{create, edit, set}));

    EXPECT_EQ(hex, "03aa010000000000000000000000000000dd00000000000000000000000000000000000000000000000000000000000000"
                   "031808010501d80480b083c5986801087472756f6e672d6102011414040102000101040101097472c6b0e1bb9d6e670e14"
                   "03030000011804c8c002010005");
}

TEST(SealedSegment, OpensForItsKeyAndPlaceInTheChain) {
    const Sealed first;
    const base::Hash next = chain_hash(first.bytes, kFirst);
    const Sealed second(next);

    ASSERT_TRUE(is_signed(first.bytes, first.key.public_key(), kFirst));
    ASSERT_TRUE(is_signed(second.bytes, second.key.public_key(), next));
    EXPECT_EQ(open(first.bytes).value(), first.changes);
    const auto header = read_header(first.bytes);
    ASSERT_TRUE(header);
    EXPECT_EQ(header->feed, "own/truong-a");
    EXPECT_EQ(header->first, first.changes.front().id.counter);
    EXPECT_EQ(header->last, first.changes.back().id.counter);
    EXPECT_EQ(header->count, 3u);
    EXPECT_EQ(header->device, base::device_of(first.key.public_key()));
}

TEST(SealedSegment, IsRefusedWithAnyBitFlipped) {
    const Sealed sealed;

    for (std::size_t at = 0; at < sealed.bytes.size(); ++at)
        for (const std::uint8_t bit : {std::uint8_t{0x01}, std::uint8_t{0x80}}) {
            base::Bytes damaged = sealed.bytes;
            damaged[at] ^= bit;
            ASSERT_FALSE(is_signed(damaged, sealed.key.public_key(), kFirst)) << "byte " << at;
        }
}

TEST(SealedSegment, IsRefusedAfterAnotherSegmentThanItsOwn) {
    const Sealed sealed;
    base::Hash other = kFirst;
    other[31] = 1;

    EXPECT_FALSE(is_signed(sealed.bytes, sealed.key.public_key(), other)) << "a segment in between is missing";
}

TEST(SealedSegment, IsRefusedForAnotherKey) {
    const Sealed sealed;
    base::SeededRandom random(99);

    EXPECT_FALSE(is_signed(sealed.bytes, base::KeyPair::generate(random).public_key(), kFirst));
}

TEST(SealedSegment, IsRefusedWhenCutOrExtended) {
    const Sealed sealed;

    for (std::size_t size = 0; size < sealed.bytes.size(); ++size)
        ASSERT_FALSE(is_signed(base::ByteSpan(sealed.bytes).first(size), sealed.key.public_key(), kFirst)) << size;
    base::Bytes longer = sealed.bytes;
    longer.push_back(0);
    EXPECT_FALSE(is_signed(longer, sealed.key.public_key(), kFirst));
    EXPECT_FALSE(open(longer));
}

TEST(SealedSegment, ThatContradictsItsHeaderDoesNotOpen) {
    const Sealed sealed;
    // Header fields follow magic, feed and two ids; each is one byte here.
    const std::size_t first = 4 + 1 + std::string("own/truong-a").size() + 32;
    for (std::size_t field = 0; field < 4; ++field) {
        base::Bytes lying = sealed.bytes;
        lying[first + field] += 1;
        EXPECT_FALSE(open(lying)) << "field " << field;
    }
    base::Bytes other_replica = sealed.bytes;
    other_replica[4 + 1 + std::string("own/truong-a").size()] ^= 1;
    EXPECT_FALSE(open(other_replica));
}

TEST(ChainHash, DependsOnTheBytesAndOnWhatCameBefore) {
    const Sealed sealed;
    base::Hash other = kFirst;
    other[0] = 1;
    base::Bytes damaged = sealed.bytes;
    damaged.back() ^= 1;

    EXPECT_NE(chain_hash(sealed.bytes, kFirst), chain_hash(sealed.bytes, other));
    EXPECT_NE(chain_hash(sealed.bytes, kFirst), chain_hash(damaged, kFirst));
}

} // namespace

} // namespace dongthac::wire
