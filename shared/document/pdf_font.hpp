#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/document/pdf_cmap.hpp"
#include "shared/document/pdf_objects.hpp"
#include "shared/text/legacy_vietnamese.hpp"

namespace dongthac::document {

/// A font of a .pdf as far as reading needs it: what each code is, and how wide.
class PdfFont {
  public:
    /// One code of a shown string.
    struct Shown {
        std::string text;   ///< UTF-8; empty when the font does not say
        double width = 0;   ///< of the type size
        bool space = false; ///< the single byte 32, which word spacing is added to
    };

    /// Reads a font dictionary; anything else gives a font that says nothing.
    [[nodiscard]] static PdfFont load(QPDFObjectHandle font, PdfBudget& budget);

    [[nodiscard]] std::vector<Shown> read(std::string_view bytes) const;

    [[nodiscard]] bool bold() const { return bold_; }
    [[nodiscard]] bool italic() const { return italic_; }
    /// A font of old Vietnamese: text::from_legacy is yet to be called on what it shows.
    [[nodiscard]] const std::optional<text::LegacyEncoding>& legacy() const { return legacy_; }

  private:
    void load_simple(QPDFObjectHandle font);
    void load_encoding(QPDFObjectHandle font);
    void load_composite(QPDFObjectHandle font, PdfBudget& budget);
    void load_cid_widths(QPDFObjectHandle widths);
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
    PdfCMap to_unicode_;
    PdfCMap encoding_;
    std::array<std::string, 256> letters_;
    std::array<double, 256> widths_{};
    double default_width_ = 1;
    std::vector<CidWidths> cid_widths_; ///< sorted by low
};

} // namespace dongthac::document
