#include "shared/change/alias.hpp"

#include <algorithm>
#include <map>

namespace dongthac::change {

namespace {

using Names = std::map<ChangeId, ChangeId>;

void follow(std::vector<ChangeId>& mentions, const Names& names) {
    for (ChangeId& mention : mentions)
        if (const auto found = names.find(mention); found != names.end()) mention = found->second;
    std::ranges::sort(mentions);
    const auto repeated = std::ranges::unique(mentions);
    mentions.erase(repeated.begin(), repeated.end());
}

/// For each id the one its act goes by.
Names names_in(std::span<const Change> changes) {
    std::map<ChangeId, const Change*> chosen; // by first id
    for (const Change& change : changes) {
        const ChangeId& first = change.alias_of ? *change.alias_of : change.id;
        const Change*& best = chosen[first];
        const bool better =
            best == nullptr || (best->id != first && (change.id == first || canonical_less(change, *best)));
        if (better) best = &change;
    }
    Names names;
    for (const Change& change : changes) {
        if (!change.alias_of) continue;
        const ChangeId& name = chosen.at(*change.alias_of)->id;
        if (name != change.id) names.emplace(change.id, name);
        // A copy of the copy may mention the first id, which itself never came.
        if (name != *change.alias_of) names.emplace(*change.alias_of, name);
    }
    return names;
}

} // namespace

std::optional<std::vector<Change>> without_echoes(std::span<const Change> changes) {
    if (std::ranges::none_of(changes, [](const Change& change) { return change.alias_of.has_value(); }))
        return std::nullopt;
    const Names names = names_in(changes);
    std::vector<Change> kept;
    for (const Change& change : changes) {
        if (names.contains(change.id)) continue;
        Change& copy = kept.emplace_back(change);
        follow(copy.parents, names);
        if (auto* set = std::get_if<SetField>(&copy.payload)) follow(set->overwrites, names);
        if (auto* settle = std::get_if<SettleComment>(&copy.payload))
            if (const auto found = names.find(settle->comment); found != names.end()) settle->comment = found->second;
    }
    return kept;
}

} // namespace dongthac::change
