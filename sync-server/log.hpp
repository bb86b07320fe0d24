#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <ostream>
#include <string>

#include "shared/base/result.hpp"

namespace dongthac::server {

/// What is written about one request. Nothing of its contents.
struct RequestRecord {
    std::int64_t at_ms = 0; ///< wall time of the answer
    std::string path;
    int status = 0;
    std::string device; ///< hex; empty while unknown
    std::string org;
    std::uint64_t bytes_in = 0;
    std::uint64_t bytes_out = 0;
    double ms = 0;    ///< spent on it, without waiting for its bytes
    std::string acks; ///< "accepted:3 fork:1"
};

/// One JSON object a line. Any thread.
class RequestLog {
  public:
    /// Writes to `out`, borrowed.
    explicit RequestLog(std::ostream& out) : out_(&out) {}
    /// Appends to `file`. Error unwritable_file.
    [[nodiscard]] static base::Result<std::unique_ptr<RequestLog>> to_file(const std::filesystem::path& file);

    void write(const RequestRecord& record);

  private:
    RequestLog() = default;
    std::mutex mutex_;
    std::unique_ptr<std::ofstream> own_;
    std::ostream* out_ = nullptr;
};

} // namespace dongthac::server
