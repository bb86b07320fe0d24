#include <array>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/shell.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/ui/widgets/text.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

namespace {

using Widgets = UiTest;

} // namespace

TEST_F(Widgets, ButtonIsPressedOnceByAClickAndByTheKeyboard) {
    int pressed = 0;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        if (ui::button(ctx, "Nộp", {.kind = ui::ButtonKind::primary, .icon = ui::icon::kSend})) ++pressed;
    };
    click("Nộp");
    EXPECT_EQ(pressed, 1);

    key(ImGuiKey_Tab); // the keyboard shows where it is before it presses
    key(ImGuiKey_Space);
    EXPECT_EQ(pressed, 2);
}

TEST_F(Widgets, DisabledButtonDoesNothing) {
    bool pressed = false;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        pressed |= ui::button(ctx, "Nộp", {.enabled = ui::Enabled::no});
    };
    click("Nộp");

    EXPECT_FALSE(pressed);
}

TEST_F(Widgets, ButtonsWithOneWordAreToldApartByTheirIds) {
    std::vector<int> pressed;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        for (int i = 0; i < 3; ++i)
            if (ui::button(ctx, "Sửa##" + std::to_string(i))) pressed.push_back(i);
    };
    click("Sửa", 1);
    click("Sửa##2");

    EXPECT_EQ(pressed, (std::vector{1, 2}));
    EXPECT_EQ(count("Sửa"), 3u);
}

TEST_F(Widgets, EveryButtonKindIsAsHighAsAControlAndHoldsItsLabel) {
    draw = [](const ui::UiContext& ctx) {
        const TestWindow window;
        using enum ui::ButtonKind;
        for (const auto kind : {primary, secondary, quiet, danger})
            (void)ui::button(ctx, "Trả lại cho trường##" + std::to_string(static_cast<int>(kind)), {.kind = kind});
    };
    frame();

    const float words = ImGui::GetFont()->CalcTextSizeA(17, 9999, 0, "Trả lại cho trường").x;
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(item("Trả lại cho trường", i).box.GetHeight(), theme().control_height());
        EXPECT_GT(item("Trả lại cho trường", i).box.GetWidth(), words);
    }
}

TEST_F(Widgets, IconButtonIsFoundByItsName) {
    bool pressed = false;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        pressed |= ui::icon_button(ctx, ui::icon::kDelete, "Xoá đoạn");
    };
    click("Xoá đoạn");

    EXPECT_TRUE(pressed);
}

TEST_F(Widgets, TextFieldKeepsItsValueNfc) {
    std::string value;
    int changes = 0;
    bool submitted = false;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        const auto result = ui::text_field(ctx, "Tên kế hoạch", value, {.placeholder = "Tên"});
        changes += result.changed ? 1 : 0;
        submitted = submitted || result.submitted;
    };
    click("Tên kế hoạch");
    ImGui::SetClipboardText("Ke\xCC\x82\xCC\x81 hoa\xCC\xA3"
                            "ch");
    chord(ImGuiMod_Ctrl | ImGuiKey_V);
    type(" năm");
    key(ImGuiKey_Enter);

    EXPECT_EQ(value, "Kế hoạch năm");
    EXPECT_GE(changes, 2);
    EXPECT_TRUE(submitted);
}

TEST_F(Widgets, TextFieldKeepsAnInputMethodBurst) {
    std::string value;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        ui::text_field(ctx, "Tên", value);
    };
    click("Tên");
    settle();
    queue_text("tao");
    queue_key(ImGuiKey_Backspace);
    queue_key(ImGuiKey_Backspace);
    queue_text("ạo");
    settle();

    EXPECT_EQ(value, "tạo");
}

TEST_F(Widgets, SearchBoxIsClearedByItsCross) {
    std::string query;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        ui::search_box(ctx, "Tìm trường", query, "Tìm…");
    };
    click("Tìm trường");
    type("tứ liên");
    ASSERT_EQ(query, "tứ liên");
    click(tr("search.clear"));

    EXPECT_EQ(query, "");
}

TEST_F(Widgets, ChoiceOpensAndTakesAnOption) {
    const std::array<std::string, 3> years = {"2025", "2026", "2027"};
    std::size_t selected = 1;
    int changes = 0;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        changes += ui::choice(ctx, "Năm", years, selected) ? 1 : 0;
    };
    click("Năm");
    click("2027");

    EXPECT_EQ(selected, 2u);
    EXPECT_EQ(changes, 1);
}

TEST_F(Widgets, CheckboxAndSegmentsChangeTheirValue) {
    const std::array<std::string, 2> sides = {"Của tôi", "Tất cả"};
    bool only_missing = false;
    std::size_t side = 0;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        (void)ui::checkbox(ctx, "chỉ đơn vị chưa lập", only_missing);
        (void)ui::segmented(ctx, "side", sides, side);
    };
    click("chỉ đơn vị chưa lập");
    click("Tất cả");

    EXPECT_TRUE(only_missing);
    EXPECT_EQ(side, 1u);
}

