#include "shared/wire/words.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "shared/wire/dictionary.hpp"

namespace dongthac::wire {

namespace {

constexpr std::size_t kMarkBytes = 3;

bool is_run_byte(char byte) {
    static constexpr auto kRun = [] {
        std::array<bool, 256> run{};
        for (int c = '0'; c <= '9'; ++c) run[static_cast<std::size_t>(c)] = true;
        for (int c = 'a'; c <= 'z'; ++c) run[static_cast<std::size_t>(c)] = true;
        for (int c = 'A'; c <= 'Z'; ++c) run[static_cast<std::size_t>(c)] = true;
        for (std::size_t c = 0x80; c < 256; ++c) run[c] = true;
        return run;
    }();
    return kRun[static_cast<std::uint8_t>(byte)];
}

/// The quotation marks and dashes of U+2000 to U+203F: E2 80 xx.
bool is_wide_mark(std::string_view text, std::size_t at) {
    return text[at] == '\xe2' && text.size() - at >= kMarkBytes && text[at + 1] == '\x80';
}

/// Where the word that begins at `at` ends; `at` is neither the end nor a space.
std::size_t end_of_word(std::string_view text, std::size_t at) {
    if (!is_run_byte(text[at])) return at + 1;
    if (is_wide_mark(text, at)) return at + kMarkBytes;
    while (at < text.size() && is_run_byte(text[at]) && !is_wide_mark(text, at)) ++at;
    return at;
}

std::uint64_t hash_of(std::string_view word) {
    std::uint64_t hash = word.size() * 0x9E3779B97F4A7C15u;
    while (word.size() >= 8) {
        std::uint64_t part = 0;
        std::memcpy(&part, word.data(), 8);
        hash = (hash ^ part) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
        word.remove_prefix(8);
    }
    std::uint64_t part = 0;
    for (const char byte : word) part = part << 8 | static_cast<std::uint8_t>(byte);
    hash = (hash ^ part) * 0xff51afd7ed558ccdu;
    return hash ^ (hash >> 32);
}

} // namespace

std::optional<WordClass> class_of(std::string_view word) {
    if (word.empty()) return WordClass::empty;
    if (word.front() == ' ' || end_of_word(word, 0) != word.size()) return std::nullopt;
    return is_run_byte(word.front()) && !is_wide_mark(word, 0) ? WordClass::run : WordClass::mark;
}

void split_text(std::string_view text, std::vector<Piece>& pieces) {
    if (text.empty()) return;
    bool glued = false;
    for (std::size_t at = 0;;) {
        const std::size_t end = at == text.size() || text[at] == ' ' ? at : end_of_word(text, at);
        pieces.push_back({text.substr(at, end - at), glued});
        if (end == text.size()) return;
        glued = text[end] != ' ';
        at = glued ? end : end + 1;
    }
}

bool split_tokens(std::span<const std::string> tokens, std::vector<Piece>& pieces) {
    enum class Before { nothing, space, run, mark } before = Before::nothing;
    for (const std::string& token : tokens) {
        if (token.empty()) return false;
        if (token.front() == ' ') {
            if (before == Before::space || token.find_first_not_of(' ') != std::string::npos) return false;
            const std::size_t empty_words = token.size() - (before == Before::nothing ? 0 : 1);
            pieces.insert(pieces.end(), empty_words, {});
            before = Before::space;
            continue;
        }
        const auto kind = class_of(token);
        if (!kind || (*kind == WordClass::run && before == Before::run)) return false;
        pieces.push_back({token, before == Before::run || before == Before::mark});
        before = *kind == WordClass::run ? Before::run : Before::mark;
    }
    if (before == Before::space) pieces.emplace_back();
    return before != Before::nothing;
}

std::size_t WordIndex::slot_of(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = static_cast<std::size_t>(hash_of(word)) & mask;
    while (slots_[slot] != 0 && words_[slots_[slot] - 1] != word) slot = (slot + 1) & mask;
    return slot;
}

std::uint32_t WordIndex::find(std::string_view word) const {
    if (slots_.empty()) return kNone;
    const std::uint32_t entry = slots_[slot_of(word)];
    return entry == 0 ? kNone : entry - 1;
}

std::uint32_t WordIndex::add(std::string_view word) {
    if ((words_.size() + 1) * 2 > slots_.size()) grow();
    words_.push_back(word);
    const auto number = static_cast<std::uint32_t>(words_.size());
    slots_[slot_of(word)] = number;
    return number - 1;
}

void WordIndex::grow() {
    constexpr std::size_t kFewest = 256;
    slots_.assign(std::max(kFewest, slots_.size() * 2), 0);
    for (std::size_t i = 0; i < words_.size(); ++i) slots_[slot_of(words_[i])] = static_cast<std::uint32_t>(i + 1);
}

const WordIndex& common_words() {
    static const WordIndex kWords = [] {
        WordIndex words;
        words.add({});
        const std::string_view list = word_list();
        for (std::size_t at = 0; at < list.size();) {
            const std::size_t end = std::min(list.find('\n', at), list.size());
            words.add(list.substr(at, end - at));
            at = end + 1;
        }
        return words;
    }();
    return kWords;
}

} // namespace dongthac::wire
