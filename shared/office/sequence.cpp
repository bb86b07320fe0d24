#include "shared/office/sequence.hpp"

#include <algorithm>
#include <set>

namespace dongthac::office {

NamedSequence::NamedSequence(const Past& past, const base::NodeId& owner) : past_(past) {
    for (std::size_t i = 0; i < past.changes().size(); ++i) {
        const change::Payload& payload = past.changes()[i].payload;
        if (const auto* create = std::get_if<change::CreateNode>(&payload)) {
            if (create->node == owner && !create->tokens.empty()) add(i, {{0, 0, create->tokens}});
        } else if (const auto* edit = std::get_if<change::EditText>(&payload)) {
            if (edit->node == owner) add(i, edit->hunks);
        }
    }
    for (std::size_t i = 0; i < list_.size(); ++i) {
        const change::Change& change = past.changes()[list_[i].change];
        events_.push_back({change.id, change.lamport, list_[i].hunks, parents_of(i)});
    }
}

void NamedSequence::add(std::size_t change, const std::vector<text::TokenHunk>& hunks) {
    Event event{change, hunks};
    std::size_t place = 0;
    for (text::TokenHunk& hunk : event.hunks)
        for (std::string& token : hunk.inserted) {
            std::string name = std::to_string(list_.size()) + ":" + std::to_string(place++);
            tokens_.emplace(name, std::exchange(token, name));
        }
    list_.push_back(std::move(event));
}

/// The newest events its author had seen. Mostly the one before, which has seen all others.
std::vector<std::uint32_t> NamedSequence::parents_of(std::size_t event) const {
    std::vector<std::uint32_t> newest;
    for (std::size_t i = event; i > 0; --i) {
        if (!past_.saw(list_[event].change, list_[i - 1].change)) continue;
        const bool covered = std::ranges::any_of(
            newest, [&](std::uint32_t later) { return past_.saw(list_[later].change, list_[i - 1].change); });
        if (!covered) newest.push_back(static_cast<std::uint32_t>(i - 1));
    }
    std::ranges::reverse(newest);
    return newest;
}

NamedSequence::Names NamedSequence::now() const { return change::merge_text(events_).tokens; }

NamedSequence::Names NamedSequence::before(std::size_t event) const {
    return change::text_at(events_, events_[event].parents);
}

NamedSequence::Names NamedSequence::after(std::size_t event) const {
    const auto version = static_cast<std::uint32_t>(event);
    return change::text_at(events_, std::span(&version, 1));
}

std::vector<std::size_t> NamedSequence::events_of(const std::vector<std::size_t>& changes) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < list_.size(); ++i)
        if (std::ranges::find(changes, list_[i].change) != changes.end()) found.push_back(i);
    return found;
}

std::vector<std::size_t> NamedSequence::beside(std::size_t event) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < list_.size(); ++i)
        if (past_.concurrent(list_[event].change, list_[i].change)) found.push_back(i);
    return found;
}

bool NamedSequence::made_by(const std::string& name, std::size_t event) {
    return name.starts_with(std::to_string(event) + ":");
}

} // namespace dongthac::office
