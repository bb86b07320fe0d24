#include "shared/document/citations.hpp"

#include <algorithm>
#include <set>

#include "shared/document/block.hpp"
#include "shared/document/letters.hpp"
#include "shared/text/date.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_symbol_byte(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           c == '&' || c == '-' || c == '.' || c == '/';
}

void skip_spaces(std::string_view text, std::size_t& at) {
    while (at < text.size() && text[at] == ' ') ++at;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kEdges = " ,;.:";
    while (!text.empty() && kEdges.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && kEdges.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    return text;
}

/// "số 12/KH-ABC" read from `at`, which moves behind it.
struct NumberSymbol {
    std::string number;
    std::string symbol;
};

NumberSymbol read_number_symbol(std::string_view text, std::size_t& at) {
    NumberSymbol out;
    std::size_t here = at;
    skip_spaces(text, here);
    for (const std::string_view word : {"số:", "số", "Số:", "Số"}) {
        if (!starts_with(text.substr(here), word)) continue;
        here += word.size();
        break;
    }
    skip_spaces(text, here);
    const std::size_t digits = here;
    while (here < text.size() && is_digit(text[here])) ++here;
    out.number = text.substr(digits, here - digits);
    skip_spaces(text, here);
    if (out.number.empty() || here >= text.size() || (text[here] != '/' && text[here] != '-')) return {};
    ++here;
    skip_spaces(text, here);
    // Some offices put the year between: "12/2026/KH-ABC".
    if (here + 5 < text.size() && text[here + 4] == '/' && std::ranges::all_of(text.substr(here, 4), is_digit)) {
        out.number += "/" + std::string(text.substr(here, 4));
        here += 5;
    }
    while (here < text.size()) {
        if (is_symbol_byte(text[here])) {
            out.symbol += text[here++];
        } else if (text[here] == ' ' && ends_with(out.symbol, "-") && is_upper(first_letter(text.substr(here + 1)))) {
            ++here; // "KH- ABC": a space that slipped in
        } else {
            break;
        }
    }
    while (!out.symbol.empty() && (out.symbol.back() == '.' || out.symbol.back() == '-')) out.symbol.pop_back();
    if (out.symbol.empty()) return {};
    at = here;
    return out;
}

// Small words that stand inside the name of an office.
bool links_name(std::string_view word) {
    constexpr std::string_view kLinks[] = {"và",   "nhân",   "dân", "quận", "huyện", "thị", "xã",    "thành", "phố",
                                           "tỉnh", "phường", "mầm", "non",  "tiểu",  "học", "trung", "cơ",    "sở"};
    return std::ranges::find(kLinks, word) != std::end(kLinks);
}

// End of the office name at the start of `text`. Names capitalise the first syllable of each part ("Giáo dục và Đào
// tạo"), so a second small syllable in a row that is no link has left the name — needed where "về" was forgotten.
std::size_t office_end(std::string_view text) {
    bool small_before = !is_upper(first_letter(text));
    const bool plain = small_before; // written small all over: only "về" can end it
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = std::min(text.find(' ', at), text.size());
        std::string_view word = text.substr(at, end - at);
        if (word == "về" || word == "V/v" || word == "v/v") return at;
        const bool closes = word.back() == ',' || word.back() == ';';
        if (closes) word.remove_suffix(1);
        const bool small = is_lower(first_letter(word)) && !links_name(word);
        if (!plain && small && small_before && at > 0) return at;
        small_before = small;
        if (closes) return end;
        at = end + 1;
    }
    return text.size();
}

// End of a subject: the sentence, or the clause in which the next office starts to speak.
std::size_t subject_end(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ';') return at;
        if (text[at] == '.' && (at + 1 == text.size() || text[at + 1] == ' ')) return at;
        if (text[at] != ',' || at + 2 >= text.size()) continue;
        const std::string_view rest = text.substr(at + 2);
        if (is_upper(first_letter(rest)) && starts_with_office(key_of(rest, 40))) return at;
        if (starts_with(rest, "cụ thể như sau")) return at;
    }
    return text.size();
}

