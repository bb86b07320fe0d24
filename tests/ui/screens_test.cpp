#include <algorithm>

#include "client/ui/icons.hpp"
#include "client/ui/screens/cascade.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/editor.hpp"
#include "client/ui/screens/people.hpp"
#include "client/ui/screens/plans.hpp"
#include "client/ui/screens/sync.hpp"
#include "client/ui/screens/tasks.hpp"
#include "shared/text/nfc.hpp"
#include "tests/ui/support/editor_sample.hpp"
#include "tests/ui/support/ui_test.hpp"

// Every screen with no rows, one, and 3,000: it draws, says the next step when empty, and answers a press with an
// intent.

namespace dongthac::test {

namespace {

namespace intent = app::intent;

base::DocumentId document_no(std::size_t n) {
    base::DocumentId id;
    id.bytes[0] = 1;
    id.bytes[14] = static_cast<std::uint8_t>(n >> 8);
    id.bytes[15] = static_cast<std::uint8_t>(n);
    return id;
}

view_model::TaskRows task_rows(std::size_t count) {
    view_model::TaskRows rows;
    rows.enrolled = true;
    rows.now_ms = 1'790'000'000'000;
    rows.documents = count;
    for (std::size_t i = 0; i < count; ++i)
        rows.rows.push_back({view_model::TaskGroup::incoming,
                             view_model::TaskAction::receive,
                             document_no(i),
                             "plan",
                             std::to_string(i) + "/KH-MN",
                             "kế hoạch số " + std::to_string(i),
                             "Trường " + std::to_string(i),
                             {"task.submitted", {{"office", "Trường " + std::to_string(i)}}},
                             {},
                             rows.now_ms,
                             model::DocumentState::submitted});
    rows.counts.at(static_cast<std::size_t>(view_model::TaskGroup::incoming)) = count;
    return rows;
}

view_model::CascadeRows cascade_rows(std::size_t offices) {
    view_model::CascadeRows rows;
    if (offices == 0) return rows;
    view_model::CascadeRow plan;
    plan.org = "phuong";
    plan.office = "UBND phường";
    plan.document = document_no(0);
    plan.number = "12/KH-UBND";
    plan.state = model::DocumentState::issued;
    plan.below = plan.offices = offices;
    rows.rows.push_back(plan);
    rows.plans = 1;
    rows.selected = rows.coverage.plan = plan.document;
    rows.years = {2026};
    rows.coverage.topics.push_back({base::NodeId{{1}}, "Chuyển đổi số", {}, {}});
    for (std::size_t i = 1; i <= offices; ++i) {
        view_model::CascadeRow row;
        row.kind = view_model::CascadeKind::without;
        row.depth = 1;
        row.org = "truong-" + std::to_string(i);
        row.office = "Trường " + std::to_string(i);
        row.parent = plan.document;
        rows.rows.push_back(row);
        rows.coverage.offices.push_back({row.org, row.office, {}, std::nullopt});
        rows.coverage.topics[0].cells.push_back({view_model::Cover::missing});
    }
    rows.coverage.topics[0].counts.at(static_cast<std::size_t>(view_model::Cover::missing)) = offices;
    return rows;
}

class Screens : public UiTest, public ::testing::WithParamInterface<std::size_t> {
  protected:
    template <class Draw>
    void show(Draw draw_screen) {
        draw = [this, draw_screen](const ui::UiContext& ctx) {
            const TestWindow window;
            if (auto wanted = draw_screen(ctx)) said = std::move(wanted);
        };
        frames(3);
    }
    std::optional<app::Intent> said;
};

} // namespace

TEST_P(Screens, TasksDrawTheirRowsOrTheNextStep) {
    const view_model::TaskRows rows = task_rows(GetParam());
    ui::TasksState state;
    show([&](const ui::UiContext& ctx) { return ui::draw_tasks(ctx, rows, state); });

    if (GetParam() == 0) {
        EXPECT_TRUE(sees(tr("task.first.title")));
        click(tr("button.sync_now"));
        EXPECT_TRUE(std::holds_alternative<intent::SyncNow>(said.value()));
        return;
    }
    EXPECT_LT(Probe::instance().items().size(), 400U) << "only what is visible is drawn";
    click(tr("task.action.receive"));
    EXPECT_EQ(std::get<intent::Decide>(said.value()).document, document_no(0));
    click("kế hoạch số 0");
    EXPECT_EQ(std::get<intent::OpenDocument>(said.value()).document, document_no(0));
}

TEST_P(Screens, CascadeDrawsItsTreeOrTheNextStep) {
    const view_model::CascadeRows rows = cascade_rows(GetParam());
    ui::CascadeState state;
    show([&](const ui::UiContext& ctx) { return ui::draw_cascade(ctx, rows, state); });

    if (GetParam() == 0) {
        EXPECT_TRUE(sees(tr("cascade.empty.title")));
        return;
    }
    EXPECT_LT(Probe::instance().items().size(), 500U) << "only what is visible is drawn";
    click("Trường 1");
    EXPECT_EQ(std::get<intent::ShowInCascade>(said.value()).document, rows.selected)
        << "a missing plan leads to the one above";
    click(tr("cascade.fold"));
    EXPECT_EQ(state.closed.size(), 1U);
    frames(2);
    EXPECT_FALSE(sees("Trường 2") && GetParam() == 1);
    click(tr("cascade.only_without"));
    EXPECT_TRUE(std::get<intent::FilterCascade>(said.value()).filter.only_without);
}

TEST_P(Screens, PlansAreFoundWithoutDiacritics) {
    view_model::PlanRows rows;
    for (std::size_t i = 0; i < GetParam(); ++i) {
        view_model::PlanRow row;
        row.document = document_no(i);
        row.kind = "plan";
        row.subject = i == GetParam() / 2 ? "Truyền thông Đặng Xá" : "kế hoạch số " + std::to_string(i);
        row.search = i == GetParam() / 2 ? "truyen thong dang xa" : "ke hoach so " + std::to_string(i);
        rows.rows.push_back(row);
    }
    ui::PlansState state;
    show([&](const ui::UiContext& ctx) { return ui::draw_plans(ctx, rows, state); });

    if (GetParam() == 0) {
        EXPECT_TRUE(sees(tr("plans.empty.title")));
        return;
    }
    click(tr("plans.search"));
    type("dang xa");
    click("Truyền thông Đặng Xá");
    EXPECT_EQ(std::get<intent::OpenDocument>(said.value()).document, document_no(GetParam() / 2));
}

TEST_P(Screens, SyncDrawsItsRounds) {
    view_model::SyncRows rows;
    rows.enrolled = true;
    rows.now_ms = 1'790'000'000'000;
    for (std::size_t i = 0; i < GetParam(); ++i)
        rows.rounds.push_back({rows.now_ms, 5, 12, 8192, 400, i % 3 == 0 ? "unreachable" : ""});
    app::SyncStatus status;
    ui::SyncState state;
    show([&](const ui::UiContext& ctx) { return ui::draw_sync(ctx, rows, status, state); });

    EXPECT_EQ(sees(tr("sync.no_rounds")), GetParam() == 0);
    EXPECT_EQ(sees(tr("sync.round_offline")), GetParam() > 0);
    click(tr("button.sync_now"));
    EXPECT_TRUE(std::holds_alternative<intent::SyncNow>(said.value()));
    said.reset();
    status.phase = app::SyncPhase::working;
    click(tr("button.sync_now"));
    EXPECT_FALSE(said) << "a round is running already";
}

TEST_P(Screens, PeopleDrawsItsList) {
    view_model::PeopleRows rows;
    rows.enrolled = rows.administers = true;
    rows.office = "Trường";
    for (std::size_t i = 0; i < GetParam(); ++i) {
        const auto number = static_cast<std::uint8_t>(i);
        rows.people.push_back({base::PersonId{{1, number}},
                               "Người " + std::to_string(i),
                               "Giáo viên",
                               {"editor"},
                               text::Date{2026, 9, 1},
                               std::nullopt,
                               false,
                               i % 2 == 0,
                               1});
        rows.devices.push_back(
            {base::DeviceId{{1, number}}, "PC " + std::to_string(i), {"editor"}, i % 3 == 2, i == 0});
    }
    app::SyncStatus status;
    ui::PeopleState state;
    ui::JoinForm join;
    show([&](const ui::UiContext& ctx) { return ui::draw_people(ctx, rows, status, "", state, join); });

    EXPECT_EQ(sees(tr("people.empty")), GetParam() == 0);
    click(tr("people.button.hand_over"));
    EXPECT_FALSE(said) << "nobody is chosen";
    if (GetParam() > 0) {
        EXPECT_TRUE(sees(tr("people.device.here")));
        click("Người 0##row");
        click(tr("people.button.hand_over"));
        EXPECT_EQ(std::get<intent::OpenPeopleForm>(said.value()).person, rows.people[0].id);
    }
    click(tr("people.policy.submission"));
    click(tr("people.policy.save"));
    const auto act = std::get<intent::DoOfficeAct>(said.value()).act;
    EXPECT_EQ(std::get<app::act::SetPolicy>(act).policy.steps, model::Steps(model::Step::submission));
}

TEST_P(Screens, EditorDrawsItsPage) {
    const view_model::EditorRows rows = sample_editor(GetParam());
    ui::EditorState state;
    const std::string undo;
    std::vector<app::Intent> all;
    show([&](const ui::UiContext& ctx) -> std::optional<app::Intent> {
        for (app::Intent& intent : ui::draw_editor(ctx, rows, state, undo)) all.push_back(std::move(intent));
        return std::nullopt;
    });

    if (GetParam() == 0) {
        click(tr("editor.add"));
        ASSERT_EQ(all.size(), 1U);
        EXPECT_FALSE(std::get<intent::AddParagraph>(all[0]).after);
        return;
    }
    click(tr("editor.paragraph", {{"n", 1}}));
    key(ImGuiKey_End);
    type("!");
    EXPECT_TRUE(all.empty()) << "a burst is open";
    pass(ui::kBurstPause + 0.1);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(std::get<intent::SetText>(all[0]).base, rows.paragraphs[0].text);
    EXPECT_EQ(std::get<intent::SetText>(all[0]).text, rows.paragraphs[0].text + "!");
}

INSTANTIATE_TEST_SUITE_P(Rows, Screens, ::testing::Values(0, 1, 3000));

TEST_F(UiTest, OnlyADraftHasThePen) {
    for (int i = 0; i <= static_cast<int>(model::kLastState); ++i) {
        const auto state = static_cast<model::DocumentState>(i);
        EXPECT_EQ(ui::icon_of(state) == ui::icon::kEdit, state == model::DocumentState::draft) << model::name_of(state);
    }
}

TEST_F(UiTest, ADocumentThatCannotBeEditedSaysWhyInEveryState) {
    view_model::EditorRows rows = sample_editor(1);
    rows.editable = false;
    ui::EditorState state;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        (void)ui::draw_editor(ctx, rows, state, "");
    };
    for (int i = 0; i <= static_cast<int>(model::kLastState); ++i) {
        rows.state = static_cast<model::DocumentState>(i);
        if (model::is_editable(rows.state)) continue;
        frames(2);

        const std::string key = "editor.locked." + std::string(model::name_of(rows.state));
        EXPECT_FALSE(mentions("editor.locked.")) << "the key itself is shown: " << key;
        EXPECT_TRUE(sees(tr(key))) << key;
        EXPECT_EQ(sees(tr("action.replace")), rows.state == model::DocumentState::issued) << key;
    }
}

TEST_F(UiTest, EveryLetterOfEverySentenceHasAGlyph) {
    frame();
    ImFont* font = theme().font(ui::TextStyle::body);
    std::string missing;
    for (const std::string& key : strings().keys())
        for (const char32_t letter : text::to_code_points(tr(key)))
            if (letter > 32 && !font->IsGlyphInFont(static_cast<ImWchar>(letter))) missing += key + " ";

    EXPECT_EQ(missing, "");
}

} // namespace dongthac::test
