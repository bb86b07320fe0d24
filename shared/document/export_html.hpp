#pragma once

#include <string>

#include "shared/document/layout.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// The document as one self-contained HTML 5 page that is also well-formed XML: language set, one h1, headings h2–h6 by
/// level, landmarks for screen readers, a style sheet for screen and A4 paper, no script and nothing fetched. Every
/// text is escaped. Never fails.
[[nodiscard]] std::string export_html(const model::Outline& outline, const Nd30Layout& layout);

} // namespace dongthac::document
