#include <algorithm>

#include "client/ui/icons.hpp"
#include "client/ui/screens/actions.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/record_form.hpp"
#include "client/ui/screens/record_lines.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

// The form of one record: its head, its fields and words, and its way between offices.

namespace dongthac::ui {

namespace {

namespace work = app::work;
using view_model::RecordField;
using view_model::RecordPage;
using view_model::RecordStep;

constexpr float kSideWidth = 288;
constexpr float kTitleLeast = 340; ///< below it the buttons go under the title
constexpr float kFormLeast = 460;  ///< below it what stands beside the form goes under it

bool sends(model::Action action) { return action == model::Action::submit || action == model::Action::issue; }

/// The field that keeps the record from being sent, as it is called among what is typed: with a value that cannot be
/// stored, in a line as well, or a needed one without any.
std::string in_the_way(const RecordFrame& frame) {
    for (const RecordField& field : frame.page.fields)
        if (is_wrong(frame, field) || (field.needed && field.value.empty())) return field.name;
    for (const RecordPage& line : frame.page.lines) {
        const RecordFrame one{frame.ctx, line, frame.state, frame.out, frame.back, line_prefix(line)};
        for (const RecordField& field : line.fields)
            if (is_wrong(one, field)) return one.prefix + field.name;
    }
    return {};
}

void decide(RecordFrame& frame, model::Action action) {
    const std::string field = sends(action) ? in_the_way(frame) : std::string();
    if (field.empty()) {
        frame.out.emplace_back(app::intent::Decide{frame.page.document, action, {}, {}, {}});
        return;
    }
    frame.state.tells_missing = true;
    frame.state.focus = field;
    frame.ctx.redraw.event();
}

/// "Lập phiếu thẩm định"; of the same kind it goes on to the office above.
std::string answer_words(const UiContext& ctx, const RecordPage& page, const std::string& kind) {
    if (kind == page.kind) return ctx.tr("record.pass_on");
    return ctx.tr("record.make", {{"kind", kind_in_sentence(ctx, kind)}});
}

float buttons_width(const RecordFrame& frame) {
    const UiContext& ctx = frame.ctx;
    float width = 0;
    for (const std::string& kind : frame.page.answers)
        width += button_width(ctx, answer_words(ctx, frame.page, kind), {.icon = icon::kReport}) + ctx.theme.space().s;
    for (const model::Action action : frame.page.actions)
        width += button_width(ctx, action_words(ctx, action, model::record_type(frame.page.kind)),
                              {.kind = ButtonKind::primary, .icon = icon_of(action)}) +
                 ctx.theme.space().s;
    return width;
}

/// Sent again it would say what it says already.
bool says_nothing_new(const RecordPage& page, model::Action action) {
    return sends(action) && !page.steps.empty() && page.after_revision == 0 &&
           page.state != model::DocumentState::returned;
}

void draw_buttons(RecordFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const std::vector<model::Action> actions = in_order_of_weight(frame.page.actions);
    bool first = true;
    const auto beside = [&] {
        if (!std::exchange(first, false)) same_row(ctx.theme.space().s);
    };
    for (const std::string& kind : frame.page.answers) {
        beside();
        if (button(ctx, answer_words(ctx, frame.page, kind), {.icon = icon::kReport}))
            frame.out.push_back(is_record(kind) ? wants(work::NewRecord{kind, frame.page.document})
                                                : app::intent::NewDocument{kind, frame.page.document});
    }
    for (std::size_t i = actions.size(); i-- > 0;) {
        beside();
        const bool old = says_nothing_new(frame.page, actions[i]);
        const std::string hint = old ? ctx.tr("record.nothing_new") : std::string();
        if (button(ctx, action_words(ctx, actions[i], model::record_type(frame.page.kind)),
                   {.kind = kind_of(actions[i], i),
                    .icon = icon_of(actions[i]),
                    .enabled = old ? Enabled::no : Enabled::yes,
                    .hint = hint}))
            decide(frame, actions[i]);
    }
}

/// How it stands, then what it is and whose, as far as `end` (a place of the window) allows.
void draw_badges(const RecordFrame& frame, float end) {
    const UiContext& ctx = frame.ctx;
    const RecordPage& page = frame.page;
    const float step = ctx.theme.space().s;
    if (page.flow != model::Flow::kept) {
        state_badge(ctx, page.state, page.queued);
        same_row(step);
    }
    if (page.after_revision > 0) {
        badge(ctx, Tone::warn, ctx.tr("record.after_sending", {{"n", page.after_revision}}), icon::kEdit);
        tooltip(ctx, ctx.tr("record.after_sending_hint"));
        same_row(step);
    }
    if (page.flow != model::Flow::kept || page.after_revision > 0) beside_badge(ctx);
    const std::string kind = kind_name(ctx, page.kind);
    const float left = end - ImGui::GetCursorScreenPos().x;
    text_fitted(ctx, page.office.empty() ? kind : kind + " · " + page.office, std::max(left, 1.0f), TextStyle::small,
                Ink::muted);
}

} // namespace

void draw_record_head(RecordFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const float top = ImGui::GetCursorScreenPos().y;
    if (icon_button(ctx, icon::kBack, ctx.tr("editor.back"))) frame.out.push_back(frame.back);
    same_row(theme.space().s);
    const float buttons = buttons_width(frame);
    const float all = ImGui::GetContentRegionAvail().x;
    const bool beside = all - buttons - theme.space().l >= theme.px(kTitleLeast);
    const float room = beside ? all - buttons - theme.space().l : all;
    const float end = ImGui::GetCursorScreenPos().x + room;
    ImGui::BeginGroup();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme.space().xs);
    text_fitted(ctx, subject_or_untitled(ctx, frame.page.subject), room, TextStyle::heading);
    draw_badges(frame, end);
    ImGui::PopStyleVar();
    ImGui::EndGroup();
    if (buttons == 0) return;
    if (!beside) return draw_buttons(frame);
    same_row();
    push_right(buttons - theme.space().s);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, top});
    draw_buttons(frame);
}

