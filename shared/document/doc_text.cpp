#include "shared/document/doc_text.hpp"

#include <algorithm>

#include "shared/document/compound_file.hpp"
#include "shared/document/doc_format.hpp"
#include "shared/text/read_plain.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kPieces = 33; ///< the entry Clx of FibRgFcLcb97
constexpr std::size_t kParts = 8;
constexpr std::size_t kFirstCount = 0x4C; ///< ccpText, the first of kParts numbers of characters

/// The PlcPcd within a Clx: what stands before it are properties of pieces.
std::string_view piece_table(std::string_view clx) {
    std::size_t at = 0;
    while (at < clx.size() && clx[at] == 1) at += 3 + little_endian(clx, at + 1, 2);
    if (at + 5 > clx.size() || clx[at] != 2) return {};
    const std::size_t size = little_endian(clx, at + 1, 4);
    return size > clx.size() - at - 5 ? std::string_view() : clx.substr(at + 5, size);
}

} // namespace

std::optional<DocText> DocText::read(std::string_view document, std::string_view table) {
    const std::string_view pieces = piece_table(doc_place(document, table, kPieces));
    if (pieces.size() < 16) return std::nullopt;
    const std::size_t count = (pieces.size() - 4) / 12;
    DocText text;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = little_endian(pieces, i * 4, 4);
        const std::size_t end = little_endian(pieces, i * 4 + 4, 4);
        const std::uint32_t place = little_endian(pieces, (count + 1) * 4 + i * 8 + 2, 4);
        const bool bytes = (place & 0x40000000) != 0;
        const std::uint32_t offset = bytes ? (place & 0x3FFFFFFF) / 2 : place & 0x3FFFFFFF;
        const std::size_t width = bytes ? 1 : 2;
        // Every character stands in the file once, so a table that asks for more was not written by Word.
        if (begin != text.size() || end < begin || offset > document.size() ||
            end - begin > (document.size() - offset) / width || end > document.size())
            return std::nullopt;
        text.pieces_.push_back({begin, offset, static_cast<std::uint32_t>(width)});
        for (std::size_t k = 0; k < end - begin; ++k) {
            const std::uint32_t unit = little_endian(document, offset + k * width, width);
            text.characters_.push_back(
                static_cast<char16_t>(bytes ? text::from_windows_1252(static_cast<unsigned char>(unit)) : unit));
        }
    }
    text.read_parts(document);
    return text;
}

void DocText::read_parts(std::string_view document) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < kParts; ++i) {
        const std::size_t begin = at;
        at += std::min<std::size_t>(little_endian(document, kFirstCount + i * 4, 4), size() - at);
        parts_.push_back({begin, at});
    }
}

std::uint32_t DocText::offset(std::size_t cp) const {
    const auto after = std::ranges::upper_bound(pieces_, cp, {}, &Piece::begin);
    const Piece& piece = *std::prev(after); // the first begins at 0
    return piece.offset + static_cast<std::uint32_t>(cp - piece.begin) * piece.width;
}

} // namespace dongthac::document
