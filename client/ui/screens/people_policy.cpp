#include "client/ui/screens/people_policy.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::DeviceRow;
using view_model::PeopleRows;

constexpr std::array<model::Step, 4> kSteps = {model::Step::content_review, model::Step::format_check,
                                               model::Step::submission, model::Step::numbering};

/// The inner steps, in the order a document takes them.
void draw_steps(const UiContext& ctx, model::OfficePolicy& policy) {
    caption(ctx, ctx.tr("people.policy.steps"));
    for (const model::Step step : kSteps) {
        bool on = policy.steps.has_all(step);
        if (!checkbox(ctx, ctx.tr("people.policy." + std::string(model::name_of(step))), on)) continue;
        const auto bit = model::Steps(step).bits();
        policy.steps = model::Steps::from_bits(
            static_cast<std::uint8_t>(on ? policy.steps.bits() | bit : policy.steps.bits() & ~bit));
    }
}

/// Who must be another, and where numbers are given.
void draw_rest(const UiContext& ctx, const PeopleRows& rows, model::OfficePolicy& policy) {
    caption(ctx, ctx.tr("people.policy.separation"));
    (void)checkbox(ctx, ctx.tr("people.policy.other_signer"), policy.other_signer);
    (void)checkbox(ctx, ctx.tr("people.policy.other_checker"), policy.other_checker);
    gap(ctx.theme.space().m);
    const std::string label = ctx.tr("people.policy.desk");
    caption(ctx, label);
    std::vector<std::string> names = {ctx.tr("people.policy.any_desk")};
    std::vector<base::DeviceId> desks = {{}};
    std::size_t selected = 0;
    for (const DeviceRow& row : rows.devices) {
        if (row.revoked && row.id != policy.desk) continue;
        if (row.id == policy.desk) selected = desks.size();
        desks.push_back(row.id);
        names.push_back(row.here ? ctx.tr("people.policy.this_pc", {{"name", row.name}}) : row.name);
    }
    if (choice(ctx, label, names, selected, -1)) policy.desk = desks[selected];
}

/// Ticks count on what the person saw: they go when that is no longer so, or when it has become what was ticked.
void follow_directory(const model::OfficePolicy& saved, PeopleState& state) {
    if (!state.policy || (state.policy->was == saved && state.policy->now != saved)) return;
    state.overtaken = state.policy->now != saved;
    state.policy.reset();
}

void keep_ticks(const model::OfficePolicy& ticked, const model::OfficePolicy& saved, PeopleState& state) {
    if (ticked == saved) return state.policy.reset();
    state.overtaken = false; // whoever ticks on has looked
    state.policy = PolicyEdit{saved, ticked};
}

/// What stands in the way or is not saved yet, and the buttons.
std::optional<app::Intent> draw_foot(const UiContext& ctx, const app::OfficeActStatus& act, const std::string& problem,
                                     Enabled may, PeopleState& state) {
    const Theme& theme = ctx.theme;
    std::optional<app::Intent> wanted;
    const bool changed = state.policy.has_value();
    const std::string save = ctx.tr(act.working ? "people.working" : "people.policy.save");
    const std::string undo = ctx.tr("people.policy.undo");
    const ButtonOptions primary{.kind = ButtonKind::primary,
                                .enabled = changed && may == Enabled::yes ? Enabled::yes : Enabled::no};
    const ButtonOptions secondary{.enabled = primary.enabled};
    const float buttons = button_width(ctx, undo, secondary) + theme.space().s + button_width(ctx, save, primary);
    {
        const Region note(ctx, "policy note",
                          {std::max(ImGui::GetContentRegionAvail().x - buttons - theme.space().m, theme.px(80)),
                           ImGui::GetContentRegionAvail().y});
        if (state.overtaken)
            text_wrapped(ctx, ctx.tr("error.record_changed"), TextStyle::small, Ink::warn);
        else if (act.problem && act.name == "set_policy")
            text_wrapped(ctx, problem, TextStyle::small, Ink::error);
        else if (changed)
            text_wrapped(ctx, ctx.tr("people.policy.unsaved"), TextStyle::small, Ink::warn);
    }
    same_row(theme.space().m);
    push_right(buttons);
    if (button(ctx, undo, secondary)) state.policy.reset();
    same_row(theme.space().s);
    if (button(ctx, save, primary) && state.policy)
        wanted = app::intent::DoOfficeAct{app::act::SetPolicy{state.policy->now, state.policy->was}};
    return wanted;
}

} // namespace

std::optional<app::Intent> draw_policy(const UiContext& ctx, const PeopleRows& rows, const app::OfficeActStatus& act,
                                       const std::string& problem, PeopleState& state) {
    const Theme& theme = ctx.theme;
    std::optional<app::Intent> wanted;
    follow_directory(rows.policy, state);
    model::OfficePolicy policy = state.policy ? state.policy->now : rows.policy;
    section_title(ctx, ctx.tr("people.policy"));
    const Card card(ctx, "policy", {0, ImGui::GetContentRegionAvail().y});
    const Enabled may = rows.administers && !act.working ? Enabled::yes : Enabled::no;
    ImGui::BeginDisabled(may == Enabled::no);
    const float half = std::floor(ImGui::GetContentRegionAvail().x / 2);
    const ImVec2 at = ImGui::GetCursorPos();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    ImGui::BeginGroup();
    draw_steps(ctx, policy);
    ImGui::EndGroup();
    const float end = ImGui::GetCursorPosY();
    ImGui::SetCursorPos({at.x + half, at.y});
    ImGui::BeginGroup();
    draw_rest(ctx, rows, policy);
    ImGui::EndGroup();
    ImGui::PopStyleVar();
    ImGui::EndDisabled();
    ImGui::SetCursorPosY(std::max(end, ImGui::GetCursorPosY()));
    gap(theme.space().m);
    keep_ticks(policy, rows.policy, state);
    if (auto asked = draw_foot(ctx, act, problem, may, state)) wanted = std::move(asked);
    return wanted;
}

} // namespace dongthac::ui
