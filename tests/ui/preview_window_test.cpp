#include <algorithm>
#include <cmath>
#include <memory>

#include "client/app/printing.hpp"
#include "client/view_model/preview.hpp"
#include "shared/document/outline_of.hpp"
#include "shared/model/record.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

// The open document as it will be printed, in the place of its page.

namespace dongthac::test {

namespace {

class PreviewWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        desk = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        draw = [this](const ui::UiContext& ctx) { desk->view.draw(ctx, desk->model); };
        plan = office::new_document(desk->pc->office, "plan", {}).value();
        for (int i = 0; i < 60; ++i) {
            office::NewNode node;
            node.parent = base::root_node(plan);
            node.role = model::ItemRole::topic;
            node.label = std::to_string(i + 1) + ".";
            node.text = "Nhà trường đăng tin về bữa ăn, giờ chơi và vườn rau của trẻ mỗi tuần hai lần";
            ASSERT_TRUE(office::add_node(desk->pc->office, plan, node));
        }
        desk->model.apply(app::intent::OpenDocument{plan, {}});
        settle();
    }
    void TearDown() override {
        desk.reset();
        UiTest::TearDown();
    }
    [[nodiscard]] std::string on_page(int n, int of) {
        return tr("preview.page", {{"n", std::to_string(n)}, {"of", std::to_string(of)}});
    }

    tests::OfficeNet net;
    std::unique_ptr<Desk> desk;
    base::DocumentId plan;
};

} // namespace

TEST_F(PreviewWindow, ShowsThePagesTurnsThemAndLeadsBack) {
    chord(ImGuiMod_Ctrl | ImGuiKey_P);
    settle();
    const view_model::PreviewRows* rows = desk->model.preview();
    ASSERT_NE(rows, nullptr);
    const int count = static_cast<int>(rows->pages.size());
    ASSERT_GE(count, 3);
    EXPECT_TRUE(sees(on_page(1, count)));

    key(ImGuiKey_PageDown);
    settle();
    EXPECT_TRUE(sees(on_page(2, count)));
    key(ImGuiKey_End);
    settle();
    EXPECT_TRUE(sees(on_page(count, count)));
    key(ImGuiKey_Home);
    settle();
    EXPECT_TRUE(sees(on_page(1, count)));

    key(ImGuiKey_Escape);
    settle();
    EXPECT_EQ(desk->model.preview(), nullptr);
    EXPECT_TRUE(sees(tr("editor.add")));
}

TEST_F(PreviewWindow, EachPaperBeginsAtItsFirstPage) {
    chord(ImGuiMod_Ctrl | ImGuiKey_P);
    settle();
    const int count = static_cast<int>(desk->model.preview()->pages.size());
    key(ImGuiKey_End);
    settle();
    ASSERT_TRUE(sees(on_page(count, count)));
    const base::DocumentId other = office::new_document(desk->pc->office, "plan", {}).value();
    for (int i = 0; i < 60; ++i) {
        office::NewNode node;
        node.parent = base::root_node(other);
        node.role = model::ItemRole::topic;
        node.text = "Vườn rau của trẻ mỗi tuần hai lần được tưới và nhặt cỏ, lá vàng được gom lại";
        ASSERT_TRUE(office::add_node(desk->pc->office, other, node));
    }
    desk->model.apply(app::intent::OpenDocument{other, {}});
    settle();
    chord(ImGuiMod_Ctrl | ImGuiKey_P);
    settle();
    EXPECT_TRUE(sees(on_page(1, static_cast<int>(desk->model.preview()->pages.size()))));
}

TEST_F(PreviewWindow, KeysOfThePaletteAreNotThePages) {
    chord(ImGuiMod_Ctrl | ImGuiKey_P);
    settle();
    const int count = static_cast<int>(desk->model.preview()->pages.size());
    chord(ImGuiMod_Ctrl | ImGuiKey_K);
    settle();
    key(ImGuiKey_End);
    settle();
    EXPECT_TRUE(sees(on_page(1, count)));
    key(ImGuiKey_Escape);
    settle();
    EXPECT_NE(desk->model.preview(), nullptr) << "Esc closed the palette";
}

/// The command is about the paper on the screen, not about one that was open before.
TEST_F(PreviewWindow, OnAnotherPageThereIsNothingToPrint) {
    desk->model.apply(app::intent::OpenScreen{app::Screen::records});
    settle();
    chord(ImGuiMod_Ctrl | ImGuiKey_P);
    settle();
    EXPECT_EQ(desk->model.screen(), app::Screen::records);
    EXPECT_EQ(desk->model.preview(), nullptr);
}

/// What is typed after it was looked at is there when it is looked at again.
TEST_F(PreviewWindow, ShowsWhatIsWrittenNow) {
    chord(ImGuiMod_Ctrl | ImGuiKey_P);
    settle();
    ASSERT_TRUE(office::set_field(desk->pc->office, plan, base::root_node(plan), "subject", "Vườn rau"));
    key(ImGuiKey_Escape);
    settle();
    click(tr("preview.open"));
    settle();

    const view_model::PreviewRows* rows = desk->model.preview();
    ASSERT_NE(rows, nullptr);
    EXPECT_EQ(rows->subject, "Vườn rau");
    EXPECT_TRUE(std::ranges::any_of(rows->pages[0].words, [](const auto& word) { return word.text == "Vườn"; }));
}

/// Word by word where the .pdf has it: on its page, in its order, none over another.
TEST_F(PreviewWindow, HoldsTheWordsOfThePrintedPages) {
    const app::Printing printing = app::Printing::load().value();
    const auto rows = view_model::preview_rows(desk->pc->office, plan, printing.layout, printing.faces);
    ASSERT_TRUE(rows);
    const change::Document document = office::read_document(desk->pc->office, plan).value();
    const document::Pages pages = document::make_pages(document::outline_of(document), printing.layout, printing.faces);

    ASSERT_EQ(rows->pages.size(), pages.pages.size());
    for (std::size_t page = 0; page < pages.pages.size(); ++page) {
        std::string printed;
        for (const document::PageText& line : pages.pages[page].texts) printed += line.text;
        std::erase(printed, ' ');
        std::string shown;
        const view_model::PreviewWord* before = nullptr;
        for (const view_model::PreviewWord& word : rows->pages[page].words) {
            shown += word.text;
            EXPECT_EQ(word.text.find(' '), std::string::npos);
            EXPECT_LT(word.x, rows->width - printing.layout.margin_right);
            if (before != nullptr && before->top == word.top && before->face == word.face && before->x < word.x) {
                const double size = before->height / (printing.faces.metrics(before->face).ascent +
                                                      printing.faces.metrics(before->face).descent);
                EXPECT_LE(before->x + printing.faces.width(before->face, before->text) * size, word.x) << word.text;
            }
            before = &word;
        }
        EXPECT_EQ(shown, printed);
        // A justified line is as wide as the paper allows: its last word ends where the line does.
        for (const document::PageText& line : pages.pages[page].texts) {
            const std::string last = line.text.substr(line.text.rfind(' ') + 1);
            const double width = printing.faces.width(line.face, last) * line.size * 10;
            const auto at_the_end = [&](const view_model::PreviewWord& word) {
                return word.text == last && std::abs(word.x + width - line.x - line.width) < 1;
            };
            EXPECT_TRUE(std::ranges::any_of(rows->pages[page].words, at_the_end)) << line.text;
        }
    }
}

} // namespace dongthac::test
