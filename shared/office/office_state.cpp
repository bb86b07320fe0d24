#include "shared/office/office_state.hpp"

#include <algorithm>

#include "shared/office/projector.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::office {

namespace {

std::vector<model::ReadableFeed> readable(const Workspace& office) {
    return model::readable_feeds(office.directory(), {office.identity().org, office.identity().roles}, office.today());
}

bool is_readable(const std::vector<model::ReadableFeed>& feeds, const std::string& name) {
    return std::ranges::find(feeds, name, &model::ReadableFeed::name) != feeds.end();
}

/// True for a feed that is only written to: a decision goes to another office's in/, and its copy stays in own/.
bool is_only_written(const Workspace& office, const std::string& name) {
    const auto feed = model::parse_feed(name);
    return feed && feed->kind == model::FeedKind::in && feed->name != office.identity().org;
}

/// Where this PC stands in all its feeds; nothing when a feed is among them that new PCs will not be given.
base::Result<std::optional<wire::StateHeader>> place_of(Workspace& office) {
    const std::vector<model::ReadableFeed> feeds = readable(office);
    const Identity& me = office.identity();
    wire::StateHeader header{me.org, me.device, kProjectionVersion, {}, {}};
    std::uint64_t covered = 0;
    for (const model::ReadableFeed& readable : feeds) {
        if (readable.feed.kind == model::FeedKind::dir) continue;
        DT_TRY(const std::uint64_t seq, office.store().cursor(readable.name()));
        header.covers.push_back({readable.name(), seq});
        covered += seq;
    }
    std::ranges::sort(header.covers);
    if (covered == 0) return std::nullopt;
    DT_TRY(const auto tips, office.store().tips());
    for (const auto& [tip, replica] : tips) {
        const auto feed = model::parse_feed(tip.feed);
        const bool of_directory = feed && feed->kind == model::FeedKind::dir;
        if (tip.sealed_counter == 0 || of_directory || is_only_written(office, tip.feed)) continue;
        if (!is_readable(feeds, tip.feed)) return std::nullopt;
        header.tips.push_back({tip.feed, replica, tip.sealed_counter, tip.sealed_hash});
    }
    std::ranges::sort(header.tips);
    return header;
}

base::Result<std::vector<wire::StateDocument>> read_documents(store::OfficeStore& store) {
    DT_TRY(const std::vector<store::DocumentRow> rows, store.documents());
    std::vector<wire::StateDocument> documents;
    documents.reserve(rows.size());
    for (const store::DocumentRow& row : rows) {
        wire::StateDocument& document = documents.emplace_back();
        document.changed_ms = row.changed_ms;
        DT_TRY(document.head, wire::decode_head(row.head));
        if (document.head.record == 0) continue; // shown from its revision, which the head holds
        DT_TRY(const std::vector<store::NodeRow> nodes, store.nodes_of(row.id));
        document.nodes.reserve(nodes.size());
        for (const store::NodeRow& node : nodes) {
            DT_TRY(change::NodeState state, wire::decode_node(node.bytes));
            document.nodes.push_back(std::move(state));
        }
    }
    return documents;
}

/// The rows of one document, as the projector would have written them.
base::Result<void> write_document(store::OfficeStore& store, const wire::StateDocument& document) {
    static const change::NodeState kNone;
    const change::DocumentHead& head = document.head;
    std::vector<store::NodeRow> rows;
    std::uint64_t conflicts = 0;
    const auto add = [&](const change::NodeState& node) {
        rows.push_back({node.id, node.conflicts(), {}, wire::encode(node)});
        conflicts += rows.back().conflicts;
    };
    if (head.record == 0) {
        change::Document view;
        view.head = head;
        DT_CHECK(show_frozen_text(view));
        for (const auto& [id, node] : view.nodes) add(node);
        DT_TRY(const store::DocumentRow row, row_of(head, view.head, view.root(), conflicts, document.changed_ms));
        DT_CHECK(store.put_document(row));
        return store.add_nodes(head.id, rows);
    }
    rows.reserve(document.nodes.size());
    for (const change::NodeState& node : document.nodes) add(node);
    const auto root = std::ranges::lower_bound(document.nodes, base::root_node(head.id), {}, &change::NodeState::id);
    const bool has_root = root != document.nodes.end() && root->id == base::root_node(head.id);
    DT_TRY(const store::DocumentRow row, row_of(head, head, has_root ? *root : kNone, conflicts, document.changed_ms));
    DT_CHECK(store.put_document(row));
    return store.add_nodes(head.id, rows);
}

/// Signed by a PC of this office that is still one, about feeds it may read, in the form this program projects.
bool is_of_use(const Workspace& office, const wire::StateHeader& header, base::ByteSpan sealed) {
    const model::Device* author = office.directory().find(header.device);
    if (author == nullptr || author->org != office.identity().org || author->revoked_after) return false;
    if (header.org != office.identity().org || header.projection != kProjectionVersion) return false;
    const std::vector<model::ReadableFeed> feeds = readable(office);
    const std::string directory = model::to_text(model::directory_feed());
    for (const wire::FeedPlace& place : header.covers)
        if (place.feed == directory || !is_readable(feeds, place.feed)) return false;
    const bool covered = std::ranges::all_of(header.tips, [&](const wire::StateTip& tip) {
        return std::ranges::find(header.covers, tip.feed, &wire::FeedPlace::feed) != header.covers.end();
    });
    return covered && wire::is_state_signed(sealed, author->key);
}

base::Result<void> write_place(Workspace& office, const wire::StateHeader& header) {
    store::OfficeStore& store = office.store();
    for (const wire::FeedPlace& place : header.covers) {
        if (place.seq == 0) continue;
        DT_CHECK(store.put_missing_feed({place.feed, 0, place.seq}));
        DT_CHECK(store.put_cursor(place.feed, place.seq));
    }
    for (const wire::StateTip& tip : header.tips) {
        DT_CHECK(store.put_missing_chain({tip.feed, tip.replica, 0, {}, tip.counter, tip.hash}));
        DT_CHECK(store.put_tip({tip.feed, tip.replica, tip.counter, tip.hash, tip.counter, tip.hash}));
        // Put back from a copy made before its first round: these numbers must not be given again.
        if (tip.replica == office.identity().replica) DT_CHECK(office.note_counter(tip.counter));
    }
    return {};
}

} // namespace

