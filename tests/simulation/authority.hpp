#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "client/sync/transport.hpp"
#include "tests/simulation/ledger.hpp"
#include "tests/simulation/world.hpp"

namespace dongthac::simulation {

/// What a history knows of people, offices and decisions; empty where its weather has none of them.
struct Authority {
    Ledger ledger;
    std::map<base::PublicKey, base::KeyPair> keys; ///< of people
    std::set<std::string> forged;                  ///< words of decisions under a false signature

    // decisions as they were let in, in their order
    std::map<std::string, std::uint64_t> followed; ///< by feed: how far
    std::map<base::DocumentId, std::vector<change::Change>> taken;
    std::map<base::DocumentId, Day> submitted; ///< the last time; the first decision's day for those that never were
    std::set<std::tuple<model::OrgId, int, std::uint32_t>> numbers; ///< given: office, year, number

    /// What a PC once showed of a step: number and hash of the revision, document number.
    using Shown = std::tuple<std::uint32_t, base::Hash, std::uint32_t>;
    std::map<std::tuple<model::OrgId, base::DocumentId, base::ChangeId>, Shown> shown;

    // by revoked PC, as it was revoked
    std::map<base::DeviceId, std::set<base::Hash>> stands;                            ///< what it had sent
    std::map<base::DeviceId, std::map<std::string, std::uint64_t>> heads_at_revoking; ///< what it could have read
};

/// A way to a server over a good network.
class Errand final : public sync::Transport {
  public:
    explicit Errand(Server& server) : server_(server) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override;

  private:
    Server& server_;
};

[[nodiscard]] Day today_of(const Server& server);
[[nodiscard]] std::map<std::string, std::uint64_t> heads_of(Server& server);

/// Codes with which a server refuses what a person may not do (any more): no fault of the program.
[[nodiscard]] bool is_no(base::Code code);

} // namespace dongthac::simulation
