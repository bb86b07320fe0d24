#include "shared/model/outline.hpp"

#include <algorithm>
#include <array>

namespace dongthac::model {

namespace {

// Same order as the enum. Names are written into databases and exports: never change one.
constexpr auto kNames = std::to_array<std::string_view>({
    "paragraph",  "national_name",     "national_motto", "superior_body", "issuing_body", "number_symbol",
    "place_date", "doc_type",          "subject",        "legal_basis",   "lead_in",      "section",
    "subsection", "situation",         "advantage",      "difficulty",    "purpose",      "requirement",
    "topic",      "other_task",        "channel",        "budget",        "assignee",     "assignment",
    "reporting",  "appendix_ref",      "table_row",      "closing",       "addressee",    "recipients_heading",
    "recipient",  "signing_authority", "signer_title",   "signer_name",   "appendix",
});
static_assert(kNames.size() == static_cast<std::size_t>(ItemRole::appendix) + 1);

} // namespace

std::string_view name_of(ItemRole role) { return kNames.at(static_cast<std::size_t>(role)); }

std::optional<ItemRole> role_from(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<ItemRole>(found - kNames.begin());
}

} // namespace dongthac::model
