#include "shared/office/check.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "shared/change/build.hpp"
#include "shared/model/feed.hpp"
#include "shared/office/log.hpp"
#include "shared/office/projector.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

using Chain = std::pair<std::string, base::ReplicaId>;

/// Walks the log once: signatures, chains, and which documents it speaks of.
class LogCheck {
  public:
    LogCheck(Workspace& office, CheckReport& report) : office_(office), report_(report) {
        // Whatever day this PC believes it is.
        constexpr text::Date kLastDay{9999, 12, 31};
        for (const auto& [above, days] : office.directory().ancestors_until(office.identity().org, kLastDay))
            if (days.size() > 1 || (days.size() == 1 && days.front().from))
                with_gaps_.insert(to_text(model::pub_feed(above)));
    }

    base::Result<std::set<base::DocumentId>> run() {
        std::int64_t after = store::kBeforeAllRows;
        bool in_history = true;
        for (;;) {
            const auto rows = office_.store().segments_after(after, 256);
            if (!rows && rows.error().code == base::Code::bad_bytes) {
                const std::string which(rows.error().arg("reason"));
                report_.problems.push_back("log: pack " + which + " is damaged");
                return std::move(documents_); // what is behind it cannot be told from what is in it
            }
            if (!rows) return std::unexpected(rows.error());
            if (rows->empty()) break;
            for (const store::SegmentRow& row : *rows) {
                after = row.id;
                if (row.id > 0 && std::exchange(in_history, false)) DT_CHECK(pass_missing());
                take(row);
            }
        }
        if (in_history) DT_CHECK(pass_missing());
        DT_CHECK(check_ends());
        return std::move(documents_);
    }

  private:
    void take(const store::SegmentRow& row) {
        ++report_.segments;
        report_.changes += row.count;
        if (row.state != store::SegmentState::open) {
            if (row.replica == office_.identity().replica) last_own_ = std::max(last_own_, row.last);
            check_chain(row);
        }
        const auto changes = changes_in(row);
        if (!changes) {
            problem(row, "unreadable");
            return;
        }
        const auto header = wire::read_header(row.bytes);
        const bool newer = row.state != store::SegmentState::open && header && !header->readable();
        if (changes->size() != row.count && !newer) problem(row, "count");
        for (const change::Change& change : *changes)
            if (!change.document.empty()) documents_.insert(change.document);
    }

    void check_chain(const store::SegmentRow& row) {
        base::Hash& previous = chains_[{row.feed, row.replica}];
        const auto header = wire::read_header(row.bytes);
        const auto key = header ? key_of(*header) : std::nullopt;
        // Behind a gap the link was checked when it came, and is not kept.
        if (key && with_gaps_.contains(row.feed) && !wire::is_signed(row.bytes, *key, previous)) {
            previous = row.hash;
            return;
        }
        if (!key || !wire::is_signed(row.bytes, *key, previous)) problem(row, "signature or chain");
        previous = wire::chain_hash(row.bytes, previous);
        if (previous != row.hash) problem(row, "hash");
    }

    /// Behind history that is still missing, chains go on from where the state said they end.
    base::Result<void> pass_missing() {
        DT_TRY(const std::vector<store::MissingChain> missing, office_.store().missing_chains());
        for (const store::MissingChain& chain : missing) {
            base::Hash& previous = chains_[{chain.feed, chain.replica}];
            if (previous != chain.hash) report_.problems.push_back("feed " + chain.feed + ": history is damaged");
            if (chain.goal_counter > 0) previous = chain.goal_hash;
        }
        return {};
    }

    /// A row cut off the end of its chain breaks no signature, and a counter set back would name two changes alike.
    base::Result<void> check_ends() {
        DT_TRY(const auto tips, office_.store().tips());
        for (const auto& [tip, replica] : tips) {
            if (with_gaps_.contains(tip.feed)) continue; // it may end in one
            const auto chain = chains_.find({tip.feed, replica});
            if ((chain == chains_.end() ? base::Hash{} : chain->second) != tip.sealed_hash)
                report_.problems.push_back("feed " + tip.feed + " " + base::to_text(replica) + ": rows are missing");
        }
        DT_TRY(const std::uint64_t counter, office_.store().number("counter"));
        if (counter < last_own_) report_.problems.emplace_back("counter: set back");
        return {};
    }

