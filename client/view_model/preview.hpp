#pragma once

#include <string>
#include <vector>

#include "shared/document/layout.hpp"
#include "shared/document/pages.hpp"
#include "shared/document/typeface.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::view_model {

/// One word where it is printed. Lengths in twips from the upper left corner of the page.
struct PreviewWord {
    double x = 0;
    double top = 0;    ///< of the line box of its face
    double height = 0; ///< of that box
    document::Face face = document::Face::regular;
    std::string text;
};

struct PreviewPage {
    std::vector<PreviewWord> words; ///< in reading order
    std::vector<document::PageRule> rules;
};

/// A document as it will be printed: the pages that export_pdf writes.
struct PreviewRows {
    base::DocumentId document;
    std::string subject;
    double width = 0; ///< of a page
    double height = 0;
    std::vector<PreviewPage> pages; ///< at least one
};

/// Errors: unknown_document.
[[nodiscard]] base::Result<PreviewRows> preview_rows(office::Workspace& office, const base::DocumentId& document,
                                                     const document::Nd30Layout& layout,
                                                     const document::Typefaces& faces);

} // namespace dongthac::view_model
