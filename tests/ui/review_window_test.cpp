#include <algorithm>
#include <memory>

#include "shared/base/files.hpp"
#include "shared/document/outline_of.hpp"
#include "shared/office/documents.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/keyboard_test.hpp"

// A file is looked over before anything of it is stored. By keyboard.

namespace dongthac::test {

namespace {

constexpr const char* kPlan = R"(UBND PHƯỜNG HOA MAI          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG MẦM NON BÌNH MINH          Độc lập - Tự do - Hạnh phúc
Số: 07/KH-MNBM          Hoa Mai, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Truyền thông năm 2026

I. MỤC ĐÍCH
- Phụ huynh biết con mình ăn gì.
- Giáo viên đăng tin đúng hẹn.
II. NỘI DUNG
- Mỗi tuần một tin về vườn rau.

Nơi nhận:
- Lưu: VT.
HIỆU TRƯỞNG
Trần Thị Lan
)";

class ReviewWindow : public KeyboardTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        desk = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        draw = [this](const ui::UiContext& ctx) { desk->view.draw(ctx, desk->model); };
        const std::filesystem::path file = folder / "kế hoạch cũ.txt";
        ASSERT_TRUE(base::write_file(file, std::string(kPlan)));
        desk->model.apply(app::intent::LookOver{file});
        settle();
    }
    void TearDown() override {
        desk.reset();
        UiTest::TearDown();
    }
    [[nodiscard]] std::size_t stored() { return office::list_papers(desk->pc->office).value().size(); }
    [[nodiscard]] const view_model::ReviewRows& rows() { return *desk->model.review(); }
    /// Down until the paragraph is chosen.
    void choose(std::string_view words) {
        const auto& items = rows().items;
        const auto found =
            std::ranges::find_if(items, [&](const auto& item) { return item.text.find(words) != std::string::npos; });
        ASSERT_NE(found, items.end()) << words;
        chosen = static_cast<std::size_t>(found - items.begin());
        key(ImGuiKey_Home);
        for (std::size_t i = 0; i < items.size(); ++i) key(ImGuiKey_UpArrow);
        for (std::size_t i = 0; i < chosen; ++i) key(ImGuiKey_DownArrow);
        settle();
    }

    void type_a_day_that_is_none() {
        click(tr("review.fields"));
        settle();
        click(tr("field.issued_on"), 1);
        chord(ImGuiMod_Ctrl | ImGuiKey_A);
        type("31/2/2026");
        key(ImGuiKey_Enter);
        settle();
    }

    tests::OfficeNet net;
    tests::TempFolder folder;
    std::unique_ptr<Desk> desk;
    std::size_t chosen = 0;
};

} // namespace

TEST_F(ReviewWindow, NothingIsStoredBeforeThePersonAgrees) {
    EXPECT_EQ(desk->model.screen(), app::Screen::review);
    EXPECT_TRUE(sees(tr("review.accept")));
    EXPECT_EQ(stored(), 0u);

    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    settle();

    ASSERT_EQ(stored(), 1u);
    EXPECT_EQ(desk->model.screen(), app::Screen::editor);
    const change::Document document = office::read_document(desk->pc->office, desk->model.open_document()).value();
    EXPECT_EQ(document.root().string(model::field::kSymbol), "KH-MNBM");
}

TEST_F(ReviewWindow, DiscardingLeavesNothing) {
    click(tr("review.cancel"));
    settle();
    EXPECT_EQ(stored(), 0u);
    EXPECT_EQ(desk->model.screen(), app::Screen::plans);
    EXPECT_EQ(desk->model.review(), nullptr);
}

TEST_F(ReviewWindow, OneKeySaysWhatAParagraphIs) {
    choose("Giáo viên đăng tin");
    key(ImGuiKey_N);
    settle();
    EXPECT_EQ(rows().items[chosen].role, model::ItemRole::topic);
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    settle();
    EXPECT_NE(rows().items[chosen].role, model::ItemRole::topic);
    chord(ImGuiMod_Ctrl | ImGuiKey_Y);
    settle();
    EXPECT_EQ(rows().items[chosen].role, model::ItemRole::topic);
}

