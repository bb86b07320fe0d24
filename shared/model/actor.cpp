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

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        std::string_view part = text.substr(at, end - at);
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (!part.empty()) parts.emplace_back(part);
        at = end + 1;
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
    return text;
}

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

base::Result<ActorSelector> parse_selector(std::string_view text) {
    using Kind = ActorSelector::Kind;
    ActorSelector selector;
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view kind = text.substr(0, colon);
    const std::vector<std::string> names =
        colon < text.size() ? split(text.substr(colon + 1)) : std::vector<std::string>{};
    const auto bad = [&] {
        return base::fail(base::Code::bad_value,
                          {{"field", "targets"},
                           {"value", std::string(text)},
                           {"expected", "all_schools | levels:preschool,primary | orgs:a,b | children | self"}});
    };
    if (text.empty() || text == "all_schools") {
        selector.kind = Kind::all_schools;
    } else if (text == "self") {
        selector.kind = Kind::self;
    } else if (kind == "levels" && !names.empty()) {
        selector.kind = Kind::school_levels;
        selector.school_levels = names;
    } else if (kind == "orgs" && !names.empty()) {
        selector.kind = Kind::named;
        selector.orgs = names;
    } else if (kind == "children" && names.size() <= 1) {
        selector.kind = Kind::direct_subordinates;
        if (!names.empty()) selector.org_kind = names.front();
    } else {
        return bad();
    }
    return selector;
}

std::string to_text(const ActorSelector& selector) {
    using Kind = ActorSelector::Kind;
    switch (selector.kind) {
    case Kind::self: return "self";
    case Kind::all_schools: return "all_schools";
    case Kind::school_levels: return "levels:" + joined(selector.school_levels);
    case Kind::named: return "orgs:" + joined(selector.orgs);
    case Kind::direct_subordinates: return selector.org_kind.empty() ? "children" : "children:" + selector.org_kind;
    }
    return "self";
}

} // namespace dongthac::model
