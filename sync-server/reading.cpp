#include "sync-server/reading.hpp"

#include "shared/wire/gap.hpp"

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

} // namespace dongthac::server