TEST_F(ReviewWindow, KeysJoinSplitAndMoveALevel) {
    choose("Giáo viên đăng tin");
    const std::size_t count = rows().items.size();
    key(ImGuiKey_J);
    settle();
    ASSERT_EQ(rows().items.size(), count - 1);
    EXPECT_NE(rows().items[chosen - 1].text.find("ăn gì. - Giáo viên"), std::string::npos);

    key(ImGuiKey_X); // the cut stands in front of the second word
    settle();
    const std::size_t words = 7; // "Phụ huynh biết con mình ăn gì."
    for (std::size_t i = 1; i < words; ++i) key(ImGuiKey_RightArrow);
    key(ImGuiKey_Enter);
    settle();
    ASSERT_EQ(rows().items.size(), count);
    EXPECT_EQ(rows().items[chosen].text, "Giáo viên đăng tin đúng hẹn.");

    const int level = rows().items[chosen].level;
    choose("Giáo viên đăng tin");
    key(ImGuiKey_RightArrow);
    settle();
    EXPECT_EQ(rows().items[chosen].level, level + 1);
    key(ImGuiKey_LeftArrow);
    settle();
    EXPECT_EQ(rows().items[chosen].level, level);
}

/// Letters that are typed into a field of the letterhead change no role.
TEST_F(ReviewWindow, FieldsAreTypedBesideIt) {
    click(tr("review.fields"));
    settle();
    const auto before = rows().items;
    click(tr("field.issuing_body"), 1); // the field, not the words over it
    key(ImGuiKey_M);                    // the key of a letter, as a keyboard sends it beside the letter
    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    type("TRƯỜNG MẦM NON VƯỜN XANH");
    key(ImGuiKey_Enter);
    settle();
    const auto field = std::ranges::find(rows().fields, "issuing_body", &view_model::ReviewField::name);
    EXPECT_EQ(field->value, "TRƯỜNG MẦM NON VƯỜN XANH");
    for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(rows().items[i].role, before[i].role);

    click(tr("review.accept"));
    settle();
    const change::Document document = office::read_document(desk->pc->office, desk->model.open_document()).value();
    EXPECT_EQ(document.root().string(model::field::kIssuingBody), "TRƯỜNG MẦM NON VƯỜN XANH");
}

/// Whoever looks at something else finds the way back, and what was put right.
TEST_F(ReviewWindow, TheRailLeadsBackToIt) {
    choose("Giáo viên đăng tin");
    key(ImGuiKey_N);
    settle();
    click(tr("screen.tasks"));
    settle();
    ASSERT_EQ(desk->model.screen(), app::Screen::tasks);
    click(tr("screen.plans"));
    settle();
    EXPECT_EQ(desk->model.screen(), app::Screen::review);
    EXPECT_EQ(rows().items[chosen].role, model::ItemRole::topic);
}

TEST_F(ReviewWindow, ADroppedFileDoesNotPushOutWhatWasPutRight) {
    const std::filesystem::path other = folder / "kế hoạch khác.txt";
    ASSERT_TRUE(base::write_file(other, std::string(kPlan)));
    choose("Giáo viên đăng tin");
    key(ImGuiKey_N);
    settle();
    click(tr("screen.tasks"));
    settle();

    desk->view.want(app::intent::LookOver{other});
    settle();

    EXPECT_EQ(desk->model.screen(), app::Screen::review);
    EXPECT_EQ(rows().file, "kế hoạch cũ.txt");
    EXPECT_EQ(rows().items[chosen].role, model::ItemRole::topic);
    EXPECT_TRUE(mentions("rồi mở tệp khác"));
}

/// Two schools call their files alike: what is typed for one never gets into the other.
TEST_F(ReviewWindow, AnotherFileOfTheSameNameBeginsAnew) {
    const std::filesystem::path other = folder / "khác" / "kế hoạch cũ.txt";
    std::filesystem::create_directories(other.parent_path());
    ASSERT_TRUE(base::write_file(other, std::string(kPlan)));
    click(tr("review.fields"));
    settle();
    click(tr("field.issuing_body"), 1);
    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    type("TRƯỜNG KHÁC");

    desk->view.want(app::intent::LookOver{other});
    settle();
    ASSERT_TRUE(rows().can_undo) << "what was typed is work, and the file stays";
    click(tr("review.cancel"));
    settle();
    click(tr("review.cancel_sure"));
    settle();
    desk->view.want(app::intent::LookOver{other});
    settle();

    EXPECT_FALSE(rows().can_undo);
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    settle();
    const change::Document document = office::read_document(desk->pc->office, desk->model.open_document()).value();
    EXPECT_EQ(document.root().string(model::field::kIssuingBody), "TRƯỜNG MẦM NON BÌNH MINH");
}

TEST_F(ReviewWindow, AWrongDateOfOneFileHoldsNoOtherBack) {
    type_a_day_that_is_none();
    desk->model.apply(app::intent::Review{app::review::Cancel{}});
    desk->view.want(app::intent::LookOver{folder / "kế hoạch cũ.txt"});
    settle();
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    settle();
    EXPECT_EQ(stored(), 1u);
}

