#include "client/ui/screens/history.hpp"

#include <algorithm>
#include <cmath>

#include "client/app/time_words.hpp"
#include "client/app/writer_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::HistoryRow;
using view_model::HistoryRows;
using view_model::OriginalRow;
using view_model::Signature;

constexpr float kOriginalHeight = 190;

void draw_signature(const UiContext& ctx, const Signature& by, std::int64_t now_ms) {
    std::string line = app::writer_words(ctx.strings, by.who);
    line += " · " + ctx.strings.ago(by.at_ms, now_ms);
    if (by.action)
        line += " · " + app::interval_words(ctx.strings, by.made, *by.action);
    else if (!by.time_checked)
        line += " · " + ctx.tr("history.unchecked");
    text_fitted(ctx, line, 0, TextStyle::small, Ink::muted);
}

/// One side; true when this wording was chosen.
bool draw_original(const UiContext& ctx, const HistoryRows& rows, const OriginalRow& side, std::string_view id,
                   float width) {
    const Theme& theme = ctx.theme;
    const Card card(ctx, id, {width, theme.px(kOriginalHeight)});
    draw_signature(ctx, side.by, rows.now_ms);
    gap(theme.space().s);
    const bool same = !side.hidden && side.text == rows.text;
    if (side.hidden)
        text_wrapped(ctx, ctx.tr("history.took_off"), TextStyle::body, Ink::warn);
    else
        text_wrapped(ctx, side.text);
    gap(theme.space().s);
    if (same) {
        text(ctx, ctx.tr("history.stands"), TextStyle::small, Ink::ok);
        return false;
    }
    if (!rows.editable) return false;
    return button(ctx, ctx.tr(side.hidden ? "history.keep_off" : "history.keep") + "###" + std::string(id),
                  {.icon = icon::kCheck});
}

app::Intent keep(const HistoryRows& rows, const OriginalRow& side) {
    return app::intent::KeepWording{rows.document, *rows.node, rows.text, side.text, side.hidden};
}

void draw_pairs(const UiContext& ctx, const HistoryRows& rows, std::optional<app::Intent>& out) {
    const Theme& theme = ctx.theme;
    for (std::size_t i = 0; i < rows.pairs.size(); ++i) {
        const auto& [first, second] = rows.pairs[i];
        section_title(ctx, ctx.tr("history.both"));
        text_wrapped(ctx, ctx.tr("editor.review_text"), TextStyle::small, Ink::muted);
        gap(theme.space().s);
        const float half = std::floor((ImGui::GetContentRegionAvail().x - theme.space().m) / 2);
        const std::string id = "original" + std::to_string(i);
        if (draw_original(ctx, rows, first, id + "a", half)) out = keep(rows, first);
        same_row(theme.space().m);
        if (draw_original(ctx, rows, second, id + "b", half)) out = keep(rows, second);
        gap(theme.space().m);
    }
    if (rows.pairs.empty() || !rows.editable) return;
    if (button(ctx, ctx.tr("history.reviewed"), {.kind = ButtonKind::primary, .icon = icon::kCheck}))
        out = app::intent::MarkReviewed{rows.document, *rows.node};
    same_row(theme.space().s);
    beside_badge(ctx);
    text(ctx, ctx.tr("history.reviewed_hint"), TextStyle::small, Ink::muted);
    gap(theme.space().l);
}

void draw_row(const UiContext& ctx, const HistoryRows& rows, std::size_t index, std::optional<app::Intent>& out) {
    const Theme& theme = ctx.theme;
    const HistoryRow& row = rows.rows[index];
    const std::string id = "history" + std::to_string(index);
    const Card card(ctx, id);
    const std::string restore = ctx.tr("history.restore");
    const bool offer = rows.editable && row.restorable && index > 0;
    text(ctx, ctx.tr(row.what), TextStyle::strong);
    if (row.concurrent) {
        same_row(theme.space().s);
        badge(ctx, Tone::warn, ctx.tr("history.concurrent"), icon::kWarning);
    }
    if (offer) {
        same_row(theme.space().s);
        push_right(button_width(ctx, restore, {.icon = icon::kUndo}));
        if (button(ctx, restore + "###" + id, {.icon = icon::kUndo, .hint = ctx.tr("history.restore_hint")}))
            out = app::intent::Restore{rows.document, rows.node, row.change};
    }
    draw_signature(ctx, row.by, rows.now_ms);
    if (!row.about.empty()) text_wrapped(ctx, "“" + row.about + "”", TextStyle::body, Ink::muted);
    if (!row.split_from.empty())
        text_wrapped(ctx, ctx.tr("history.split_from", {{"text", row.split_from}}), TextStyle::small, Ink::muted);
    for (const view_model::HistoryValue& value : row.values) {
        gap(theme.space().xs);
        text(ctx, ctx.tr("field." + value.field), TextStyle::small, Ink::muted);
        const auto words = [&](const std::string& stored) { return value_words(ctx, value.field, value.type, stored); };
        if (!value.before.empty()) text_wrapped(ctx, "– " + words(value.before), TextStyle::body, Ink::muted);
        if (!value.after.empty()) text_wrapped(ctx, "+ " + words(value.after));
    }
    if (!row.note.empty()) text_wrapped(ctx, "“" + row.note + "”");
}

} // namespace

std::optional<app::Intent> draw_history(const UiContext& ctx, const HistoryRows& rows) {
    std::optional<app::Intent> out;
    const Theme& theme = ctx.theme;
    if (icon_button(ctx, icon::kBack, ctx.tr("history.back"))) out = app::intent::CloseHistory{};
    same_row(theme.space().s);
    ImGui::BeginGroup();
    page_header(ctx, ctx.tr(rows.node ? "history.of_paragraph" : "history.of_document"),
                rows.node ? rows.text : subject_or_untitled(ctx, rows.subject));
    ImGui::EndGroup();
    gap(theme.space().s);
    const Region list(ctx, "history");
    draw_pairs(ctx, rows, out);
    section_title(ctx, ctx.tr("history.done"), static_cast<int>(rows.rows.size()));
    if (rows.rows.empty()) text_wrapped(ctx, ctx.tr("history.nothing"), TextStyle::body, Ink::muted);
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        draw_row(ctx, rows, i, out);
        gap(theme.space().xs);
    }
    if (rows.more && button(ctx, ctx.tr("history.older"), {.kind = ButtonKind::quiet}))
        out = app::intent::MoreHistory{};
    return out;
}

} // namespace dongthac::ui
