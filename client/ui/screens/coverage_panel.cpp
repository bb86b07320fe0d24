#include "client/ui/screens/coverage_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::Cover;
using view_model::CoverageMark;
using view_model::CoverageTopicRow;
using view_model::CoverageView;

constexpr float kTopicHeight = 36;
constexpr float kOfficeHeight = 54;
constexpr float kUnderWords = 8; ///< of it, to the next office
constexpr float kMark = 12;
constexpr float kMarkStep = 16;
// More marks than this say nothing to the eye; a bar does.
constexpr std::size_t kMostMarks = 20;
// So few offices leave room for all they wrote.
constexpr std::size_t kFewOffices = 2;

/// Filled, half filled, hollow, hollow with a dot or a dash: the shape says it without the colour.
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
    case Cover::suggested:
        list.AddCircleFilled({at.x + size / 2, at.y + size / 2}, theme.px(2.5f), ink);
        return list.AddRect(at, end, ink, round, 0, theme.px(1.5f));
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

/// What has to be said beside the status: what the office itself says, and whether the judgement is still good.
std::string notes_on(const UiContext& ctx, const CoverageMark& mark) {
    std::string notes;
    const auto add = [&](std::string words) { notes += (notes.empty() ? "" : "; ") + words; };
    if (mark.differs())
        add(ctx.tr("cover.note_said", {{"status", ctx.tr("cover." + std::string(view_model::name_of(mark.said)))}}));
    if (mark.unsaid()) add(ctx.tr("cover.note_unsaid"));
    if (mark.stale) add(ctx.tr("cover.note_stale"));
    if (mark.disputed) add(ctx.tr("cover.note_disputed"));
    return notes;
}

void draw_marks(const UiContext& ctx, const CoverageView& view, const CoverageTopicRow& row, ImVec2 at) {
    const Theme& theme = ctx.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const ImVec2 mark(at.x + theme.px(kMarkStep) * static_cast<float>(i), at.y);
        draw_mark(ctx, mark, row.cells[i].cover);
        // Judged: a line under the mark; in two pieces when the plan has changed since.
        if (row.cells[i].judged) {
            const float y = mark.y + theme.px(kMark + 3);
            const float end = mark.x + theme.px(kMark);
            const float middle = mark.x + theme.px(kMark / 2);
            const float half = row.cells[i].stale ? theme.px(2) : 0;
            list.AddLine({mark.x, y}, {middle - half, y}, theme.colors().muted, theme.px(1.5f));
            list.AddLine({middle + half, y}, {end, y}, theme.colors().muted, theme.px(1.5f));
        }
        const float slack = theme.px(kMarkStep - kMark) / 2;
        if (!ImGui::IsMouseHoveringRect({mark.x - slack, mark.y - slack},
                                        {mark.x + theme.px(kMark) + slack, mark.y + theme.px(kMark) + slack}))
            continue;
        const std::string notes = notes_on(ctx, row.cells[i]);
        tooltip(ctx, view.offices[i].name + ": " +
                         ctx.tr("cover." + std::string(view_model::name_of(row.cells[i].cover))) +
                         (notes.empty() ? "" : " (" + notes + ")"));
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
        // What may answer goes on thinner: nobody has said so yet.
        const float maybe =
            marks * static_cast<float>(count_of(row, Cover::suggested)) / static_cast<float>(view.offices.size());
        list.AddRectFilled({marks_x + filled, mark_y + thick * 0.75f},
                           {marks_x + filled + maybe, mark_y + thick * 1.25f}, theme.strong(tone_of(Cover::suggested)));
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

/// What an office wrote, or what of it may answer the topic, in one line.
std::string words_of(const UiContext& ctx, const CoverageView& view, std::size_t index) {
    const bool has_plan = !view.offices[index].document.empty();
    const view_model::CoverageText* texts = view.text_of(index);
    if (texts == nullptr) return {};
    std::string words = texts->text;
    if (words.empty() && !texts->suggested.empty())
        words = ctx.tr("cover.maybe", {{"text", "“" + texts->suggested.front().text + "”"}});
    if (words.empty()) words = ctx.tr(has_plan ? "cover.no_words" : "cover.not_sent");
    std::ranges::replace(words, '\n', ' ');
    return words;
}

/// At the right of an office's row: [yes] where something is suggested and can be read, and the judgement.
std::optional<app::Intent> draw_judging(const UiContext& ctx, const CoverageView& view, std::size_t index, float top,
                                        JudgeDialog& judge) {
    std::optional<app::Intent> wanted;
    const Theme& theme = ctx.theme;
    const ImVec2 after = ImGui::GetCursorScreenPos();
    const float button_size = theme.control_height();
    const float x = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    const float y = top + std::round((theme.px(kOfficeHeight - kUnderWords) - button_size) / 2);
    const CoverageTopicRow& topic = view.topics[view.topic];
    const std::string id = "##" + view.offices[index].org;
    const bool is_read = view.text_of(index) != nullptr;
    if (topic.cells[index].cover == Cover::suggested && is_read) {
        ImGui::SetCursorScreenPos({x - 2 * button_size - theme.space().xs, y});
        if (icon_button(ctx, icon::kCheck, ctx.tr("cover.yes") + id))
            wanted = app::intent::JudgeCoverage{view.plan,
                                                topic.topic,
                                                view.offices[index].org,
                                                model::CoverageStatus::covered,
                                                {},
                                                view.offices[index].shown()};
    }
    ImGui::SetCursorScreenPos({x - button_size, y});
    if (icon_button(ctx, icon::kEdit, ctx.tr("cover.judge") + id)) {
        judge.open(view, index);
        if (!is_read) wanted = app::intent::ReadAnswer{topic.topic, view.offices[index].org};
    }
    ImGui::SetCursorScreenPos(after);
    return wanted;
}

/// One office: its name, how it stands to the topic, and its words.
bool draw_office(const UiContext& ctx, const CoverageView& view, std::size_t index, bool highlighted, float room) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const view_model::CoverageOfficeRow& office = view.offices[index];
    const CoverageMark& mark = view.topics[view.topic].cells[index];
    const Press press =
        press_area(office.name + "##office" + std::to_string(index), {std::max(room, 1.0f), theme.px(kOfficeHeight)});
    const bool opens = !office.document.empty();
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (highlighted) list.AddRectFilled(press.min, press.max, p.accent_soft, theme.rounding());
    if (press.hovered && opens) list.AddRectFilled(press.min, press.max, p.hover, theme.rounding());
    const float x = press.min.x + theme.space().s;
    const std::string word = ctx.tr(opens ? "cover." + std::string(view_model::name_of(mark.cover)) : "cover.no_plan");
    const float badge_x = press.max.x - theme.space().s - badge_width(ctx, word);
    const float first = press.min.y + theme.px(7);
    draw_fitted(list, {x, first}, badge_x - theme.space().s, p.text, office.name);
    ImGui::SetCursorScreenPos({badge_x, first - theme.px(2)});
    badge(ctx, opens ? tone_of(mark.cover) : Tone::neutral, word, opens ? icon_of(mark.cover) : icon::kClock);
    ImGui::SetCursorScreenPos(after);

    const FontScope small(theme, TextStyle::small);
    const std::string words = words_of(ctx, view, index);
    std::string notes = notes_on(ctx, mark);
    float words_x = x;
    const float second = first + theme.px(23);
    if (mark.judged && opens) {
        notes = ctx.tr("cover.judged_here") + (notes.empty() ? "" : " (" + notes + ")") + " ";
        const bool warns = mark.stale || mark.disputed || mark.differs();
        draw_fitted(list, {x, second}, press.max.x - theme.space().s, warns ? theme.strong(Tone::warn) : p.text, notes);
        words_x += text_size(notes).x + theme.space().xs;
    }
    if (view.offices.size() > kFewOffices) {
        if (words_x < press.max.x - theme.px(60))
            draw_fitted(list, {words_x, second}, press.max.x - theme.space().s, p.muted, words);
        if (press.hovered) tooltip(ctx, (notes.empty() ? "" : notes + "\n") + words);
    } else {
        const float y = mark.judged && opens ? second + ImGui::GetFontSize() + theme.px(4) : second;
        draw_wrapped(list, {x, y}, press.max.x - theme.space().s - x, p.muted, words);
        ImGui::Dummy({1, y - second + wrapped_size(words, press.max.x - theme.space().s - x).y});
    }
    return press.pressed && opens;
}

