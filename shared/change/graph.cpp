#include "shared/change/graph.hpp"

#include <algorithm>
#include <tuple>

#include "shared/change/decision_order.hpp"

namespace dongthac::change {

namespace {

// A replica whose changes do not stand on each other is broken or hostile. Beyond this many loose ends its changes
// count as having seen the last one: what it writes is its own loss, not everybody's memory.
constexpr std::size_t kMostChains = 64;

/// Which of two changes under one id counts. No honest program makes such a pair; the choice must only not depend on
/// who came first.
auto rank_of(const Change& change) {
    return std::tuple(change.lamport, change.wall_ms, change.kind, change.payload.index());
}

const ChangeId& first_name(const Change& change) { return change.alias_of ? *change.alias_of : change.id; }

bool before_by_id(const Change* a, const Change* b) {
    if (a->id != b->id) return a->id < b->id;
    const auto left = rank_of(*a);
    const auto right = rank_of(*b);
    return left != right ? left < right : a->parents < b->parents;
}

} // namespace

Graph::Graph(std::span<const Change> changes) {
    collect(changes);
    put_in_order();
    relate();
    look_around();
}

void Graph::collect(std::span<const Change> changes) {
    all_.reserve(changes.size());
    for (const Change& change : changes) (lane_of(change) == Lane::office ? transitions_ : all_).push_back(&change);
    if (!std::ranges::is_sorted(all_, before_by_id)) std::ranges::sort(all_, before_by_id);
    const auto repeated = std::ranges::unique(all_, {}, [](const Change* change) { return change->id; });
    all_.erase(repeated.begin(), repeated.end());
    for (std::uint32_t at = 0; at < all_.size(); ++at) {
        if (groups_.empty() || groups_.back().replica != all_[at]->id.replica)
            groups_.push_back({all_[at]->id.replica, at, at});
        groups_.back().end = at + 1;
    }

    std::ranges::sort(transitions_, [](const Change* a, const Change* b) { return decision_less(*a, *b); });
    const auto again = std::ranges::unique(transitions_, {}, [](const Change* change) { return change->id; });
    transitions_.erase(again.begin(), again.end());
    std::ranges::stable_sort(transitions_, {}, [](const Change* change) {
        const auto* transition = std::get_if<Transition>(&change->payload);
        return transition == nullptr ? 0u : transition->expects_version;
    });
}

std::uint32_t Graph::find(const ChangeId& id) const {
    const auto group = std::ranges::lower_bound(groups_, id.replica, {}, &Group::replica);
    if (group == groups_.end() || group->replica != id.replica) return kNone;
    // Counters are nearly always without gaps: the guess is right.
    const std::uint64_t first = all_[group->begin]->id.counter;
    if (id.counter < first) return kNone;
    const std::uint64_t guess = group->begin + (id.counter - first);
    if (guess < group->end && all_[guess]->id == id) return static_cast<std::uint32_t>(guess);
    const auto begin = all_.begin() + group->begin;
    const auto end = all_.begin() + group->end;
    const auto found = std::ranges::lower_bound(begin, end, id, {}, [](const Change* change) { return change->id; });
    return found != end && (*found)->id == id ? static_cast<std::uint32_t>(found - all_.begin()) : kNone;
}

void Graph::put_in_order() {
    const std::size_t count = all_.size();
    std::vector<std::uint32_t> open(count, 0); // parents that have no place yet
    std::vector<std::uint32_t> child_begin(count + 1, 0);
    parent_begin_.assign(count + 1, 0);
    for (std::uint32_t at = 0; at < count; ++at) {
        parent_begin_[at] = static_cast<std::uint32_t>(parents_.size());
        for (const ChangeId& id : all_[at]->parents) {
            const std::uint32_t parent = find(id);
            ++open[at];
            if (parent == kNone) continue;
            parents_.push_back(parent);
            ++child_begin[parent + 1];
        }
    }
    parent_begin_[count] = static_cast<std::uint32_t>(parents_.size());
    for (std::size_t at = 0; at < count; ++at) child_begin[at + 1] += child_begin[at];
    std::vector<std::uint32_t> children(parents_.size());
    std::vector<std::uint32_t> next(child_begin.begin(), child_begin.end() - 1);
    for (std::uint32_t at = 0; at < count; ++at)
        for (std::uint32_t i = parent_begin_[at]; i < parent_begin_[at + 1]; ++i) children[next[parents_[i]]++] = at;

    std::vector<std::uint64_t> lamport(count, 1);
    std::vector<std::uint32_t> ready;
    for (std::uint32_t at = 0; at < count; ++at) {
        ++waiting_;
        if (open[at] == 0) ready.push_back(at);
    }
    for (std::size_t i = 0; i < ready.size(); ++i)
        for (std::uint32_t c = child_begin[ready[i]]; c < child_begin[ready[i] + 1]; ++c) {
            lamport[children[c]] = std::max(lamport[children[c]], lamport[ready[i]] + 1);
            if (--open[children[c]] == 0) ready.push_back(children[c]);
        }
    waiting_ -= ready.size();

    // all_ stands by id, so equal places are told apart by the index, but for what was renamed: that keeps the place of
    // its first name. Its author may have typed on, at positions in a text merged while it stood there.
    const bool renamed = std::ranges::any_of(all_, [](const Change* change) { return change->alias_of.has_value(); });
    const auto less = [&](std::uint32_t a, std::uint32_t b) {
        if (lamport[a] != lamport[b]) return lamport[a] < lamport[b];
        if (!renamed) return a < b;
        const ChangeId& first = first_name(*all_[a]);
        const ChangeId& second = first_name(*all_[b]);
        return first != second ? first < second : a < b;
    };
    if (!std::ranges::is_sorted(ready, less)) std::ranges::sort(ready, less);
    place_.assign(count, kNone);
    drafts_.reserve(ready.size());
    for (const std::uint32_t at : ready) {
        place_[at] = static_cast<std::uint32_t>(drafts_.size());
        drafts_.push_back({all_[at], lamport[at]});
    }
    at_ = std::move(ready);
}

void Graph::relate() {
    const std::size_t count = drafts_.size();
    chain_.resize(count);
    position_.resize(count);
    row_.resize(count);
    first_unseen_.resize(count);
    std::vector<bool> built_on(count, false);
    std::size_t open_ends = 0;
    std::vector<std::uint32_t> parents;
    for (std::size_t at = 0; at < count; ++at) {
        parents.clear();
        for (std::uint32_t i = parent_begin_[at_[at]]; i < parent_begin_[at_[at] + 1]; ++i) {
            parents.push_back(place_[parents_[i]]);
            if (!built_on[parents.back()]) --open_ends;
            built_on[parents.back()] = true;
        }
        join_chain(at, parents);
        first_unseen_[at] = static_cast<std::uint32_t>(at);
        if (++open_ends == 1) continue; // it has seen all there was
        for (std::uint32_t chain = 0; chain < members_.size(); ++chain) {
            const std::uint32_t seen = seen_in(at, chain);
            if (seen < members_[chain].size()) first_unseen_[at] = std::min(first_unseen_[at], members_[chain][seen]);
        }
    }
    for (std::size_t at = 0; at < count; ++at)
        if (!built_on[at]) heads_.push_back(drafts_[at].change->id);
    std::ranges::sort(heads_);
}

void Graph::join_chain(std::size_t at, std::span<const std::uint32_t> parents) {
    const ReplicaId& replica = drafts_[at].change->id.replica;
    if (parents.size() == 1) {
        const std::uint32_t parent = parents.front();
        if (drafts_[parent].change->id.replica == replica && members_[chain_[parent]].back() == parent) {
            chain_[at] = chain_[parent];
            row_[at] = row_[parent];
            position_[at] = position_[parent] + 1;
            members_[chain_[at]].push_back(static_cast<std::uint32_t>(at));
            return;
        }
    }
    std::vector<std::uint32_t> seen(parents.empty() ? 0 : members_.size(), 0);
    for (const std::uint32_t parent : parents) {
        const Row& row = rows_[row_[parent]];
        for (std::uint32_t chain = 0; chain < row.size; ++chain)
            seen[chain] = std::max(seen[chain], seen_[row.begin + chain]);
        seen[chain_[parent]] = std::max(seen[chain_[parent]], position_[parent]);
    }
    chain_[at] = chain_for(replica, seen);
    members_[chain_[at]].push_back(static_cast<std::uint32_t>(at));
    position_[at] = static_cast<std::uint32_t>(members_[chain_[at]].size());
    row_[at] = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back({seen_.size(), static_cast<std::uint32_t>(seen.size())});
    seen_.insert(seen_.end(), seen.begin(), seen.end());
}

std::uint32_t Graph::chain_for(const ReplicaId& replica, const std::vector<std::uint32_t>& seen) {
    auto own = std::ranges::find(chains_of_, replica, &std::pair<ReplicaId, std::vector<std::uint32_t>>::first);
    if (own == chains_of_.end()) own = chains_of_.insert(chains_of_.end(), {replica, {}});
    for (const std::uint32_t chain : own->second)
        if (chain < seen.size() && seen[chain] == members_[chain].size()) return chain;
    if (own->second.size() >= kMostChains) return own->second.back();
    own->second.push_back(static_cast<std::uint32_t>(members_.size()));
    members_.emplace_back();
    return own->second.back();
}

void Graph::look_around() {
    unseen_behind_.assign(drafts_.size() + 1, kNone);
    for (std::size_t at = drafts_.size(); at-- > 0;)
        unseen_behind_[at] = std::min(unseen_behind_[at + 1], first_unseen_[at] == at ? kNone : first_unseen_[at]);
}

std::pair<std::size_t, std::size_t> Graph::around(std::size_t at) const {
    const bool seen_by_all = unseen_behind_[at + 1] > at;
    return {first_unseen_[at], seen_by_all ? at + 1 : drafts_.size()};
}

} // namespace dongthac::change
