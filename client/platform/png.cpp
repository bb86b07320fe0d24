#include "client/platform/png.hpp"

#include <zlib.h>

#include "shared/base/files.hpp"

namespace dongthac::platform {

namespace {

constexpr int kLargestSide = 16384;

void append_u32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

// Length, name, data, checksum over name and data (ISO/IEC 15948, 5.3).
void append_chunk(std::string& out, std::string_view name, std::string_view data) {
    append_u32(out, static_cast<std::uint32_t>(data.size()));
    const std::size_t start = out.size();
    out += name;
    out += data;
    const auto* bytes = reinterpret_cast<const Bytef*>(out.data() + start);
    append_u32(out, static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(out.size() - start))));
}

// Each row behind filter type 1 (Sub): flat colours, as windows have, become runs of zeros.
std::string filtered_rows(const Image& image) {
    std::string rows;
    rows.reserve(static_cast<std::size_t>(image.height) * (static_cast<std::size_t>(image.width) * 3 + 1));
    const char* pixel = image.rgba.data();
    for (int y = 0; y < image.height; ++y) {
        rows += '\1';
        unsigned char before[3] = {};
        for (int x = 0; x < image.width; ++x, pixel += 4) {
            for (int channel = 0; channel < 3; ++channel) {
                const auto value = static_cast<unsigned char>(pixel[channel]);
                rows += static_cast<char>(static_cast<unsigned char>(value - before[channel]));
                before[channel] = value;
            }
        }
    }
    return rows;
}

} // namespace

base::Result<std::string> encode_png(const Image& image) {
    const bool sound =
        image.width > 0 && image.height > 0 && image.width <= kLargestSide && image.height <= kLargestSide &&
        image.rgba.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4;
    if (!sound)
        return base::fail(base::Code::bad_value,
                          {{"field", "size"},
                           {"value", std::to_string(image.width) + "x" + std::to_string(image.height)},
                           {"expected", "1x1–16384x16384"}});
    const std::string rows = filtered_rows(image);
    uLongf packed_size = compressBound(static_cast<uLong>(rows.size()));
    std::string packed(packed_size, '\0');
    const int status = compress2(reinterpret_cast<Bytef*>(packed.data()), &packed_size,
                                 reinterpret_cast<const Bytef*>(rows.data()), static_cast<uLong>(rows.size()), 6);
    if (status != Z_OK) return base::fail(base::Code::internal, {{"reason", "zlib " + std::to_string(status)}});
    packed.resize(packed_size);

    std::string header;
    append_u32(header, static_cast<std::uint32_t>(image.width));
    append_u32(header, static_cast<std::uint32_t>(image.height));
    header += {8, 2, 0, 0, 0}; // bit depth, colour type RGB, deflate, adaptive filters, not interlaced
    std::string out = "\x89PNG\r\n\x1a\n";
    append_chunk(out, "IHDR", header);
    append_chunk(out, "IDAT", packed);
    append_chunk(out, "IEND", {});
    return out;
}

base::Result<void> write_png(const std::filesystem::path& file, const Image& image) {
    DT_TRY(const std::string bytes, encode_png(image));
    return base::write_file(file, bytes);
}

} // namespace dongthac::platform
