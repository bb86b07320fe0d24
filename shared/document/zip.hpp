#pragma once

#include <cstddef>
#include <cstdint>
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

/// A file of an archive as its directory lists it, not unpacked. Views point into the archive.
struct ZipItem {
    std::string_view name;
    std::string_view packed;
    std::size_t size = 0; ///< unpacked, as the archive claims
    std::uint32_t crc = 0;
    std::uint16_t method = 0;
    bool encrypted = false;
};

/// What the directory of a .zip lists. Memory grows with the number of files only. Errors: bad_bytes {what, reason}.
[[nodiscard]] base::Result<std::vector<ZipItem>> list_zip(std::string_view archive);

/// One file, checked against its CRC. The claimed size is believed only as far as deflate can reach, so memory stays
/// in proportion to the archive; the caller limits `item.size`. Errors: bad_bytes {what, reason}.
[[nodiscard]] base::Result<std::string> unpack(const ZipItem& item);

/// The files of a .zip, stored or deflated, checked against their CRC. Nothing is unpacked beyond `limit` bytes in
/// total. Errors: bad_bytes {what, reason}, too_large {limit_mb}.
[[nodiscard]] base::Result<std::vector<ZipEntry>> read_zip(std::string_view archive, std::size_t limit);

} // namespace dongthac::document