model::ParentReference read_rest(NumberSymbol name, std::string_view rest) {
    model::ParentReference parent{std::move(name.number), std::move(name.symbol), std::nullopt, {}, {}};
    const std::size_t of = rest.find("của ");
    const std::size_t about = rest.find("về ");
    parent.issued_on = text::find_date(rest.substr(0, std::min({of, about, rest.find(';'), std::size_t{80}})));
    std::string_view subject;
    if (of != std::string_view::npos && of < std::min(about, std::size_t{80})) {
        const std::string_view office = rest.substr(of + std::string_view("của ").size());
        const std::size_t end = std::min(office_end(office), subject_end(office));
        parent.issuer = trimmed(office.substr(0, end));
        subject = office.substr(end);
    } else if (about != std::string_view::npos && about < 80) {
        subject = rest.substr(about);
    }
    subject = trimmed(subject.substr(0, subject_end(subject)));
    for (const std::string_view word : {"về việc ", "về "})
        if (starts_with(subject, word)) {
            subject.remove_prefix(word.size());
            break;
        }
    parent.subject = trimmed(subject);
    return parent;
}

} // namespace

std::vector<model::ParentReference> plans_quoted(std::string_view text) {
    struct Found {
        std::size_t begin = 0;
        std::size_t end = 0;
        NumberSymbol name;
    };
    std::vector<Found> found;
    for (const std::string_view word : {"Kế hoạch ", "kế hoạch "})
        for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
            std::size_t end = at + word.size();
            NumberSymbol name = read_number_symbol(text, end);
            if (!name.number.empty()) found.push_back({at, end, std::move(name)});
        }
    std::ranges::sort(found, {}, &Found::begin);
    std::vector<model::ParentReference> parents;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t stop = i + 1 < found.size() ? found[i + 1].begin : text.size();
        parents.push_back(read_rest(std::move(found[i].name), text.substr(found[i].end, stop - found[i].end)));
    }
    return parents;
}

std::string maker_of(std::string_view lead_in) {
    std::size_t verb = std::string_view::npos;
    for (const std::string_view word : {" xây dựng", " ban hành", " triển khai", " báo cáo", " tổ chức"}) {
        const std::size_t at = lead_in.rfind(word);
        // The last clause speaks; verbs inside the quoted subject come before it.
        for (std::size_t clause = at; clause != std::string_view::npos && clause > 0;) {
            const std::size_t comma = lead_in.rfind(", ", clause - 1);
            const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 2;
            const std::string_view office = lead_in.substr(begin, clause - begin);
            if (is_upper(first_letter(office)) && starts_with_office(key_of(office, 60))) verb = begin;
            if (verb != std::string_view::npos || comma == std::string_view::npos || comma == 0) break;
            clause = comma;
        }
        if (verb != std::string_view::npos) break;
    }
    if (verb == std::string_view::npos) return {};
    std::string_view maker = lead_in.substr(verb);
    std::size_t end = maker.size();
    for (const std::string_view word : {" xây dựng", " ban hành", " triển khai", " báo cáo", " tổ chức", ","})
        end = std::min(end, maker.find(word));
    return std::string(trimmed(maker.substr(0, end)));
}

void find_parents(model::Outline& outline) {
    std::set<std::string> known;
    for (const model::OutlineItem& item : outline.items) {
        const std::string key = item.role == model::ItemRole::purpose ? key_of(item.text, 60) : std::string();
        const bool quotes = item.role == model::ItemRole::legal_basis || item.role == model::ItemRole::lead_in ||
                            starts_with_words(key, "cu the hoa") ||
                            starts_with_words(key, "trien khai thuc hien ke hoach") ||
                            starts_with_words(key, "thuc hien ke hoach");
        if (!quotes) continue;
        for (model::ParentReference& parent : plans_quoted(item.text)) {
            const std::string date = parent.issued_on ? text::to_iso(*parent.issued_on) : std::string();
            if (known.insert(parent.number + "/" + parent.symbol + " " + date).second)
                outline.parents.push_back(std::move(parent));
        }
    }
}

} // namespace dongthac::document
