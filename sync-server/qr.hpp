#pragma once

#include <string>

namespace dongthac::server {

/// A QR code of `text` for a terminal: two modules a character by half blocks, dark on a light margin. Empty when the
/// text is too long for one.
[[nodiscard]] std::string qr_for_terminal(const std::string& text);

} // namespace dongthac::server
