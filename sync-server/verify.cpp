#include "sync-server/verify.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "shared/change/decision_order.hpp"
#include "shared/model/feed.hpp"
#include "shared/wire/segment.hpp"
#include "sync-server/decision_rules.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/feed_state.hpp"
#include "sync-server/ingest.hpp"

namespace dongthac::server {

namespace {

using base::DeviceId;
using base::DocumentId;
using base::ReplicaId;

store::SegmentInfo info_of(const wire::SegmentHeader& header) {
    return {header.feed, header.replica, header.device, header.first, header.last, header.count, header.unpacked};
}

class Verifier {
  public:
    Verifier(store::FeedStore& store, const store::ServerIdentity& identity) : store_(store) {
        for (const base::KeyPair& key : keys_of(identity)) keys_[base::device_of(key.public_key())] = key.public_key();
        newest_ = keys_of(identity).front().public_key();
    }

    base::Result<Verification> run() {
        if (!store_.check_structure()) note("structure", {});
        DT_TRY(const auto heads, store_.heads());
        DT_TRY(const auto owners, store_.replicas());
        owners_.insert(owners.begin(), owners.end());
        // The directory first: it holds the keys everything else is checked with.
        const std::string root = to_text(model::directory_feed());
        for (const store::FeedHead& head : heads)
            if (head.feed == root) DT_CHECK(check_feed(head));
        for (const store::FeedHead& head : heads)
            if (head.feed != root) DT_CHECK(check_feed(head));
        // A copy from before the server took another key: no PC that knows the new one will speak to it.
        if (named_ && *named_ != newest_) note("server_key", {});
        DT_CHECK(check_tips());
        DT_CHECK(check_decisions());
        DT_CHECK(check_audit());
        return std::move(report_);
    }

  private:
    void note(std::string name, std::vector<std::pair<std::string, std::string>> args) {
        report_.problems.push_back({std::move(name), std::move(args)});
    }

    void note(const char* name, const std::string& feed, std::uint64_t seq) {
        note(name, {{"feed", feed}, {"seq", std::to_string(seq)}});
    }

    base::Result<void> check_feed(const store::FeedHead& head) {
        std::uint64_t expected = 1;
        std::map<std::uint64_t, std::set<DocumentId>> documents;
        DT_CHECK(store_.each_after(head.feed, 0, [&](const store::StoredSegment& segment) {
            if (segment.seq != expected) note("gap", head.feed, expected);
            expected = segment.seq + 1;
            documents[segment.seq] = check_segment(head.feed, segment);
            return store::FeedStore::Visit::go_on;
        }));
        if (expected != head.seq + 1) note("gap", head.feed, expected);
        for (const auto& [seq, found] : documents) {
            DT_TRY(const std::set<DocumentId> indexed, store_.indexed(head.feed, seq));
            if (indexed != found) note("index", head.feed, seq);
        }
        return {};
    }

    /// The documents in it.
    std::set<DocumentId> check_segment(const std::string& feed, const store::StoredSegment& segment) {
        ++report_.segments;
        Tip& tip = tips_[{feed, segment.info.replica}];
        const auto key = keys_.find(segment.info.device);
        const auto owner = owners_.find(segment.info.replica);
        const auto header = wire::read_header(segment.bytes);
        const bool as_said = header && info_of(*header) == segment.info && segment.info.feed == feed &&
                             segment.previous == tip.hash && segment.info.first > tip.counter &&
                             segment.hash == wire::chain_hash(segment.bytes, tip.hash) && owner != owners_.end() &&
                             owner->second == segment.info.device;
        if (!as_said) note("columns", feed, segment.seq);
        if (key == keys_.end() || !wire::is_signed(segment.bytes, key->second, tip.hash))
            note("signature", feed, segment.seq);
        tip = {segment.info.last, wire::chain_hash(segment.bytes, tip.hash)};
        const auto changes = wire::open_known(segment.bytes);
        if (!changes) {
            note("contents", feed, segment.seq);
            return {};
        }
        take(*changes, segment.door);
        const std::vector<DocumentId> documents = documents_in(*changes);
        return {documents.begin(), documents.end()};
    }

