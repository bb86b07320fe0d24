#include "shared/text/tokens.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <unordered_map>

#include "shared/text/characters.hpp"

namespace dongthac::text {

namespace {

constexpr std::size_t kMostCells = 4'000'000;

constexpr char kBreak = '\x1E'; ///< RECORD SEPARATOR
constexpr std::size_t kBreakSize = 1 + 32;

enum class Piece { syllable, white_space, other };

Piece piece_of(const Decoded& next) {
    if (is_white_space(next.value)) return Piece::white_space;
    return is_word_character(next.value) ? Piece::syllable : Piece::other;
}

using Tokens = std::span<const std::string>;
using Numbers = std::vector<std::uint32_t>;

/// Equal tokens get equal numbers: the table compares millions of pairs.
class Interner {
  public:
    Numbers number(Tokens tokens) {
        Numbers numbers;
        numbers.reserve(tokens.size());
        for (const std::string& token : tokens)
            numbers.push_back(known_.try_emplace(token, static_cast<std::uint32_t>(known_.size())).first->second);
        return numbers;
    }

  private:
    std::unordered_map<std::string_view, std::uint32_t> known_;
};

/// A stretch that differs: tokens [before_begin, before_end) became [after_begin, after_end).
struct Stretch {
    std::size_t before_begin = 0;
    std::size_t before_end = 0;
    std::size_t after_begin = 0;
    std::size_t after_end = 0;
};

/// What a token is worth when not all can be kept. One syllable outweighs all signs and spaces together: a syllable
/// that goes and comes again stands twice after a merge, a space that does so harms nobody.
Numbers worths_of(Tokens tokens, std::size_t shorter) {
    Numbers worths;
    worths.reserve(tokens.size());
    for (const std::string& token : tokens) {
        const bool counts = break_target(token) || piece_of(decode_at(token, 0)) == Piece::syllable;
        worths.push_back(counts ? static_cast<std::uint32_t>(shorter + 1) : 1);
    }
    return worths;
}

/// Worth of the best common subsequence of the ends of two lists, for every pair of starts.
class CommonWorths {
  public:
    CommonWorths(const Numbers& before, const Numbers& after, const Numbers& worths)
        : width_(after.size() + 1), cells_((before.size() + 1) * width_, 0) {
        for (std::size_t i = before.size(); i-- > 0;)
            for (std::size_t j = after.size(); j-- > 0;)
                cells_[i * width_ + j] =
                    before[i] == after[j] ? at(i + 1, j + 1) + worths[i] : std::max(at(i + 1, j), at(i, j + 1));
    }
    [[nodiscard]] std::uint32_t at(std::size_t i, std::size_t j) const { return cells_[i * width_ + j]; }

  private:
    std::size_t width_;
    // 32 bits do: the shorter list has at most the square root of kMostCells tokens, each worth at most one more.
    std::vector<std::uint32_t> cells_;
};

/// `worths` of the tokens of `before`.
std::vector<Stretch> stretches_of(const Numbers& before, const Numbers& after, const Numbers& worths) {
    if (before.empty() || after.empty() || before.size() > kMostCells / after.size())
        return {{0, before.size(), 0, after.size()}};
    const CommonWorths common(before, after, worths);
    std::vector<Stretch> stretches;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            ++i;
            ++j;
            continue;
        }
        if (stretches.empty() || stretches.back().before_end != i || stretches.back().after_end != j)
            stretches.push_back({i, i, j, j});
        const bool remove = j == after.size() || (i < before.size() && common.at(i + 1, j) >= common.at(i, j + 1));
        stretches.back().before_end = remove ? ++i : i;
        stretches.back().after_end = remove ? j : ++j;
    }
    return stretches;
}

bool is_space(const std::string& token) {
    return !token.empty() && piece_of(decode_at(token, 0)) == Piece::white_space;
}

/// A lone space between two changed words says nothing. A lone word does: taken out and put in again it would stand
/// twice after a merge, or come back although somebody else took it out.
std::vector<Stretch> join_near(const std::vector<Stretch>& stretches, Tokens before) {
    std::vector<Stretch> joined;
    for (const Stretch& next : stretches) {
        const std::size_t kept = joined.empty() ? 0 : next.before_begin - joined.back().before_end;
        if (!joined.empty() && (kept == 0 || (kept == 1 && is_space(before[next.before_begin - 1])))) {
            joined.back().before_end = next.before_end;
            joined.back().after_end = next.after_end;
        } else {
            joined.push_back(next);
        }
    }
    return joined;
}

} // namespace

std::vector<std::string> tokenise(std::string_view utf8) {
    std::vector<std::string> tokens;
    Piece last = Piece::other;
    for (std::size_t at = 0; at < utf8.size();) {
        const Decoded next = decode_at(utf8, at);
        const Piece piece = piece_of(next);
        // The bytes themselves, not the code point written again: joining gives back ill-formed ones, too.
        const std::string_view bytes = utf8.substr(at, next.size);
        if (!tokens.empty() && piece == last && piece != Piece::other)
            tokens.back() += bytes;
        else
            tokens.emplace_back(bytes);
        last = piece;
        at += next.size;
    }
    return tokens;
}

std::string join(std::span<const std::string> tokens) {
    std::string text;
    for (const std::string& token : tokens) text += token;
    return text;
}

std::vector<TokenHunk> diff(std::span<const std::string> before, std::span<const std::string> after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == after[head]) ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
    const Tokens old_middle = before.subspan(head, before.size() - head - tail);
    const Tokens new_middle = after.subspan(head, after.size() - head - tail);
    if (old_middle.empty() && new_middle.empty()) return {};

    Interner interner;
    const Numbers old_numbers = interner.number(old_middle);
    const Numbers new_numbers = interner.number(new_middle);
    std::vector<TokenHunk> hunks;
    const Numbers worths = worths_of(old_middle, std::min(old_middle.size(), new_middle.size()));
    for (const Stretch& stretch : join_near(stretches_of(old_numbers, new_numbers, worths), old_middle)) {
        // To the left the list is `after` already, so a place in `after` is the place at that moment.
        const Tokens inserted = new_middle.subspan(stretch.after_begin, stretch.after_end - stretch.after_begin);
        hunks.push_back({head + stretch.after_begin,
                         stretch.before_end - stretch.before_begin,
                         {inserted.begin(), inserted.end()}});
    }
    return hunks;
}

void apply(std::vector<std::string>& tokens, std::span<const TokenHunk> hunks) {
    for (const TokenHunk& hunk : hunks) {
        const std::size_t position = std::min(hunk.position, tokens.size());
        const std::size_t removed = std::min(hunk.removed, tokens.size() - position);
        const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(position);
        const auto gap = tokens.erase(begin, begin + static_cast<std::ptrdiff_t>(removed));
        tokens.insert(gap, hunk.inserted.begin(), hunk.inserted.end());
    }
}

std::string make_break(const base::NodeId& node) { return kBreak + base::to_text(node); }

std::optional<base::NodeId> break_target(std::string_view token) {
    if (token.size() != kBreakSize || token.front() != kBreak) return std::nullopt;
    const auto node = base::parse_id<base::NodeId>(token.substr(1));
    // One spelling only, so that a break that is equal in meaning is equal in bytes.
    if (!node || make_break(*node) != token) return std::nullopt;
    return *node;
}

std::size_t count_words(std::string_view utf8) {
    std::size_t words = 0;
    bool inside = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const Decoded next = decode_at(utf8, at);
        const bool blank = is_white_space(next.value);
        if (!blank && !inside) ++words;
        inside = !blank;
        at += next.size;
    }
    return words;
}

} // namespace dongthac::text
