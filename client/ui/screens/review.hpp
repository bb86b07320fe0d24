#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/screens/typed_field.hpp"
#include "client/view_model/review.hpp"

namespace dongthac::ui {

/// What is only of the eye while an import is looked over.
struct ReviewState {
    std::uint64_t opened = 0; ///< the state is of this file: ReviewRows::opened
    std::size_t item = 0;
    std::optional<std::size_t> cut; ///< the word in front of which the paragraph would be split
    std::size_t side = 0;           ///< the original, the letterhead's fields, what to look at
    bool follow = false;            ///< bring item and line into view
    bool discards = false;          ///< asked once whether what was put right may go
    /// Where each line of the original begins, and the end of the last, from the top; of one width and type size.
    struct SourceLayout {
        float width = 0;
        float type_size = 0;
        std::vector<float> tops;
    } source;
    std::map<std::string, TypedField, std::less<>> fields;
};

/// What import recognised, the original beside it, before anything is stored. Up and Down choose a paragraph; a letter
/// says what it is, Left and Right its level, J joins it to the one before, X splits it, Ctrl+Enter accepts.
[[nodiscard]] std::vector<app::Intent> draw_review(const UiContext& ctx, const view_model::ReviewRows& rows,
                                                   ReviewState& state);
/// What is typed and not yet taken over.
[[nodiscard]] std::vector<app::Intent> flush(ReviewState& state);

} // namespace dongthac::ui