base::Result<bool> can_make_state(Workspace& office) {
    DT_TRY(const std::uint64_t unsent, office.store().unsent_changes());
    if (unsent > 0) return false;
    DT_TRY(const std::vector<store::MissingFeed> missing, office.store().missing_feeds());
    return missing.empty();
}

base::Result<std::optional<MadeState>> make_state(Workspace& office) {
    store::OfficeStore& store = office.store();
    wire::StateHeader header;
    std::vector<wire::StateDocument> documents;
    {
        // One view of cursors, chain ends and projections; a person may write meanwhile.
        DT_TRY(store::Transaction transaction, store.begin());
        DT_TRY(const bool may, can_make_state(office));
        if (!may) return std::nullopt;
        DT_TRY(auto place, place_of(office));
        if (!place) return std::nullopt;
        header = std::move(*place);
        DT_TRY(documents, read_documents(store));
    }
    MadeState made{wire::seal_state(header, documents, office.identity().key), header.covers};
    if (made.sealed.size() > wire::kMaxState) return std::nullopt;
    return made;
}

base::Result<bool> wants_state(Workspace& office) {
    if (!office.identity().enrolled()) return false;
    DT_TRY(const std::uint64_t read, office.store().cursor(model::to_text(model::own_feed(office.identity().org))));
    if (read > 0) return false;
    DT_TRY(const bool has_any, office.store().has_segments_beyond(model::to_text(model::directory_feed())));
    return !has_any;
}

base::Result<bool> take_state(Workspace& office, base::ByteSpan sealed) {
    const auto header = wire::read_state_header(sealed);
    if (!header || !is_of_use(office, *header, sealed)) return false;
    const auto documents = wire::open_state(sealed);
    if (!documents) return false;
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin());
    DT_TRY(const bool wanted, wants_state(office));
    if (!wanted) return false;
    for (const wire::StateDocument& document : *documents) {
        DT_TRY(const auto known, store.document(document.head.id));
        if (known) return false;
        DT_CHECK(write_document(store, document));
        DT_CHECK(store.put_partial({document.head.id, false}));
    }
    DT_CHECK(write_place(office, *header));
    DT_CHECK(store.put_taken_state(sealed));
    DT_CHECK(transaction.commit());
    return true;
}

base::Result<std::optional<std::vector<wire::StateDocument>>> documents_of_taken_state(store::OfficeStore& store) {
    DT_TRY(const base::Bytes sealed, store.taken_state());
    const auto header = wire::read_state_header(sealed);
    if (!header || header->projection != kProjectionVersion) return std::nullopt;
    auto documents = wire::open_state(sealed);
    if (!documents) return std::nullopt;
    return std::move(*documents);
}

base::Result<void> put_back_state(Workspace& office) {
    store::OfficeStore& store = office.store();
    DT_TRY(const std::vector<store::PartialDocument> partial, store.partial_documents());
    if (partial.empty()) return {};
    DT_TRY(const auto said, documents_of_taken_state(store));
    const std::vector<wire::StateDocument> documents = said.value_or(std::vector<wire::StateDocument>{});
    for (const store::PartialDocument& row : partial) {
        const auto found = std::ranges::find_if(
            documents, [&](const wire::StateDocument& document) { return document.head.id == row.document; });
        if (found != documents.end()) {
            DT_CHECK(write_document(store, *found));
        } else {
            DT_CHECK(store.put_partial({row.document, true})); // cannot be shown before its history is here
        }
    }
    return {};
}

} // namespace dongthac::office
