#include "shared/document/pdf_font.hpp"

#include <algorithm>
#include <cmath>

#include "shared/document/letters.hpp"
#include "shared/document/pdf_letters.hpp"
#include "shared/document/private_bullets.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/read_plain.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kLongestName = 127; ///< as long as a name may be (ISO 32000-1, annex C)
constexpr std::size_t kEntryBytes = 16;   ///< a glyph's name that is longer counts as several entries

/// Takes `count` from the entries that are left; false when there are too few.
bool take(PdfBudget& budget, std::size_t count) {
    const bool enough = budget.entries >= count;
    budget.entries -= std::min(budget.entries, count);
    budget.spent = budget.spent || !enough;
    return enough;
}

std::string name_of(QPDFObjectHandle object) { return object.isName() ? object.getName().substr(1) : std::string(); }

bool holds(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

std::uint32_t value_of(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

std::shared_ptr<const PdfCMap> load_map(QPDFObjectHandle stream, PdfCMaps& maps, PdfBudget& budget) {
    if (!stream.isStream()) return std::make_shared<const PdfCMap>();
    auto& known = maps[stream.getObjGen()]; // a stream is never direct
    if (!known) known = std::make_shared<const PdfCMap>(PdfCMap::parse(pdf_stream(stream, budget), budget));
    return known;
}

} // namespace

PdfFont PdfFont::load(QPDFObjectHandle font, PdfCMaps& maps, PdfBudget& budget) {
    PdfFont loaded;
    if (!font.isDictionary()) return loaded;
    loaded.name_ = name_of(font.getKey("/BaseFont")).substr(0, kLongestName);
    loaded.legacy_ = text::legacy_font(loaded.name_);
    loaded.to_unicode_ = load_map(font.getKey("/ToUnicode"), maps, budget);
    // An old font whose map says Unicode letters has been read by whoever made the file.
    if (loaded.to_unicode_->says_vietnamese()) loaded.legacy_.reset();
    if (name_of(font.getKey("/Subtype")) == "Type0") {
        loaded.load_composite(font, maps, budget);
    } else {
        loaded.load_simple(font, budget);
    }
    return loaded;
}

void PdfFont::load_style(QPDFObjectHandle descriptor) {
    const auto flags = static_cast<std::uint32_t>(std::max(0.0, pdf_double(pdf_key(descriptor, "/Flags"), 0)));
    bold_ = holds(name_, {"Bold", "bold", "Black", "Heavy"}) || (flags & 1u << 18) != 0 ||
            pdf_double(pdf_key(descriptor, "/FontWeight"), 0) >= 600;
    italic_ = holds(name_, {"Italic", "italic", "Oblique"}) || (flags & 1u << 6) != 0;
}

void PdfFont::load_encoding(QPDFObjectHandle font, PdfBudget& budget) {
    const auto encoding = font.getKey("/Encoding");
    std::string base = name_of(encoding);
    if (encoding.isDictionary()) base = name_of(encoding.getKey("/BaseEncoding"));
    // A TrueType font without one has its letters where Windows has them, nearly always.
    PdfEncoding known = name_of(font.getKey("/Subtype")) == "TrueType" ? PdfEncoding::win_ansi : PdfEncoding::standard;
    if (base == "WinAnsiEncoding" || legacy_) known = PdfEncoding::win_ansi;
    if (base == "MacRomanEncoding") known = PdfEncoding::mac_roman;
    const bool drawn = name_of(font.getKey("/Subtype")) == "Type3";
    for (std::size_t code = 0; code < 256 && !drawn; ++code)
        if (const char32_t letter = letter_of(known, static_cast<std::uint8_t>(code)))
            text::append_utf8(letters_[code], letter);

    const auto differences = encoding.isDictionary() ? encoding.getKey("/Differences") : QPDFObjectHandle::newNull();
    if (!differences.isArray()) return;
    std::size_t code = 0;
    for (int i = 0; i < std::min(differences.getArrayNItems(), 1000); ++i) {
        const auto item = differences.getArrayItem(i);
        if (item.isName()) {
            if (code < 256) {
                const std::string name = item.getName().substr(1);
                if (!take(budget, 1 + name.size() / kEntryBytes)) return;
                letters_[code] = letters_of_glyph(name);
                named_.set(code, !letters_[code].empty());
            }
            ++code;
        } else {
            code = static_cast<std::size_t>(std::clamp(pdf_double(item, 256), 0.0, 256.0));
        }
    }
}

void PdfFont::load_simple(QPDFObjectHandle font, PdfBudget& budget) {
    const auto descriptor = font.getKey("/FontDescriptor");
    load_style(descriptor);
    load_encoding(font, budget);
    judge_places(font.getKey("/Encoding"));
    // Units of a Type 3 font are its own.
    const double unit =
        name_of(font.getKey("/Subtype")) == "Type3" ? std::abs(pdf_matrix(font.getKey("/FontMatrix")).a) : 0.001;
    const auto widths = font.getKey("/Widths");
    const int first = static_cast<int>(std::clamp(pdf_double(font.getKey("/FirstChar"), 0), 0.0, 255.0));
    const double missing = pdf_double(pdf_key(descriptor, "/MissingWidth"), 0) * unit;
    for (std::size_t code = 0; code < 256; ++code) {
        const int index = static_cast<int>(code) - first;
        if (widths.isArray() && index >= 0 && index < widths.getArrayNItems()) {
            widths_[code] = pdf_double(widths.getArrayItem(index), 0) * unit;
        } else if (widths.isArray()) {
            widths_[code] = missing;
        } else {
            // One of the fourteen fonts that need not say: as wide as Times, or as a typewriter's.
            widths_[code] = holds(name_, {"Courier", "Mono"}) ? 0.6 : times_width(letters_[code]) / 1000;
        }
    }
}

/// A font that says its encoding has its letters where Windows has the Western ones. One cut down to the letters that
/// are used may have numbered them anew: its map tells, by whether it leaves ASCII where it is.
void PdfFont::judge_places(QPDFObjectHandle encoding) {
    const bool says = encoding.isName() || pdf_key(encoding, "/BaseEncoding").isName() || to_unicode_->empty();
    places_ = to_unicode_->leaves_ascii().value_or(says);
}

void PdfFont::load_cid_widths(QPDFObjectHandle widths, PdfBudget& budget) {
    if (!widths.isArray()) return;
    const auto add = [&](std::uint32_t low, std::uint32_t high, double width) {
        if (!take(budget, 1)) return;
        cid_widths_.push_back({low, high, width / 1000});
    };
    const int count = widths.getArrayNItems();
    for (int i = 0; i + 1 < count && budget.entries > 0;) {
        const auto low = static_cast<std::uint32_t>(std::clamp(pdf_double(widths.getArrayItem(i), 0), 0.0, 65535.0));
        const auto next = widths.getArrayItem(i + 1);
        if (next.isArray()) {
            const int own = std::min(next.getArrayNItems(), 65536);
            for (int k = 0; k < own; ++k) {
                const auto cid = low + static_cast<std::uint32_t>(k);
                add(cid, cid, pdf_double(next.getArrayItem(k), 0));
            }
            i += 2;
        } else {
            const auto high = static_cast<std::uint32_t>(std::clamp(pdf_double(next, 0), 0.0, 65535.0));
            if (i + 2 < count) add(low, high, pdf_double(widths.getArrayItem(i + 2), 0));
            i += 3;
        }
    }
    std::ranges::stable_sort(cid_widths_, {}, &CidWidths::low);
}

void PdfFont::load_composite(QPDFObjectHandle font, PdfCMaps& maps, PdfBudget& budget) {
    composite_ = true;
    const auto descendants = font.getKey("/DescendantFonts");
    auto descendant = QPDFObjectHandle::newNull();
    if (descendants.isArray() && descendants.getArrayNItems() > 0) descendant = descendants.getArrayItem(0);
    load_style(pdf_key(descendant, "/FontDescriptor"));
    default_width_ = pdf_double(pdf_key(descendant, "/DW"), 1000) / 1000;
    load_cid_widths(pdf_key(descendant, "/W"), budget);
    const auto encoding = font.getKey("/Encoding");
    encoding_ = load_map(encoding, maps, budget);
    unicode_codes_ = holds(name_of(encoding), {"UCS2", "UTF16"});
}

PdfFont::Shown PdfFont::shown_simple(std::uint8_t code) const {
    Shown shown{letters_[code], widths_[code], code == 0x20};
    std::optional<std::string> said = to_unicode_->text_of(code);
    if (legacy_ && places_) {
        // What stands for a letter is the place it has in the font. A table that leads elsewhere in the Western half
        // (soft hyphen to hyphen) lost it; one that leads to Vietnamese letters has done our work already.
        const char32_t place = text::from_windows_1252(code);
        const char32_t meant = said ? text::decode_at(*said + '\0', 0).value : 0;
        const bool mended = meant > 0xFF && text::class_of(meant) == text::CharacterClass::letter && meant != 0x3BC;
        if (!mended && named_[code]) return shown;
        if (!mended && place >= 0x20) {
            shown.text.clear();
            text::append_utf8(shown.text, place);
            return shown;
        }
    }
    if (said) shown.text = std::move(*said);
    return shown;
}

PdfFont::Shown PdfFont::shown_composite(std::uint32_t code, std::string_view bytes) const {
    Shown shown{{}, default_width_, bytes.size() == 1 && code == 0x20};
    const std::uint32_t cid = encoding_->cid_of(code);
    const auto after = std::ranges::upper_bound(cid_widths_, cid, {}, &CidWidths::low);
    if (after != cid_widths_.begin() && std::prev(after)->high >= cid) shown.width = std::prev(after)->width;
    if (auto said = to_unicode_->text_of(code)) {
        shown.text = std::move(*said);
    } else if (unicode_codes_) {
        shown.text = from_utf16be(bytes);
    }
    return shown;
}

PdfFont::Shown PdfFont::next(std::string_view bytes, std::size_t& at) const {
    Shown shown;
    if (!composite_) {
        shown = shown_simple(static_cast<std::uint8_t>(bytes[at++]));
    } else {
        const std::size_t size = encoding_->length_at(bytes, at, 2);
        const std::string_view code = bytes.substr(at, size);
        shown = shown_composite(value_of(code), code);
        at += size;
    }
    shown.text = without_private_bullet(std::move(shown.text));
    return shown;
}

} // namespace dongthac::document
