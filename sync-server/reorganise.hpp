#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.hpp"
#include "shared/change/change.hpp"
#include "shared/model/directory.hpp"
#include "shared/store/feed_store.hpp"

// Organisations are never edited away (DESIGN §6, DOMAIN §3): what changes is said in dated records, signed by the
// server.

namespace dongthac::server {

/// What a re-organisation rests on.
struct Ground {
    text::Date date;      ///< the first day on which it holds
    std::string decision; ///< number and date of the decision, as printed; may be empty
};

/// An office whose work went over, and what of it is still open.
struct OpenWork {
    model::OrgId org;
    std::vector<store::DocumentDecision> documents; ///< neither archived nor out of force
};

/// What was done, for whoever hands over.
struct Reorganised {
    std::vector<change::Payload> records;
    std::vector<OpenWork> open;
    std::vector<std::string> grants; ///< ids
};

/// The office writes nothing from `ground.date` on; its papers stay readable to its members. Errors: unknown_org.
[[nodiscard]] base::Result<Reorganised> close(store::FeedStore& store, const model::Directory& directory,
                                              const model::OrgId& org, const Ground& ground);

/// Another name for the same office. Issued documents keep the printed one. Errors: unknown_org, bad_value.
[[nodiscard]] base::Result<Reorganised> rename(const model::Directory& directory, const model::OrgId& org,
                                               const std::string& name, const Ground& ground);

/// `from` go into `into`, which may be one of them: each other one closes, and `into` may read its papers. Errors:
/// unknown_org, bad_value for nothing to merge.
[[nodiscard]] base::Result<Reorganised> merge(store::FeedStore& store, const model::Directory& directory,
                                              const std::vector<model::OrgId>& from, const model::OrgId& into,
                                              const Ground& ground);

/// `org` becomes `into`, at least two; it closes unless it is one of them, and each may read its papers. Errors:
/// unknown_org, bad_value.
[[nodiscard]] base::Result<Reorganised> split(store::FeedStore& store, const model::Directory& directory,
                                              const model::OrgId& org, const std::vector<model::OrgId>& into,
                                              const Ground& ground);

/// From `ground.date` on `org` lies below `parent`. Shows neither office anything of before. Errors: unknown_org,
/// circular_move.
[[nodiscard]] base::Result<Reorganised> transfer(const model::Directory& directory, const model::OrgId& org,
                                                 const model::OrgId& parent, const Ground& ground);

/// Writes records behind the directory as it stands, with an audit row, beside a running server, which reads them
/// before it writes anything itself. Errors: the store's.
[[nodiscard]] base::Result<void> write_beside(store::FeedStore& store, const store::ServerIdentity& identity,
                                              std::vector<change::Payload> records, const std::string& what,
                                              const std::string& detail, const base::Clock& clock);

/// A PC writes nothing more from now on: what the server has of it stands. Written as write_beside() does. Errors:
/// unknown_device.
[[nodiscard]] base::Result<model::Device> revoke_beside(store::FeedStore& store, const store::ServerIdentity& identity,
                                                        const model::Directory& directory, const base::DeviceId& device,
                                                        const base::Clock& clock);

} // namespace dongthac::server
