#pragma once

#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/change/change.hpp"

namespace dongthac::wire {

/// The changes of a body of segment format 1 (docs/file-formats.md §3a), which is read for ever and written no more.
/// Throws BadInput and what allocation throws.
[[nodiscard]] std::vector<change::Change> read_first_format(base::ByteSpan packed);

} // namespace dongthac::wire
