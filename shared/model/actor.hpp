#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/directory.hpp"

namespace dongthac::model {

/// Who a plan's sentence puts to work.
enum class ActorKind {
    issuer,           ///< the office that issued the plan
    unit,             ///< a division of it
    subordinate_orgs, ///< offices below it
    group,            ///< a group in a school: its management, its IT team
    individuals,
    unspecified, ///< the sentence names nobody
};
inline constexpr ActorKind kLastActorKind = ActorKind::unspecified;
[[nodiscard]] std::string_view name_of(ActorKind kind);
[[nodiscard]] std::optional<ActorKind> actor_kind_named(std::string_view name);

/// Which offices get a task, resolved by day: nobody writes lists that a merger makes wrong.
struct ActorSelector {
    enum class Kind {
        self,                ///< the issuer; also for its units, groups and people
        all_schools,         ///< every school below it, at any distance, over administrative and professional ties
        school_levels,       ///< of those the ones of these levels
        named,               ///< these offices
        direct_subordinates, ///< its administrative children of one kind, or of any
    };
    Kind kind = Kind::self;
    std::vector<std::string> school_levels{}; ///< "preschool", "primary", "lower_secondary"
    std::vector<OrgId> orgs{};                ///< for named
    std::string org_kind{};                   ///< for direct_subordinates: "ward_committee"; empty for any
    friend bool operator==(const ActorSelector&, const ActorSelector&) = default;
};
inline constexpr ActorSelector::Kind kLastSelectorKind = ActorSelector::Kind::direct_subordinates;
[[nodiscard]] std::string_view name_of(ActorSelector::Kind kind);
[[nodiscard]] std::optional<ActorSelector::Kind> selector_kind_named(std::string_view name);

/// "self", "all_schools", "levels:preschool,primary", "orgs:a,b", "children", "children:ward_committee", and back. The
/// empty text is all_schools. Error bad_value {field targets, value, expected}.
[[nodiscard]] base::Result<ActorSelector> parse_selector(std::string_view text);
[[nodiscard]] std::string to_text(const ActorSelector& selector);

/// The offices selected by `issuer` that are valid on `day`, each once, in dictionary order of their names. Offices the
/// directory does not know are left out. A school of several levels names them in its school_level with commas between
/// ("primary,lower_secondary") and is selected by each. For a period ask for its last day: a school that joins within
/// it has the task, one that closed before its end has not, and a successor answers for what it is by then.
[[nodiscard]] std::vector<OrgId> targets(const ActorSelector& selector, const Directory& directory, const OrgId& issuer,
                                         const text::Date& day);

} // namespace dongthac::model
