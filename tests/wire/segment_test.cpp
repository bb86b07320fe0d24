#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "shared/wire/column_format.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/segment.hpp"
#include "tests/support/newer_segment.hpp"
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
        // Few stand in rows, many in columns.
        const std::size_t size =
            tests::chance(source.random, 20) ? 32 + source.random.below(60) : source.random.below(32);
        const std::vector<Change> changes = source.batch(1 + size);

        const base::Bytes packed = pack(changes);
        const auto unpacked = unpack(packed);

        ASSERT_TRUE(unpacked) << "seed " << seed << " round " << round << ": " << unpacked.error().arg("reason");
        ASSERT_EQ(*unpacked, changes) << "seed " << seed << " round " << round;
        ASSERT_EQ(pack(*unpacked), packed) << "same changes, same bytes; seed " << seed << " round " << round;
        ASSERT_EQ(unpack(shrink(packed)).value(), changes) << "compressed; seed " << seed << " round " << round;
    }
}

TEST(Segment, ReadsAKnownKindToWhichANewerProgramHasAppended) {
    Change change;
    change.id = {base::ReplicaId{{1}}, 1};
    change.kind = static_cast<std::uint16_t>(change::Kind::hide_node);
    change.schema = change::kSchema + 1;
    change.document = base::DocumentId{{2}};
    // A valued unit: version, one id, the node by its index, and five bytes that came with that schema.
    base::Bytes value = {1, 1};
    const base::NodeId node{{3}};
    value.insert(value.end(), node.bytes.begin(), node.bytes.end());
    value.insert(value.end(), {0, 9, 9, 9, 9, 9});
    change.payload = change::Unknown{value};

    const auto read = unpack(pack(std::span(&change, 1)));
    change.min_reader = change.schema;
    const auto kept = unpack(pack(std::span(&change, 1)));

    ASSERT_TRUE(read) << read.error().arg("reason");
    EXPECT_EQ(read->front().payload, change::Payload(change::HideNode{node}));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->front().payload, change.payload) << "its author says that it must not be read as the old kind";
}

TEST(Segment, OfNothingOrTooManyChangesIsNotMade) {
    EXPECT_TRUE(pack({}).empty());

    std::vector<Change> many(kMaxChanges + 1);
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].id = {base::ReplicaId{{1}}, i + 1};
        many[i].kind = static_cast<std::uint16_t>(change::Kind::hide_node);
        many[i].payload = change::HideNode{};
    }
    EXPECT_TRUE(pack(many).empty());
    many.pop_back();
    const auto most = unpack(pack(many));
    ASSERT_TRUE(most);
    EXPECT_EQ(most->size(), many.size());
}

