#include "client/ui/screens/coverage_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::Cover;
using view_model::CoverageTopicRow;
using view_model::CoverageView;

constexpr float kTopicHeight = 36;
constexpr float kOfficeHeight = 54;
constexpr float kMark = 12;
constexpr float kMarkStep = 16;
// More marks than this say nothing to the eye; a bar does.
constexpr std::size_t kMostMarks = 20;
// So few offices leave room for all they wrote.
constexpr std::size_t kFewOffices = 2;

/// Filled, half filled, hollow or a dash: the shape says it without the colour.
void draw_mark(const UiContext& ctx, ImVec2 at, Cover cover) {
    const Theme& theme = ctx.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float size = theme.px(kMark);
    const ImVec2 end(at.x + size, at.y + size);
    const ImU32 ink = theme.strong(tone_of(cover));
    const float round = theme.px(3);
    switch (cover) {
    case Cover::covered: return list.AddRectFilled(at, end, ink, round);
    case Cover::partly:
        list.AddRectFilled({at.x, at.y + size / 2}, end, ink, round, ImDrawFlags_RoundCornersBottom);
        return list.AddRect(at, end, ink, round, 0, theme.px(1.5f));
    case Cover::missing: return list.AddRect(at, end, ink, round, 0, theme.px(1.5f));
    case Cover::not_applicable: {
        const float y = at.y + size / 2;
        return list.AddLine({at.x + theme.px(2), y}, {end.x - theme.px(2), y}, ink, theme.px(2));
    }
    }
}

std::size_t count_of(const CoverageTopicRow& row, Cover cover) {
    return row.counts.at(static_cast<std::size_t>(cover));
}

/// Offices that answered the topic: with words, or by saying that it does not concern them.
std::size_t answered(const CoverageTopicRow& row) {
    return count_of(row, Cover::covered) + count_of(row, Cover::partly) + count_of(row, Cover::not_applicable);
}

void draw_marks(const UiContext& ctx, const CoverageView& view, const CoverageTopicRow& row, ImVec2 at) {
    const Theme& theme = ctx.theme;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const ImVec2 mark(at.x + theme.px(kMarkStep) * static_cast<float>(i), at.y);
        draw_mark(ctx, mark, row.cells[i]);
        const float slack = theme.px(kMarkStep - kMark) / 2;
        if (!ImGui::IsMouseHoveringRect({mark.x - slack, mark.y - slack},
                                        {mark.x + theme.px(kMark) + slack, mark.y + theme.px(kMark) + slack}))
            continue;
        tooltip(ctx, view.offices[i].name + ": " + ctx.tr("cover." + std::string(view_model::name_of(row.cells[i]))));
    }
}

float marks_width(const UiContext& ctx, const CoverageView& view) {
    return ctx.theme.px(view.offices.size() > kMostMarks ? 120 : kMarkStep * static_cast<float>(view.offices.size()));
}

bool draw_topic(const UiContext& ctx, const CoverageView& view, std::size_t index) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const CoverageTopicRow& row = view.topics[index];
    const bool chosen = index == view.topic;
    const FontScope font(theme, chosen ? TextStyle::strong : TextStyle::body);
    const Press press = press_area(row.title + "##topic" + base::to_text(row.topic),
                                   {std::max(ImGui::GetContentRegionAvail().x, 1.0f), theme.px(kTopicHeight)});
    const bool hovered = press.hovered;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen || hovered) list.AddRectFilled(press.min, press.max, chosen ? p.accent_soft : p.hover, theme.rounding());
    const std::string share = std::to_string(answered(row)) + "/" + std::to_string(view.offices.size());
    const float share_width = theme.px(56);
    const float marks = marks_width(ctx, view);
    const float marks_x = press.max.x - share_width - marks;
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    draw_fitted(list, {press.min.x + theme.space().s, y}, marks_x - theme.space().m, chosen ? p.accent : p.text,
                row.title);
    if (text_size(row.title).x > marks_x - theme.space().m - press.min.x && ImGui::GetIO().MousePos.x < marks_x)
        tooltip(ctx, row.title);
    const float mark_y = std::round((press.min.y + press.max.y - theme.px(kMark)) / 2);
    if (view.offices.size() <= kMostMarks) {
        draw_marks(ctx, view, row, {marks_x, mark_y});
    } else {
        const float filled = marks * static_cast<float>(answered(row)) / static_cast<float>(view.offices.size());
        const float thick = theme.px(6);
        list.AddRectFilled({marks_x, mark_y + thick / 2}, {marks_x + marks, mark_y + thick * 1.5f}, p.pressed,
                           thick / 2);
        list.AddRectFilled({marks_x, mark_y + thick / 2}, {marks_x + filled, mark_y + thick * 1.5f}, p.ok, thick / 2);
    }
    const FontScope small(theme, TextStyle::small);
    const float share_x = press.max.x - theme.space().s - text_size(share).x;
    draw_text(list, {share_x, std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2)}, p.muted, share);
    return press.pressed;
}

void draw_legend(const UiContext& ctx) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::small);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImVec2 at = ImGui::GetCursorScreenPos();
    at.x += theme.space().s;
    const float lift = std::round((ImGui::GetFontSize() - theme.px(kMark)) / 2);
    for (std::size_t i = 0; i < view_model::kCovers; ++i) {
        const auto cover = static_cast<Cover>(i);
        const std::string words = ctx.tr("cover." + std::string(view_model::name_of(cover)));
        draw_mark(ctx, {at.x, at.y + lift}, cover);
        at.x += theme.px(kMark) + theme.px(6);
        draw_text(list, at, theme.colors().muted, words);
        at.x += text_size(words).x + theme.space().l;
    }
    ImGui::Dummy({1, ImGui::GetFontSize()});
}

