#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongthac::document {

/// Parts of the text of a .doc, in the order they stand in it.
enum class DocPart { main, footnotes, headers, macros, comments, endnotes, boxes, header_boxes };

/// All characters of a .doc and where each was stored; character positions (CP) are indexes.
class DocText {
  public:
    /// Puts the pieces of the file together. Nothing when the table of pieces is missing, broken, or asks for more
    /// characters than the file has.
    [[nodiscard]] static std::optional<DocText> read(std::string_view document, std::string_view table);

    [[nodiscard]] std::size_t size() const { return characters_.size(); }
    /// UTF-16 unit, or the letter a byte of Windows-1252 is.
    [[nodiscard]] char16_t character(std::size_t cp) const { return characters_[cp]; }
    [[nodiscard]] std::uint32_t offset(std::size_t cp) const;

    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] Range part(DocPart part) const { return parts_[static_cast<std::size_t>(part)]; }

  private:
    struct Piece {
        std::size_t begin = 0; ///< CP
        std::uint32_t offset = 0;
        std::uint32_t width = 1; ///< bytes of a character
    };
    void read_parts(std::string_view document);

    std::u16string characters_;
    std::vector<Piece> pieces_;
    std::vector<Range> parts_;
};

} // namespace dongthac::document
