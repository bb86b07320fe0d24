#include "sync-server/reading.hpp"

#include "shared/wire/gap.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::server {

base::Bytes as_read(const model::ReadableFeed& feed, const store::StoredSegment& segment) {
    if (feed.contains(text::day_of(segment.received_ms))) return segment.bytes;
    return wire::encode(wire::Gap{segment.info.feed, segment.info.replica, segment.info.last, segment.hash});
}

base::Result<std::uint64_t> end_for(store::FeedStore& store, const model::ReadableFeed& feed, std::uint64_t head,
                                    const text::Date& today) {
    const auto last_day = feed.ends_before(today);
    if (!last_day) return head;
    return store.seq_until(feed.name(), text::end_of_day_ms(*last_day));
}

bool is_decided(const store::StoredSegment& segment) {
    if (segment.door != store::Door::returned) return segment.door == store::Door::decide;
    const auto header = wire::read_header(segment.bytes);
    return header && header->lanes != wire::lanes::kDrafts;
}

} // namespace dongthac::server
