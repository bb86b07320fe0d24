#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Every plan quoted in `text`: "Kế hoạch số 12/KH-ABC ngày 04/3/2026 của … về (việc) …", several to a paragraph.
/// Number and symbol are always there; date, issuer and subject as far as the text states them.
[[nodiscard]] std::vector<model::ParentReference> plans_quoted(std::string_view text);

/// Adds to `outline.parents` the plans it gives effect to: those its bases and its opening name, and those a purpose
/// sets out to put into practice. Each once.
void find_parents(model::Outline& outline);

/// The office that makes the plan, as its opening sentence names it ("…, Trường … xây dựng Kế hoạch … như sau:").
[[nodiscard]] std::string maker_of(std::string_view lead_in);

} // namespace dongthac::document