/// Where the row leads: to what covers the topic, or to what may.
base::NodeId place_of(const CoverageView& view, std::size_t index) {
    const view_model::CoverageText* texts = view.text_of(index);
    if (texts == nullptr) return {};
    return texts->node.empty() && !texts->suggested.empty() ? texts->suggested.front().node : texts->node;
}

std::optional<app::Intent> draw_offices(const UiContext& ctx, const CoverageView& view,
                                        const base::DocumentId& highlighted, JudgeDialog& judge) {
    std::optional<app::Intent> wanted;
    const CoverageTopicRow& topic = view.topics[view.topic];
    const Region region(ctx, "offices");
    text_wrapped(ctx, topic.title, TextStyle::strong);
    const auto n = [&](Cover cover) { return ctx.strings.number(static_cast<std::int64_t>(count_of(topic, cover))); };
    text_fitted(ctx,
                ctx.tr("cover.summary", {{"covered", n(Cover::covered)},
                                         {"partly", n(Cover::partly)},
                                         {"suggested", n(Cover::suggested)},
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
            const bool judges = view.may_judge && view.offices[index].state && !view.offices[index].document.empty();
            const float top = ImGui::GetCursorScreenPos().y;
            const float buttons =
                view.may_judge ? 2 * ctx.theme.control_height() + ctx.theme.space().xs + ctx.theme.space().s : 0;
            if (draw_office(ctx, view, index, stands_out, ImGui::GetContentRegionAvail().x - buttons))
                wanted = app::intent::OpenDocument{view.offices[index].document, place_of(view, index)};
            if (judges)
                if (auto asked = draw_judging(ctx, view, index, top, judge)) wanted = asked;
        }
    ImGui::PopStyleVar();
    return wanted;
}

} // namespace

std::optional<app::Intent> draw_coverage(const UiContext& ctx, const CoverageView& view,
                                         const base::DocumentId& highlighted, JudgeDialog& judge) {
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
    if (auto asked = draw_offices(ctx, view, highlighted, judge)) wanted = asked;
    if (auto asked = judge.draw(ctx, view)) wanted = asked;
    return wanted;
}

} // namespace dongthac::ui
