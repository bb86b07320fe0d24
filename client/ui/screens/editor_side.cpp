#include <algorithm>
#include <array>
#include <cmath>

#include "client/app/time_words.hpp"
#include "client/app/writer_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/editor_parts.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::EditorNote;
using view_model::EditorParagraph;

constexpr std::array<std::string_view, 3> kCoverage = {"full", "partial", "not_applicable"};

void draw_coverage_choice(EditorFrame& frame, const EditorParagraph& row) {
    const UiContext& ctx = frame.ctx;
    std::vector<std::string> options;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < kCoverage.size(); ++i) {
        options.push_back(ctx.tr("coverage." + std::string(kCoverage.at(i))));
        if (row.coverage == kCoverage.at(i)) chosen = i;
    }
    gap(ctx.theme.space().s);
    caption(ctx, ctx.tr("editor.coverage"));
    if (!choice(ctx, ctx.tr("editor.coverage"), options, chosen, -1)) return;
    frame.out.push_back(
        app::intent::SetField{frame.rows.document, row.node, "coverage", std::string(kCoverage.at(chosen))});
}

/// What two people wrote here without seeing each other, before anything else.
void draw_review(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const EditorParagraph* row = frame.current();
    if (row == nullptr || !row->review) return;
    badge(ctx, Tone::warn, ctx.tr("editor.to_review"), icon::kWarning);
    gap(ctx.theme.space().xs);
    text_wrapped(ctx, ctx.tr("editor.review_text"));
    if (button(ctx, ctx.tr("history.show_both"), {.icon = icon::kHistory}))
        frame.out.push_back(app::intent::ShowHistory{frame.rows.document, row->node});
    gap(ctx.theme.space().l);
}

/// Values or places that two PCs left side by side; the page follows the last.
void draw_conflicts(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const EditorParagraph* row = frame.current();
    if (row == nullptr || row->conflicts.empty()) return;
    badge(ctx, Tone::warn, ctx.tr("editor.conflict"), icon::kWarning);
    for (const view_model::EditorConflict& conflict : row->conflicts) {
        gap(ctx.theme.space().xs);
        text(ctx, ctx.tr("field." + conflict.field), TextStyle::strong);
        ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, ctx.theme.space().xs / 2);
        for (std::size_t i = 0; i < conflict.writers.size(); ++i) {
            const bool shown = i + 1 == conflict.writers.size();
            const std::string who = app::writer_words(ctx.strings, conflict.writers[i]);
            text_wrapped(ctx, ctx.tr(shown ? "editor.conflict_shown" : "editor.conflict_other", {{"who", who}}),
                         TextStyle::small, shown ? Ink::normal : Ink::muted);
        }
        ImGui::PopStyleVar();
    }
    gap(ctx.theme.space().xs);
    if (frame.rows.editable && button(ctx, ctx.tr("history.keep"), {.icon = icon::kCheck}))
        frame.out.push_back(app::intent::KeepShown{frame.rows.document, row->node});
    gap(ctx.theme.space().l);
}

void draw_source(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const EditorParagraph* row = frame.current();
    section_title(ctx, ctx.tr("editor.source"));
    if (!frame.rows.parent_kind.empty()) {
        if (link(ctx, document_name(ctx, frame.rows.parent_kind, frame.rows.parent_number)))
            frame.out.push_back(app::intent::OpenDocument{frame.rows.parent, {}});
        text_fitted(ctx, frame.rows.parent_office, 0, TextStyle::small, Ink::muted);
        gap(ctx.theme.space().s);
    }
    if (row == nullptr || row->sources.empty()) {
        text_wrapped(ctx,
                     ctx.tr(frame.rows.parent.empty() ? "editor.no_parent"
                            : row == nullptr          ? "editor.choose"
                                                      : "editor.own_words"),
                     TextStyle::body, Ink::muted);
        return;
    }
    for (const std::string& source : row->sources) text_wrapped(ctx, "“" + source + "”");
    if (frame.rows.editable) draw_coverage_choice(frame, *row);
}

Tone tone_of_note(const EditorNote& note) {
    if (!note.action) return Tone::neutral;
    switch (*note.action) {
    case model::Action::return_:
    case model::Action::send_back:
    case model::Action::correct:
    case model::Action::supersede: return Tone::warn;
    case model::Action::recall: return Tone::error;
    case model::Action::accept:
    case model::Action::pass:
    case model::Action::issue:
    case model::Action::approve: return Tone::ok;
    case model::Action::submit:
    case model::Action::receive:
    case model::Action::begin_review:
    case model::Action::assign_number:
    case model::Action::archive: break;
    }
    return Tone::info;
}

/// A remark is settled and opened again where it stands.
void draw_settle(EditorFrame& frame, const EditorNote& note, std::size_t index) {
    const UiContext& ctx = frame.ctx;
    const auto becomes = note.settled ? app::intent::Remark::open : app::intent::Remark::settled;
    const std::string word = ctx.tr(note.settled ? "editor.reopen" : "editor.settle");
    if (link(ctx, word + "##remark" + std::to_string(index)))
        frame.out.push_back(app::intent::SettleComment{frame.rows.document, note.remark, becomes});
}

