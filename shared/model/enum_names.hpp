#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace dongthac::model {

/// The enumerator whose place in `names` holds `name`; nothing when there is none. Enumerators count from 0 without
/// gaps.
template <class Enum, std::size_t kCount>
[[nodiscard]] std::optional<Enum> enum_named(const std::array<std::string_view, kCount>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

} // namespace dongthac::model
