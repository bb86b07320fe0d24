#include "client/ui/widgets/field.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::ui {

namespace {

// Keeps ImGui's own buffer NFC while it has the keyboard, so that what is seen is what is stored; grows the string.
int on_edit(ImGuiInputTextCallbackData* data) {
    auto& value = *static_cast<std::string*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        value.resize(static_cast<std::size_t>(data->BufTextLen));
        data->Buf = value.data();
        return 0;
    }
    const std::string_view typed(data->Buf, static_cast<std::size_t>(data->BufTextLen));
    if (text::is_nfc(typed)) return 0;
    const auto before = text::to_nfc(typed.substr(0, static_cast<std::size_t>(data->CursorPos)));
    const auto whole = text::to_nfc(typed);
    if (!before || !whole) return 0;
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, whole->data(), whole->data() + whole->size());
    data->CursorPos = static_cast<int>(std::min(before->size(), whole->size()));
    data->SelectionStart = data->SelectionEnd = data->CursorPos;
    return 0;
}

// Colours and padding of everything that looks like a one-line field; undone by the destructor.
class FieldStyle {
  public:
    FieldStyle(const Theme& theme, ImU32 frame, float left_padding) {
        ImGui::PushStyleColor(ImGuiCol_FrameBg, theme.colors().panel);
        ImGui::PushStyleColor(ImGuiCol_Border, frame);
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                            {left_padding, std::max(0.0f, (theme.control_height() - ImGui::GetFontSize()) / 2)});
    }
    ~FieldStyle() {
        ImGui::PopStyleVar();
        ImGui::PopStyleColor(2);
    }
    FieldStyle(const FieldStyle&) = delete;
    FieldStyle& operator=(const FieldStyle&) = delete;
};

void draw_focus_frame(const Theme& theme, ImVec2 min, ImVec2 max) {
    ImGui::GetWindowDrawList()->AddRect(min, max, theme.colors().accent, theme.rounding(), 0, theme.px(2));
}

float field_width(float wanted) { return wanted < 0 ? ImGui::GetContentRegionAvail().x : wanted; }

} // namespace

TextFieldResult text_field(const UiContext& ctx, std::string_view label, std::string& value,
                           const TextFieldOptions& options) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::body);
    const std::string id = "##" + std::string(label);
    const std::string hint(options.placeholder);
    const float icon_room = options.icon.empty() ? 0 : text_size(options.icon).x + theme.space().s;
    const ImVec2 at = ImGui::GetCursorScreenPos();

    TextFieldResult result;
    ImGui::BeginDisabled(options.enabled == Enabled::no);
    ImGui::SetNextItemWidth(field_width(options.width));
    {
        const FieldStyle style(theme, options.problem.empty() ? theme.colors().border_strong : theme.colors().error,
                               theme.space().m + icon_room);
        ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackEdit |
                                    ImGuiInputTextFlags_EnterReturnsTrue;
        if (options.secret) flags |= ImGuiInputTextFlags_Password;
        const std::string before = value;
        result.submitted = ImGui::InputTextWithHint(id.c_str(), hint.c_str(), value.data(), value.capacity() + 1, flags,
                                                    on_edit, &value);
        if (auto nfc = text::to_nfc(value); nfc) value = std::move(*nfc);
        result.changed = value != before;
    }
    result.ended = ImGui::IsItemDeactivatedAfterEdit();
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    if (ImGui::IsItemActive()) draw_focus_frame(theme, min, max);
    if (!options.icon.empty())
        draw_text(*ImGui::GetWindowDrawList(),
                  {at.x + theme.space().m, std::round((min.y + max.y - ImGui::GetFontSize()) / 2)},
                  theme.colors().muted, options.icon);
    note_item(label, min, max);
    ImGui::EndDisabled();
    if (!options.problem.empty()) text_wrapped(ctx, options.problem, TextStyle::small, Ink::error);
    return result;
}

