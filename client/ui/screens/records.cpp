#include "client/ui/screens/records.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

namespace work = app::work;
using model::ValueType;
using view_model::RecordRow;
using view_model::RecordRows;

constexpr float kKindsWidth = 208;
constexpr float kRoomForKinds = 860; ///< below it the kinds are a drop-down list
constexpr float kSubjectLeast = 280;
constexpr float kDayWidth = 88;
constexpr float kStateWidth = 136;
constexpr float kWordsWidth = 128; ///< of a choice; the least of other words
constexpr float kBetween = 24;     ///< around what stands in a column

enum class Part { subject, day, value, state };
struct Shown {
    Part part;
    std::size_t value = 0; ///< index of RecordRows::columns
    Column column;
};

bool is_number(ValueType type) { return type == ValueType::integer || type == ValueType::decimal; }

/// 0 shares the rest.
float width_of(ValueType type) {
    switch (type) {
    case ValueType::date: return kDayWidth;
    case ValueType::moment: return 130;
    case ValueType::integer:
    case ValueType::decimal: return 90;
    case ValueType::flag: return 60;
    case ValueType::choice: return kWordsWidth;
    default: return 0;
    }
}

/// Where there is not room for all: how far it has come and by when it has to, then what takes little room.
int weight_of(const view_model::RecordColumn& column) {
    if (column.name == "stage") return 0;
    if (column.name == "due_on") return 1;
    if (column.type == ValueType::choice) return 2;
    return width_of(column.type) > 0 ? 3 : 4;
}

/// Columns of values that fit into `room` (pixels at zoom 1), in the order of the declaration.
std::vector<std::size_t> fitting_values(const RecordRows& rows, float room) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) order.push_back(i);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return weight_of(rows.columns[i]); });
    std::vector<std::size_t> out;
    for (const std::size_t i : order) {
        const float width = width_of(rows.columns[i].type);
        const float least = (width > 0 ? width : kWordsWidth) + kBetween;
        if (least > room) continue;
        room -= least;
        out.push_back(i);
    }
    std::ranges::sort(out);
    return out;
}

std::vector<Shown> shown_columns(const UiContext& ctx, const RecordRows& rows, float room) {
    std::vector<Shown> shown = {{Part::subject, 0, {.label = field_label(ctx, rows.kind, "subject"), .stretch = 2.4f}}};
    room -= kSubjectLeast + kBetween;
    if (rows.has_day) {
        shown.push_back({Part::day, 0, {.label = field_label(ctx, rows.kind, "on_day"), .width = kDayWidth}});
        room -= kDayWidth + kBetween;
    }
    const bool state = rows.flow != model::Flow::kept; // what stays in its office is always a draft
    if (state) room -= kStateWidth + kBetween;
    for (const std::size_t i : fitting_values(rows, room)) {
        const view_model::RecordColumn& column = rows.columns[i];
        shown.push_back({Part::value,
                         i,
                         {.label = field_label(ctx, rows.kind, column.name),
                          .width = width_of(column.type),
                          .align = is_number(column.type) ? Align::right : Align::left}});
    }
    if (state) shown.push_back({Part::state, 0, {.label = ctx.tr("records.column.state"), .width = kStateWidth}});
    return shown;
}

/// What it is about, and under it whose it is: the names of offices begin alike, a column would cut what tells them
/// apart.
void draw_subject(const UiContext& ctx, const RecordRows& rows, const RecordRow& row) {
    const bool office = rows.has_offices && rows.flow != model::Flow::kept;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::BeginGroup();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    if (office) ImGui::SetCursorScreenPos({at.x, at.y - ctx.theme.px(7)});
    if (row.conflicts > 0) {
        icon_text(ctx, icon::kWarning, Ink::error);
        tooltip(ctx, ctx.tr("task.conflicts", {{"n", row.conflicts}}));
        same_row(ctx.theme.space().s);
    }
    text_fitted(ctx, subject_or_untitled(ctx, row.subject), 0, TextStyle::body,
                row.subject.empty() ? Ink::faint : Ink::normal);
    if (office) {
        ImGui::SetCursorScreenPos({at.x, at.y + ctx.theme.px(20)});
        text_fitted(ctx, row.office, 0, TextStyle::small, Ink::muted);
    }
    ImGui::PopStyleVar();
    ImGui::EndGroup();
}

