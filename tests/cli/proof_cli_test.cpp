#ifndef _WIN32

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "tests/support/process.hpp"

// What proves something, from the command line of both programs: the list of who did what, files of legal signatures,
// another server key, what is held about a person.

namespace dongthac::tests {

namespace {

using nlohmann::json;

class ProofCommands : public ::testing::Test {
  protected:
    void SetUp() override {
        if (programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
        programs_.emplace(programs());
        programs_->init(kWardAndSchool);
        programs_->serve();
        programs_->join("pc", "truong", {"editor", "signer", "clerk", "admin"});
    }
    [[nodiscard]] json done(std::vector<std::string> arguments) {
        const Outcome outcome = programs_->client("pc", std::move(arguments));
        EXPECT_EQ(outcome.exit, 0) << outcome.err;
        return outcome.json();
    }
    [[nodiscard]] json admin(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const Outcome outcome = programs_->admin(std::move(arguments));
        EXPECT_EQ(outcome.exit, 0) << outcome.err;
        return outcome.json();
    }
    [[nodiscard]] std::string new_plan() {
        const std::string id = done({"doc", "new", "plan"}).value("id", "");
        (void)done({"doc", "set", id, id, "subject", "Phòng cháy"});
        return id;
    }
    [[nodiscard]] std::string file(const std::string& name, const std::string& content) {
        EXPECT_TRUE(base::write_file(programs_->folder / name, content));
        return programs_->folder / name;
    }

    std::optional<Programs> programs_;
};

TEST_F(ProofCommands, TheAuditListSaysWhoDidWhat) {
    const std::string id = new_plan();
    (void)done({"doc", "submit", id, "--as", "Nguyễn Thị Hạnh"});
    (void)done({"sync"});

    const json rows = admin({"audit", "--org", "truong"});

    ASSERT_GE(rows.size(), 3u);
    const json last = rows.back();
    EXPECT_EQ(last["what"], "decide");
    const std::string did = last["did"];
    EXPECT_NE(did.find("Nguyễn Thị Hạnh"), std::string::npos) << did;
    EXPECT_NE(did.find(id), std::string::npos) << did;
    EXPECT_FALSE(last["device_name"].get<std::string>().empty());
    EXPECT_TRUE(admin({"audit", "--since", "2999-01-01"}).empty());
    EXPECT_EQ(programs_->admin({"audit", "--since", "hôm qua"}).code(), "bad_value");
}

TEST_F(ProofCommands, TheAuditListGoesIntoASpreadsheetAndRunsNothingThere) {
    const std::string id = new_plan();
    (void)done({"doc", "submit", id, "--as", "=1+1"});
    (void)done({"sync"});
    const std::string path = programs_->folder / "nhat-ky.csv";

    const std::size_t rows = admin({"audit", "--to", path}).size();

    const std::string table = base::read_file(path, 1 << 20).value();
    EXPECT_TRUE(table.starts_with("\xEF\xBB\xBF\"Số\","));
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(table, '\n')), rows + 1);
    EXPECT_EQ(table.find(",\"="), std::string::npos) << table;
    EXPECT_NE(table.find("'=1+1"), std::string::npos) << table;
}

TEST_F(ProofCommands, ASignatureFileTravelsWithTheDecisionAndComesOutAsItWas) {
    const std::string id = new_plan();
    const std::string bytes("\x30\x82\x01\x00 chữ ký\0 số", 20);
    (void)done({"doc", "decide", id, "approve", "--signature", file("ke-hoach.pdf.p7s", bytes)});
    (void)done({"sync"});

    const json step = done({"doc", "verify", id})["steps"].at(0);
    ASSERT_EQ(step["signatures"].size(), 1u);
    EXPECT_EQ(step["signatures"][0]["name"], "ke-hoach.pdf.p7s");
    EXPECT_EQ(step["signatures"][0]["bytes"], bytes.size());
    EXPECT_EQ(step["content"], "proven");

    const std::string folder = programs_->folder / "ra";
    std::filesystem::create_directories(folder);
    programs_->join("pc2", "truong", {"editor"}); // which has seen nothing but what travelled
    const Outcome taken_out = programs_->client("pc2", {"doc", "signatures", id, folder});
    ASSERT_EQ(taken_out.exit, 0) << taken_out.err;
    ASSERT_EQ(taken_out.json()["files"].size(), 1u);
    EXPECT_EQ(base::read_file(std::filesystem::path(folder) / "ke-hoach.pdf.p7s", 1 << 20).value(), bytes);
    EXPECT_EQ(programs_->client("pc2", {"doc", "verify", id}).json()["steps"].at(0), step);
    const Outcome again = programs_->client("pc2", {"doc", "signatures", id, folder});
    EXPECT_EQ(again.code(), "unwritable_file") << "what is there is not overwritten";
    EXPECT_EQ(base::read_file(std::filesystem::path(folder) / "ke-hoach.pdf.p7s", 1 << 20).value(), bytes);
    EXPECT_TRUE(admin({"verify"})["ok"]);
}

TEST_F(ProofCommands, FilesOfOneNameFromTwoStepsComeOutBoth) {
    const std::string id = new_plan();
    std::filesystem::create_directories(programs_->folder / "khac");
    const std::string by_head = file("kh.pdf.p7s", "chữ ký thứ nhất");
    const std::string by_office = file("khac/kh.pdf.p7s", "chữ ký thứ hai");
    (void)done({"doc", "decide", id, "approve", "--signature", by_head});
    (void)done({"doc", "decide", id, "issue", "--signature", by_office});
    (void)done({"sync"});
    const std::filesystem::path folder = programs_->folder / "ra";
    std::filesystem::create_directories(folder);

    const json out = done({"doc", "signatures", id, folder});

    ASSERT_EQ(out["files"].size(), 2u);
    EXPECT_EQ(base::read_file(folder / "1-kh.pdf.p7s", 1 << 20).value(), "chữ ký thứ nhất");
    EXPECT_EQ(base::read_file(folder / "2-kh.pdf.p7s", 1 << 20).value(), "chữ ký thứ hai");
    std::filesystem::remove(folder / "1-kh.pdf.p7s");
    EXPECT_EQ(programs_->client("pc", {"doc", "signatures", id, folder}).code(), "unwritable_file");
    EXPECT_FALSE(std::filesystem::exists(folder / "1-kh.pdf.p7s")) << "all or nothing";
}

TEST_F(ProofCommands, StepsAreCountedAsTheDocumentShowsThem) {
    (void)done({"office", "policy", "--steps", "submission"});
    const std::string id = new_plan();
    for (const char* action : {"begin_review", "approve", "issue"}) (void)done({"doc", "decide", id, action});
    (void)done({"sync"});

    const json steps = done({"doc", "verify", id})["steps"];
    const json shown = done({"doc", "show", id})["revisions"];

    ASSERT_EQ(steps.size(), 3u);
    ASSERT_EQ(shown.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(steps[i]["no"], i + 1) << "the text is the same each time";
        EXPECT_EQ(steps[i]["no"], shown[i]["no"]);
        EXPECT_EQ(steps[i]["content"], "proven");
    }
}

TEST_F(ProofCommands, ADecisionThatCameTooLateIsToldByName) {
    const std::string id = new_plan();
    (void)done({"sync"});
    programs_->join("pc2", "truong", {"editor", "signer"});
    ASSERT_EQ(programs_->client("pc2", {"doc", "submit", id, "--as", "Hoa"}).exit, 0);
    (void)done({"doc", "submit", id, "--as", "Hạnh"});
    (void)done({"sync"});

    const Outcome late = programs_->client("pc2", {"sync"});

    EXPECT_EQ(late.exit, 4);
    ASSERT_EQ(late.json()["dropped"].size(), 1u) << late.out;
    EXPECT_EQ(late.json()["dropped"][0]["document"], id);
    EXPECT_EQ(late.json()["dropped"][0]["subject"], "Phòng cháy");
    EXPECT_EQ(late.json()["dropped"][0]["action"], "submit");
    EXPECT_EQ(late.json()["dropped"][0]["reason"], "state_conflict");
    EXPECT_TRUE(programs_->client("pc2", {"sync"}).json()["dropped"].empty()) << "each once";
}

TEST_F(ProofCommands, ARefusedDecisionIsToldByNameBesideTheError) {
    const std::string id = new_plan();
    (void)done({"doc", "decide", id, "approve"});
    (void)done({"sync"});
    programs_->join("pc2", "truong", {"editor", "signer", "clerk"});
    ASSERT_EQ(programs_->client("pc2", {"doc", "decide", id, "issue"}).exit, 0);
    (void)done({"person", "add", "Nguyễn Thị Hạnh", "--role", "signer"}); // from now on a person issues

    const Outcome refused = programs_->client("pc2", {"sync"});

    EXPECT_EQ(refused.exit, 1);
    EXPECT_FALSE(refused.code().empty()) << refused.err;
    EXPECT_NE(refused.err.find("“Phòng cháy”"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("“Ban hành”"), std::string::npos) << refused.err;
    EXPECT_EQ(programs_->client("pc2", {"sync"}).exit, 0);
}

TEST_F(ProofCommands, ASignatureFileThatIsTooLargeIsRefusedAndNothingIsDecided) {
    const std::string id = new_plan();
    const std::string large = file("lon.pdf", std::string((1 << 20) + 1, 'x'));

    const Outcome refused = programs_->client("pc", {"doc", "decide", id, "approve", "--signature", large});

    EXPECT_EQ(refused.code(), "too_large") << refused.err;
    EXPECT_EQ(programs_->client("pc", {"doc", "decide", id, "approve", "--signature", file("rong.p7s", "")}).code(),
              "bad_value");
    EXPECT_EQ(done({"doc", "show", id})["state"], "draft");
    EXPECT_EQ(done({"status"})["pending"].get<int>() > 0, true);
}

TEST_F(ProofCommands, TheServerTakesAnotherKeyWhileItStandsStill) {
    const Outcome busy = programs_->admin({"key", "rotate"});
    EXPECT_EQ(busy.code(), "data_in_use") << busy.err;
    programs_->server->kill();
    (void)admin({"key", "rotate"});
    programs_->serve();

    const std::string id = new_plan();
    (void)done({"doc", "submit", id, "--as", "Hạnh"});
    (void)done({"sync"});
    programs_->join("pc2", "truong", {"editor"});

    EXPECT_EQ(programs_->client("pc2", {"sync"}).exit, 0);
    EXPECT_EQ(programs_->client("pc2", {"doc", "show", id}).json()["state"], "submitted");
    EXPECT_TRUE(admin({"verify"})["ok"]);
    EXPECT_TRUE(done({"check"})["ok"]);
}

TEST_F(ProofCommands, APersonGetsWhatIsHeldAboutHerAndHasItSetRight) {
    (void)done({"person", "add", "Nguyễn Thị Hạn", "--role", "editor"});
    (void)done({"person", "correct", "Nguyễn Thị Hạn", "--name", "Nguyễn Thị Hạnh", "--position", "Tổ trưởng"});
    const std::string id = new_plan();
    const std::string node = done({"doc", "add", id, id, "Giao bà Nguyễn Thị Hạnh thực hiện"})["node"];
    (void)done({"doc", "add", id, id, "Nguyễn Thị Hạnhh là người khác"});
    (void)done({"doc", "submit", id, "--as", "Nguyễn Thị Hạnh"});
    (void)done({"sync"});
    const std::string path = programs_->folder / "du-lieu.json";

    (void)done({"person", "export", "nguyen thi hanh", path});

    const json held = json::parse(base::read_file(path, 1 << 20).value());
    EXPECT_EQ(held["person"]["name"], "Nguyễn Thị Hạnh");
    EXPECT_EQ(held["person"]["position"], "Tổ trưởng");
    ASSERT_EQ(held["decisions"].size(), 1u);
    EXPECT_EQ(held["decisions"][0]["action"], "submit");
    EXPECT_EQ(held["decisions"][0]["signed"], false);
    ASSERT_EQ(held["mentions"].size(), 1u) << held["mentions"];
    EXPECT_EQ(held["mentions"][0]["text"], "Giao bà Nguyễn Thị Hạnh thực hiện");
    EXPECT_EQ(programs_->client("pc", {"person", "export", "Nguyễn Thị Hạn", path}).code(), "unknown_person");
    EXPECT_EQ(programs_->client("pc", {"person", "correct", "Nguyễn Thị Hạnh"}).code(), "bad_value");
}

} // namespace

} // namespace dongthac::tests

#endif
