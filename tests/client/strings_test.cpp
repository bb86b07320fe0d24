#include <algorithm>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "client/app/assets.hpp"
#include "client/app/strings.hpp"

namespace dongthac::test {

namespace {

using app::Strings;
using base::Code;

Strings load(std::string_view language) {
    const auto assets = app::find_assets();
    EXPECT_TRUE(assets.has_value()) << "no assets beside the test program";
    auto strings = Strings::load(assets.value_or("assets"), language);
    EXPECT_TRUE(strings.has_value());
    return strings ? std::move(*strings) : Strings();
}

std::set<std::string> places(const std::string& sentence) {
    std::set<std::string> found;
    for (std::size_t at = 0; (at = sentence.find('{', at)) != std::string::npos; ++at)
        found.insert(sentence.substr(at, sentence.find('}', at) - at + 1));
    return found;
}

std::vector<Code> all_codes() {
    std::vector<Code> codes;
    for (int i = 0; i <= static_cast<int>(Code::internal); ++i) codes.push_back(static_cast<Code>(i));
    return codes;
}

// A folder with lang/<name>.json files, gone with the test.
class Folder {
  public:
    Folder()
        : path_(std::filesystem::temp_directory_path() /
                ("dongthac-strings-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
                 ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
        std::filesystem::create_directories(path_ / "lang");
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const std::string& name, const std::string& content) const {
        std::ofstream(path_ / "lang" / name) << content;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace

TEST(Strings, EveryErrorCodeHasASentenceInBothLanguages) {
    const Strings vietnamese = load("vi");
    const Strings english = load("en");
    for (const Code code : all_codes()) {
        const std::string key = "error." + std::string(base::name_of(code));

        EXPECT_TRUE(vietnamese.has(key)) << key;
        EXPECT_NE(vietnamese.tr(key), english.tr(key)) << key << " is not translated";
        EXPECT_GT(english.tr(key).size(), 20u) << key << " must say what to do";
    }
}

TEST(Strings, EveryKeyHasTheSamePlacesInBothLanguages) {
    const Strings vietnamese = load("vi");
    const Strings english = load("en");
    EXPECT_EQ(vietnamese.keys(), english.keys());
    for (const std::string& key : vietnamese.keys())
        EXPECT_EQ(places(vietnamese.tr(key)), places(english.tr(key))) << key;
}

TEST(Strings, KeysAreSortedInTheFiles) {
    for (const char* name : {"vi.json", "en.json"}) {
        std::ifstream file(app::find_assets().value_or("assets") / "lang" / name);
        std::vector<std::string> keys;
        for (std::string line; std::getline(file, line);)
            if (line.starts_with("  \"")) keys.push_back(line.substr(3, line.find('"', 3) - 3));

        EXPECT_TRUE(std::ranges::is_sorted(keys)) << name << " " << *std::ranges::is_sorted_until(keys);
        EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end()) << name;
        EXPECT_GE(keys.size(), all_codes().size()) << name;
    }
}

TEST(Strings, AMissingKeyIsItsOwnSentence) { EXPECT_EQ(load("vi").tr("no.such.key", {{"n", 1}}), "no.such.key"); }

TEST(Strings, FillsPlacesOnceAndLeavesUnknownOnes) {
    const Folder folder;
    folder.write("vi.json", R"({"a": "{x} và {y}, {x}; {z} {"})");
    const auto strings = Strings::load(folder.path(), "vi");
    ASSERT_TRUE(strings.has_value());

    EXPECT_EQ(strings->tr("a", {{"x", "{y}"}, {"y", 2026}}), "{y} và 2026, {y}; {z} {");
}

TEST(Strings, VietnameseAnswersForALanguageWithoutFileOrKey) {
    const Folder folder;
    folder.write("vi.json", R"({"a": "một", "b": "hai"})");
    folder.write("en.json", R"({"a": "one"})");

    EXPECT_EQ(Strings::load(folder.path(), "en")->tr("a"), "one");
    EXPECT_EQ(Strings::load(folder.path(), "en")->tr("b"), "hai");
    EXPECT_EQ(Strings::load(folder.path(), "fr")->language(), "vi");
    EXPECT_EQ(Strings::load(folder.path(), "../../etc/passwd")->language(), "vi");
}

TEST(Strings, ABrokenFileIsAnErrorAndNotACrash) {
    const Folder folder;
    EXPECT_EQ(Strings::load(folder.path(), "vi").error().code, Code::missing_file);
    for (const char* broken : {"", "[", "[1]", R"({"a": 1})", R"({"a": {"b": "c"}})", "\xff\xfe"}) {
        folder.write("vi.json", broken);
        EXPECT_EQ(Strings::load(folder.path(), "vi").error().code, Code::bad_bytes) << broken;
    }
}

TEST(Strings, SentenceNamesTheBackupOrSaysThatThereIsNone) {
    const Strings strings = load("vi");
    const std::string with = strings.sentence({Code::damaged_database, {{"path", "/d"}, {"backup", "/d/backup-3.db"}}});
    const std::string without = strings.sentence({Code::damaged_database, {{"path", "/d"}, {"backup", ""}}});

    EXPECT_NE(with.find("/d/backup-3.db"), std::string::npos);
    EXPECT_NE(without.find("chưa có bản sao lưu"), std::string::npos);
}

TEST(Strings, NoSentenceForPeopleShowsABrace) {
    for (const char* language : {"vi", "en"}) {
        const Strings strings = load(language);
        for (const Code code : all_codes())
            EXPECT_EQ(strings.sentence({code, {}}).find('{'), std::string::npos) << base::name_of(code);
    }
}

TEST(Strings, TellsHowToReplaceAnIssuedPlan) {
    const std::string sentence = load("vi").sentence({Code::immutable_document, {{"id", "abc"}, {"state", "issued"}}});

    EXPECT_NE(sentence.find("doc new plan --replaces abc"), std::string::npos);
}

TEST(Strings, NumbersHaveTheSeparatorsOfTheLanguage) {
    const Strings vietnamese = load("vi");
    const Strings english = load("en");

    EXPECT_EQ(vietnamese.number(1234567), "1.234.567");
    EXPECT_EQ(vietnamese.number(-1000), "-1.000");
    EXPECT_EQ(vietnamese.number(999), "999");
    EXPECT_EQ(vietnamese.number(INT64_MIN), "-9.223.372.036.854.775.808");
    EXPECT_EQ(english.number(1234567), "1,234,567");
    EXPECT_EQ(vietnamese.decimal(12.345, 1), "12,3");
    EXPECT_EQ(vietnamese.decimal(1999.999, 2), "2.000,00");
    EXPECT_EQ(vietnamese.decimal(-0.04, 1), "0,0");
    EXPECT_EQ(english.decimal(0.05, 2), "0.05");
    EXPECT_EQ(vietnamese.bytes(812), "812 byte");
    EXPECT_EQ(vietnamese.bytes(8 * 1024), "8 KB");
    EXPECT_EQ(vietnamese.bytes(1'300'000), "1,2 MB");
}

TEST(Strings, SaysHowLongAgoInVietnamsDays) {
    const Strings strings = load("vi");
    constexpr std::int64_t kMinute = 60'000;
    constexpr std::int64_t kDay = 24 * 60 * kMinute;
    constexpr std::int64_t kNow = 1'792'375'200'000; // 19 Oct 2026, 09:00 in Vietnam
    ASSERT_EQ(strings.ago(kNow - 30 * kDay, kNow), "19/09/2026");

    EXPECT_EQ(strings.ago(kNow - 10'000, kNow), "vừa xong");
    EXPECT_EQ(strings.ago(kNow - 5 * kMinute, kNow), "5 phút trước");
    EXPECT_EQ(strings.ago(kNow - 8 * 60 * kMinute, kNow), "01:00 hôm nay");
    EXPECT_EQ(strings.ago(kNow - 10 * 60 * kMinute, kNow), "23:00 hôm qua");
    EXPECT_EQ(strings.ago(kNow + 60 * kMinute, kNow), "10:00 hôm nay");
}

TEST(Assets, TheFolderBesideTheProgramComesBeforeTheNamedOne) {
    const Folder beside;
    beside.write("vi.json", "{}");
    const auto program = beside.path() / "bin";
    std::filesystem::create_directories(program / "assets" / "lang");

    EXPECT_EQ(app::choose_assets(program, beside.path()), beside.path());
    std::ofstream(program / "assets" / "lang" / "vi.json") << "{}";
    EXPECT_EQ(app::choose_assets(program, beside.path()), program / "assets");
    EXPECT_EQ(app::choose_assets("/nowhere", "").error().code, Code::missing_file);
}

} // namespace dongthac::test
