#pragma once

#include <string>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// The document as plain UTF-8 text in reading order: one paragraph a line, nothing wrapped, an empty line between the
/// parts. import_text reads it back into the same items. Tables are the exception: their columns are padded with spaces
/// and wide cells wrapped, so they come back as paragraphs, every word still there. Never fails.
[[nodiscard]] std::string export_text(const model::Outline& outline);

} // namespace dongthac::document
