#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "shared/change/change.hpp"

namespace dongthac::change {

/// The changes of one document as a causal graph: who had seen what. A pure function of the set. Borrows the changes.
///
/// The place of a draft is counted, never believed: one more than the highest place among its parents, whatever lamport
/// it states (docs/adr/0010).
class Graph {
  public:
    struct Draft {
        const Change* change = nullptr;
        std::uint64_t lamport = 0; ///< as counted
    };

    explicit Graph(std::span<const Change> changes);

    /// Drafts all of whose ancestors are known, in canonical order: (counted lamport, replica, counter). Parents first.
    [[nodiscard]] const std::vector<Draft>& drafts() const { return drafts_; }
    /// Steps between offices, by the version they were decided on.
    [[nodiscard]] const std::vector<const Change*>& transitions() const { return transitions_; }
    /// Drafts that wait for an ancestor.
    [[nodiscard]] std::size_t waiting() const { return waiting_; }
    /// Drafts nobody has built on, by id.
    [[nodiscard]] const std::vector<ChangeId>& heads() const { return heads_; }

    /// True when draft `later` had seen draft `earlier` (indexes into drafts()); every draft has seen itself.
    [[nodiscard]] bool saw(std::size_t later, std::size_t earlier) const {
        return seen_in(later, chain_[earlier]) >= position_[earlier];
    }
    [[nodiscard]] bool concurrent(std::size_t a, std::size_t b) const { return !saw(a, b) && !saw(b, a); }
    /// The drafts [first, second) beyond which none is concurrent with draft `at`.
    [[nodiscard]] std::pair<std::size_t, std::size_t> around(std::size_t at) const;

    /// Drafts stand in chains, each of which has seen the one before it: a replica's changes, as a rule.
    [[nodiscard]] std::uint32_t chain_of(std::size_t at) const { return chain_[at]; }
    /// How many of a chain's drafts `at` had seen.
    [[nodiscard]] std::uint32_t seen_in(std::size_t at, std::uint32_t chain) const {
        if (chain == chain_[at]) return position_[at];
        const Row& row = rows_[row_[at]];
        return chain < row.size ? seen_[row.begin + chain] : 0;
    }
    /// Place of `at` in its chain, from 1.
    [[nodiscard]] std::uint32_t position_of(std::size_t at) const { return position_[at]; }

  private:
    static constexpr std::uint32_t kNone = UINT32_MAX;
    struct Group { ///< one replica's changes in all_
        ReplicaId replica;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };
    struct Row {
        std::size_t begin = 0;
        std::uint32_t size = 0;
    };

    void collect(std::span<const Change> changes);
    [[nodiscard]] std::uint32_t find(const ChangeId& id) const;
    void put_in_order();
    void relate();
    void join_chain(std::size_t at, std::span<const std::uint32_t> parents);
    [[nodiscard]] std::uint32_t chain_for(const ReplicaId& replica, const std::vector<std::uint32_t>& seen);
    void look_around();

    std::vector<const Change*> all_; ///< drafts by id, each once
    std::vector<Group> groups_;
    std::vector<std::uint32_t> parent_begin_; ///< by index in all_
    std::vector<std::uint32_t> parents_;      ///< indexes in all_

    std::vector<Draft> drafts_;
    std::vector<std::uint32_t> at_;    ///< draft → index in all_
    std::vector<std::uint32_t> place_; ///< index in all_ → draft, kNone while it waits
    std::vector<std::uint32_t> chain_;
    std::vector<std::uint32_t> position_;
    std::vector<std::uint32_t> row_; ///< what it had seen of other chains; drafts of a run share one
    std::vector<Row> rows_;
    std::vector<std::uint32_t> seen_;
    std::vector<std::vector<std::uint32_t>> members_; ///< chain → its drafts
    std::vector<std::pair<ReplicaId, std::vector<std::uint32_t>>> chains_of_;
    std::vector<std::uint32_t> first_unseen_;  ///< by draft: the first before it that it had not seen; itself for none
    std::vector<std::uint32_t> unseen_behind_; ///< the least first_unseen_ from this draft on
    std::vector<const Change*> transitions_;
    std::vector<ChangeId> heads_;
    std::size_t waiting_ = 0;
};

} // namespace dongthac::change
