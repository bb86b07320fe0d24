#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "shared/base/result.hpp"

namespace dongthac::platform {

/// Rows of 8-bit red, green, blue, alpha, without padding.
struct Image {
    int width = 0;
    int height = 0;
    std::string rgba;
};

/// The PNG file (ISO/IEC 15948) of an image, 24-bit: alpha is dropped. Error bad_value when the sizes do not fit.
[[nodiscard]] base::Result<std::string> encode_png(const Image& image);

/// encode_png into a file; errors also those of base::write_file.
[[nodiscard]] base::Result<void> write_png(const std::filesystem::path& file, const Image& image);

} // namespace dongthac::platform
