#pragma once

#include <string_view>

namespace dongthac::document {

/// True when `text` is a Vietnamese person's full name beyond doubt: two to five syllables parted by single spaces,
/// each with a capital (one letter alone stands for a syllable), the first a surname that begins no office's name. Rare
/// surnames are not known, and "Đoàn", "Văn", "Ban" are none here.
[[nodiscard]] bool is_full_name(std::string_view text);

} // namespace dongthac::document
