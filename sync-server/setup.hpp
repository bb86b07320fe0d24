#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"
#include "shared/store/feed_store.hpp"
#include "sync-server/orgs_file.hpp"

namespace dongthac::server {

/// Makes a server in `folder`: its key, its replica and the directory. Errors: bad_value {--data} when there is one
/// already; the store's.
[[nodiscard]] base::Result<void> initialise(const std::filesystem::path& folder, const OrgsFile& orgs,
                                            const base::Clock& clock, base::Random& random);

/// Called once by each `serve`, under the folder's lock. When the database is not the one that ran here last — restored
/// from a backup or moved alone — a new epoch begins, so that clients push again what it lacks (DESIGN §7).
[[nodiscard]] base::Result<void> begin_run(store::FeedStore& store, const std::filesystem::path& folder,
                                           const base::Clock& clock, base::Random& random);

struct NewInvitation {
    std::string code; ///< shown once, kept nowhere
    std::string qr;   ///< the same with the server's key (base::code_with_server)
    model::OrgId org;
    std::set<model::Role> roles;
    std::int64_t expires_ms = 0;
};

/// A one-time code for a PC of `org`, valid `days` days. Works beside a running server. Errors: unknown_org, bad_value.
[[nodiscard]] base::Result<NewInvitation> invite(store::FeedStore& store, const model::OrgId& org,
                                                 const std::set<model::Role>& roles, int days, const base::Clock& clock,
                                                 base::Random& random);

/// The identity of an initialised store. Error missing_file {path}.
[[nodiscard]] base::Result<store::ServerIdentity> identity_of(store::FeedStore& store,
                                                              const std::filesystem::path& folder);

} // namespace dongthac::server
