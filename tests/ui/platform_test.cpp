#include <gtest/gtest.h>
#include <zlib.h>

#include "client/platform/paths.hpp"
#include "client/platform/png.hpp"

namespace dongthac::test {

namespace {

std::uint32_t u32(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Reads back what encode_png wrote: checks every chunk's checksum and undoes filter Sub.
std::string decode(std::string_view png) {
    EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
    std::string packed;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    for (std::size_t at = 8; at < png.size();) {
        const std::uint32_t size = u32(png, at);
        const std::string_view name_and_data = png.substr(at + 4, size + 4);
        EXPECT_EQ(crc32(0, reinterpret_cast<const Bytef*>(name_and_data.data()), size + 4), u32(png, at + 8 + size));
        if (name_and_data.starts_with("IHDR")) {
            width = u32(name_and_data, 4);
            height = u32(name_and_data, 8);
        }
        if (name_and_data.starts_with("IDAT")) packed += name_and_data.substr(4);
        at += size + 12;
    }
    std::string rows(static_cast<std::size_t>(height) * (width * 3 + 1), '\0');
    uLongf size = static_cast<uLongf>(rows.size());
    EXPECT_EQ(uncompress(reinterpret_cast<Bytef*>(rows.data()), &size, reinterpret_cast<const Bytef*>(packed.data()),
                         static_cast<uLong>(packed.size())),
              Z_OK);
    std::string rgb;
    for (std::size_t y = 0; y < height; ++y) {
        const std::size_t row = y * (width * 3 + 1);
        EXPECT_EQ(rows[row], 1);
        for (std::size_t i = 0; i < width * 3; ++i)
            rgb += static_cast<char>(rows[row + 1 + i] + (i < 3 ? 0 : rgb[rgb.size() - 3]));
    }
    return rgb;
}

} // namespace

TEST(Png, HoldsTheColoursOfThePicture) {
    platform::Image image{.width = 5, .height = 3, .rgba = {}};
    std::string expected;
    for (int i = 0; i < 15; ++i) {
        const char pixel[] = {static_cast<char>(i * 17), static_cast<char>(255 - i), static_cast<char>(i * i), 0};
        image.rgba.append(pixel, 4);
        expected.append(pixel, 3);
    }

    const auto png = platform::encode_png(image);

    ASSERT_TRUE(png.has_value());
    EXPECT_EQ(decode(*png), expected);
}

TEST(Png, RefusesSizesThatDoNotFit) {
    EXPECT_FALSE(platform::encode_png({.width = 0, .height = 1, .rgba = ""}).has_value());
    EXPECT_FALSE(platform::encode_png({.width = 2, .height = 1, .rgba = "1234"}).has_value());
    EXPECT_FALSE(platform::encode_png({.width = -1, .height = -1, .rgba = "1234"}).has_value());
    EXPECT_FALSE(platform::encode_png({.width = 1 << 20, .height = 1 << 20, .rgba = ""}).has_value());
}

#ifndef _WIN32
TEST(DataFolder, FollowsTheXdgSpecification) {
    EXPECT_EQ(platform::data_folder_of("/x", "/h/a"), "/x/dongthac");
    EXPECT_EQ(platform::data_folder_of("", "/h/a"), "/h/a/.local/share/dongthac");
    EXPECT_EQ(platform::data_folder_of("relative", "/h/a"), "/h/a/.local/share/dongthac");
    EXPECT_FALSE(platform::data_folder_of("", "").has_value());
}
#endif

} // namespace dongthac::test
