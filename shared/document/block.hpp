#pragma once

#include <string>
#include <string_view>

#include "shared/document/source_text.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// An outline item while it still knows which words of the source it is made of.
struct Block {
    model::ItemRole role = model::ItemRole::paragraph;
    int level = 0;
    WordList words;
    std::string label;
    std::string text;
};

/// A block of `words`; the first `label_bytes` bytes of their text become the label.
[[nodiscard]] Block make_block(const SourceText& source, model::ItemRole role, int level, WordList words,
                               std::size_t label_bytes = 0);

/// The block of a row of a table: `text` is what its words say with the cells parted by '|'.
[[nodiscard]] Block row_block(int level, WordList words, std::string text);

/// Folded by text::search_key, at most the first `bytes` bytes (cut between characters): keywords stand early, and a
/// paragraph of megabytes is not to be folded for them.
[[nodiscard]] std::string key_of(std::string_view text, std::size_t bytes = 400);

/// A folded text starts with the name of a kind of office: "truong", "uy ban", "so", …
[[nodiscard]] bool starts_with_office(std::string_view key);

/// The years written in `text` as four digits 19xx or 20xx, in order.
[[nodiscard]] std::vector<int> years_in(std::string_view text);

} // namespace dongthac::document
