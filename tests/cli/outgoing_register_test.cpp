#include <nlohmann/json.hpp>

#include "client/app/assets.hpp"
#include "client/cli/cli.hpp"
#include "client/sync/office_requests.hpp"
#include "shared/office/outgoing_register.hpp"
#include "tests/support/sync_world.hpp"

// The register of outgoing documents (NĐ 30/2020/NĐ-CP, Phụ lục IV), from the data and from the command line.

namespace dongthac::office {

namespace {

using model::Action;
using model::Role;
using tests::Machine;

/// Two PCs of a school that give numbers.
class OutgoingRegister : public ::testing::Test {
  protected:
    void SetUp() override {
        one.join("truong-a", {Role::editor, Role::clerk, Role::signer, Role::admin});
        two.join("truong-a", tests::kSchool);
        tests::CableTransport cable(server, one.fate);
        ASSERT_TRUE(sync::put_policy(one.office, cable, {{"truong-a", model::Step::numbering, false, false, {}}}));
        ASSERT_TRUE(one.sync() && two.sync());
    }
    void decide(Machine& pc, const base::DocumentId& plan, std::initializer_list<Action> actions) {
        for (const Action action : actions) {
            ASSERT_TRUE(office::decide(pc.office, plan, action, {.note = "lý do"})) << model::name_of(action);
            ASSERT_TRUE(pc.sync()) << model::name_of(action);
        }
    }
    [[nodiscard]] base::DocumentId numbered(Machine& pc, const std::string& subject) {
        const base::DocumentId plan = pc.new_plan(subject);
        decide(pc, plan, {Action::approve, Action::assign_number});
        return plan;
    }
    [[nodiscard]] std::vector<RegisterRow> rows(Machine& pc, int year = 2026) {
        const auto read = outgoing_register(pc.office, year);
        EXPECT_TRUE(read);
        return read.value_or(std::vector<RegisterRow>{});
    }
    [[nodiscard]] std::string note_of(Machine& pc, const base::DocumentId& plan) {
        for (const RegisterRow& row : rows(pc))
            if (row.document == plan) return row.note;
        return "not in the register";
    }
    /// Two documents of one number: the server was put back from a copy of the day before the first got it.
    void give_a_number_twice() {
        const base::DocumentId first = one.new_plan("Phòng cháy");
        const base::DocumentId second = two.new_plan("An toàn giao thông");
        decide(one, first, {Action::approve});
        decide(two, second, {Action::approve});
        tests::TempFolder copy;
        server.keep_copy(copy.path());
        decide(one, first, {Action::assign_number});
        server.go_back_to(copy.path());
        decide(two, second, {Action::assign_number});
        ASSERT_TRUE(one.sync() && two.sync() && one.sync());
    }
    /// What `dongthac doc register` prints about the data of `pc`.
    [[nodiscard]] std::string printed(const Machine& pc, std::vector<std::string> options = {}) {
        cli::Frontend frontend;
        frontend.assets = app::find_assets().value_or("assets");
        frontend.clock = &pc.clock;
        std::vector<std::string> command = {"doc", "register", "--data", base::path_to_utf8(pc.folder.path())};
        command.insert(command.end(), options.begin(), options.end());
        testing::internal::CaptureStdout();
        EXPECT_EQ(cli::run(command, frontend), 0);
        return testing::internal::GetCapturedStdout();
    }

    tests::ServerBox server;
    Machine one{server, 1};
    Machine two{server, 2};
};

TEST_F(OutgoingRegister, ListsWhatWasNumberedThatYearByNumber) {
    const base::DocumentId first = numbered(one, "Phòng cháy");
    ASSERT_TRUE(two.sync());
    const base::DocumentId second = numbered(two, "An toàn giao thông");
    ASSERT_TRUE(one.sync());

    const std::vector<RegisterRow> list = rows(one);

    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].document, first);
    EXPECT_EQ(list[1].document, second);
    EXPECT_LT(list[0].number, list[1].number);
    for (const RegisterRow& row : list) EXPECT_FALSE(row.duplicate) << row.number_symbol;
    EXPECT_TRUE(rows(one, 2025).empty());
    EXPECT_EQ(printed(one).find("trùng số"), std::string::npos);
}

TEST_F(OutgoingRegister, TwoDocumentsOfOneNumberAreShownAsAConflict) {
    give_a_number_twice();

    for (Machine* pc : {&one, &two}) {
        const std::vector<RegisterRow> list = rows(*pc);
        ASSERT_EQ(list.size(), 2u);
        EXPECT_EQ(list[0].number, list[1].number) << "or the test shows nothing";
        EXPECT_TRUE(list[0].duplicate && list[1].duplicate);
    }
    (void)numbered(one, "Tuyển sinh");
    EXPECT_FALSE(rows(one).back().duplicate) << "the next number is one document's";
}

TEST_F(OutgoingRegister, TheCommandMarksBothOfOneNumber) {
    give_a_number_twice();

    const auto json = nlohmann::json::parse(printed(one, {"--json"}));
    const std::string text = printed(one);

    ASSERT_EQ(json.size(), 2u);
    EXPECT_EQ(json[0]["number"], json[1]["number"]);
    for (const auto& row : json) EXPECT_EQ(row["duplicate"], true);
    std::size_t marks = 0;
    for (std::size_t at = 0; (at = text.find("[trùng số]", at)) != std::string::npos; ++at) ++marks;
    EXPECT_EQ(marks, 2u) << text;
}

TEST_F(OutgoingRegister, WhatBecameOfADocumentStaysNotedWhenItIsPutOnFile) {
    const base::DocumentId recalled = numbered(one, "Phòng cháy");
    EXPECT_EQ(note_of(one, recalled), "register.not_issued");
    decide(one, recalled, {Action::issue});
    EXPECT_EQ(note_of(one, recalled), "");
    decide(one, recalled, {Action::recall});
    EXPECT_EQ(note_of(one, recalled), "register.recalled");
    decide(one, recalled, {Action::archive});

    const base::DocumentId replaced = numbered(one, "An toàn giao thông");
    const base::DocumentId by = numbered(one, "An toàn giao thông, bản mới");
    decide(one, by, {Action::issue});
    decide(one, replaced, {Action::issue});
    ASSERT_TRUE(office::decide(one.office, replaced, Action::supersede, {.note = "lý do", .related = by}));
    EXPECT_EQ(note_of(one, replaced), "register.superseded") << "also while it waits";
    ASSERT_TRUE(one.sync());
    decide(one, replaced, {Action::archive});

    EXPECT_EQ(note_of(one, recalled), "register.recalled");
    EXPECT_EQ(note_of(one, replaced), "register.superseded");
    EXPECT_EQ(note_of(one, by), "");
}

} // namespace

} // namespace dongthac::office
