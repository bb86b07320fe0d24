#include "sync-server/reading.hpp"

#include "shared/wire/gap.hpp"

namespace dongthac::server {

base::Bytes as_read(const model::ReadableFeed& feed, const store::StoredSegment& segment) {
    if (feed.contains(text::day_of(segment.received_ms))) return segment.bytes;
    return wire::encode(wire::Gap{segment.info.feed, segment.info.replica, segment.info.last, segment.hash});
}

} // namespace dongthac::server
