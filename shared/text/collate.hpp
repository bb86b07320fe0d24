#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dongthac::text {

/// A key whose plain byte comparison orders Vietnamese as the dictionary does, syllable by syllable: first the letters
/// a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y (f j w z in their Latin places); then the syllable's tone:
/// none, huyền, hỏi, ngã, sắc, nặng (TCVN 5712 order), wherever it is written ("hòa" stands with "hoà"). Numbers stand
/// before letters, by value, so "Trường 2" precedes "Trường 10". Of texts alike so far, small letters stand first; the
/// text itself ends the key, so that only equal texts have equal keys. UTF-8 when the text is; input NFC.
[[nodiscard]] std::string collation_key(std::string_view utf8);

/// True when `a` stands before `b`.
[[nodiscard]] bool collates_before(std::string_view a, std::string_view b);

/// Puts `items` into the order of the words that `name_of` gives for each. One key an item: three thousand offices by
/// name cost a hundred times as much with a key made at every comparison. Those of one name stay as they came.
template <class Item, class NameOf>
void sort_by_name(std::vector<Item>& items, NameOf name_of) {
    std::vector<std::pair<std::string, std::size_t>> keys;
    keys.reserve(items.size());
    for (const Item& item : items) keys.emplace_back(collation_key(name_of(item)), keys.size());
    std::ranges::sort(keys);
    std::vector<Item> sorted;
    sorted.reserve(items.size());
    for (const auto& [key, place] : keys) sorted.push_back(std::move(items[place]));
    items = std::move(sorted);
}

} // namespace dongthac::text
