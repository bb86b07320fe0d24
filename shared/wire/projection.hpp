#pragma once

#include "shared/change/revision.hpp"
#include "shared/change/state.hpp"

namespace dongthac::wire {

/// Projection rows: the state of a node, and of a document without its nodes. Thrown away and rebuilt freely, so their
/// form may change with the schema version of the store. Same state, same bytes. Decoding errors: bad_bytes.
[[nodiscard]] base::Bytes encode(const change::NodeState& node);
[[nodiscard]] base::Bytes encode(const change::DocumentHead& head);
[[nodiscard]] base::Result<change::NodeState> decode_node(base::ByteSpan bytes);
[[nodiscard]] base::Result<change::DocumentHead> decode_head(base::ByteSpan bytes);

/// The canonical bytes of a revision: what is hashed, signed and kept for good. Format 1, frozen by test vectors.
[[nodiscard]] base::Bytes encode(const change::Snapshot& snapshot);
[[nodiscard]] base::Result<change::Snapshot> decode_snapshot(base::ByteSpan bytes);

} // namespace dongthac::wire
