#include "client/ui/screens/tasks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "client/app/work_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::TaskAction;
using view_model::TaskGroup;
using view_model::TaskRow;
using view_model::TaskRows;

constexpr float kRowHeight = 62;
constexpr float kDisc = 36;

struct GroupLook {
    Tone tone;
    std::string_view icon;
};

GroupLook look_of(TaskGroup group) {
    switch (group) {
    case TaskGroup::overdue: return {Tone::error, icon::kBell};
    case TaskGroup::due: return {Tone::warn, icon::kClock};
    case TaskGroup::returned: return {Tone::warn, icon::kReturn};
    case TaskGroup::conflict: return {Tone::error, icon::kWarning};
    case TaskGroup::incoming: return {Tone::info, icon::kInbox};
    case TaskGroup::from_above: return {Tone::info, icon::kCascade};
    case TaskGroup::to_issue: return {Tone::ok, icon::kCheck};
    case TaskGroup::missing: return {Tone::warn, icon::kSchool};
    case TaskGroup::waiting: return {Tone::neutral, icon::kClock};
    case TaskGroup::draft: break;
    }
    return {Tone::neutral, icon::kEdit};
}

app::Intent intent_of(const TaskRow& row) {
    switch (row.action) {
    case TaskAction::create_from: return app::intent::CreateFromParent{row.document};
    case TaskAction::receive: return app::intent::Decide{row.document, model::Action::receive, {}};
    case TaskAction::issue: return app::intent::Decide{row.document, model::Action::issue, {}};
    case TaskAction::show_cascade: return app::intent::ShowInCascade{row.document};
    case TaskAction::sync: return app::intent::SyncNow{};
    case TaskAction::do_task: return app::intent::Work{app::work::DoTask{row.due->id}};
    case TaskAction::open:
    case TaskAction::settle:
    case TaskAction::review: break;
    }
    return app::intent::OpenDocument{row.document, {}};
}

std::string action_key(const TaskRow& row) {
    if (row.action == TaskAction::do_task && row.due->offices > 0) return "task.action.open_task";
    if (row.action == TaskAction::open && row.group == TaskGroup::returned) return "task.action.fix";
    if (row.action == TaskAction::open && row.group == TaskGroup::from_above) return "task.action.view";
    return "task.action." + std::string(view_model::name_of(row.action));
}

/// Tells the widgets of one row from those of others.
std::string key_of(const TaskRow& row) {
    const std::string id = row.due ? base::to_text(row.due->id) : base::to_text(row.document);
    return "##" + id + std::string(view_model::name_of(row.group));
}

/// Second line: what happened, and the words of who returned it.
void draw_detail(const UiContext& ctx, const TaskRow& row, ImVec2 at, float max_x) {
    const FontScope font(ctx.theme, TextStyle::small);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string detail = say(ctx, row.detail);
    draw_fitted(list, at, max_x, ctx.theme.colors().muted, detail);
    note_item(detail, at, {max_x, at.y + ImGui::GetFontSize()});
    if (row.note.empty()) return;
    const float x = at.x + text_size(detail).x + ctx.theme.space().s;
    const std::string note = "“" + row.note + "”";
    if (x < max_x) draw_fitted(list, {x, at.y}, max_x, ctx.theme.strong(Tone::warn), note);
    note_item(note, {x, at.y}, {max_x, at.y + ImGui::GetFontSize()});
}

struct RowParts {
    std::string name;
    std::string subject;
    std::string action;
    std::string when;
};

std::string days_words(const UiContext& ctx, std::int64_t days) {
    if (days == 0) return ctx.tr("task.days_today");
    return ctx.tr(days < 0 ? "task.days_over" : "task.days_left", {{"n", ctx.strings.number(std::abs(days))}});
}

