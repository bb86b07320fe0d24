#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/document/letters.hpp"
#include "shared/document/lines.hpp"

namespace dongthac::document {

namespace {

// Only the start of a line can be a label; a 20 MB line must not be decoded for it.
constexpr std::size_t kLabelBytes = 48;
constexpr std::size_t kLongestPageNumber = 3;

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

bool is_number_of(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest &&
           std::ranges::all_of(text, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

// "-----", "_____", "* * *": nothing but one kind of stroke, at least three of them over the line.
bool is_rule(std::string_view text) {
    std::size_t strokes = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        if (std::string_view("-_=*~.").find(c) == std::string_view::npos) return false;
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

/// Walks down the lines and sorts out what is furniture.
class LineCleaner {
  public:
    explicit LineCleaner(const SourceText& source) : source_(source), in_text_(count_addresses(source)) {}

    CleanLines clean(std::span<const LineLook> looks) {
        bool blank = false;
        for (std::size_t i = 0; i < source_.lines().size(); ++i) {
            TextLine line = make_line(source_, source_.lines()[i], i < looks.size() ? looks[i] : LineLook{});
            if (line.words.empty() || is_furniture(line)) {
                blank = true;
                continue;
            }
            line.after_blank = blank;
            blank = false;
            out_.lines.push_back(std::move(line));
        }
        return std::move(out_);
    }

  private:
    // Puts it where its kind is kept.
    bool is_furniture(const TextLine& line) {
        if (line.look.table_row) return false;
        WordList* kept = nullptr;
        if (line.words.size() == 1 && is_footer_url(line.text))
            kept = &out_.footer_urls.emplace_back();
        else if (line.words.size() == 1 && is_page_number(line.text))
            kept = &out_.page_numbers.emplace_back();
        else if (is_rule(line.text))
            kept = &out_.rules.emplace_back();
        if (kept != nullptr) *kept = line.words;
        return kept != nullptr;
    }

    bool is_footer_url(std::string_view word) {
        const std::string_view address = address_in(word);
        const bool awaited = !out_.lines.empty() && ends_with(out_.lines.back().text, ":");
        if (address.empty() || !starts_with(word, word.substr(0, 4) == "www." ? "www." : "http") || awaited)
            return false;
        // The first of several lone ones is the text's own when no sentence has the address.
        const std::size_t before = alone_[std::string(address)]++;
        return in_text_.contains(address) || before > 0;
    }

    // Page numbers count up; any other lone number is somebody's figure. The first page carries none by decree.
    bool is_page_number(const std::string& word) {
        if (!is_number_of(word, kLongestPageNumber) || std::stoi(word) != (page_ == 0 ? 2 : page_ + 1) ||
            out_.lines.empty())
            return false;
        page_ = std::stoi(word);
        return true;
    }

    const SourceText& source_;
    const AddressCounts in_text_;
    CleanLines out_;
    std::unordered_map<std::string, std::size_t> alone_; // its lines are dropped, so it keeps words of its own
    int page_ = 0;
};

} // namespace

text::Label label_of(std::string_view text) {
    std::size_t size = std::min(text.size(), kLabelBytes);
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) --size;
    return text::read_label(text.substr(0, size));
}

CleanLines clean_lines(const SourceText& source, std::span<const LineLook> looks) {
    return LineCleaner(source).clean(looks);
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
