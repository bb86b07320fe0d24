#include <algorithm>

#include "shared/change/build.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"
#include "sync-server/document.hpp"
#include "sync-server/reading.hpp"
#include "sync-server/sync_server.hpp"

namespace dongthac::server {

namespace {

constexpr std::size_t kSnapshotBudget = std::size_t{3} << 20;
constexpr std::uint64_t kIdsAtOnce = 256;

std::size_t size_of(const wire::SnapshotDocument& document) {
    std::size_t size = document.head.size();
    for (const base::Bytes& node : document.nodes) size += node.size();
    return size;
}

wire::SnapshotDocument encode_document(const change::Document& document) {
    wire::SnapshotDocument encoded{wire::encode(document.head), {}};
    for (const auto& [id, node] : document.nodes) encoded.nodes.push_back(wire::encode(node));
    return encoded;
}

/// Documents of which any part is not for this reader.
base::Result<std::set<base::DocumentId>> entered_on_other_days(store::FeedStore& store,
                                                               const model::ReadableFeed& feed) {
    std::set<base::DocumentId> documents;
    if (feed.days.empty()) return documents;
    const std::string name = to_text(feed.feed);
    std::vector<std::uint64_t> places;
    DT_CHECK(store.each_after(name, 0, [&](const store::StoredSegment& segment) {
        if (!feed.contains(text::day_of(segment.received_ms))) places.push_back(segment.seq);
        return store::FeedStore::Visit::go_on;
    }));
    for (const std::uint64_t seq : places) {
        DT_TRY(std::set<base::DocumentId> found, store.indexed(name, seq));
        documents.merge(found);
    }
    return documents;
}

/// How many documents first came until `end`: those come before all others in the order of documents_of().
base::Result<std::uint64_t> count_until(store::FeedStore& store, const std::string& feed, std::uint64_t end) {
    std::set<base::DocumentId> documents;
    for (std::uint64_t seq = 1; seq <= end; ++seq) {
        DT_TRY(std::set<base::DocumentId> found, store.indexed(feed, seq));
        documents.merge(found);
    }
    return documents.size();
}

} // namespace

base::Result<change::Document> build_document(store::FeedStore& store, const std::string& feed,
                                              const base::DocumentId& id) {
    DT_TRY(const std::vector<store::ReceivedBytes> segments, store.segments_of(feed, id));
    if (segments.empty()) return base::fail(base::Code::unknown_document, {{"id", base::to_text(id)}});
    std::vector<change::Change> changes;
    for (const store::ReceivedBytes& segment : segments) {
        DT_TRY(std::vector<change::Change> opened, wire::open_known(segment.bytes));
        for (change::Change& change : opened)
            if (change.document == id) changes.push_back(std::move(change));
    }
    return change::build(id, changes);
}

base::Result<wire::SnapshotAnswer> SyncServer::snapshot(const model::Device& sender,
                                                        const wire::SnapshotRequest& request) {
    DT_TRY(const model::Feed feed, model::parse_feed(request.feed));
    const auto directory = this->directory();
    const auto readable = model::readable(*directory, {sender.org, sender.roles}, feed, today());
    if (!readable) return base::fail(base::Code::not_allowed, {{"action", "read"}, {"org", feed.name}});

    const std::lock_guard lock(store_mutex_);
    wire::SnapshotAnswer answer;
    const std::uint64_t head = state_.head(request.feed);
    DT_TRY(answer.seq, end_for(*store_, *readable, head, today()));
    DT_TRY(answer.total,
           answer.seq == head ? store_->count_documents(request.feed) : count_until(*store_, request.feed, answer.seq));
    const std::uint64_t left = answer.total - std::min(answer.total, request.offset);
    DT_TRY(const auto ids, store_->documents_of(request.feed, request.offset, std::min(left, kIdsAtOnce)));
    DT_TRY(const std::set<base::DocumentId> withheld, entered_on_other_days(*store_, *readable));
    std::size_t used = 0;
    for (const base::DocumentId& id : ids) {
        if (withheld.contains(id)) {
            answer.documents.emplace_back(); // keeps the places that the reader pages by
            continue;
        }
        DT_TRY(const change::Document document, build_document(*store_, request.feed, id));
        wire::SnapshotDocument encoded = encode_document(document);
        used += size_of(encoded);
        if (used > kSnapshotBudget && !answer.documents.empty()) break;
        answer.documents.push_back(std::move(encoded));
    }
    return answer;
}

} // namespace dongthac::server
