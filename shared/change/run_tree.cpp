#include "shared/change/run_tree.hpp"

#include <algorithm>
#include <numeric>

namespace dongthac::change {

namespace {

std::uint32_t slot_of(const auto& children, std::uint32_t child) {
    return static_cast<std::uint32_t>(std::ranges::find(children, child) - children.begin());
}

/// Makes a gap of one at `slot` of the first `count` entries.
void shift(auto& entries, std::uint32_t slot, std::uint32_t count) {
    std::copy_backward(entries.begin() + slot, entries.begin() + count, entries.begin() + count + 1);
}

} // namespace

void RunTree::reset(std::uint32_t length, std::uint32_t numbers) {
    leaves_.assign(1, Leaf{});
    inners_.assign(1, Inner{});
    root_ = last_leaf_ = 0;
    inners_[0].count = 1;
    inners_[0].children[0] = inners_[0].there[0] = 0;
    if (leaf_of_.size() < numbers) leaf_of_.resize(numbers);
    if (length == 0) return;
    insert({0, 0}, {.length = length});
}

RunTree::Token RunTree::find(std::uint32_t n) const {
    std::uint32_t node = root_;
    while (true) {
        const Inner& inner = inners_[node];
        std::uint32_t slot = 0;
        for (; n >= inner.there[slot]; ++slot) n -= inner.there[slot];
        node = inner.children[slot];
        if (inner.over_leaves) break;
    }
    const Leaf& leaf = leaves_[node];
    std::uint32_t slot = 0;
    for (; n >= leaf.runs[slot].there(); ++slot) n -= leaf.runs[slot].there();
    return {{node, slot}, n};
}

RunTree::Place RunTree::run_starting_at(std::uint32_t first) const {
    const std::uint32_t leaf = leaf_of_[first];
    std::uint32_t slot = 0;
    while (leaves_[leaf].runs[slot].first != first) ++slot;
    return {leaf, slot};
}

RunTree::Place RunTree::skip_empty(Place place) const {
    while (place.leaf != kNone && place.slot >= leaves_[place.leaf].count) place = {leaves_[place.leaf].next, 0};
    return place;
}

RunTree::Place RunTree::split(Place place, std::uint32_t offset) {
    make_room(place);
    Run& head = leaves_[place.leaf].runs[place.slot];
    Run tail = head;
    tail.first += offset;
    tail.length -= offset;
    tail.left = tail.first - 1;
    head.length = offset;
    put({place.leaf, place.slot + 1}, tail);
    return place;
}

void RunTree::insert(Place place, const Run& run) {
    if (is_end(place)) place = {last_leaf_, leaves_[last_leaf_].count};
    make_room(place);
    put(place, run);
    add(place.leaf, run.there());
}

void RunTree::set_state(Place place, std::uint32_t state) {
    Run& run = leaves_[place.leaf].runs[place.slot];
    const std::uint32_t before = run.there();
    run.state = state;
    if (run.there() != before) add(place.leaf, run.there() - before);
}

/// Sees to it that the leaf of `place` can take one more run; `place` keeps meaning the same spot.
void RunTree::make_room(Place& place) {
    if (leaves_[place.leaf].count < kRuns) return;
    split_leaf(place.leaf);
    const Leaf& leaf = leaves_[place.leaf];
    if (place.slot >= leaf.count) place = {leaf.next, place.slot - leaf.count};
}

void RunTree::put(Place place, const Run& run) {
    Leaf& leaf = leaves_[place.leaf];
    shift(leaf.runs, place.slot, leaf.count);
    leaf.runs[place.slot] = run;
    ++leaf.count;
    leaf_of_[run.first] = place.leaf;
}

/// `difference` may stand for a negative number: sums are taken modulo 2^32.
void RunTree::add(std::uint32_t leaf, std::uint32_t difference) {
    std::uint32_t child = leaf;
    for (std::uint32_t node = leaves_[leaf].parent; node != kNone; node = inners_[node].parent) {
        inners_[node].there[slot_of(inners_[node].children, child)] += difference;
        child = node;
    }
}

void RunTree::split_leaf(std::uint32_t at) {
    const auto fresh = static_cast<std::uint32_t>(leaves_.size());
    leaves_.emplace_back();
    Leaf& left = leaves_[at];
    Leaf& right = leaves_[fresh];
    std::copy(left.runs.begin() + kRuns / 2, left.runs.end(), right.runs.begin());
    left.count = kRuns / 2;
    right.count = kRuns - kRuns / 2;
    right.next = left.next;
    left.next = fresh;
    if (last_leaf_ == at) last_leaf_ = fresh;
    std::uint32_t moved = 0;
    for (std::uint32_t i = 0; i < right.count; ++i) {
        leaf_of_[right.runs[i].first] = fresh;
        moved += right.runs[i].there();
    }
    adopt(left.parent, at, fresh, moved);
}

/// Hangs `child` behind its sibling `before`, which gave it `moved` of its tokens that are there.
void RunTree::adopt(std::uint32_t parent, std::uint32_t before, std::uint32_t child, std::uint32_t moved) {
    if (inners_[parent].count == kChildren) {
        split_inner(parent);
        parent = parent_of(inners_[parent], before);
    }
    Inner& inner = inners_[parent];
    const std::uint32_t slot = slot_of(inner.children, before);
    inner.there[slot] -= moved;
    shift(inner.children, slot + 1, inner.count);
    shift(inner.there, slot + 1, inner.count);
    inner.children[slot + 1] = child;
    inner.there[slot + 1] = moved;
    ++inner.count;
    parent_of(inner, child) = parent;
}

void RunTree::split_inner(std::uint32_t at) {
    const auto fresh = static_cast<std::uint32_t>(inners_.size());
    inners_.emplace_back();
    if (at == root_) {
        root_ = fresh + 1;
        inners_.emplace_back();
        Inner& root = inners_[root_];
        root.over_leaves = false;
        root.count = 1;
        root.children[0] = at;
        root.there[0] = there_below(at);
        inners_[at].parent = root_;
    }
    Inner& left = inners_[at];
    Inner& right = inners_[fresh];
    right.over_leaves = left.over_leaves;
    left.count = kChildren / 2;
    right.count = kChildren - kChildren / 2;
    std::copy(left.children.begin() + kChildren / 2, left.children.end(), right.children.begin());
    std::copy(left.there.begin() + kChildren / 2, left.there.end(), right.there.begin());
    for (std::uint32_t i = 0; i < right.count; ++i) parent_of(right, right.children[i]) = fresh;
    adopt(left.parent, at, fresh, there_below(fresh));
}

std::uint32_t RunTree::there_below(std::uint32_t at) const {
    const Inner& inner = inners_[at];
    return std::accumulate(inner.there.begin(), inner.there.begin() + inner.count, std::uint32_t{0});
}

std::uint32_t& RunTree::parent_of(const Inner& above, std::uint32_t child) {
    return above.over_leaves ? leaves_[child].parent : inners_[child].parent;
}

} // namespace dongthac::change
