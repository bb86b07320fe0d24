#pragma once

#include <string_view>

#include "shared/base/result.hpp"
#include "shared/document/read_text.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Reads a plan or report that was saved or converted as plain text — columns glued, lines hard-wrapped, labels
/// repeated, left-overs of converters in between — into an outline in reading order, with the header fields, the plans
/// it quotes and flags for what a clerk should look at (see flags.hpp).
///
/// Every white-space separated word of the file ends in exactly one item, in `unplaced` or in `furniture`: words ==
/// placed_words + unplaced_words always, and no character is lost but white space and marks that print nothing; between
/// the cells of a table row stands '|', whatever parted them. Time and memory grow with the size of the text; the
/// caller limits the size. Pure; any thread.
///
/// `file_name` only names the file in errors: not_utf8 {path, offset}, empty_file {path} (nothing but white space),
/// not_a_plan {path} (no document type, no heading of a plan, no legal basis and no recipients).
[[nodiscard]] base::Result<model::Outline> import_text(std::string_view raw, std::string_view file_name);

/// The same of what a reader of a file format found. Where lines have a look it helps: a whole line stays a paragraph,
/// a row of a table becomes one, and what is bold or in the middle of the page is told apart from its neighbours where
/// the words do not say it. Lines without looks give what import_text gives of them.
[[nodiscard]] base::Result<model::Outline> import_read(const ReadText& read, std::string_view file_name);

} // namespace dongthac::document
