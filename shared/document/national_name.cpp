#include "shared/document/national_name.hpp"

#include <string>

#include "shared/document/block.hpp"
#include "shared/document/letters.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::document {

bool is_national_name(std::string_view paragraph) {
    constexpr std::string_view kName = "cong hoa xa hoi chu nghia";
    constexpr std::size_t kReadBytes = 400;
    constexpr std::size_t kMostWords = 24; // with the office before it
    constexpr double kCapitals = 0.8;      // as a share
    if (paragraph.size() > kReadBytes) return false;
    const std::string key = key_of(paragraph, kReadBytes);
    if (!has_words(key, kName) || text::count_words(paragraph) > kMostWords) return false;
    return starts_with_words(key, kName) || capital_share(paragraph) > kCapitals;
}

} // namespace dongthac::document