TextFieldResult search_box(const UiContext& ctx, std::string_view label, std::string& query,
                           std::string_view placeholder, float width) {
    const Theme& theme = ctx.theme;
    const float wide = width < 0 ? ImGui::GetContentRegionAvail().x : theme.px(width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::BeginGroup();
    ImGui::SetNextItemAllowOverlap();
    TextFieldResult result =
        text_field(ctx, label, query, {.placeholder = placeholder, .icon = icon::kSearch, .width = wide});
    if (!query.empty()) {
        ImGui::SetCursorScreenPos({at.x + wide - theme.control_height(), at.y});
        const std::string name = ctx.tr("search.clear") + "##" + std::string(label);
        if (icon_button(ctx, icon::kClose, name)) {
            query.clear();
            result.changed = true;
        }
    }
    ImGui::EndGroup();
    return result;
}

bool choice(const UiContext& ctx, std::string_view label, std::span<const std::string> options, std::size_t& selected,
            float width) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::body);
    const std::string name(label);
    const float wide = width < 0 ? ImGui::GetContentRegionAvail().x : theme.px(width);
    const Press press = press_area(name, {wide, theme.control_height()});
    const Palette& p = theme.colors();
    const std::string popup = "##options " + name;
    const bool open = ImGui::IsPopupOpen(popup.c_str());

    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(press.min, press.max, press.hovered ? p.hover : p.panel, theme.rounding());
    list.AddRect(press.min, press.max, open ? p.accent : p.border_strong, theme.rounding(), 0,
                 open ? theme.px(2) : 1.0f);
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    const float arrow = press.max.x - theme.space().m - text_size(icon::kChevronDown).x;
    draw_text(list, {arrow, y}, p.muted, icon::kChevronDown);
    if (selected < options.size())
        draw_fitted(list, {press.min.x + theme.space().m, y}, arrow - theme.space().xs, p.text, options[selected]);
    if (press.pressed) ImGui::OpenPopup(popup.c_str());

    bool changed = false;
    ImGui::SetNextWindowPos({press.min.x, press.max.y + theme.space().xs});
    ImGui::SetNextWindowSizeConstraints({wide, 0}, {theme.px(520), theme.px(360)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme.space().xs, theme.space().xs});
    if (ImGui::BeginPopup(popup.c_str())) {
        ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
        for (std::size_t i = 0; i < options.size(); ++i) {
            const std::string option = options[i] + "##" + std::to_string(i);
            ImGui::PushStyleVar(ImGuiStyleVar_SelectableTextAlign, {0, 0.5f});
            if (ImGui::Selectable(option.c_str(), i == selected, 0, {0, theme.px(34)}) && i != selected) {
                selected = i;
                changed = true;
            }
            ImGui::PopStyleVar();
            if (i == selected && ImGui::IsWindowAppearing()) ImGui::SetItemDefaultFocus();
        }
        ImGui::PopStyleVar();
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    return changed;
}

bool checkbox(const UiContext& ctx, std::string_view label, bool& value) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const FontScope font(theme, TextStyle::body);
    const float side = theme.px(18);
    const std::string_view words = shown_part(label);
    const float gap = words.empty() ? 0 : theme.space().s;
    const Press press = press_area(label, {side + gap + text_size(words).x + theme.space().xs, theme.control_height()});
    if (press.pressed) value = !value;

    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float top = std::round((press.min.y + press.max.y - side) / 2);
    const ImVec2 min(press.min.x, top);
    const ImVec2 max(min.x + side, top + side);
    list.AddRectFilled(min, max, value ? p.accent : press.hovered ? p.hover : p.panel, theme.px(4));
    if (!value) list.AddRect(min, max, p.border_strong, theme.px(4));
    if (value) {
        const FontScope small(theme, TextStyle::small);
        const ImVec2 sign = text_size(icon::kCheck);
        draw_text(list, {std::round(min.x + (side - sign.x) / 2), std::round(min.y + (side - sign.y) / 2)}, p.on_accent,
                  icon::kCheck);
    }
    draw_text(list, {max.x + gap, std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2)}, p.text, words);
    return press.pressed;
}

bool segmented(const UiContext& ctx, std::string_view id, std::span<const std::string> options, std::size_t& selected) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const FontScope font(theme, TextStyle::body);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    float total = 0;
    for (const std::string& option : options) total += text_size(option).x + 2 * theme.space().m;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + total, at.y + theme.control_height()}, p.neutral_soft, theme.rounding());

    bool changed = false;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (i > 0) same_row(0);
        const std::string name = options[i] + "##" + std::string(id);
        const Press press = press_area(name, {text_size(options[i]).x + 2 * theme.space().m, theme.control_height()});
        const float inset = theme.px(3);
        const ImVec2 min(press.min.x + inset, press.min.y + inset);
        const ImVec2 max(press.max.x - inset, press.max.y - inset);
        if (i == selected) {
            list.AddRectFilled(min, max, p.panel, theme.rounding() - 2);
            list.AddRect(min, max, p.border_strong, theme.rounding() - 2);
        } else if (press.hovered) {
            list.AddRectFilled(min, max, p.pressed, theme.rounding() - 2);
        }
        draw_text(list, {press.min.x + theme.space().m, std::round((min.y + max.y - ImGui::GetFontSize()) / 2)},
                  i == selected ? p.accent : p.muted, options[i]);
        if (press.pressed && i != selected) {
            selected = i;
            changed = true;
        }
    }
    return changed;
}

} // namespace dongthac::ui
