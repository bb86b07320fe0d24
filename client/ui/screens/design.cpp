#include <algorithm>
#include <array>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/design_parts.hpp"
#include "client/ui/screens/record_form.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

// The page of one form, schedule or request.

namespace dongthac::ui {

namespace {

namespace work = app::work;
using office::LineKind;
using view_model::DesignLine;
using view_model::DesignPage;
using view_model::Designs;

constexpr float kTrySideBySide = 900; ///< of the room
constexpr float kTryShare = 0.44f;
constexpr float kTryMost = 560;

bool is_form(const DesignPage& page) { return page.head.kind == "report_template"; }
bool is_schedule(const DesignPage& page) { return page.head.kind == "schedule"; }
bool has_problems(const DesignPage& page) { return !page.problems.empty() || page.first_bad() != nullptr; }

std::vector<base::NodeId> proposals_of(const DesignPage& page) {
    std::vector<base::NodeId> nodes;
    for (const DesignLine& line : page.lines)
        if (line.is_proposal()) nodes.push_back(line.node);
    return nodes;
}

/// Another page, or a line that was asked for and is there now.
void take_over(DesignFrame& frame) {
    DesignsState& state = frame.state;
    const DesignPage& page = frame.page;
    if (state.about != page.head.document) {
        const auto goal = state.goal;
        state = {};
        state.goal = goal;
        state.about = page.head.document;
        state.head.about = page.head.document;
        state.head.node = page.head.node;
        state.head.form_kind = page.head.kind;
        if (page.head.editable && page.head.subject.empty()) state.head.focus = "subject";
    }
    if (state.open != base::NodeId{} && page.find(state.open) == nullptr) open_line(frame, {});
    if (const auto goal = std::exchange(state.goal, std::nullopt); goal && page.find(*goal) != nullptr) {
        open_line(frame, *goal);
        state.goes_to_open = true;
    }
    if (!state.adding || page.count(*state.adding) <= state.before) return;
    const auto added = std::ranges::find(page.lines.rbegin(), page.lines.rend(), *state.adding, &DesignLine::kind);
    open_line(frame, added->node);
    state.line.focus = *state.adding == LineKind::rule ? "rule" : "text";
    state.goes_to_open = true;
    state.adding.reset();
}

/// What is not right yet is shown instead of being sent out.
void hold_back(DesignFrame& frame) {
    const auto issues = [](const app::Intent& intent) {
        const auto* decide = std::get_if<app::intent::Decide>(&intent);
        return decide != nullptr && decide->action == model::Action::issue;
    };
    if (std::ranges::none_of(frame.out, issues)) return;
    const DesignLine* bad = first_unstored(frame);
    if (bad == nullptr && !has_problems(frame.page)) return;
    std::erase_if(frame.out, issues);
    frame.state.tells_problems = true;
    if (bad == nullptr) bad = frame.page.first_bad();
    if (bad != nullptr) {
        if (bad->node != frame.state.open) open_line(frame, bad->node);
        frame.state.goes_to_open = true;
    }
    frame.ctx.redraw.event();
}

void draw_head(DesignFrame& frame) {
    const Designs shown = is_form(frame.page) ? Designs::forms : Designs::schedules;
    RecordFrame head{frame.ctx, frame.page.head, frame.state.head, frame.out, wants(work::CloseDesign{shown})};
    draw_record_head(head);
    hold_back(frame);
}

/// How often it went out, and what it goes back to.
void draw_facts(const DesignFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const DesignPage& page = frame.page;
    if (is_schedule(page)) {
        const bool own = page.plan.empty();
        badge(ctx, own ? Tone::warn : Tone::info, ctx.tr(own ? "designs.own_schedule" : "design.of_plan"),
              own ? icon::kFlag : icon::kPlan);
        same_row(ctx.theme.space().s);
        beside_badge(ctx);
    }
    std::string words = page.version == 0 ? ctx.tr("design.never_sent") : ctx.tr("design.sent", {{"n", page.version}});
    if (page.version > 0 && page.head.editable) words += " · " + ctx.tr("design.versions_stay");
    if (!page.plan.empty()) words = page.plan + " · " + words;
    text_fitted(ctx, words, 0, TextStyle::small, Ink::muted);
}

void draw_banners(DesignFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const DesignPage& page = frame.page;
    RecordFrame head{ctx, page.head, frame.state.head, frame.out};
    draw_record_banners(head);
    const std::vector<base::NodeId> proposals = proposals_of(page);
    if (!proposals.empty()) {
        const std::string action = page.head.editable ? ctx.tr("design.accept_all", {{"n", proposals.size()}}) : "";
        if (banner(ctx, Tone::warn, ctx.tr("design.unconfirmed", {{"n", proposals.size()}}), action) ==
            BannerAction::acted)
            frame.out.push_back(wants(work::ConfirmLines{page.head.document, proposals}));
        gap(ctx.theme.space().s);
    }
    for (const view_model::Sentence& warning : page.warnings) {
        (void)banner(ctx, Tone::warn, say(ctx, warning));
        gap(ctx.theme.space().s);
    }
    if (!frame.state.tells_problems || !has_problems(page)) return;
    const DesignLine* bad = page.first_bad();
    const view_model::Sentence& problem = page.problems.empty() ? bad->problems.front() : page.problems.front();
    (void)banner(ctx, Tone::error, ctx.tr("design.held_back", {{"why", say(ctx, problem)}}));
    gap(ctx.theme.space().s);
}

void draw_whole(DesignFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const Card card(ctx, "whole");
    ImGui::PushID("whole");
    RecordFrame form{ctx, frame.page.head, frame.state.head, frame.out};
    draw_record_fields(form);
    ImGui::PopID();
    if (is_form(frame.page) || is_schedule(frame.page)) return;
    for (const view_model::Sentence& problem : frame.page.problems)
        text_wrapped(ctx, say(ctx, problem), TextStyle::small, Ink::error);
    if (!frame.page.due) return;
    gap(ctx.theme.space().s);
    caption(ctx, ctx.tr("design.next"));
    draw_due(ctx, *frame.page.due);
    text(ctx, ctx.tr("design.offices", {{"n", frame.page.offices}}), TextStyle::small, Ink::muted);
}

void draw_sheet(DesignFrame& frame) {
    draw_whole(frame);
    gap(frame.ctx.theme.space().l);
    if (is_schedule(frame.page)) return draw_lines(frame, LineKind::duty);
    if (!is_form(frame.page)) return;
    draw_lines(frame, LineKind::question);
    gap(frame.ctx.theme.space().l);
    draw_lines(frame, LineKind::rule);
}

/// An answer is tried and goes nowhere.
void try_answer(DesignFrame& frame, const app::Intent& asked) {
    TriedAnswers& tried = frame.state.tried;
    const auto* wanted = std::get_if<app::intent::Work>(&asked);
    if (wanted == nullptr) return;
    if (const auto* nil = std::get_if<work::SetNil>(&wanted->wanted)) tried.nil = nil->nil;
    const auto* answer = std::get_if<work::SetAnswer>(&wanted->wanted);
    const model::FormItem* item = answer == nullptr ? nullptr : frame.page.form.with_key(answer->key);
    if (item == nullptr) return;
    const auto value = model::parse_answer(*item, answer->typed);
    tried.problem = value ? std::string() : frame.ctx.strings.sentence(value.error());
    if (value) tried.said[answer->key] = answer->typed;
    frame.ctx.redraw.event();
}

/// The report as an office below will see it.
void draw_trial(DesignFrame& frame) {
    const UiContext& ctx = frame.ctx;
    TriedAnswers& tried = frame.state.tried;
    section_title(ctx, ctx.tr("design.try"));
    text_wrapped(ctx, ctx.tr("design.try_text"), TextStyle::small, Ink::muted);
    gap(ctx.theme.space().s);
    if (frame.page.form.items.empty())
        return text_wrapped(ctx, ctx.tr("design.try_nothing"), TextStyle::body, Ink::faint);
    if (!tried.problem.empty()) (void)banner(ctx, Tone::warn, tried.problem);
    view_model::SubmissionRows rows = view_model::tried_rows(frame.page.form, tried.said);
    rows.page.nil = tried.nil;
    ImGui::PushID("trial");
    if (const auto asked = draw_answers(ctx, rows, tried.typing)) try_answer(frame, *asked);
    ImGui::PopID();
}

/// The lines and the report beside each other, or one of the two.
void draw_form(DesignFrame& frame) {
    const UiContext& ctx = frame.ctx;
    const float room = ImGui::GetContentRegionAvail().x;
    if (room < ctx.theme.px(kTrySideBySide)) {
        const std::array<std::string, 2> sides = {ctx.tr("design.side_lines"), ctx.tr("design.try")};
        (void)segmented(ctx, "side", sides, frame.state.side);
        gap(ctx.theme.space().s);
        const Region all(ctx, "design");
        return frame.state.side == 0 ? draw_sheet(frame) : draw_trial(frame);
    }
    const float right = std::min(room * kTryShare, ctx.theme.px(kTryMost));
    const float height = ImGui::GetContentRegionAvail().y;
    {
        const Region left(ctx, "design", {room - right - ctx.theme.space().l, height});
        draw_sheet(frame);
    }
    same_row(ctx.theme.space().l);
    const Region trial(ctx, "try", {right, height});
    draw_trial(frame);
}

} // namespace

std::vector<app::Intent> draw_design(const UiContext& ctx, const DesignPage& page, DesignsState& state) {
    std::vector<app::Intent> out;
    DesignFrame frame{ctx, page, state, out};
    take_over(frame);
    draw_head(frame);
    gap(ctx.theme.space().xs);
    draw_facts(frame);
    gap(ctx.theme.space().m);
    draw_banners(frame);
    if (is_form(page)) {
        draw_form(frame);
    } else {
        const Region all(ctx, "design");
        draw_sheet(frame);
    }
    return out;
}

std::vector<app::Intent> flush(DesignsState& state) {
    std::vector<app::Intent> out = flush(state.head);
    for (app::Intent& intent : flush(state.line)) out.push_back(std::move(intent));
    return out;
}

} // namespace dongthac::ui
