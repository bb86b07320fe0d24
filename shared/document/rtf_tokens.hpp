#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace dongthac::document {

/// What stands in a file of Rich Text Format, piece by piece.
struct RtfToken {
    enum class Kind { open, close, word, letter, end };
    Kind kind = Kind::end;
    std::string_view word;     ///< "par"; of a sign its character: "~", "*"
    std::optional<int> number; ///< behind the word
    unsigned char byte = 0;    ///< of a letter
};

/// Reads the pieces of `bytes`, which must outlive it, from front to back: line ends and binary data are none. Bad
/// bytes are letters; numbers beyond any use are kept within ± a million.
class RtfTokens {
  public:
    explicit RtfTokens(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] RtfToken next();

  private:
    [[nodiscard]] RtfToken read_word();
    std::string_view bytes_;
    std::size_t at_ = 0;
};

} // namespace dongthac::document
