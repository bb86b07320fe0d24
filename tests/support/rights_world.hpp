#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "shared/base/random.hpp"
#include "shared/model/feed.hpp"

namespace dongthac::tests {

/// A random world of offices over two years: trees that change, cycles, clusters, successions, closures, grants. Next
/// to the product's Directory it keeps the same facts as plain lists, and answers from them who may read and append
/// what: the sentences of DESIGN §6, without any function of model. One thread.
class RightsWorld {
  public:
    explicit RightsWorld(std::uint64_t seed);

    [[nodiscard]] text::Date day();
    /// Of one of the offices, or of none; with any roles, or none.
    [[nodiscard]] model::Principal principal();
    [[nodiscard]] model::Feed feed();

    [[nodiscard]] bool exists(const model::OrgId& org, const text::Date& day) const;
    /// Directly, over a tie that is no cluster.
    [[nodiscard]] bool tied(const model::OrgId& child, const model::OrgId& parent, const text::Date& day) const;
    /// Is there a way up over ties of that day?
    [[nodiscard]] bool below(const model::OrgId& org, const model::OrgId& above, const text::Date& day) const;
    [[nodiscard]] bool granted(const model::OrgId& org, const model::Feed& feed, const text::Date& today) const;
    [[nodiscard]] bool reads(const model::Principal& who, const model::Feed& feed, const text::Date& entered,
                             const text::Date& today) const;
    /// Is there a day from `since` until today whose entries may be read?
    [[nodiscard]] bool reads_any(const model::Principal& who, const model::Feed& feed, const text::Date& since,
                                 const text::Date& today) const;
    [[nodiscard]] bool appends(const model::Principal& who, const model::Feed& feed, const text::Date& today) const;

    base::SeededRandom random;
    std::vector<model::Organisation> orgs;
    std::vector<model::OrgRelation> ties;
    std::vector<model::OrgSuccession> successions; ///< on their own they show nobody anything
    std::vector<model::Grant> grants;
    model::Directory directory;

  private:
    [[nodiscard]] model::Validity period();
    void add_ties();
    void add_grants();
    void add_successions();
    [[nodiscard]] const std::set<model::OrgId>& reached(const model::OrgId& org, const text::Date& day) const;

    mutable std::map<std::pair<model::OrgId, std::int64_t>, std::set<model::OrgId>> reached_; ///< answers given
};

} // namespace dongthac::tests
