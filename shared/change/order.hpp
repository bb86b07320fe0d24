#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dongthac::change {

/// A key that sorts between `before` and `after` by plain comparison ("" on either side means the end there): the
/// fractional order of siblings, so that inserting never renumbers. Letters and digits only; never ends in '0'.
[[nodiscard]] std::string order_between(std::string_view before, std::string_view after);

/// The `index`-th of many keys made at once: fixed width, ascending, room between any two.
[[nodiscard]] std::string order_at(std::size_t index);

} // namespace dongthac::change
