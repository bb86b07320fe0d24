#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/result.hpp"

namespace dongthac::bench {

/// What this process has asked of the system since it began. Counted by functions of the program itself that stand
/// before the C library's (measure.cpp): send and recv are the TCP payload, HTTP headers included; fsync and fdatasync
/// are every flush to a disk, SQLite's included.
struct Counters {
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t flushes = 0;
};
Counters counters();

/// CPU seconds of a process so far, and the most memory it ever held, from /proc.
struct ProcessUse {
    double cpu_seconds = 0;
    std::int64_t peak_mb = 0;
};
ProcessUse use_of(int process);
ProcessUse own_use();

/// Seconds of a clock that only grows.
double now();

/// The p-th part of the sorted values, as the peers take it.
double quantile(std::vector<double> values, double p);

double rounded(double value, int digits = 3);

std::uint64_t folder_bytes(const std::filesystem::path& folder);

/// The value, or the end of the measurement.
template <class T>
T must(base::Result<T> result) {
    if (!result) throw std::runtime_error(std::string(base::name_of(result.error().code)));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// A folder of its own under the system's temporary one (or BENCH_TMP), removed at the end unless BENCH_KEEP is set.
class Scratch {
  public:
    Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace dongthac::bench
