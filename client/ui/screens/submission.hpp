#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/view_model/submission.hpp"

namespace dongthac::ui {

/// What was typed into one line and is not stored yet, or could not be.
struct AnswerTyping {
    std::string value;
    std::string problem;   ///< what is wrong with it, as a sentence; such an answer is not stored
    bool is_ended = false; ///< nobody is typing any more: the problem is told
};
struct SubmissionState {
    base::DocumentId about;                    ///< what `typed` is of
    std::map<std::string, AnswerTyping> typed; ///< by key of the line
};

/// The rules that do not hold and the lines with their answers, as wide as the room: for a page of a report, and for a
/// form that is being tried.
[[nodiscard]] std::optional<app::Intent> draw_answers(const UiContext& ctx, const view_model::SubmissionRows& rows,
                                                      SubmissionState& state);

/// One report on a form, line by line.
[[nodiscard]] std::optional<app::Intent> draw_submission(const UiContext& ctx, const view_model::SubmissionRows& rows,
                                                         SubmissionState& state);
/// Writes down what is typed and can be stored, before anything else happens.
[[nodiscard]] std::vector<app::Intent> flush(SubmissionState& state);

} // namespace dongthac::ui
