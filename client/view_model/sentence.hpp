#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dongthac::view_model {

/// What a row says, as a string key and its fillings: the language is the reader's. Empty key: nothing to say.
struct Sentence {
    std::string key;
    std::vector<std::pair<std::string, std::string>> args;

    [[nodiscard]] bool empty() const { return key.empty(); }
    friend bool operator==(const Sentence&, const Sentence&) = default;
};

} // namespace dongthac::view_model
