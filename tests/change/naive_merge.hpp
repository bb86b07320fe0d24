#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "shared/change/text_merge.hpp"

namespace dongthac::tests {

/// What merge_text must give, by definition instead of by speed: the FugueMax tree (Weidner and Kleppmann, "The Art of
/// the Fugue", 2023), every token ever typed a node in it, walked again for each hunk. A tree does not depend on the
/// order in which it was built, so it also shows that the order rule converges. Quadratic and worse.
class NaiveMerge {
  public:
    explicit NaiveMerge(std::span<const change::TextEvent> events) : events_(events), seen_(events.size()) {
        for (std::uint32_t event = 0; event < events.size(); ++event)
            for (const std::uint32_t parent : events[event].parents) {
                seen_[event].insert(parent);
                seen_[event].insert(seen_[parent].begin(), seen_[parent].end());
            }
        nodes_.push_back({});
        for (std::uint32_t event = 0; event < events.size(); ++event) replay(event);
    }

    [[nodiscard]] std::vector<std::string> tokens() const {
        std::vector<std::string> out;
        for (const int at : walk())
            if (nodes_[at].deleted_by.empty()) out.push_back(nodes_[at].token);
        return out;
    }

    [[nodiscard]] bool saw(std::uint32_t later, std::uint32_t earlier) const {
        return later == earlier || seen_[later].contains(earlier);
    }

    [[nodiscard]] std::vector<change::NearbyEvents> nearby() const {
        std::set<change::NearbyEvents> out;
        std::uint32_t first = 0;
        for (std::uint32_t cut = 1; cut <= events_.size(); ++cut)
            if (is_cut(cut)) {
                nearby_in(first, cut, out);
                first = cut;
            }
        return {out.begin(), out.end()};
    }

  private:
    struct Node {
        std::string token;
        std::uint32_t event = 0;
        int right_origin = 0; ///< 0: the end
        std::set<std::uint32_t> deleted_by;
        int parent = 0;
        std::vector<int> left_children, right_children;
    };

    void walk_below(int at, std::vector<int>& out) const {
        for (const int child : nodes_[at].left_children) walk_below(child, out);
        if (at != 0) out.push_back(at);
        for (const int child : nodes_[at].right_children) walk_below(child, out);
    }
    [[nodiscard]] std::vector<int> walk() const {
        std::vector<int> out;
        walk_below(0, out);
        return out;
    }
    [[nodiscard]] bool visible(std::uint32_t event, int at) const {
        return saw(event, nodes_[at].event) &&
               std::ranges::none_of(nodes_[at].deleted_by, [&](std::uint32_t by) { return saw(event, by); });
    }
    [[nodiscard]] bool below(int at, int above) const {
        while (at != 0 && at != above) at = nodes_[at].parent;
        return at == above;
    }

    void replay(std::uint32_t event) {
        for (const text::TokenHunk& hunk : events_[event].hunks) {
            const std::vector<int> order = walk();
            std::vector<int> there;
            for (const int at : order)
                if (visible(event, at)) there.push_back(at);
            const std::size_t position = std::min(hunk.position, there.size());
            const std::size_t removed = std::min(hunk.removed, there.size() - position);
            for (std::size_t i = 0; i < removed; ++i) nodes_[there[position + i]].deleted_by.insert(event);

            int left = position == 0 ? 0 : there[position - 1];
            auto next = left == 0 ? order.begin() : std::ranges::find(order, left) + 1;
            while (next != order.end() && !saw(event, nodes_[*next].event)) ++next;
            const int right = next == order.end() ? 0 : *next;
            for (const std::string& token : hunk.inserted) left = add(token, event, left, right);
        }
    }

    int add(const std::string& token, std::uint32_t event, int left, int right) {
        const int fresh = static_cast<int>(nodes_.size());
        const bool leftwards = right != 0 && below(right, left);
        const std::vector<int> order = walk();
        const auto position = [&](int at) { return at == 0 ? order.end() : std::ranges::find(order, at); };
        nodes_.push_back({token, event, right, {}, leftwards ? right : left, {}, {}});
        std::vector<int>& siblings = leftwards ? nodes_[right].left_children : nodes_[left].right_children;
        const auto after = std::ranges::find_if(siblings, [&](int other) {
            if (!leftwards && nodes_[other].right_origin != right)
                return position(nodes_[other].right_origin) < position(right);
            return event < nodes_[other].event;
        });
        siblings.insert(after, fresh);
        return fresh;
    }

    [[nodiscard]] bool is_cut(std::uint32_t cut) const {
        for (std::uint32_t later = cut; later < events_.size(); ++later)
            if (seen_[later].size() < cut || *std::next(seen_[later].begin(), cut - 1) != cut - 1) return false;
        return true;
    }

    /// What an event had seen that nothing else it had seen had seen.
    [[nodiscard]] std::vector<std::uint32_t> newest_seen(std::uint32_t event) const {
        std::vector<std::uint32_t> out;
        for (const std::uint32_t parent : seen_[event])
            if (std::ranges::none_of(seen_[event], [&](std::uint32_t other) { return seen_[other].contains(parent); }))
                out.push_back(parent);
        return out;
    }

    [[nodiscard]] std::map<std::uint32_t, std::uint32_t> branches(std::uint32_t first, std::uint32_t end) const {
        std::map<std::uint32_t, int> children;
        for (std::uint32_t event = first; event < end; ++event)
            for (const std::uint32_t parent : newest_seen(event)) ++children[parent];
        std::map<std::uint32_t, std::uint32_t> out;
        for (std::uint32_t event = first; event < end; ++event) {
            const auto parents = newest_seen(event);
            const bool goes_on = parents.size() == 1 && parents[0] >= first && children[parents[0]] == 1;
            out[event] = goes_on ? out[parents[0]] : event;
        }
        return out;
    }

    /// For each touched token, from left to right, the nearest touch on its left of each branch.
    void nearby_in(std::uint32_t first, std::uint32_t end, std::set<change::NearbyEvents>& out) const {
        struct Touch {
            std::uint32_t event;
            std::size_t begin, end;
        };
        std::vector<Touch> touches;
        std::size_t position = 0;
        for (const int at : walk()) {
            const Node& node = nodes_[at];
            if (node.event >= end) continue;
            if (!node.deleted_by.empty() && *node.deleted_by.begin() < first) continue;
            const bool gone = !node.deleted_by.empty() && *node.deleted_by.begin() < end;
            std::vector<std::uint32_t> by;
            if (node.event >= first) by.push_back(node.event);
            for (const std::uint32_t deleter : node.deleted_by)
                if (deleter < end && deleter != node.event) by.push_back(deleter);
            for (const std::uint32_t event : by) touches.push_back({event, position, position + (gone ? 0 : 1)});
            if (!gone) ++position;
        }
        const auto branch = branches(first, end);
        for (std::size_t i = 0; i < touches.size(); ++i) {
            std::set<std::uint32_t> done;
            std::size_t marks = 0;
            for (std::size_t j = i; j-- > 0 && marks < 8;) {
                const std::uint32_t a = std::min(touches[i].event, touches[j].event);
                const std::uint32_t b = std::max(touches[i].event, touches[j].event);
                if (!done.insert(branch.at(touches[j].event)).second) continue;
                if (touches[j].end + change::kReviewReach < touches[i].begin) continue;
                if (saw(b, a)) continue;
                out.insert({a, b});
                ++marks;
            }
        }
    }

    std::span<const change::TextEvent> events_;
    std::vector<std::set<std::uint32_t>> seen_;
    std::vector<Node> nodes_; ///< the first is the root, which is no token
};

} // namespace dongthac::tests