void draw_note(EditorFrame& frame, std::size_t index) {
    const EditorNote& note = frame.rows.notes[index];
    const UiContext& ctx = frame.ctx;
    gap(ctx.theme.space().m);
    if (note.action) {
        badge(ctx, tone_of_note(note), ctx.tr("action." + std::string(model::name_of(*note.action))),
              note.action == model::Action::return_ ? icon::kReturn : std::string_view());
    } else {
        icon_text(ctx, note.settled ? icon::kCheck : icon::kComment);
    }
    same_row(ctx.theme.space().s);
    if (note.action) beside_badge(ctx);
    const std::string ago = ctx.strings.ago(note.at_ms, frame.rows.now_ms);
    text_fitted(ctx, note.settled ? ctx.tr("comment.settled") + " · " + ago : ago, 0, TextStyle::small, Ink::muted);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, ctx.theme.space().xs / 2);
    text_fitted(ctx, note.who, 0, TextStyle::small, Ink::muted);
    if (note.action)
        text_wrapped(ctx, app::interval_words(ctx.strings, note.made, *note.action), TextStyle::small, Ink::muted);
    if (!note.text.empty())
        text_wrapped(ctx, note.action ? "“" + note.text + "”" : note.text, TextStyle::body,
                     note.settled ? Ink::muted : Ink::normal);
    if (!note.action) draw_settle(frame, note, index);
    ImGui::PopStyleVar();
}

void draw_comment_box(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    gap(ctx.theme.space().m);
    // Remarks stay inside this office; what another office has to read goes with the decision.
    const std::string hint = frame.rows.ours ? ctx.tr("editor.comment_hint") : ctx.tr("editor.comment_hint_others");
    (void)paragraph_field(ctx, ctx.tr("editor.comment"), frame.state.comment,
                          {.placeholder = hint, .min_rows = 2, .max_rows = 6});
    const std::string words = frame.state.comment.text();
    const bool empty = words.find_first_not_of(" \t\n") == std::string::npos;
    if (!button(ctx, ctx.tr("editor.send_comment"),
                {.icon = icon::kComment, .enabled = empty ? Enabled::no : Enabled::yes}))
        return;
    const EditorParagraph* row = frame.current();
    frame.out.push_back(app::intent::AddComment{
        frame.rows.document, row == nullptr ? base::root_node(frame.rows.document) : row->node, words});
    frame.state.comment = ParagraphState();
}

void figure(const UiContext& ctx, std::string_view label, const std::string& value) {
    text(ctx, label, TextStyle::small, Ink::muted);
    same_row();
    text_right(ctx, value, TextStyle::small);
}

void draw_figures(const EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const auto number = [&](std::size_t n) { return ctx.strings.number(static_cast<std::int64_t>(n)); };
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, ctx.theme.space().xs);
    figure(ctx, ctx.tr("editor.words"), number(frame.rows.words));
    figure(ctx, ctx.tr("editor.paragraphs"), number(frame.rows.paragraphs.size()));
    figure(ctx, ctx.tr("editor.changed"), ctx.strings.ago(frame.rows.changed_ms, frame.rows.now_ms));
    ImGui::PopStyleVar();
}

/// What a plan in force asks for becomes a schedule, here or below.
void draw_proposal(EditorFrame& frame) {
    if (frame.rows.kind != "plan" || frame.rows.state != model::DocumentState::issued) return;
    const UiContext& ctx = frame.ctx;
    if (button(ctx, ctx.tr("design.propose"), {.icon = icon::kCalendar}))
        frame.out.push_back(app::intent::Work{app::work::ProposeSchedule{frame.rows.document}});
    gap(ctx.theme.space().m);
}

} // namespace

void draw_side(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const float distance = ctx.theme.space().l;
    draw_review(frame);
    draw_conflicts(frame);
    draw_source(frame);
    draw_answers(frame);
    draw_form_check(frame);
    gap(distance);
    divider(ctx);
    gap(distance);
    section_title(ctx, ctx.tr("editor.notes"), static_cast<int>(frame.rows.notes.size()));
    if (frame.rows.notes.empty()) text_wrapped(ctx, ctx.tr("editor.no_notes"), TextStyle::body, Ink::muted);
    for (std::size_t i = frame.rows.notes.size(); i > 0; --i) draw_note(frame, i - 1);
    draw_comment_box(frame);
    gap(distance);
    divider(ctx);
    gap(distance);
    draw_proposal(frame);
    draw_figures(frame);
    gap(ctx.theme.space().s);
    const EditorParagraph* row = frame.current();
    if (row != nullptr && link(ctx, ctx.tr("history.of_paragraph")))
        frame.out.push_back(app::intent::ShowHistory{frame.rows.document, row->node});
    if (link(ctx, ctx.tr("history.of_document")))
        frame.out.push_back(app::intent::ShowHistory{frame.rows.document, {}});
}

} // namespace dongthac::ui
