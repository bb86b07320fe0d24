#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/document/zip.hpp"

namespace dongthac::tests {
namespace {

using document::read_zip;
using document::write_zip;
using document::ZipEntry;

const std::vector<ZipEntry> kEntries = {
    {"a.xml", "xin chào"}, {"thư mục/b.xml", std::string(100'000, 'x')}, {"rỗng", ""}};
constexpr std::size_t kRoom = 1 << 20;

TEST(Zip, GivesBackWhatWasPutIn) {
    const auto archive = write_zip(kEntries);
    ASSERT_TRUE(archive.has_value());

    const auto entries = read_zip(*archive, kRoom);

    ASSERT_TRUE(entries.has_value());
    ASSERT_EQ(entries->size(), kEntries.size());
    for (std::size_t i = 0; i < kEntries.size(); ++i) {
        EXPECT_EQ((*entries)[i].name, kEntries[i].name);
        EXPECT_EQ((*entries)[i].content, kEntries[i].content);
    }
    EXPECT_LT(archive->size(), 2'000u); // it does deflate
}

TEST(Zip, GivesTheSameBytesForTheSameEntries) { EXPECT_EQ(*write_zip(kEntries), *write_zip(kEntries)); }

TEST(Zip, UnpacksNoMoreThanAllowed) {
    const auto entries = read_zip(*write_zip(kEntries), 1'000);

    ASSERT_FALSE(entries.has_value());
    EXPECT_EQ(entries.error().code, base::Code::too_large);
}

/// What claims to be larger than deflate can make it is not given the room it claims.
TEST(Zip, AFileThatClaimsTooMuchIsRefusedBeforeRoomIsMadeForIt) {
    std::string archive = *write_zip(std::vector<ZipEntry>{{"a", std::string(10'000, 'x')}});
    const std::size_t central = archive.find("PK\x01\x02");
    ASSERT_NE(central, std::string::npos);
    constexpr std::size_t kSizeAt = 24; // APPNOTE 4.3.12
    for (const std::size_t byte : {0u, 1u, 2u}) archive[central + kSizeAt + byte] = '\xFF';
    archive[central + kSizeAt + 3] = '\x0F'; // 256 MiB

    const auto items = document::list_zip(archive);
    ASSERT_TRUE(items);
    const auto content = document::unpack(items->front());

    ASSERT_FALSE(content);
    EXPECT_EQ(content.error().arg("reason"), "ratio");
}

TEST(Zip, DamagedArchivesAreRefusedOrReadNeverTrusted) {
    constexpr std::uint64_t kSeed = 7;
    base::SeededRandom random(kSeed);
    const std::string whole = *write_zip(kEntries);
    for (int round = 0; round < 2'000; ++round) {
        std::string damaged = whole;
        for (std::uint64_t hits = random.below(4) + 1; hits > 0; --hits)
            damaged[random.below(damaged.size())] ^= static_cast<char>(1 + random.below(255));
        if (random.below(3) == 0) damaged.resize(random.below(damaged.size()));

        const auto entries = read_zip(damaged, kRoom);

        if (!entries) continue;
        for (const ZipEntry& entry : *entries)
            ASSERT_LE(entry.content.size(), kRoom) << "seed " << kSeed << " round " << round;
    }
}

TEST(Zip, AFlippedByteInAFileIsNoticed) {
    std::string archive = *write_zip(std::vector<ZipEntry>{{"a", "nội dung của một tệp đủ dài để nén"}});
    archive[40] ^= 0x20;

    EXPECT_FALSE(read_zip(archive, kRoom).has_value());
}

} // namespace
} // namespace dongthac::tests
