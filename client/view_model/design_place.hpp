#pragma once

#include <string_view>

namespace dongthac::view_model {

/// The two lists of what an office asks for: report forms; schedules and requests.
enum class Designs { forms, schedules };
/// A kind that has a page there instead of in the editor: form, schedule, request.
[[nodiscard]] bool is_designed(std::string_view kind);

} // namespace dongthac::view_model
