#include "shared/model/succession.hpp"

#include <algorithm>
#include <array>

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 5> kNames = {"merge", "split", "rename", "transfer", "dissolve"};

} // namespace

std::string_view name_of(SuccessionKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

std::optional<SuccessionKind> succession_named(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<SuccessionKind>(found - kNames.begin());
}

} // namespace dongthac::model
