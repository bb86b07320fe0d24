#include <memory>

#include "shared/office/decisions.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

// The main job through the window (issue 2): widgets are found by what stands on them.

namespace dongthac::test {

namespace {

using tests::OfficeNet;

class MainJob : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        ward = std::make_unique<Desk>(net.pc_of("phuong", tests::kWardRoles), strings());
        school = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        draw = [this](const ui::UiContext& ctx) { at->view.draw(ctx, at->model); };
    }
    void TearDown() override {
        school.reset();
        ward.reset();
        UiTest::TearDown();
    }

    void sit_at(Desk& desk) {
        at = &desk;
        settle();
    }
    /// Presses the action in the head of the document, then the same word in the dialog.
    void decide(std::string_view action, std::string_view note = {}) {
        click(tr(std::string("action.") + std::string(action)));
        settle();
        if (!note.empty()) type(note);
        const std::string word = tr(std::string("action.") + std::string(action));
        click(word, count(word) - 1);
        settle();
    }
    /// The ward's plan is issued and has come; the school sits down and makes its own from it.
    base::DocumentId school_begins() {
        (void)tests::issue_plan(*ward->pc, "12", "truyền thông năm 2026");
        ward->pc->sync();
        school->pc->sync();
        sit_at(*school);
        click(tr("task.action.create_from"));
        settle();
        return school->own_plan();
    }
    /// Clicks into a paragraph and leaves the caret at its end.
    void go_into(std::size_t paragraph) {
        click(tr("editor.paragraph", {{"n", paragraph}}));
        key(ImGuiKey_End);
    }
    /// Types as UniKey does: '<' is one of its Backspaces, all in the queue before the next frame.
    void burst(std::string_view keys) {
        std::string run;
        const auto send = [&] {
            if (!run.empty()) queue_text(run);
            run.clear();
        };
        for (const char c : keys) {
            if (c != '<') {
                run += c;
                continue;
            }
            send();
            queue_key(ImGuiKey_Backspace);
        }
        send();
        settle();
    }
    [[nodiscard]] std::string paragraph_text(const Desk& desk, const base::DocumentId& id, std::size_t number) {
        return office::read_document(desk.pc->office, id).value().in_order().at(number - 1)->text();
    }

    OfficeNet net;
    std::unique_ptr<Desk> ward;
    std::unique_ptr<Desk> school;
    Desk* at = nullptr;
};

} // namespace

TEST_F(MainJob, RunsFromTheIssuedPlanToAcceptanceThroughTheWindow) {
    const base::DocumentId issued = tests::issue_plan(*ward->pc, "12", "truyền thông năm 2026");
    ward->pc->sync();

    // The school gets it, and makes its own plan from it in Dòng thác.
    sit_at(*school);
    key(ImGuiKey_F5);
    EXPECT_TRUE(sees(tr("task.group.from_above")));
    click(tr("screen.cascade"));
    click(tr("cascade.create"));
    settle();
    const base::DocumentId plan = school->own_plan();
    ASSERT_FALSE(plan.empty());
    EXPECT_EQ(office::summary_of(school->pc->office, plan)->parent, issued);

    // It writes without a network, with an input method's Backspaces in between.
    school->pc->online = false;
    go_into(4);
    burst(" ở truong<<<<ường");
    EXPECT_EQ(paragraph_text(*school, plan, 4).find("trường"), std::string::npos) << "a burst is one change, not many";
    pass(ui::kBurstPause + 0.1);
    EXPECT_TRUE(paragraph_text(*school, plan, 4).ends_with(" ở trường")) << paragraph_text(*school, plan, 4);
    EXPECT_EQ(school->model.undo_name(), tr("undo.text", {{"n", 4}}));

    decide("submit");
    EXPECT_EQ(school->state_of(plan), model::DocumentState::submitted);
    click(tr("screen.tasks"));
    EXPECT_TRUE(sees(tr("task.group.waiting"))) << "no network: the decision waits and says so";
    school->pc->online = true;
    key(ImGuiKey_F5);
    EXPECT_FALSE(sees(tr("task.group.waiting")));

    // The ward receives it, and returns it with a note.
    sit_at(*ward);
    key(ImGuiKey_F5);
    EXPECT_TRUE(sees(tr("task.group.incoming")));
    click(tr("task.action.receive"));
    settle();
    EXPECT_EQ(ward->state_of(plan), model::DocumentState::received);
    click(tr("task.action.review"));
    settle();
    decide("return", "thiếu phần kinh phí");
    EXPECT_EQ(ward->state_of(plan), model::DocumentState::returned);

    // The school reads why, mends it, and submits again.
    sit_at(*school);
    key(ImGuiKey_F5);
    EXPECT_TRUE(mentions("thiếu phần kinh phí"));
    click(tr("task.action.fix"));
    settle();
    EXPECT_TRUE(mentions("thiếu phần kinh phí"));
    go_into(4);
    type(", kinh phí từ nguồn thường xuyên");
    decide("submit"); // straight away: the open burst is written first
    EXPECT_EQ(school->state_of(plan), model::DocumentState::resubmitted);

    // The ward sees the mended text and accepts.
    sit_at(*ward);
    click(tr("screen.tasks"));
    key(ImGuiKey_F5);
    EXPECT_TRUE(paragraph_text(*ward, plan, 4).ends_with("kinh phí từ nguồn thường xuyên"));
    click("truyền thông năm 2026");
    settle();
    decide("accept");
    EXPECT_EQ(ward->state_of(plan), model::DocumentState::accepted);

    sit_at(*school);
    key(ImGuiKey_F5);
    EXPECT_EQ(school->state_of(plan), model::DocumentState::accepted);
}

