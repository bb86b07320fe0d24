#include <set>

#include "shared/office/edit.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/ui/support/probe.hpp"
#include "tests/window/support/running_server.hpp"
#include "tests/window/support/sitting.hpp"

// The main job of issue 2 through real windows: the ward's PC and a school's, one after the other, each closed and
// opened again as a person does between two days, with a real server between them.

namespace dongthac::test {

namespace {

using model::DocumentState;
using model::Role;

// High enough on the page to be seen at once.
constexpr std::size_t kParagraph = 3;
constexpr std::string_view kNote = "thiếu phần kinh phí";

class RealMainJob : public ::testing::Test {
  protected:
    void SetUp() override {
        strings = std::make_unique<app::Strings>(app::Strings::load(app::find_assets().value(), "vi").value());
    }

    /// Joins the office on the first page of a new PC.
    void join(Sitting& at, const std::string& code) {
        at.wait_for(at.tr("welcome.join_title"));
        at.screen.click(at.tr("welcome.url"), 1); // the first is the caption above it
        at.screen.type(server.url());
        at.screen.click(at.tr("welcome.code"), 1);
        at.screen.type(code);
        at.screen.click(at.tr("welcome.join"));
        at.wait_for(at.tr("screen.tasks"));
        at.wait_until_sent();
        at.screen.settle();
    }
    /// Presses the action in the head of the document, then the same word in the dialog.
    void decide(Sitting& at, std::string_view action, std::string_view note = {},
                const std::string& dialog_picture = {}) {
        const std::string word = at.tr("action." + std::string(action));
        at.screen.click(word);
        at.wait_for(at.tr("button.cancel"));
        if (!note.empty()) at.screen.type(note);
        if (!dialog_picture.empty()) at.screen.picture(dialog_picture);
        at.screen.click(word, Probe::instance().count(word) - 1);
    }
    /// Clicks into the paragraph, goes to its end and types; returns once it is written down.
    void write(Sitting& at, std::string_view keys, std::string_view end) {
        at.screen.click(at.tr("editor.paragraph", {{"n", kParagraph}}));
        at.screen.key(ImGuiKey_End, "End");
        at.screen.type(keys);
        EXPECT_TRUE(at.screen.run_until([&] { return at.paragraph(plan, kParagraph).ends_with(end); }))
            << at.paragraph(plan, kParagraph);
    }

    void ward_issues() {
        Sitting ward(ward_data.path(), *strings);
        ward.screen.picture("01-first-run");
        join(ward, server.code_for("phuong-hoa-phuong", {Role::officer, Role::clerk, Role::signer}));
        // As a file dropped on the window: looked over, and stored once the person agrees.
        const auto file = app::find_assets().value() / "demo" / "ke_hoach_phuong.txt";
        ward.model.apply(app::intent::LookOver{file});
        ward.screen.wake();
        ward.wait_for(ward.tr("review.accept"));
        EXPECT_TRUE(ward.own_plan().empty());
        ward.screen.click(ward.tr("review.accept"));
        issued = ward.own_plan();
        ASSERT_FALSE(issued.empty());
        ward.wait_for(ward.tr("action.issue"));
        decide(ward, "issue");
        ward.wait_until_sent();
        EXPECT_EQ(ward.state_of(issued), DocumentState::issued);
        subject = office::summary_of(ward.office(), issued).value().subject;
    }

    void school_writes_and_submits() {
        Sitting school(school_data.path(), *strings);
        join(school, server.code_for("mn-hoa-sen", {Role::editor, Role::signer, Role::clerk}));
        school.wait_for(school.tr("task.group.from_above"));
        school.screen.picture("02-school-tasks");
        school.screen.click(school.tr("screen.cascade"));
        school.screen.picture("03-school-cascade");
        school.screen.click(school.tr("cascade.create"));
        plan = school.own_plan();
        ASSERT_FALSE(plan.empty());
        EXPECT_EQ(office::summary_of(school.office(), plan).value().parent, issued);
        EXPECT_NE(school.paragraph(plan, 1).find("số 12/KH-UBND"), std::string::npos) << school.paragraph(plan, 1);

        write(school, " ở truong<<<<ường", " ở trường");
        school.screen.picture("04-school-editor");
        decide(school, "submit");
        EXPECT_EQ(school.state_of(plan), DocumentState::submitted);
        school.wait_until_sent();
    }

