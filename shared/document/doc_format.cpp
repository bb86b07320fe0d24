#include "shared/document/doc_format.hpp"

#include <algorithm>
#include <functional>

#include "shared/document/compound_file.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

// Entries of FibRgFcLcb97.
constexpr std::size_t kStyles = 1;
constexpr std::size_t kRunPages = 12;
constexpr std::size_t kParagraphPages = 13;
constexpr std::size_t kFonts = 15;

constexpr std::size_t kPage = 512;
constexpr std::size_t kMostRuns = 2'000'000;
constexpr std::size_t kMostFonts = 0x10000; ///< that a property can name
constexpr int kDeepestStyle = 12;

using Visit = std::function<void(std::uint32_t code, std::string_view operand)>;

/// Calls `visit` for each property modification (Sprm) of `list`.
void for_each_property(std::string_view list, const Visit& visit) {
    for (std::size_t at = 0; at + 3 <= list.size();) {
        const std::uint32_t code = little_endian(list, at, 2);
        at += 2;
        std::size_t size = 0;
        switch (code >> 13) {
        case 0:
        case 1: size = 1; break;
        case 2:
        case 4:
        case 5: size = 2; break;
        case 3: size = 4; break;
        case 7: size = 3; break;
        default: // its length stands before it; in two bytes for the definition of a table
            size = code == 0xD608 ? little_endian(list, at, 2) + 1 : little_endian(list, at, 1) + 1;
        }
        if (size > list.size() - at) return;
        visit(code, list.substr(at, size));
        at += size;
    }
}

/// 0 and 1 say so; 0x80 and 0x81 mean as the style, and otherwise.
std::optional<bool> toggle(std::string_view operand) {
    const auto value = static_cast<unsigned char>(operand[0]);
    if (value == 0x80) return std::nullopt;
    return value == 1 || value == 0x81;
}

void read_run(std::string_view list, DocRun& run) {
    for_each_property(list, [&](std::uint32_t code, std::string_view operand) {
        const auto number = static_cast<std::uint16_t>(little_endian(operand, 0, 2));
        switch (code) {
        case 0x0800: run.deleted = operand[0] != 0; break;
        case 0x0835: run.bold = toggle(operand); break;
        case 0x0836: run.italic = toggle(operand); break;
        case 0x083C: run.hidden = toggle(operand).value_or(false); break;
        case 0x4A4F: run.font = number; break;
        case 0x4A51: run.other_font = number; break;
        case 0x6A09: run.symbol = static_cast<std::uint16_t>(little_endian(operand, 2, 2)); break;
        default: break;
        }
    });
}

/// One of the borders from `at` on, `size` bytes each, has a kind, which stands `kind` bytes into it.
bool has_border(std::string_view operand, std::size_t at, std::size_t size, std::size_t kind) {
    for (; at + size <= operand.size(); at += size)
        if (operand[at + kind] != 0 && static_cast<unsigned char>(operand[at + kind]) != 0xFF) return true;
    return false;
}

/// Of a TDefTableOperand: one of its cells (TC80) has a border.
bool has_cell_borders(std::string_view operand) {
    constexpr std::size_t kCell = 20;
    const std::size_t cells = little_endian(operand, 2, 1);
    for (std::size_t at = 3 + (cells + 1) * 2; at + kCell <= operand.size(); at += kCell)
        if (has_border(operand.substr(at + 4, 16), 0, 4, 1)) return true;
    return false;
}

void read_paragraph(std::string_view list, DocParagraph& paragraph) {
    for_each_property(list, [&](std::uint32_t code, std::string_view operand) {
        switch (code) {
        case 0x2403:
        case 0x2461: paragraph.centred = operand[0] == 1; break;
        case 0x2416: paragraph.in_table = operand[0] != 0; break;
        case 0x2417: paragraph.row_end = operand[0] != 0; break;
        case 0xD605: paragraph.ruled = paragraph.ruled || has_border(operand, 1, 4, 1); break;
        case 0xD613: paragraph.ruled = paragraph.ruled || has_border(operand, 1, 8, 5); break;
        case 0xD608: paragraph.ruled = paragraph.ruled || has_cell_borders(operand); break;
        case 0x260A: paragraph.level = static_cast<std::uint8_t>(operand[0]); break;
        case 0x460B: paragraph.list = static_cast<std::uint16_t>(little_endian(operand, 0, 2)); break;
        default: break;
        }
    });
}

