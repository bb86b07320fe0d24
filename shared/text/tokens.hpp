#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.hpp"

namespace dongthac::text {

/// The pieces merging works on (DESIGN §4): a syllable (a run of letters, marks and digits), a run of white space, or
/// one other character. Concatenated they are the text again. Two people never share a syllable, so a merge can never
/// make one that nobody typed. Input NFC.
[[nodiscard]] std::vector<std::string> tokenise(std::string_view utf8);

/// The inverse of tokenise.
[[nodiscard]] std::string join(std::span<const std::string> tokens);

/// One replacement in a token list: at `position` (counted in the list as it is after the earlier hunks of the same
/// diff were applied) `removed` tokens go and `inserted` come.
struct TokenHunk {
    std::size_t position = 0;
    std::size_t removed = 0;
    std::vector<std::string> inserted;
    friend bool operator==(const TokenHunk&, const TokenHunk&) = default;
};

/// The smallest set of hunks that turns `before` into `after`, left to right; empty when equal. Hunks with nothing but
/// a lone space between them are joined. Longest common subsequence; above 4 million cells one hunk between the common
/// ends.
[[nodiscard]] std::vector<TokenHunk> diff(std::span<const std::string> before, std::span<const std::string> after);

/// Applies hunks made by diff. Positions out of range are clamped.
void apply(std::vector<std::string>& tokens, std::span<const TokenHunk> hunks);

/// The token that ends one paragraph inside a sequence of words and begins the paragraph `node` (docs/adr/0009): U+001E
/// and the id's 32 digits. Typed text never holds one: tokenise() makes no such token and to_nfc() no such character.
[[nodiscard]] std::string make_break(const base::NodeId& node);

/// The paragraph a break token begins; nothing for any other token.
[[nodiscard]] std::optional<base::NodeId> break_target(std::string_view token);

/// Words as a person counts them: runs of anything but white space.
[[nodiscard]] std::size_t count_words(std::string_view utf8);

} // namespace dongthac::text
