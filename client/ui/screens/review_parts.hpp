#pragma once

#include <algorithm>
#include <array>

#include "client/ui/screens/review.hpp"

namespace dongthac::ui {

/// A role that one key gives; the others stand in the list beside it.
struct RoleKey {
    ImGuiKey key;
    char letter;
    model::ItemRole role;
};
inline constexpr std::array<RoleKey, 14> kRoleKeys = {{{ImGuiKey_M, 'M', model::ItemRole::section},
                                                       {ImGuiKey_K, 'K', model::ItemRole::subsection},
                                                       {ImGuiKey_N, 'N', model::ItemRole::topic},
                                                       {ImGuiKey_D, 'D', model::ItemRole::paragraph},
                                                       {ImGuiKey_C, 'C', model::ItemRole::legal_basis},
                                                       {ImGuiKey_L, 'L', model::ItemRole::lead_in},
                                                       {ImGuiKey_G, 'G', model::ItemRole::assignee},
                                                       {ImGuiKey_V, 'V', model::ItemRole::assignment},
                                                       {ImGuiKey_B, 'B', model::ItemRole::reporting},
                                                       {ImGuiKey_H, 'H', model::ItemRole::table_row},
                                                       {ImGuiKey_T, 'T', model::ItemRole::closing},
                                                       {ImGuiKey_I, 'I', model::ItemRole::recipient},
                                                       {ImGuiKey_Q, 'Q', model::ItemRole::addressee},
                                                       {ImGuiKey_P, 'P', model::ItemRole::appendix}}};

struct ReviewFrame {
    const UiContext& ctx;
    const view_model::ReviewRows& rows;
    ReviewState& state;
    std::vector<app::Intent>& out;

    void want(app::ReviewStep step) {
        state.discards = false;
        out.emplace_back(app::intent::Review{std::move(step)});
    }
    /// A field whose words cannot be taken over holds it back, and is shown.
    void accept() {
        const auto wrong = [](const auto& field) { return !field.second.problem.empty(); };
        if (std::ranges::none_of(state.fields, wrong)) return want(app::review::Accept{});
        state.side = 1;
        ctx.redraw.event();
    }
    /// What was put right goes only when that was said twice.
    void discard() {
        if (!rows.can_undo || state.discards) return want(app::review::Cancel{});
        state.discards = true;
        ctx.redraw.event();
    }
    void choose(std::size_t item) {
        state.item = item;
        state.cut.reset();
        state.follow = true;
        ctx.redraw.event();
    }
    [[nodiscard]] std::string role_words(model::ItemRole role) const {
        return ctx.tr("item_role." + std::string(model::name_of(role)));
    }
};

/// The original, the fields, or what to look at.
void draw_review_side(ReviewFrame& frame);
/// The chosen paragraph whole, with what can be done to it.
void draw_review_item(ReviewFrame& frame);
/// Keys that act on the chosen paragraph, while nothing is being typed.
void take_review_keys(ReviewFrame& frame);

} // namespace dongthac::ui
