#include "shared/document/paragraph_matching.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kMostCompared = 4'000'000; // pairs; two thousand paragraphs all of them changed
constexpr std::size_t kAlike = 3;                // one word in so many is the same

} // namespace

std::optional<std::vector<std::optional<std::size_t>>> ParagraphMatching::align() const {
    std::vector<std::optional<std::size_t>> same(before_.size());
    std::size_t first = 0;
    while (first < before_.size() && first < after_.size() && before_[first] == after_[first]) {
        same[first] = first;
        ++first;
    }
    std::size_t a = before_.size();
    std::size_t b = after_.size();
    while (a > first && b > first && before_[a - 1] == after_[b - 1]) same[--a] = --b;
    const std::size_t rows = a - first;
    const std::size_t columns = b - first;
    if (rows != 0 && columns > kMostCompared / rows) return std::nullopt;
    // longest[i][j]: what is left from before_[first + i] and after_[first + j] on
    std::vector<std::uint32_t> longest((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return longest[i * (columns + 1) + j]; };
    for (std::size_t i = rows; i-- > 0;)
        for (std::size_t j = columns; j-- > 0;)
            at(i, j) =
                before_[first + i] == after_[first + j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
        if (before_[first + i] == after_[first + j]) {
            same[first + i++] = first + j++;
        } else {
            at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
        }
    }
    return same;
}

bool ParagraphMatching::alike(std::size_t before, std::size_t after) {
    const Words& first = words(before_[before], words_before_[before]);
    const Words& second = words(after_[after], words_after_[after]);
    const std::size_t cost = first.size() + second.size() + 1;
    if (cost > budget_) return false;
    budget_ -= cost;
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < first.size() && j < second.size();) {
        if (first[i] == second[j])
            ++common, ++i, ++j;
        else
            first[i] < second[j] ? ++i : ++j;
    }
    return common > 0 && common * kAlike >= std::max(first.size(), second.size());
}

const ParagraphMatching::Words& ParagraphMatching::words(const std::string& text, std::optional<Words>& kept) const {
    if (kept) return *kept;
    kept.emplace();
    const std::string key = text::search_key(text);
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        kept->push_back(std::hash<std::string_view>{}(std::string_view(key).substr(at, end - at)));
        at = end + 1;
    }
    std::ranges::sort(*kept);
    return *kept;
}

} // namespace dongthac::document
