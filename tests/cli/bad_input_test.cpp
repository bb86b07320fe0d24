#ifndef _WIN32

#include <algorithm>
#include <fstream>
#include <regex>

#include <gtest/gtest.h>
#include <sys/file.h>

#include "shared/text/nfc.hpp"
#include "tests/support/process.hpp"

// Every bad input of the first release, given to the real programs: the exit code, the error's name, and one Vietnamese
// sentence that says what to do.

namespace dongthac {

namespace {

using tests::Outcome;

constexpr const char* kPlan =
    "UBND PHƯỜNG HOA MAI\nTRƯỜNG MẦM NON BÌNH MINH\n\nSố: 12/KH-MNBM\n\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nTuyên truyền an toàn giao thông năm 2026\n\n"
    "Căn cứ Kế hoạch số 30/KH-UBND ngày 02/3/2026 của UBND phường Hoa Mai;\n\n"
    "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nĐể phụ huynh và học sinh hiểu luật.\n\n"
    "II. NỘI DUNG\n1. Đội mũ bảo hiểm khi đi xe máy.\n\nNơi nhận:\n- UBND phường;\n- Lưu: VT.\n\n"
    "HIỆU TRƯỞNG\n\nNguyễn Thị Hoa\n";

class BadInput : public ::testing::Test {
  protected:
    void SetUp() override {
        if (tests::programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
        programs_.emplace(tests::programs());
    }
    [[nodiscard]] std::string file(const std::string& name, const std::string& content) {
        EXPECT_TRUE(base::write_file(programs_->folder / name, content));
        return programs_->folder / name;
    }
    /// One line, "error: <code>: <sentence>", the sentence in Vietnamese with a full stop, and nothing on stdout.
    void expect_refused(const Outcome& outcome, const std::string& code, int exit) {
        EXPECT_EQ(outcome.code(), code) << outcome.err;
        EXPECT_EQ(outcome.exit, exit) << outcome.err;
        EXPECT_EQ(outcome.out, "");
        EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
        EXPECT_NE(outcome.err.find_first_of("\xC3\xC4\xC6\xE1"), std::string::npos)
            << "not Vietnamese: " << outcome.err;
        EXPECT_FALSE(std::regex_search(outcome.err, std::regex(R"(\{[a-z_]+\})")))
            << "no argument for: " << outcome.err;
    }
    void open_office() {
        programs_->init(tests::kWardAndSchool);
        programs_->serve();
        programs_->join("pc", "truong", {"editor", "signer", "clerk"});
    }
    [[nodiscard]] Outcome client(std::vector<std::string> arguments) {
        return programs_->client("pc", std::move(arguments));
    }
    [[nodiscard]] std::string imported() {
        const Outcome done = client({"import", file("plan.txt", kPlan)});
        EXPECT_EQ(done.exit, 0) << done.err;
        return done.json().value("id", "");
    }

    std::optional<tests::Programs> programs_;
};

TEST_F(BadInput, AMissingFile) {
    expect_refused(client({"import", programs_->folder / "nowhere.txt"}), "missing_file", 1);
}

TEST_F(BadInput, AFileThatIsNoText) {
    expect_refused(client({"import", file("lạ.txt", std::string(kPlan) + "\x01\x02\x03")}), "not_utf8", 1);
}

TEST_F(BadInput, DecomposedTextIsTakenAndStoredComposed) {
    std::string decomposed(kPlan);
    for (const auto& [composed, parts] : std::vector<std::pair<std::string, std::string>>{
             {"ọ", "o\u0323"}, {"ế", "e\u0302\u0301"}, {"ườ", "u\u031Bo\u031B\u0300"}})
        for (std::size_t at = 0; (at = decomposed.find(composed, at)) != std::string::npos; at += parts.size())
            decomposed.replace(at, composed.size(), parts);
    ASSERT_NE(decomposed, kPlan);

    const Outcome done = client({"import", file("nfd.txt", decomposed)});

    ASSERT_EQ(done.exit, 0) << done.err;
    const Outcome shown = client({"doc", "show", done.json()["id"]});
    EXPECT_EQ(text::to_nfc(shown.out).value(), shown.out);
    EXPECT_NE(shown.out.find("học sinh"), std::string::npos);
}

TEST_F(BadInput, AnEmptyFile) {
    expect_refused(client({"import", file("empty.txt", "")}), "empty_file", 1);
    expect_refused(client({"import", file("blank.txt", " \n\t\n")}), "empty_file", 1);
}

TEST_F(BadInput, AHundredMegabytesAreRefused) {
    const std::string path = file("huge.txt", "x");
    std::filesystem::resize_file(path, std::uintmax_t{100} << 20);

    const Outcome refused = client({"import", path});

    expect_refused(refused, "too_large", 1);
}

TEST_F(BadInput, AFileThatIsNotAPlan) {
    expect_refused(client({"import", file("poem.txt", "Trăm năm trong cõi người ta\nhôm nay trời đẹp\n")}),
                   "not_a_plan", 1);
}

TEST_F(BadInput, AFileOfAnotherForm) {
    expect_refused(client({"import", file("picture.png", "\x89PNG")}), "unsupported_format", 1);
    const Outcome export_refused = client({"doc", "export", imported(), programs_->folder / "out.xyz"});
    expect_refused(export_refused, "unsupported_format", 1);
    EXPECT_NE(export_refused.err.find(".docx .pdf .html .txt .json"), std::string::npos) << export_refused.err;
}

TEST_F(BadInput, AWrongAndAUsedCode) {
    programs_->init(tests::kWardAndSchool);
    programs_->serve();
    const std::string code = programs_->invite("truong", {"editor"});

    expect_refused(client({"office", "join", programs_->url, "ABCD-EFGH-JKLM"}), "bad_code", 1);
    EXPECT_EQ(client({"office", "join", programs_->url, code}).exit, 0);
    expect_refused(programs_->client("other", {"office", "join", programs_->url, code}), "used_code", 1);
}

TEST_F(BadInput, AWrongServerAddress) {
    for (const char* url : {"ftp://x", "không phải", "http://", "http://a:99999", "http://user@host"})
        expect_refused(client({"office", "join", url, "ABCD"}), "bad_address", 1);
}

TEST_F(BadInput, AServerThatIsDownLosesNothing) {
    open_office();
    const std::string id = imported();
    programs_->server->kill();

    expect_refused(client({"sync"}), "unreachable", 3);
    EXPECT_GT(client({"status"}).json()["pending"], 0);
    EXPECT_EQ(client({"doc", "show", id}).exit, 0);

    programs_->serve();
    EXPECT_EQ(client({"sync"}).exit, 0);
    EXPECT_EQ(client({"status"}).json()["pending"], 0);
    EXPECT_EQ(client({"check"}).exit, 0);
    expect_refused(programs_->client("new", {"office", "join", "http://127.0.0.1:1", "ABCD-EFGH-JKLM"}), "unreachable",
                   3);
}

TEST_F(BadInput, AFullDiskRefusesTheWorkAndLosesNothing) {
    const std::string id = imported();
    const std::string before = client({"doc", "show", id}).out;
    const std::string node = nlohmann::json::parse(before)["nodes"][0]["id"];

    const Outcome refused = programs_->client("pc", {"doc", "text", id, node, std::string(60'000, 'a')}, {{40'000}});

    EXPECT_EQ(refused.code(), "disk_full") << refused.err;
    EXPECT_EQ(refused.exit, 1);
    EXPECT_EQ(client({"doc", "show", id}).out, before);
    EXPECT_EQ(client({"check"}).exit, 0);
}

TEST_F(BadInput, ADamagedDatabaseNamesTheNewestBackup) {
    (void)imported();
    ASSERT_EQ(client({"doc", "list"}).exit, 0); // a later start makes the day's copy
    {
        std::fstream database(programs_->folder / "pc/dongthac.db", std::ios::in | std::ios::out | std::ios::binary);
        database << std::string(200, '#');
    }

    const Outcome refused = client({"doc", "list"});

    expect_refused(refused, "damaged_database", 1);
    EXPECT_NE(refused.err.find("backups/"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find(".db"), std::string::npos) << refused.err;
}

TEST_F(BadInput, ASecondProgramOnTheSameData) {
    (void)imported();
    // The lock of a program that runs, taken as that program takes it.
    const int held = ::open((programs_->folder / "pc/in-use.lock").c_str(), O_RDWR);
    ASSERT_GE(held, 0);
    struct Close {
        int file;
        ~Close() { ::close(file); }
    } const closer{held};
    ASSERT_EQ(::flock(held, LOCK_EX | LOCK_NB), 0);

    expect_refused(client({"doc", "list"}), "data_in_use", 1);
}

TEST_F(BadInput, AnUnknownDocument) {
    for (const char* id : {"00112233445566778899aabbccddeeff", "abcdef", "không", ""})
        expect_refused(client({"doc", "show", id}), "unknown_document", 1);
}

TEST_F(BadInput, AnEditOfAnIssuedPlanSaysHowToMakeAReplacement) {
    open_office();
    const std::string id = imported();
    ASSERT_EQ(client({"doc", "decide", id, "issue"}).exit, 0);
    ASSERT_EQ(client({"sync"}).exit, 0);
    const std::string node = client({"doc", "show", id}).json()["nodes"][0]["id"];

    const Outcome refused = client({"doc", "text", id, node, "khác"});

    expect_refused(refused, "immutable_document", 1);
    EXPECT_NE(refused.err.find("doc new plan --replaces " + id), std::string::npos) << refused.err;
    EXPECT_EQ(client({"doc", "new", "plan", "--replaces", id}).exit, 0) << "and what it says works";
}

TEST_F(BadInput, AWrongUsage) {
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"dance"},
                                                      {"doc"},
                                                      {"doc", "show"},
                                                      {"import"},
                                                      {"doc", "list", "--wrong"},
                                                      {"sync", "extra"},
                                                      {"--lang", "fr", "status"}})
        expect_refused(client(arguments), "bad_usage", 2);
}

TEST_F(BadInput, AFieldOrValueOrNodeThatIsNotThere) {
    const std::string id = imported();

    expect_refused(client({"doc", "set", id, id, "colour", "red"}), "unknown_field", 1);
    expect_refused(client({"doc", "set", id, id, "issued_on", "hôm qua"}), "bad_value", 1);
    expect_refused(client({"doc", "text", id, "00112233445566778899aabbccddeeff", "x"}), "unknown_node", 1);
    expect_refused(client({"doc", "new", "poem"}), "unknown_kind", 1);
    expect_refused(client({"doc", "decide", id, "dance"}), "bad_value", 1);
    expect_refused(client({"doc", "decide", id, "issue"}), "no_office", 1);
    expect_refused(client({"sync"}), "no_office", 1);
}

TEST_F(BadInput, SaysTheSameInEnglishWhenAsked) {
    const Outcome refused = client({"--lang", "en", "doc", "show", "abcdef"});

    EXPECT_EQ(refused.code(), "unknown_document");
    EXPECT_EQ(refused.err.find("Không"), std::string::npos) << refused.err;
}

} // namespace

} // namespace dongthac

#endif
