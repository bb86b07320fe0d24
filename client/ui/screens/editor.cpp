#include "client/ui/screens/editor.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/screens/actions.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/editor_parts.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::EditorHeading;
using view_model::EditorParagraph;
using view_model::EditorRows;

constexpr float kOutlineWidth = 208;
constexpr float kSideWidth = 288;
// The page itself needs room for a dozen words a line; what stands beside it gives way.
constexpr float kPageLeast = 400;

void draw_actions(EditorFrame& frame, float top) {
    const UiContext& ctx = frame.ctx;
    const std::vector<model::Action> actions = in_order_of_weight(frame.rows.actions);
    const std::string word = ctx.tr("editor.export");
    const float step = ctx.theme.space().s;
    const auto label = [&](model::Action action) {
        return action_words(ctx, action, model::record_type(frame.rows.kind));
    };
    float width = button_width(ctx, word, {.icon = icon::kExport}) + step + ctx.theme.control_height();
    for (std::size_t i = 0; i < actions.size(); ++i)
        width +=
            step + button_width(ctx, label(actions[i]), {.kind = kind_of(actions[i], i), .icon = icon_of(actions[i])});
    same_row();
    push_right(width);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, top});
    if (icon_button(ctx, icon::kPrint, ctx.tr("preview.open"),
                    {.kind = ButtonKind::secondary, .hint = ctx.tr("preview.open") + " (Ctrl+P)"}))
        frame.out.push_back(app::intent::ShowPreview{frame.rows.document});
    same_row(step);
    if (button(ctx, word, {.icon = icon::kExport, .hint = "Ctrl+E"}))
        frame.out.push_back(app::intent::ExportDocument{frame.rows.document});
    for (std::size_t i = actions.size(); i-- > 0;) {
        same_row(step);
        if (button(ctx, label(actions[i]), {.kind = kind_of(actions[i], i), .icon = icon_of(actions[i])}))
            frame.out.push_back(app::intent::Decide{frame.rows.document, actions[i], {}});
    }
}

float actions_width(const EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    float width = button_width(ctx, ctx.tr("editor.export"), {.icon = icon::kExport}) + ctx.theme.space().s +
                  ctx.theme.control_height();
    for (const model::Action action : frame.rows.actions)
        width += ctx.theme.space().s + button_width(ctx, action_words(ctx, action, model::record_type(frame.rows.kind)),
                                                    {.kind = ButtonKind::primary, .icon = icon_of(action)});
    return width;
}

void draw_head(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const EditorRows& rows = frame.rows;
    const float top = ImGui::GetCursorScreenPos().y;
    if (icon_button(ctx, icon::kBack, ctx.tr("editor.back")))
        frame.out.push_back(app::intent::OpenScreen{is_record(rows.kind) ? app::Screen::records : app::Screen::plans});
    same_row(theme.space().s);
    ImGui::BeginGroup();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme.space().xs);
    const float room = ImGui::GetContentRegionAvail().x - actions_width(frame) - theme.space().l;
    text_fitted(ctx, subject_or_untitled(ctx, rows.subject), std::max(room, theme.px(120)), TextStyle::heading);
    state_badge(ctx, rows.state, rows.queued);
    same_row(theme.space().s);
    beside_badge(ctx);
    text_fitted(ctx, document_name(ctx, rows.kind, rows.number) + " · " + rows.office,
                std::max(room - theme.px(120), theme.px(80)), TextStyle::small, Ink::muted);
    ImGui::PopStyleVar();
    ImGui::EndGroup();
    draw_actions(frame, top);
}

/// States of the document a person must know before typing.
void draw_banners(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const EditorRows& rows = frame.rows;
    if (rows.state == model::DocumentState::returned) {
        (void)banner(ctx, Tone::warn,
                     ctx.tr(rows.return_note.empty() ? "editor.returned" : "editor.returned_note",
                            {{"office", rows.returned_by}, {"note", rows.return_note}}));
    } else if (rows.ours && !rows.editable) {
        const bool replaceable = rows.state == model::DocumentState::issued;
        const std::string key = "editor.locked." + std::string(model::name_of(rows.state));
        if (banner(ctx, Tone::info, ctx.tr(key), replaceable ? ctx.tr("action.replace") : std::string()) ==
            BannerAction::acted)
            frame.out.push_back(app::intent::Replace{rows.document});
    } else if (!rows.ours) {
        (void)banner(ctx, Tone::info, ctx.tr("editor.others", {{"office", rows.office}}));
    } else if (rows.after_revision > 0 && rows.state != model::DocumentState::draft) {
        (void)banner(ctx, Tone::info, ctx.tr("editor.after_revision", {{"n", rows.after_revision}}));
    }
}

