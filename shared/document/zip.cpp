#include "shared/document/zip.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include <zlib.h>

namespace dongthac::document {

namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kEndRecord = 0x06054b50;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kUtf8Names = 0x0800;
constexpr std::uint16_t kEncrypted = 0x0001;
constexpr std::uint16_t kDeflated = 8;
constexpr std::size_t kMostRatio = 1040;                     // deflate cannot pack more into a byte
constexpr std::uint16_t kFirstDay = (0 << 9) | (1 << 5) | 1; // 1980-01-01, the zero of the format
constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();

base::Error broken(std::string_view reason) {
    return {base::Code::bad_bytes, {{"what", "zip"}, {"reason", std::string(reason)}}};
}

void put16(std::string& out, std::uint16_t value) {
    out += static_cast<char>(value & 0xFFu);
    out += static_cast<char>(value >> 8);
}

void put32(std::string& out, std::uint32_t value) {
    put16(out, static_cast<std::uint16_t>(value & 0xFFFFu));
    put16(out, static_cast<std::uint16_t>(value >> 16));
}

std::uint32_t get(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint32_t checksum(std::string_view content) {
    return static_cast<std::uint32_t>(
        crc32(crc32(0, nullptr, 0), reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
}

base::Result<std::string> deflated(std::string_view content) {
    z_stream stream{};
    // Negative window bits: raw deflate, as zip wants it.
    if (deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return base::fail(base::Code::internal, {{"reason", "deflateInit2"}});
    std::string out(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int done = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (done != Z_STREAM_END) return base::fail(base::Code::internal, {{"reason", "deflate"}});
    return out;
}

// `size` was claimed by the archive; the caller has checked it against its budget.
base::Result<std::string> inflated(std::string_view packed, std::size_t size) {
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return base::fail(base::Code::internal, {{"reason", "inflateInit2"}});
    std::string out(size, '\0');
    std::array<Bytef, 1> nowhere{}; // zlib wants a place even for an empty file
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = size > 0 ? reinterpret_cast<Bytef*>(out.data()) : nowhere.data();
    stream.avail_out = static_cast<uInt>(size);
    const int done = inflate(&stream, Z_FINISH);
    const bool whole = done == Z_STREAM_END && stream.total_out == size;
    inflateEnd(&stream);
    if (!whole) return std::unexpected(broken("inflate"));
    return out;
}

struct Packed {
    std::uint32_t crc = 0;
    std::uint32_t packed_size = 0;
    std::uint32_t size = 0;
    std::uint32_t offset = 0;
};

void put_common(std::string& out, const Packed& packed, const std::string& name) {
    put16(out, kVersion);
    put16(out, kUtf8Names);
    put16(out, kDeflated);
    put16(out, 0);
    put16(out, kFirstDay);
    put32(out, packed.crc);
    put32(out, packed.packed_size);
    put32(out, packed.size);
    put16(out, static_cast<std::uint16_t>(name.size()));
    put16(out, 0); // extra field
}

} // namespace

base::Result<std::string> write_zip(std::span<const ZipEntry> entries) {
    std::string out;
    std::string directory;
    if (entries.size() > std::numeric_limits<std::uint16_t>::max())
        return base::fail(base::Code::internal, {{"reason", "too many files for a zip"}});
    for (const ZipEntry& entry : entries) {
        if (entry.content.size() >= kMost || entry.name.size() > std::numeric_limits<std::uint16_t>::max())
            return base::fail(base::Code::internal, {{"reason", "file too large for a zip"}});
        DT_TRY(const std::string body, deflated(entry.content));
        if (out.size() + body.size() + directory.size() >= kMost / 2)
            return base::fail(base::Code::internal, {{"reason", "archive too large for a zip"}});
        const Packed packed{checksum(entry.content), static_cast<std::uint32_t>(body.size()),
                            static_cast<std::uint32_t>(entry.content.size()), static_cast<std::uint32_t>(out.size())};
        put32(out, kLocalHeader);
        put_common(out, packed, entry.name);
        out += entry.name;
        out += body;

        put32(directory, kCentralHeader);
        put16(directory, kVersion);
        put_common(directory, packed, entry.name);
        put16(directory, 0); // comment
        put16(directory, 0); // disk
        put16(directory, 0); // internal attributes
        put32(directory, 0); // external attributes
        put32(directory, packed.offset);
        directory += entry.name;
    }
    const auto count = static_cast<std::uint16_t>(entries.size());
    const auto start = static_cast<std::uint32_t>(out.size());
    out += directory;
    put32(out, kEndRecord);
    put16(out, 0);
    put16(out, 0);
    put16(out, count);
    put16(out, count);
    put32(out, static_cast<std::uint32_t>(directory.size()));
    put32(out, start);
    put16(out, 0);
    return out;
}

base::Result<std::vector<ZipItem>> list_zip(std::string_view archive) {
    std::size_t end =
        archive.size() < kEndSize ? std::string_view::npos : archive.rfind(std::string_view("PK\x05\x06", 4));
    if (end == std::string_view::npos || end + kEndSize > archive.size())
        return std::unexpected(broken("no directory"));
    const std::size_t count = get(archive, end + 10, 2);
    std::size_t at = get(archive, end + 16, 4);
    std::vector<ZipItem> items;
    for (std::size_t i = 0; i < count; ++i) {
        if (at + kCentralSize > end || get(archive, at, 4) != kCentralHeader)
            return std::unexpected(broken("directory"));
        const std::size_t packed_size = get(archive, at + 20, 4);
        const std::size_t name_size = get(archive, at + 28, 2);
        const std::size_t local = get(archive, at + 42, 4);
        if (at + kCentralSize + name_size > end) return std::unexpected(broken("name"));
        ZipItem item{.name = archive.substr(at + kCentralSize, name_size),
                     .packed = {},
                     .size = get(archive, at + 24, 4),
                     .crc = get(archive, at + 16, 4),
                     .method = static_cast<std::uint16_t>(get(archive, at + 10, 2)),
                     .encrypted = (get(archive, at + 8, 2) & kEncrypted) != 0};
        at += kCentralSize + name_size + get(archive, at + 30, 2) + get(archive, at + 32, 2);
        if (local + kLocalSize > archive.size() || get(archive, local, 4) != kLocalHeader)
            return std::unexpected(broken("header"));
        const std::size_t body = local + kLocalSize + get(archive, local + 26, 2) + get(archive, local + 28, 2);
        if (body > archive.size() || packed_size > archive.size() - body) return std::unexpected(broken("body"));
        item.packed = archive.substr(body, packed_size);
        items.push_back(item);
    }
    return items;
}

base::Result<std::string> unpack(const ZipItem& item) {
    if (item.encrypted) return std::unexpected(broken("encrypted"));
    if (item.method != 0 && item.method != kDeflated) return std::unexpected(broken("method"));
    if (item.method == 0 && item.packed.size() != item.size) return std::unexpected(broken("size"));
    if (item.size / kMostRatio > item.packed.size()) return std::unexpected(broken("ratio"));
    auto content =
        item.method == 0 ? base::Result<std::string>(std::string(item.packed)) : inflated(item.packed, item.size);
    if (content && checksum(*content) != item.crc) return std::unexpected(broken("checksum"));
    return content;
}

base::Result<std::vector<ZipEntry>> read_zip(std::string_view archive, std::size_t limit) {
    DT_TRY(const std::vector<ZipItem> items, list_zip(archive));
    std::size_t left = limit;
    std::vector<ZipEntry> entries;
    for (const ZipItem& item : items) {
        if (item.size > left) return base::fail(base::Code::too_large, {{"limit_mb", std::to_string(limit >> 20)}});
        left -= item.size;
        DT_TRY(std::string content, unpack(item));
        entries.push_back({std::string(item.name), std::move(content)});
    }
    return entries;
}

} // namespace dongthac::document