TEST(Segment, OfOneEditOfALongLogIsSmall) {
    Change edit;
    edit.id = {base::ReplicaId{{0xAA, 0x01}}, 100'001};
    edit.kind = static_cast<std::uint16_t>(change::Kind::edit_text);
    edit.document = base::DocumentId{{0xDD}};
    edit.lamport = 100'400;
    edit.wall_ms = 1'790'000'000'000;
    edit.parents = {{edit.id.replica, 100'000}};
    edit.payload = change::EditText{base::NodeId{{0xEE}}, {{120, 0, {"nhà", " ", "trường"}}}};

    const base::Bytes row = pack(std::span(&edit, 1));

    // Replica, document and node are 48 bytes that nothing can shorten.
    EXPECT_LE(row.size(), 48u + 32u);
    EXPECT_EQ(shrink(row), row) << "a frame of zstd would be longer";
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

    EXPECT_EQ(hex,
              "0002aa01000000000000000000000000000005040201dd0000000000000000000000000000000101013400000c0180b083c59868"
              "d604010501067472756f6e670005008a0600010004000201040103090503000201021804c8c002020104");
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
    const std::size_t replica = 4 + 1 + std::string("own/truong-a").size() + 16;
    const std::size_t format = tests::body_format_at(sealed.bytes, replica);
    ASSERT_TRUE(open(sealed.bytes));
    // Counters, lanes, and from the body format on: dictionary and size.
    for (const std::size_t at : {replica + 17, replica + 18, format - 1, format, format + 1, format + 2}) {
        base::Bytes lying = sealed.bytes;
        lying[at] ^= 2;
        EXPECT_FALSE(open(lying)) << "byte " << at;
        EXPECT_FALSE(read_outline(lying)) << "byte " << at;
    }
}

TEST(SealedSegment, ItsOutlineSaysWhatItsChangesSay) {
    const std::uint64_t seed = tests::property_seed(72);
    base::SeededRandom random(seed);
    const base::KeyPair key = base::KeyPair::generate(random);

    for (std::uint64_t round = 0; round < 300; ++round) {
        const std::vector<Change> changes = RandomChanges(seed * 1'000 + round).batch(1 + random.below(50));
        std::set<base::DocumentId> documents;
        for (const Change& change : changes)
            if (!change.document.empty()) documents.insert(change.document);
        const bool decides = std::ranges::any_of(changes, [](const Change& change) {
            return change.kind == static_cast<std::uint16_t>(change::Kind::transition);
        });

        const auto outline = read_outline(seal("own/a", changes, key, {}));

        ASSERT_TRUE(outline) << "seed " << seed << " round " << round;
        EXPECT_EQ(std::set(outline->documents.begin(), outline->documents.end()), documents);
        EXPECT_EQ(outline->documents.size(), documents.size()) << "each once";
        EXPECT_EQ((outline->lanes & lanes::kDecisions) != 0, decides);
    }
}

TEST(SealedSegment, DamagedInsideIsRefusedByItsOutlineExactlyWhenItDoesNotOpen) {
    const std::uint64_t seed = tests::property_seed(73);
    base::SeededRandom random(seed);
    const base::KeyPair key = base::KeyPair::generate(random);
    std::uint64_t opened = 0;

    for (std::uint64_t round = 0; round < 20'000; ++round) {
        base::Bytes row = pack(RandomChanges(seed * 100 + round % 100).batch(1 + round % 45));
        const std::size_t body = tests::body_format_at(row, 2);
        row[body + random.below(row.size() - body)] ^= static_cast<std::uint8_t>(1u << random.below(8));
        const auto header = read_row(row);
        if (!header) continue;
        const base::Bytes sealed = seal_row("own/a", row, key, {});

        const auto changes = open(sealed);
        const auto outline = read_outline(sealed);

        ASSERT_EQ(changes.has_value(), outline.has_value()) << "seed " << seed << " round " << round;
        if (!changes) continue;
        ++opened;
        // Of a newer schema, and of roles, only what this program knows is read.
        const bool whole = std::ranges::none_of(*changes, [](const Change& change) {
            return change.schema > change::kSchema || std::holds_alternative<change::PutDevice>(change.payload);
        });
        if (whole) {
            ASSERT_EQ(pack(*changes), row) << "two spellings of one batch; seed " << seed << " round " << round;
        }
    }

    EXPECT_GT(opened, 100u) << "else nothing was compared";
}

TEST(SealedSegment, CutInsideIsRefusedAtEveryByte) {
    for (const std::size_t size : {std::size_t{3}, std::size_t{40}}) {
        const base::Bytes plain = pack(RandomChanges(9).batch(size));
        for (const base::Bytes& row : {plain, shrink(plain)}) {
            ASSERT_TRUE(unpack(row));
            for (std::size_t cut = 2; cut < row.size(); ++cut)
                ASSERT_FALSE(unpack(base::ByteSpan(row).first(cut))) << size << " changes, " << cut << " bytes";
        }
    }
}

TEST(NewerSegment, IsCheckedAndOutlinedButNotOpened) {
    const Sealed known;
    const base::Bytes newer = tests::sealed_by_a_newer_program("own/truong-a", known.changes, known.key, kFirst);

    const auto header = read_header(newer);
    const auto waiting = open_known(newer);

    ASSERT_TRUE(header);
    EXPECT_FALSE(header->readable());
    EXPECT_EQ(header->last, known.changes.back().id.counter);
    EXPECT_TRUE(is_signed(newer, known.key.public_key(), kFirst));
    EXPECT_EQ(open(newer).error().code, base::Code::unknown_format);
    EXPECT_EQ(read_outline(newer).error().code, base::Code::unknown_format);
    EXPECT_EQ(outline_or_word(newer)->documents, header->documents);
    ASSERT_TRUE(waiting);
    ASSERT_EQ(waiting->size(), header->documents.size());
    EXPECT_EQ(waiting->front().kind, kNewerSegment);
    EXPECT_EQ(waiting->front().document, header->documents.front());
}

TEST(NewerSegment, WithAnotherDictionaryIsNotOpenedEither) {
    const Sealed known;
    base::Bytes row = pack(known.changes);
    row[tests::body_format_at(row, 2) + 1] = kDictionary + 1;

    EXPECT_EQ(open(seal_row("own/truong-a", row, known.key, kFirst)).error().code, base::Code::unknown_format);
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