void draw_outline(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const auto& headings = frame.rows.headings;
    gap(ctx.theme.space().l);
    text(ctx, ctx.tr("editor.outline"), TextStyle::small, Ink::muted);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, ctx.theme.space().xs / 2);
    if (headings.empty()) text_wrapped(ctx, ctx.tr("editor.no_outline"), TextStyle::small, Ink::faint);
    std::size_t at = frame.rows.paragraphs.size();
    if (frame.state.current)
        at = static_cast<std::size_t>(
            std::ranges::find(frame.rows.paragraphs, *frame.state.current, &EditorParagraph::node) -
            frame.rows.paragraphs.begin());
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const EditorHeading& heading = headings[i];
        const std::size_t end = i + 1 < headings.size() ? headings[i + 1].paragraph : frame.rows.paragraphs.size();
        const TreeRow row{.depth = heading.depth, .selected = at >= heading.paragraph && at < end};
        if (tree_row(ctx, heading.title + "##outline" + std::to_string(i), row).clicked) {
            frame.state.goal = frame.rows.paragraphs[heading.paragraph].node;
            frame.state.goal_caret.reset();
        }
    }
    ImGui::PopStyleVar();
}

void draw_page(EditorFrame& frame, float width) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const Card page(ctx, "page", {width, std::max(ImGui::GetContentRegionAvail().y, theme.px(120))},
                    Card::Padding::none);
    if (frame.rows.editable) {
        gap(theme.space().xs);
        ImGui::SetCursorPosX(theme.space().s);
        draw_paragraph_tools(frame);
        divider(ctx);
    }
    ImGui::SetCursorPosX(theme.space().m);
    const Region paper(ctx, "paper", {ImGui::GetContentRegionAvail().x - theme.space().xs, 0});
    gap(theme.space().m);
    if (!is_record(frame.rows.kind)) { // its fields have a page of their own
        draw_letterhead(frame);
        gap(theme.space().m);
    }
    draw_paragraphs(frame);
}

void draw_columns(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const float step = theme.space().l;
    const float room = ImGui::GetContentRegionAvail().x;
    const bool side = room >= theme.px(kPageLeast + kSideWidth) + step;
    const bool outline = room >= theme.px(kPageLeast + kSideWidth + kOutlineWidth) + 2 * step;
    if (!side) {
        const std::string toggle = ctx.tr(frame.state.side_open ? "editor.to_page" : "editor.to_side");
        if (button(ctx, toggle, {.kind = ButtonKind::quiet, .icon = icon::kComment}))
            frame.state.side_open = !frame.state.side_open;
    }
    if (!side && frame.state.side_open) {
        const Card card(ctx, "side", {0, ImGui::GetContentRegionAvail().y});
        draw_side(frame);
        return;
    }
    if (outline) {
        {
            const Region region(ctx, "outline", {theme.px(kOutlineWidth), ImGui::GetContentRegionAvail().y});
            draw_outline(frame);
        }
        same_row(step);
    }
    const float taken = (outline ? theme.px(kOutlineWidth) + step : 0) + (side ? theme.px(kSideWidth) + step : 0);
    draw_page(frame, std::floor(room - taken));
    if (!side) return;
    same_row(step);
    const Card card(ctx, "side", {theme.px(kSideWidth), ImGui::GetContentRegionAvail().y});
    draw_side(frame);
}

} // namespace

const EditorParagraph* EditorFrame::current() const {
    if (!state.current) return nullptr;
    const auto found = std::ranges::find(rows.paragraphs, *state.current, &EditorParagraph::node);
    return found == rows.paragraphs.end() ? nullptr : &*found;
}

std::vector<app::Intent> draw_editor(const UiContext& ctx, const EditorRows& rows, EditorState& state,
                                     const std::string& undo) {
    std::vector<app::Intent> out;
    if (state.document != rows.document) {
        const auto goal = state.goal;
        state = EditorState();
        state.document = rows.document;
        state.goal = goal;
    }
    EditorFrame frame{ctx, rows, state, undo, out};
    draw_head(frame);
    gap(ctx.theme.space().m);
    draw_banners(frame);
    draw_columns(frame);
    return out;
}

std::vector<app::Intent> flush(EditorState& state) {
    std::vector<app::Intent> out;
    for (auto& [node, text] : state.texts) {
        if (!text.edited) continue;
        out.push_back(app::intent::SetText{state.document, node, text.base, text.field.text()});
        text.base = text.field.text();
        text.edited = false;
    }
    for (auto& [name, field] : state.fields) {
        if (!field.is_right()) continue;
        out.push_back(app::intent::SetField{state.document, base::root_node(state.document), name, field.value});
        field.edited = false;
    }
    return out;
}

} // namespace dongthac::ui
