#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "shared/model/enum_names.hpp"

namespace dongthac::model {

/// How a plan stands to one topic of the plan above it (DOMAIN §2.4). Names are stored: `judged` of a coverage review.
enum class CoverageStatus { covered, partly, missing, not_applicable };

inline constexpr std::array<std::string_view, 4> kCoverageNames = {"covered", "partly", "missing", "not_applicable"};

[[nodiscard]] constexpr std::string_view name_of(CoverageStatus status) {
    return kCoverageNames.at(static_cast<std::size_t>(status));
}
[[nodiscard]] inline std::optional<CoverageStatus> coverage_named(std::string_view name) {
    return enum_named<CoverageStatus>(kCoverageNames, name);
}

} // namespace dongthac::model
