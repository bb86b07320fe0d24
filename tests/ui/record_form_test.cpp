#include "tests/ui/support/records_window.hpp"

// The form of one record through the window: fields, decisions, and the way between offices.

namespace dongthac::test {

namespace {

using model::DocumentState;

} // namespace

TEST_F(RecordsWindow, AWrongValueIsToldUnderItsFieldAndWhatWasTypedStays) {
    const base::DocumentId id = make("article");
    const std::string today = value(id, "on_day");
    fill("article", "on_day", "5/10/20");
    EXPECT_EQ(value(id, "on_day"), today);
    EXPECT_TRUE(mentions("5/10/20")) << "the sentence names the value";
    const std::string name = label("article", "on_day");
    EXPECT_TRUE(mentions("“" + name + "”")) << "and the field, in its own words";

    click_field("article", "on_day");
    key(ImGuiKey_End);
    type("26");
    key(ImGuiKey_Enter);

    EXPECT_EQ(value(id, "on_day"), "2026-10-05") << "what was typed before was still there";
    EXPECT_FALSE(mentions("“5/10/20”"));
}

TEST_F(RecordsWindow, EachTypeOfFieldHasItsWidget) {
    const base::DocumentId training = make("training");
    fill("training", "attendees", "1.234");
    fill("training", "audience", "Giáo viên");
    EXPECT_EQ(value(training, "attendees"), "1234");
    EXPECT_EQ(value(training, "audience"), "Giáo viên");

    const base::DocumentId incident = make("incident");
    fill("incident", "happened_at", "05/10/2026 8:30");
    EXPECT_EQ(value(incident, "happened_at"), "2026-10-05T08:30");
    click_field("incident", "severity");
    click(tr("choice.severity.hot"));
    settle();
    EXPECT_EQ(value(incident, "severity"), "hot");

    const base::DocumentId article = make("article");
    fill("article", "topics", "đọc sách; chuyển đổi số");
    EXPECT_EQ(value(article, "topics"), "đọc sách; chuyển đổi số");

    const base::DocumentId channel = make("channel");
    click(label("channel", "official"));
    settle();
    EXPECT_EQ(value(channel, "official"), "true");
}

TEST_F(RecordsWindow, WhatIsTypedIsWrittenDownBeforeThePageIsLeft) {
    const base::DocumentId id = make("article");
    type("Ngày hội đọc sách");
    EXPECT_EQ(value(id, "subject"), "") << "not a change for each letter";

    chord(ImGuiMod_Ctrl | ImGuiKey_1);

    EXPECT_EQ(value(id, "subject"), "Ngày hội đọc sách");
}

TEST_F(RecordsWindow, APauseTakesNothingOfWhatIsBeingTyped) {
    const base::DocumentId id = make("article");
    type("Báo cáo ");
    pass(1.1);
    EXPECT_EQ(value(id, "subject"), "Báo cáo") << "stored without the space";
    type("tháng");
    key(ImGuiKey_Enter);
    EXPECT_EQ(value(id, "subject"), "Báo cáo tháng");

    click_field("article", "topics");
    type("đọc sách;");
    pass(1.1);
    EXPECT_EQ(value(id, "topics"), "đọc sách");
    type(" chuyển đổi số");
    key(ImGuiKey_Enter);
    EXPECT_EQ(value(id, "topics"), "đọc sách; chuyển đổi số");
}

TEST_F(RecordsWindow, WhatIsMissingIsNamedBeforeItIsSent) {
    const base::DocumentId id = make("article");
    put(id, "subject", "Ngày hội đọc sách");
    put(id, "on_day", "");
    click(tr("action.submit"));
    settle();

    EXPECT_FALSE(sees(tr("ask.submit.title")));
    EXPECT_TRUE(sees(
        tr("record.missing_all", {{"fields", label("article", "on_day") + ", " + label("article", "article_kind")}})));
    EXPECT_EQ(count(tr("record.missing")), 2U);
    type("05/10/2026"); // the first of them has the keyboard
    key(ImGuiKey_Enter);
    EXPECT_EQ(value(id, "on_day"), "2026-10-05");
    EXPECT_EQ(count(tr("record.missing")), 1U);
}

TEST_F(RecordsWindow, AWrongValueIsNotSentAround) {
    const base::DocumentId id = make_article("Ngày hội đọc sách");
    fill("article", "on_day", "hôm qua");
    click(tr("action.submit"));
    settle();

    EXPECT_FALSE(sees(tr("ask.submit.title")));
    EXPECT_EQ(at->state_of(id), DocumentState::draft);
}

TEST_F(RecordsWindow, TwoPcsValuesStandSideBySideUntilOneIsChosen) {
    const base::DocumentId id = make_article("Ngày hội đọc sách");
    at->pc->sync();
    Desk second(net.pc_of("truong-a", tests::kSchoolRoles), strings());
    const auto set = [&](Desk& desk, std::string_view typed) {
        return office::set_field(desk.pc->office, id, base::root_node(id), "author", typed);
    };
    ASSERT_TRUE(set(second, "Cô Hạnh"));
    ASSERT_TRUE(set(*school, "Thầy Đức"));
    second.pc->sync();
    school->pc->sync();
    at->model.refresh();
    settle();
    EXPECT_TRUE(sees(tr("editor.conflict")));

    click("Cô Hạnh");
    settle();

    EXPECT_EQ(value(id, "author"), "Cô Hạnh");
    EXPECT_FALSE(sees(tr("editor.conflict")));
}

TEST_F(RecordsWindow, TheBodyIsReadHereAndWrittenInTheEditor) {
    const base::DocumentId id = make_article("Ngày hội đọc sách");
    const office::NewNode paragraph{
        base::root_node(id), {}, model::ItemRole::paragraph, {}, "Sáng nay, học sinh toàn trường đọc sách.", {}};
    ASSERT_TRUE(office::add_node(at->pc->office, id, paragraph));
    at->model.refresh();
    settle();
    EXPECT_TRUE(sees("Sáng nay, học sinh toàn trường đọc sách."));

    click(tr("record.open_editor"));
    settle();
    EXPECT_FALSE(sees(tr("editor.letterhead"))) << "an article has none";
    EXPECT_EQ(at->model.screen(), app::Screen::editor);
    EXPECT_EQ(at->model.open_document(), id);
    click(tr("editor.back"));
    settle();
    EXPECT_EQ(at->model.screen(), app::Screen::records) << "back to the form, not among the plans";
    EXPECT_TRUE(sees(label("article", "author")));
}

TEST_F(RecordsWindow, UndoStaysWithinTheRecordShown) {
    const base::DocumentId first = make_article("Ngày hội đọc sách");
    fill("article", "author", "Cô Hạnh");
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(value(first, "author"), "");
    fill("article", "author", "Thầy Đức");
    (void)make_article("Khai giảng năm học mới");

    chord(ImGuiMod_Ctrl | ImGuiKey_Z);

    EXPECT_EQ(value(first, "author"), "Thầy Đức");
}

TEST_F(RecordsWindow, UndoDoesNothingToAPageThatNobodySees) {
    sit_at(*ward);
    at->model.apply(app::intent::Work{app::work::NewDesign{"schedule", {}}});
    settle();
    const base::DocumentId schedule = at->model.design(view_model::Designs::schedules)->head.document;
    const base::DocumentId article = make("article");
    fill("article", "author", "Cô Hạnh");
    at->model.apply(app::intent::OpenScreen{app::Screen::schedules});
    settle();
    fill("schedule", "subject", "Lịch năm 2026");
    EXPECT_EQ(value(schedule, "subject"), "Lịch năm 2026");

    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(value(schedule, "subject"), "");
    EXPECT_EQ(value(article, "author"), "Cô Hạnh") << "its page is open, on another screen";
    chord(ImGuiMod_Ctrl | ImGuiKey_1);
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(value(article, "author"), "Cô Hạnh");

    chord(ImGuiMod_Ctrl | ImGuiKey_6);
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(value(article, "author"), "") << "here it is seen";
}

TEST_F(RecordsWindow, HistoryLeadsBackToTheForm) {
    (void)make_article("Ngày hội đọc sách");
    click(tr("record.history"));
    settle();
    EXPECT_TRUE(sees(tr("history.of_document")));

    click(tr("history.back"));
    settle();

    EXPECT_TRUE(sees(label("article", "author")));
}

TEST_F(RecordsWindow, StepsSayWhoWhenAndWhy) {
    const base::DocumentId id = make_article("Ngày hội đọc sách");
    EXPECT_TRUE(sees(tr("record.no_steps")));
    decide("submit");
    EXPECT_EQ(at->state_of(id), DocumentState::submitted);
    click(tr("action.submit"));
    settle();
    EXPECT_FALSE(sees(tr("ask.submit.title"))) << "there is nothing new to send";
    EXPECT_FALSE(mentions(tr("record.after_sending", {{"n", 1}})));
    fill("article", "author", "Cô Hạnh");
    EXPECT_TRUE(sees(tr("record.after_sending", {{"n", 1}})));
    at->pc->sync();

    ward->pc->sync();
    ward->model.refresh();
    sit_at(*ward);
    open(id);
    EXPECT_FALSE(sees(label("article", "author") + " *"));
    decide("return", "thiếu ảnh");
    ward->pc->sync();
    school->pc->sync();
    school->model.refresh();
    sit_at(*school);
    open(id);

    EXPECT_TRUE(mentions("thiếu ảnh"));
    EXPECT_TRUE(sees("“thiếu ảnh”")) << "among the steps";
    EXPECT_TRUE(mentions("UBND phường Hoa Mai"));
    EXPECT_TRUE(mentions("Trường Mầm non Bình Minh"));
}

TEST_F(RecordsWindow, AnArticleOfAnotherOfficeIsAppraised) {
    const base::DocumentId id = make_article("Ngày hội đọc sách");
    put(id, "author", "Cô Hạnh");
    decide("submit");
    at->pc->sync();
    ward->pc->sync();
    ward->model.refresh();
    sit_at(*ward);
    open(id);
    EXPECT_TRUE(sees("Cô Hạnh")) << "read, not typed over";

    std::string kind = tr("kind.appraisal");
    kind.front() = static_cast<char>(std::tolower(kind.front()));
    click(tr("record.make", {{"kind", kind}}));
    settle();

    const view_model::RecordPage* page = at->model.record();
    ASSERT_NE(page, nullptr);
    EXPECT_EQ(page->kind, "appraisal");
    EXPECT_EQ(office::summary_of(at->pc->office, page->document)->parent, id);
    EXPECT_TRUE(sees("Trường Mầm non Bình Minh")) << "it goes back to whose article it is";
    const base::DocumentId appraisal = page->document;
    at->model.apply(app::intent::Work{app::work::NewRecord{"appraisal", id}});
    settle();
    EXPECT_EQ(at->model.record()->document, appraisal) << "one article has one appraisal";
    click(tr("record.remove_office", {{"office", "Trường Mầm non Bình Minh"}}));
    settle();
    EXPECT_EQ(value(appraisal, "addressees"), "");
    click_field("appraisal", "addressees");
    click("Trường Tiểu học Ánh Dương");
    settle();
    EXPECT_EQ(value(appraisal, "addressees"), "truong-b");
    at->model.apply(app::intent::OpenDocument{appraisal, {}});
    settle();
    click(tr("action.send"));
    settle();
    const std::string subject = office::summary_of(at->pc->office, appraisal)->subject;
    EXPECT_TRUE(sees(tr("ask.send.text", {{"subject", subject}}))) << "in the editor, too, it is no paper";
}

TEST_F(RecordsWindow, AnIncidentGoesOnToTheOfficeAbove) {
    const base::DocumentId id = make("incident");
    for (const auto& [field, typed] : {std::pair{"subject", "Trẻ ngã ở sân trường"},
                                       {"on_day", "05/10/2026"},
                                       {"happened_at", "05/10/2026 08:30"},
                                       {"incident_kind", "accident"},
                                       {"severity", "hot"}})
        put(id, field, typed);
    decide("submit");
    at->pc->sync();
    ward->pc->sync();
    ward->model.refresh();
    sit_at(*ward);
    open(id);

    EXPECT_TRUE(sees("05/10/2026 08:30"));
    EXPECT_TRUE(sees(tr("choice.severity.hot")));
    click(tr("record.pass_on"));
    settle();

    const view_model::RecordPage* page = at->model.record();
    ASSERT_NE(page, nullptr);
    EXPECT_NE(page->document, id);
    EXPECT_TRUE(page->ours);
    EXPECT_EQ(page->subject, "Trẻ ngã ở sân trường");
}

} // namespace dongthac::test