TEST_F(MainJob, WhereAPaperIsIssuedFromTheQuestionSaysThatItClosesIt) {
    const base::DocumentId plan = school_begins();
    ASSERT_TRUE(office::decide(school->pc->office, plan, model::Action::submit));
    school->pc->sync();
    ward->pc->sync();
    ASSERT_TRUE(office::decide(ward->pc->office, plan, model::Action::receive));
    ASSERT_TRUE(office::decide(ward->pc->office, plan, model::Action::accept));
    ward->pc->sync();
    school->pc->sync();
    school->model.refresh();
    ASSERT_TRUE(office::summary_of(school->pc->office, plan));
    const std::string subject = "Truyền thông năm 2026"; // a sentence begins with a capital

    click(tr("screen.tasks"));
    click(tr("task.action.issue"));
    settle();
    EXPECT_TRUE(sees(tr("ask.issue.text", {{"subject", subject}}))) << "on the board";
    key(ImGuiKey_Escape);
    at->model.apply(app::intent::OpenDocument{plan, {}});
    settle();
    click(tr("action.issue"));
    settle();
    EXPECT_TRUE(sees(tr("ask.issue.text", {{"subject", subject}}))) << "in the editor";
}

TEST_F(MainJob, ReturningNeedsANote) {
    const base::DocumentId plan = school_begins();
    decide("submit");
    sit_at(*ward);
    key(ImGuiKey_F5);
    click("truyền thông năm 2026");
    settle();

    decide("return");

    EXPECT_TRUE(sees(tr("dialog.note_required")));
    EXPECT_EQ(ward->state_of(plan), model::DocumentState::submitted);
}

TEST_F(MainJob, TypingIsNeitherLostNorMovedWhenTheOtherPcsWorkArrives) {
    const base::DocumentId plan = school_begins();
    school->pc->sync();
    const auto second = net.pc_of("truong-a", tests::kSchoolRoles);
    const base::NodeId node = office::read_document(second->office, plan)->in_order().at(3)->id;
    const std::string before = paragraph_text(*school, plan, 4);
    ASSERT_TRUE(office::set_text(second->office, plan, node, "Năm nay: " + before));
    second->sync();

    go_into(4);
    type(" của nhà trường");
    school->pc->request_now(); // the other PC's words come in the middle of the burst
    settle();
    type(" và phụ huynh");
    pass(ui::kBurstPause + 0.1);

    EXPECT_EQ(paragraph_text(*school, plan, 4), "Năm nay: " + before + " của nhà trường và phụ huynh");
}

TEST_F(MainJob, UndoTakesBackOnlyWhatThisWindowDid) {
    const base::DocumentId plan = school_begins();
    const std::string before = paragraph_text(*school, plan, 4);
    go_into(4);
    type(" hôm nay");
    pass(ui::kBurstPause + 0.1);
    const base::NodeId node = office::read_document(school->pc->office, plan)->in_order().at(3)->id;
    ASSERT_TRUE(office::set_text(school->pc->office, plan, node, "Đúng vậy, " + before + " hôm nay"));
    school->model.refresh();
    settle();

    click(tr("command.undo"));
    settle();

    EXPECT_EQ(paragraph_text(*school, plan, 4), "Đúng vậy, " + before);
}

TEST_F(MainJob, ANewPcJoinsFromTheFirstPage) {
    Desk fresh(net.new_pc(), strings());
    sit_at(fresh);
    EXPECT_TRUE(sees(tr("welcome.join_title")));
    click(tr("welcome.url"), 1); // the first is the caption above it
    type("http://test");
    click(tr("welcome.code"), 1);
    type(net.code_for("truong-b", tests::kSchoolRoles));
    click(tr("welcome.join"));
    settle();

    EXPECT_FALSE(fresh.pc->status().join_problem) << base::name_of(fresh.pc->status().join_problem->code);
    EXPECT_EQ(fresh.pc->office.identity().org, "truong-b");
    EXPECT_TRUE(sees(tr("screen.tasks")));
    EXPECT_TRUE(mentions("Trường Tiểu học Ánh Dương"));
}

TEST_F(MainJob, AWrongCodeIsSaidBesideTheField) {
    Desk fresh(net.new_pc(), strings());
    sit_at(fresh);
    click(tr("welcome.url"), 1); // the first is the caption above it
    type("http://test");
    click(tr("welcome.code"), 1);
    type("SAI-MA-ROI");
    click(tr("welcome.join"));
    settle();

    EXPECT_TRUE(sees(tr("error.bad_code")));
}

TEST_F(MainJob, WorkWithoutAnOfficeIsPossible) {
    Desk fresh(net.new_pc(), strings());
    sit_at(fresh);
    click(tr("welcome.alone"));
    settle();
    click(tr("command.doc_new"));
    settle();

    EXPECT_FALSE(fresh.own_plan().empty());
    EXPECT_TRUE(sees(tr("editor.letterhead")));
}

} // namespace dongthac::test
