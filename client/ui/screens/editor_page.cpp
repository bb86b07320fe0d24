#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/editor_parts.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::EditorParagraph;

constexpr float kIndent = 14;
constexpr int kDeepestIndent = 5;
constexpr float kLabelRoom = 26;
constexpr float kMarkRoom = 30;
// Paragraphs further away than this are not laid out again: a plan of 3,000 costs what is in sight.
constexpr float kOutOfSight = 800;

void begin_with(EditorState::Text& text, const std::string& stored) {
    text.field.set_text(stored);
    text.base = stored;
}

app::Intent end_burst(const EditorFrame& frame, const base::NodeId& node, EditorState::Text& text) {
    app::intent::SetText intent{frame.rows.document, node, text.base, text.field.text()};
    text.base = intent.text;
    text.edited = false;
    return intent;
}

std::size_t letters_in(std::string_view words) {
    return static_cast<std::size_t>(
        std::ranges::count_if(words, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::string head_of(const std::string& words, std::size_t letters) {
    std::size_t at = 0;
    for (; at < words.size(); ++at)
        if ((static_cast<unsigned char>(words[at]) & 0xC0) != 0x80 && letters-- == 0) break;
    return words.substr(0, at);
}

bool is_blank(std::string_view words) { return words.find_first_not_of(" \t\n") == std::string_view::npos; }

/// Cuts the paragraph at the caret; at its end, or its start, another one is added.
void split(EditorFrame& frame, const EditorParagraph& row, EditorState::Text& text) {
    const std::string whole = text.field.text();
    const std::string before = head_of(whole, text.field.caret());
    const std::string after = whole.substr(before.size());
    frame.state.goal_caret = 0;
    if (is_blank(before) || is_blank(after)) {
        if (whole != text.base) frame.out.push_back(end_burst(frame, row.node, text));
        app::intent::AddParagraph add{frame.rows.document, row.node, row.role, {}};
        if (!is_blank(after)) add.where = app::intent::AddWhere::in_front;
        frame.out.push_back(add);
        return;
    }
    frame.out.push_back(app::intent::SplitParagraph{frame.rows.document, row.node, text.base, before, after});
    begin_with(text, before);
    text.edited = false;
}

/// Alt with an arrow moves the paragraph itself, among its neighbours or a level in or out.
bool moves(EditorFrame& frame, const base::NodeId& node) {
    if (!ImGui::GetIO().KeyAlt || ImGui::GetIO().KeyCtrl || !frame.rows.editable) return false;
    constexpr std::array<std::pair<ImGuiKey, app::intent::MoveWay>, 4> kKeys = {
        {{ImGuiKey_UpArrow, app::intent::MoveWay::up},
         {ImGuiKey_DownArrow, app::intent::MoveWay::down},
         {ImGuiKey_RightArrow, app::intent::MoveWay::in},
         {ImGuiKey_LeftArrow, app::intent::MoveWay::out}}};
    const auto pressed = std::ranges::find_if(kKeys, [](const auto& key) { return ImGui::IsKeyPressed(key.first); });
    if (pressed == kKeys.end()) return false;
    frame.out.push_back(app::intent::MoveParagraph{frame.rows.document, node, pressed->second});
    return true;
}

/// Joins paragraph `index` to the one before it; the caret comes to stand where the two meet.
void join(EditorFrame& frame, std::size_t index) {
    if (index == 0 || index >= frame.rows.paragraphs.size()) return;
    const EditorParagraph& previous = frame.rows.paragraphs[index - 1];
    const base::NodeId node = frame.rows.paragraphs[index].node;
    // What is typed and not written yet is part of what is joined.
    std::string words = previous.text;
    for (const base::NodeId& side : {previous.node, node}) {
        EditorState::Text& text = frame.state.texts[side];
        if (text.edited) frame.out.push_back(end_burst(frame, side, text));
        if (side == previous.node && text.base != previous.text) words = text.base;
    }
    frame.out.push_back(app::intent::JoinParagraph{frame.rows.document, node});
    frame.state.goal_caret = letters_in(words);
}

void go_to(EditorFrame& frame, std::size_t index, ParagraphState::Caret caret) {
    const auto& rows = frame.rows.paragraphs;
    if (index >= rows.size()) return;
    frame.state.texts[rows[index].node].field.focus(caret);
    frame.state.current = rows[index].node;
}

void handle(EditorFrame& frame, std::size_t index, EditorState::Text& text, const FieldResult& result) {
    const EditorParagraph& row = frame.rows.paragraphs[index];
    if (result.got_focus) frame.state.current = row.node;
    if (result.changed) text.edited = true;
    if (result.enter && frame.rows.editable) return split(frame, row, text);
    if (result.merge_before && frame.rows.editable) return join(frame, index);
    if (result.merge_after && frame.rows.editable) return join(frame, index + 1);
    if (result.burst_ended && text.edited) frame.out.push_back(end_burst(frame, row.node, text));
    if (text.field.focused() && moves(frame, row.node)) return;
    if (result.go_up && index > 0) go_to(frame, index - 1, ParagraphState::Caret::end);
    if (result.go_down) go_to(frame, index + 1, ParagraphState::Caret::start);
    if (result.undo) frame.out.push_back(app::intent::Undo{});
    if (result.redo) frame.out.push_back(app::intent::Redo{});
}

TextStyle style_of(const EditorParagraph& row) {
    return view_model::is_heading(row.role) ? TextStyle::strong : TextStyle::body;
}

/// What stands beside the words: a bar for the current paragraph, the printed label, signs at the right.
void draw_margins(EditorFrame& frame, const EditorParagraph& row, ImVec2 start, float label_x, float right,
                  float height) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool alarming = row.review || !row.conflicts.empty();
    if (frame.state.current == row.node || alarming)
        list.AddRectFilled({start.x, start.y + theme.px(6)}, {start.x + theme.px(3), start.y + height - theme.px(6)},
                           alarming ? theme.colors().warn : theme.colors().accent, theme.px(2));
    {
        const FontScope font(theme, style_of(row));
        const float line = std::round(ImGui::GetFontSize() * 1.4f);
        const float lift = theme.px(7) + std::round((line - ImGui::GetFontSize()) / 2);
        draw_text(list, {label_x, start.y + lift}, theme.colors().muted, row.label);
    }
    if (!alarming && row.sources.empty()) return;
    const FontScope font(theme, TextStyle::small);
    const float y = start.y + theme.px(10);
    const ImVec2 at(right + theme.px(6), y);
    draw_text(list, at, alarming ? theme.colors().warn : theme.colors().faint, alarming ? icon::kWarning : icon::kLink);
    if (ImGui::IsMouseHoveringRect({at.x - theme.px(4), y - theme.px(4)}, {at.x + theme.px(22), y + theme.px(20)}))
        ImGui::SetTooltip("%s", ctx.tr(row.review ? "editor.review"
                                       : alarming ? "editor.conflict"
                                                  : "editor.has_source")
                                    .c_str());
}

/// Scrolls to the goal, and again in the next frames: what stands above is measured only when it is drawn.
bool bring_into_view(EditorFrame& frame, const base::NodeId& node, bool wanted) {
    constexpr int kFrames = 3;
    EditorState& state = frame.state;
    if (wanted) {
        state.settling = node;
        state.settling_frames = kFrames;
    }
    if (state.settling != node) return false;
    ImGui::SetScrollHereY(0.3f);
    frame.ctx.redraw.event();
    if (--state.settling_frames == 0) state.settling.reset();
    return true;
}

void take_keyboard(EditorFrame& frame, ParagraphState& field) {
    if (frame.state.goal_caret)
        field.focus_at(*frame.state.goal_caret);
    else
        field.focus(field.focused() ? ParagraphState::Caret::keep : ParagraphState::Caret::end);
    frame.state.goal_caret.reset();
}

void draw_paragraph(EditorFrame& frame, std::size_t index) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const EditorParagraph& row = frame.rows.paragraphs[index];
    EditorState::Text& text = frame.state.texts[row.node];
    if (!text.edited && text.base != row.text) begin_with(text, row.text);
    if (view_model::is_heading(row.role) && row.depth == 0 && index > 0) ImGui::Dummy({1, theme.space().s});

    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const bool wanted = frame.state.goal == row.node;
    const bool settling = bring_into_view(frame, row.node, wanted);
    const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin();
    const ImVec2 clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
    const bool far = start.y + text.height < clip_min.y - kOutOfSight || start.y > clip_max.y + kOutOfSight;
    if (far && text.width == room && !text.edited && !text.field.focused() && !settling) {
        ImGui::Dummy({1, text.height});
        return;
    }
    const float indent = theme.px(kIndent) * static_cast<float>(std::min(row.depth, kDeepestIndent));
    const float label_x = start.x + theme.space().m + indent;
    float label_room = row.label.empty() ? 0 : theme.px(kLabelRoom);
    {
        const FontScope font(theme, style_of(row));
        if (!row.label.empty()) label_room = std::max(label_room, text_size(row.label).x + theme.space().xs);
    }
    const float x = label_x + label_room - theme.space().xs;
    const float right = start.x + room - theme.px(kMarkRoom);
    ImGui::SetCursorScreenPos({x, start.y});
    if (wanted) {
        if (frame.rows.editable) take_keyboard(frame, text.field);
        frame.state.current = row.node;
        frame.state.goal.reset();
    }
    const std::string label = ctx.tr("editor.paragraph", {{"n", index + 1}}) + "###" + base::to_text(row.node);
    const std::string hint = ctx.tr("editor.placeholder");
    const FieldResult result = paragraph_field(ctx, label, text.field,
                                               {.placeholder = hint,
                                                .width = std::max(right - x, theme.px(80)),
                                                .enter = Enter::report,
                                                .edit = frame.edit(),
                                                .look = FieldLook::plain,
                                                .style = style_of(row)});
    text.height = ImGui::GetItemRectSize().y;
    text.width = room;
    draw_margins(frame, row, start, label_x, right, text.height);
    handle(frame, index, text, result);
}

} // namespace

