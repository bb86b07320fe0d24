#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "shared/document/doc_paragraphs.hpp"

namespace dongthac::document {

/// Takes characters with what is said of them and makes paragraphs of a .doc or .rtf. Deleted and hidden words are
/// counted in `aside`, which it only borrows.
class ParagraphBuilder {
  public:
    explicit ParagraphBuilder(DocAside& aside) : aside_(aside) {}

    /// A UTF-16 unit; neighbours of one old font are read together.
    void add(char16_t unit, const DocRun& run, const std::optional<text::LegacyEncoding>& legacy);
    /// A place where a word may be parted, which prints nothing. But its character is U+00AD, and that is "ư" in TCVN3.
    void add_optional_hyphen(const DocRun& run, const std::optional<text::LegacyEncoding>& legacy);
    /// A character of a picture font, in its private place.
    void add_symbol(char16_t symbol);
    void break_line();
    /// The end of the paragraph was deleted: it goes on.
    void go_on();
    void mark_note(std::size_t at) { marks_.push_back(at); }
    /// The paragraph, which `end` closes; the next one begins.
    [[nodiscard]] DocLine take(const DocParagraph& format, char16_t end);
    /// Nothing was added since the last paragraph.
    [[nodiscard]] bool empty() const { return run_.empty() && line_.empty() && lines_.empty() && marks_.empty(); }

  private:
    void end_run();

    DocAside& aside_;
    std::u32string run_;
    std::optional<text::LegacyEncoding> legacy_;
    char16_t high_ = 0; ///< the first half of a letter outside of the basic plane
    std::string line_, deleted_, hidden_;
    std::vector<std::string> lines_;
    std::vector<std::size_t> marks_;
    bool any_ = false, bold_ = true, italic_ = true;
};

} // namespace dongthac::document