/// Calls `visit` for each page of formatting that a PlcBte names.
void for_each_page(std::string_view document, std::string_view pages,
                   const std::function<void(std::string_view)>& visit) {
    if (pages.size() < 4) return;
    const std::size_t count = (pages.size() - 4) / 8;
    const std::size_t most = document.size() / kPage; // each page is named once
    for (std::size_t i = 0; i < std::min(count, most); ++i) {
        const std::size_t number = little_endian(pages, (count + 1) * 4 + i * 4, 4) & 0x3FFFFF;
        if ((number + 1) * kPage <= document.size()) visit(document.substr(number * kPage, kPage));
    }
}

/// What stands at the last key not after `offset`.
template <class Value>
const Value* at_or_before(const std::map<std::uint32_t, Value>& map, std::uint32_t offset) {
    const auto after = map.upper_bound(offset);
    return after == map.begin() ? nullptr : &std::prev(after)->second;
}

} // namespace

void DocParagraph::put_under(const DocParagraph& base) {
    if (!centred) centred = base.centred;
    if (!list) list = base.list;
    if (!level) level = base.level;
}

int DocParagraph::list_of() const {
    constexpr int kNone = 0xF801;
    const int said = list.value_or(0);
    if (said < kNone) return said;
    return said == kNone ? 0 : 0x10000 - said; // negated where the paragraph keeps an indent of its own
}

std::string_view doc_place(std::string_view document, std::string_view stream, std::size_t index) {
    const std::size_t at = 154 + index * 8;
    const std::size_t begin = little_endian(document, at, 4);
    const std::size_t size = little_endian(document, at + 4, 4);
    if (begin > stream.size() || size > stream.size() - begin) return {};
    return stream.substr(begin, size);
}

DocFormat::DocFormat(std::string_view document, std::string_view table) {
    read_fonts(doc_place(document, table, kFonts));
    read_styles(doc_place(document, table, kStyles));
    read_runs(document, doc_place(document, table, kRunPages));
    read_paragraphs(document, doc_place(document, table, kParagraphPages));
}

void DocFormat::read_fonts(std::string_view table) {
    constexpr std::size_t kBeforeName = 40;
    for (std::size_t at = 4; at < table.size() && fonts_.size() < kMostFonts;) {
        const std::size_t size = little_endian(table, at, 1) + 1;
        const std::string_view font = table.substr(at, size);
        std::u32string name;
        for (std::size_t i = kBeforeName; i + 1 < font.size(); i += 2) {
            const char32_t letter = little_endian(font, i, 2);
            if (letter == 0) break;
            name.push_back(letter);
        }
        Font& read = fonts_.emplace_back();
        read.name = text::to_utf8(name);
        read.legacy = text::legacy_font(read.name);
        at += size;
    }
}

void DocFormat::read_styles(std::string_view sheet) {
    const std::size_t info = little_endian(sheet, 0, 2);
    const std::size_t count = std::min<std::size_t>(little_endian(sheet, 2, 2), 0xFFE);
    const std::size_t fixed_size = little_endian(sheet, 4, 2);
    default_font_ = static_cast<std::uint16_t>(little_endian(sheet, 2 + 12, 2));
    std::size_t at = 2 + info;
    for (std::size_t i = 0; i < count && at + 2 <= sheet.size(); ++i) {
        const std::size_t size = little_endian(sheet, at, 2);
        at += 2;
        if (size > sheet.size() - at) break;
        read_style(sheet.substr(at, size), fixed_size, styles_.emplace_back());
        at += size;
    }
    inherit();
}

// Paragraphs are looked up often, and a base may stand behind the style that names it.
void DocFormat::inherit() {
    std::vector<DocParagraph> whole;
    whole.reserve(styles_.size());
    for (const Style& style : styles_) {
        DocParagraph& paragraph = whole.emplace_back(style.paragraph);
        const Style* base = style_of(style.base);
        for (int depth = 0; base != nullptr && depth < kDeepestStyle; ++depth) {
            paragraph.put_under(base->paragraph);
            base = style_of(base->base);
        }
    }
    for (std::size_t i = 0; i < styles_.size(); ++i) styles_[i].paragraph = whole[i];
}

void DocFormat::read_style(std::string_view raw, std::size_t fixed_size, Style& style) {
    if (raw.size() < fixed_size + 4 || fixed_size < 10) return;
    const std::uint32_t kind = little_endian(raw, 2, 2) & 0xF;
    style.base = static_cast<std::uint16_t>(little_endian(raw, 2, 2) >> 4);
    std::size_t at = fixed_size + 2 + little_endian(raw, fixed_size, 2) * 2 + 2;
    const auto part = [&]() -> std::string_view {
        at += at % 2;
        const std::size_t size = little_endian(raw, at, 2);
        at += 2;
        if (at > raw.size() || size > raw.size() - at) return {};
        const std::string_view bytes = raw.substr(at, size);
        at += size;
        return bytes;
    };
    if (kind == 1) { // a paragraph's: its own properties, then those of its letters
        const std::string_view own = part();
        if (own.size() > 2) read_paragraph(own.substr(2), style.paragraph);
    }
    if (kind == 1 || kind == 2) read_run(part(), style.run);
}

