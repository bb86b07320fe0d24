#include <algorithm>
#include <cmath>

#include "client/app/work_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/design_parts.hpp"
#include "client/ui/screens/duty_fields.hpp"
#include "client/ui/screens/record_form.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/model/weekday.hpp"

// The lines of what is designed: questions and rules of a form, obligations of a schedule.

namespace dongthac::ui {

namespace {

namespace work = app::work;
using office::LineKind;
using view_model::DesignLine;
using view_model::RecordField;

constexpr float kRow = 54;
constexpr float kDisc = 26;
constexpr float kSideBySide = 640; ///< of the room: below it a sentence stands over what is read from it

const RecordField* field_named(const DesignLine& line, std::string_view name) {
    const auto found = std::ranges::find(line.form.fields, name, &RecordField::name);
    return found == line.form.fields.end() ? nullptr : &*found;
}

void join(std::string& words, const std::string& more) {
    if (!more.empty()) words += (words.empty() ? "" : " · ") + more;
}

std::string question_words(const UiContext& ctx, const DesignLine& line) {
    std::string words;
    join(words, ctx.tr("choice.value_type." + std::string(model::name_of(line.item.type))));
    join(words, ctx.tr("choice.aggregation." + std::string(model::name_of(line.item.aggregation))));
    join(words, line.item.unit);
    join(words, line.item.key);
    return words;
}

std::string quota_words(const UiContext& ctx, const model::Obligation& duty) {
    if (!duty.quota) return {};
    std::string words = ctx.tr("design.at_least", {{"n", duty.quota->min}, {"unit", duty.quota->unit}});
    if (!duty.quota->per.empty()) words += "/" + duty.quota->per;
    return words;
}

std::string duty_words(const DesignFrame& frame, const DesignLine& line) {
    const UiContext& ctx = frame.ctx;
    std::string words;
    join(words, ctx.tr("choice.cadence." + std::string(model::name_of(line.duty.cadence))));
    if (const RecordField* who = field_named(line, "targets"))
        join(words, selector_words(ctx, *who, frame.page.head.offices));
    if (const RecordField* due = field_named(line, "due_school")) join(words, due_words(ctx, due->value));
    join(words, quota_words(ctx, line.duty));
    return words;
}

std::string summary_of(const DesignFrame& frame, const DesignLine& line) {
    switch (line.kind) {
    case LineKind::question: return question_words(frame.ctx, line);
    case LineKind::duty: return duty_words(frame, line);
    case LineKind::rule: break;
    }
    return {};
}

std::string key_of(LineKind kind, std::string_view part) {
    constexpr std::string_view kNames[] = {"question", "rule", "duty"};
    return "design." + std::string(part) + "." + std::string(kNames[static_cast<std::size_t>(kind)]);
}

std::string words_of(const UiContext& ctx, const DesignLine& line) {
    return line.words.empty() ? ctx.tr(key_of(line.kind, "unnamed")) : line.words;
}

/// What stands at the right of a row: that something is wrong, whose it is, that it is open.
float draw_signs(const DesignFrame& frame, const DesignLine& line, const Press& press, std::string_view sign) {
    const Theme& theme = frame.ctx.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float x = press.max.x - theme.space().m;
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    const auto put = [&](std::string_view icon, ImU32 color) {
        x -= text_size(icon).x;
        draw_text(list, {x, y}, color, icon);
        x -= theme.space().m;
    };
    put(sign, theme.colors().muted);
    if (!line.problems.empty() || frame.state.unstored.contains(line.node)) put(icon::kWarning, theme.colors().error);
    if (line.in_force) put(icon::kOk, theme.strong(Tone::ok));
    return x;
}

/// One line that is closed, or the head of the one that is open; true when it was pressed.
bool draw_row(const DesignFrame& frame, const DesignLine& line, std::size_t number, Branch branch) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const Press press = press_area(words_of(ctx, line) + "##row", {ImGui::GetContentRegionAvail().x, theme.px(kRow)});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (press.hovered) list.AddRectFilled(press.min, press.max, theme.colors().hover, theme.rounding());
    const FontScope font(theme, TextStyle::body);
    const float end = draw_signs(frame, line, press, branch == Branch::open ? icon::kChevronDown : icon::kChevronRight);
    const std::string sign = std::to_string(number);
    const float disc = theme.px(kDisc);
    const ImVec2 centre(press.min.x + theme.space().m + disc / 2, (press.min.y + press.max.y) / 2);
    list.AddCircleFilled(centre, disc / 2, theme.colors().neutral_soft);
    {
        const FontScope small(theme, TextStyle::small);
        const ImVec2 size = text_size(sign);
        draw_text(list, {std::round(centre.x - size.x / 2), std::round(centre.y - size.y / 2)}, theme.colors().muted,
                  sign);
    }
    const float x = centre.x + disc / 2 + theme.space().m;
    const std::string summary = summary_of(frame, line);
    const float first = summary.empty() ? std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2)
                                        : press.min.y + theme.px(8);
    draw_fitted(list, {x, first}, end, line.words.empty() ? theme.colors().faint : theme.colors().text,
                words_of(ctx, line));
    const FontScope small(theme, TextStyle::small);
    draw_fitted(list, {x, press.min.y + theme.px(30)}, end, theme.colors().muted, summary);
    if (!summary.empty()) note_item(summary, {x, press.min.y + theme.px(30)}, {end, press.max.y});
    return press.pressed;
}

