#pragma once

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// OutlineItem::confidence of what a person has said.
inline constexpr int kPersonSaid = 100;

/// Says of each item and each header field how sure the importer is of what it took it for, in steps a reviewer can
/// explain (OutlineItem::confidence, FieldConfidence):
///
/// * 95: the words say so themselves — "Căn cứ …", "Độc lập - Tự do - Hạnh phúc", a number and symbol, "TM.", a
/// numbered
///   heading with a title every plan has, an item with a label below such a heading.
/// * 85: the place and the form say so — a numbered heading with a title of its own, a numbered item below it.
/// * 70: only one of the two — a heading without a number, a paragraph without a label below a heading, a table cut at
///   gaps.
/// * 50: what was left when everything else was found — a subject that never ended, an issuer taken from the lead-in, a
///   paragraph under no heading.
///
/// A label that repeats or leaves out a number makes its item 20 less. Reads the items and the flags; call it last.
void add_confidence(model::Outline& outline);
/// Of the header fields alone, from their items.
void add_field_confidence(model::Outline& outline);

} // namespace dongthac::document
