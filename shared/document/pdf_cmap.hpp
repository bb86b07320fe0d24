#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/document/pdf_budget.hpp"

namespace dongthac::document {

struct PdfOperand;

/// A CMap (Adobe Technical Note 5014): how the bytes of a string are cut into codes, and what each code is. A range is
/// kept as one entry, however many codes are in it, and an entry is found by search.
class PdfCMap {
  public:
    /// Reads the program of an embedded CMap. Never fails: what is not understood is not in the map. Takes from
    /// `budget.entries`.
    [[nodiscard]] static PdfCMap parse(std::string_view program, PdfBudget& budget);

    /// The letters of `code` in UTF-8, as bfchar and bfrange say; nothing when the map does not say.
    [[nodiscard]] std::optional<std::string> text_of(std::uint32_t code) const;
    /// The glyph of `code`, as cidchar and cidrange say; `code` itself when they do not.
    [[nodiscard]] std::uint32_t cid_of(std::uint32_t code) const;
    /// Bytes of the code that starts at `at` of `bytes`: 1 to 4, by the codespace ranges; `otherwise` without any.
    [[nodiscard]] std::size_t length_at(std::string_view bytes, std::size_t at, std::size_t otherwise) const;
    [[nodiscard]] bool empty() const { return single_.empty() && ranges_.empty(); }
    /// It leads to Vietnamese letters that no Western font has.
    [[nodiscard]] bool says_vietnamese() const { return vietnamese_; }
    /// Whether most codes of ASCII that it says something of stay what they are; nothing when it says of none.
    [[nodiscard]] std::optional<bool> leaves_ascii() const { return leaves_ascii_; }

  private:
    struct Codes {
        std::uint32_t low, high;
        std::uint32_t first; ///< where the range began before it was cut for one that overlaps it
    };
    struct TextRange : Codes {
        std::string bytes; ///< UTF-16BE of `first`; its last byte counts up
    };
    struct CidRange : Codes {
        std::uint32_t cid; ///< of `first`
    };
    void read(std::string_view operation, const std::vector<PdfOperand>& operands, PdfBudget& budget);
    void sort();
    /// Looked for once: many fonts may ask.
    void look_at_letters();

    std::vector<TextRange> single_; ///< of bfchar and lists: they count before ranges
    std::vector<TextRange> ranges_;
    std::array<std::vector<Codes>, 4> spaces_; ///< by the bytes of their codes
    std::vector<CidRange> cids_;
    bool vietnamese_ = false;
    std::optional<bool> leaves_ascii_;
};

/// UTF-16BE as in ToUnicode maps and text strings, in UTF-8. A single byte is a code point.
[[nodiscard]] std::string from_utf16be(std::string_view bytes);

} // namespace dongthac::document
