#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/store/packs.hpp"
#include "shared/store/sqlite.hpp"
#include "shared/store/work_index.hpp"

namespace dongthac::store {

/// How far a segment has come: open rows are this PC's own acts, not yet sealed; sealed ones are signed and waiting to
/// be sent; settled ones are on the server. Open and sealed together are the outbox.
enum class SegmentState { open, sealed, settled };

/// What no row's id is below. History that came after a state has negative ids (docs/adr/0012).
inline constexpr std::int64_t kBeforeAllRows = -(std::int64_t{1} << 62) - 1;

struct SegmentRow {
    std::int64_t id = 0; ///< local, ascending in the order they were learnt: history, others, open rows
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t count = 0;
    SegmentState state = SegmentState::open;
    std::uint64_t seq = 0; ///< the server's number in the feed; 0 until settled
    base::Hash hash{};     ///< chain hash; zero while open
    base::Bytes bytes;     ///< sealed exactly as received, or packed while open
};

/// Where one replica's chain stands in one feed: what is sealed, and what the server is known to have.
struct TipRow {
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t sealed_counter = 0;
    base::Hash sealed_hash{};
    std::uint64_t acked_counter = 0;
    base::Hash acked_hash{};
};

/// What lists show of a document, next to its encoded head.
struct DocumentRow {
    base::DocumentId id;
    std::string kind;
    std::string org;
    std::string state;
    std::uint32_t state_version = 0;
    base::DocumentId parent;
    std::string subject;
    std::string number;
    std::string symbol;
    std::string issued_on; ///< ISO date or ""
    std::uint64_t conflicts = 0;
    std::uint64_t after_revision = 0; ///< draft changes made since the last revision
    std::int64_t changed_ms = 0;
    base::Bytes head;
    std::optional<WorkRow> work; ///< of records of duty and work; document() and documents() leave it out
    friend bool operator==(const DocumentRow&, const DocumentRow&) = default;
};

struct NodeRow {
    base::NodeId node;
    std::uint64_t conflicts = 0;
    std::string search; ///< folded text; only in what indexed_nodes_of() returns
    base::Bytes bytes;
    std::int64_t id = 0; ///< local; only in what node() returns, where it makes put_node() faster
    friend bool operator==(const NodeRow&, const NodeRow&) = default;
};

/// A decision taken here that the home server has not confirmed yet.
struct IntentRow {
    std::int64_t id = 0;
    base::DocumentId document;
    std::string action;
    std::string note;
    std::string person;
    base::Bytes snapshot; ///< revision bytes as they were when the person acted; may be empty
    std::uint64_t draft_changes = 0;
    std::int64_t made_ms = 0;
    base::Bytes made; ///< the transition as a person signed it (wire::encode), without its revision's bytes; or empty
    std::vector<base::Bytes> in_flight; ///< sealed segments already sent without an answer: resend exactly these
};

/// The key of a person who set a PIN at this PC.
struct PersonKeyRow {
    base::PublicKey public_key{};
    base::Bytes wrapped;       ///< wire::encode(base::WrappedSeed)
    std::uint32_t wrong = 0;   ///< wrong PINs in a row
    std::int64_t tried_ms = 0; ///< when the last of them was tried, by this PC's clock
};

/// One round with the server, for the sync screen.
struct RoundRow {
    std::int64_t at_ms = 0;
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t bytes_up = 0;
    std::uint64_t bytes_down = 0;
    std::int64_t milliseconds = 0;
    std::string error; ///< name of a base::Code, or ""
};

/// The server's receipt for a segment that carries a decision; empty while it is still to be asked for.
struct ReceiptRow {
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t last = 0;
    base::Bytes bytes;
};

/// A node whose words search has not read yet.
struct UnindexedNode {
    std::int64_t id = 0; ///< local
    base::Bytes bytes;
};

/// A feed whose segments up to `until` came as a state; those up to `taken` have followed (docs/adr/0012).
struct MissingFeed {
    std::string feed;
    std::uint64_t taken = 0;
    std::uint64_t until = 0;
};

/// One replica's chain in such a feed: how far its history has come, and where the state said it ends.
struct MissingChain {
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t counter = 0;
    base::Hash hash{};
    std::uint64_t goal_counter = 0;
    base::Hash goal_hash{};
};

/// A document whose projection came as a state and whose history is not here yet. `held`: something came in that can
/// be merged only with the history.
struct PartialDocument {
    base::DocumentId document;
    bool held = false;
};

/// A settled row without its bytes.
struct LearntRow {
    std::int64_t id = 0;
    std::string feed;
    std::uint64_t seq = 0;
    std::uint64_t size = 0;
};

/// Whether writing a node may have changed the words search finds it by.
enum class Words { changed, same };

struct SearchHit {
    base::DocumentId document;
    base::NodeId node;
    std::string text; ///< folded
};

/// What one office's PC keeps: the log (the truth), the outbox, and projections that can be thrown away. Values are
/// opaque bytes here; shared/office gives them meaning. Not thread-safe: one store a thread, several on one file are
/// fine.
class OfficeStore {
  public:
    static constexpr const char* kFileName = "dongthac.db";
    /// The setting that ties this database to its folder and PC (office::settle_incarnation).
    static constexpr std::string_view kFingerprint = "fingerprint";

