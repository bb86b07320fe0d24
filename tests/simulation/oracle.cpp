#include "tests/simulation/oracle.hpp"

#include <algorithm>
#include <variant>

namespace dongthac::simulation {

void Oracle::fell_back(std::size_t machine, std::size_t step, const std::set<std::string>& surviving) {
    for (Fact& fact : facts_)
        if (fact.machine == machine && fact.step >= step && !surviving.contains(fact.word)) fact.acknowledged = false;
}

std::vector<std::string> words_in(std::string_view text) {
    constexpr std::string_view kMark = "từ";
    std::vector<std::string> words;
    for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
        std::size_t end = at + kMark.size();
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        if (end > at + kMark.size()) words.emplace_back(text.substr(at, end - at));
    }
    return words;
}

void add_words(std::span<const change::Change> changes, std::set<std::string>& words) {
    const auto add = [&](std::string_view text) {
        for (std::string& word : words_in(text)) words.insert(std::move(word));
    };
    for (const change::Change& change : changes) {
        if (const auto* node = std::get_if<change::CreateNode>(&change.payload)) {
            add(text::join(node->tokens));
        } else if (const auto* edit = std::get_if<change::EditText>(&change.payload)) {
            for (const text::TokenHunk& hunk : edit->hunks) add(text::join(hunk.inserted));
        } else if (const auto* set = std::get_if<change::SetField>(&change.payload)) {
            if (const auto* value = std::get_if<std::string>(&set->value)) add(*value);
        } else if (const auto* comment = std::get_if<change::Comment>(&change.payload)) {
            add(comment->text);
        } else if (const auto* step = std::get_if<change::Transition>(&change.payload)) {
            add(step->note);
        } else if (const auto* unknown = std::get_if<change::Unknown>(&change.payload)) {
            add(base::as_text(unknown->bytes));
        }
    }
}

} // namespace dongthac::simulation