void draw_paragraphs(EditorFrame& frame) {
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, frame.ctx.theme.space().xs / 2);
    for (std::size_t i = 0; i < frame.rows.paragraphs.size(); ++i) draw_paragraph(frame, i);
    ImGui::PopStyleVar();
    // Room to scroll the last line to where the eye is.
    ImGui::Dummy({1, frame.ctx.theme.px(120)});
}

void draw_paragraph_tools(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const EditorParagraph* row = frame.current();
    const Enabled with_row = row != nullptr ? Enabled::yes : Enabled::no;
    const base::DocumentId& document = frame.rows.document;
    const float tight = ctx.theme.space().xs;
    if (button(ctx, ctx.tr("editor.add"), {.kind = ButtonKind::quiet, .icon = icon::kAdd, .hint = "Enter"})) {
        app::intent::AddParagraph add{document, {}, model::ItemRole::paragraph, {}};
        if (row != nullptr) add.after = row->node;
        frame.out.push_back(add);
    }
    const auto mover = [&](std::string_view sign, std::string_view key, std::string_view hint,
                           app::intent::MoveWay way) {
        same_row(tight);
        if (icon_button(ctx, sign, ctx.tr(std::string(key)),
                        {.kind = ButtonKind::quiet, .enabled = with_row, .hint = std::string(hint)}))
            frame.out.push_back(app::intent::MoveParagraph{document, row->node, way});
    };
    mover(icon::kUp, "editor.up", "Alt+↑", app::intent::MoveWay::up);
    mover(icon::kDown, "editor.down", "Alt+↓", app::intent::MoveWay::down);
    mover(icon::kIndent, "editor.in", "Alt+→", app::intent::MoveWay::in);
    mover(icon::kOutdent, "editor.out", "Alt+←", app::intent::MoveWay::out);
    same_row(tight);
    if (icon_button(ctx, icon::kDelete, ctx.tr("editor.delete"), {.kind = ButtonKind::quiet, .enabled = with_row}))
        frame.out.push_back(app::intent::HideParagraph{document, row->node});
    same_row(tight);
    const std::string undo =
        frame.undo.empty() ? ctx.tr("command.undo") : ctx.tr("editor.undo", {{"what", frame.undo}});
    if (icon_button(
            ctx, icon::kUndo, ctx.tr("command.undo"),
            {.kind = ButtonKind::quiet, .enabled = frame.undo.empty() ? Enabled::no : Enabled::yes, .hint = undo}))
        frame.out.push_back(app::intent::Undo{});
}

} // namespace dongthac::ui
