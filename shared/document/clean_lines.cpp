#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/document/lines.hpp"
#include "shared/document/page_furniture.hpp"

namespace dongthac::document {

namespace {

// Only the start of a line can be a label; a 20 MB line must not be decoded for it.
constexpr std::size_t kLabelBytes = 48;

// The address in a word without scheme and closing punctuation, so that "http://a.vn/;" and "a.vn" compare equal;
// empty when the word holds none.
std::string_view address_in(std::string_view word) {
    std::size_t at = word.find("http://");
    if (at == std::string_view::npos) at = word.find("https://");
    if (at != std::string_view::npos) {
        word.remove_prefix(word.find("//", at) + 2);
    } else {
        at = word.find("www.");
        if (at == std::string_view::npos) return {};
        word.remove_prefix(at);
    }
    while (!word.empty() && std::string_view(".,;:)/").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    return word;
}

std::string_view start_of(std::string_view text) {
    std::size_t size = std::min(text.size(), kLabelBytes);
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) --size;
    return text.substr(0, size);
}

// "-----", "_____", "* * *", "|---|---|": nothing but strokes, at least three of them over the line.
bool is_rule(std::string_view text) {
    std::size_t strokes = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        if (std::string_view("-_=*~.|:+").find(c) == std::string_view::npos) return false;
        ++strokes;
    }
    return strokes >= 3;
}

TextLine make_line(const SourceText& source, const SourceText::Line& range, const LineLook& look) {
    TextLine line;
    line.look = look;
    for (std::uint32_t word = range.first; word < range.last; ++word)
        if (!source.words()[word].text.empty()) line.words.push_back(word);
    line.text = source.join(line.words);
    if (!look.table_row) line.label = label_of(line.text); // "1." there counts the rows
    line.width = times_width(line.text);
    return line;
}

using AddressCounts = std::unordered_map<std::string_view, std::size_t>;

// How often each address stands in the running text; a line of its own does not count.
AddressCounts count_addresses(const SourceText& source) {
    AddressCounts counts;
    for (const SourceText::Line& line : source.lines()) {
        if (line.last - line.first < 2) continue;
        for (std::uint32_t word = line.first; word < line.last; ++word)
            if (const auto address = address_in(source.words()[word].text); !address.empty()) ++counts[address];
    }
    return counts;
}

} // namespace

text::Label label_of(std::string_view text) { return text::read_label(start_of(text)); }

namespace {

/// Lines that say something, before pages are looked at.
std::vector<TextLine> lines_with_words(const SourceText& source, std::span<const LineLook> looks, CleanLines& out) {
    const AddressCounts in_text = count_addresses(source);
    std::unordered_map<std::string, std::size_t> alone; // its lines are dropped, so it keeps words of its own
    std::vector<TextLine> lines;
    bool blank = false;
    bool page = false;
    for (std::size_t i = 0; i < source.lines().size(); ++i) {
        TextLine line = make_line(source, source.lines()[i], i < looks.size() ? looks[i] : LineLook{});
        if (line.words.empty()) {
            blank = true;
            continue;
        }
        if (line.words.size() == 1 && !line.look.table_row) {
            const std::string_view word = line.text;
            const std::string_view address = address_in(word);
            // A sentence that ends with a colon waits for its address, unless the text names it elsewhere.
            const bool awaited = !lines.empty() && ends_with(lines.back().text, ":") && !in_text.contains(address);
            if (!address.empty() && starts_with(word, word.substr(0, 4) == "www." ? "www." : "http") && !awaited) {
                // The first of several lone ones is the text's own when no sentence has the address.
                const std::size_t before = alone[std::string(address)]++;
                if (in_text.contains(address) || before > 0) {
                    out.footer_urls.push_back(line.words);
                    blank = page = true;
                    continue;
                }
            }
        }
        if (is_rule(line.text) && !line.look.table_row) {
            out.rules.push_back(line.words);
            blank = true;
            continue;
        }
        line.after_blank = blank;
        line.after_page = page;
        blank = page = false;
        lines.push_back(std::move(line));
    }
    return lines;
}

// "A. …" numbers a section where "B. …" follows it; alone it starts somebody's name.
void label_letters(std::vector<TextLine>& lines) {
    std::vector<std::pair<TextLine*, text::Label>> lettered;
    int last = 0;
    int most = 0;
    for (TextLine& line : lines) {
        if (line.look.table_row || line.label.kind != text::LabelKind::none || line.text.size() < 3 ||
            line.text[0] < 'A' || line.text[0] > 'K')
            continue;
        text::Label label = text::read_letter_label(start_of(line.text));
        if (label.kind == text::LabelKind::none || (label.number != 1 && label.number != last + 1)) continue;
        last = label.number;
        most = std::max(most, last);
        lettered.emplace_back(&line, std::move(label));
    }
    if (most < 2) return;
    for (auto& [line, label] : lettered) line->label = std::move(label);
}

} // namespace

CleanLines clean_lines(const SourceText& source, std::span<const LineLook> looks) {
    CleanLines out;
    std::vector<TextLine> lines = lines_with_words(source, looks, out);
    const std::vector<Furniture> furniture = find_furniture(lines);
    bool page = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        page = page || lines[i].after_page;
        if (furniture[i] != Furniture::none && !lines[i].look.table_row) {
            (furniture[i] == Furniture::page_number ? out.page_numbers : out.running_heads).push_back(lines[i].words);
            page = true;
            continue;
        }
        lines[i].after_page = page;
        lines[i].after_blank = lines[i].after_blank || page;
        page = false;
        out.lines.push_back(std::move(lines[i]));
    }
    label_letters(out.lines);
    return out;
}

std::vector<Cell> cells_of(const SourceText& source, const TextLine& line) {
    std::vector<Cell> cells;
    bool blank_to_fill = false;
    for (const std::uint32_t index : line.words) {
        const Word& word = source.words()[index];
        const bool figures = word.text.find_first_not_of("0123456789.…_,") == std::string_view::npos;
        // "ngày      tháng 3 năm 2026" and "Số:      /KH-UBND" wait for a number: one cell, however wide the blank.
        const bool fills = figures || word.text == "tháng" || word.text == "năm" || word.text.front() == '/';
        const bool apart = word.gap >= kColumnGap && !(blank_to_fill && fills);
        if (cells.empty() || apart) cells.emplace_back();
        cells.back().words.push_back(index);
        blank_to_fill = word.text == "ngày" || word.text == "tháng" || word.text == "năm" || word.text == "Số:" ||
                        word.text == "Số" || (blank_to_fill && figures);
    }
    for (Cell& cell : cells) cell.text = source.join(cell.words);
    return cells;
}

} // namespace dongthac::document
