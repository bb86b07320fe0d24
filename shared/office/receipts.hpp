#pragma once

#include <optional>
#include <span>
#include <vector>

#include "shared/change/change.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/give_back.hpp"

namespace dongthac::office {

/// Notes that the server's receipt is wanted for a segment that carries a decision, within the caller's transaction.
/// Does nothing for drafts and directory records.
[[nodiscard]] base::Result<void> note_decision(store::OfficeStore& store, const store::SegmentRow& row,
                                               std::span<const change::Change> changes);

/// Keeps `receipt` for the decision in `row`, within the caller's transaction, when the server really signed it for
/// those bytes; otherwise it stays wanted. True when it was kept.
[[nodiscard]] base::Result<bool> keep_receipt_within(Workspace& office, const store::SegmentRow& row,
                                                     const base::Bytes& receipt);

/// The moment a token of this office's server names, whichever of its keys signed it. Error bad_signature.
[[nodiscard]] base::Result<std::int64_t> read_server_time(const Workspace& office, base::ByteSpan token);

/// What to ask the server for: at most some thousand receipts still missing.
[[nodiscard]] base::Result<wire::ReceiptsRequest> missing_receipts(Workspace& office);

/// Keeps those of the answer that the server really signed for the segments this PC holds; the others stay missing.
/// One transaction. True when any was kept.
[[nodiscard]] base::Result<bool> keep_receipts(Workspace& office, const wire::ReceiptsRequest& request,
                                               const wire::ReceiptsAnswer& answer);

/// When the server took the decision `id`, as it signed; nothing before a receipt has come.
[[nodiscard]] base::Result<std::optional<std::int64_t>> received_ms(Workspace& office, const change::ChangeId& id);

/// Between which of the server's own times a step between offices was made (DESIGN §4): its author had heard the first,
/// and the server had the step at the second. Whatever that PC's clock said.
struct Interval {
    std::optional<std::int64_t> from; ///< nothing: no signed time came with it, as by USB before the first round
    std::optional<std::int64_t> to;   ///< nothing: no receipt has come to this PC yet
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// The interval of the step `id`, which carries `time_token`. Only what the server really signed counts.
[[nodiscard]] base::Result<Interval> interval_of(Workspace& office, const change::ChangeId& id,
                                                 base::ByteSpan time_token);

} // namespace dongthac::office
