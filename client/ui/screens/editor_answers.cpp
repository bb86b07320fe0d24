#include <algorithm>

#include "client/ui/icons.hpp"
#include "client/ui/screens/editor_parts.hpp"
#include "client/ui/screens/judge_dialog.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

/// More are a list to be worked through in the matrix, not beside a paragraph.
constexpr std::size_t kMostUnanswered = 5;

void draw_suggestion(EditorFrame& frame, const view_model::EditorParagraph& row, const office::SuggestedTopic& topic) {
    const UiContext& ctx = frame.ctx;
    const std::string id = "##" + base::to_text(topic.topic);
    gap(ctx.theme.space().s);
    text_wrapped(ctx, "“" + topic.title + "”");
    std::string why = shared_words(ctx, topic.words);
    if (why.empty()) why = ctx.tr("suggested." + std::string(model::name_of(topic.why)));
    text_wrapped(ctx, why, TextStyle::small, Ink::accent);
    if (button(ctx, ctx.tr("editor.suggest_yes") + id, {.icon = icon::kCheck}))
        frame.out.push_back(app::intent::LinkTopic{frame.rows.document, row.node, topic.topic});
    same_row(ctx.theme.space().s);
    if (button(ctx, ctx.tr("editor.suggest_no") + id, {.kind = ButtonKind::quiet}))
        frame.state.declined.insert({row.node, topic.topic});
}

void draw_suggestions(EditorFrame& frame) {
    const view_model::EditorParagraph* row = frame.current();
    if (row == nullptr) return;
    bool first = true;
    for (const office::SuggestedTopic& topic : row->suggested) {
        if (frame.state.declined.contains({row->node, topic.topic})) continue;
        if (std::exchange(first, false)) {
            gap(frame.ctx.theme.space().l);
            section_title(frame.ctx, frame.ctx.tr("editor.suggested"));
        }
        draw_suggestion(frame, *row, topic);
    }
}

void draw_unanswered(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const std::vector<office::CoverageTopic>& topics = frame.rows.unanswered;
    if (topics.empty()) return;
    gap(ctx.theme.space().l);
    section_title(ctx, ctx.tr("editor.unanswered"), static_cast<int>(topics.size()));
    for (std::size_t i = 0; i < std::min(topics.size(), kMostUnanswered); ++i) {
        gap(ctx.theme.space().xs);
        text_fitted(ctx, topics[i].title);
        if (!link(ctx, ctx.tr("editor.not_applicable") + "##" + base::to_text(topics[i].node))) continue;
        frame.state.without_answer = topics[i].node;
        frame.state.not_applicable.open({.title = ctx.tr("editor.not_applicable_title"),
                                         .text = ctx.tr("editor.not_applicable_text", {{"topic", topics[i].title}}),
                                         .confirm = ctx.tr("editor.not_applicable_confirm"),
                                         .note = NoteNeed::required,
                                         .note_hint = ctx.tr("editor.not_applicable_hint")});
    }
    if (topics.size() > kMostUnanswered)
        text(ctx, ctx.tr("editor.more_unanswered", {{"n", topics.size() - kMostUnanswered}}), TextStyle::small,
             Ink::muted);
}

} // namespace

void draw_answers(EditorFrame& frame) {
    draw_suggestions(frame);
    draw_unanswered(frame);
    if (frame.state.not_applicable.draw(frame.ctx) == Answer::confirmed)
        frame.out.push_back(app::intent::NotApplicable{frame.rows.document, frame.state.without_answer,
                                                       frame.state.not_applicable.note()});
}

} // namespace dongthac::ui
