#include "shared/model/actor.hpp"

#include <algorithm>

#include "shared/model/enum_names.hpp"
#include "shared/text/collate.hpp"

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 6> kActorNames = {"issuer", "unit",        "subordinate_orgs",
                                                         "group",  "individuals", "unspecified"};
constexpr std::array<std::string_view, 5> kSelectorNames = {"self", "all_schools", "school_levels", "named",
                                                            "direct_subordinates"};
constexpr std::string_view kSchool = "school";

bool has_level(const Organisation& school, const std::vector<std::string>& levels) {
    std::string_view rest = school.school_level;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(", "), rest.size());
        const std::string_view level = rest.substr(0, end);
        if (!level.empty() && std::ranges::find(levels, level) != levels.end()) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

bool is_below(const Directory& directory, const OrgId& org, const OrgId& issuer, const text::Date& day) {
    const std::vector<OrgId> above = directory.ancestors_of(org, day);
    return std::ranges::find(above, issuer) != above.end();
}

std::vector<OrgId> chosen(const ActorSelector& selector, const Directory& directory, const OrgId& issuer,
                          const text::Date& day) {
    using Kind = ActorSelector::Kind;
    if (selector.kind == Kind::self) return {issuer};
    if (selector.kind == Kind::named) return selector.orgs;
    std::vector<OrgId> orgs;
    if (selector.kind == Kind::direct_subordinates) {
        for (const OrgId& child : directory.children_of(issuer, day))
            if (selector.org_kind.empty() || directory.find(child)->kind == selector.org_kind) orgs.push_back(child);
        return orgs;
    }
    for (const auto& [id, org] : directory.organisations()) {
        if (org.kind != kSchool || !org.valid.contains(day)) continue;
        if (selector.kind == Kind::school_levels && !has_level(org, selector.school_levels)) continue;
        if (is_below(directory, id, issuer, day)) orgs.push_back(id);
    }
    return orgs;
}

} // namespace

std::string_view name_of(ActorKind kind) { return kActorNames.at(static_cast<std::size_t>(kind)); }
std::optional<ActorKind> actor_kind_named(std::string_view name) { return enum_named<ActorKind>(kActorNames, name); }

std::string_view name_of(ActorSelector::Kind kind) { return kSelectorNames.at(static_cast<std::size_t>(kind)); }
std::optional<ActorSelector::Kind> selector_kind_named(std::string_view name) {
    return enum_named<ActorSelector::Kind>(kSelectorNames, name);
}

std::vector<OrgId> targets(const ActorSelector& selector, const Directory& directory, const OrgId& issuer,
                           const text::Date& day) {
    std::vector<std::pair<std::string, OrgId>> orgs; // with what orders them
    for (const OrgId& id : chosen(selector, directory, issuer, day)) {
        const Organisation* org = directory.find(id);
        if (org != nullptr && org->valid.contains(day)) orgs.emplace_back(text::collation_key(org->name), id);
    }
    std::ranges::sort(orgs);
    orgs.erase(std::ranges::unique(orgs).begin(), orgs.end());
    std::vector<OrgId> out;
    out.reserve(orgs.size());
    for (const auto& [key, id] : orgs) out.push_back(id);
    return out;
}

} // namespace dongthac::model
