#include <algorithm>
#include <cmath>

#include "client/app/writer_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/editor_parts.hpp"
#include "client/ui/screens/typed_field.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::EditorField;

const EditorField* field_named(const EditorFrame& frame, std::string_view name) {
    const auto found = std::ranges::find(frame.rows.fields, name, &EditorField::name);
    return found == frame.rows.fields.end() ? nullptr : &*found;
}

std::string value_of(const EditorFrame& frame, std::string_view name) {
    const EditorField* field = field_named(frame, name);
    return field == nullptr ? std::string() : field->value;
}

/// The letterhead in one line, as it would be read out.
std::string in_one_line(const EditorFrame& frame) {
    std::string line = value_of(frame, "issuing_body");
    const auto add = [&](const std::string& part) {
        if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
    };
    add(frame.rows.number.empty() || frame.rows.number.front() == '/' ? frame.ctx.tr("editor.no_number")
                                                                      : frame.rows.number);
    const std::string place = value_of(frame, "place_name");
    const std::string date = value_of(frame, "issued_on");
    add(place.empty() || date.empty() ? place + date : place + ", " + date);
    return line;
}

app::Intent set_field(const EditorFrame& frame, const std::string& name, const std::string& typed) {
    return app::intent::SetField{frame.rows.document, base::root_node(frame.rows.document), name, typed};
}

/// The values two PCs left beside each other; pressing one settles it.
void draw_versions(EditorFrame& frame, const EditorField& field) {
    const UiContext& ctx = frame.ctx;
    if (field.versions.empty()) return;
    text(ctx, ctx.tr("editor.versions"), TextStyle::small, Ink::warn);
    for (std::size_t i = 0; i < field.versions.size(); ++i) {
        const std::string value = field.versions[i].empty() ? "–" : field.versions[i];
        if (button(ctx, value + "##" + field.name + std::to_string(i), {.icon = icon::kCheck})) {
            frame.state.fields[field.name].edited = false;
            frame.out.push_back(set_field(frame, field.name, field.versions[i]));
        }
        if (i >= field.writers.size()) continue;
        text_fitted(ctx, app::writer_words(ctx.strings, field.writers[i]), 0, TextStyle::small, Ink::muted);
        gap(ctx.theme.space().xs);
    }
}

void draw_field(EditorFrame& frame, const EditorField& field, float width) {
    const UiContext& ctx = frame.ctx;
    EditorState::Field& typed = frame.state.fields[field.name];
    if (!typed.edited) typed.value = typed.base = field.value;
    const std::string label = ctx.tr("field." + field.name);
    ImGui::BeginGroup();
    caption(ctx, label);
    const std::string hint = field.type == model::ValueType::date ? ctx.tr("editor.date_hint") : std::string();
    const TextFieldOptions options{
        .placeholder = hint, .width = width, .enabled = frame.rows.editable ? Enabled::yes : Enabled::no};
    if (typed_field(ctx, label, field.type, typed, options))
        frame.out.push_back(set_field(frame, field.name, typed.value));
    draw_versions(frame, field);
    ImGui::EndGroup();
}

/// Two columns. Placed by hand: beside a framed group ImGui would hang the second caption lower than the first.
void draw_form(EditorFrame& frame) {
    const Theme& theme = frame.ctx.theme;
    const float room = ImGui::GetContentRegionAvail().x;
    const float half = std::floor((room - theme.space().m) / 2);
    ImVec2 row = ImGui::GetCursorScreenPos();
    float bottom = row.y;
    bool left = true;
    for (const EditorField& field : frame.rows.fields) {
        const bool whole = field.name == "subject";
        if (left || whole) row.y = bottom;
        const bool second = !left && !whole;
        ImGui::SetCursorScreenPos({second ? row.x + half + theme.space().m : row.x, row.y});
        draw_field(frame, field, whole ? room : half);
        bottom = std::max(bottom, ImGui::GetCursorScreenPos().y);
        left = whole || second;
    }
    ImGui::SetCursorScreenPos({row.x, bottom});
    ImGui::Dummy({1, 1});
}

} // namespace

void draw_letterhead(EditorFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const bool conflict =
        std::ranges::any_of(frame.rows.fields, [](const EditorField& field) { return !field.versions.empty(); });
    const bool open = frame.state.head_open || conflict;
    const Card card(ctx, "letterhead");
    const std::string title = ctx.tr("editor.letterhead");
    {
        const FontScope font(theme, TextStyle::strong);
        const Press press = press_area(title, {ImGui::GetContentRegionAvail().x, theme.px(24)});
        if (press.pressed) frame.state.head_open = !frame.state.head_open;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
        draw_text(list, {press.min.x, y}, press.hovered ? theme.colors().accent : theme.colors().text, title);
        const float width = text_size(title).x;
        const FontScope small(theme, TextStyle::small);
        const float small_y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
        const float arrow = press.max.x - text_size(icon::kChevronDown).x - theme.space().xs;
        draw_text(list, {arrow, small_y}, theme.colors().muted, open ? icon::kChevronDown : icon::kChevronRight);
        if (!open)
            draw_fitted(list, {press.min.x + width + theme.space().m, small_y}, arrow - theme.space().s,
                        theme.colors().muted, in_one_line(frame));
    }
    if (!open) return;
    gap(theme.space().s);
    draw_form(frame);
}

} // namespace dongthac::ui
