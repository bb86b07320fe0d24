#include "shared/office/receipts.hpp"

#include <algorithm>

namespace dongthac::office {

namespace {

constexpr std::size_t kAskAtOnce = 4'000;

base::Result<std::int64_t> read_receipt(const Workspace& office, base::ByteSpan receipt, const std::string& feed,
                                        const base::Hash& hash) {
    return office.identity().server.moment(
        [&](const base::PublicKey& key) { return wire::read_receipt(receipt, feed, hash, key); });
}

} // namespace

base::Result<std::int64_t> read_server_time(const Workspace& office, base::ByteSpan token) {
    return office.identity().server.moment(
        [&](const base::PublicKey& key) { return wire::read_time_token(token, key); });
}

base::Result<void> note_decision(store::OfficeStore& store, const store::SegmentRow& row,
                                 std::span<const change::Change> changes) {
    const bool decides = std::ranges::any_of(
        changes, [](const change::Change& change) { return change::lane_of(change) == change::Lane::office; });
    if (!decides) return {};
    return store.want_receipt({row.feed, row.replica, row.last, {}});
}

base::Result<bool> keep_receipt_within(Workspace& office, const store::SegmentRow& row, const base::Bytes& receipt) {
    if (receipt.empty() || !read_receipt(office, receipt, row.feed, row.hash)) return false;
    DT_CHECK(office.store().put_receipt({row.feed, row.replica, row.last, receipt}));
    DT_CHECK(
        office.store().work().queue_handed(row.feed, row.replica, row.last)); // it says when something was handed in
    return true;
}

base::Result<wire::ReceiptsRequest> missing_receipts(Workspace& office) {
    DT_TRY(const std::vector<store::ReceiptRow> rows, office.store().wanted_receipts(kAskAtOnce));
    wire::ReceiptsRequest request;
    for (const store::ReceiptRow& row : rows) request.segments.push_back({row.feed, row.replica, row.last});
    return request;
}

base::Result<bool> keep_receipts(Workspace& office, const wire::ReceiptsRequest& request,
                                 const wire::ReceiptsAnswer& answer) {
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy)); // asked for again when lost
    bool kept = false;
    const std::size_t count = std::min(request.segments.size(), answer.receipts.size());
    for (std::size_t i = 0; i < count; ++i) {
        const wire::ChainEnd& place = request.segments[i];
        if (answer.receipts[i].empty()) continue;
        DT_TRY(const auto segment, store.segment_ending(place.feed, place.replica, place.counter));
        if (!segment) continue;
        DT_TRY(const bool signed_for_it, keep_receipt_within(office, *segment, answer.receipts[i]));
        kept = kept || signed_for_it;
    }
    DT_CHECK(transaction.commit());
    return kept;
}

base::Result<std::optional<std::int64_t>> received_ms(Workspace& office, const change::ChangeId& id) {
    DT_TRY(const store::ReceiptRow row, office.store().receipt_ending(id.replica, id.counter));
    if (row.bytes.empty()) return std::nullopt;
    DT_TRY(const auto segment, office.store().segment_ending(row.feed, row.replica, row.last));
    if (!segment) return std::nullopt;
    const auto received = read_receipt(office, row.bytes, row.feed, segment->hash);
    return received ? std::optional(*received) : std::nullopt;
}

base::Result<Interval> interval_of(Workspace& office, const change::ChangeId& id, base::ByteSpan time_token) {
    Interval interval;
    if (const auto heard = read_server_time(office, time_token)) interval.from = *heard;
    DT_TRY(interval.to, received_ms(office, id));
    return interval;
}

} // namespace dongthac::office
