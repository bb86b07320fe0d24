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

/// True when two changes of one first id are one act. Copies that both went on give one id to different acts, so the id
/// proves nothing: the contents decide. Mentions may have been renamed, and no clock is asked (DESIGN §4).
bool is_same_act(const Change& a, const Change& b) {
    if (a.document != b.document || a.kind != b.kind || a.lamport != b.lamport) return false;
    const auto* set_a = std::get_if<SetField>(&a.payload);
    const auto* set_b = std::get_if<SetField>(&b.payload);
    if (set_a != nullptr && set_b != nullptr)
        return set_a->node == set_b->node && set_a->field == set_b->field && set_a->value == set_b->value;
    const auto* settle_a = std::get_if<SettleComment>(&a.payload);
    const auto* settle_b = std::get_if<SettleComment>(&b.payload);
    if (settle_a != nullptr && settle_b != nullptr) return settle_a->settled == settle_b->settled;
    return a.payload == b.payload;
}

/// For each id the one its act goes by.
Names names_in(std::span<const Change> changes) {
    std::map<ChangeId, std::vector<const Change*>> by_first;
    for (const Change& change : changes)
        if (change.alias_of) by_first[*change.alias_of].push_back(&change);
    for (const Change& change : changes)
        if (const auto found = by_first.find(change.id); found != by_first.end()) found->second.push_back(&change);
    Names names;
    for (auto& [first, group] : by_first) {
        std::ranges::sort(group, [&first](const Change* a, const Change* b) {
            if ((a->id == first) != (b->id == first)) return a->id == first;
            return canonical_less(*a, *b);
        });
        std::vector<const Change*> acts;
        for (const Change* change : group) {
            const auto known =
                std::ranges::find_if(acts, [&](const Change* act) { return is_same_act(*act, *change); });
            if (known == acts.end())
                acts.push_back(change);
            else if ((*known)->id != change->id)
                names.emplace(change->id, (*known)->id);
        }
        // A copy of the copy may mention the first id, which itself never came.
        if (group.front()->id != first) names.emplace(first, group.front()->id);
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