RowParts parts_of(const UiContext& ctx, const TaskRow& row, std::int64_t now_ms) {
    if (row.due)
        return {row.subject, app::period_words(ctx.strings, row.due->period), ctx.tr(action_key(row)),
                days_words(ctx, row.due->days)};
    return {document_name(ctx, row.kind, row.number), row.subject.empty() ? ctx.tr("document.untitled") : row.subject,
            ctx.tr(action_key(row)), ctx.strings.ago(row.at_ms, now_ms)};
}

/// Name and subject, the time they are from, and the detail under them.
void draw_words(const UiContext& ctx, const TaskRow& row, const RowParts& parts, ImVec2 min, float max_x) {
    const Theme& theme = ctx.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float x = min.x + theme.space().m + theme.px(kDisc) + theme.space().m;
    const float first = min.y + theme.px(11);
    float end = max_x;
    {
        const FontScope font(theme, TextStyle::small);
        const float width = text_size(parts.when).x;
        if (end - x > width + theme.px(280)) {
            end -= width;
            const ImVec2 at(end, min.y + std::round((theme.px(kRowHeight) - ImGui::GetFontSize()) / 2));
            draw_text(list, at, row.due ? theme.strong(look_of(row.group).tone) : theme.colors().muted, parts.when);
            note_item(parts.when, at, {end + width, at.y + ImGui::GetFontSize()});
            end -= theme.space().l;
        }
    }
    {
        const FontScope font(theme, TextStyle::strong);
        draw_fitted(list, {x, first}, end, theme.colors().text, parts.name);
        const float after = x + text_size(parts.name).x + theme.space().s;
        const FontScope plain(theme, TextStyle::body);
        if (after < end) draw_fitted(list, {after, first}, end, theme.colors().text, parts.subject);
    }
    draw_detail(ctx, row, {x, first + theme.px(22)}, end);
}

std::optional<app::Intent> draw_row(const UiContext& ctx, const TaskRow& row, std::int64_t now_ms) {
    const Theme& theme = ctx.theme;
    const RowParts parts = parts_of(ctx, row, now_ms);
    const std::string key = key_of(row);
    const GroupLook look = look_of(row.group);
    std::optional<app::Intent> wanted;

    ImGui::SetNextItemAllowOverlap();
    const Press press = press_area((row.due ? parts.name : parts.subject) + key,
                                   {ImGui::GetContentRegionAvail().x, theme.px(kRowHeight)});
    const ImVec2 after = ImGui::GetCursorScreenPos();
    if (press.pressed) wanted = row.due ? intent_of(row) : app::intent::OpenDocument{row.document, {}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (press.hovered) list.AddRectFilled(press.min, press.max, theme.colors().hover, theme.px(8));
    const float disc_y = std::round(press.min.y + (press.max.y - press.min.y - theme.px(kDisc)) / 2);
    icon_disc(ctx, {press.min.x + theme.space().m, disc_y}, theme.px(kDisc), look.icon, look.tone);

    const float button_x = press.max.x - theme.space().m - button_width(ctx, parts.action);
    draw_words(ctx, row, parts, press.min, button_x - theme.space().l);
    ImGui::SetCursorScreenPos(
        {button_x, std::round(press.min.y + (press.max.y - press.min.y - theme.control_height()) / 2)});
    if (button(ctx, parts.action + key)) wanted = intent_of(row);
    ImGui::SetCursorScreenPos(after);
    return wanted;
}

/// The white card behind the rows of a group: drawn rather than nested, so that 3,000 rows cost their visible ones.
void draw_card(const UiContext& ctx, ImVec2 at, std::size_t rows) {
    const Theme& theme = ctx.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 end(at.x + ImGui::GetContentRegionAvail().x, at.y + theme.px(kRowHeight) * static_cast<float>(rows));
    list.AddRectFilled(at, end, theme.colors().panel, theme.px(8));
    list.AddRect(at, end, theme.colors().border, theme.px(8));
}

std::optional<app::Intent> draw_group(const UiContext& ctx, const TaskRows& rows, std::size_t first,
                                      std::size_t count) {
    const Theme& theme = ctx.theme;
    std::optional<app::Intent> wanted;
    draw_card(ctx, ImGui::GetCursorScreenPos(), count);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(count), theme.px(kRowHeight));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float inset = theme.space().m;
            if (i > 0)
                ImGui::GetWindowDrawList()->AddLine({at.x + inset, at.y},
                                                    {at.x + ImGui::GetContentRegionAvail().x - inset, at.y},
                                                    theme.colors().border);
            if (auto pressed = draw_row(ctx, rows.rows[first + static_cast<std::size_t>(i)], rows.now_ms))
                wanted = pressed;
        }
    ImGui::PopStyleVar();
    return wanted;
}

