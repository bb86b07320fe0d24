#include "tests/support/flushes.hpp"

#include <atomic>

#ifdef __linux__

#include <sys/syscall.h>
#include <unistd.h>

namespace {

std::atomic<std::uint64_t> g_flushes{0};

} // namespace

extern "C" {

int fsync(int file) {
    ++g_flushes;
    return static_cast<int>(::syscall(SYS_fsync, file));
}

int fdatasync(int file) {
    ++g_flushes;
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}

} // extern "C"

namespace dongthac::tests {

std::uint64_t flushes() { return g_flushes.load(); }

} // namespace dongthac::tests

#else

namespace dongthac::tests {

std::uint64_t flushes() { return 0; }

} // namespace dongthac::tests

#endif
