#include "client/ui/screens/review_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui_internal.h>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using model::ItemRole;
using view_model::ReviewField;
using view_model::ReviewItem;
using view_model::ReviewSentence;

constexpr float kRoleChoice = 170;

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// The text with a mark where it would be cut.
std::string with_cut(const std::string& text, std::size_t word) {
    const std::vector<std::string> words = words_of(text);
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) out += (i == 0 ? "" : i == word ? "  |  " : " ") + words[i];
    return out;
}

void draw_role_choice(ReviewFrame& frame, const ReviewItem& item) {
    std::vector<ItemRole> roles;
    std::vector<std::string> words;
    for (int i = 0; i <= static_cast<int>(ItemRole::appendix); ++i) {
        const auto role = static_cast<ItemRole>(i);
        const auto key = std::ranges::find(kRoleKeys, role, &RoleKey::role);
        const std::string letter = key == kRoleKeys.end() ? std::string() : " (" + std::string(1, key->letter) + ")";
        roles.push_back(role);
        words.push_back(frame.role_words(role) + letter);
    }
    auto chosen = static_cast<std::size_t>(std::ranges::find(roles, item.role) - roles.begin());
    if (choice(frame.ctx, frame.ctx.tr("review.role"), words, chosen, kRoleChoice))
        frame.want(app::review::SetRole{frame.state.item, roles[chosen]});
}

void draw_item_buttons(ReviewFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const float step = ctx.theme.space().s;
    const std::size_t item = frame.state.item;
    same_row(step);
    if (icon_button(ctx, icon::kChevronLeft, ctx.tr("review.out"),
                    {.kind = ButtonKind::secondary, .hint = ctx.tr("review.out") + " (←)"}))
        frame.want(app::review::Indent{item, -1});
    same_row(step);
    if (icon_button(ctx, icon::kChevronRight, ctx.tr("review.in"),
                    {.kind = ButtonKind::secondary, .hint = ctx.tr("review.in") + " (→)"}))
        frame.want(app::review::Indent{item, 1});
    same_row(step);
    if (button(ctx, ctx.tr("review.join"),
               {.enabled = item > 0 ? Enabled::yes : Enabled::no, .hint = ctx.tr("review.join_hint")})) {
        frame.want(app::review::Join{item});
        frame.choose(item - 1);
    }
    same_row(step);
    if (button(ctx, ctx.tr("review.split"), {.hint = ctx.tr("review.split_hint")})) frame.state.cut = 1;
}

void draw_cut_buttons(ReviewFrame& frame, const ReviewItem& item) {
    const UiContext& ctx = frame.ctx;
    const float step = ctx.theme.space().s;
    const std::size_t count = words_of(item.text).size();
    std::size_t& cut = *frame.state.cut;
    if (icon_button(ctx, icon::kChevronLeft, ctx.tr("review.cut_left"), {.kind = ButtonKind::secondary, .hint = "←"}) &&
        cut > 1)
        --cut;
    same_row(step);
    if (icon_button(ctx, icon::kChevronRight, ctx.tr("review.cut_right"),
                    {.kind = ButtonKind::secondary, .hint = "→"}) &&
        cut + 1 < count)
        ++cut;
    same_row(step);
    if (button(ctx, ctx.tr("review.cut"), {.kind = ButtonKind::primary, .hint = "Enter"})) {
        frame.want(app::review::Split{frame.state.item, cut});
        frame.state.cut.reset();
        return;
    }
    same_row(step);
    if (button(ctx, ctx.tr("button.cancel"), {.hint = "Esc"})) frame.state.cut.reset();
}

bool is_blank(const std::string& line) { return line.find_first_not_of(" \t") == std::string::npos; }

/// Measures the original, unless it was measured for this width.
const std::vector<float>& lay_out_source(ReviewFrame& frame, float width) {
    ReviewState::SourceLayout& layout = frame.state.source;
    const float type_size = ImGui::GetFontSize();
    if (!layout.tops.empty() && layout.width == width && layout.type_size == type_size) return layout.tops;
    const Theme& theme = frame.ctx.theme;
    layout = {width, type_size, {0}};
    for (const std::string& line : frame.rows.source) {
        const float height = // an empty line is a small gap
            is_blank(line) ? theme.px(2) : std::max(wrapped_size(line, width).y, type_size) + theme.px(4);
        layout.tops.push_back(layout.tops.back() + height + theme.space().xs);
    }
    return layout.tops;
}

