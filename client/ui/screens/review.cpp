#include "client/ui/screens/review.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/review_parts.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/model/record.hpp"

namespace dongthac::ui {

namespace {

using view_model::ReviewItem;
using view_model::ReviewRows;

constexpr float kRowHeight = 32;
constexpr float kRoleWidth = 128;
constexpr float kIndent = 16;
constexpr float kItemHeight = 190; ///< of the card with the chosen paragraph
constexpr float kKindWidth = 150;
constexpr int kDeepest = 5;

void draw_head(ReviewFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const ReviewRows& rows = frame.rows;
    const auto number = [&](std::size_t n) { return ctx.strings.number(static_cast<std::int64_t>(n)); };
    const std::string keep = ctx.tr("review.accept");
    const std::string drop = ctx.tr(frame.state.discards ? "review.cancel_sure" : "review.cancel");
    const ButtonOptions primary{.kind = ButtonKind::primary, .icon = icon::kCheck, .hint = "Ctrl+Enter"};
    const float step = ctx.theme.space().s;
    const float buttons =
        ctx.theme.px(kKindWidth) + step + button_width(ctx, drop) + step + button_width(ctx, keep, primary);
    const float room = std::max(ImGui::GetContentRegionAvail().x - buttons - ctx.theme.space().l, ctx.theme.px(120));
    ImGui::BeginGroup();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, ctx.theme.space().xs);
    text_fitted(ctx, ctx.tr("review.title", {{"file", rows.file}}), room, TextStyle::heading);
    text_fitted(
        ctx,
        ctx.tr("review.counts",
               {{"placed", number(rows.placed)}, {"words", number(rows.words)}, {"items", number(rows.items.size())}}),
        room, TextStyle::small, Ink::muted);
    ImGui::PopStyleVar();
    ImGui::EndGroup();
    same_row();
    std::vector<std::string> kinds;
    std::vector<std::string> words;
    for (const model::RecordType& type : model::record_types()) {
        if (type.family != model::Family::document) continue;
        kinds.emplace_back(type.name);
        words.push_back(ctx.tr("kind." + kinds.back()));
    }
    auto chosen = static_cast<std::size_t>(std::ranges::find(kinds, rows.kind) - kinds.begin());
    push_right(buttons);
    if (choice(ctx, ctx.tr("review.kind"), words, chosen, kKindWidth)) frame.want(app::review::SetKind{kinds[chosen]});
    same_row(step);
    if (button(ctx, drop + "###review.cancel",
               {.kind = frame.state.discards ? ButtonKind::danger : ButtonKind::secondary}))
        frame.discard();
    same_row(step);
    if (button(ctx, keep, primary)) frame.accept();
}

void draw_row(ReviewFrame& frame, std::size_t index) {
    const UiContext& ctx = frame.ctx;
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const ReviewItem& item = frame.rows.items[index];
    const bool selected = index == frame.state.item;
    const std::string name = "item##" + std::to_string(index);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    const Press press = press_area(name, {std::max(ImGui::GetContentRegionAvail().x, 1.0f), theme.px(kRowHeight)});
    ImGui::PopStyleVar();
    if (press.pressed) frame.choose(index);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 fill = selected ? p.accent_soft : press.hovered ? p.hover : 0;
    if (fill) list.AddRectFilled(press.min, press.max, fill, theme.rounding());
    float x = press.min.x + theme.space().s;
    {
        const FontScope font(theme, TextStyle::small);
        const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
        const bool unsure = item.confidence > 0 && item.confidence < view_model::kSure;
        draw_fitted(list, {x, y}, x + theme.px(kRoleWidth), item.flagged || unsure ? p.warn : p.muted,
                    frame.role_words(item.role) + (unsure ? " ?" : ""));
    }
    x += theme.px(kRoleWidth) + theme.space().s;
    const FontScope font(theme, TextStyle::body);
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    if (item.flagged) draw_text(list, {x - theme.space().s - text_size(icon::kWarning).x, y}, p.warn, icon::kWarning);
    x += theme.px(kIndent) * static_cast<float>(std::min(item.level, kDeepest));
    const std::string words = item.label.empty() ? item.text : item.label + " " + item.text;
    draw_fitted(list, {x, y}, press.max.x - theme.space().s, p.text, words.empty() ? "–" : words);
}

void draw_items(ReviewFrame& frame, float height) {
    const Card card(frame.ctx, "items", {0, height}, Card::Padding::none);
    const float row = frame.ctx.theme.px(kRowHeight);
    if (frame.state.follow) {
        const float at = row * static_cast<float>(frame.state.item);
        if (at < ImGui::GetScrollY() || at + 2 * row > ImGui::GetScrollY() + height)
            ImGui::SetScrollY(std::max(0.0f, at - height / 3));
    }
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(frame.rows.items.size()), row);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_row(frame, static_cast<std::size_t>(i));
}

/// What the file held that is no word of the document, and words without a place.
void draw_remarks(ReviewFrame& frame) {
    const UiContext& ctx = frame.ctx;
    std::string words;
    for (const view_model::ReviewSentence& remark : frame.rows.remarks)
        words += (words.empty() ? "" : " ") + ctx.tr(remark.key, {{"detail", remark.detail}});
    if (!words.empty()) {
        (void)banner(ctx, Tone::info, words);
        gap(ctx.theme.space().s);
    }
}

} // namespace

std::vector<app::Intent> flush(ReviewState& state) {
    std::vector<app::Intent> out;
    for (auto& [name, field] : state.fields)
        if (field.is_right() && std::exchange(field.edited, false))
            out.emplace_back(app::intent::Review{app::review::SetField{name, field.value}});
    return out;
}

std::vector<app::Intent> draw_review(const UiContext& ctx, const ReviewRows& rows, ReviewState& state) {
    std::vector<app::Intent> out;
    if (state.opened != rows.opened) {
        state = {};
        state.opened = rows.opened;
    }
    state.item = rows.items.empty() ? 0 : std::min(state.item, rows.items.size() - 1);
    ReviewFrame frame{ctx, rows, state, out};
    take_review_keys(frame);
    draw_head(frame);
    gap(ctx.theme.space().m);
    draw_remarks(frame);
    const float between = ctx.theme.space().m;
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float left = std::floor((room.x - between) * 0.58f);
    {
        const Region column(ctx, "recognised", {left, room.y});
        const float item = ctx.theme.px(kItemHeight);
        draw_items(frame, std::max(room.y - item - between, ctx.theme.px(120)));
        gap(between);
        draw_review_item(frame);
    }
    same_row(between);
    {
        const Region column(ctx, "beside", {0, room.y});
        draw_review_side(frame);
    }
    state.follow = false;
    return out;
}

} // namespace dongthac::ui
