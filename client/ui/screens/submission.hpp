#pragma once

#include <map>
#include <optional>
#include <string>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/view_model/submission.hpp"

namespace dongthac::ui {

struct SubmissionState {
    base::DocumentId about;                   ///< what `typed` is of
    std::map<std::string, std::string> typed; ///< by key of the line
};

/// The rules that do not hold and the lines with their answers, as wide as the room: for a page of a report, and for a
/// form that is being tried.
[[nodiscard]] std::optional<app::Intent> draw_answers(const UiContext& ctx, const view_model::SubmissionRows& rows,
                                                      SubmissionState& state);

/// One report on a form, line by line.
[[nodiscard]] std::optional<app::Intent> draw_submission(const UiContext& ctx, const view_model::SubmissionRows& rows,
                                                         SubmissionState& state);

} // namespace dongthac::ui
