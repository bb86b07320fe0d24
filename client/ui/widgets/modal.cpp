#include "client/ui/widgets/modal.hpp"

#include <imgui_internal.h>

namespace dongthac::ui {

Modal::Modal(const UiContext& ctx, const char* id, Opening opening, float width) {
    const Theme& theme = ctx.theme;
    if (opening == Opening::yes) ImGui::OpenPopup(id);
    // ImGui fades the scrim over a dozen frames, each 50 ms without a GPU; at once is quicker and draws nothing twice.
    GImGui->DimBgRatio = 1;

    ImGui::SetNextWindowPos(ImGui::GetMainViewport()->GetCenter(), ImGuiCond_Always, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({theme.px(width), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme.space().xl, theme.space().xl});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, theme.px(10));
    ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 1);
    constexpr auto kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                            ImGuiWindowFlags_AlwaysAutoResize;
    visible_ = ImGui::BeginPopupModal(id, nullptr, kFlags);
}

Modal::~Modal() {
    if (visible_) ImGui::EndPopup();
    ImGui::PopStyleVar(3);
}

bool Modal::escaped() const {
    return ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows | ImGuiFocusedFlags_NoPopupHierarchy) &&
           ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

bool Modal::take_confirmation() const {
    if (!ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Enter)) return false;
    GImGui->NavActivateId = GImGui->NavActivateDownId = GImGui->NavActivatePressedId = 0;
    return true;
}

void Modal::close() {
    GImGui->DimBgRatio = 0;
    ImGui::CloseCurrentPopup();
}

void focus_last_item() {
    ImGui::SetKeyboardFocusHere(-1);
    ImGui::SetNavCursorVisible(true);
}

} // namespace dongthac::ui
