#include "shared/document/pdf_furniture.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "shared/document/block.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/lines.hpp"
#include "shared/document/pdf_content.hpp"

namespace dongthac::document {

namespace {

constexpr double kMargin = 0.09; ///< of the height: the decree's margins are 20 to 25 mm of 297
constexpr double kStep = 6;      ///< points within which two lines stand at one height

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The text with all numbers alike.
std::string shape_of(const std::string& text) {
    std::string shape;
    for (const char c : text) {
        if (is_digit(c) && shape.ends_with('#')) continue;
        if (c != ' ') shape += is_digit(c) ? '#' : c;
    }
    return shape;
}

bool counts_pages(const std::string& text) {
    static const std::set<std::string> kShapes = {"#",   "-#-", "–#–",        "Trang#",      "trang#",  "Trang#/#",
                                                  "#/#", "|#",  "Trang#của#", "Trang#trên#", "Page#of#"};
    return kShapes.contains(shape_of(text));
}

int first_number(const std::string& text) {
    const auto begin = std::ranges::find_if(text, is_digit);
    const auto end = std::find_if_not(begin, text.end(), is_digit);
    return end - begin > 6 ? -1 : static_cast<int>(pdf_number(std::string(begin, end)));
}

struct Place {
    std::size_t page;
    std::size_t line;
    std::string text;
};
/// Where a line may be furniture: what is the same of it on all pages, and at which height.
using Kind = std::pair<std::string, long>;

/// The words with the page's own number alike on all pages: "Trường A⇥3", "Trang 3/5". Of other numbers each is its
/// own.
std::string same_of(const PdfLine& line, std::size_t page) {
    std::string same;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
        const std::string& word = line.words[i].text;
        const std::string before = i == 0 ? "" : key_of(line.words[i - 1].text, 16);
        const bool named = before == "trang" || before == "page";
        const bool last = i + 1 == line.words.size() || line.words[i + 1].column;
        const bool alone = (i == 0 || line.words[i].column || line.words[i - 1].text == "|") && last;
        const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(word, is_digit) - word.begin());
        const bool number = digits > 0 && digits <= 6 && (digits == word.size() || word[digits] == '/');
        const int ahead = number ? first_number(word) - static_cast<int>(page) : 0;
        same += ' ';
        if (number && (named || (alone && ahead == 1))) {
            same += "#" + std::to_string(ahead) + word.substr(digits);
        } else {
            same += word;
        }
    }
    return same;
}

/// Some of the text's own lines stand at one place of each page, too.
bool heads_text(const std::string& text) {
    const std::string key = key_of(text, 40);
    return label_of(text).kind != text::LabelKind::none || starts_with_words(key, "phu luc") ||
           starts_with_words(key, "bieu") || starts_with_words(key, "mau");
}

/// In a table that reaches out of the margin. Its columns may have heads that are turned.
bool in_table(const PdfPageLines& page, const PdfLine& line) {
    return std::ranges::any_of(page.grids, [&](const PdfGrid& grid) {
        const bool inside = std::ranges::any_of(line.words, [&](const PdfWord& word) { return grid.holds(word); });
        return inside && grid.bottom() > kMargin * page.height && grid.top() < (1 - kMargin) * page.height;
    });
}

std::map<Kind, std::vector<Place>> margin_lines(const std::vector<PdfPageLines>& pages) {
    std::map<Kind, std::vector<Place>> found;
    for (std::size_t page = 0; page < pages.size(); ++page)
        for (std::size_t line = 0; line < pages[page].lines.size(); ++line) {
            const PdfLine& candidate = pages[page].lines[line];
            const double height = pages[page].height;
            const bool top = candidate.y < kMargin * height;
            std::string text = text_of(candidate);
            if (candidate.aside) {
                if (candidate.upright && in_table(pages[page], candidate)) continue;
                found[{text, 0}].push_back({page, line, text});
                continue;
            }
            if ((!top && candidate.y < (1 - kMargin) * height) || in_table(pages[page], candidate)) continue;
            const double from_edge = top ? candidate.y : candidate.y - height;
            const std::string same = counts_pages(text) ? shape_of(text) : same_of(candidate, page);
            found[{same, std::lround(from_edge / kStep)}].push_back({page, line, std::move(text)});
        }
    return found;
}

bool is_page_number(const std::vector<Place>& places, const Place& place) {
    if (!counts_pages(place.text)) return false;
    const int ahead = first_number(place.text) - static_cast<int>(place.page);
    if (ahead == 1) return true;
    return std::ranges::count_if(places, [&](const Place& other) {
               return first_number(other.text) - static_cast<int>(other.page) == ahead;
           }) >= 2;
}

} // namespace

std::vector<std::string> take_furniture(std::vector<PdfPageLines>& pages) {
    std::vector<std::string> furniture;
    std::set<std::pair<std::size_t, std::size_t>> taken;
    std::set<std::pair<std::size_t, std::string>> numbers;
    std::set<std::string> named;
    for (const auto& [kind, places] : margin_lines(pages)) {
        std::set<std::size_t> on;
        for (const Place& place : places) on.insert(place.page);
        const bool aside = pages[places.front().page].lines[places.front().line].aside;
        const bool often = on.size() >= (aside ? 2 : 3) && on.size() * 2 >= pages.size();
        for (const Place& place : places) {
            if (is_page_number(places, place)) {
                numbers.emplace(place.page, place.text);
            } else if (!often || counts_pages(place.text) || heads_text(place.text)) {
                continue;
            } else if (named.insert(place.text).second) {
                furniture.push_back(place.text);
            }
            taken.emplace(place.page, place.line);
        }
    }
    for (const auto& [page, text] : numbers) furniture.push_back(text);
    for (auto place = taken.rbegin(); place != taken.rend(); ++place) {
        auto& lines = pages[place->first].lines;
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(place->second));
    }
    return furniture;
}

} // namespace dongthac::document