void draw_value(const UiContext& ctx, const RecordRows& rows, const RecordRow& row, std::size_t at) {
    const view_model::RecordColumn& column = rows.columns[at];
    const std::string words = value_words(ctx, column.name, column.type, row.values[at]);
    if (is_number(column.type)) return text_right(ctx, words);
    text_fitted(ctx, words, 0, TextStyle::body, column.name == "stage" ? Ink::normal : Ink::muted);
}

void draw_cell(const UiContext& ctx, const RecordRows& rows, const RecordRow& row, const Shown& shown) {
    switch (shown.part) {
    case Part::subject: return draw_subject(ctx, rows, row);
    case Part::value: return draw_value(ctx, rows, row, shown.value);
    case Part::day: return text(ctx, row.day, TextStyle::body, Ink::muted);
    case Part::state: return state_badge(ctx, row.state, row.queued);
    }
}

std::string add_words(const UiContext& ctx, const RecordRows& rows) {
    return ctx.tr("records.add", {{"kind", kind_in_sentence(ctx, rows.kind)}});
}

std::optional<app::Intent> draw_head(const UiContext& ctx, const RecordRows& rows) {
    page_header(ctx, ctx.tr("screen.records"),
                ctx.tr("records.count", {{"kind", kind_name(ctx, rows.kind)},
                                         {"n", ctx.strings.number(static_cast<std::int64_t>(rows.rows.size()))}}));
    if (rows.rows.empty()) return std::nullopt; // the next step stands in the middle
    const ButtonOptions plus{.kind = ButtonKind::primary, .icon = icon::kAdd};
    const ButtonOptions out{.icon = icon::kExport};
    const std::string add = add_words(ctx, rows);
    const std::string export_words = ctx.tr("records.export");
    same_row();
    push_right(button_width(ctx, export_words, out) + ctx.theme.space().s + button_width(ctx, add, plus));
    std::optional<app::Intent> wanted;
    if (button(ctx, export_words, out)) wanted = wants(work::ExportRecords{});
    same_row(ctx.theme.space().s);
    if (button(ctx, add, plus)) wanted = wants(work::NewRecord{rows.kind, {}});
    return wanted;
}

/// One kind in the menu at the left.
bool kind_row(const UiContext& ctx, const std::string& name, bool chosen) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, chosen ? TextStyle::strong : TextStyle::body);
    const Press press = press_area(name, {ImGui::GetContentRegionAvail().x, theme.px(34)});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Palette& p = theme.colors();
    if (chosen || press.hovered)
        list.AddRectFilled(press.min, press.max, chosen ? p.accent_soft : p.hover, theme.rounding());
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    const float end = press.max.x - theme.space().s;
    draw_fitted(list, {press.min.x + theme.space().m, y}, end, chosen ? p.accent : p.text, name);
    if (text_size(name).x > end - press.min.x - theme.space().m) tooltip(ctx, name);
    return press.pressed;
}

std::optional<app::Intent> draw_kinds(const UiContext& ctx, const RecordRows& rows) {
    std::optional<app::Intent> wanted;
    const Region region(ctx, "kinds", {ctx.theme.px(kKindsWidth), ImGui::GetContentRegionAvail().y});
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, ctx.theme.px(2));
    for (const std::string& kind : rows.kinds)
        if (kind_row(ctx, kind_name(ctx, kind), kind == rows.kind)) wanted = wants(work::ShowRecords{kind});
    ImGui::PopStyleVar();
    return wanted;
}

