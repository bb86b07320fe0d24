#include "shared/text/rebase.hpp"

#include <algorithm>
#include <vector>

#include "shared/text/characters.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::text {

namespace {

/// What one side did, told by the positions of the base.
struct Side {
    std::vector<bool> removed;                      ///< by base token
    std::vector<std::vector<std::string>> inserted; ///< before base token i; the last at the end
};

Side side_of(const std::vector<std::string>& base, const std::vector<std::string>& changed) {
    Side side{std::vector<bool>(base.size(), false), std::vector<std::vector<std::string>>(base.size() + 1)};
    // A hunk's position counts the list after the hunks before it; `shift` leads back to the base.
    std::ptrdiff_t shift = 0;
    for (const TokenHunk& hunk : diff(base, changed)) {
        const auto at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(hunk.position) - shift);
        for (std::size_t i = 0; i < hunk.removed; ++i) side.removed.at(at + i) = true;
        side.inserted.at(at) = hunk.inserted;
        shift += static_cast<std::ptrdiff_t>(hunk.inserted.size()) - static_cast<std::ptrdiff_t>(hunk.removed);
    }
    return side;
}

bool is_syllable(const std::string& token) { return !token.empty() && is_word_character(decode_at(token, 0).value); }

/// The text of merged tokens. Two syllables that only the merge put side by side get a space, or they would become one
/// that nobody typed.
std::string join_apart(const std::vector<std::string>& tokens) {
    std::string text;
    bool after_syllable = false;
    for (const std::string& token : tokens) {
        const bool syllable = is_syllable(token);
        if (syllable && after_syllable) text += ' ';
        text += token;
        after_syllable = syllable;
    }
    return text;
}

} // namespace

std::string rebase(std::string_view base, std::string_view mine, std::string_view theirs) {
    if (base == theirs || mine == theirs) return std::string(mine);
    if (base == mine) return std::string(theirs);
    const std::vector<std::string> tokens = tokenise(base);
    const Side ours = side_of(tokens, tokenise(mine));
    const Side other = side_of(tokens, tokenise(theirs));
    std::vector<std::string> merged;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        merged.insert(merged.end(), other.inserted[i].begin(), other.inserted[i].end());
        if (ours.inserted[i] != other.inserted[i])
            merged.insert(merged.end(), ours.inserted[i].begin(), ours.inserted[i].end());
        if (i < tokens.size() && !ours.removed[i] && !other.removed[i]) merged.push_back(tokens[i]);
    }
    return join_apart(merged);
}

} // namespace dongthac::text
