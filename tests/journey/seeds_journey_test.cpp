#ifndef _WIN32

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/process.hpp"

// The five source plans through the real programs: in, changed, submitted, accepted, out.

namespace dongthac {

namespace {

std::vector<std::filesystem::path> seeds() {
    std::vector<std::filesystem::path> files;
    const char* folder = std::getenv("DONGTHAC_SEEDS");
    if (folder == nullptr) return files;
    std::error_code problem;
    for (std::filesystem::directory_iterator at(std::filesystem::path(folder) / "seeds", problem), end;
         !problem && at != end; at.increment(problem))
        if (at->path().extension() == ".txt") files.push_back(at->path());
    std::ranges::sort(files);
    return files;
}

void expect_journey(const tests::Programs& programs, const std::filesystem::path& seed) {
    const auto school = [&](std::vector<std::string> arguments) {
        return programs.client("school", std::move(arguments));
    };
    const auto ward = [&](std::vector<std::string> arguments) { return programs.client("ward", std::move(arguments)); };
    const tests::Outcome imported = school({"import", seed});
    ASSERT_EQ(imported.exit, 0) << imported.err;
    const nlohmann::json read = imported.json();
    EXPECT_EQ(read["words"], read["placed"].get<int>() + read["unplaced"].get<int>());
    EXPECT_LE(read["unplaced"].get<int>() * 50, read["words"].get<int>()) << "more than two in a hundred";
    const std::string id = read["id"];

    const nlohmann::json before = school({"doc", "show", id}).json();
    ASSERT_GT(before["nodes"].size(), 10u);
    const std::string node = before["nodes"][before["nodes"].size() / 2]["id"];
    ASSERT_EQ(school({"doc", "text", id, node, "Câu này được sửa tại trường."}).exit, 0);
    ASSERT_EQ(school({"doc", "set", id, id, "plan_year", "2026"}).exit, 0);
    ASSERT_EQ(school({"doc", "submit", id, "--note", "kính trình"}).exit, 0);
    ASSERT_EQ(school({"sync"}).exit, 0);

    ASSERT_EQ(ward({"sync"}).exit, 0);
    const nlohmann::json at_ward = ward({"doc", "show", id}).json();
    EXPECT_EQ(at_ward["state"], "submitted");
    EXPECT_EQ(at_ward["nodes"].size(), before["nodes"].size());
    ASSERT_EQ(ward({"doc", "decide", id, "accept"}).exit, 0);
    ASSERT_EQ(ward({"sync"}).exit, 0);

    ASSERT_EQ(school({"sync"}).exit, 0);
    EXPECT_EQ(school({"doc", "show", id}).json()["state"], "accepted");
    for (const char* name : {"out.docx", "out.pdf", "out.html", "out.txt", "out.json"}) {
        const std::filesystem::path file = programs.folder / name;
        ASSERT_EQ(school({"doc", "export", id, file}).exit, 0) << name;
        const std::string bytes = base::read_file(file, 1u << 24).value();
        if (file.extension() == ".docx")
            EXPECT_TRUE(bytes.starts_with("PK"));
        else if (file.extension() == ".pdf")
            EXPECT_TRUE(bytes.starts_with("%PDF-1.7"));
        else
            EXPECT_NE(bytes.find("Câu này được sửa tại trường."), std::string::npos) << name;
    }
}

TEST(SeedsJourney, EveryPlanIsImportedEditedSubmittedAcceptedAndExported) {
    if (tests::programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
    const std::vector<std::filesystem::path> files = seeds();
    if (files.empty()) GTEST_SKIP() << "no plans in DONGTHAC_SEEDS";
    tests::Programs programs(tests::programs());
    programs.init(tests::kWardAndSchool);
    programs.serve();
    programs.join("school", "truong", {"editor", "signer", "clerk"});
    programs.join("ward", "phuong", {"officer", "clerk", "signer"});

    for (const std::filesystem::path& seed : files) {
        SCOPED_TRACE(seed.filename().string());
        expect_journey(programs, seed);
        if (::testing::Test::HasFatalFailure()) return;
    }

    EXPECT_EQ(programs.client("school", {"check"}).exit, 0);
    EXPECT_EQ(programs.client("ward", {"check"}).exit, 0);
    EXPECT_EQ(programs.admin({"verify"}).exit, 0);
}

} // namespace

} // namespace dongthac

#endif