    [[nodiscard]] std::optional<base::PublicKey> key_of(const wire::SegmentHeader& header) const {
        const Identity& me = office_.identity();
        if (header.device == me.device) return me.key.public_key();
        if (const auto server = me.server.signer(header.device, header.replica, header.last)) return *server;
        const model::Device* device = office_.directory().find(header.device);
        if (device == nullptr) return std::nullopt;
        return device->key;
    }

    void problem(const store::SegmentRow& row, const char* what) {
        report_.problems.push_back("segment " + std::to_string(row.id) + " (" + row.feed + " " +
                                   base::to_text(base::ChangeId{row.replica, row.first}) + "): " + what);
    }

    Workspace& office_;
    CheckReport& report_;
    std::map<Chain, base::Hash> chains_;
    std::set<std::string> with_gaps_; ///< feeds that this office reads from some day on (wire::Gap)
    std::uint64_t last_own_ = 0;      ///< of the sealed rows; open ones count by themselves
    std::set<base::DocumentId> documents_;
};

base::Result<void> check_document(Workspace& office, const base::DocumentId& id, CheckReport& report) {
    const auto problem = [&](const char* what) {
        report.problems.push_back("document " + base::to_text(id) + ": " + what);
    };
    const auto changes = changes_of(office, id);
    if (!changes && changes.error().code == base::Code::history_loading) {
        ++report.loading; // compared with its history when that is here (settle_history)
        return {};
    }
    if (!changes) {
        if (changes.error().code != base::Code::bad_bytes) return std::unexpected(changes.error());
        problem("its log cannot be read"); // the row itself is named above; the others are still worth checking
        return {};
    }
    change::Document built = change::build(id, *changes);
    DT_TRY(auto row, office.store().document(id));
    if (!row) {
        problem("missing from the projection");
        return {};
    }
    const change::DocumentHead head = built.head;
    if (head.record == 0) DT_CHECK(show_frozen_text(built));
    DT_TRY(row->work, office.store().work().row_of(id));
    const auto rebuilt_row = row_of(head, built.head, built.root(), built.conflicts(), row->changed_ms);
    if (!rebuilt_row || *row != *rebuilt_row) problem("state differs from a rebuild");
    DT_TRY(const std::vector<store::NodeRow> nodes, office.store().indexed_nodes_of(id));
    bool same = nodes.size() == built.nodes.size();
    for (const store::NodeRow& node : nodes) {
        const change::NodeState* rebuilt = built.find(node.node);
        same = same && rebuilt != nullptr &&
               node == store::NodeRow{rebuilt->id, rebuilt->conflicts(), words_of(*rebuilt), wire::encode(*rebuilt)};
    }
    if (!same) problem("text differs from a rebuild");
    return {};
}

} // namespace

base::Result<CheckReport> check(Workspace& office) {
    CheckReport report;
    DT_CHECK(office.store().check_structure());
    DT_CHECK(catch_up_search(office.store()));
    DT_TRY(std::set<base::DocumentId> documents, LogCheck(office, report).run());
    DT_TRY(const std::vector<store::PartialDocument> partial, office.store().partial_documents());
    for (const store::PartialDocument& document : partial) documents.insert(document.document);
    report.documents = documents.size();
    for (const base::DocumentId& document : documents) DT_CHECK(check_document(office, document, report));
    DT_TRY(const std::vector<store::DocumentRow> rows, office.store().documents());
    for (const store::DocumentRow& row : rows)
        if (!documents.contains(row.id))
            report.problems.push_back("document " + base::to_text(row.id) + ": not in the log");
    return report;
}

} // namespace dongthac::office
