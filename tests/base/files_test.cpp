#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::base {

namespace {

namespace fs = std::filesystem;
using tests::TempFolder;

constexpr std::uintmax_t kMegabyte = 1024 * 1024;

std::vector<std::string> names_in(const TempFolder& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder.path()))
        names.push_back(path_to_utf8(entry.path().filename()));
    std::ranges::sort(names);
    return names;
}

TEST(ReadFile, GivesTheBytesAsTheyAre) {
    const TempFolder folder;
    const std::string content("Kế\r\n\0\xFF", 8);
    ASSERT_TRUE(write_file(folder / "a.txt", content));

    EXPECT_EQ(read_file(folder / "a.txt", 100).value(), content);
}

TEST(ReadFile, OfAnEmptyFileIsEmpty) {
    const TempFolder folder;
    ASSERT_TRUE(write_file(folder / "a.txt", ""));

    EXPECT_EQ(read_file(folder / "a.txt", 0).value(), "");
}

TEST(ReadFile, NamesAMissingFile) {
    const TempFolder folder;

    const auto refused = read_file(folder / "không có.txt", 100);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::missing_file);
    EXPECT_EQ(refused.error().arg("path"), path_to_utf8(folder / "không có.txt"));
}

TEST(ReadFile, RefusesAFolder) {
    const TempFolder folder;

    const auto refused = read_file(folder.path(), 100);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::unreadable_file);
    EXPECT_EQ(refused.error().arg("path"), path_to_utf8(folder.path()));
    EXPECT_NE(refused.error().arg("reason"), "");
}

TEST(ReadFile, TakesAFileOfExactlyTheLimitAndNoLarger) {
    const TempFolder folder;
    ASSERT_TRUE(write_file(folder / "a", std::string(10, 'x')));

    EXPECT_EQ(read_file(folder / "a", 10).value().size(), 10u);
    EXPECT_EQ(read_file(folder / "a", 9).error().code, Code::too_large);
}

TEST(ReadFile, RefusesA100MegabyteFileWithTheLimitInMegabytes) {
    const TempFolder folder;
    ASSERT_TRUE(write_file(folder / "big", ""));
    fs::resize_file(folder / "big", 100 * kMegabyte);

    const auto refused = read_file(folder / "big", 20 * kMegabyte);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::too_large);
    EXPECT_EQ(refused.error().arg("limit_mb"), "20");
    EXPECT_EQ(refused.error().arg("path"), path_to_utf8(folder / "big"));
}

TEST(WriteFile, ReplacesTheWholeContentAndLeavesNothingBeside) {
    const TempFolder folder;
    ASSERT_TRUE(write_file(folder / "a.txt", std::string(100'000, 'x')));

    ASSERT_TRUE(write_file(folder / "a.txt", "ngắn"));

    EXPECT_EQ(read_file(folder / "a.txt", 100).value(), "ngắn");
    EXPECT_EQ(names_in(folder), std::vector<std::string>{"a.txt"});
}

TEST(WriteFile, TakesVietnameseNames) {
    const TempFolder folder;
    const fs::path path = folder / "Kế hoạch số 5 – Tây Mỗ.txt";

    ASSERT_TRUE(write_file(path, "x"));

    EXPECT_EQ(names_in(folder), std::vector<std::string>{"Kế hoạch số 5 – Tây Mỗ.txt"});
    EXPECT_EQ(path_from_utf8(path_to_utf8(path)), path);
}

#ifndef _WIN32
TEST(WriteFile, LeavesAReaderOfTheOldFileTheWholeOldFile) {
    const TempFolder folder;
    const std::string old_content(200'000, 'o');
    ASSERT_TRUE(write_file(folder / "a", old_content));
    std::ifstream reader(folder / "a", std::ios::binary);

    ASSERT_TRUE(write_file(folder / "a", "new"));

    const std::string seen{std::istreambuf_iterator<char>(reader), {}};
    EXPECT_EQ(seen, old_content);
    EXPECT_EQ(read_file(folder / "a", 10).value(), "new");
}
#endif

TEST(WriteFile, RefusesAFolderThatDoesNotExist) {
    const TempFolder folder;

    const auto refused = write_file(folder / "none/a.txt", "x");

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::unwritable_file);
    EXPECT_EQ(refused.error().arg("path"), path_to_utf8(folder / "none/a.txt"));
    EXPECT_NE(refused.error().arg("reason"), "");
}

TEST(WriteFile, RefusesAFileInPlaceOfAFolder) {
    const TempFolder folder;
    ASSERT_TRUE(write_file(folder / "file", "kept"));

    EXPECT_EQ(write_file(folder / "file/a.txt", "x").error().code, Code::unwritable_file);
    EXPECT_EQ(read_file(folder / "file", 10).value(), "kept");
}

TEST(WriteFile, RefusesToReplaceAFolderAndCleansUp) {
    const TempFolder folder;
    fs::create_directories(folder / "target/inner");

    const auto refused = write_file(folder / "target", "x");

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::unwritable_file);
    EXPECT_EQ(names_in(folder), std::vector<std::string>{"target"});
    EXPECT_TRUE(fs::is_directory(folder / "target/inner"));
}

TEST(WriteFile, SaysDiskFullAndKeepsTheOldFile) {
    if (!fs::exists("/dev/full")) GTEST_SKIP() << "this system has no /dev/full to stand for a full disk";
    const TempFolder folder;
    for (const std::size_t size : {std::size_t{10}, std::size_t{1'000'000}}) { // fails at the flush, at the write
        ASSERT_TRUE(write_file(folder / "a.txt", "cũ"));
        // The file written beside the target is, by way of this link, on the disk that is full.
        fs::create_symlink("/dev/full", folder / "a.txt.part");

        const auto refused = write_file(folder / "a.txt", std::string(size, 'x'));

        ASSERT_FALSE(refused) << size;
        EXPECT_EQ(refused.error().code, Code::disk_full);
        EXPECT_EQ(refused.error().arg("path"), path_to_utf8(folder / "a.txt"));
        EXPECT_EQ(read_file(folder / "a.txt", 100).value(), "cũ");
        EXPECT_EQ(names_in(folder), std::vector<std::string>{"a.txt"});
    }
}

} // namespace

} // namespace dongthac::base
