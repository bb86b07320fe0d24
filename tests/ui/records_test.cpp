#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/records.hpp"
#include "tests/ui/support/records_window.hpp"

// "Hồ sơ" through the window: lists, forms and decisions of the records of the work.

namespace dongthac::test {

namespace {

using model::DocumentState;
namespace work = app::work;

/// Records as a list has them, without an office.
view_model::RecordRows article_rows(std::size_t count) {
    view_model::RecordRows rows;
    rows.kind = "article";
    rows.has_day = true;
    rows.kinds = {"article", "incident"};
    rows.columns = {{"article_kind", model::ValueType::choice}};
    for (std::size_t i = 0; i < count; ++i) {
        view_model::RecordRow row;
        row.document.bytes[0] = 1;
        row.document.bytes[14] = static_cast<std::uint8_t>(i >> 8);
        row.document.bytes[15] = static_cast<std::uint8_t>(i);
        row.subject = i == count / 2 ? "Ngày hội đọc sách Đặng Xá" : "Tin số " + std::to_string(i);
        row.day = "05/10/2026";
        row.values = {"news"};
        row.search = i == count / 2 ? "ngay hoi doc sach dang xa" : "tin so " + std::to_string(i);
        rows.rows.push_back(std::move(row));
    }
    if (count > 0) {
        rows.rows[0].conflicts = 2;
        rows.rows[0].queued = true;
    }
    return rows;
}

class RecordList : public UiTest, public ::testing::WithParamInterface<std::size_t> {
  protected:
    void show(const view_model::RecordRows& rows) {
        draw = [this, &rows](const ui::UiContext& ctx) {
            const TestWindow window;
            if (auto wanted = ui::draw_records(ctx, rows, state)) said = std::move(wanted);
        };
        frames(3);
    }
    template <class Wanted>
    [[nodiscard]] const Wanted* wanted() const {
        const auto* asked = said ? std::get_if<app::intent::Work>(&*said) : nullptr;
        return asked == nullptr ? nullptr : std::get_if<Wanted>(&asked->wanted);
    }
    ui::RecordsState state;
    std::optional<app::Intent> said;
};

} // namespace

TEST_P(RecordList, DrawsItsRowsOrTheNextStep) {
    const view_model::RecordRows rows = article_rows(GetParam());
    show(rows);

    EXPECT_TRUE(sees(tr("records.count", {{"kind", tr("kind.article")},
                                          {"n", strings().number(static_cast<std::int64_t>(GetParam()))}})));
    click(tr("kind.incident"));
    ASSERT_NE(wanted<work::ShowRecords>(), nullptr);
    EXPECT_EQ(wanted<work::ShowRecords>()->kind, "incident");
    if (GetParam() == 0) {
        EXPECT_TRUE(mentions("##first"));
        key(ImGuiKey_Tab);
        for (int i = 0; i < 20 && !wanted<work::NewRecord>(); ++i) {
            key(ImGuiKey_Tab);
            key(ImGuiKey_Enter);
        }
        EXPECT_NE(wanted<work::NewRecord>(), nullptr) << "the keyboard reaches the next step";
        return;
    }
    EXPECT_LT(Probe::instance().items().size(), 400U) << "only what is visible is drawn";
    click(tr("records.export"));
    EXPECT_NE(wanted<work::ExportRecords>(), nullptr);
    EXPECT_TRUE(sees(tr("choice.article_kind.news"))) << "a listed field stands in a column";
    EXPECT_TRUE(sees("05/10/2026"));
    EXPECT_TRUE(sees(tr("state.draft")));
    EXPECT_EQ(count(ui::icon::kWarning), 1U) << "two PCs wrote different things into one of them";
    EXPECT_EQ(count(ui::icon::kClock), 1U) << "a decision on one of them waits for the network";
    click(ui::subject_or_untitled({strings(), theme(), 0, redraw()}, rows.rows[0].subject));
    ASSERT_NE(wanted<work::OpenRecord>(), nullptr) << "one press opens";
    EXPECT_EQ(wanted<work::OpenRecord>()->document, rows.rows[0].document);
}

TEST_P(RecordList, IsSearchedWithoutDiacritics) {
    if (GetParam() == 0) return;
    const view_model::RecordRows rows = article_rows(GetParam());
    show(rows);
    click(tr("records.search"));
    type("dang xa");

    click("Ngày hội đọc sách Đặng Xá");
    ASSERT_NE(wanted<work::OpenRecord>(), nullptr);
    EXPECT_EQ(wanted<work::OpenRecord>()->document, rows.rows[GetParam() / 2].document);
    EXPECT_TRUE(sees(tr("records.found", {{"n", 1}, {"all", GetParam()}})));
    click(tr("records.search"));
    type("không có đâu");
    EXPECT_TRUE(sees(tr("records.none_text")));
}

INSTANTIATE_TEST_SUITE_P(Rows, RecordList, ::testing::Values(0, 1, 3000));

TEST_F(RecordsWindow, AnArticleIsWrittenAndSubmittedByKeyboardAlone) {
    tab_to(add_words("article"));
    key(ImGuiKey_Enter);
    ASSERT_NE(at->model.record(), nullptr);
    const base::DocumentId id = at->model.record()->document;

    type("Ngày hội đọc sách"); // the first field has the keyboard
    tab_to(label("article", "on_day"));
    type("5/10/2026");
    tab_to(label("article", "article_kind"));
    key(ImGuiKey_Enter);
    key(ImGuiKey_DownArrow);
    key(ImGuiKey_DownArrow);
    key(ImGuiKey_Enter);
    tab_to(label("article", "author"));
    type("Cô Hạnh");
    tab_to(tr("action.submit"));
    key(ImGuiKey_Enter);
    EXPECT_TRUE(sees(tr("ask.submit.text", {{"subject", "Ngày hội đọc sách"}})));
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);