void draw_source(ReviewFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const Region region(ctx, "source");
    const FontScope font(theme, TextStyle::small);
    const std::size_t count = frame.rows.source.size();
    const std::size_t shown =
        frame.rows.items.empty() ? count : frame.rows.items[frame.state.item].line.value_or(count);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - theme.space().s;
    const std::vector<float>& tops = lay_out_source(frame, width);
    if (shown < count && frame.state.follow)
        ImGui::SetScrollFromPosY(origin.y + tops[shown] - ImGui::GetWindowPos().y, 0.35f);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float above = list.GetClipRectMin().y - origin.y;
    const float below = list.GetClipRectMax().y - origin.y;
    const auto first = std::ranges::upper_bound(tops, above);
    for (auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(first - tops.begin() - 1, 0));
         i < count && tops[i] < below; ++i) {
        const ImVec2 at{origin.x, origin.y + tops[i]};
        if (shown == i)
            list.AddRectFilled(at, {at.x + width + theme.space().s, origin.y + tops[i + 1] - theme.space().xs},
                               theme.colors().accent_soft, theme.rounding());
        if (!is_blank(frame.rows.source[i]))
            draw_wrapped(list, {at.x + theme.space().xs, at.y + theme.px(2)}, width, theme.colors().text,
                         frame.rows.source[i]);
    }
    ImGui::Dummy({width, tops.back()});
}

void draw_fields(ReviewFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Region region(ctx, "fields");
    for (const ReviewField& field : frame.rows.fields) {
        TypedField& typed = frame.state.fields[field.name];
        if (!typed.edited) typed.value = field.value;
        const std::string label = ctx.tr("field." + field.name);
        const bool unsure = !field.value.empty() && field.confidence > 0 && field.confidence < view_model::kSure;
        caption(ctx, unsure ? label + " – " + ctx.tr("review.unsure") : label);
        const std::string hint =
            field.type == model::ValueType::date ? ctx.tr("editor.date_hint") : ctx.tr("review.not_found");
        if (typed_field(ctx, label, field.type, typed, {.placeholder = hint}))
            frame.want(app::review::SetField{field.name, typed.value});
        gap(ctx.theme.space().xs);
    }
}

void draw_sentence(ReviewFrame& frame, const ReviewSentence& flag, std::size_t number) {
    const UiContext& ctx = frame.ctx;
    icon_text(ctx, icon::kWarning, Ink::warn);
    same_row(ctx.theme.space().s);
    text_wrapped(ctx, ctx.tr(flag.key, {{"detail", flag.detail}}));
    if (flag.item && link(ctx, ctx.tr("lint.show") + "##flag" + std::to_string(number))) frame.choose(*flag.item);
    gap(ctx.theme.space().s);
}

void draw_findings(ReviewFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Region region(ctx, "findings");
    if (frame.rows.flags.empty() && frame.rows.unplaced.empty())
        text_wrapped(ctx, ctx.tr("review.nothing_odd"), TextStyle::body, Ink::muted);
    for (std::size_t i = 0; i < frame.rows.flags.size(); ++i) draw_sentence(frame, frame.rows.flags[i], i);
    if (!frame.rows.unplaced.empty()) {
        section_title(ctx, ctx.tr("review.unplaced"), static_cast<int>(frame.rows.unplaced.size()));
        for (std::size_t i = 0; i < frame.rows.unplaced.size(); ++i) {
            text_wrapped(ctx, "“" + frame.rows.unplaced[i] + "”");
            if (link(ctx, ctx.tr("review.place") + "##" + std::to_string(i)))
                frame.want(
                    app::review::Place{i, frame.rows.items.empty() ? std::nullopt : std::optional(frame.state.item)});
            gap(ctx.theme.space().s);
        }
    }
    divider(ctx);
    gap(ctx.theme.space().s);
    if (!frame.rows.above.empty()) text_wrapped(ctx, ctx.tr("review.above", {{"subject", frame.rows.above}}));
    if (frame.rows.obligations > 0) text_wrapped(ctx, ctx.tr("review.obligations", {{"n", frame.rows.obligations}}));
}

