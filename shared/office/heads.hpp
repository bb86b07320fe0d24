#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/office/workspace.hpp"
#include "shared/wire/heads.hpp"

// Comparing by a file what two PCs were told by one server: it cannot show them different histories, or an older one,
// unseen (DESIGN §9).

namespace dongthac::office {

/// What this PC has heard from its server, in the server's time.
struct Heard {
    std::optional<std::int64_t> something{};  ///< all that is here had reached the server by then
    std::optional<std::int64_t> everything{}; ///< all that the server had then, and this PC may read, is here
};
/// As it was noted last; nothing where it never was.
[[nodiscard]] base::Result<Heard> heard(Workspace& office);
/// For each answer of the server that was taken in, and each decision that it took: a round that ends badly behind it
/// has moved the heads all the same. `everything` alone, and little later than the last, is not written: a quiet office
/// writes nothing to its disk. May be lost with a power cut.
[[nodiscard]] base::Result<void> note_heard(Workspace& office, const Heard& now);

/// `heard_ms` is Heard::something. Errors: no_office, the store's.
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

/// In what `theirs` and this PC differ where both may read; what only this PC has is no difference. `heard_ms` is
/// Heard::everything. Errors: no_office, bad_signature {what} for a file of another server, a PC the directory does not
/// know, or one that was changed; the store's.
[[nodiscard]] base::Result<std::vector<HeadDifference>> compare_heads(Workspace& office, base::ByteSpan theirs,
                                                                      std::int64_t heard_ms);

} // namespace dongthac::office
