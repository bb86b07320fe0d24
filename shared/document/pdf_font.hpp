#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/document/pdf_cmap.hpp"
#include "shared/document/pdf_objects.hpp"
#include "shared/text/legacy_vietnamese.hpp"

namespace dongthac::document {

/// Maps of codes, read once for a file: fonts share them.
using PdfCMaps = std::map<QPDFObjGen, std::shared_ptr<const PdfCMap>>;

/// A font of a .pdf as far as reading needs it: what each code is, and how wide.
class PdfFont {
  public:
    /// One code of a shown string.
    struct Shown {
        std::string text;   ///< UTF-8; empty when the font does not say
        double width = 0;   ///< of the type size
        bool space = false; ///< the single byte 32, which word spacing is added to
    };

    /// Reads a font dictionary; anything else gives a font that says nothing. Takes from `budget.entries`.
    [[nodiscard]] static PdfFont load(QPDFObjectHandle font, PdfCMaps& maps, PdfBudget& budget);

    /// The code that starts at `at` of `bytes`; moves `at` behind it.
    [[nodiscard]] Shown next(std::string_view bytes, std::size_t& at) const;

    [[nodiscard]] bool bold() const { return bold_; }
    [[nodiscard]] bool italic() const { return italic_; }
    /// A font of old Vietnamese: text::from_legacy is yet to be called on what it shows.
    [[nodiscard]] const std::optional<text::LegacyEncoding>& legacy() const { return legacy_; }

  private:
    void load_simple(QPDFObjectHandle font, PdfBudget& budget);
    void load_encoding(QPDFObjectHandle font, PdfBudget& budget);
    void judge_places(QPDFObjectHandle encoding);
    void load_composite(QPDFObjectHandle font, PdfCMaps& maps, PdfBudget& budget);
    void load_cid_widths(QPDFObjectHandle widths, PdfBudget& budget);
    void load_style(QPDFObjectHandle descriptor);
    [[nodiscard]] Shown shown_simple(std::uint8_t code) const;
    [[nodiscard]] Shown shown_composite(std::uint32_t code, std::string_view bytes) const;

    struct CidWidths {
        std::uint32_t low, high;
        double width;
    };
    std::string name_;
    bool composite_ = false;
    bool unicode_codes_ = false; ///< a predefined CMap whose codes are UTF-16
    bool bold_ = false;
    bool italic_ = false;
    std::optional<text::LegacyEncoding> legacy_;
    std::shared_ptr<const PdfCMap> to_unicode_ = std::make_shared<const PdfCMap>();
    std::shared_ptr<const PdfCMap> encoding_ = to_unicode_;
    bool places_ = false;    ///< of an old font: a code is the place of its letter among the Western ones
    std::bitset<256> named_; ///< codes whose glyphs the font's own encoding names
    std::array<std::string, 256> letters_;
    std::array<double, 256> widths_{};
    double default_width_ = 1;
    std::vector<CidWidths> cid_widths_; ///< sorted by low
};

} // namespace dongthac::document
