#pragma once

#include <string_view>

#include "shared/change/state.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// What was asked to be made from another document.
struct Answered {
    base::DocumentId document;
    enum class How { made, found } how = How::made; ///< `found`: it had been made before
};

/// What answers `from` with a document of `kind`: an appraisal of an article, a letter on a press request. One record
/// of the work has one answer: it is found where this office has made it and not recalled it. From a plan a new one is
/// made each time. Errors: unknown_document, unknown_kind; those of check_press_reply.
[[nodiscard]] base::Result<Answered> answer_to(Workspace& office, std::string_view kind, const base::DocumentId& from,
                                               const Wording& wording);

/// Whether the press can be answered in writing: the letter quotes who asked, what, and the answer as it was approved,
/// so these are there and the stage is approved or answered (Luật Báo chí 2016, Điều 38 và 39). Errors: needs_field
/// {field}; bad_transition {action answer_press, state not_approved}. Pure.
[[nodiscard]] base::Result<void> check_press_reply(const change::Document& request);

} // namespace dongthac::office