void take_cut_keys(ReviewFrame& frame, std::size_t words) {
    std::size_t& cut = *frame.state.cut;
    if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow) && cut > 1) --cut;
    if (ImGui::IsKeyPressed(ImGuiKey_RightArrow) && cut + 1 < words) ++cut;
    if (ImGui::IsKeyPressed(ImGuiKey_Escape)) return frame.state.cut.reset();
    if (!ImGui::IsKeyPressed(ImGuiKey_Enter) && !ImGui::IsKeyPressed(ImGuiKey_KeypadEnter)) return;
    frame.want(app::review::Split{frame.state.item, cut});
    frame.state.cut.reset();
}

} // namespace

void take_review_keys(ReviewFrame& frame) {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput || ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup)) return;
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key); };
    if (io.KeyCtrl) {
        if (pressed(ImGuiKey_Enter)) frame.accept();
        return;
    }
    if (io.KeyAlt || frame.rows.items.empty()) return;
    const std::size_t item = frame.state.item;
    const std::size_t words = words_of(frame.rows.items[item].text).size();
    // The keyboard's own way around the window would take the same keys.
    for (const ImGuiKey key : {ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_LeftArrow, ImGuiKey_RightArrow})
        ImGui::SetKeyOwner(key, ImGui::GetID("review keys"));
    if (frame.state.cut) {
        ImGui::SetKeyOwner(ImGuiKey_Enter, ImGui::GetID("review keys"));
        return take_cut_keys(frame, words);
    }
    if (pressed(ImGuiKey_DownArrow) && item + 1 < frame.rows.items.size()) frame.choose(item + 1);
    if (pressed(ImGuiKey_UpArrow) && item > 0) frame.choose(item - 1);
    if (pressed(ImGuiKey_LeftArrow)) frame.want(app::review::Indent{item, -1});
    if (pressed(ImGuiKey_RightArrow)) frame.want(app::review::Indent{item, 1});
    if (pressed(ImGuiKey_J) && item > 0) {
        frame.want(app::review::Join{item});
        frame.choose(item - 1);
    }
    if (pressed(ImGuiKey_X) && words > 1) frame.state.cut = 1;
    for (const RoleKey& role : kRoleKeys)
        if (pressed(role.key)) frame.want(app::review::SetRole{item, role.role});
}

void draw_review_item(ReviewFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Card card(ctx, "chosen", {0, ImGui::GetContentRegionAvail().y});
    if (frame.rows.items.empty()) return;
    const ReviewItem& item = frame.rows.items[frame.state.item];
    const std::size_t words = words_of(item.text).size();
    if (frame.state.cut && *frame.state.cut >= words) frame.state.cut.reset();
    if (frame.state.cut) {
        draw_cut_buttons(frame, item);
    } else {
        draw_role_choice(frame, item);
        draw_item_buttons(frame);
    }
    gap(ctx.theme.space().s);
    const std::string label = item.label.empty() ? std::string() : item.label + " ";
    const Region region(ctx, "words");
    text_wrapped(ctx, label + (frame.state.cut ? with_cut(item.text, *frame.state.cut) : item.text));
}

void draw_review_side(ReviewFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const std::size_t odd = frame.rows.flags.size() + frame.rows.unplaced.size();
    const std::array<std::string, 3> sides = {ctx.tr("review.original"), ctx.tr("review.fields"),
                                              odd == 0 ? ctx.tr("review.look")
                                                       : ctx.tr("review.look") + " (" + std::to_string(odd) + ")"};
    (void)segmented(ctx, "side", sides, frame.state.side);
    gap(ctx.theme.space().s);
    const Card card(ctx, "side", {0, ImGui::GetContentRegionAvail().y});
    if (frame.state.side == 0) return draw_source(frame);
    if (frame.state.side == 1) return draw_fields(frame);
    draw_findings(frame);
}

} // namespace dongthac::ui