    EXPECT_EQ(value(id, "subject"), "Ngày hội đọc sách");
    EXPECT_EQ(value(id, "on_day"), "2026-10-05");
    EXPECT_EQ(value(id, "article_kind"), "feature");
    EXPECT_EQ(value(id, "author"), "Cô Hạnh");
    EXPECT_EQ(at->state_of(id), DocumentState::submitted);
    EXPECT_TRUE(sees(tr("state.submitted")));
}

TEST_F(RecordsWindow, TheKindIsChosenByKeyboard) {
    tab_to(tr("kind.incident"));
    key(ImGuiKey_Enter);

    EXPECT_EQ(at->model.records()->kind, "incident");
    EXPECT_TRUE(sees(add_words("incident")));
}

TEST_F(RecordsWindow, AListShowsHowFarItsRecordsHaveCome) {
    const base::DocumentId id = make("incident");
    put(id, "subject", "Trẻ ngã ở sân trường");
    put(id, "stage", "handling");
    put(id, "on_day", "05/10/2026");
    click(tr("editor.back"));
    settle();

    click(tr("records.search"));
    type("SAN TRUONG"); // as it is stored: folded
    EXPECT_TRUE(sees("Trẻ ngã ở sân trường"));
    EXPECT_TRUE(sees(tr("choice.stage.handling")));
    EXPECT_TRUE(sees("05/10/2026"));
    EXPECT_TRUE(sees(tr("state.draft")));
    EXPECT_EQ(count("Trường Mầm non Bình Minh"), 1U) << "in the status bar only: no office stands below a school";
    at = ward.get();
    at->model.apply(app::intent::Work{work::ShowRecords{"incident"}});
    const base::DocumentId own = make("incident");
    put(own, "subject", "Vụ việc của phường");
    click(tr("editor.back"));
    settle();
    EXPECT_EQ(count("UBND phường Hoa Mai"), 2U) << "whose it is";
}

} // namespace dongthac::test
