#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace dongthac::document {

/// One file of an archive; `name` with forward slashes, UTF-8.
struct ZipEntry {
    std::string name;
    std::string content;
};

/// A .zip of `entries` in the order given (APPNOTE 6.3.3: deflate, no extra fields, every time stamp 1980-01-01), so
/// the same entries always give the same bytes. Error internal {reason} when something passes 4 GiB or zlib fails.
[[nodiscard]] base::Result<std::string> write_zip(std::span<const ZipEntry> entries);

/// The files of a .zip, stored or deflated, checked against their CRC. Nothing is unpacked beyond `limit` bytes in
/// total. Errors: bad_bytes {what, reason}, too_large {limit_mb}.
[[nodiscard]] base::Result<std::vector<ZipEntry>> read_zip(std::string_view archive, std::size_t limit);

} // namespace dongthac::document
