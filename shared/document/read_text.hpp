#pragma once

#include <string>
#include <vector>

namespace dongthac::document {

/// What a line of a file is, where the file's format says so. Plain text says nothing.
struct LineLook {
    /// A whole paragraph, not one printed line of it: never joined with its neighbours.
    bool whole = false;
    /// A row of a table with data: cells between '|' (document::read_table).
    bool table_row = false;
    bool centred = false;
    bool bold = false;   ///< all of it
    bool italic = false; ///< all of it
};

/// A line as a reader found it, in reading order.
struct ReadLine {
    std::string text; ///< UTF-8, any normal form; columns that stand side by side are parted by a tab
    LineLook look;
};

/// What a reader of a file format (.docx, .doc, .pdf, text) hands to the one structurer. Nothing of the file's words is
/// left out of `lines`; what is no word of the document (a tracked deletion, a comment, a picture) is said in
/// `remarks`.
struct ReadText {
    std::vector<ReadLine> lines;
    /// Keys of sentences "import.<key>" for the person who reviews, each with what it concerns: {"pictures", "2"}.
    struct Remark {
        std::string key;
        std::string detail;
    };
    std::vector<Remark> remarks;
};

} // namespace dongthac::document