    /// Opens or makes `folder`/dongthac.db and brings its schema up to date. Programs give the codec of packs.
    [[nodiscard]] static base::Result<OfficeStore> open(const std::filesystem::path& folder, PackCodec codec = {});

    /// Everything of one act or one ingest goes between begin and commit: log, projection and outbox together.
    [[nodiscard]] base::Result<Transaction> begin(Durability durability = Durability::full) {
        return Transaction::begin(database_, durability);
    }

    [[nodiscard]] Reading read() { return Reading(database_); }

    [[nodiscard]] base::Result<base::Bytes> setting(std::string_view key);
    [[nodiscard]] base::Result<void> put_setting(std::string_view key, base::ByteSpan value);
    [[nodiscard]] base::Result<std::uint64_t> number(std::string_view key);
    [[nodiscard]] base::Result<void> put_number(std::string_view key, std::uint64_t value);

    [[nodiscard]] base::Result<std::int64_t> add_segment(const SegmentRow& row,
                                                         const std::vector<base::DocumentId>& documents);
    [[nodiscard]] base::Result<std::vector<SegmentRow>> segments_of(const base::DocumentId& document);
    [[nodiscard]] base::Result<std::vector<SegmentRow>> segments_in(SegmentState state, std::string_view feed);
    /// Sealed and settled rows of one feed, in the order they were learnt.
    [[nodiscard]] base::Result<std::vector<SegmentRow>> segments_of_feed(std::string_view feed);
    /// Every row after row `after`, at most `limit`, for the full check; kBeforeAllRows to begin.
    [[nodiscard]] base::Result<std::vector<SegmentRow>> segments_after(std::int64_t after, std::size_t limit);
    [[nodiscard]] base::Result<std::vector<std::string>> feeds_in(SegmentState state);
    [[nodiscard]] base::Result<std::optional<SegmentRow>> segment_with(const base::Hash& hash);
    /// True when the log holds exactly these bytes as the replica's segment that ends at counter `last`.
    [[nodiscard]] base::Result<bool> holds_segment(std::string_view feed, const base::ReplicaId& replica,
                                                   std::uint64_t last, base::ByteSpan bytes);
    [[nodiscard]] base::Result<void> remove_segment(std::int64_t id);
    [[nodiscard]] base::Result<void> settle(std::int64_t id, std::uint64_t seq);
    /// Sealed segments not yet settled, feed by feed and oldest first, at most `budget` bytes of them but at least one.
    [[nodiscard]] base::Result<std::vector<SegmentRow>> sealed_within(std::size_t budget);
    /// True when a segment of `feed` is open or sealed.
    [[nodiscard]] base::Result<bool> has_unsent(std::string_view feed);
    /// True when an open or sealed segment of `replica` begins at or before `counter`.
    [[nodiscard]] base::Result<bool> has_unsent_until(const base::ReplicaId& replica, std::uint64_t counter);
    /// The counter of the newest open row when it is `replica`'s, otherwise 0: open rows count on by themselves.
    [[nodiscard]] base::Result<std::uint64_t> last_open(const base::ReplicaId& replica);
    /// Changes not yet on the server.
    [[nodiscard]] base::Result<std::uint64_t> unsent_changes();
    [[nodiscard]] base::Result<std::uint64_t> count_changes();

    [[nodiscard]] base::Result<TipRow> tip(std::string_view feed, const base::ReplicaId& replica);
    [[nodiscard]] base::Result<void> put_tip(const TipRow& tip);
    [[nodiscard]] base::Result<std::vector<TipRow>> tips_of(const base::ReplicaId& replica);
    /// Every chain, for the full check.
    [[nodiscard]] base::Result<std::vector<std::pair<TipRow, base::ReplicaId>>> tips();
    [[nodiscard]] base::Result<std::uint64_t> cursor(std::string_view feed);
    [[nodiscard]] base::Result<void> put_cursor(std::string_view feed, std::uint64_t seq);

