#pragma once

#include "shared/document/ending.hpp"
#include "shared/document/lines.hpp"
#include "shared/document/source_text.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Adds to `outline.flags` what the outline itself says that is worth a clerk's look. Codes: duplicate_label,
/// skipped_label, misspelt_national_name, missing_letterhead, missing_type, missing_number, missing_date, blank_day,
/// parent_conflict, issuer_symbol_mismatch, stale_year, missing_appendix, number_spacing, repeated_word,
/// no_superior_recipient, missing_signer. A flag is advice: nothing is corrected.
void add_flags(model::Outline& outline);
/// What only the source says: footer_url and bookmark_residue stood in it and are no words of the text; two_signers.
void add_source_flags(const SourceText& source, const CleanLines& clean, const Ending& ending, model::Outline& outline);
/// Of what was `said` of an outline before a step, what only the source could say and still holds.
void keep_source_flags(const std::vector<model::Flag>& said, model::Outline& outline);

/// The year a plan is for, from its subject, or else of its date; 0 when neither says.
[[nodiscard]] int plan_year(const model::Outline& outline);

} // namespace dongthac::document