TEST_F(ReviewWindow, WhatWasPutRightIsDiscardedOnlyWhenAskedTwice) {
    choose("Giáo viên đăng tin");
    key(ImGuiKey_N);
    settle();
    click(tr("review.cancel"));
    settle();
    EXPECT_NE(desk->model.review(), nullptr);
    choose("Phụ huynh biết");
    key(ImGuiKey_N); // going on is an answer
    settle();
    EXPECT_TRUE(sees(tr("review.cancel")));
    click(tr("review.cancel"));
    settle();
    click(tr("review.cancel_sure"));
    settle();
    EXPECT_EQ(desk->model.review(), nullptr);
    EXPECT_EQ(stored(), 0u);
}

TEST_F(ReviewWindow, ADateThatIsNoneStaysTypedAndHoldsTheDraftBack) {
    type_a_day_that_is_none();
    EXPECT_TRUE(mentions("31/2/2026"));
    click(tr("review.original"));
    settle();
    click(tr("review.accept"));
    settle();
    EXPECT_EQ(stored(), 0u);
    ASSERT_TRUE(sees(tr("field.issued_on"))) << "the field is shown again";

    click(tr("field.issued_on"), 1); // what was typed is still there to be put right
    key(ImGuiKey_Home);
    key(ImGuiKey_Delete);
    key(ImGuiKey_Delete);
    type("28");
    key(ImGuiKey_Enter);
    settle();
    click(tr("review.accept"));
    settle();
    ASSERT_EQ(stored(), 1u);
    const change::Document document = office::read_document(desk->pc->office, desk->model.open_document()).value();
    EXPECT_EQ(model::to_text(document.root().fields.at(model::field::kIssuedOn).shown()), "2026-02-28");
}

/// The plan above is named as the paragraphs say now, also after a step was taken back.
TEST_F(ReviewWindow, ThePlanAboveFollowsStepsForthAndBack) {
    const Desk ward(net.pc_of("phuong", tests::kWardRoles), strings());
    (void)tests::issue_plan(*ward.pc, "12", "truyền thông năm 2026");
    ward.pc->sync();
    desk->pc->sync();
    const auto summaries = office::list_papers(desk->pc->office).value();
    ASSERT_EQ(summaries.size(), 1u);
    desk->model.apply(app::intent::Review{app::review::Cancel{}});
    const std::filesystem::path file = folder / "có căn cứ.txt";
    std::string plan = kPlan;
    plan.insert(plan.find("I. MỤC ĐÍCH"), "Căn cứ Kế hoạch số 12/" + summaries.front().symbol + ";\n");
    ASSERT_TRUE(base::write_file(file, plan));
    desk->view.want(app::intent::LookOver{file});
    settle();
    ASSERT_EQ(rows().above, summaries.front().subject);
    const auto basis = std::ranges::find(rows().items, model::ItemRole::legal_basis, &view_model::ReviewItem::role);
    ASSERT_NE(basis, rows().items.end());
    const auto at = static_cast<std::size_t>(basis - rows().items.begin());

    desk->model.apply(app::intent::Review{app::review::SetRole{at, model::ItemRole::paragraph}});
    EXPECT_EQ(rows().above, "");
    desk->model.apply(app::intent::Undo{});
    EXPECT_EQ(rows().above, summaries.front().subject);
    desk->model.apply(app::intent::Redo{});
    EXPECT_EQ(rows().above, "");
}

TEST_F(ReviewWindow, TheKindIsTakenBackBeforeTheRoleThatWasSetEarlier) {
    choose("Giáo viên đăng tin");
    key(ImGuiKey_N);
    settle();
    desk->model.apply(app::intent::Review{app::review::SetKind{"report"}});
    settle();
    ASSERT_EQ(rows().kind, "report");
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    settle();
    EXPECT_EQ(rows().kind, "plan");
    EXPECT_EQ(rows().items[chosen].role, model::ItemRole::topic);
}

TEST_F(ReviewWindow, AFileThatCannotBeReadIsSaidAndChangesNothing) {
    desk->model.apply(app::intent::Review{app::review::Cancel{}});
    const std::filesystem::path file = folder / "ảnh.png";
    ASSERT_TRUE(base::write_file(file, std::string("\x89PNG\r\n\x1A\n\0\0", 10)));
    desk->model.apply(app::intent::LookOver{file});
    settle();
    EXPECT_EQ(desk->model.review(), nullptr);
    EXPECT_NE(desk->model.screen(), app::Screen::review);
}

} // namespace dongthac::test
