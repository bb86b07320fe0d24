#pragma once

#include "shared/document/ending.hpp"
#include "shared/document/letterhead.hpp"
#include "shared/document/lines.hpp"
#include "shared/document/source_text.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Adds to `outline.flags` what is true of the finished outline and worth a clerk's look. Codes: duplicate_label,
/// skipped_label, misspelt_national_name, missing_letterhead, missing_type, missing_number, missing_date, blank_day,
/// parent_conflict, issuer_symbol_mismatch, stale_year, missing_appendix, footer_url, bookmark_residue, number_spacing,
/// repeated_word, no_superior_recipient, missing_signer, two_signers. A flag is advice: nothing is corrected.
void add_flags(const SourceText& source, const CleanLines& clean, const Letterhead& head, const Ending& ending,
               model::Outline& outline);

/// The year a plan is for, from its subject, or else of its date; 0 when neither says.
[[nodiscard]] int plan_year(const model::Outline& outline);

} // namespace dongthac::document