    [[nodiscard]] base::Result<void> put_document(const DocumentRow& row);
    [[nodiscard]] base::Result<std::optional<DocumentRow>> document(const base::DocumentId& id);
    /// All documents, newest change first.
    [[nodiscard]] base::Result<std::vector<DocumentRow>> documents();
    /// Those of one kind without their heads, newest change first, at most `limit`.
    [[nodiscard]] base::Result<std::vector<DocumentRow>>
    documents_of(std::string_view kind, std::size_t limit = std::numeric_limits<std::int32_t>::max());
    /// The tables of what counts and what is due.
    [[nodiscard]] WorkIndex work() { return WorkIndex(database_); }
    /// Search finds a node whose words changed after index_node(): indexing costs more than the act.
    [[nodiscard]] base::Result<void> put_node(const base::DocumentId& document, const NodeRow& row,
                                              Words words = Words::changed);
    /// Nodes put since their words were last indexed, at most `limit`.
    [[nodiscard]] base::Result<std::vector<UnindexedNode>> unindexed_nodes(std::size_t limit);
    /// `folded` is what search finds the node by from now on.
    [[nodiscard]] base::Result<void> index_node(std::int64_t id, std::string_view folded);
    [[nodiscard]] base::Result<std::optional<NodeRow>> node(const base::DocumentId& document, const base::NodeId& node);
    [[nodiscard]] base::Result<std::vector<NodeRow>> nodes_of(const base::DocumentId& document);
    /// The same with the text search finds them by, for the full check.
    [[nodiscard]] base::Result<std::vector<NodeRow>> indexed_nodes_of(const base::DocumentId& document);
    [[nodiscard]] base::Result<std::uint64_t> conflicts_of(const base::DocumentId& document);
    [[nodiscard]] base::Result<void> remove_nodes(const base::DocumentId& document);
    [[nodiscard]] base::Result<void> remove_projections();
    /// Nodes that hold every word of `folded` as the start of a word, best match first.
    [[nodiscard]] base::Result<std::vector<SearchHit>> search(std::string_view folded, std::size_t limit);

    /// Numbers of `year` reserved for this PC and not used, ascending.
    [[nodiscard]] base::Result<std::vector<std::uint32_t>> reserved_numbers(int year);
    /// In the place of all there were of that year.
    [[nodiscard]] base::Result<void> put_reserved_numbers(int year, const std::vector<std::uint32_t>& numbers);
    [[nodiscard]] base::Result<void> remove_reserved_number(int year, std::uint32_t number);

    [[nodiscard]] base::Result<std::vector<PersonKeyRow>> person_keys();
    /// Takes the place of the row with the same public key.
    [[nodiscard]] base::Result<void> put_person_key(const PersonKeyRow& row);

    [[nodiscard]] base::Result<std::int64_t> add_intent(const IntentRow& intent);
    [[nodiscard]] base::Result<void> put_in_flight(std::int64_t id, const std::vector<base::Bytes>& segments);
    /// IntentRow::made of the intent.
    [[nodiscard]] base::Result<void> put_made(std::int64_t id, const base::Bytes& made);
    [[nodiscard]] base::Result<std::vector<IntentRow>> intents();
    [[nodiscard]] base::Result<void> remove_intent(std::int64_t id);

    /// Notes that a receipt is to be asked for; nothing when it is there or noted already.
    [[nodiscard]] base::Result<void> want_receipt(const ReceiptRow& row);
    /// Keeps the receipt of a noted segment; the first one stays.
    [[nodiscard]] base::Result<void> put_receipt(const ReceiptRow& row);
    /// Empty when there is none.
    [[nodiscard]] base::Result<base::Bytes> receipt(std::string_view feed, const base::ReplicaId& replica,
                                                    std::uint64_t last);
    /// The receipt of the decision with this change id, of whichever feed; `bytes` empty when there is none.
    [[nodiscard]] base::Result<ReceiptRow> receipt_ending(const base::ReplicaId& replica, std::uint64_t last);
    [[nodiscard]] base::Result<std::vector<ReceiptRow>> wanted_receipts(std::size_t limit);
    /// The sealed or settled segment of `replica` in `feed` whose last counter is `last`.
    [[nodiscard]] base::Result<std::optional<SegmentRow>>
    segment_ending(std::string_view feed, const base::ReplicaId& replica, std::uint64_t last);
    /// The newest of the chain whose last counter is below `first`.
    [[nodiscard]] base::Result<std::optional<SegmentRow>>
    segment_before(std::string_view feed, const base::ReplicaId& replica, std::uint64_t first);
    /// Settled segments of one chain after counter `after`, in its order, at most `budget` bytes but at least one.
    [[nodiscard]] base::Result<std::vector<SegmentRow>>
    settled_after(std::string_view feed, const base::ReplicaId& replica, std::uint64_t after, std::size_t budget);

