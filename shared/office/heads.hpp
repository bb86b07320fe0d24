#pragma once

#include <filesystem>
#include <vector>

#include "shared/office/workspace.hpp"
#include "shared/wire/heads.hpp"

// Comparing by a file what two PCs were told by one server: it cannot show them different histories, or an older one,
// unseen (DESIGN §9).

namespace dongthac::office {

/// `heard_ms` is when the last good round ended, by the server's clock. Errors: no_office, the store's.
[[nodiscard]] base::Result<wire::Heads> heads_of(Workspace& office, std::int64_t heard_ms);

enum class Differs {
    forked,   ///< two histories under one name: a copied PC that nobody noticed, or a server that lies
    withheld, ///< not here although this PC asked later and may read it
    behind,   ///< not here, and this PC has not asked since: a round brings it
};
[[nodiscard]] std::string_view name_of(Differs how);

struct HeadDifference {
    Differs how = Differs::behind;
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t theirs = 0; ///< counter
    std::uint64_t ours = 0;
};

/// In what `theirs` and this PC differ where both may read; what only this PC has is no difference. `heard_ms` as
/// above. Errors: no_office, bad_signature {what} for a file of another server, a PC the directory does not know, or
/// one that was changed; the store's.
[[nodiscard]] base::Result<std::vector<HeadDifference>> compare_heads(Workspace& office, base::ByteSpan theirs,
                                                                      std::int64_t heard_ms);

} // namespace dongthac::office
