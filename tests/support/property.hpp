#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "shared/base/random.hpp"

namespace dongthac::tests {

/// The seed of one property test, printed so that a failure can be run again. DONGTHAC_TEST_SEED chooses another.
inline std::uint64_t property_seed(std::uint64_t usual) {
    const char* wanted = std::getenv("DONGTHAC_TEST_SEED");
    const std::uint64_t seed = wanted == nullptr ? usual : std::strtoull(wanted, nullptr, 10);
    std::cout << "seed " << seed << "\n";
    return seed;
}

/// One of `choices`, which must not be empty.
template <class Choices>
[[nodiscard]] const auto& any_of(base::Random& random, const Choices& choices) {
    return choices[static_cast<std::size_t>(random.below(choices.size()))];
}

/// True in about `percent` of 100 calls.
[[nodiscard]] inline bool chance(base::Random& random, std::uint64_t percent) { return random.below(100) < percent; }

} // namespace dongthac::tests
