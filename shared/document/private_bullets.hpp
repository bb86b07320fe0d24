#pragma once

#include <string>
#include <string_view>

namespace dongthac::document {

/// Symbol and Wingdings have their bullets in places of Unicode's private area. One of these as the sign it looks like;
/// any other text as it is.
[[nodiscard]] std::string without_private_bullet(std::string text);

/// The character a picture font ("Symbol", "Wingdings") draws for `code`, as the nearest one of Unicode; "" where the
/// font draws letters.
[[nodiscard]] std::string_view symbol_of(std::string_view font, char32_t code);

} // namespace dongthac::document
