#include "shared/document/clauses.hpp"

#include <algorithm>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/document/obligation_words.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::document {

namespace {

constexpr std::string_view kEnding = " \t\n;,./:";
constexpr std::string_view kLeading = " \t\n;,./:-+";

/// Both spellings are right; the tables have one.
std::string one_spelling(std::string key) {
    if (key == "ki" || key == "qui" || key == "li") key = key == "qui" ? "quy" : key.substr(0, 1) + "y";
    return key;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kLeading);
    if (first == std::string_view::npos) return {};
    text = text.substr(first);
    return text.substr(0, text.find_last_not_of(kEnding) + 1);
}

bool starts_with_one_of(const FoldedText& text, std::size_t at, std::span<const std::string_view> phrases) {
    return std::ranges::any_of(phrases, [&](std::string_view phrase) { return text.stands_at(at, phrase); });
}

/// For each byte of the text that opens a bracket with a partner: where the partner stands.
std::vector<std::pair<std::size_t, std::size_t>> brackets_of(std::string_view text) {
    std::vector<std::size_t> open;
    std::vector<std::pair<std::size_t, std::size_t>> outermost;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '(') open.push_back(at);
        if (text[at] != ')' || open.empty()) continue;
        const std::size_t first = open.back();
        open.pop_back();
        while (!outermost.empty() && outermost.back().first > first) outermost.pop_back();
        outermost.emplace_back(first, at);
    }
    return outermost;
}

enum class Cut { none, clause, sentence };

/// What the signs before a word end.
Cut cut_before(const FoldedText& text, std::size_t at, std::size_t& sign) {
    const std::string_view gap = text.gap_before(at);
    sign = gap.find(';');
    if (sign != std::string_view::npos) return Cut::clause;
    sign = gap.find_first_of(".!?");
    if (sign == std::string_view::npos || gap.find_first_of(" \n\t", sign) == std::string_view::npos) return Cut::none;
    if (!is_upper(first_letter(text.slice(at, at + 1)))) return Cut::none;
    const std::string_view before = text.word(at - 1);
    const bool initial = before.size() == 1 && before[0] >= 'a' && before != "i" && before != "v" && before != "x";
    const bool shortened = initial || std::ranges::find(abbreviations(), before) != abbreviations().end();
    return shortened && gap[sign] == '.' ? Cut::none : Cut::sentence;
}

} // namespace

FoldedText::FoldedText(std::string_view text) : text_(text) {
    std::size_t at = 0;
    for (const std::string& token : text::tokenise(text)) {
        std::string key = one_spelling(text::search_key(token));
        if (!key.empty()) {
            if (!key_.empty()) key_ += ' ';
            words_.push_back({key_.size(), at, at + token.size()});
            key_ += key;
        }
        at += token.size();
    }
}

std::string_view FoldedText::word(std::size_t at) const {
    if (at >= words_.size()) return {};
    const std::size_t end = at + 1 < words_.size() ? words_[at + 1].key - 1 : key_.size();
    return std::string_view(key_).substr(words_[at].key, end - words_[at].key);
}

std::string_view FoldedText::gap_before(std::size_t at) const {
    const std::size_t from = at == 0 || words_.empty() ? 0 : words_[std::min(at, words_.size()) - 1].end;
    const std::size_t to = at < words_.size() ? words_[at].begin : text_.size();
    return text_.substr(from, to - from);
}

std::string_view FoldedText::slice(std::size_t first, std::size_t last) const {
    last = std::min(last, words_.size());
    return first >= last ? std::string_view()
                         : text_.substr(words_[first].begin, words_[last - 1].end - words_[first].begin);
}

std::size_t FoldedText::find(std::string_view phrase, std::size_t from) const {
    if (phrase.empty() || from >= words_.size()) return kNone;
    for (std::size_t at = key_.find(phrase, words_[from].key); at != std::string::npos;
         at = key_.find(phrase, at + 1)) {
        const bool ends = at + phrase.size() == key_.size() || key_[at + phrase.size()] == ' ';
        if (!ends || (at > 0 && key_[at - 1] != ' ')) continue;
        const auto word = std::ranges::lower_bound(words_, at, {}, &Word::key);
        if (word != words_.end() && word->key == at) return static_cast<std::size_t>(word - words_.begin());
    }
    return kNone;
}

bool FoldedText::stands_at(std::size_t at, std::string_view phrase) const {
    return at < words_.size() && starts_with_words(std::string_view(key_).substr(words_[at].key), phrase);
}

bool FoldedText::matches(std::string_view pattern) const {
    const auto next = [](std::string_view& rest, std::string_view separator) {
        const std::size_t end = std::min(rest.find(separator), rest.size());
        const std::string_view part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + separator.size(), rest.size()));
        return part;
    };
    while (!pattern.empty()) {
        std::string_view group = next(pattern, " + ");
        bool found = false;
        while (!found && !group.empty()) found = has(next(group, "|"));
        if (!found) return false;
    }
    return true;
}

std::size_t words_in(std::string_view phrase) {
    return phrase.empty() ? 0 : 1 + static_cast<std::size_t>(std::ranges::count(phrase, ' '));
}

std::vector<Clause> clauses_of(std::string_view paragraph) {
    const FoldedText text(paragraph);
    const auto brackets = brackets_of(paragraph);
    auto bracket = brackets.begin();
    std::vector<Clause> clauses;
    std::size_t from = 0;
    std::size_t first_word = 0;
    bool starts_sentence = true;
    // What stands in [from, end): a clause, a cited document that belongs to the one before, or a reason.
    const auto take = [&](std::size_t end) {
        const std::string_view piece = trimmed(paragraph.substr(from, end - from));
        const bool cited =
            !clauses.empty() && !starts_sentence && starts_with_one_of(text, first_word, citation_words());
        if (cited && !piece.empty()) {
            const char* begin = clauses.back().text.data();
            clauses.back().text = {begin, static_cast<std::size_t>(piece.data() + piece.size() - begin)};
        } else if (!piece.empty() && !starts_with_one_of(text, first_word, purpose_words())) {
            clauses.push_back({piece, starts_sentence});
        }
    };
    for (std::size_t at = 1; at < text.size(); ++at) {
        while (bracket != brackets.end() && bracket->second < text.begin_of(at)) ++bracket;
        if (bracket != brackets.end() && bracket->first < text.begin_of(at)) continue;
        std::size_t sign = 0;
        const Cut cut = cut_before(text, at, sign);
        if (cut == Cut::none) continue;
        take(text.end_of(at - 1) + sign);
        from = text.end_of(at - 1) + sign + 1;
        first_word = at;
        starts_sentence = cut == Cut::sentence;
    }
    take(paragraph.size());
    return clauses;
}

} // namespace dongthac::document
