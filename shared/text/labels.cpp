#include "shared/text/labels.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::text {

namespace {

constexpr std::array<std::pair<int, std::string_view>, 13> kRomanParts = {{
    {1000, "M"},
    {900, "CM"},
    {500, "D"},
    {400, "CD"},
    {100, "C"},
    {90, "XC"},
    {50, "L"},
    {40, "XL"},
    {10, "X"},
    {9, "IX"},
    {5, "V"},
    {4, "IV"},
    {1, "I"},
}};

constexpr std::array<std::string_view, 23> kPoints = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                                      "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};

// Above this a number at the start of a line is a year, a sum or a page, and the rest of a sentence.
constexpr std::size_t kLabelDigits = 2;
// Sections go to XXXIX: "C." and "M." start people's names more often than a hundredth section.
constexpr std::u32string_view kSectionNumerals = U"IVX";
constexpr std::u32string_view kDashes = U"-\u2010\u2011\u2012\u2013\u2014\u2212";
// Besides the real bullets, the private-use ones Word's Symbol and Wingdings lists turn into when copied as text.
constexpr std::u32string_view kDots = U"•·∙●○◦▪■*\uF0B7\uF0A7\uF0D8\uF076";

/// A line being read, and the place in it.
struct Reader {
    std::u32string points;
    std::size_t at = 0;

    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
        return at + ahead < points.size() ? points[at + ahead] : U'\0';
    }
    [[nodiscard]] bool ends(std::size_t ahead = 0) const { return at + ahead >= points.size(); }
    [[nodiscard]] bool blank(std::size_t ahead = 0) const { return ends(ahead) || is_white_space(peek(ahead)); }
};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_capital(char32_t c) {
    const std::string letter = to_utf8(std::u32string_view(&c, 1));
    return to_lower(letter) != letter;
}

bool is_small(char32_t c) {
    const std::string letter = to_utf8(std::u32string_view(&c, 1));
    return to_upper(letter) != letter;
}

bool is_one_of(char32_t c, std::u32string_view set) { return c != 0 && set.find(c) != std::u32string_view::npos; }

// A closing mark glued to the text ("1.Thuận lợi") still closes a label when a letter or an opening mark follows;
// a digit ("1.000 đồng") or other sign means the mark belonged to a number.
bool text_may_follow(const Reader& line, std::size_t ahead) {
    return line.blank(ahead) || class_of(line.peek(ahead)) == CharacterClass::letter ||
           is_one_of(line.peek(ahead), U"“\"'‘([");
}

std::optional<std::pair<LabelKind, int>> read_roman(Reader& line) {
    std::size_t length = 0;
    while (is_one_of(line.peek(length), kSectionNumerals)) ++length;
    if (length == 0) return std::nullopt;
    const auto value = from_roman(to_utf8(std::u32string_view(line.points).substr(line.at, length)));
    if (!value) return std::nullopt;
    const char32_t close = line.peek(length);
    // "V/v" abbreviates "về việc": a slash or a bracket closes a numeral only before white space.
    bool closed = close == U'.' ? text_may_follow(line, length + 1) : is_one_of(close, U"/)") && line.blank(length + 1);
    if (!closed) {
        // "I- MỤC ĐÍCH", "I - MỤC ĐÍCH", "I: Mục đích"; "Quý I - năm 2026" goes on in small letters.
        std::size_t mark = length;
        while (!line.ends(mark) && line.blank(mark)) ++mark;
        std::size_t text = mark + 1;
        while (!line.ends(text) && line.blank(text)) ++text;
        closed = (is_one_of(line.peek(mark), kDashes) || (mark == length && close == U':')) &&
                 text > mark + (mark > length ? 1u : 0u) && is_capital(line.peek(text));
        if (closed) length = mark;
    }
    const bool initials = line.peek(length + 2) == U'.' && !line.blank(length + 1); // "V.I. …" is a person
    if (!closed || initials) return std::nullopt;
    line.at += length + 1;
    return std::pair(LabelKind::roman, *value);
}

// Digits of one component of a number; 0 when there are none or too many for a label.
std::size_t component_length(const Reader& line, std::size_t from) {
    std::size_t length = 0;
    while (is_digit(line.peek(from + length))) ++length;
    return length <= kLabelDigits ? length : 0;
}

int component_value(const Reader& line, std::size_t from, std::size_t length) {
    int value = 0;
    for (std::size_t i = 0; i < length; ++i) value = value * 10 + static_cast<int>(line.peek(from + i) - U'0');
    return value;
}

// "1- Mục đích"; not "1-3 tuổi", not "1-Tuần" of a table.
bool dash_closes(const Reader& line, std::size_t at) {
    std::size_t text = at + 1;
    while (!line.ends(text) && line.blank(text)) ++text;
    return text > at + 1 && is_capital(line.peek(text));
}

