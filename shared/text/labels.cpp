#include "shared/text/labels.hpp"

#include <algorithm>
#include <array>
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
    const bool closed =
        close == U'.' ? text_may_follow(line, length + 1) : is_one_of(close, U"/)") && line.blank(length + 1);
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

std::optional<std::pair<LabelKind, int>> read_number(Reader& line) {
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

Label read_label(std::string_view line) {
    Reader reader{to_code_points(line)};
    while (!reader.ends() && reader.blank()) ++reader.at;
    if (reader.ends()) return {};
    const std::size_t begin = reader.at;
    auto found = read_roman(reader);
    if (!found) found = read_number(reader);
    if (!found) found = read_point(reader);
    if (!found) found = read_bullet(reader);
    if (!found) return {};

    const std::u32string_view points = reader.points;
    Label label{found->first, to_utf8(points.substr(begin, reader.at - begin)), found->second, 0};
    while (!reader.ends() && reader.blank()) ++reader.at;
    label.text_offset = to_utf8(points.substr(0, reader.at)).size();
    return label;
}

} // namespace dongthac::text