    /// True when a sealed or settled segment of a feed with a name after `feed` is here.
    [[nodiscard]] base::Result<bool> has_segments_beyond(std::string_view feed);
    /// Settled rows learnt after row `id`, in that order.
    [[nodiscard]] base::Result<std::vector<LearntRow>> learnt_after(std::int64_t id);
    /// Adds a segment of history: before all others and behind those added so before.
    [[nodiscard]] base::Result<void> add_old_segment(const SegmentRow& row,
                                                     const std::vector<base::DocumentId>& documents);
    [[nodiscard]] base::Result<std::vector<base::DocumentId>> documents_of_old_segments();
    /// Nodes of a document that has none yet; search learns of them.
    [[nodiscard]] base::Result<void> add_nodes(const base::DocumentId& document, const std::vector<NodeRow>& rows);
    /// The one state taken in place of history, as it was sealed; empty when all history is here.
    [[nodiscard]] base::Result<void> put_taken_state(base::ByteSpan sealed);
    [[nodiscard]] base::Result<base::Bytes> taken_state();
    [[nodiscard]] base::Result<std::vector<MissingFeed>> missing_feeds();
    [[nodiscard]] base::Result<void> put_missing_feed(const MissingFeed& feed);
    [[nodiscard]] base::Result<std::vector<MissingChain>> missing_chains();
    [[nodiscard]] base::Result<std::optional<MissingChain>> missing_chain(std::string_view feed,
                                                                          const base::ReplicaId& replica);
    [[nodiscard]] base::Result<void> put_missing_chain(const MissingChain& chain);
    [[nodiscard]] base::Result<bool> is_partial(const base::DocumentId& document);
    [[nodiscard]] base::Result<std::vector<PartialDocument>> partial_documents();
    [[nodiscard]] base::Result<void> put_partial(const PartialDocument& document);
    [[nodiscard]] base::Result<void> remove_partial(const base::DocumentId& document);
    /// The projection of one document.
    [[nodiscard]] base::Result<void> remove_document(const base::DocumentId& document);
    /// Nothing more is waited for: the state that stood for it goes, unless documents are left that only it knows.
    [[nodiscard]] base::Result<void> forget_missing();

    /// Moves old settled segments into packs (docs/adr/0013): what the next call would do too, until it returns 0.
    /// Number of rows. Nothing while history is missing. For a thread that nobody waits for.
    [[nodiscard]] base::Result<std::size_t> pack_some(const PackRule& rule = {});

    [[nodiscard]] base::Result<void> add_round(const RoundRow& round);
    /// The newest `limit`, newest first.
    [[nodiscard]] base::Result<std::vector<RoundRow>> rounds(std::size_t limit);

    /// A whole copy, marked as one: a program started on it begins a new life (office::settle_incarnation).
    [[nodiscard]] base::Result<void> backup_to(const std::filesystem::path& target);
    [[nodiscard]] base::Result<void> check_structure();

  private:
    OfficeStore(Database database, PackCodec codec) : database_(std::move(database)), packs_(codec) {}
    /// SELECT of what segment_from() reads, from table segment as s, then `rest`.
    [[nodiscard]] static std::string segments_where(std::string_view rest);
    [[nodiscard]] base::Result<SegmentRow> segment_from(const Statement& row);
    [[nodiscard]] base::Result<void> put_loose(std::int64_t id, base::ByteSpan bytes);
    [[nodiscard]] base::Result<std::vector<SegmentRow>> read_segments(Statement& statement);
    [[nodiscard]] base::Result<std::int64_t> put_node_row(const base::DocumentId& document, const NodeRow& row);
    [[nodiscard]] base::Result<std::int64_t> add_open(const SegmentRow& row,
                                                      const std::vector<base::DocumentId>& documents);
    [[nodiscard]] base::Result<std::vector<SegmentRow>> read_open(Statement& statement);
    Database database_;
    PackReader packs_;
};

} // namespace dongthac::store
