#include "shared/change/text_merge.hpp"

#include <algorithm>
#include <tuple>

namespace dongthac::change {

namespace {

constexpr std::size_t kNone = SIZE_MAX;

struct Item {
    const std::string* token = nullptr;
    std::size_t event = 0;               ///< who inserted it
    std::size_t serial = 0;              ///< identity: position moves, this does not
    std::size_t left = kNone;            ///< serial of the neighbour its author saw on the left
    std::size_t right = kNone;           ///< and on the right
    std::vector<std::size_t> deleted_by; ///< events
};

class Replay {
  public:
    explicit Replay(std::span<const TextEvent> events) : events_(events), seen_(events.size()) {
        for (std::size_t at = 0; at < events.size(); ++at) {
            seen_[at].resize(events.size());
            for (const std::uint32_t parent : events[at].parents) {
                seen_[at][parent] = true;
                for (std::size_t i = 0; i < parent; ++i) seen_[at][i] = seen_[at][i] || seen_[parent][i];
            }
        }
    }

    [[nodiscard]] bool saw(std::size_t event, std::size_t other) const { return seen_[event][other]; }

    void apply(std::size_t event) {
        for (const text::TokenHunk& hunk : events_[event].hunks) {
            remove(event, hunk.position, hunk.removed);
            insert(event, hunk.position, hunk.inserted);
        }
    }

    [[nodiscard]] std::vector<std::string> tokens() const {
        std::vector<std::string> out;
        for (const Item& item : items_)
            if (item.deleted_by.empty()) out.push_back(*item.token);
        return out;
    }

  private:
    [[nodiscard]] bool knows(std::size_t event, std::size_t other) const {
        return event == other || seen_[event][other];
    }
    [[nodiscard]] bool inserted_for(std::size_t event, const Item& item) const { return knows(event, item.event); }
    [[nodiscard]] bool visible_for(std::size_t event, const Item& item) const {
        return inserted_for(event, item) &&
               std::ranges::none_of(item.deleted_by, [&](std::size_t by) { return knows(event, by); });
    }

    void remove(std::size_t event, std::size_t position, std::size_t count) {
        for (std::size_t at = 0; at < items_.size() && count > 0; ++at) {
            if (!visible_for(event, items_[at])) continue;
            if (position > 0) {
                --position;
                continue;
            }
            items_[at].deleted_by.push_back(event);
            --count;
        }
    }

    void insert(std::size_t event, std::size_t position, const std::vector<std::string>& tokens) {
        if (tokens.empty()) return;
        // The left neighbour is the last token before the position that the author saw; positions past the end are
        // clamped.
        std::size_t left = kNone;
        for (std::size_t at = 0; at < items_.size() && position > 0; ++at)
            if (visible_for(event, items_[at])) {
                left = at;
                --position;
            }
        std::size_t right = left == kNone ? 0 : left + 1;
        while (right < items_.size() && !inserted_for(event, items_[right])) ++right;

        const std::size_t left_serial = left == kNone ? kNone : items_[left].serial;
        const std::size_t right_serial = right == items_.size() ? kNone : items_[right].serial;
        std::size_t at = place(event, left, right);
        std::size_t previous = left_serial;
        for (const std::string& token : tokens) {
            items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(at),
                          Item{&token, event, next_serial_, previous, right_serial, {}});
            previous = next_serial_++;
            ++at;
        }
    }

    [[nodiscard]] std::size_t position_of(std::size_t serial, std::size_t missing) const {
        if (serial == kNone) return missing;
        for (std::size_t at = 0; at < items_.size(); ++at)
            if (items_[at].serial == serial) return at;
        return missing;
    }

    [[nodiscard]] bool comes_before(std::size_t event, std::size_t other) const {
        const TextEvent& a = events_[event];
        const TextEvent& b = events_[other];
        return std::tie(a.lamport, a.id.replica) < std::tie(b.lamport, b.id.replica);
    }

    /// Where among concurrent insertions between `left` and `right` (positions) the new run goes. Signed positions, so
    /// that "before everything" is -1.
    [[nodiscard]] std::size_t place(std::size_t event, std::size_t left, std::size_t right) const {
        const auto signed_left = left == kNone ? std::ptrdiff_t{-1} : static_cast<std::ptrdiff_t>(left);
        auto destination = static_cast<std::size_t>(signed_left + 1);
        bool scanning = false;
        for (std::size_t at = destination;; ++at) {
            if (!scanning) destination = at;
            if (at == items_.size() || at == right) break;
            const Item& other = items_[at];
            const std::size_t other_left_position = position_of(other.left, kNone);
            const auto other_left =
                other_left_position == kNone ? std::ptrdiff_t{-1} : static_cast<std::ptrdiff_t>(other_left_position);
            const std::size_t other_right = position_of(other.right, items_.size());
            if (other_left < signed_left) break;
            if (other_left > signed_left) continue;
            if (other_right < right)
                scanning = true;
            else if (other_right == right && comes_before(event, other.event))
                break;
            else
                scanning = false;
        }
        return destination;
    }

    std::span<const TextEvent> events_;
    std::vector<std::vector<bool>> seen_;
    std::vector<Item> items_;
    std::size_t next_serial_ = 0;
};

} // namespace

MergedText merge_text(std::span<const TextEvent> events) {
    MergedText merged;
    Replay replay(events);
    for (std::uint32_t event = 0; event < events.size(); ++event) {
        replay.apply(event);
        // Canonical order puts the past first, so anything earlier and unseen was concurrent.
        for (std::uint32_t earlier = 0; earlier < event; ++earlier)
            if (!replay.saw(event, earlier)) merged.nearby.push_back({earlier, event});
    }
    std::ranges::sort(merged.nearby);
    merged.tokens = replay.tokens();
    return merged;
}

std::vector<std::string> text_at(std::span<const TextEvent> events, std::span<const std::uint32_t> version) {
    Replay replay(events);
    for (std::size_t event = 0; event < events.size(); ++event)
        if (std::ranges::any_of(version, [&](std::uint32_t at) { return at == event || replay.saw(at, event); }))
            replay.apply(event);
    return replay.tokens();
}

} // namespace dongthac::change
