#include "client/ui/widgets/table.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

void set_up_columns(const Theme& theme, std::span<const Column> columns, const TableState& state) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = columns[i];
        ImGuiTableColumnFlags flags =
            column.width > 0 ? ImGuiTableColumnFlags_WidthFixed : ImGuiTableColumnFlags_WidthStretch;
        if (column.sortable == Sortable::no) flags |= ImGuiTableColumnFlags_NoSort;
        if (i == state.sort_column && column.sortable == Sortable::yes) flags |= ImGuiTableColumnFlags_DefaultSort;
        ImGui::TableSetupColumn(column.label.c_str(), flags,
                                column.width > 0 ? theme.px(column.width) : column.stretch);
    }
    ImGui::TableSetupScrollFreeze(0, 1);
}

// Draws the headings; true when another order was asked for.
bool draw_headings(const UiContext& ctx, std::span<const Column> columns, TableState& state) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const FontScope font(theme, TextStyle::small);
    bool changed = false;
    ImGui::TableNextRow(ImGuiTableRowFlags_Headers, theme.px(36));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        ImGui::TableSetColumnIndex(static_cast<int>(i));
        const Column& column = columns[i];
        const bool sorted = column.sortable == Sortable::yes && state.sort_column == i;
        const std::string_view arrow = state.descending ? icon::kDown : icon::kUp;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float room = std::max(ImGui::GetContentRegionAvail().x, 1.0f);
        const float height = theme.px(28);
        bool hovered = false;
        if (column.sortable == Sortable::yes) {
            const Press press = press_area(column.label + "##heading", {room, height});
            hovered = press.hovered;
            if (press.pressed) {
                state.descending = sorted && !state.descending;
                state.sort_column = i;
                changed = true;
            }
        } else {
            ImGui::Dummy({room, height});
            note_item(column.label, at, {at.x + room, at.y + height});
        }
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float width = text_size(column.label).x;
        const float x = column.align == Align::right ? std::max(at.x, at.x + room - width) : at.x;
        const float y = at.y + std::round((height - ImGui::GetFontSize()) / 2);
        draw_fitted(list, {x, y}, at.x + room, sorted || hovered ? p.text : p.muted, column.label);
        if (sorted) draw_text(list, {x + width + theme.space().xs, y}, p.accent, arrow);
    }
    return changed;
}

void draw_row(const UiContext& ctx, std::size_t row, std::size_t columns, TableState& state, TableEvents& events,
              const std::function<void(std::size_t, std::size_t)>& cell, const TableOptions& options) {
    const Theme& theme = ctx.theme;
    const float height = theme.control_height();
    ImGui::TableNextRow(ImGuiTableRowFlags_None, height + 2 * ImGui::GetStyle().CellPadding.y);
    ImGui::TableSetColumnIndex(0);
    ImGui::PushID(static_cast<int>(row));

    const std::string name = options.row_label ? options.row_label(row) : "row " + std::to_string(row);
    const ImVec2 at = ImGui::GetCursorPos();
    constexpr auto kFlags =
        ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowOverlap | ImGuiSelectableFlags_AllowDoubleClick;
    ImGui::PushStyleColor(ImGuiCol_Text, 0); // the name is for tests and screen readers, not for the eye
    if (ImGui::Selectable(name.c_str(), state.selected == row, kFlags, {0, height})) {
        state.selected = row;
        events.clicked = row;
        // A keyboard press has no click to double: it opens the row at once.
        if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) || !ImGui::IsMouseReleased(ImGuiMouseButton_Left))
            events.activated = row;
    }
    ImGui::PopStyleColor();
    ImGui::SetCursorPos(at);
    for (std::size_t column = 0; column < columns; ++column) {
        ImGui::TableSetColumnIndex(static_cast<int>(column));
        ImGui::AlignTextToFramePadding();
        cell(row, column);
    }
    ImGui::PopID();
}

} // namespace

TableEvents table(const UiContext& ctx, std::string_view id, std::span<const Column> columns, std::size_t rows,
                  TableState& state, const std::function<void(std::size_t row, std::size_t column)>& cell,
                  const TableOptions& options) {
    const Theme& theme = ctx.theme;
    TableEvents events;
    ImGuiTableFlags flags = ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_PadOuterX | ImGuiTableFlags_NoSavedSettings;
    if (options.height != 0) flags |= ImGuiTableFlags_ScrollY;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {theme.space().m, theme.space().xs});
    const std::string name(id);
    const ImVec2 size(0, options.height < 0 ? ImGui::GetContentRegionAvail().y : options.height);
    if (ImGui::BeginTable(name.c_str(), static_cast<int>(columns.size()), flags, size)) {
        set_up_columns(theme, columns, state);
        events.sort_changed = draw_headings(ctx, columns, state);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(rows));
        while (clipper.Step())
            for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row)
                draw_row(ctx, static_cast<std::size_t>(row), columns.size(), state, events, cell, options);
        ImGui::EndTable();
    }
    ImGui::PopStyleVar();
    return events;
}

TreeRowEvents tree_row(const UiContext& ctx, std::string_view label, const TreeRow& row) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const FontScope font(theme, row.selected ? TextStyle::strong : TextStyle::body);
    const std::string_view words = shown_part(label);
    const float step = theme.px(20);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme.px(2)); // rows of one tree belong together
    const Press press = press_area(label, {std::max(ImGui::GetContentRegionAvail().x, 1.0f), theme.px(34)});
    ImGui::PopStyleVar();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 fill = row.selected ? p.accent_soft : press.held ? p.pressed : press.hovered ? p.hover : 0;
    if (fill) list.AddRectFilled(press.min, press.max, fill, theme.rounding());

    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    const float arrow = press.min.x + theme.space().s + step * static_cast<float>(row.depth);
    if (row.branch != Branch::leaf) {
        const FontScope small(theme, TextStyle::small);
        draw_text(list, {arrow, y + theme.px(1)}, p.muted,
                  row.branch == Branch::open ? icon::kChevronDown : icon::kChevronRight);
    }
    float x = arrow + step;
    if (!row.icon.empty()) {
        draw_text(list, {x, y}, row.selected ? p.accent : p.muted, row.icon);
        x += text_size(row.icon).x + theme.space().s;
    }
    float end = press.max.x - theme.space().s;
    if (!row.detail.empty()) {
        const FontScope small(theme, TextStyle::small);
        end -= text_size(row.detail).x;
        draw_text(list, {end, std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2)},
                  theme.strong(row.detail_tone), row.detail);
        end -= theme.space().s;
    }
    draw_fitted(list, {x, y}, end, row.selected ? p.accent : p.text, words);
    if (text_size(words).x > end - x) tooltip(ctx, words);

    TreeRowEvents events;
    const bool on_arrow = row.branch != Branch::leaf && ImGui::GetIO().MousePos.x < arrow + step;
    const bool by_mouse = ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    events.toggled = press.pressed && by_mouse && on_arrow;
    events.clicked = press.pressed && !events.toggled;
    if (ImGui::IsItemFocused()) {
        const bool opens = row.branch == Branch::closed && ImGui::IsKeyPressed(ImGuiKey_RightArrow, false);
        const bool closes = row.branch == Branch::open && ImGui::IsKeyPressed(ImGuiKey_LeftArrow, false);
        events.toggled = events.toggled || opens || closes;
    }
    return events;
}

} // namespace dongthac::ui
