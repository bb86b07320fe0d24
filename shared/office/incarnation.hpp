#pragma once

#include "shared/base/machine.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// A new life for a database that was copied or restored (DESIGN §4): the server knows another history under this
/// replica's name, so this PC takes a new replica id and gives every change the server has not acknowledged a new
/// change id, in the same order and with the same contents; `alias_of` keeps the old one, so that what the original
/// sends too is one act and not two. What the server has of the old replica comes back as anybody's. Nothing is
/// dropped. One transaction; projections are rebuilt.
[[nodiscard]] base::Result<void> take_new_replica(Workspace& office);

/// What the fingerprint in and beside the database says at the start of a program.
enum class Life {
    first, ///< there was none yet: it has one now
    same,  ///< this database, this folder, this PC
    anew   ///< a copy: it has a new replica id
};

/// Compares the fingerprint kept in the database with the one beside it (file `this-copy`) and with `machine`, and
/// begins a new life before the first write when they differ: another PC, a copied folder, or a database put back from
/// a backup. Renaming the folder changes nothing. Call once at start, while holding the folder's lock. What it cannot
/// see (a cloned disk image, a database file overwritten by hand) the server still tells (FORK). Errors: the store's,
/// unwritable_file.
[[nodiscard]] base::Result<Life> settle_incarnation(Workspace& office, const base::Machine& machine);

} // namespace dongthac::office
