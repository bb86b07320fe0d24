#include "shared/office/read_again.hpp"

#include <algorithm>

#include "shared/model/feed.hpp"

namespace dongthac::office {

namespace {

constexpr std::string_view kReadAgain = "read_again_ms"; ///< when it last stepped back, by this PC's clock
constexpr std::int64_t kRestMs = 3'600'000;
constexpr std::uint64_t kLast = INT64_MAX; ///< what the store can count to; a gap may claim more

/// A gap may stand in issued documents only; behind a state whose history is not here the end is the state's word.
base::Result<bool> ends_in_gap(Workspace& office, const store::TipRow& tip) {
    const auto feed = model::parse_feed(tip.feed);
    if (!feed || feed->kind != model::FeedKind::pub || tip.sealed_counter == 0) return false;
    DT_TRY(const auto missing, office.store().missing_chain(tip.feed, tip.replica));
    if (missing) return false;
    DT_TRY(const auto there, office.store().segment_ending(tip.feed, tip.replica, tip.sealed_counter));
    return !there.has_value();
}

} // namespace

base::Result<bool> read_again(Workspace& office, const std::string& feed, const base::ReplicaId& replica) {
    store::OfficeStore& store = office.store();
    const std::int64_t now = office.clock().wall_ms();
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy));
    DT_TRY(const std::uint64_t before, store.number(kReadAgain));
    const auto last_ms = static_cast<std::int64_t>(before);
    if (last_ms <= now && now - last_ms < kRestMs) return false;
    DT_TRY(const store::TipRow tip, store.tip(feed, replica));
    DT_TRY(const bool is_gap, ends_in_gap(office, tip));
    if (is_gap) {
        DT_TRY(const auto proven, store.segment_before(feed, replica, std::min(tip.sealed_counter, kLast)));
        const std::uint64_t last = proven ? proven->last : 0;
        const base::Hash hash = proven ? proven->hash : base::Hash{};
        DT_CHECK(store.put_tip({feed, replica, last, hash, last, hash}));
    }
    DT_CHECK(store.put_cursor(feed, 0));
    DT_CHECK(store.put_number(kReadAgain, static_cast<std::uint64_t>(now)));
    DT_CHECK(transaction.commit());
    return true;
}

} // namespace dongthac::office
