#include "shared/change/stretch_replay.hpp"

#include <algorithm>

namespace dongthac::change {

void StretchReplay::run(const EventGraph& graph, Stretch stretch, const EventHunks& hunks, std::uint32_t length) {
    stretch_ = stretch;
    const std::span all = std::span(hunks.hunks).subspan(hunks.first_of[stretch.first]);
    renumber_ = all.empty() ? 0 : length - all.front().first; // modulo 2^32
    std::uint32_t numbers = length;
    for (std::uint32_t event = stretch.first; event < stretch.last; ++event)
        for (const EventHunk& hunk : hunks.of(event)) numbers += hunk.inserted;
    runs_.reset(length, numbers);
    if (stamps_.size() < numbers) stamps_.resize(numbers, 0);
    spans_.clear();
    span_range_.assign(stretch.last - stretch.first, {});

    Moves moves;
    std::uint32_t standing = EventGraph::kNoEvent;
    for (const std::uint32_t event : graph.branch_by_branch(stretch)) {
        graph.moves(standing, event, stretch, moves);
        for (const std::uint32_t other : moves.retreat) step(other, -1U);
        for (const std::uint32_t other : moves.advance) step(other, 1);
        TokenRange& range = span_range_[event - stretch.first];
        range.first = static_cast<std::uint32_t>(spans_.size());
        for (const EventHunk& hunk : hunks.of(event)) {
            remove(hunk);
            insert(event, hunk);
        }
        range.length = static_cast<std::uint32_t>(spans_.size()) - range.first;
        standing = event;
    }
}

std::span<const TokenRange> StretchReplay::touched_by(std::uint32_t event) const {
    const TokenRange& range = span_range_[event - stretch_.first];
    return std::span(spans_).subspan(range.first, range.length);
}

/// Retreat (`by` -1) or advance (1). Whether a token was inserted or deleted by the event, its prepare state moves one.
void StretchReplay::step(std::uint32_t event, std::uint32_t by) {
    for (const TokenRange& span : touched_by(event))
        for (std::uint32_t number = span.first; number < span.first + span.length;) {
            const RunTree::Place place = runs_.run_starting_at(number);
            const Run& run = runs_.at(place);
            number += run.length;
            runs_.set_state(place, run.state + by);
        }
}

void StretchReplay::remove(const EventHunk& hunk) {
    if (hunk.removed == 0) return;
    const std::uint32_t position = std::min(hunk.position, runs_.there());
    for (std::uint32_t left = std::min(hunk.removed, runs_.there() - position); left > 0;) {
        RunTree::Token token = runs_.find(position);
        if (token.offset > 0) token.place = runs_.after(runs_.split(token.place, token.offset));
        if (left < runs_.at(token.place).length) token.place = runs_.split(token.place, left);
        const Run& run = runs_.at(token.place);
        spans_.push_back({run.first, run.length});
        left -= run.length;
        runs_.mark_deleted(token.place);
        runs_.set_state(token.place, run.state + 1);
    }
}

void StretchReplay::insert(std::uint32_t event, const EventHunk& hunk) {
    if (hunk.inserted == 0) return;
    Run fresh{.first = hunk.first + renumber_, .length = hunk.inserted, .event = event};
    spans_.push_back({fresh.first, fresh.length});

    const std::uint32_t position = std::min(hunk.position, runs_.there());
    RunTree::Place place = runs_.begin();
    if (position > 0) {
        const auto [at, offset] = runs_.find(position - 1);
        fresh.left = runs_.at(at).first + offset;
        const bool inside = offset + 1 < runs_.at(at).length;
        place = runs_.after(inside ? runs_.split(at, offset + 1) : at);
    }
    place = place_among_unseen(place, fresh);
    runs_.insert(place, fresh);
}

/// The order rule. From `begin`, right behind what the author saw on the left, up to the next run that existed for the
/// author, seen or deleted, stand only runs that the author did not know. Sets `fresh.right`, and finds the place
/// among them.
RunTree::Place StretchReplay::place_among_unseen(RunTree::Place begin, Run& fresh) {
    if (++search_ == 0) stamps_.assign(stamps_.size(), 0), ++search_;
    RunTree::Place end = begin;
    for (; !runs_.is_end(end) && runs_.at(end).state == 0; end = runs_.after(end)) {
        // Whatever is inserted behind or before a token cuts its run there, so neighbours are always ends of runs.
        stamps_[runs_.at(end).first] = search_;
        stamps_[runs_.at(end).last()] = search_;
    }
    fresh.right = runs_.is_end(end) ? Run::kEnd : runs_.at(end).first;

    const auto between = [&](std::uint32_t number) { return number < Run::kStart && stamps_[number] == search_; };
    RunTree::Place best = begin;
    bool only_if_nothing_better = false;
    for (RunTree::Place place = begin; place != end;) {
        const Run& other = runs_.at(place);
        if (other.left == fresh.left) {
            if (other.right == fresh.right && fresh.event < other.event) break;
            // Whose right neighbour stands further right comes first, so that words typed from right to left stay
            // together too; one that stands nearer may be followed by another that settles it.
            only_if_nothing_better = between(other.right);
        } else if (!between(other.left)) {
            break; // it belongs to somebody further left, and so does the rest
        }
        place = runs_.after(place);
        if (!only_if_nothing_better) best = place;
    }
    return best;
}

} // namespace dongthac::change
