#include "client/ui/screens/people.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/people_policy.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/text/date.hpp"

namespace dongthac::ui {

namespace {

using app::PeopleForm;
using app::intent::OpenPeopleForm;
using view_model::DeviceRow;
using view_model::PeopleRows;
using view_model::PersonRow;

constexpr float kPolicyHeight = 288;
constexpr float kFewestRows = 170; // of the list of people, however low the window
constexpr float kSideBySide = 1200;
constexpr float kAllColumns = 1100;

std::string roles_text(const UiContext& ctx, const std::vector<std::string>& roles) {
    std::string text;
    for (const std::string& role : roles) text += (text.empty() ? "" : ", ") + ctx.tr("role." + role);
    return text;
}

std::string term_text(const UiContext& ctx, const PersonRow& row) {
    const auto day = [](const std::optional<text::Date>& date) {
        return date ? text::to_short_form(*date) : std::string();
    };
    if (!row.to) return row.from ? ctx.tr("people.from", {{"day", day(row.from)}}) : std::string();
    return day(row.from) + " – " + day(row.to);
}

std::optional<app::Intent> draw_head(const UiContext& ctx, const PeopleRows& rows) {
    std::optional<app::Intent> wanted;
    page_header(ctx, ctx.tr("people.title"),
                rows.administers ? rows.office : ctx.tr("people.read_only", {{"office", rows.office}}));
    const std::string pin = ctx.tr("people.button.set_pin");
    const std::string add = ctx.tr("people.button.add_person");
    const ButtonOptions lock{.icon = icon::kLock};
    const ButtonOptions plus{
        .kind = ButtonKind::primary, .icon = icon::kAdd, .enabled = rows.administers ? Enabled::yes : Enabled::no};
    same_row();
    push_right(button_width(ctx, pin, lock) + ctx.theme.space().s + button_width(ctx, add, plus));
    if (button(ctx, pin, lock)) wanted = OpenPeopleForm{PeopleForm::set_pin, {}};
    same_row(ctx.theme.space().s);
    if (button(ctx, add, plus)) wanted = OpenPeopleForm{PeopleForm::add_person, {}};
    return wanted;
}

/// What can be done about the chosen person, at the right of the list's title.
std::optional<app::Intent> draw_acts(const UiContext& ctx, const PeopleRows& rows, const PersonRow* chosen) {
    struct Act {
        PeopleForm form;
        std::string label;
        ButtonOptions options;
    };
    const bool acting = chosen != nullptr && !chosen->ended;
    const Enabled changes = rows.administers && acting ? Enabled::yes : Enabled::no;
    const Enabled pin = chosen != nullptr && chosen->signs_here ? Enabled::yes : Enabled::no;
    const std::array<Act, 4> acts = {{{PeopleForm::change_pin, ctx.tr("people.button.change_pin"), {.enabled = pin}},
                                      {PeopleForm::new_code, ctx.tr("people.button.new_code"), {.enabled = changes}},
                                      {PeopleForm::hand_over, ctx.tr("people.button.hand_over"), {.enabled = changes}},
                                      {PeopleForm::end_term, ctx.tr("people.button.end_term"), {.enabled = changes}}}};
    float width = 0;
    for (const Act& act : acts) width += button_width(ctx, act.label, act.options) + ctx.theme.space().s;
    std::optional<app::Intent> wanted;
    push_right(width - ctx.theme.space().s);
    for (std::size_t i = 0; i < acts.size(); ++i) {
        if (i > 0) same_row(ctx.theme.space().s);
        if (button(ctx, acts.at(i).label, acts.at(i).options) && chosen != nullptr)
            wanted = OpenPeopleForm{acts.at(i).form, chosen->id};
    }
    return wanted;
}

enum class Part { name, position, roles, term, devices, here };
struct Shown {
    Part part;
    Column column;
};

/// A narrow window keeps who may do what.
std::vector<Shown> shown_columns(const UiContext& ctx) {
    std::vector<Shown> shown = {
        {Part::name, {.label = ctx.tr("people.column.name"), .stretch = 1.2f}},
        {Part::position, {.label = ctx.tr("people.column.position")}},
        {Part::roles, {.label = ctx.tr("people.column.roles"), .stretch = 1.3f}},
        {Part::term, {.label = ctx.tr("people.column.term"), .width = 200}},
        {Part::devices, {.label = ctx.tr("people.column.devices"), .width = 70, .align = Align::right}},
        {Part::here, {.label = ctx.tr("people.column.here"), .width = 170}}};
    if (logical_width(ctx) < kAllColumns)
        std::erase_if(shown, [](const Shown& each) {
            return each.part == Part::position || each.part == Part::term || each.part == Part::devices;
        });
    return shown;
}

void draw_person_cell(const UiContext& ctx, const PersonRow& row, Part part) {
    const Ink ink = row.ended ? Ink::muted : Ink::normal;
    switch (part) {
    case Part::name: return text_fitted(ctx, row.name, 0, row.ended ? TextStyle::body : TextStyle::strong, ink);
    case Part::position: return text_fitted(ctx, row.position, 0, TextStyle::body, Ink::muted);
    case Part::roles: return text_fitted(ctx, roles_text(ctx, row.roles), 0, TextStyle::body, ink);
    case Part::term: return text_fitted(ctx, term_text(ctx, row), 0, TextStyle::body, Ink::muted);
    case Part::devices:
        return text_right(ctx, ctx.strings.number(static_cast<std::int64_t>(row.devices)), TextStyle::body, ink);
    case Part::here: break;
    }
    if (row.ended) return badge(ctx, Tone::neutral, ctx.tr("people.ended"), icon::kClock);
    if (row.signs_here) return badge(ctx, Tone::ok, ctx.tr("people.signs_here"));
    badge(ctx, Tone::neutral, ctx.tr("people.no_pin_here"), icon::kLock);
}

std::optional<app::Intent> draw_list(const UiContext& ctx, const PeopleRows& rows, PeopleState& state, float height) {
    if (state.people.selected && *state.people.selected >= rows.people.size()) state.people.selected.reset();
    const PersonRow* chosen = state.people.selected ? &rows.people[*state.people.selected] : nullptr;
    const ImVec2 at = ImGui::GetCursorPos();
    std::optional<app::Intent> wanted = draw_acts(ctx, rows, chosen);
    const ImVec2 below = ImGui::GetCursorPos();
    ImGui::SetCursorPos({at.x, at.y + ctx.theme.space().s}); // level with the words of the buttons
    section_title(ctx, ctx.tr("people.list"),
                  static_cast<int>(std::ranges::count(rows.people, false, &PersonRow::ended)));
    ImGui::SetCursorPos(below);
    if (rows.people.empty()) {
        const Card card(ctx, "nobody");
        text_wrapped(ctx, ctx.tr("people.empty"), TextStyle::body, Ink::muted);
        return wanted;
    }
    const Card card(ctx, "people", {0, std::min(list_height(ctx, rows.people.size()), height)}, Card::Padding::none);
    const std::vector<Shown> shown = shown_columns(ctx);
    std::vector<Column> columns;
    for (const Shown& each : shown) columns.push_back(each.column);
    (void)table(
        ctx, "people", columns, rows.people.size(), state.people,
        [&](std::size_t row, std::size_t column) { draw_person_cell(ctx, rows.people[row], shown[column].part); },
        {.height = -1, .row_label = [&](std::size_t row) { return rows.people[row].name + "##row"; }});
    return wanted;
}

void draw_device_cell(const UiContext& ctx, const DeviceRow& row, std::size_t column) {
    if (column == 0) return text_fitted(ctx, row.name, 0, TextStyle::body, row.revoked ? Ink::muted : Ink::normal);
    if (column == 1) return text_fitted(ctx, roles_text(ctx, row.roles), 0, TextStyle::body, Ink::muted);
    if (row.here) return badge(ctx, Tone::info, ctx.tr("people.device.here"));
    if (row.revoked) return badge(ctx, Tone::error, ctx.tr("people.device.revoked"));
    badge(ctx, Tone::ok, ctx.tr("people.device.in_use"));
}

std::optional<app::Intent> draw_devices(const UiContext& ctx, const PeopleRows& rows, PeopleState& state) {
    std::optional<app::Intent> wanted;
    section_title(ctx, ctx.tr("people.devices"), static_cast<int>(rows.devices.size()));
    const std::string reserve = ctx.tr("people.button.reserve");
    const float foot = ctx.theme.control_height() + ctx.theme.space().m;
    {
        const Card card(ctx, "devices", {0, std::max(ImGui::GetContentRegionAvail().y - foot, ctx.theme.px(120))},
                        Card::Padding::none);
        const std::array<Column, 3> columns = {{{.label = ctx.tr("people.column.device")},
                                                {.label = ctx.tr("people.column.roles"), .stretch = 1.2f},
                                                {.label = ctx.tr("people.column.state"), .width = 130}}};
        (void)table(ctx, "devices", columns, rows.devices.size(), state.devices,
                    [&](std::size_t row, std::size_t column) { draw_device_cell(ctx, rows.devices[row], column); },
                    {.height = -1, .row_label = [&](std::size_t row) { return rows.devices[row].name + "##device"; }});
    }
    align_to_controls(ctx);
    text(ctx, ctx.tr(rows.numbers_here ? "people.reserved" : "people.reserved_elsewhere", {{"n", rows.reserved}}),
         TextStyle::body, Ink::muted);
    same_row();
    const ButtonOptions options{.enabled = rows.numbers_here ? Enabled::yes : Enabled::no};
    push_right(button_width(ctx, reserve, options));
    if (button(ctx, reserve, options)) wanted = OpenPeopleForm{PeopleForm::reserve_numbers, {}};
    return wanted;
}

} // namespace

std::optional<app::Intent> draw_people(const UiContext& ctx, const PeopleRows& rows, const app::SyncStatus& status,
                                       const std::string& problem, PeopleState& state, JoinForm& join) {
    if (!rows.enrolled) {
        page_header(ctx, ctx.tr("people.title"), ctx.tr("sync.not_joined"));
        gap(ctx.theme.space().m);
        return draw_not_joined(ctx, status, join);
    }
    const Theme& theme = ctx.theme;
    std::optional<app::Intent> wanted = draw_head(ctx, rows);
    const auto take = [&](std::optional<app::Intent> intent) {
        if (intent) wanted = std::move(intent);
    };
    gap(theme.space().m);
    const Region page(ctx, "people page");
    const float lower = theme.px(kPolicyHeight);
    const float room = ImGui::GetContentRegionAvail().y - lower - theme.px(36) - 2 * theme.space().l;
    take(draw_list(ctx, rows, state, std::max(room, theme.px(kFewestRows))));
    gap(theme.space().l);

    const bool beside = logical_width(ctx) >= kSideBySide;
    const float all = ImGui::GetContentRegionAvail().x;
    const float width = beside ? std::floor((all - theme.space().l) * 0.54f) : all;
    {
        const Region policy(ctx, "policy part", {width, lower});
        take(draw_policy(ctx, rows, status.act, problem, state));
    }
    if (beside)
        same_row(theme.space().l);
    else
        gap(theme.space().l);
    const Region devices(ctx, "devices part", {0, lower});
    take(draw_devices(ctx, rows, state));
    return wanted;
}

} // namespace dongthac::ui
