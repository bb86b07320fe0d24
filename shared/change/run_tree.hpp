#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace dongthac::change {

/// Neighbouring tokens that have always been treated alike, with consecutive numbers. A token's number never changes.
struct Run {
    static constexpr std::uint32_t kStart = UINT32_MAX - 1; ///< "left of everything"
    static constexpr std::uint32_t kEnd = UINT32_MAX;       ///< "right of everything"
    static constexpr std::uint32_t kBase = UINT32_MAX;      ///< in the text before the stretch: nobody's event

    std::uint32_t first = 0;
    std::uint32_t length = 0;
    std::uint32_t left = kStart; ///< what its author saw before the first token; before each other one: the one before
    std::uint32_t right = kEnd;  ///< what its author saw after the last token
    std::uint32_t event = kBase; ///< who inserted it
    std::uint32_t state = 1;     ///< prepare state: 0 not inserted yet, 1 there, n + 1 deleted by n events
    bool deleted = false;        ///< effect state: some event of the stretch deleted it

    [[nodiscard]] std::uint32_t last() const { return first + length - 1; }
    [[nodiscard]] std::uint32_t there() const { return state == 1 ? length : 0; }
};

/// All runs of one stretch in document order, as a B+ tree that knows how many tokens are there (prepare state) below
/// each node: finding the n-th token and changing a run cost O(log runs). Runs are only added and split. One thread.
class RunTree {
  public:
    struct Place {
        std::uint32_t leaf = 0;
        std::uint32_t slot = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };
    struct Token {
        Place place;
        std::uint32_t offset = 0; ///< inside the run
    };

    /// One run of `length` tokens numbered from 0, or no run. Token numbers stay below `numbers`.
    void reset(std::uint32_t length, std::uint32_t numbers);

    [[nodiscard]] std::uint32_t there() const { return there_below(root_); }
    /// The n-th token that is there; n < there().
    [[nodiscard]] Token find(std::uint32_t n) const;
    /// The run that starts with token number `first`.
    [[nodiscard]] Place run_starting_at(std::uint32_t first) const;
    [[nodiscard]] const Run& at(Place place) const { return leaves_[place.leaf].runs[place.slot]; }
    [[nodiscard]] Place begin() const { return skip_empty({0, 0}); }
    [[nodiscard]] Place after(Place place) const { return skip_empty({place.leaf, place.slot + 1}); }
    [[nodiscard]] bool is_end(Place place) const { return place.leaf == kNone; }

    /// Cuts a run in two before `offset` (0 < offset < length). Where its first part is now; any other Place is void.
    Place split(Place place, std::uint32_t offset);
    /// Puts a run before `place` (the end: last). Every Place is void afterwards.
    void insert(Place place, const Run& run);
    void set_state(Place place, std::uint32_t state);
    void mark_deleted(Place place) { leaves_[place.leaf].runs[place.slot].deleted = true; }

  private:
    static constexpr std::uint32_t kNone = UINT32_MAX;
    static constexpr std::uint32_t kRuns = 32;     ///< of a leaf
    static constexpr std::uint32_t kChildren = 32; ///< of an inner node

    struct Leaf {
        std::uint32_t count = 0;
        std::uint32_t parent = 0;
        std::uint32_t next = kNone;
        std::array<Run, kRuns> runs;
    };
    struct Inner {
        std::uint32_t count = 0;
        std::uint32_t parent = kNone;
        bool over_leaves = true;
        std::array<std::uint32_t, kChildren> there;
        std::array<std::uint32_t, kChildren> children;
    };

    [[nodiscard]] Place skip_empty(Place place) const;
    void make_room(Place& place);
    void put(Place place, const Run& run);
    void add(std::uint32_t leaf, std::uint32_t difference);
    void split_leaf(std::uint32_t leaf);
    void split_inner(std::uint32_t inner);
    void adopt(std::uint32_t parent, std::uint32_t before, std::uint32_t child, std::uint32_t moved);
    [[nodiscard]] std::uint32_t there_below(std::uint32_t inner) const;
    [[nodiscard]] std::uint32_t& parent_of(const Inner& above, std::uint32_t child);

    std::vector<Leaf> leaves_; ///< the first one is leftmost
    std::vector<Inner> inners_;
    std::uint32_t root_ = 0;
    std::uint32_t last_leaf_ = 0;
    std::vector<std::uint32_t> leaf_of_; ///< by the number of a run's first token; others are out of date
};

} // namespace dongthac::change