std::optional<app::Intent> draw_kinds_choice(const UiContext& ctx, const RecordRows& rows) {
    std::vector<std::string> names;
    std::size_t chosen = 0;
    for (const std::string& kind : rows.kinds) {
        if (kind == rows.kind) chosen = names.size();
        names.push_back(kind_name(ctx, kind));
    }
    if (choice(ctx, ctx.tr("records.kinds"), names, chosen, 240)) return wants(work::ShowRecords{rows.kinds[chosen]});
    return std::nullopt;
}

std::optional<app::Intent> draw_nothing(const UiContext& ctx, const RecordRows& rows, const RecordsState& state) {
    if (!rows.rows.empty()) {
        (void)empty_state(ctx, icon::kSearch, ctx.tr("search.nothing", {{"query", state.words}}),
                          ctx.tr("records.none_text"));
        return std::nullopt;
    }
    const std::string title = ctx.tr("records.empty.title", {{"kind", kind_name(ctx, rows.kind)}});
    if (empty_state(ctx, icon::kFolder, title, ctx.tr("records.empty.text"), add_words(ctx, rows) + "##first"))
        return wants(work::NewRecord{rows.kind, {}});
    return std::nullopt;
}

std::optional<app::Intent> draw_list(const UiContext& ctx, const RecordRows& rows, RecordsState& state) {
    if (rows.rows.empty()) return draw_nothing(ctx, rows, state);
    (void)search_box(ctx, ctx.tr("records.search"), state.words, ctx.tr("records.search_hint"), 300);
    const std::vector<std::size_t> found = view_model::matching(rows, state.words);
    if (!state.words.empty()) {
        same_row(ctx.theme.space().m);
        align_to_controls(ctx);
        text(ctx, ctx.tr("records.found", {{"n", found.size()}, {"all", rows.rows.size()}}), TextStyle::small,
             Ink::muted);
    }
    gap(ctx.theme.space().m);
    if (found.empty()) return draw_nothing(ctx, rows, state);
    const Card card(ctx, "list", {0, list_height(ctx, found.size())}, Card::Padding::none);
    const float room = ImGui::GetContentRegionAvail().x / ctx.theme.zoom();
    const std::vector<Shown> shown = shown_columns(ctx, rows, room);
    std::vector<Column> columns;
    for (const Shown& one : shown) columns.push_back(one.column);
    if (state.table.selected >= found.size()) state.table.selected.reset();
    const TableEvents events =
        table(ctx, "records", columns, found.size(), state.table,
              [&](std::size_t row, std::size_t column) { draw_cell(ctx, rows, rows.rows[found[row]], shown[column]); },
              {.height = -1,
               .row_label = [&](std::size_t row) { return subject_or_untitled(ctx, rows.rows[found[row]].subject); }});
    if (!events.clicked) return std::nullopt;
    return wants(work::OpenRecord{rows.rows[found[*events.clicked]].document});
}

} // namespace

std::optional<app::Intent> draw_records(const UiContext& ctx, const RecordRows& rows, RecordsState& state) {
    if (state.kind != rows.kind) {
        state.kind = rows.kind;
        state.table = {};
    }
    state.about = {}; // a form that is opened next begins anew
    std::optional<app::Intent> wanted = draw_head(ctx, rows);
    gap(ctx.theme.space().m);
    const bool beside = ImGui::GetContentRegionAvail().x >= ctx.theme.px(kRoomForKinds);
    if (auto asked = beside ? draw_kinds(ctx, rows) : draw_kinds_choice(ctx, rows)) wanted = asked;
    if (beside)
        same_row(ctx.theme.space().l);
    else if (!rows.rows.empty()) // the search stands beside the drop-down list, the next step under it
        same_row(ctx.theme.space().m);
    std::optional<Region> right; // the list stands beside the menu, or under the drop-down list
    if (beside) right.emplace(ctx, "found");
    if (auto asked = draw_list(ctx, rows, state)) wanted = asked;
    return wanted;
}

} // namespace dongthac::ui
