#include "client/ui/screens/submission.hpp"

#include <algorithm>

#include "client/app/work_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

namespace work = app::work;
using view_model::SubmissionRows;

constexpr float kLabelWidth = 380;
constexpr float kNumberWidth = 180;
constexpr float kUnitRoom = 120;

app::Intent wants(app::WorkIntent wanted) { return app::intent::Work{std::move(wanted)}; }

bool has_words(model::AnswerType type) {
    return type == model::AnswerType::text || type == model::AnswerType::list || type == model::AnswerType::table;
}

/// As a person types it: a comma before the decimals.
std::string as_typed(const office::AnswerLine& line) {
    if (has_words(line.item.type)) return line.text;
    return line.value ? app::number_words(*line.value) : std::string();
}

void draw_state(const UiContext& ctx, const SubmissionRows& rows) {
    state_badge(ctx, rows.state, rows.queued);
    same_row(ctx.theme.space().m);
    beside_badge(ctx);
    text(ctx, rows.on_behalf_of.empty() ? rows.office : ctx.tr("submission.on_behalf", {{"office", rows.on_behalf_of}}),
         TextStyle::small, Ink::muted);
}

/// An answer that cannot be stored would be sent as it was before: it is shown instead.
bool hold_back(const UiContext& ctx, SubmissionState& state) {
    bool wrong = false;
    for (auto& [key, typed] : state.typed) {
        if (typed.problem.empty()) continue;
        typed.is_ended = true;
        wrong = true;
    }
    if (wrong) ctx.redraw.event();
    return wrong;
}

std::optional<app::Intent> draw_buttons(const UiContext& ctx, const SubmissionRows& rows, SubmissionState& state) {
    std::optional<app::Intent> wanted;
    if (button(ctx, ctx.tr("submission.back"), {.kind = ButtonKind::quiet, .icon = icon::kBack}))
        wanted = wants(work::CloseSubmission{});
    for (const model::Action action : rows.actions) {
        same_row(ctx.theme.space().s);
        const std::string name(model::name_of(action));
        const bool main = action == model::Action::submit || action == model::Action::accept;
        const bool asked =
            button(ctx, ctx.tr("action." + name), {.kind = main ? ButtonKind::primary : ButtonKind::secondary});
        if (asked && !(action == model::Action::submit && hold_back(ctx, state)))
            wanted = app::intent::Decide{rows.page.document, action, {}, {}, {}};
    }
    return wanted;
}

/// What the office's own records say now, where the answer says something else.
std::optional<app::Intent> draw_counted(const UiContext& ctx, const SubmissionRows& rows,
                                        const office::AnswerLine& line, SubmissionState& state) {
    std::optional<app::Intent> wanted;
    if (!line.records.empty()) {
        same_row(ctx.theme.space().m);
        if (link(ctx, ctx.tr("submission.from_records", {{"n", line.records.size()}}) + "##" + line.item.key))
            wanted = wants(work::OpenRecord{line.records.front()});
    }
    if (!line.counted || !rows.editable) return wanted;
    same_row(ctx.theme.space().m);
    const std::string words = ctx.tr("submission.take_counted", {{"value", app::number_words(line.counted->value)}});
    if (link(ctx, words + "##" + line.item.key + "take")) {
        state.typed.erase(line.item.key);
        wanted = wants(work::SetAnswer{rows.page.document, line.item.key, line.counted->value});
    }
    return wanted;
}

std::optional<app::Intent> draw_flag(const UiContext& ctx, const SubmissionRows& rows, const office::AnswerLine& line) {
    std::size_t chosen = line.value ? (*line.value == "true" ? 1 : 2) : 0;
    const std::string options[] = {ctx.tr("submission.unsaid"), ctx.tr("submission.yes"), ctx.tr("submission.no")};
    if (!choice(ctx, line.item.label, options, chosen, ctx.theme.px(kNumberWidth)) || !rows.editable)
        return std::nullopt;
    return wants(work::SetAnswer{rows.page.document, line.item.key, chosen == 0 ? "" : chosen == 1 ? "true" : "false"});
}

