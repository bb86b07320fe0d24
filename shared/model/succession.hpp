#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/organisation.hpp"

namespace dongthac::model {

/// How an office's work went over to another (DOMAIN §3).
enum class SuccessionKind { merge, split, rename, transfer, dissolve };
[[nodiscard]] std::string_view name_of(SuccessionKind kind);
[[nodiscard]] std::optional<SuccessionKind> succession_named(std::string_view name);

/// From `date` on, `to` answers for what `from` did. 1 to n for a split, n to 1 for a merge: one record each. A
/// transfer names the office above: `org` went from `from` to `to`.
struct OrgSuccession {
    OrgId from;
    OrgId to;
    SuccessionKind kind = SuccessionKind::merge;
    text::Date date;
    std::string decision; ///< number and date of the decision it rests on, as printed
    friend bool operator==(const OrgSuccession&, const OrgSuccession&) = default;
};

/// What an office may read beyond what its place gives it: the papers of one whose successor it is. The only way in
/// which a re-organisation shows anybody anything (DESIGN §6).
struct Grant {
    std::string id; ///< letters a–z, digits, '-', '_' and '.'
    OrgId to;
    std::vector<std::string> feeds; ///< as model::to_text(Feed)
    Validity valid;                 ///< the days on which it may be used
    std::string legal_basis;
    friend bool operator==(const Grant&, const Grant&) = default;
};

} // namespace dongthac::model