void DocFormat::read_runs(std::string_view document, std::string_view pages) {
    for_each_page(document, pages, [&](std::string_view page) {
        const std::size_t count = static_cast<unsigned char>(page[kPage - 1]);
        if ((count + 1) * 4 + count > kPage - 1) return;
        for (std::size_t i = 0; i < count && runs_.size() < kMostRuns; ++i) {
            const std::size_t place = static_cast<unsigned char>(page[(count + 1) * 4 + i]) * 2u;
            DocRun run;
            if (place != 0 && place < kPage) read_run(page.substr(place + 1, little_endian(page, place, 1)), run);
            runs_.insert_or_assign(little_endian(page, i * 4, 4), run);
        }
    });
}

void DocFormat::read_paragraphs(std::string_view document, std::string_view pages) {
    constexpr std::size_t kPlace = 13; ///< bytes of a BxPap
    for_each_page(document, pages, [&](std::string_view page) {
        const std::size_t count = static_cast<unsigned char>(page[kPage - 1]);
        if ((count + 1) * 4 + count * kPlace > kPage - 1) return;
        for (std::size_t i = 0; i < count && paragraphs_.size() < kMostRuns; ++i) {
            std::size_t at = static_cast<unsigned char>(page[(count + 1) * 4 + i * kPlace]) * 2u;
            DocParagraph paragraph;
            if (at != 0 && at + 2 < kPage) {
                std::size_t size = little_endian(page, at, 1);
                size = size != 0 ? size * 2 - 1 : little_endian(page, ++at, 1) * 2;
                const std::string_view raw = page.substr(at + 1, size);
                paragraph.style = static_cast<std::uint16_t>(little_endian(raw, 0, 2));
                if (raw.size() > 2) read_paragraph(raw.substr(2), paragraph);
                if (const Style* style = style_of(paragraph.style)) paragraph.put_under(style->paragraph);
            }
            paragraphs_.insert_or_assign(little_endian(page, i * 4, 4), paragraph);
        }
    });
}

const DocFormat::Style* DocFormat::style_of(std::uint16_t index) const {
    return index < styles_.size() ? &styles_[index] : nullptr;
}

std::uint32_t DocFormat::next_change(std::uint32_t offset) const {
    const auto run = runs_.upper_bound(offset);
    const auto paragraph = paragraphs_.upper_bound(offset);
    return std::min(run == runs_.end() ? 0xFFFFFFFFu : run->first,
                    paragraph == paragraphs_.end() ? 0xFFFFFFFFu : paragraph->first);
}

DocParagraph DocFormat::paragraph_at(std::uint32_t offset) const {
    const DocParagraph* found = at_or_before(paragraphs_, offset);
    return found == nullptr ? DocParagraph{} : *found;
}

DocRun DocFormat::run_at(std::uint32_t offset) const {
    const DocRun* found = at_or_before(runs_, offset);
    DocRun run = found == nullptr ? DocRun{} : *found;
    const Style* style = style_of(paragraph_at(offset).style);
    for (int depth = 0; style != nullptr && depth < kDeepestStyle; ++depth) {
        if (!run.font && !run.other_font) {
            run.font = style->run.font;
            run.other_font = style->run.other_font;
        }
        if (!run.bold) run.bold = style->run.bold;
        if (!run.italic) run.italic = style->run.italic;
        style = style_of(style->base);
    }
    if (!run.font && !run.other_font) run.font = default_font_;
    return run;
}

std::optional<text::LegacyEncoding> DocFormat::legacy_of(const DocRun& run) const {
    // The letters of the old fonts lie beyond ASCII, but many programs only said which font ASCII has.
    for (const auto& font : {run.other_font, run.font})
        if (font && *font < fonts_.size() && fonts_[*font].legacy) return fonts_[*font].legacy;
    return std::nullopt;
}

std::string_view DocFormat::font_in(std::string_view properties) const {
    DocRun run;
    read_run(properties, run);
    return run.font && *run.font < fonts_.size() ? std::string_view(fonts_[*run.font].name) : std::string_view();
}

} // namespace dongthac::document
