#include "shared/document/pdf_furniture.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

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

bool counts_pages(const std::string& shape) {
    static const std::set<std::string> kShapes = {"#", "-#-", "–#–", "Trang#", "trang#", "Trang#/#", "#/#", "|#"};
    return kShapes.contains(shape);
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
/// Where a line may be furniture: its shape, and at which height.
using Kind = std::pair<std::string, long>;

std::map<Kind, std::vector<Place>> margin_lines(const std::vector<PdfPageLines>& pages) {
    std::map<Kind, std::vector<Place>> found;
    for (std::size_t page = 0; page < pages.size(); ++page)
        for (std::size_t line = 0; line < pages[page].lines.size(); ++line) {
            const PdfLine& candidate = pages[page].lines[line];
            const double height = pages[page].height;
            const bool top = candidate.y < kMargin * height;
            if (!top && candidate.y < (1 - kMargin) * height) continue;
            std::string text = text_of(candidate);
            const double from_edge = top ? candidate.y : candidate.y - height;
            found[{shape_of(text), std::lround(from_edge / kStep)}].push_back({page, line, std::move(text)});
        }
    return found;
}

bool is_page_number(const Kind& kind, const std::vector<Place>& places, const Place& place) {
    if (!counts_pages(kind.first)) return false;
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
    for (const auto& [kind, places] : margin_lines(pages)) {
        std::set<std::size_t> on;
        for (const Place& place : places) on.insert(place.page);
        const bool running = on.size() >= 3 && on.size() * 2 >= pages.size();
        if (running && !counts_pages(kind.first)) furniture.push_back(places.front().text);
        for (const Place& place : places) {
            const bool number = is_page_number(kind, places, place);
            if (number) numbers.emplace(place.page, place.text);
            if (number || (running && !counts_pages(kind.first))) taken.emplace(place.page, place.line);
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
