#pragma once

#include <optional>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/view_model/preview.hpp"

namespace dongthac::ui {

/// What the eye chose of the preview.
struct PreviewState {
    base::DocumentId document; ///< that is shown; another begins at its first page
    std::size_t size = 0;      ///< of the paper on the screen: a whole page, its width, or larger
};

/// The open document page by page as it will be printed (NĐ 30/2020/NĐ-CP), in the place of its page. PageUp, PageDown,
/// Home and End turn pages, Esc leads back.
[[nodiscard]] std::optional<app::Intent> draw_preview(const UiContext& ctx, const view_model::PreviewRows& rows,
                                                      PreviewState& state);

} // namespace dongthac::ui