void draw_problems(const UiContext& ctx, const DesignLine& line) {
    for (const view_model::Sentence& problem : line.problems) {
        icon_text(ctx, icon::kWarning, Ink::error);
        same_row(ctx.theme.space().s);
        text_wrapped(ctx, say(ctx, problem), TextStyle::small, Ink::error);
    }
}

void draw_dues(const UiContext& ctx, const DesignLine& line) {
    if (line.kind != LineKind::duty) return;
    gap(ctx.theme.space().s);
    caption(ctx, ctx.tr("design.next"));
    if (line.next.empty()) {
        text_wrapped(ctx, ctx.tr("design.no_dues"), TextStyle::small, Ink::muted);
        return;
    }
    for (const view_model::NextDue& next : line.next) draw_due(ctx, next);
    text(ctx, ctx.tr("design.offices", {{"n", line.offices}}), TextStyle::small, Ink::muted);
}

/// The sentence of the plan that an obligation was read from.
void draw_quote(DesignFrame& frame, const DesignLine& line) {
    if (line.duty.quote.empty()) return;
    const UiContext& ctx = frame.ctx;
    caption(ctx, ctx.tr("design.in_plan"));
    text_wrapped(ctx, "“" + line.duty.quote + "”");
    if (line.source.empty()) return;
    if (link(ctx, ctx.tr("design.open_plan")))
        frame.out.emplace_back(app::intent::OpenDocument{line.source, line.source_node});
}

void draw_line_buttons(DesignFrame& frame, const DesignLine& line) {
    const UiContext& ctx = frame.ctx;
    const base::DocumentId& id = frame.page.head.document;
    gap(ctx.theme.space().m);
    if (line.is_proposal()) {
        if (button(ctx, ctx.tr("design.accept"), {.kind = ButtonKind::primary, .icon = icon::kCheck}))
            frame.out.push_back(wants(work::ConfirmLines{id, {line.node}}));
        same_row(ctx.theme.space().s);
    }
    if (icon_button(ctx, icon::kUp, ctx.tr("design.up")))
        frame.out.push_back(wants(work::MoveLine{id, line.node, office::LineStep::up}));
    same_row(ctx.theme.space().xs);
    if (icon_button(ctx, icon::kDown, ctx.tr("design.down")))
        frame.out.push_back(wants(work::MoveLine{id, line.node, office::LineStep::down}));
    same_row(ctx.theme.space().m);
    const std::string remove = ctx.tr(line.is_proposal() ? "design.drop" : "design.remove");
    if (button(ctx, remove, {.kind = ButtonKind::quiet, .icon = icon::kDelete}))
        frame.out.push_back(wants(work::RemoveLine{id, line.node}));
}

/// The form of the line that is open.
void draw_open(DesignFrame& frame, const DesignLine& line) {
    const UiContext& ctx = frame.ctx;
    RecordFrame form{ctx, line.form, frame.state.line, frame.out};
    form.whole = &frame.page.head;
    if (line.kind == LineKind::rule)
        form.check = [&](const RecordField& field, const std::string& typed) {
            return field.name == "rule" ? say(ctx, view_model::rule_problem(frame.page.form, typed)) : std::string();
        };
    draw_quote(frame, line);
    draw_record_fields(form);
    if (line.kind == LineKind::rule)
        text_wrapped(ctx, ctx.tr("design.rule_hint"), TextStyle::small, Ink::muted);
    else
        draw_problems(ctx, line);
    draw_dues(ctx, line);
    if (line.form.editable) draw_line_buttons(frame, line);
    if (std::exchange(frame.state.goes_to_open, false)) ImGui::SetScrollHereY(0.8f);
}

