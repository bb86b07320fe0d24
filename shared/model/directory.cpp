#include "shared/model/directory.hpp"

#include <algorithm>
#include <iterator>

#include "shared/text/collate.hpp"

namespace dongthac::model {

namespace {

constexpr std::string_view kCluster = "cluster";

/// Days as numbers, open ends included; a window is both ends.
struct Window {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

constexpr std::int64_t kEver = INT64_MAX / 4; ///< beyond any day of the calendar, on either side

Window window_of(const Validity& valid) {
    return {valid.from ? text::to_days(*valid.from) : -kEver, valid.to ? text::to_days(*valid.to) : kEver};
}

Validity validity_of(const Window& window) {
    Validity valid;
    if (window.from > -kEver) valid.from = text::from_days(window.from);
    if (window.to < kEver) valid.to = text::from_days(window.to);
    return valid;
}

/// The same days, in order and as few windows as can be.
std::vector<Window> joined(std::vector<Window> windows) {
    std::ranges::sort(windows, {}, &Window::from);
    std::vector<Window> out;
    for (const Window& window : windows) {
        if (window.from > window.to) continue;
        if (!out.empty() && window.from <= out.back().to + 1)
            out.back().to = std::max(out.back().to, window.to);
        else
            out.push_back(window);
    }
    return out;
}

std::vector<Window> common(const std::vector<Window>& some, const Window& other) {
    std::vector<Window> out;
    for (const Window& window : some)
        if (const Window both{std::max(window.from, other.from), std::min(window.to, other.to)}; both.from <= both.to)
            out.push_back(both);
    return out;
}

std::int64_t days_in(const std::vector<Window>& windows) {
    std::int64_t days = 0;
    for (const Window& window : windows) days += window.to - window.from + 1;
    return days;
}

template <class Key>
const std::vector<std::size_t>& places_in(const std::map<Key, std::vector<std::size_t>>& index, const Key& key) {
    static const std::vector<std::size_t> kNone;
    const auto found = index.find(key);
    return found == index.end() ? kNone : found->second;
}

/// Puts `value` over the first that is the `same`, or behind all.
template <class Value, class Same>
bool replace_or_add(std::vector<Value>& values, Value value, Same same) {
    const auto found = std::ranges::find_if(values, [&](const Value& other) { return same(other, value); });
    if (found != values.end()) {
        *found = std::move(value);
        return false;
    }
    values.push_back(std::move(value));
    return true;
}

} // namespace

void Directory::put(Organisation organisation) { organisations_[organisation.id] = std::move(organisation); }

void Directory::put(OrgRelation relation) {
    const OrgId child = relation.child;
    const OrgId parent = relation.parent;
    const bool added = replace_or_add(relations_, std::move(relation), [](const auto& a, const auto& b) {
        return a.child == b.child && a.parent == b.parent && a.kind == b.kind && a.valid.from == b.valid.from;
    });
    if (!added) return;
    ties_of_child_[child].push_back(relations_.size() - 1);
    ties_of_parent_[parent].push_back(relations_.size() - 1);
}

void Directory::put(Device device) { devices_[device.id] = std::move(device); }

void Directory::put(Person person) {
    if (const Person* before = find(person.id))
        for (const PersonKey& key : before->keys) key_owners_.erase(key.key);
    for (const PersonKey& key : person.keys) key_owners_[key.key] = person.id;
    persons_[person.id] = std::move(person);
}

void Directory::put(OfficePolicy policy) { policies_[policy.org] = std::move(policy); }

void Directory::put(OrgSuccession succession) {
    replace_or_add(successions_, std::move(succession),
                   [](const auto& a, const auto& b) { return a.from == b.from && a.to == b.to && a.date == b.date; });
}

void Directory::put(Grant grant) { grants_[grant.id] = std::move(grant); }

void Directory::put(KeySuccession succession) {
    if (std::ranges::find(key_successions_, succession) == key_successions_.end())
        key_successions_.push_back(std::move(succession));
}

const Organisation* Directory::find(const OrgId& id) const {
    const auto found = organisations_.find(id);
    return found == organisations_.end() ? nullptr : &found->second;
}

const Device* Directory::find(const base::DeviceId& id) const {
    const auto found = devices_.find(id);
    return found == devices_.end() ? nullptr : &found->second;
}

const Person* Directory::find(const base::PersonId& id) const {
    const auto found = persons_.find(id);
    return found == persons_.end() ? nullptr : &found->second;
}

std::optional<std::pair<const Person*, const PersonKey*>> Directory::owner_of(const base::PublicKey& key) const {
    const auto owner = key_owners_.find(key);
    if (owner == key_owners_.end()) return std::nullopt;
    const Person& person = persons_.at(owner->second);
    return std::pair(&person, &*std::ranges::find(person.keys, key, &PersonKey::key));
}

std::vector<const Person*> Directory::persons_of(const OrgId& org, const text::Date& day) const {
    std::vector<const Person*> people;
    for (const auto& [id, person] : persons_)
        if (person.org == org && person.valid.contains(day)) people.push_back(&person);
    text::sort_by_name(people, [](const Person* person) { return person->name; });
    return people;
}

const OfficePolicy& Directory::policy_of(const OrgId& org) const {
    static const OfficePolicy kDefault;
    const auto found = policies_.find(org);
    return found == policies_.end() ? kDefault : found->second;
}

std::optional<OrgId> Directory::superior_of(const OrgId& org, const text::Date& day) const {
    for (std::string_view kind : {"administrative", "professional"})
        for (const std::size_t place : places_in(ties_of_child_, org))
            if (const OrgRelation& relation = relations_[place]; relation.kind == kind && relation.valid.contains(day))
                return relation.parent;
    return std::nullopt;
}

std::vector<OrgId> Directory::children_of(const OrgId& org, const text::Date& day) const {
    std::vector<std::pair<std::string, OrgId>> sorted; // by its name's key, made once for each
    for (const std::size_t place : places_in(ties_of_parent_, org)) {
        const OrgRelation& relation = relations_[place];
        if (relation.kind != "administrative" || !relation.valid.contains(day)) continue;
        const Organisation* child = find(relation.child);
        if (child != nullptr && child->valid.contains(day))
            sorted.emplace_back(text::collation_key(name_of_org(relation.child)), relation.child);
    }
    std::ranges::sort(sorted);
    std::vector<OrgId> children;
    for (auto& [key, child] : sorted)
        if (children.empty() || children.back() != child) children.push_back(std::move(child));
    return children;
}

std::vector<OrgId> Directory::ancestors_of(const OrgId& org, const text::Date& day) const {
    std::vector<OrgId> above;
    std::vector<OrgId> frontier{org};
    while (!frontier.empty()) {
        std::vector<std::size_t> ties;
        for (const OrgId& child : frontier)
            std::ranges::copy(places_in(ties_of_child_, child), std::back_inserter(ties));
        std::ranges::sort(ties); // as they were recorded: both ends of a channel must name the feeds in one order
        frontier.clear();
        for (const std::size_t tie : ties) {
            const OrgRelation& relation = relations_[tie];
            if (relation.kind == kCluster || !relation.valid.contains(day)) continue;
            const bool seen = relation.parent == org || std::ranges::find(above, relation.parent) != above.end();
            if (seen) continue; // two lines meet at the department, and a mistaken cycle must end
            above.push_back(relation.parent);
            frontier.push_back(relation.parent);
        }
    }
    return above;
}

std::vector<std::pair<OrgId, std::vector<Validity>>> Directory::ancestors_until(const OrgId& org,
                                                                                const text::Date& day) const {
    const Window until{-kEver, text::to_days(day)};
    std::map<OrgId, std::vector<Window>> days{{org, {until}}};
    std::vector<OrgId> order; // as they were reached: nearest first
    // Days only grow and there are finitely many ends, so this ends, with mistaken cycles too.
    std::vector<OrgId> frontier{org};
    while (!frontier.empty()) {
        std::vector<OrgId> next;
        for (const OrgId& child : frontier)
            for (const std::size_t place : places_in(ties_of_child_, child)) {
                const OrgRelation& relation = relations_[place];
                if (relation.kind == kCluster || relation.parent == org) continue;
                std::vector<Window>& known = days[relation.parent];
                std::vector<Window> both = common(days.at(child), window_of(relation.valid));
                both.insert(both.end(), known.begin(), known.end());
                both = joined(std::move(both));
                if (days_in(both) == days_in(known)) continue;
                if (known.empty()) order.push_back(relation.parent);
                known = std::move(both);
                next.push_back(relation.parent);
            }
        frontier = std::move(next);
    }
    std::vector<std::pair<OrgId, std::vector<Validity>>> above;
    for (const OrgId& parent : order) {
        std::vector<Validity> valid;
        for (const Window& window : days.at(parent)) valid.push_back(validity_of(window));
        above.emplace_back(parent, std::move(valid));
    }
    return above;
}

std::string Directory::name_of_org(const OrgId& org) const {
    const Organisation* found = find(org);
    return found == nullptr ? org : found->name;
}

} // namespace dongthac::model