    void take(const std::vector<change::Change>& changes, store::Door door) {
        report_.changes += changes.size();
        for (const change::Change& change : changes) {
            if (const auto* key = std::get_if<change::PutServerKey>(&change.payload)) named_ = key->succession.new_key;
            if (const auto* device = std::get_if<change::PutDevice>(&change.payload))
                keys_[device->device.id] = device->device.key;
            if (std::holds_alternative<change::Transition>(change.payload))
                transitions_[change.document].emplace(change.id, change);
            if (change::lane_of(change) == change::Lane::office && door == store::Door::returned)
                returned_.insert(change.id);
        }
    }

    base::Result<void> check_tips() {
        DT_TRY(const auto stored, store_.tips());
        std::map<std::pair<std::string, ReplicaId>, Tip> table;
        for (const store::FeedTip& tip : stored) table[{tip.feed, tip.replica}] = {tip.counter, tip.hash};
        if (table != tips_) note("tips", {});
        return {};
    }

    /// The table must be what the transitions, each once and in order, lead to. Two of one state version are two
    /// winners of one compare-and-set, unless one came back after a restore: then change::decision_less says which
    /// stands.
    base::Result<void> check_decisions() {
        std::map<DocumentId, store::DocumentDecision> rebuilt;
        for (const auto& [document, by_id] : transitions_) {
            std::vector<change::Change> changes;
            for (const auto& [id, change] : by_id) changes.push_back(change);
            std::ranges::sort(changes, change::decision_less);
            check_line(document, changes);
            rebuilt[document] = line_end(document, std::move(changes));
        }
        DT_TRY(const auto stored, store_.decisions());
        std::map<DocumentId, store::DocumentDecision> table;
        for (const store::DocumentDecision& decision : stored) table[decision.document] = decision;
        for (const auto& [document, decision] : rebuilt)
            if (const auto found = table.find(document); found == table.end() || found->second != decision)
                note_document("decision", document);
        for (const auto& [document, decision] : table)
            if (!rebuilt.contains(document)) note_document("decision", document);
        return {};
    }

    /// `changes` are the transitions of `document` in the order of change::decision_less.
    void check_line(const DocumentId& document, const std::vector<change::Change>& changes) {
        std::map<std::uint32_t, const change::Change*> line;
        bool disputed = false;
        for (const change::Change& change : changes) {
            const auto& transition = std::get<change::Transition>(change.payload);
            const auto [first, is_first] = line.emplace(transition.expects_version, &change);
            if (is_first) continue;
            disputed = true;
            if (!returned_.contains(change.id) && !returned_.contains(first->second->id))
                note_document("two_winners", document);
        }
        store::DocumentDecision decision{document, {}, model::DocumentState::draft, 0};
        for (const auto& [version, change] : line) {
            const auto& transition = std::get<change::Transition>(change->payload);
            const bool follows = model::may_lead(decision.state, transition.action, transition.to);
            if (version != decision.version || (!follows && !disputed)) note_document("decision", document);
            decision.state = transition.to;
            decision.version = version + 1;
        }
    }

    void note_document(const char* name, const DocumentId& document) { note(name, {{"id", base::to_text(document)}}); }

    base::Result<void> check_audit() {
        DT_TRY(const auto log, store_.audit_log());
        base::Hash previous{};
        std::uint64_t id = 0;
        for (const store::StoredAuditEntry& row : log) {
            const bool follows =
                row.id == ++id && row.previous == previous && row.hash == store::audit_hash(row.entry, previous);
            if (!follows) note("audit", {{"id", std::to_string(row.id)}});
            previous = row.hash;
            id = row.id;
        }
        DT_TRY(const base::Hash head, store_.audit_head());
        if (head != previous) note("audit", {{"id", std::to_string(id + 1)}});
        return {};
    }

    store::FeedStore& store_;
    Verification report_;
    std::map<DeviceId, base::PublicKey> keys_;
    base::PublicKey newest_{};
    std::optional<base::PublicKey> named_; ///< the newest that the directory tells of
    std::map<ReplicaId, DeviceId> owners_;
    std::map<std::pair<std::string, ReplicaId>, Tip> tips_;
    std::map<DocumentId, std::map<base::ChangeId, change::Change>> transitions_;
    std::set<base::ChangeId> returned_;
};

} // namespace

base::Result<Verification> verify(store::FeedStore& store) {
    DT_TRY(const auto identity, store.identity());
    if (!identity) return base::fail(base::Code::missing_file, {{"path", "server.db"}});
    return Verifier(store, *identity).run();
}

} // namespace dongthac::server