std::optional<app::Intent> draw_topics(const UiContext& ctx, const CoverageView& view, float width) {
    std::optional<app::Intent> wanted;
    // On a low window the topics need the line more: a mark says itself when the mouse rests on it.
    const bool has_legend = ImGui::GetContentRegionAvail().y > ctx.theme.px(120);
    ImGui::BeginGroup();
    {
        const float legend = has_legend ? ctx.theme.pixel_size(TextStyle::small) + ctx.theme.space().s : 0;
        const Region region(ctx, "topics",
                            {width, std::max(ImGui::GetContentRegionAvail().y - legend, ctx.theme.px(40))});
        ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(view.topics.size()), ctx.theme.px(kTopicHeight));
        while (clipper.Step())
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
                if (draw_topic(ctx, view, static_cast<std::size_t>(i)))
                    wanted = app::intent::ChooseTopic{static_cast<std::size_t>(i)};
        ImGui::PopStyleVar();
    }
    if (has_legend) draw_legend(ctx);
    ImGui::EndGroup();
    return wanted;
}

/// One office: its name, how it stands to the topic, and its words.
bool draw_office(const UiContext& ctx, const CoverageView& view, std::size_t index, bool highlighted) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const view_model::CoverageOfficeRow& office = view.offices[index];
    const Cover cover = view.topics[view.topic].cells[index];
    const Press press = press_area(office.name + "##office" + std::to_string(index),
                                   {std::max(ImGui::GetContentRegionAvail().x, 1.0f), theme.px(kOfficeHeight)});
    const bool opens = !office.document.empty();
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (highlighted) list.AddRectFilled(press.min, press.max, p.accent_soft, theme.rounding());
    if (press.hovered && opens) list.AddRectFilled(press.min, press.max, p.hover, theme.rounding());
    const float x = press.min.x + theme.space().s;
    const std::string word = ctx.tr(opens ? "cover." + std::string(view_model::name_of(cover)) : "cover.no_plan");
    const float badge_x = press.max.x - theme.space().s - badge_width(ctx, word);
    const float first = press.min.y + theme.px(7);
    draw_fitted(list, {x, first}, badge_x - theme.space().s, p.text, office.name);
    ImGui::SetCursorScreenPos({badge_x, first - theme.px(2)});
    badge(ctx, opens ? tone_of(cover) : Tone::neutral, word, opens ? icon_of(cover) : icon::kClock);
    ImGui::SetCursorScreenPos(after);

    const FontScope small(theme, TextStyle::small);
    std::string words = index < view.texts.size() ? view.texts[index].text : std::string();
    std::ranges::replace(words, '\n', ' ');
    if (words.empty()) words = ctx.tr(opens ? "cover.no_words" : "cover.not_sent");
    if (view.offices.size() > kFewOffices) {
        draw_fitted(list, {x, first + theme.px(23)}, press.max.x - theme.space().s, p.muted, words);
        if (press.hovered) tooltip(ctx, words);
    } else {
        draw_wrapped(list, {x, first + theme.px(23)}, press.max.x - theme.space().s - x, p.muted, words);
        ImGui::Dummy({1, wrapped_size(words, press.max.x - theme.space().s - x).y});
    }
    return press.pressed && opens;
}

std::optional<app::Intent> draw_offices(const UiContext& ctx, const CoverageView& view,
                                        const base::DocumentId& highlighted) {
    std::optional<app::Intent> wanted;
    const CoverageTopicRow& topic = view.topics[view.topic];
    const Region region(ctx, "offices");
    text_wrapped(ctx, topic.title, TextStyle::strong);
    const auto n = [&](Cover cover) { return ctx.strings.number(static_cast<std::int64_t>(count_of(topic, cover))); };
    text_fitted(ctx,
                ctx.tr("cover.summary", {{"covered", n(Cover::covered)},
                                         {"partly", n(Cover::partly)},
                                         {"missing", n(Cover::missing)},
                                         {"not_applicable", n(Cover::not_applicable)}}),
                0, TextStyle::small, Ink::muted);
    gap(ctx.theme.space().s);
    const FontScope font(ctx.theme, TextStyle::body);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(view.offices.size()), ctx.theme.px(kOfficeHeight));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const auto index = static_cast<std::size_t>(i);
            const bool stands_out = !highlighted.empty() && view.offices[index].document == highlighted;
            if (draw_office(ctx, view, index, stands_out))
                wanted = app::intent::OpenDocument{view.offices[index].document,
                                                   index < view.texts.size() ? view.texts[index].node : base::NodeId{}};
        }
    ImGui::PopStyleVar();
    return wanted;
}

} // namespace

std::optional<app::Intent> draw_coverage(const UiContext& ctx, const CoverageView& view,
                                         const base::DocumentId& highlighted) {
    if (view.offices.empty()) {
        text_wrapped(ctx, ctx.tr("cover.no_offices"), TextStyle::body, Ink::muted);
        return std::nullopt;
    }
    if (view.topics.empty()) {
        text_wrapped(ctx, ctx.tr("cover.no_topics"), TextStyle::body, Ink::muted);
        return std::nullopt;
    }
    std::optional<app::Intent> wanted;
    const float gap_width = ctx.theme.space().l;
    const float width = std::floor((ImGui::GetContentRegionAvail().x - gap_width) * 0.52f);
    if (auto asked = draw_topics(ctx, view, width)) wanted = asked;
    same_row(gap_width);
    if (auto asked = draw_offices(ctx, view, highlighted)) wanted = asked;
    return wanted;
}

} // namespace dongthac::ui
