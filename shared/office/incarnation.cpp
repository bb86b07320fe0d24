#include "shared/office/incarnation.hpp"

#include <algorithm>
#include <map>

#include "shared/base/files.hpp"
#include "shared/office/log.hpp"
#include "shared/office/open_row.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

/// Gives changes ids of the new replica and follows every mention of the old ones.
class Renaming {
  public:
    explicit Renaming(const base::ReplicaId& replica) : replica_(replica) {}

    void rename(change::Change& change) {
        const base::ChangeId fresh{replica_, ++counter_};
        names_[change.id] = fresh;
        if (!change.alias_of) change.alias_of = change.id; // the first name stays, also for a copy of a copy
        change.id = fresh;
        follow(change.parents);
        std::ranges::sort(change.parents); // heads are compared as sorted lists
        if (auto* set = std::get_if<change::SetField>(&change.payload)) follow(set->overwrites);
        if (auto* settle = std::get_if<change::SettleComment>(&change.payload))
            if (const auto renamed = names_.find(settle->comment); renamed != names_.end())
                settle->comment = renamed->second;
    }
    [[nodiscard]] std::uint64_t last() const { return counter_; }

  private:
    void follow(std::vector<base::ChangeId>& mentions) const {
        for (base::ChangeId& mention : mentions)
            if (const auto renamed = names_.find(mention); renamed != names_.end()) mention = renamed->second;
    }

    base::ReplicaId replica_;
    std::uint64_t counter_ = 0;
    std::map<base::ChangeId, base::ChangeId> names_;
};

base::Result<std::vector<store::SegmentRow>> unacknowledged(store::OfficeStore& store) {
    std::vector<store::SegmentRow> rows;
    for (const auto state : {store::SegmentState::open, store::SegmentState::sealed}) {
        DT_TRY(const std::vector<std::string> feeds, store.feeds_in(state));
        for (const std::string& feed : feeds) {
            DT_TRY(const std::vector<store::SegmentRow> part, store.segments_in(state, feed));
            rows.insert(rows.end(), part.begin(), part.end());
        }
    }
    std::ranges::sort(rows, {}, &store::SegmentRow::first); // the order they were made in, whatever their feed
    return rows;
}

base::Result<void> rewrite(store::OfficeStore& store, const store::SegmentRow& old, const base::ReplicaId& replica,
                           Renaming& renaming) {
    DT_TRY(std::vector<change::Change> changes, changes_in(old));
    std::vector<base::DocumentId> documents;
    for (change::Change& change : changes) {
        renaming.rename(change);
        documents.push_back(change.document);
    }
    DT_CHECK(store.remove_segment(old.id));
    DT_TRY(std::vector<OpenRow> rows, open_rows_of(changes)); // more than one only when the new names take more room
    for (OpenRow& row : rows) {
        const store::SegmentRow fresh{0,
                                      old.feed,
                                      replica,
                                      row.changes.front().id.counter,
                                      row.changes.back().id.counter,
                                      row.changes.size(),
                                      store::SegmentState::open,
                                      0,
                                      {},
                                      std::move(row.bytes)};
        DT_TRY(const std::int64_t id, store.add_segment(fresh, documents));
        (void)id;
    }
    return {};
}

/// Within the caller's transaction; reload() after the commit.
base::Result<void> begin_new_life(Workspace& office) {
    store::OfficeStore& store = office.store();
    const auto replica = base::new_id<base::ReplicaId>(office.random());
    Renaming renaming(replica);
    DT_TRY(const std::vector<store::SegmentRow> rows, unacknowledged(store));
    for (const store::SegmentRow& row : rows) DT_CHECK(rewrite(store, row, replica, renaming));
    DT_TRY(const std::vector<store::TipRow> tips, store.tips_of(office.identity().replica));
    for (store::TipRow tip : tips) {
        // What was sealed and not acknowledged has a new name now; the old chain ends where the server took it.
        tip.sealed_counter = tip.acked_counter;
        tip.sealed_hash = tip.acked_hash;
        DT_CHECK(store.put_tip(tip));
    }
    DT_TRY(const std::vector<store::IntentRow> intents, store.intents());
    for (const store::IntentRow& intent : intents) DT_CHECK(store.put_in_flight(intent.id, {}));
    DT_CHECK(office.become(replica, renaming.last()));
    return rebuild_within(office);
}

std::filesystem::path mark_file(const Workspace& office) { return office.folder() / "this-copy"; }

std::string read_mark(const Workspace& office) {
    constexpr std::uintmax_t kLongest = 64;
    return base::read_file(mark_file(office), kLongest).value_or(std::string());
}

/// What the database must hold for the file beside it. Hashed: it names no machine to whoever gets the database.
base::Bytes fingerprint(const Workspace& office, const base::Machine& machine, const std::string& mark) {
    const std::string text = machine.system_id() + "\n" + machine.file_id(mark_file(office)) + "\n" + mark;
    const base::Hash hash = base::sha256(base::as_bytes(text));
    return {hash.begin(), hash.end()};
}

} // namespace

base::Result<void> take_new_replica(Workspace& office) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_CHECK(begin_new_life(office));
    DT_CHECK(transaction.commit());
    return office.reload();
}

base::Result<Life> settle_incarnation(Workspace& office, const base::Machine& machine) {
    store::OfficeStore& store = office.store();
    DT_TRY(const base::Bytes kept, store.setting(store::OfficeStore::kFingerprint));
    const std::string mark = read_mark(office);
    if (!kept.empty() && !mark.empty() && kept == fingerprint(office, machine, mark)) return Life::same;
    // The file first: a stop between the two is seen as one more copy at the next start, which costs a name and no
    // work.
    const std::string fresh = base::id_to_text(base::random_id_bytes(office.random()));
    DT_CHECK(base::write_file(mark_file(office), fresh));
    DT_TRY(store::Transaction transaction, store.begin());
    const Life life = kept.empty() ? Life::first : Life::anew;
    if (life == Life::anew) DT_CHECK(begin_new_life(office));
    DT_CHECK(store.put_setting(store::OfficeStore::kFingerprint, fingerprint(office, machine, fresh)));
    DT_CHECK(transaction.commit());
    if (life == Life::anew) DT_CHECK(office.reload());
    return life;
}

} // namespace dongthac::office
