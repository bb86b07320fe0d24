#include "shared/document/wording_fixes.hpp"

#include <algorithm>
#include <array>

#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

constexpr std::array<std::string_view, 5> kAuthorities = {"TM", "KT", "TL", "TUQ", "Q"};
constexpr std::array<std::string_view, 12> kAcademic = {"gs",   "pgs",  "ts",    "ths",    "th.s", "bs",
                                                        "ngut", "ngnd", "gs.ts", "pgs.ts", "cn",   "ks"};

bool is_closing_mark(char c) { return c == ' ' || c == ';' || c == '.' || c == ',' || c == ':'; }

/// "v.v.": the last dot belongs to the word.
bool ends_in_abbreviation(std::string_view text) {
    const std::string_view last = text.substr(text.rfind(' ') + 1);
    return last.size() > 2 && last.ends_with('.') &&
           last.substr(0, last.size() - 1).find('.') != std::string_view::npos;
}

} // namespace

bool ends_in_dots(std::string_view text) { return text.ends_with("..") || text.ends_with("…"); }

std::string closed_with(std::string text, std::string_view mark) {
    while (!text.empty() && is_closing_mark(text.back())) {
        if (ends_in_dots(text) || ends_in_abbreviation(text)) return mark == "." ? text : text + std::string(mark);
        text.pop_back();
    }
    return text + std::string(mark);
}

bool is_closed_with(const std::string& text, std::string_view mark) { return closed_with(text, mark) == text; }

std::string ended(std::string text) {
    while (!text.empty() && !ends_in_dots(text)) {
        // A slash behind anything else is of a word: "https://hoamai.edu.vn/".
        const bool slash = text.ends_with("./") || text.ends_with(" /") || text == "/";
        if (!slash && !is_closing_mark(text.back())) break;
        text.pop_back();
    }
    return text + (text.ends_with('.') ? "/." : "./.");
}

std::string tidied(std::string_view text) {
    constexpr std::string_view kMarks = ",;:.!?";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of(' ', at), text.size());
        const std::size_t spaces = end - at;
        const bool mark = end < text.size() && kMarks.find(text[end]) != std::string_view::npos;
        const bool closes = mark && (end + 1 == text.size() || text[end + 1] == ' ') && !out.empty();
        if (end == text.size()) break;
        if (spaces > 2) out.append(spaces, ' ');
        if (spaces == 1 || spaces == 2) out.append(closes ? 0 : 1, ' ');
        out += text[end];
        at = end + 1;
    }
    return out;
}

std::string title_as_printed(std::string_view title) {
    std::string out = text::to_upper(title);
    for (const std::string_view authority : kAuthorities) {
        std::string slashed;
        for (const char c : authority) slashed += (slashed.empty() ? "" : "/") + std::string(1, c);
        for (const std::string& typed : {slashed, std::string(authority)}) {
            if (!out.starts_with(typed)) continue;
            std::size_t at = typed.size();
            const bool ends = at < out.size() && (out[at] == '.' || out[at] == ' ');
            if (!ends) continue;
            while (at < out.size() && (out[at] == '.' || out[at] == ' ')) ++at;
            return std::string(authority) + "." + (at < out.size() ? " " + out.substr(at) : "");
        }
    }
    return out;
}

bool has_academic_title(std::string_view name) {
    const std::size_t end = name.find(' ');
    if (end == std::string_view::npos) return false;
    std::string first = text::search_key(name.substr(0, end));
    while (!first.empty() && first.back() == '.') first.pop_back();
    return std::ranges::find(kAcademic, first) != kAcademic.end();
}

std::string with_tone_as_decreed(std::string text) {
    constexpr std::string_view kOther = "HOÀ";
    if (const std::size_t at = text.find(kOther); at != std::string::npos) text.replace(at, kOther.size(), "HÒA");
    return text;
}

} // namespace dongthac::document
