#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "shared/change/state.hpp"
#include "shared/office/decisions.hpp"
#include "tests/simulation/authority.hpp"
#include "tests/simulation/oracle.hpp"
#include "tests/simulation/world.hpp"

namespace dongthac::simulation {

struct Options {
    std::uint64_t seed = 1;
    std::size_t replicas = 0;      ///< PCs; 0: the seed decides
    std::uint64_t wall_clocks = 1; ///< another number gives every PC another wall clock and changes nothing else
    std::ostream* trace = nullptr; ///< one line for everything that happens
};

/// How often what happened: acts of people that were done, and what kEverSeen names.
using Counts = std::map<std::string, std::uint64_t>;

/// What must have happened at least once among enough histories: a run in which it did not proves nothing about it.
inline constexpr std::array<const char*, 48> kEverSeen = {
    "cuts", "cuts late", "joins", "moves", "moves away", "has looked", "settles conflicts", "settles a remark",
    "types late", "hides", "shows", "decides", "writes tomorrow's kind", "writes tomorrow's format",
    // a state first, history after
    "a new PC", "a state made", "a state made by a copied PC", "began with a state",
    "began with a state of a copied PC", "a state refused", "an act before history", "held until history",
    "history settled",
    // what goes wrong
    "a fork", "a PC restored", "a server restored",
    // old segments in packs
    "a PC packs", "a server packs",
    // people, numbers, offices over time
    "names a person", "makes a key", "signs", "signs with a PIN", "forges a signature",
    "a decision sealed and not sent", "ends a term", "ends a term and revokes keys", "changes the policy",
    "reserves numbers", "a number given", "days pass", "transfers", "merges", "splits", "closes", "grants",
    "a PC revoked", "ends revoked", "ends closed"};

/// What a history came to. `trace` hashes everything that happened in it, `states` what everybody ended up with,
/// annotations by wall clock left out.
struct Outcome {
    std::string violation; ///< empty when everything held
    std::uint64_t trace = 0;
    std::uint64_t states = 0;
    std::uint64_t acts = 0;
    std::uint64_t rounds = 0;
    std::uint64_t crashes = 0;
    Counts counts;
};

/// What is switched on in one history, from its seed.
struct Weather {
    std::uint64_t network = 0; ///< per cent of requests that meet a fault
    std::uint64_t crash = 0;   ///< per cent of acts and rounds in which a disk dies
    bool windows = false;      ///< a person types while the round of the background thread waits for its answer
    bool clones = false;
    bool restores = false;
    bool newer = false; ///< one PC runs a program of tomorrow
    bool server_restores = false;
    bool states = false;    ///< PCs upload states and new ones begin with them
    bool one_plan = false;  ///< all work on one plan, much of it on whole paragraphs
    bool authority = false; ///< people sign, offices are re-organised, PCs are revoked, days pass
};

/// One life of a few offices over a bad network, drawn from a seed, and the proof that nothing went wrong in it.
class History {
  public:
    History(Ground& ground, const Options& options);
    ~History();
    [[nodiscard]] Outcome run();

    /// True when both runs of one seed may be compared although their wall clocks differ: a crash falls on a number of
    /// writes, and how many there are depends on how long the times are that are written.
    [[nodiscard]] static bool compares_clocks(std::uint64_t seed) { return seed % 8 == 0; }

  private:
    friend class Cable;
    struct Held {
        std::size_t server = 0;
        std::string path;
        base::Bytes body;
    };
    struct Copy {
        MemoryDisk::Image image;
        std::size_t step = 0;
    };
    using Act = std::function<base::Result<void>(office::Workspace&)>;

    // history.cpp: the course of events
    void begin();
    void live();
    void step(Machine& machine);
    void pass_time();
    void sync(Machine& machine);
    void clone(Machine& machine);
    void restore(Machine& machine);
    void restore_server(std::size_t server);
    void deliver_held();
    void settle();
    void restart(Machine& machine);
    [[nodiscard]] std::set<std::string> words_on_disks();
    void note(const std::string& line);
    void count(const char* what) { ++outcome_.counts[what]; }

    // newcomer.cpp: current state first, history after
    void newcomer();
    void damage_state(std::size_t server);
    void pack(std::size_t server);
    /// True when something was done that others may have to follow.
    bool follow_up(Machine& machine);
    /// True when this PC would ask for a state and the server has one.
    [[nodiscard]] bool would_take_state(Machine& machine);
    void count_beginning(Machine& machine, bool asked, const sync::RoundReport& report);
    void count_act_before_history(office::Workspace& office);

    // acts.cpp: what a person does at a PC
    void act(Machine& machine, office::Workspace& office);
    [[nodiscard]] bool perform(Machine& machine, office::Workspace& office, const char* what, const Act& what_to_do);
    void new_plan(Machine& machine, office::Workspace& office);
    void edit(Machine& machine, office::Workspace& office, const base::DocumentId& id);
    void type(Machine& machine, office::Workspace& office, const change::Document& seen, const base::NodeId& node);
    void set_register(Machine& machine, office::Workspace& office, const change::Document& seen);
    void hide(Machine& machine, office::Workspace& office, const change::Document& seen, const base::NodeId& node);
    void decide(Machine& machine, office::Workspace& office, const base::DocumentId& id);
    void wrote(Machine& machine, FactKind kind, const std::string& word, const base::DocumentId& id);
    void expect_whole_plan(Machine& machine);

