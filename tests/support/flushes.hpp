#pragma once

#include <cstdint>

namespace dongthac::tests {

/// How often this process has asked the system to flush a file to the disk (fsync, fdatasync) since it began. Counted
/// by functions of the test program that stand before the C library's; Linux only, 0 elsewhere.
[[nodiscard]] std::uint64_t flushes();

} // namespace dongthac::tests
