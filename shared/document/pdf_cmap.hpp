#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dongthac::document {

/// A CMap (Adobe Technical Note 5014): how the bytes of a string are cut into codes, and what each code is.
class PdfCMap {
  public:
    /// Reads the program of an embedded CMap. Never fails: what is not understood is not in the map.
    [[nodiscard]] static PdfCMap parse(std::string_view program);

    /// The letters of `code` in UTF-8, as bfchar and bfrange say; nullptr when the map does not say.
    [[nodiscard]] const std::string* text_of(std::uint32_t code) const;
    /// The glyph of `code`, as cidchar and cidrange say; `code` itself when they do not.
    [[nodiscard]] std::uint32_t cid_of(std::uint32_t code) const;
    /// Bytes of the code that starts at `at` of `bytes`: 1 to 4, by the codespace ranges; `otherwise` without any.
    [[nodiscard]] std::size_t length_at(std::string_view bytes, std::size_t at, std::size_t otherwise) const;
    [[nodiscard]] bool empty() const { return texts_.empty(); }

  private:
    struct CodeSpace {
        std::size_t bytes;
        std::uint32_t low, high;
    };
    struct CidRange {
        std::uint32_t low, high, cid;
    };
    std::map<std::uint32_t, std::string> texts_;
    std::vector<CodeSpace> spaces_;
    std::vector<CidRange> cids_;
};

/// UTF-16BE as in ToUnicode maps and text strings, in UTF-8. A single byte is a code point.
[[nodiscard]] std::string from_utf16be(std::string_view bytes);

} // namespace dongthac::document
