#include <algorithm>
#include <cmath>

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

/// Splits the paragraph at the caret; at its end a new one begins.
void split(EditorFrame& frame, const EditorParagraph& row, EditorState::Text& text) {
    const std::string whole = text.field.text();
    std::size_t at = 0;
    for (std::size_t letters = text.field.caret(); at < whole.size() && letters > 0; --letters) {
        ++at;
        while (at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0) == 0x80) ++at;
    }
    const std::string rest = whole.substr(at);
    if (!rest.empty()) text.field.set_text(whole.substr(0, at));
    if (text.field.text() != text.base) frame.out.push_back(end_burst(frame, row.node, text));
    frame.out.push_back(app::intent::AddParagraph{frame.rows.document, row.node, row.role, rest});
}

/// Alt with an arrow moves the paragraph itself; the arrow alone moves the caret.
bool moves(EditorFrame& frame, const base::NodeId& node) {
    if (!ImGui::GetIO().KeyAlt || !frame.rows.editable) return false;
    const bool up = ImGui::IsKeyPressed(ImGuiKey_UpArrow);
    if (!up && !ImGui::IsKeyPressed(ImGuiKey_DownArrow)) return false;
    const auto way = up ? app::intent::MoveWay::up : app::intent::MoveWay::down;
    frame.out.push_back(app::intent::MoveParagraph{frame.rows.document, node, way});
    return true;
}

/// A neighbour that has room for what a Backspace at the start takes away; -1 for none.
std::ptrdiff_t before(const EditorFrame& frame, std::size_t index) {
    const auto& rows = frame.rows.paragraphs;
    if (index == 0) return -1;
    // A paragraph with others below it would take them along.
    if (index + 1 < rows.size() && rows[index + 1].depth > rows[index].depth) return -1;
    return static_cast<std::ptrdiff_t>(index) - 1;
}

void merge_before(EditorFrame& frame, std::size_t index, EditorState::Text& text) {
    const std::ptrdiff_t above = before(frame, index);
    if (above < 0) return;
    const EditorParagraph& previous = frame.rows.paragraphs[static_cast<std::size_t>(above)];
    const std::string words = text.field.text();
    if (!words.empty())
        frame.out.push_back(app::intent::SetText{frame.rows.document, previous.node, previous.text,
                                                 previous.text.empty() ? words : previous.text + " " + words});
    text.edited = false;
    frame.out.push_back(app::intent::HideParagraph{frame.rows.document, frame.rows.paragraphs[index].node});
    frame.state.goal = previous.node;
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
    if (result.merge_before && frame.rows.editable) return merge_before(frame, index, text);
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
    const bool alarming = row.review || row.conflicts > 0;
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
        ImGui::SetTooltip("%s", ctx.tr(alarming ? "editor.review" : "editor.has_source").c_str());
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
    const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin();
    const ImVec2 clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
    const bool far = start.y + text.height < clip_min.y - kOutOfSight || start.y > clip_max.y + kOutOfSight;
    if (far && text.width == room && !text.edited && !text.field.focused() && !wanted) {
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
        if (frame.rows.editable) text.field.focus(ParagraphState::Caret::end);
        frame.state.current = row.node;
        frame.state.goal.reset();
        ImGui::SetScrollHereY(0.3f);
        ctx.redraw.event();
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
    same_row(tight);
    if (icon_button(ctx, icon::kUp, ctx.tr("editor.up"),
                    {.kind = ButtonKind::quiet, .enabled = with_row, .hint = "Alt+↑"}))
        frame.out.push_back(app::intent::MoveParagraph{document, row->node, app::intent::MoveWay::up});
    same_row(tight);
    if (icon_button(ctx, icon::kDown, ctx.tr("editor.down"),
                    {.kind = ButtonKind::quiet, .enabled = with_row, .hint = "Alt+↓"}))
        frame.out.push_back(app::intent::MoveParagraph{document, row->node, app::intent::MoveWay::down});
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