std::optional<std::pair<LabelKind, int>> read_number(Reader& line) {
    if (line.peek() == U'(') {
        const std::size_t length = component_length(line, 1);
        if (length == 0 || line.peek(length + 1) != U')') return std::nullopt;
        std::size_t text = length + 2;
        while (!line.ends(text) && line.blank(text)) ++text;
        if (!is_capital(line.peek(text))) return std::nullopt; // "(1) ngoặc" refers to something
        const int number = component_value(line, 1, length);
        if (number == 0) return std::nullopt;
        line.at += length + 2;
        return std::pair(LabelKind::arabic, number);
    }
    std::size_t end = 0;
    std::size_t components = 0;
    int value = 0;
    for (;;) {
        const std::size_t length = component_length(line, end);
        if (length == 0) return std::nullopt;
        value = component_value(line, end, length);
        if (value == 0) return std::nullopt;
        end += length;
        ++components;
        if (line.peek(end) != U'.' || !is_digit(line.peek(end + 1))) break;
        ++end;
    }
    const bool nested = components > 1;
    const char32_t close = line.peek(end);
    if (close == U'.' && text_may_follow(line, end + 1)) {
        ++end;
    } else if (is_one_of(close, U"/)") && (line.blank(end + 1) || (close == U')' && text_may_follow(line, end + 1)))) {
        ++end;
    } else if (is_one_of(close, kDashes) && dash_closes(line, end)) {
        ++end;
    } else {
        // "1.2 Nội dung" is a label, "1.5 triệu đồng" a sum: only a capital starts a text of its own.
        std::size_t text = end;
        while (!line.ends(text) && line.blank(text)) ++text;
        if (!nested || text == end || !is_capital(line.peek(text))) return std::nullopt;
    }
    line.at += end;
    return std::pair(nested ? LabelKind::arabic_pair : LabelKind::arabic, value);
}

std::optional<std::pair<LabelKind, int>> read_point(Reader& line) {
    const char32_t letter = line.peek();
    const auto number = point_number(to_utf8(std::u32string_view(&letter, 1)));
    if (!number) return std::nullopt;
    const char32_t close = line.peek(1);
    const bool closed = close == U')' ? text_may_follow(line, 2) : is_one_of(close, U"./") && line.blank(2);
    if (!closed) return std::nullopt;
    line.at += 2;
    return std::pair(LabelKind::point, *number);
}

std::optional<std::pair<LabelKind, int>> read_bullet(Reader& line) {
    const char32_t mark = line.peek();
    if (line.peek(1) == mark) return std::nullopt; // a ruled line
    LabelKind kind = LabelKind::none;
    if (is_one_of(mark, kDashes)) kind = LabelKind::dash;
    if (mark == U'+' && !is_digit(line.peek(1))) kind = LabelKind::plus; // not a telephone number
    if (is_one_of(mark, kDots)) kind = LabelKind::dot;
    if (kind == LabelKind::none) return std::nullopt;
    ++line.at;
    return std::pair(kind, 0);
}

// How many code points `word` (in small letters) takes at `from`, whatever its case; 0 when another word stands there.
std::size_t word_length(const Reader& line, std::size_t from, std::string_view word) {
    std::size_t end = from;
    while (!line.ends(end) && class_of(line.peek(end)) == CharacterClass::letter) ++end;
    if (end == from || end - from > 8) return 0;
    const std::string found = to_utf8(std::u32string_view(line.points).substr(line.at + from, end - from));
    return to_lower(found) == word ? end - from : 0;
}

// "nhất", "hai", … after "thứ"; the value and the length.
std::pair<int, std::size_t> read_ordinal(const Reader& line, std::size_t from) {
    constexpr std::array<std::pair<std::string_view, int>, 9> kOrdinals = {
        {{"nhất", 1}, {"một", 1}, {"hai", 2}, {"ba", 3}, {"tư", 4}, {"bốn", 4}, {"năm", 5}, {"sáu", 6}, {"bảy", 7}}};
    for (const auto& [word, value] : kOrdinals)
        if (const std::size_t length = word_length(line, from, word); length > 0) return {value, length};
    return {0, 0};
}

