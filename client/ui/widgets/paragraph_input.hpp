#pragma once

#include <cstddef>

#include <imgui.h>

#include "client/ui/widgets/edit_core.hpp"
#include "client/ui/widgets/paragraph_field.hpp"

/// The keyboard half of paragraph_field: ImGui's events of this frame, in order, applied to an EditCore.
namespace dongthac::ui {

struct KeySettings {
    ImGuiID field = 0;
    Enter enter = Enter::new_line;
    Edit edit = Edit::allowed;
    std::size_t page_rows = 10;
};

struct KeyOutcome {
    bool any = false; ///< the caret or the text may have moved
    bool changed = false;
    bool enter = false;
    bool merge_before = false;
    bool merge_after = false;
    bool go_up = false;
    bool go_down = false;
    bool undo = false;
    bool redo = false;
    bool save = false;
    bool leave = false; ///< Escape
};

/// Makes the field the owner of the keys it understands for this frame, so that neither navigation nor a global
/// shortcut takes them. Call while the field is active.
void claim_keys(ImGuiID field);

/// Applies what was typed since the last frame.
[[nodiscard]] KeyOutcome apply_input(EditCore& core, const KeySettings& settings);

} // namespace dongthac::ui
