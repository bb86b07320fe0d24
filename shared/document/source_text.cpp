#include "shared/document/source_text.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/text/characters.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kMostGap = std::numeric_limits<std::uint16_t>::max();

// Bytes of the white space character at `at`; 0 when there is none. The same white space text::count_words counts by.
std::size_t space_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return byte == ' ' || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0;
    const text::Decoded next = text::decode_at(text, at);
    return text::is_white_space(next.value) ? next.size : 0;
}

bool is_digit(char32_t letter) { return letter >= '0' && letter <= '9'; }

std::string squeeze(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t space = space_at(text, at); space > 0) {
            if (!out.empty() && out.back() != ' ') out += ' ';
            at += space;
        } else {
            const std::size_t size = text::decode_at(text, at).size;
            out += text.substr(at, size);
            at += size;
        }
    }
    return out;
}

// Marks that print nothing and are no part of a word: zero-width space, word joiner, byte order mark.
constexpr std::string_view kInvisible[] = {"\u200B", "\u2060", "\uFEFF"};

bool has_invisible(std::string_view word) {
    return std::ranges::any_of(kInvisible, [&](std::string_view mark) { return word.find(mark) != word.npos; });
}

std::string without_invisible(std::string_view word) {
    std::string out;
    while (!word.empty()) {
        const auto mark =
            std::ranges::find_if(kInvisible, [&](std::string_view one) { return starts_with(word, one); });
        if (mark == std::end(kInvisible)) out += word.front();
        word.remove_prefix(mark == std::end(kInvisible) ? 1 : mark->size());
    }
    return out;
}

} // namespace

bool hyphen_joins(std::string_view left, std::string_view right) {
    if (left.size() < 2 || left.back() != '-') return false;
    const char32_t before = last_letter(left.substr(0, left.size() - 1));
    const char32_t after = first_letter(right);
    if (is_digit(before) && is_digit(after)) return true;
    // Only inside a symbol, which has a slash or is all capitals ("612/KH-" "SGDĐT"); "Sơn-" "La" keeps its space.
    return is_upper(before) && is_upper(after) && left.find('/') != std::string_view::npos;
}

SourceText::SourceText(std::string nfc) : nfc_(std::make_unique<const std::string>(std::move(nfc))) {
    std::vector<Range> ranges;
    find_residue(ranges);
    const std::string_view text = *nfc_;
    std::size_t next_range = 0;
    std::size_t gap = 0;
    std::size_t tabs = 0;
    lines_.push_back({0, 0});
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t space = space_at(text, at); space > 0) {
            if (text[at] == '\n') {
                lines_.back().last = static_cast<std::uint32_t>(words_.size());
                lines_.push_back({lines_.back().last, lines_.back().last});
                gap = tabs = 0;
            } else {
                gap += text[at] == '\t' ? kTabGap : 1;
                tabs += text[at] == '\t' ? 1 : 0;
            }
            at += space;
            continue;
        }
        const std::size_t begin = at;
        while (at < text.size() && space_at(text, at) == 0) at += text::decode_at(text, at).size;
        Word word;
        word.text = without_residue({begin, at}, ranges, next_range);
        if (has_invisible(word.text)) {
            patched_.push_back(std::make_unique<const std::string>(without_invisible(word.text)));
            word.text = *patched_.back();
        }
        word.line = static_cast<std::uint32_t>(lines_.size() - 1);
        word.gap = static_cast<std::uint16_t>(std::min(gap, kMostGap));
        word.tabs = static_cast<std::uint16_t>(std::min(tabs, kMostGap));
        words_.push_back(word);
        gap = tabs = 0;
    }
    lines_.back().last = static_cast<std::uint32_t>(words_.size());
}

void SourceText::find_residue(std::vector<Range>& ranges) {
    constexpr std::string_view kOpen = "[bookmark:";
    constexpr std::size_t kLongest = 160; // longer, and the bracket is somebody's text
    const std::string_view text = *nfc_;
    for (std::size_t at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen, at)) {
        const std::size_t close = text.substr(at, kLongest).find(']');
        if (close == std::string_view::npos) {
            at += kOpen.size();
            continue;
        }
        ranges.push_back({at, at + close + 1});
        residue_.push_back(without_invisible(squeeze(text.substr(at, close + 1))));
        at += close + 1;
    }
}

std::string_view SourceText::without_residue(Range word, const std::vector<Range>& ranges, std::size_t& next) {
    const std::string_view text = *nfc_;
    while (next < ranges.size() && ranges[next].end <= word.begin) ++next;
    std::vector<std::string_view> kept;
    std::size_t from = word.begin;
    for (std::size_t i = next; i < ranges.size() && ranges[i].begin < word.end; ++i) {
        if (ranges[i].begin > from) kept.push_back(text.substr(from, ranges[i].begin - from));
        from = std::min(ranges[i].end, word.end);
    }
    if (from < word.end) kept.push_back(text.substr(from, word.end - from));
    if (kept.empty()) return {};
    if (kept.size() == 1) return kept.front();
    std::string whole;
    for (const std::string_view piece : kept) whole += piece;
    patched_.push_back(std::make_unique<const std::string>(std::move(whole)));
    return *patched_.back();
}

std::string SourceText::join(const WordList& words) const {
    std::string out;
    const Word* previous = nullptr;
    for (const std::uint32_t index : words) {
        const Word& word = words_[index];
        if (word.text.empty()) continue;
        const bool broken =
            previous != nullptr && previous->line != word.line && hyphen_joins(previous->text, word.text);
        if (previous != nullptr && !broken) out += ' ';
        out += word.text;
        previous = &word;
    }
    return out;
}

} // namespace dongthac::document
