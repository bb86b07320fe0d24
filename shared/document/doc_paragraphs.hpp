#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "shared/document/doc_format.hpp"
#include "shared/document/doc_text.hpp"

namespace dongthac::document {

/// A paragraph of a .doc.
struct DocLine {
    std::vector<std::string> lines; ///< UTF-8, parted where the author broke the line
    std::string number;             ///< its automatic number, where nothing else stands in it (put_number)
    DocParagraph format;
    char16_t end = 0;  ///< the mark it ends with: paragraph, cell or row, page
    bool bold = false; ///< all of it
    bool italic = false;
    std::vector<std::size_t> marks; ///< where references to notes stand in it (CP)
};

/// Something is printed of it.
[[nodiscard]] bool has_words(const DocLine& paragraph);

/// Puts an automatic number before the words of `paragraph`, or aside where it has none.
void put_number(DocLine& paragraph, std::string number);

/// Letters of a file, those left out included, beyond which no more are read. A text that long has more bytes than
/// kMostTextBytes (import_file.hpp).
inline constexpr std::size_t kMostLetters = std::size_t{2} << 20;

/// What is no text of a .doc, counted while it was read.
struct DocAside {
    std::size_t letters = 0; ///< UTF-16 units that were read
    std::size_t pictures = 0;
    std::size_t deleted = 0;    ///< words
    std::size_t hidden = 0;     ///< words
    std::size_t unnumbered = 0; ///< paragraphs whose automatic numbers could not be read
    std::set<text::LegacyTable> legacy;
};

/// The paragraphs of `range`: results of fields without their codes, letters of old fonts as Unicode, deleted and
/// hidden ones left out and counted. A paragraph whose end was deleted goes on in the next one. Ends behind
/// kMostLetters.
[[nodiscard]] std::vector<DocLine> doc_paragraphs(const DocText& text, const DocFormat& format, DocText::Range range,
                                                  DocAside& aside);

} // namespace dongthac::document