/// The head of a group folds it away.
void draw_group_head(const UiContext& ctx, TaskGroup group, std::size_t count, bool& closed) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::strong);
    const std::string title = ctx.tr("task.group." + std::string(view_model::name_of(group)));
    const Press press = press_area(title, {ImGui::GetContentRegionAvail().x, theme.px(30)});
    if (press.pressed) closed = !closed;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    draw_text(list, {press.min.x, y}, theme.colors().text, title);
    const float x = press.min.x + text_size(title).x;
    const FontScope small(theme, TextStyle::small);
    const std::string number = ctx.strings.number(static_cast<std::int64_t>(count));
    const float small_y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    draw_text(list, {x + theme.space().m, small_y}, theme.strong(look_of(group).tone), number);
    draw_text(list, {x + theme.space().m + text_size(number).x + theme.space().s, small_y}, theme.colors().faint,
              closed ? icon::kChevronRight : icon::kChevronDown);
}

std::optional<app::Intent> draw_head(const UiContext& ctx, const TaskRows& rows) {
    const std::size_t urgent = rows.urgent();
    page_header(ctx, ctx.tr("screen.tasks"),
                urgent == 0 ? ctx.tr("task.nothing_urgent")
                            : ctx.tr("task.urgent", {{"n", ctx.strings.number(static_cast<std::int64_t>(urgent))}}));
    return begin_plan_buttons(ctx, {ctx.tr("screen.schedules"), app::Screen::schedules});
}

std::optional<app::Intent> draw_nothing(const UiContext& ctx, const TaskRows& rows) {
    if (rows.documents > 0) {
        if (empty_state(ctx, icon::kCheck, ctx.tr("task.empty.title"), ctx.tr("task.empty.text"),
                        ctx.tr("task.empty.action")))
            return app::intent::OpenScreen{app::Screen::cascade};
        return std::nullopt;
    }
    if (rows.enrolled) {
        if (empty_state(ctx, icon::kTasks, ctx.tr("task.first.title"), ctx.tr("task.first.text"),
                        ctx.tr("button.sync_now")))
            return app::intent::SyncNow{};
        return std::nullopt;
    }
    if (empty_state(ctx, icon::kTasks, ctx.tr("task.alone.title"), ctx.tr("task.alone.text"),
                    ctx.tr("task.alone.action")))
        return app::intent::OpenScreen{app::Screen::sync};
    return std::nullopt;
}

} // namespace

std::optional<app::Intent> draw_tasks(const UiContext& ctx, const TaskRows& rows, TasksState& state) {
    std::optional<app::Intent> wanted = draw_head(ctx, rows);
    gap(ctx.theme.space().m);
    const Region list(ctx, "tasks");
    if (rows.rows.empty()) {
        if (auto asked = draw_nothing(ctx, rows)) wanted = asked;
        return wanted;
    }
    std::size_t first = 0;
    for (std::size_t i = 0; i < view_model::kTaskGroups; ++i) {
        const std::size_t count = rows.counts.at(i);
        if (count == 0) continue;
        draw_group_head(ctx, static_cast<TaskGroup>(i), count, state.closed.at(i));
        if (!state.closed.at(i))
            if (auto asked = draw_group(ctx, rows, first, count)) wanted = asked;
        gap(ctx.theme.space().l);
        first += count;
    }
    return wanted;
}

} // namespace dongthac::ui
