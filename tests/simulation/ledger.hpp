#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/change/change.hpp"
#include "shared/model/directory.hpp"

namespace dongthac::simulation {

using Day = std::int64_t; ///< as text::to_days
inline constexpr Day kNever = INT64_MAX / 4;

/// Writes down, as it happens, who was above whom on which day, whose papers were handed to whom, and who could act for
/// an office; answers from that alone what a PC may hold and whether a decision counts. Knows nothing of how the
/// product answers: it has no feeds but their names, and asks day by day.
class Ledger {
  public:
    struct Key {
        base::DeviceId device;
        bool revoked = false;
    };
    struct Person {
        model::Person record; ///< without keys; its validity in days below
        Day first = -kNever;
        Day last = kNever;
        std::map<base::PublicKey, Key> keys;
    };
    struct Pc {
        model::OrgId org;
        std::set<model::Role> roles;
        bool revoked = false;
    };

    // what happened
    void enrolled(const base::DeviceId& device, const Pc& pc) { pcs_.emplace(device, pc); }
    void tied(const model::OrgId& child, const model::OrgId& parent, Day from, Day to = kNever);
    void transferred(const model::OrgId& org, const model::OrgId& parent, Day from);
    void closed(const model::OrgId& org, Day from);
    void merged(const model::OrgId& org, const model::OrgId& into, Day from);
    void split(const model::OrgId& org, const std::vector<model::OrgId>& into, Day from);
    void granted(const model::OrgId& to, const std::set<std::string>& feeds, Day from);
    void put(const model::OfficePolicy& policy) { policies_[policy.org] = policy; }
    /// The day `day` is over: a feed named in `heads` ends at that place.
    void day_ended(Day day, const std::map<std::string, std::uint64_t>& heads);
    void revoked(const base::DeviceId& device) { pcs_.at(device).revoked = true; }

    std::map<base::PersonId, Person> persons;

    // what follows
    [[nodiscard]] bool is_above(const model::OrgId& above, const model::OrgId& org, Day day) const;
    [[nodiscard]] bool is_parent(const model::OrgId& above, const model::OrgId& org, Day day) const; ///< directly above
    [[nodiscard]] bool is_closed(const model::OrgId& org, Day day) const;
    [[nodiscard]] bool is_revoked(const base::DeviceId& device) const;
    /// True while something is decided that does not hold yet.
    [[nodiscard]] bool has_plans(Day today) const { return last_change_ > today; }
    /// The day on which the entry at `seq` came in.
    [[nodiscard]] Day day_of(const std::string& feed, std::uint64_t seq, Day today) const;
    /// May a PC of `org` hold what entered `feed` on `entered`?
    [[nodiscard]] bool may_hold(const model::OrgId& org, const std::string& feed, Day entered, Day today) const;
    /// Why a decision that was let in today, by a PC, on a document in `from`, should not have been; empty when it may.
    /// `drafter`: the key that put the text before others, zero when none did; `submitted`: the day of the submission
    /// that it answers.
    [[nodiscard]] std::string objection(const base::DeviceId& device, const change::Transition& decision,
                                        model::DocumentState from, const base::PublicKey& drafter, Day today,
                                        Day submitted) const;

  private:
    struct Tie {
        model::OrgId child;
        model::OrgId parent;
        Day from;
        Day to;
    };
    struct Grant {
        model::OrgId to;
        std::set<std::string> feeds;
        Day from;
    };
    [[nodiscard]] const Person* owner_of(const base::PublicKey& key) const;
    [[nodiscard]] static bool could(const std::set<model::Role>& roles, model::Action action,
                                    model::DocumentState from);

    std::map<base::DeviceId, Pc> pcs_;
    std::vector<Tie> ties_;
    std::vector<Grant> grants_;
    std::map<model::OrgId, Day> closed_; ///< the first day without it
    std::map<model::OrgId, model::OfficePolicy> policies_;
    std::map<std::string, std::vector<std::pair<Day, std::uint64_t>>> ends_; ///< by feed: day and last place
    Day last_change_ = -kNever;
};

} // namespace dongthac::simulation