TEST_F(Widgets, TableDrawsOnlyTheVisibleRowsOfThreeThousand) {
    const std::array<ui::Column, 2> columns = {ui::Column{.label = "Trường"},
                                               ui::Column{.label = "Tin bài", .width = 120}};
    ui::TableState state;
    std::size_t rows = 3000;
    std::size_t cells = 0;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        ui::table(ctx, "t", columns, rows, state,
                  [&](std::size_t row, std::size_t) {
                      ++cells;
                      ui::text(ctx, "Trường " + std::to_string(row));
                  },
                  {.height = -1});
    };
    frame();
    cells = 0;
    frame();
    EXPECT_LT(cells, 120u);
    EXPECT_TRUE(sees("Trường 0"));

    for (const std::size_t few : {0u, 1u}) {
        rows = few;
        frame();
        EXPECT_EQ(sees("Trường 0"), few == 1);
    }
}

TEST_F(Widgets, TableTellsWhichRowWasPressedAndSortsByItsHeading) {
    const std::array<ui::Column, 2> columns = {ui::Column{.label = "Tên", .sortable = ui::Sortable::yes},
                                               ui::Column{.label = "Hạn", .sortable = ui::Sortable::yes}};
    ui::TableState state;
    std::optional<std::size_t> clicked;
    std::optional<std::size_t> activated;
    int sorts = 0;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        const auto events = ui::table(ctx, "t", columns, 5, state,
                                      [&](std::size_t row, std::size_t) { ui::text(ctx, std::to_string(row)); },
                                      {.row_label = [](std::size_t row) { return "dòng " + std::to_string(row); }});
        if (events.clicked) clicked = events.clicked;
        if (events.activated) activated = events.activated;
        sorts += events.sort_changed ? 1 : 0;
    };
    click("dòng 3");
    EXPECT_EQ(clicked, 3u);
    EXPECT_EQ(state.selected, 3u);
    EXPECT_FALSE(activated.has_value());

    pass(1);
    double_click("dòng 2");
    EXPECT_EQ(activated, 2u);

    click("Hạn");
    click("Hạn");
    EXPECT_EQ(sorts, 2);
    EXPECT_EQ(state.sort_column, 1u);
    EXPECT_TRUE(state.descending);
}

TEST_F(Widgets, AButtonInATableRowIsPressedInsteadOfTheRow) {
    const std::array<ui::Column, 1> columns = {ui::Column{.label = "Việc"}};
    ui::TableState state;
    bool pressed = false;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        ui::table(ctx, "t", columns, 2, state,
                  [&](std::size_t row, std::size_t) { pressed |= ui::button(ctx, "Viết##" + std::to_string(row)); });
    };
    click("Viết##1");

    EXPECT_TRUE(pressed);
    EXPECT_FALSE(state.selected.has_value());
}

TEST_F(Widgets, TreeRowFoldsAtItsTriangleAndIsChosenElsewhere) {
    ui::TreeRow row{.depth = 1, .branch = ui::Branch::open};
    int toggled = 0;
    int clicked = 0;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        const auto events = ui::tree_row(ctx, "Phường Tây Mỗ", row);
        toggled += events.toggled ? 1 : 0;
        clicked += events.clicked ? 1 : 0;
    };
    click("Phường Tây Mỗ");
    EXPECT_EQ(clicked, 1);
    EXPECT_EQ(toggled, 0);

    const ImRect box = item("Phường Tây Mỗ").box;
    press_mouse({box.Min.x + 34, box.GetCenter().y});
    EXPECT_EQ(toggled, 1);
    EXPECT_EQ(clicked, 1);
}

TEST_F(Widgets, ShellTellsWhichRailItemAndStatusWasPressed) {
    const std::array<ui::RailItem, 2> rail = {
        ui::RailItem{.icon = ui::icon::kTasks, .label = "Việc cần làm", .count = 3},
        ui::RailItem{.icon = ui::icon::kSync, .label = "Đồng bộ"}};
    const std::array<ui::StatusPart, 1> left = {ui::StatusPart{.icon = ui::icon::kSchool, .label = "MN Tứ Liên"}};
    const std::array<ui::StatusPart, 1> right = {
        ui::StatusPart{.icon = ui::icon::kOffline, .label = "ngoại tuyến", .tone = ui::Tone::warn}};
    ui::ShellEvents seen;
    draw = [&](const ui::UiContext& ctx) {
        const auto events = ui::shell(
            ctx, {.brand = "Dòng Thác", .items = rail, .selected = 0, .status_left = left, .status_right = right},
            [&] { ui::page_header(ctx, "Việc cần làm"); });
        if (events.rail) seen.rail = events.rail;
        if (!events.status.empty()) seen.status = events.status;
    };
    click("Đồng bộ");
    click("ngoại tuyến");

    EXPECT_EQ(seen.rail, 1u);
    EXPECT_EQ(seen.status, "ngoại tuyến");
    EXPECT_LE(item("ngoại tuyến").box.Max.x, 1366);
    EXPECT_GE(item("ngoại tuyến").box.Min.x, 1200);
}

TEST_F(Widgets, FittedTextNeverLeavesItsWidth) {
    const std::string longest = "Trường Mầm non Tứ Liên, phường Hồng Hà, thành phố Hà Nội";
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        ui::text_fitted(ctx, longest, 120);
    };
    frame();

    EXPECT_LE(item(longest).box.GetWidth(), 120);
}

} // namespace dongthac::test
