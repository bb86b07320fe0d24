#pragma once

#include <cstddef>
#include <string_view>

namespace dongthac::document {

/// Bytes from the start of a text within which a letterhead begins.
inline constexpr std::size_t kLetterheadBytes = 2000;

/// `paragraph` is the national name of a letterhead, alone or on one line with the office: it begins with it or is in
/// capitals. A sentence that names the Republic is none.
[[nodiscard]] bool is_national_name(std::string_view paragraph);

} // namespace dongthac::document