    // paragraph_acts.cpp: the same to whole paragraphs
    void rework(Machine& machine, office::Workspace& office, const change::Document& seen, const base::NodeId& node);
    void cut(Machine& machine, office::Workspace& office, const change::Document& seen, const base::NodeId& node);
    void move_away(Machine& machine, office::Workspace& office, const change::Document& seen, const base::NodeId& node);
    void settle_conflicts(Machine& machine, office::Workspace& office, const change::Document& seen,
                          const base::NodeId& node);

    // authority_acts.cpp: who acts for an office, and in whose name
    void begin_ledger();
    void administer(Machine& machine);
    void name_person(Machine& machine);
    void make_key(const base::PersonId& person, const std::string& code);
    void end_term(Machine& machine);
    void change_policy(Machine& machine);
    void reserve(Machine& machine);
    void decide_in_name(Machine& machine, office::Workspace& office, const base::DocumentId& id);
    [[nodiscard]] std::optional<office::Signer> signer_for(office::Workspace& office, const base::DocumentId& id,
                                                           model::Action action);

    // reorganise_acts.cpp: offices over time
    void pass_days();
    void before_time_passes(std::int64_t ms);
    void reorganise();
    void revoke_pc(Machine& machine);
    /// Its office is closed or it was revoked: what it writes now stays with it.
    [[nodiscard]] bool is_cut_off(const Machine& machine) const;
    [[nodiscard]] bool is_revoked(const Machine& machine) const;
    /// Whatever somebody took out, everybody else was told of it.
    [[nodiscard]] bool all_is_sent() const;
    /// Nothing is missed in it: it sent all it wrote.
    [[nodiscard]] bool counts_in_verdict(Machine& machine) const;

    // authority_verdict.cpp: what must hold then
    void follow_decisions();
    void took(const base::DeviceId& device, const change::Change& decision);
    void watch_revisions(Machine& machine);
    void expect_held_as_allowed();
    void expect_decisions_agree();
    void expect_numbers();
    void forget_what_stayed_behind();

    // tomorrow.cpp: what a newer program does
    void write_in_newer_format(Machine& machine, office::Workspace& office, const base::DocumentId& id);
    void write_unknown(Machine& machine, office::Workspace& office, const base::DocumentId& id);

    // verdict.cpp: what must hold in the end
    void judge();
    void expect_logs_equal_feeds();
    void expect_same_documents(const base::DocumentId& id, std::size_t server);
    void expect_same_as_server(const base::DocumentId& id, Machine& machine);
    void expect_order_means_nothing(const base::DocumentId& id, Machine& machine);
    void expect_facts();
    void expect_unknown(const Fact& fact, office::Workspace& office);
    void expect_text(const Fact& fact, const change::Document& document);
    void expect_value(const Fact& fact, const change::Document& document);
    void expect_sound();

    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return dice_.below(bound); }
    [[nodiscard]] bool chance(std::uint64_t percent) { return dice_.below(100) < percent; }
    template <class List>
    [[nodiscard]] auto& any_of(List& list) {
        return list[static_cast<std::size_t>(below(list.size()))];
    }
    /// Copies of one disk write the same changes under two names until the server tells them apart.
    [[nodiscard]] bool one_of_each() const { return !weather_.clones && !weather_.restores; }

    Ground& ground_;
    Options options_;
    base::SeededRandom dice_;
    base::SeededRandom wall_; ///< wall clocks have their own, so that they can be replaced
    Weather weather_;
    std::vector<std::unique_ptr<Server>> servers_;
    std::vector<std::unique_ptr<Machine>> machines_;
    std::map<std::size_t, Copy> copies_; ///< by machine
    std::map<std::size_t, MemoryDisk::Image> server_copies_;
    std::map<std::pair<std::size_t, base::NodeId>, std::string> remembered_; ///< words a person began typing on
    std::vector<std::pair<base::DocumentId, std::size_t>> documents_;        ///< and their server
    std::deque<Held> held_;
    std::deque<Beginning::Pc> spare_;          ///< enrolled PCs that nobody has switched on yet
    std::map<std::string, base::Bytes> newer_; ///< by the word of their fact: segments of a form to come
    std::set<base::DeviceId> copied_;          ///< PCs whose disks were copied and went on, or fell back
    Oracle oracle_;
    Authority authority_;
    Outcome outcome_;
    std::size_t step_ = 0;
    bool faults_ = false;
};

/// The state of a document on a PC, read from its projection as it is stored: the working copy with hidden nodes.
[[nodiscard]] std::optional<change::Document> stored_document(office::Workspace& office, const base::DocumentId& id);

/// FNV-1a, continued from `hash`.
[[nodiscard]] std::uint64_t mix(std::uint64_t hash, std::string_view text);

} // namespace dongthac::simulation
