#pragma once

#include <string>

namespace dongthac::document {

/// Symbol and Wingdings have their bullets in places of Unicode's private area. One of these as the sign it looks like;
/// any other text as it is.
[[nodiscard]] std::string without_private_bullet(std::string text);

} // namespace dongthac::document
