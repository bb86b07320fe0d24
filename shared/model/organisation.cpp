#include "shared/model/organisation.hpp"

#include <algorithm>

#include "shared/text/collate.hpp"

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 5> kRoleNames = {"editor", "clerk", "signer", "officer", "admin"};

} // namespace

bool Validity::contains(const text::Date& day) const { return (!from || *from <= day) && (!to || day <= *to); }

std::string_view name_of(Role role) { return kRoleNames.at(static_cast<std::size_t>(role)); }

std::optional<Role> role_named(std::string_view name) {
    const auto found = std::ranges::find(kRoleNames, name);
    if (found == kRoleNames.end()) return std::nullopt;
    return static_cast<Role>(found - kRoleNames.begin());
}

void Directory::put(Organisation organisation) { organisations_[organisation.id] = std::move(organisation); }

void Directory::put(OrgRelation relation) {
    const auto same = std::ranges::find_if(relations_, [&](const OrgRelation& other) {
        return other.child == relation.child && other.parent == relation.parent && other.kind == relation.kind &&
               other.valid.from == relation.valid.from;
    });
    if (same != relations_.end())
        *same = std::move(relation);
    else
        relations_.push_back(std::move(relation));
}

void Directory::put(Device device) { devices_[device.id] = std::move(device); }

const Organisation* Directory::find(const OrgId& id) const {
    const auto found = organisations_.find(id);
    return found == organisations_.end() ? nullptr : &found->second;
}

const Device* Directory::find(const base::DeviceId& id) const {
    const auto found = devices_.find(id);
    return found == devices_.end() ? nullptr : &found->second;
}

std::optional<OrgId> Directory::superior_of(const OrgId& org, const text::Date& day) const {
    for (std::string_view kind : {"administrative", "professional"})
        for (const OrgRelation& relation : relations_)
            if (relation.child == org && relation.kind == kind && relation.valid.contains(day)) return relation.parent;
    return std::nullopt;
}

std::vector<OrgId> Directory::children_of(const OrgId& org, const text::Date& day) const {
    std::vector<OrgId> children;
    for (const OrgRelation& relation : relations_) {
        if (relation.parent != org || relation.kind != "administrative" || !relation.valid.contains(day)) continue;
        const Organisation* child = find(relation.child);
        if (child != nullptr && child->valid.contains(day)) children.push_back(relation.child);
    }
    std::ranges::sort(children, [&](const OrgId& a, const OrgId& b) {
        const std::string first = text::collation_key(name_of_org(a));
        const std::string second = text::collation_key(name_of_org(b));
        return first != second ? first < second : a < b;
    });
    children.erase(std::ranges::unique(children).begin(), children.end());
    return children;
}

std::vector<OrgId> Directory::ancestors_of(const OrgId& org, const text::Date& day) const {
    std::vector<OrgId> above;
    std::vector<OrgId> frontier{org};
    while (!frontier.empty()) {
        std::vector<OrgId> next;
        for (const OrgRelation& relation : relations_) {
            if (relation.kind == "cluster" || !relation.valid.contains(day)) continue;
            if (std::ranges::find(frontier, relation.child) == frontier.end()) continue;
            const bool seen = relation.parent == org || std::ranges::find(above, relation.parent) != above.end();
            if (seen) continue; // two lines meet at the department, and a mistaken cycle must end
            above.push_back(relation.parent);
            next.push_back(relation.parent);
        }
        frontier = std::move(next);
    }
    return above;
}

std::string Directory::name_of_org(const OrgId& org) const {
    const Organisation* found = find(org);
    return found == nullptr ? org : found->name;
}

} // namespace dongthac::model
