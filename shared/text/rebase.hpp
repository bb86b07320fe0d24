#pragma once

#include <string>
#include <string_view>

namespace dongthac::text {

/// `mine` as it would have been typed into `theirs`: both grew out of `base`. Syllables either side took out are gone,
/// everything either side put in stays; where both put in at one place, theirs stands first, and what both put in alike
/// stands once. All NFC UTF-8. For a field whose text changed in the store while a person typed.
[[nodiscard]] std::string rebase(std::string_view base, std::string_view mine, std::string_view theirs);

} // namespace dongthac::text
