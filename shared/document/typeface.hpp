#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/document/paragraph.hpp"

namespace dongthac::document {

/// The four faces that a document is set in.
enum class Face { regular, bold, italic, bold_italic };
inline constexpr std::size_t kFaces = 4;
[[nodiscard]] Face face_of(const RunFormat& run);

/// Of a face, in parts of the type size.
struct FaceMetrics {
    double ascent = 0;
    double descent = 0; ///< below the base line, positive
    double line_gap = 0;
    std::array<double, 4> box{}; ///< left, bottom, right, top of what its glyphs cover

    [[nodiscard]] double line() const { return ascent + descent + line_gap; }
};

/// A face cut down to some letters.
struct FaceSubset {
    std::string font;                  ///< a TrueType file
    std::vector<std::uint16_t> glyphs; ///< for each letter asked for its glyph in that file; 0 where the face has none
};

/// Liberation Serif, which is as wide as Times New Roman letter by letter, read whole. Reading only, so that threads
/// may share it.
class Typefaces {
  public:
    /// From `<assets>/fonts`. Errors: missing_file, unreadable_file, too_large; bad_bytes {what: its name, reason} for
    /// a file that is no font.
    [[nodiscard]] static base::Result<Typefaces> load(const std::filesystem::path& assets);

    [[nodiscard]] bool has(Face face, char32_t letter) const;
    /// In parts of the type size.
    [[nodiscard]] double width(Face face, char32_t letter) const;
    [[nodiscard]] double width(Face face, std::string_view text) const;
    [[nodiscard]] const FaceMetrics& metrics(Face face) const;
    /// Error internal {reason} when HarfBuzz refuses.
    [[nodiscard]] base::Result<FaceSubset> subset(Face face, std::span<const char32_t> letters) const;

  private:
    struct Loaded;
    std::array<std::shared_ptr<const Loaded>, kFaces> faces_;
};

} // namespace dongthac::document