// "Phần I.", "PHẦN THỨ NHẤT", "Chương 2:". "Phần lớn" and "Phần I của kế hoạch" are words of a sentence.
std::optional<std::pair<LabelKind, int>> read_part(Reader& line) {
    std::size_t at = std::max(word_length(line, 0, "phần"), word_length(line, 0, "chương"));
    if (at == 0 || !is_capital(line.peek()) || !line.blank(at) || line.ends(at)) return std::nullopt;
    ++at;
    int value = 0;
    std::size_t length = 0;
    if (const std::size_t which = word_length(line, at, "thứ"); which > 0 && line.blank(at + which)) {
        at += which + 1;
        std::tie(value, length) = read_ordinal(line, at);
    } else if (component_length(line, at) > 0) {
        length = component_length(line, at);
        value = component_value(line, at, length);
    } else {
        while (is_one_of(line.peek(at + length), kSectionNumerals)) ++length;
        const std::string numeral = to_utf8(std::u32string_view(line.points).substr(line.at + at, length));
        value = length == 0 ? 0 : from_roman(numeral).value_or(0);
        if (value == 0) std::tie(value, length) = read_ordinal(line, at);
    }
    if (value == 0) return std::nullopt;
    at += length;
    const bool marked = is_one_of(line.peek(at), U".:)");
    std::size_t text = at + (marked ? 1 : 0);
    while (!line.ends(text) && line.blank(text)) ++text;
    const bool closed = line.ends(text) || marked || (text > at && !is_small(line.peek(text)));
    if (!closed) return std::nullopt;
    line.at += at + (marked ? 1 : 0);
    return std::pair(LabelKind::part, value);
}

// "Điều 1.", "Điều 12:"; "Điều 5 Luật Giáo dục" quotes.
std::optional<std::pair<LabelKind, int>> read_article(Reader& line) {
    const std::size_t word = word_length(line, 0, "điều");
    if (word == 0 || !is_capital(line.peek()) || !line.blank(word)) return std::nullopt;
    const std::size_t length = component_length(line, word + 1);
    const std::size_t mark = word + 1 + length;
    if (length == 0 || !is_one_of(line.peek(mark), U".:") || !line.blank(mark + 1)) return std::nullopt;
    const int value = component_value(line, word + 1, length);
    line.at += mark + 1;
    return std::pair(LabelKind::article, value);
}

// "A. ", "B/ ", "Đ) "
std::optional<std::pair<LabelKind, int>> read_letter(Reader& line) {
    constexpr std::u32string_view kLetters = U"ABCDEGHK";
    const std::size_t found = line.peek() == U'\0' ? std::u32string_view::npos : kLetters.find(line.peek());
    if (found == std::u32string_view::npos || !is_one_of(line.peek(1), U"./)-") || !line.blank(2)) return std::nullopt;
    std::size_t text = 2;
    while (!line.ends(text) && line.blank(text)) ++text;
    if (!line.ends(text) && !is_capital(line.peek(text))) return std::nullopt;
    line.at += 2;
    return std::pair(LabelKind::letter, static_cast<int>(found) + 1);
}

Label label_from(Reader& reader, std::size_t begin, std::optional<std::pair<LabelKind, int>> found) {
    if (!found) return {};
    const std::u32string_view points = reader.points;
    Label label{found->first, to_utf8(points.substr(begin, reader.at - begin)), found->second, 0};
    while (!reader.ends() && reader.blank()) ++reader.at;
    label.text_offset = to_utf8(points.substr(0, reader.at)).size();
    return label;
}

} // namespace

std::string to_roman(int number) {
    if (number < 1 || number > 3999) return {};
    std::string roman;
    for (const auto& [value, letters] : kRomanParts)
        for (; number >= value; number -= value) roman += letters;
    return roman;
}

std::optional<int> from_roman(std::string_view text) {
    int number = 0;
    std::string_view rest = text;
    for (const auto& [value, letters] : kRomanParts)
        for (; rest.starts_with(letters); rest.remove_prefix(letters.size())) {
            number += value;
            if (number > 3999) return std::nullopt;
        }
    // Writing the value again refuses "IIII", "IXI" and other sums that are not numerals.
    if (!rest.empty() || number == 0 || to_roman(number) != text) return std::nullopt;
    return number;
}

std::string point_letter(int number) {
    if (number < 1 || number > static_cast<int>(kPoints.size())) return {};
    return std::string(kPoints[static_cast<std::size_t>(number - 1)]);
}

std::optional<int> point_number(std::string_view letter) {
    const auto found = std::ranges::find(kPoints, letter);
    if (found == kPoints.end()) return std::nullopt;
    return static_cast<int>(found - kPoints.begin()) + 1;
}

Label read_letter_label(std::string_view line) {
    Reader reader{to_code_points(line)};
    while (!reader.ends() && reader.blank()) ++reader.at;
    const std::size_t begin = reader.at;
    return label_from(reader, begin, reader.ends() ? std::nullopt : read_letter(reader));
}

Label read_label(std::string_view line) {
    Reader reader{to_code_points(line)};
    while (!reader.ends() && reader.blank()) ++reader.at;
    if (reader.ends()) return {};
    const std::size_t begin = reader.at;
    auto found = read_roman(reader);
    if (!found) found = read_number(reader);
    if (!found) found = read_point(reader);
    if (!found) found = read_bullet(reader);
    if (!found) found = read_part(reader);
    if (!found) found = read_article(reader);
    return label_from(reader, begin, found);
}

} // namespace dongthac::text
