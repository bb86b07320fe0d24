#pragma once

namespace dongthac::office {

/// What a line of a form or schedule is.
enum class LineKind {
    question, ///< of a form
    rule,     ///< of a form: what must hold between answers
    duty,     ///< of a schedule: an obligation
};
enum class LineStep { up, down };

} // namespace dongthac::office
