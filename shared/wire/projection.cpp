#include "shared/wire/projection.hpp"

#include "shared/wire/coding.hpp"

namespace dongthac::wire {

namespace {

constexpr std::uint8_t kProjectionVersion = 1;
constexpr std::uint8_t kSnapshotVersion = 1;

} // namespace

base::Bytes encode(const change::NodeState& node) { return encode_value(node, kProjectionVersion); }

base::Bytes encode(const change::DocumentHead& head) { return encode_value(head, kProjectionVersion); }

base::Result<change::NodeState> decode_node(base::ByteSpan bytes) {
    return decode_value<change::NodeState>(bytes, kProjectionVersion, "node");
}

base::Result<change::DocumentHead> decode_head(base::ByteSpan bytes) {
    return decode_value<change::DocumentHead>(bytes, kProjectionVersion, "document");
}

base::Bytes encode(const change::Snapshot& snapshot) { return encode_value(snapshot, kSnapshotVersion); }

base::Result<change::Snapshot> decode_snapshot(base::ByteSpan bytes) {
    return decode_value<change::Snapshot>(bytes, kSnapshotVersion, "revision");
}

} // namespace dongthac::wire