void draw_record_banners(const RecordFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const RecordPage& page = frame.page;
    if (page.state == model::DocumentState::returned) {
        const auto step = std::ranges::find(page.steps, model::Action::return_, &RecordStep::action);
        const bool told = step != page.steps.end() && !step->note.empty();
        (void)banner(ctx, Tone::warn,
                     ctx.tr(told ? "editor.returned_note" : "editor.returned",
                            {{"office", step == page.steps.end() ? std::string() : step->office},
                             {"note", told ? step->note : std::string()}}));
        gap(ctx.theme.space().s);
    }
    if (!frame.state.tells_missing) return;
    std::string names;
    for (const RecordField* field : page.missing())
        names += (names.empty() ? "" : ", ") + field_label(ctx, page.kind, field->name);
    if (names.empty()) return;
    (void)banner(ctx, Tone::error, ctx.tr("record.missing_all", {{"fields", names}}));
    gap(ctx.theme.space().s);
}

namespace {

/// The words below the fields. A kind that is only its form has none until somebody writes some.
void draw_body(RecordFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const RecordPage& page = frame.page;
    const bool has_name = ctx.strings.has("field." + page.kind + ".text");
    if (page.paragraphs.empty() && !(has_name && page.editable)) return;
    gap(ctx.theme.space().m);
    const Card card(ctx, "body");
    const std::string open = ctx.tr("record.open_editor");
    const ImVec2 at = ImGui::GetCursorPos();
    push_right(button_width(ctx, open, {.icon = icon::kEdit}));
    if (button(ctx, open, {.icon = icon::kEdit})) frame.out.emplace_back(app::intent::OpenDocument{page.document, {}});
    const ImVec2 below = ImGui::GetCursorPos();
    ImGui::SetCursorPos({at.x, at.y + ctx.theme.space().s}); // level with the words of the button
    section_title(ctx, field_label(ctx, page.kind, "text"));
    ImGui::SetCursorPos(below);
    gap(ctx.theme.space().s);
    if (page.paragraphs.empty()) text_wrapped(ctx, ctx.tr("record.no_text"), TextStyle::body, Ink::muted);
    for (const auto& [node, words] : page.paragraphs) text_wrapped(ctx, words);
}

void draw_step(const UiContext& ctx, const RecordPage& page, const RecordStep& step, std::int64_t now_ms) {
    const Theme& theme = ctx.theme;
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme.space().xs);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    icon_disc(ctx, at, theme.px(28), icon_of(step.action), Tone::neutral);
    ImGui::Indent(theme.px(28) + theme.space().m);
    text(ctx, action_words(ctx, step.action, model::record_type(page.kind)), TextStyle::strong);
    text_wrapped(ctx, step.person.empty() ? step.office : step.person + ", " + step.office, TextStyle::small);
    text(ctx, ctx.strings.ago(step.at_ms, now_ms), TextStyle::small, Ink::muted);
    if (!step.note.empty()) text_wrapped(ctx, "“" + step.note + "”", TextStyle::small);
    ImGui::Unindent(theme.px(28) + theme.space().m);
    ImGui::PopStyleVar();
    gap(theme.space().m);
}

