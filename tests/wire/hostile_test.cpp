#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#ifndef _WIN32
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "shared/wire/compress.hpp"
#include "shared/wire/messages.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"
#include "tests/support/newer_segment.hpp"
#include "tests/support/property.hpp"
#include "tests/support/random_changes.hpp"

// Bytes from outside may be anything. Nothing here may crash, hang, or take memory out of proportion.

namespace dongthac::wire {

namespace {

using tests::RandomChanges;

base::Bytes varint(std::uint64_t value) {
    base::Bytes out;
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
    return out;
}

base::Bytes operator+(base::Bytes a, const base::Bytes& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// Every decoder of outside bytes.
const std::vector<std::pair<const char*, std::function<bool(base::ByteSpan)>>>& decoders() {
    static const std::vector<std::pair<const char*, std::function<bool(base::ByteSpan)>>> kDecoders = {
        {"unpack", [](base::ByteSpan in) { return unpack(in).has_value(); }},
        {"open", [](base::ByteSpan in) { return open(in).has_value(); }},
        {"header", [](base::ByteSpan in) { return read_header(in).has_value(); }},
        {"outline", [](base::ByteSpan in) { return read_outline(in).has_value(); }},
        {"decompress", [](base::ByteSpan in) { return decompress(in, 1u << 20).has_value(); }},
        {"node", [](base::ByteSpan in) { return decode_node(in).has_value(); }},
        {"head", [](base::ByteSpan in) { return decode_head(in).has_value(); }},
        {"snapshot", [](base::ByteSpan in) { return decode_snapshot(in).has_value(); }},
        {"join", [](base::ByteSpan in) { return decode<JoinRequest>(in).has_value(); }},
        {"join answer", [](base::ByteSpan in) { return decode<JoinAnswer>(in).has_value(); }},
        {"exchange", [](base::ByteSpan in) { return decode<ExchangeRequest>(in).has_value(); }},
        {"exchange answer", [](base::ByteSpan in) { return decode<ExchangeAnswer>(in).has_value(); }},
        {"decide", [](base::ByteSpan in) { return decode<DecideRequest>(in).has_value(); }},
        {"decide answer", [](base::ByteSpan in) { return decode<DecideAnswer>(in).has_value(); }},
        {"snapshot request", [](base::ByteSpan in) { return decode<SnapshotRequest>(in).has_value(); }},
        {"snapshot answer", [](base::ByteSpan in) { return decode<SnapshotAnswer>(in).has_value(); }},
    };
    return kDecoders;
}

#ifndef _WIN32
/// Kilobytes by which `work` raises the memory of a process of its own; -1 when it crashed.
long growth_of(const std::function<void()>& work) {
    const pid_t child = fork();
    if (child == 0) {
        rusage before{};
        getrusage(RUSAGE_SELF, &before);
        work();
        rusage after{};
        getrusage(RUSAGE_SELF, &after);
#ifdef __SANITIZE_ADDRESS__
        const long megabytes = 0; // AddressSanitizer keeps what was given back; that nothing crashes is what it tells
#else
        const long megabytes = (after.ru_maxrss - before.ru_maxrss) / 1024;
#endif
        _exit(static_cast<int>(std::min(megabytes, 254L)));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
#endif

TEST(HostileBytes, CountsAboveWhatIsLeftAreRefusedBeforeAnythingIsReserved) {
    for (const std::uint64_t count : {std::uint64_t{100}, std::uint64_t{1} << 32, std::uint64_t{1} << 60, UINT64_MAX}) {
        EXPECT_FALSE(unpack(varint(count))) << "ids";
        EXPECT_FALSE(unpack(varint(0) + varint(count))) << "frames";
        EXPECT_FALSE(unpack(varint(1) + base::Bytes(16) + varint(1) + varint(count))) << "frame size";
        EXPECT_FALSE(decode<ExchangeRequest>(varint(1) + varint(count)));
        EXPECT_FALSE(decode_snapshot(varint(1) + varint(0) + varint(count)));
    }
}

TEST(HostileBytes, NumbersThatAreTooLongOrNotCanonicalAreRefused) {
    const base::Bytes eleven(11, 0xff);
    EXPECT_FALSE(unpack(eleven));
    EXPECT_FALSE(unpack(base::Bytes{0x80, 0x00, 0x00})) << "zero spelt in two bytes";
    EXPECT_TRUE(unpack(base::Bytes{0x00, 0x00})) << "no ids, no frames";
}

TEST(HostileBytes, BehindTheLastFrameAreRefused) {
    EXPECT_FALSE(unpack(pack(RandomChanges(1).batch(2)) + base::Bytes{0}));
    EXPECT_FALSE(decode_snapshot(encode(change::Snapshot{}) + base::Bytes{0}));
}

TEST(HostileBytes, OfAFrameWithoutAReplicaAreRefused) {
    EXPECT_FALSE(unpack(varint(0) + varint(1) + varint(1) + base::Bytes{0}));
}

#ifndef _WIN32
TEST(HostileBytes, MutatedAHundredThousandTimesNeverCrashNorTakeMuchMemory) {
    const std::uint64_t seed = tests::property_seed(81);

    const long megabytes = growth_of([&] {
        base::SeededRandom random(seed);
        RandomChanges source(seed);
        const base::KeyPair key = base::KeyPair::generate(random);
        const std::vector<change::Change> changes = source.batch(6);
        ExchangeAnswer answer;
        answer.segments = {{"own/a", 1, pack(changes)}};
        answer.heads = {{"own/a", 7}};
        const base::Bytes columns = pack(source.batch(40));
        const std::vector<base::Bytes> samples = {columns,
                                                  shrink(columns),
                                                  pack(changes),
                                                  seal("own/a", changes, key, {}),
                                                  compress(pack(changes)),
                                                  encode(answer),
                                                  encode(change::Snapshot{}),
                                                  encode(JoinRequest{"mã", key.public_key(), "máy"})};
        for (int i = 0; i < 100'000; ++i) {
            base::Bytes bytes = tests::any_of(random, samples);
            for (std::uint64_t edits = 1 + random.below(4); edits > 0; --edits) {
                const auto at = static_cast<std::ptrdiff_t>(random.below(bytes.size() + 1));
                switch (random.below(4)) {
                case 0: bytes.resize(static_cast<std::size_t>(at)); break;
                case 1: bytes.insert(bytes.begin() + at, static_cast<std::uint8_t>(random.below(256))); break;
                case 2:
                    for (std::ptrdiff_t j = at; j < std::min(at + 9, std::ssize(bytes)); ++j) bytes[j] = 0xff;
                    break;
                default:
                    if (at < std::ssize(bytes)) bytes[at] ^= static_cast<std::uint8_t>(1u << random.below(8));
                }
            }
            (void)tests::any_of(random, decoders()).second(bytes);
        }
    });

    EXPECT_GE(megabytes, 0) << "crashed; seed " << seed;
    EXPECT_LT(megabytes, 64) << "seed " << seed;
}

TEST(HostileBytes, RandomNoiseNeverCrashesAnyDecoder) {
    const std::uint64_t seed = tests::property_seed(82);

    const long megabytes = growth_of([&] {
        base::SeededRandom random(seed);
        for (int i = 0; i < 3'000; ++i) {
            base::Bytes noise(random.below(200));
            random.fill(noise);
            for (const auto& [name, decoder] : decoders()) (void)decoder(noise);
        }
    });

    EXPECT_GE(megabytes, 0) << "crashed; seed " << seed;
    EXPECT_LT(megabytes, 32) << "seed " << seed;
}

TEST(HostileBytes, AZstdBombIsStoppedAtTheLimit) {
    const base::Bytes bomb = compress(base::Bytes(std::size_t{64} << 20));
    ASSERT_LT(bomb.size(), 10'000u);
    EXPECT_EQ(decompress(bomb, 1u << 20).error().code, base::Code::bad_bytes);

    const long megabytes = growth_of([&] { (void)decompress(bomb, 1u << 20); });

    EXPECT_GE(megabytes, 0);
    EXPECT_LT(megabytes, 24) << "the window of zstd and a megabyte";
}

TEST(HostileBytes, ASegmentOfEmptyStringsTakesNoMoreThanItsBudget) {
    // Sixteen megabytes of frames that hold nothing but empty strings: half a gigabyte of objects if believed.
    base::Bytes packed = varint(1) + base::Bytes(16);
    constexpr std::size_t kTokens = 1'000'000;
    constexpr std::size_t kFrames = 15;
    packed = packed + varint(kFrames);
    for (std::size_t i = 0; i < kFrames; ++i) {
        // flags: no parents, same document; kind 2; counter; lamport; wall; node, parent, order, role, label, tokens,
        // covers
        base::Bytes frame = {24, 2, 1, 0, 0, 0, 0, 0, 0, 0};
        frame = frame + varint(kTokens) + base::Bytes(kTokens) + varint(0);
        packed = packed + varint(frame.size()) + frame;
    }
    ASSERT_LT(packed.size(), kMaxUnpacked);

    const long megabytes = growth_of([&] { (void)unpack(packed); });

    EXPECT_GE(megabytes, 0);
    EXPECT_LT(megabytes, 200);
}

TEST(HostileBytes, ASegmentThatClaimsMuchIsRefusedBeforeItIsUnpacked) {
    base::SeededRandom random(3);
    const base::KeyPair key = base::KeyPair::generate(random);
    base::Bytes row = pack(RandomChanges(4).batch(40));
    const base::Bytes bomb = compress_body(base::Bytes(kMaxUnpacked), Dictionary::none);
    const std::size_t format = tests::body_format_at(row, 2);
    row.resize(format);
    row = row + base::Bytes{body_format::kPacked, kDictionary} + varint(kMaxUnpacked) + bomb;
    base::Bytes beyond = row;
    beyond.resize(format + 2);
    beyond = beyond + varint(kMaxUnpacked + 1) + bomb;
    base::Bytes short_claim = row;
    short_claim.resize(format + 2);
    short_claim = short_claim + varint(1'000) + bomb;

    const long megabytes = growth_of([&] {
        for (const base::Bytes& hostile : {row, beyond, short_claim}) (void)unpack(hostile);
    });

    EXPECT_FALSE(unpack(row));
    EXPECT_FALSE(unpack(beyond)) << "more than a segment may hold";
    EXPECT_FALSE(unpack(short_claim)) << "more than it says";
    EXPECT_FALSE(read_row(beyond));
    EXPECT_TRUE(read_row(row));
    EXPECT_GE(megabytes, 0);
    EXPECT_LT(megabytes, 64) << "the body and nothing else";
}
#endif

TEST(Decompress, RefusesCutAndExtendedFrames) {
    const base::Bytes packed = compress(base::Bytes(1'000, 7));

    for (std::size_t size = 0; size < packed.size(); ++size)
        EXPECT_FALSE(decompress(base::ByteSpan(packed).first(size), 1u << 20)) << size;
    EXPECT_FALSE(decompress(packed + base::Bytes{0}, 1u << 20));
    EXPECT_EQ(decompress(packed, 1'000)->size(), 1'000u) << "exactly the limit is allowed";
    EXPECT_FALSE(decompress(packed, 999));
    EXPECT_EQ(decompress(compress({}), 10)->size(), 0u);
}

} // namespace

} // namespace dongthac::wire
