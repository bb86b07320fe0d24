#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/change/change.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/messages.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

/// One durable act of a person: the payloads become changes of `document`, each on top of the one before, and log,
/// projection and outbox are written in one transaction — one fsync. Nothing is visible before it is on the disk.
/// Error too_large {path: the document} for more than a server would take.
[[nodiscard]] base::Result<void> perform(Workspace& office, const base::DocumentId& document,
                                         std::vector<change::Payload> payloads);

/// perform() within the caller's transaction, which began before the caller read what it changes: a round of the
/// background thread in between would make the positions of an edit those of another text.
[[nodiscard]] base::Result<void> perform_within(Workspace& office, const base::DocumentId& document,
                                                std::vector<change::Payload> payloads);

/// Takes one segment from the server: checks its signature against the chain before it is opened, stores it exactly as
/// received, projects it, moves the cursor — one transaction. A segment already known only moves the cursor.
/// Errors: bad_signature, bad_bytes, fork_detected {replica} when the log holds another segment under its numbers (the
/// cursor stays, so nothing is skipped).
[[nodiscard]] base::Result<void> ingest(Workspace& office, const wire::FeedSegment& segment);

/// A gap of `feed`, which must be one of another office's issued documents: nothing else may be withheld. Errors:
/// bad_bytes, bad_server_answer.
[[nodiscard]] base::Result<wire::Gap> gap_in(const std::string& feed, base::ByteSpan bytes);

/// Packs, compresses and signs every open row into segments of at most about 1 MiB. Does nothing when there are none.
[[nodiscard]] base::Result<void> seal_outbox(Workspace& office);

/// Sealed segments still to send, oldest first, at most `budget` bytes (but at least one).
[[nodiscard]] base::Result<std::vector<store::SegmentRow>> sealed_outbox(Workspace& office, std::size_t budget);

/// Seals the waiting segment of `feed` that runs over `counter` as two, the first ending there, and what is chained to
/// it anew. The server has a segment of ours up to `counter` that this database does not hold: a power cut took the
/// sealing back before it was flushed, and later acts were sealed with the same changes. Cut there, the first part has
/// the bytes the server has (the same changes, key and chain make the same segment), and it will say duplicate; when it
/// does not, the database is a copy. False when no waiting segment runs over `counter`.
[[nodiscard]] base::Result<bool> part_at(Workspace& office, const std::string& feed, std::uint64_t counter);

/// A segment the server has, as the log keeps it: `hash` is its chain hash, `seq` its number in the feed (0: not
/// known).
[[nodiscard]] store::SegmentRow settled_row(const wire::SegmentHeader& header, base::ByteSpan bytes,
                                            const base::Hash& hash, std::uint64_t seq);

/// The server has it: the row is settled and the chain tip known to be acknowledged moves.
[[nodiscard]] base::Result<void> acknowledge(Workspace& office, const store::SegmentRow& row, std::uint64_t seq);
/// The same within the caller's transaction, which may be lazy: lost, it is sent again and answered duplicate.
[[nodiscard]] base::Result<void> acknowledge_within(Workspace& office, const store::SegmentRow& row, std::uint64_t seq);

/// Moves the cursor over a segment of our own that directly follows what was read: nobody else wrote in between, so the
/// server need not send it back. Within the caller's transaction.
[[nodiscard]] base::Result<void> pass_own_segment(store::OfficeStore& store, const std::string& feed,
                                                  std::uint64_t seq);

/// The key that must have signed a segment of this feed. Error bad_signature when this PC knows none.
[[nodiscard]] base::Result<base::PublicKey> signer_of(const Workspace& office, const wire::SegmentHeader& header);

/// Every document the changes are about, each once, ascending.
[[nodiscard]] std::vector<base::DocumentId> documents_of(std::span<const change::Change> changes);

/// The changes of one row, whichever form it is in.
[[nodiscard]] base::Result<std::vector<change::Change>> changes_in(const store::SegmentRow& row);
/// True when the log holds a segment about `document` that only a newer program can open.
[[nodiscard]] base::Result<bool> needs_newer_program(store::OfficeStore& store, const base::DocumentId& document);

/// All known changes of one document, from the log. Error history_loading {id} while older ones are missing.
[[nodiscard]] base::Result<std::vector<change::Change>> changes_of(Workspace& office, const base::DocumentId& document);

/// Throws all projections away and makes them again from the log.
[[nodiscard]] base::Result<void> rebuild_projections(Workspace& office);

/// The same within the caller's transaction, for an act that rewrites the log: a crash must not leave projections that
/// name what is no longer there.
[[nodiscard]] base::Result<void> rebuild_within(Workspace& office);

} // namespace dongthac::office