/// A proposal that nobody has looked at: the plan's sentence, and what was read from it.
void draw_proposal(DesignFrame& frame, const DesignLine& line) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const base::DocumentId& id = frame.page.head.document;
    const bool beside = ImGui::GetContentRegionAvail().x >= theme.px(kSideBySide);
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {theme.space().s, theme.space().xs});
    if (ImGui::BeginTable("proposal", beside ? 2 : 1, ImGuiTableFlags_SizingStretchSame)) {
        ImGui::TableNextColumn();
        draw_quote(frame, line);
        ImGui::TableNextColumn();
        caption(ctx, ctx.tr("design.proposed"));
        text_wrapped(ctx, words_of(ctx, line), TextStyle::strong);
        text_wrapped(ctx, duty_words(frame, line), TextStyle::small, Ink::muted);
        draw_problems(ctx, line);
        if (frame.page.head.editable) {
            gap(theme.space().s);
            if (button(ctx, ctx.tr("design.accept"), {.icon = icon::kCheck}))
                frame.out.push_back(wants(work::ConfirmLines{id, {line.node}}));
            same_row(theme.space().s);
            if (button(ctx, ctx.tr("design.edit"), {.kind = ButtonKind::quiet, .icon = icon::kEdit}))
                open_line(frame, line.node);
            same_row(theme.space().s);
            if (button(ctx, ctx.tr("design.drop"), {.kind = ButtonKind::quiet, .icon = icon::kClose}))
                frame.out.push_back(wants(work::RemoveLine{id, line.node}));
        }
        ImGui::EndTable();
    }
    ImGui::PopStyleVar();
}

void draw_line(DesignFrame& frame, const DesignLine& line, std::size_t number) {
    const bool open = frame.state.open == line.node;
    ImGui::PushID(base::to_text(line.node).c_str());
    if (line.is_proposal() && !open) {
        const Card card(frame.ctx, "line");
        draw_proposal(frame, line);
    } else if (open) {
        const Card card(frame.ctx, "line");
        if (draw_row(frame, line, number, Branch::open)) open_line(frame, {});
        gap(frame.ctx.theme.space().s);
        draw_open(frame, line);
    } else {
        const Card card(frame.ctx, "line", {0, 0}, Card::Padding::none);
        if (draw_row(frame, line, number, Branch::closed)) open_line(frame, line.node);
    }
    ImGui::PopID();
}

} // namespace

void draw_due(const UiContext& ctx, const view_model::NextDue& next) {
    const auto weekday = [&](const text::Date& day) {
        return ctx.tr("weekday." + std::to_string(model::iso_weekday(day)));
    };
    std::string words = ctx.tr("design.due_on", {{"period", app::period_words(ctx.strings, next.period)},
                                                 {"weekday", weekday(next.due)},
                                                 {"day", text::to_short_form(next.due)}});
    if (next.moved != view_model::Moved::no)
        words +=
            " – " + ctx.tr(next.moved == view_model::Moved::weekend ? "design.moved_weekend" : "design.moved_holiday",
                           {{"weekday", weekday(next.planned)}, {"day", text::to_short_form(next.planned)}});
    else if (next.passes_holiday)
        words += " – " + ctx.tr("design.passes_holiday");
    if (!next.settled) words += " – " + ctx.tr("design.unsettled", {{"year", next.due.year}});
    text_wrapped(ctx, words, TextStyle::small);
}

const DesignLine* first_unstored(DesignFrame& frame) {
    const DesignLine* open = frame.page.find(frame.state.open);
    const RecordFrame form{frame.ctx, frame.page.head, frame.state.line, frame.out};
    if (open != nullptr &&
        std::ranges::any_of(open->form.fields, [&](const RecordField& field) { return is_wrong(form, field); }))
        return open;
    for (const DesignLine& line : frame.page.lines)
        if (frame.state.unstored.contains(line.node)) return &line;
    return nullptr;
}

void open_line(DesignFrame& frame, const base::NodeId& node) {
    DesignsState& state = frame.state;
    for (app::Intent& intent : flush(state.line)) frame.out.push_back(std::move(intent));
    if (const DesignLine* left = frame.page.find(state.open); left != nullptr && left == first_unstored(frame))
        state.unstored[state.open] = std::move(state.line);
    state.line = {};
    if (const auto kept = state.unstored.extract(node)) state.line = std::move(kept.mapped());
    state.line.about = frame.page.head.document;
    frame.state.line.node = node;
    frame.state.line.form_kind = frame.page.head.kind;
    frame.state.open = node;
    frame.ctx.redraw.event();
}

void draw_lines(DesignFrame& frame, LineKind kind) {
    const UiContext& ctx = frame.ctx;
    section_title(ctx, ctx.tr(key_of(kind, "lines")), static_cast<int>(frame.page.count(kind)));
    gap(ctx.theme.space().s);
    std::size_t number = 0;
    for (const DesignLine& line : frame.page.lines) {
        if (line.kind != kind) continue;
        draw_line(frame, line, ++number);
    }
    if (number > 0) gap(ctx.theme.space().s);
    if (!frame.page.head.editable) return;
    if (number == 0) text_wrapped(ctx, ctx.tr(key_of(kind, "none")), TextStyle::body, Ink::muted);
    if (button(ctx, ctx.tr(key_of(kind, "add")), {.icon = icon::kAdd})) {
        frame.state.adding = kind;
        frame.state.before = frame.page.count(kind);
        frame.out.push_back(wants(work::AddLine{frame.page.head.document, kind}));
    }
}

} // namespace dongthac::ui
