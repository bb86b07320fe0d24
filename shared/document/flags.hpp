#pragma once

#include "shared/document/lines.hpp"
#include "shared/document/source_text.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Adds to `outline.flags` what the outline itself says that is worth a clerk's look. Codes: duplicate_label,
/// skipped_label, misspelt_national_name, missing_letterhead, missing_number, missing_date, blank_day, parent_conflict,
/// issuer_symbol_mismatch, stale_year, missing_appendix, number_spacing, repeated_word,
/// no_superior_recipient. A flag is advice: nothing is corrected.
void add_flags(model::Outline& outline);
/// What stood in the source and is no word of it: footer_url, bookmark_residue.
void add_source_flags(const SourceText& source, const CleanLines& clean, model::Outline& outline);
[[nodiscard]] bool is_source_flag(const model::Flag& flag);

/// The year a plan is for, from its subject, or else of its date; 0 when neither says.
[[nodiscard]] int plan_year(const model::Outline& outline);

} // namespace dongthac::document
