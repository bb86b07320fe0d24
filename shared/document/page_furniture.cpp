#include "shared/document/page_furniture.hpp"

#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/document/block.hpp"
#include "shared/document/letters.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kLongestHead = 160; // bytes; longer lines are text
constexpr std::size_t kFewestBetween = 8; // lines between two edges of pages

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

int number_at(std::string_view text, std::size_t& at) {
    int number = 0;
    std::size_t digits = 0;
    while (at < text.size() && is_digit(text[at]) && digits < 4) {
        number = number * 10 + (text[at++] - '0');
        ++digits;
    }
    return digits == 0 || digits > 3 ? 0 : number;
}

// The page a line counts: "2", "- 2 -", "– 2 –", "Trang 2", "Trang 2/5", "2/5", "2 | Trang"; 0 for any other line.
int page_of(const TextLine& line) {
    if (line.text.size() > 24) return 0;
    const std::string key = key_of(line.text);
    std::string_view rest = key;
    for (const std::string_view word : {"trang ", "page "})
        if (starts_with(rest, word)) rest.remove_prefix(word.size());
    std::size_t at = 0;
    const int page = number_at(rest, at);
    if (page == 0) return 0;
    rest.remove_prefix(at);
    if (rest.empty() || rest == " trang") {
        // "2." and "2)" number a paragraph.
        const char last = line.text.back();
        return last == '.' || last == ')' || line.text.front() == '(' || line.text.front() == '+' ? 0 : page;
    }
    at = 1; // "2 5" of "2/5", "2 of 5"
    for (const std::string_view word : {" tren ", " of "})
        if (starts_with(rest, word)) at = word.size();
    if (rest.front() != ' ' || line.text.find_first_of("/of") == std::string::npos) return 0;
    const int pages = number_at(rest, at);
    return at == rest.size() && pages >= page ? page : 0;
}

bool interrupts(const std::vector<TextLine>& lines, std::size_t i) {
    if (i == 0 || i + 1 >= lines.size()) return false;
    const std::string& before = lines[i - 1].text;
    return is_lower(last_letter(before)) && is_lower(first_letter(lines[i + 1].text)) &&
           lines[i + 1].label.kind == text::LabelKind::none && !is_lower(first_letter(lines[i].text));
}

void find_page_numbers(const std::vector<TextLine>& lines, std::vector<Furniture>& found) {
    int page = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const int number = page_of(lines[i]);
        const bool counts = page == 0 ? number == 2 : number == page + 1;
        if (number == 0 || !counts) continue;
        page = number;
        found[i] = Furniture::page_number;
    }
    // "Trang 1/5" before "Trang 2/5": with its word a page number may start at one.
    if (page == 0) return;
    for (std::size_t i = 1; i < lines.size() && found[i] == Furniture::none; ++i)
        if (page_of(lines[i]) == 1 && !is_digit(lines[i].text.front())) {
            found[i] = Furniture::page_number;
            return;
        }
}

void find_running_heads(const std::vector<TextLine>& lines, std::vector<Furniture>& found) {
    struct Seen {
        std::vector<std::size_t> at;
        std::size_t edges = 0; ///< times it was seen where a page ends
        bool heads = false;    ///< it is the first line of all
    };
    std::map<std::string, Seen> seen;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const TextLine& line = lines[i];
        const bool plain = line.label.kind == text::LabelKind::none && line.text.size() <= kLongestHead &&
                           line.text.find('|') == std::string::npos && !is_lower(first_letter(line.text));
        if (!plain || found[i] != Furniture::none) continue;
        const bool beside_number = (i > 0 && found[i - 1] == Furniture::page_number) ||
                                   (i + 1 < lines.size() && found[i + 1] == Furniture::page_number);
        // The head of the first page is the first line; an office there stands again over an appendix.
        const bool heads = i == 0 && !starts_with_office(key_of(line.text)) && capital_share(line.text) < 0.7;
        Seen& same = seen[line.text];
        same.at.push_back(i);
        same.heads = same.heads || heads;
        same.edges += heads || beside_number || interrupts(lines, i) ? 1u : 0u;
    }
    for (const auto& [text, same] : seen) {
        if (same.at.size() < 2 || (!same.heads && same.edges * 3 < same.at.size() * 2)) continue;
        bool apart = true;
        for (std::size_t i = 1; i < same.at.size(); ++i) apart = apart && same.at[i] - same.at[i - 1] >= kFewestBetween;
        if (!apart) continue;
        for (const std::size_t i : same.at) found[i] = Furniture::running_head;
    }
}

} // namespace

std::vector<Furniture> find_furniture(const std::vector<TextLine>& lines) {
    std::vector<Furniture> found(lines.size(), Furniture::none);
    find_page_numbers(lines, found);
    find_running_heads(lines, found);
    return found;
}

} // namespace dongthac::document