void draw_side(RecordFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const RecordPage& page = frame.page;
    section_title(ctx, ctx.tr("record.steps"));
    gap(ctx.theme.space().s);
    for (const RecordStep& step : page.steps) draw_step(ctx, page, step, page.now_ms);
    if (page.steps.empty()) {
        text_wrapped(ctx, ctx.tr(page.flow == model::Flow::kept ? "record.kept" : "record.no_steps"), TextStyle::small,
                     Ink::muted);
        gap(ctx.theme.space().m);
    }
    divider(ctx);
    gap(ctx.theme.space().s);
    if (link(ctx, ctx.tr("record.history")))
        frame.out.emplace_back(app::intent::ShowHistory{page.document, std::nullopt});
}

void draw_form(RecordFrame& frame) {
    {
        const Card card(frame.ctx, "form");
        draw_record_fields(frame);
    }
    if (frame.page.has_lines)
        draw_record_lines(frame);
    else
        draw_body(frame);
}

} // namespace

std::vector<app::Intent> draw_record(const UiContext& ctx, const RecordPage& page, RecordsState& state) {
    if (state.about != page.document) {
        state.about = page.document;
        state.node = page.node;
        state.form_kind = page.kind;
        state.typed.clear();
        state.tells_missing = false;
        state.focus = page.editable && page.subject.empty() ? "subject" : "";
    }
    std::vector<app::Intent> out;
    RecordFrame frame{ctx, page, state, out};
    draw_record_head(frame);
    gap(ctx.theme.space().m);
    draw_record_banners(frame);
    const float step = ctx.theme.space().l;
    const float side = ctx.theme.px(kSideWidth);
    const float room = ImGui::GetContentRegionAvail().x;
    if (room < ctx.theme.px(kFormLeast) + step + side) {
        const Region all(ctx, "record");
        draw_form(frame);
        gap(ctx.theme.space().m);
        const Card card(ctx, "side");
        draw_side(frame);
        return out;
    }
    {
        const Region left(ctx, "record", {room - step - side, ImGui::GetContentRegionAvail().y});
        draw_form(frame);
    }
    same_row(step);
    const Region right(ctx, "beside", {side, ImGui::GetContentRegionAvail().y});
    const Card card(ctx, "side");
    draw_side(frame);
    return out;
}

std::vector<app::Intent> flush(RecordsState& state) {
    std::vector<app::Intent> out;
    for (auto& [name, typed] : state.typed) {
        if (!typed.edited) continue;
        const auto value = model::parse_value(typed.type, typed.value);
        if (!value) continue; // it stays where it was typed, with what is wrong about it
        typed.edited = false;
        typed.sent = typed.type == model::ValueType::text ? typed.value : model::to_text(*value);
        if (typed.field.empty()) { // of what is designed: one line at a time
            typed.node = state.node;
            typed.field = name;
        }
        out.push_back(set_field(state.about, state.form_kind, typed));
    }
    return out;
}

} // namespace dongthac::ui