    void ward_returns() {
        Sitting ward(ward_data.path(), *strings);
        ward.wait_for(ward.tr("task.action.receive"));
        ward.screen.picture("05-ward-incoming");
        ward.screen.click(ward.tr("task.action.receive"));
        ward.wait_for(ward.tr("task.action.review"));
        EXPECT_EQ(ward.state_of(plan), DocumentState::received);
        ward.screen.click(ward.tr("task.action.review"));
        ward.screen.picture("06-ward-review");
        decide(ward, "return", kNote, "07-ward-return-dialog");
        EXPECT_EQ(ward.state_of(plan), DocumentState::returned);
        ward.wait_until_sent();
    }

    void school_mends() {
        Sitting school(school_data.path(), *strings);
        school.wait_for(school.tr("task.action.fix"));
        EXPECT_TRUE(RealScreen::mentions(kNote));
        school.screen.picture("08-school-returned");
        school.screen.click(school.tr("task.action.fix"));
        EXPECT_TRUE(RealScreen::mentions(kNote));
        write(school, ", kinh phí từ nguồn thường xuyên", "thường xuyên");
        school.screen.picture("09-school-mended");
        decide(school, "submit");
        EXPECT_EQ(school.state_of(plan), DocumentState::resubmitted);
        school.wait_until_sent();
    }

    void ward_accepts() {
        Sitting ward(ward_data.path(), *strings);
        ward.wait_for(ward.tr("task.group.incoming"));
        ASSERT_TRUE(ward.screen.run_until([&] { return ward.state_of(plan) == DocumentState::resubmitted; }));
        EXPECT_TRUE(ward.paragraph(plan, kParagraph).ends_with(" ở trường, kinh phí từ nguồn thường xuyên"));
        ward.screen.click(ward.tr("task.action.receive"));
        ward.wait_for(ward.tr("task.action.review"));
        ward.screen.click(ward.tr("task.action.review"));
        decide(ward, "accept");
        EXPECT_EQ(ward.state_of(plan), DocumentState::accepted);
        ward.wait_until_sent();
        ward.screen.click(ward.tr("screen.cascade"));
        ward.screen.picture("10-ward-cascade");
        ward.screen.click(ward.tr("screen.plans"));
        ward.screen.picture("11-ward-plans");
        ward.screen.click(ward.tr("screen.sync"));
        ward.screen.picture("12-ward-sync");
    }

    std::unique_ptr<app::Strings> strings;
    RunningServer server;
    tests::TempFolder ward_data;
    tests::TempFolder school_data;
    base::DocumentId issued;
    base::DocumentId plan;
    std::string subject;
};

} // namespace

TEST_F(RealMainJob, RunsFromTheIssuedPlanToAcceptanceThroughRealWindows) {
    ASSERT_NO_FATAL_FAILURE(ward_issues());
    ASSERT_NO_FATAL_FAILURE(school_writes_and_submits());
    ASSERT_NO_FATAL_FAILURE(ward_returns());
    ASSERT_NO_FATAL_FAILURE(school_mends());
    ASSERT_NO_FATAL_FAILURE(ward_accepts());

    Sitting school(school_data.path(), *strings);
    EXPECT_TRUE(school.screen.run_until([&] { return school.state_of(plan) == DocumentState::accepted; }));
    school.wait_for(school.tr("task.group.to_issue"));
    school.screen.picture("13-school-accepted");
}

} // namespace dongthac::test
