#pragma once

#include <string>
#include <string_view>

#include <imgui_internal.h>

#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

/// A window that is used without a mouse.
class KeyboardTest : public UiTest {
  protected:
    /// Tab until the keyboard is on the item; the test fails when it never gets there.
    void go_to(std::string_view label, std::size_t nth = 0) {
        constexpr int kFar = 120;
        for (int i = 0; i < kFar; ++i) {
            const auto found = Probe::instance().find(label, nth);
            if (found && ImGui::GetCurrentContext()->NavId == found->id) return;
            key(ImGuiKey_Tab);
            settle();
        }
        std::string there;
        for (const ProbedItem& item : Probe::instance().items())
            there += item.full + (item.id == ImGui::GetCurrentContext()->NavId ? " <—" : "") + "\n";
        const ImGuiContext& g = *ImGui::GetCurrentContext();
        there += "nav " + std::to_string(g.NavId) + " active " + std::to_string(g.ActiveId) + " window " +
                 (g.NavWindow ? g.NavWindow->Name : "none") + " layer " + std::to_string(int(g.NavLayer)) + " focus " +
                 std::to_string(g.NavInputSource);
        FAIL() << "the keyboard does not reach “" << label << "” among\n" << there;
    }
    void press(std::string_view label, std::size_t nth = 0) {
        go_to(label, nth);
        key(ImGuiKey_Space);
        settle();
    }
};

} // namespace dongthac::test
