#pragma once

#include <span>
#include <string>
#include <string_view>

#include "client/ui/context.hpp"
#include "client/ui/widgets/button.hpp"

namespace dongthac::ui {

struct TextFieldOptions {
    std::string_view placeholder = {};
    std::string_view icon = {};
    float width = -1; ///< pixels; -1 fills the width left
    Enabled enabled = Enabled::yes;
    bool secret = false;           ///< dots in the place of letters
    std::string_view problem = {}; ///< what is wrong with the value; drawn under the field, its frame turns red
};

struct TextFieldResult {
    bool changed = false;   ///< `value` is different from before the call
    bool submitted = false; ///< Enter
    bool ended = false;     ///< left after a change
};

/// One line of text. `value` is NFC after the call whatever was typed or pasted. `label` names it for tests and is not
/// drawn: put caption() above.
TextFieldResult text_field(const UiContext& ctx, std::string_view label, std::string& value,
                           const TextFieldOptions& options = {});

/// A text field with a magnifying glass and a cross that clears it.
TextFieldResult search_box(const UiContext& ctx, std::string_view label, std::string& query,
                           std::string_view placeholder, float width = 280);

/// A drop-down list. True when `selected` changed. Tests open it by `label` and choose by the option's text.
[[nodiscard]] bool choice(const UiContext& ctx, std::string_view label, std::span<const std::string> options,
                          std::size_t& selected, float width = 180);

/// True when `value` changed.
[[nodiscard]] bool checkbox(const UiContext& ctx, std::string_view label, bool& value);

/// Side-by-side choices, one pressed. True when `selected` changed.
[[nodiscard]] bool segmented(const UiContext& ctx, std::string_view id, std::span<const std::string> options,
                             std::size_t& selected);

} // namespace dongthac::ui