std::optional<app::Intent> draw_answer(const UiContext& ctx, const SubmissionRows& rows, const office::AnswerLine& line,
                                       SubmissionState& state) {
    const model::FormItem& item = line.item;
    if (item.type == model::AnswerType::flag) return draw_flag(ctx, rows, line);
    const bool worked_out = model::ratio_of(item).has_value();
    const auto kept = state.typed.find(item.key);
    std::string value = kept == state.typed.end() ? as_typed(line) : kept->second.value;
    const bool enabled = rows.editable && !worked_out && !rows.consolidated;
    const bool editable = enabled || (rows.editable && has_words(item.type));
    const TextFieldResult result =
        text_field(ctx, item.label, value,
                   {.placeholder = worked_out ? std::string_view() : std::string_view(item.help),
                    .width = has_words(item.type) ? -1 : ctx.theme.px(kNumberWidth),
                    .enabled = editable ? Enabled::yes : Enabled::no});
    if (result.changed) {
        const auto said = model::parse_answer(item, value);
        state.typed[item.key] = {value, said ? std::string() : ctx.strings.sentence(said.error())};
    }
    if (!result.ended && !result.submitted) return std::nullopt;
    const auto typed = state.typed.find(item.key);
    if (typed != state.typed.end() && !typed->second.problem.empty()) {
        typed->second.is_ended = true;
        return std::nullopt;
    }
    state.typed.erase(item.key);
    return wants(work::SetAnswer{rows.page.document, item.key, value});
}

std::optional<app::Intent> draw_line(const UiContext& ctx, const SubmissionRows& rows, const office::AnswerLine& line,
                                     SubmissionState& state) {
    std::optional<app::Intent> wanted;
    const bool words = has_words(line.item.type);
    const std::string label = line.item.label + (line.item.required ? " *" : "");
    const float left = ImGui::GetCursorPosX();
    const bool beside = ImGui::GetContentRegionAvail().x >= ctx.theme.px(kLabelWidth + kNumberWidth + kUnitRoom);
    if (beside && !words) {
        align_to_controls(ctx);
        text_fitted(ctx, label, ctx.theme.px(kLabelWidth) - ctx.theme.space().m);
    } else {
        text_wrapped(ctx, label);
    }
    if (!words && beside) {
        ImGui::SameLine();
        ImGui::SetCursorPosX(left + ctx.theme.px(kLabelWidth));
    }
    if (auto answered = draw_answer(ctx, rows, line, state)) wanted = answered;
    if (!words && !line.item.unit.empty()) {
        same_row(ctx.theme.space().s);
        align_to_controls(ctx);
        text(ctx, line.item.unit, TextStyle::small, Ink::muted);
    }
    if (line.conflicts > 0) {
        same_row(ctx.theme.space().m);
        badge(ctx, Tone::error, ctx.tr("submission.conflict"));
    }
    if (auto asked = draw_counted(ctx, rows, line, state)) wanted = asked;
    if (const auto typed = state.typed.find(line.item.key); typed != state.typed.end() && typed->second.is_ended)
        text_wrapped(ctx, typed->second.problem, TextStyle::small, Ink::error);
    gap(ctx.theme.space().s);
    return wanted;
}

} // namespace

std::optional<app::Intent> draw_answers(const UiContext& ctx, const SubmissionRows& rows, SubmissionState& state) {
    std::optional<app::Intent> wanted;
    for (const std::string& rule : rows.page.broken)
        (void)banner(ctx, Tone::error, ctx.tr("submission.broken", {{"rule", rule}}));
    const Card card(ctx, "lines");
    bool nil = rows.page.nil;
    if (rows.editable && !rows.consolidated && checkbox(ctx, ctx.tr("submission.nil"), nil))
        wanted = wants(work::SetNil{rows.page.document, nil});
    gap(ctx.theme.space().s);
    for (const office::AnswerLine& line : rows.page.lines)
        if (auto asked = draw_line(ctx, rows, line, state)) wanted = asked;
    return wanted;
}

std::optional<app::Intent> draw_submission(const UiContext& ctx, const SubmissionRows& rows, SubmissionState& state) {
    if (state.about != rows.page.document) state = {rows.page.document, {}};
    page_header(ctx, rows.page.fields.title, app::period_words(ctx.strings, rows.period));
    std::optional<app::Intent> wanted = draw_buttons(ctx, rows, state);
    gap(ctx.theme.space().s);
    draw_state(ctx, rows);
    gap(ctx.theme.space().s);
    if (!rows.note.empty()) (void)banner(ctx, Tone::warn, ctx.tr("submission.returned", {{"note", rows.note}}));
    const Region page(ctx, "submission");
    if (auto asked = draw_answers(ctx, rows, state)) wanted = asked;
    return wanted;
}

std::vector<app::Intent> flush(SubmissionState& state) {
    std::vector<app::Intent> out;
    for (auto typed = state.typed.begin(); typed != state.typed.end();) {
        if (!typed->second.problem.empty()) { // it stays where it was typed, with what is wrong about it
            (typed++)->second.is_ended = true;
            continue;
        }
        out.push_back(wants(work::SetAnswer{state.about, typed->first, typed->second.value}));
        typed = state.typed.erase(typed);
    }
    return out;
}

} // namespace dongthac::ui
