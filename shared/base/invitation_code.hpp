#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/crypto.hpp"
#include "shared/base/random.hpp"

namespace dongthac::base {

/// A code a person can read over the telephone: "ABCD-EFGH-JKLM", 60 random bits, no 0/O and 1/I.
[[nodiscard]] std::string make_code(Random& random);

/// The hash a code is stored under; letter case, dashes and spaces do not matter. Nothing when it cannot be a code.
[[nodiscard]] std::optional<Hash> hash_code(std::string_view typed);

} // namespace dongthac::base
