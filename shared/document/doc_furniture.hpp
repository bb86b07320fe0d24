#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shared/document/doc_paragraphs.hpp"

namespace dongthac::document {

/// All words of `paragraphs` in one line.
[[nodiscard]] std::string words_of(const std::vector<DocLine>& paragraphs);

/// A paragraph of `paragraphs`, among their first `bytes` bytes, is the national name.
[[nodiscard]] bool has_national_name(const std::vector<DocLine>& paragraphs, std::size_t bytes);

/// What stands at the head and the foot of the pages of a .doc or .rtf. It is no part of the text, except where the
/// letterhead was put there. What is kept of the rest is bounded.
class DocFurniture {
  public:
    /// One header or footer. The same one again says nothing.
    void add(std::vector<DocLine> paragraphs);
    /// The first one that has the national name, which is then no furniture any more; nothing when there is none.
    [[nodiscard]] std::vector<DocLine> take_letterhead();
    /// Their words; "" when they only count pages.
    [[nodiscard]] std::string words() const;

  private:
    std::vector<DocLine> letterhead_;
    std::string letterhead_words_, words_;
    bool taken_ = false;
};

} // namespace dongthac::document
