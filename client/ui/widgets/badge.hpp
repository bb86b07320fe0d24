#pragma once

#include <string_view>

#include "client/ui/context.hpp"

namespace dongthac::ui {

/// A status pill: a word on the soft colour of its tone, with an icon so that colour is never alone.
/// Icon "" takes the tone's own.
void badge(const UiContext& ctx, Tone tone, std::string_view label, std::string_view icon = {});
[[nodiscard]] float badge_width(const UiContext& ctx, std::string_view label);

/// The icon that stands for a tone.
[[nodiscard]] std::string_view tone_icon(Tone tone);

/// A bar filled by `fraction` (0–1, clamped) with `label` beside it.
void progress(const UiContext& ctx, float fraction, std::string_view label, Tone tone = Tone::info, float width = 160);

} // namespace dongthac::ui
