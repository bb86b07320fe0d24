#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/invitation_code.hpp"
#include "shared/base/result.hpp"
#include "shared/model/directory.hpp"
#include "shared/model/document_state.hpp"
#include "shared/store/packs.hpp"

namespace dongthac::store {

/// How a segment came in. `returned`: a decision a client gave back after this server was put back from an older copy;
/// drafts given back are as if pushed. The numbers are stored.
enum class Door : std::uint8_t { server = 0, exchange = 1, decide = 2, returned = 3 };

/// What a segment says about itself in clear (docs/file-formats.md).
struct SegmentInfo {
    std::string feed;
    base::ReplicaId replica;
    base::DeviceId device;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t count = 0;
    std::uint64_t unpacked = 0;
    friend bool operator==(const SegmentInfo&, const SegmentInfo&) = default;
};

/// A verified segment about to be kept. `bytes` stay exactly as received; `hash` is its chain hash after `previous`.
struct NewSegment {
    SegmentInfo info;
    base::Hash hash{};
    base::Hash previous{};
    Door door = Door::exchange;
    std::int64_t received_ms = 0;
    base::Bytes bytes;
    std::vector<base::DocumentId> documents; ///< each once; none for directory records
};

/// One row of the log. `info` is what the columns say; verify compares it with the bytes.
struct StoredSegment {
    std::uint64_t seq = 0; ///< from 1 in each feed, without gaps
    SegmentInfo info;
    base::Hash hash{};
    base::Hash previous{};
    Door door = Door::exchange;
    std::int64_t received_ms = 0;
    base::Bytes bytes;
};

struct FeedHead {
    std::string feed;
    std::uint64_t seq = 0;
    friend bool operator==(const FeedHead&, const FeedHead&) = default;
};

/// The last segment of a replica in a feed.
struct FeedTip {
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t counter = 0;
    base::Hash hash{};
    friend bool operator==(const FeedTip&, const FeedTip&) = default;
};

/// A one-time code, known only by its hash.
struct Invitation {
    base::Hash code_hash{};
    model::OrgId org;
    std::set<model::Role> roles;
    std::int64_t expires_ms = 0;
    std::optional<base::DeviceId> used_by;
    base::PersonId person; ///< whose key it makes known, at a PC that is enrolled already; empty: it enrols a PC
    std::optional<base::CodeSecret> secret; ///< by which a PC knows this server before it says the code
};

/// Where a document stands, as the home server decides it (DESIGN §5).
/// A sealed segment and when it came in.
struct ReceivedBytes {
    base::Bytes bytes;
    std::int64_t received_ms = 0;
};

struct DocumentDecision {
    base::DocumentId document;
    model::OrgId owner;
    model::DocumentState state = model::DocumentState::draft;
    std::uint32_t version = 0;
    friend bool operator==(const DocumentDecision&, const DocumentDecision&) = default;
};

/// A document number of one office and year (NĐ 30/2020/NĐ-CP, Điều 15): reserved by a PC, then given to a document.
struct NumberRow {
    model::OrgId org;
    int year = 0;
    std::uint32_t number = 0;
    base::DeviceId device;
    base::DocumentId document; ///< empty while it is only reserved
    friend bool operator==(const NumberRow&, const NumberRow&) = default;
};

/// What somebody did. The store chains each row to the one before it.
struct AuditEntry {
    std::int64_t at_ms = 0;
    std::string what; ///< "init", "invite", "join", "decide", "quarantine", "epoch"
    model::OrgId org;
    base::DeviceId device;
    std::string detail;
};
struct StoredAuditEntry {
    std::uint64_t id = 0; ///< from 1, without gaps
    AuditEntry entry;
    base::Hash previous{};
    base::Hash hash{};
};
/// The hash an audit row must carry after `previous`.
[[nodiscard]] base::Hash audit_hash(const AuditEntry& entry, const base::Hash& previous);

/// A pushed segment that may not enter its feed: kept for a person to look at, never dropped (DESIGN §6).
struct QuarantinedSegment {
    std::string feed;
    base::DeviceId device; ///< who pushed it
    std::string reason;    ///< name of a base::Code
    std::int64_t received_ms = 0;
    base::Bytes bytes;
};

/// Who this server is. `epoch` changes when it comes back from a backup: cursors then mean nothing any more.
struct ServerIdentity {
    base::KeyPair::Seed seed{};
    base::ReplicaId replica; ///< writes dir/ROOT
    std::string epoch;
    std::vector<base::KeyPair::Seed> old_seeds; ///< keys it had before, oldest first: PCs that were away know no other
    std::string run; ///< names the last start; also kept beside the database, so that a restored one is noticed
};

struct Totals {
    std::uint64_t segments = 0;
    std::uint64_t changes = 0;
    std::uint64_t feeds = 0;
    std::uint64_t bytes = 0; ///< of segments as received
    std::uint64_t documents = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t open_invitations = 0;
};

/// One write transaction; nothing of it is seen or kept unless commit() returned without error, and then it is on the
/// disk. One at a time; other writers wait.
class FeedWriter {
  public:
    virtual ~FeedWriter() = default;
    /// Gives the next seq of its feed, moves the replica's tip, indexes the documents and drops the same bytes from
    /// quarantine. Error storage when the segment does not follow the tip: a chain is never forked here.
    [[nodiscard]] virtual base::Result<std::uint64_t> append(const NewSegment& segment) = 0;
    [[nodiscard]] virtual base::Result<void> bind_replica(const base::ReplicaId& replica,
                                                          const base::DeviceId& device) = 0;
    /// The same bytes twice are kept once. True when they were not known yet.
    [[nodiscard]] virtual base::Result<bool> quarantine(const QuarantinedSegment& segment) = 0;
    /// Reads inside the transaction: what a compare-and-set compares with. Nothing when the document was never decided.
    [[nodiscard]] virtual base::Result<std::optional<DocumentDecision>> decision(const base::DocumentId& document) = 0;
    [[nodiscard]] virtual base::Result<void> put_decision(const DocumentDecision& decision) = 0;
    [[nodiscard]] virtual base::Result<std::optional<NumberRow>> number(const model::OrgId& org, int year,
                                                                        std::uint32_t number) = 0;
    /// Of `device` in that year, reserved and not given yet, ascending.
    [[nodiscard]] virtual base::Result<std::vector<std::uint32_t>> reserved_numbers(const model::OrgId& org, int year,
                                                                                    const base::DeviceId& device) = 0;
    /// The highest that was ever reserved or given; 0 when none was.
    [[nodiscard]] virtual base::Result<std::uint32_t> last_number(const model::OrgId& org, int year) = 0;
    [[nodiscard]] virtual base::Result<void> put_number(const NumberRow& row) = 0;
    [[nodiscard]] virtual base::Result<void> add_invitation(const Invitation& invitation, std::int64_t made_ms) = 0;
    [[nodiscard]] virtual base::Result<std::optional<Invitation>> invitation(const base::Hash& code_hash) = 0;
    /// The key of the invitation that has this name (base::CodeSecret).
    [[nodiscard]] virtual base::Result<std::optional<base::Hash>> invitation_key(const base::Hash& name) = 0;
    [[nodiscard]] virtual base::Result<void> use_invitation(const base::Hash& code_hash, const base::DeviceId& device,
                                                            std::int64_t used_ms) = 0;
    [[nodiscard]] virtual base::Result<void> put_identity(const ServerIdentity& identity) = 0;
    [[nodiscard]] virtual base::Result<void> audit(const AuditEntry& entry) = 0;
    /// Takes the place of the one before. May be thrown away at any time: it says nothing the segments do not say.
    [[nodiscard]] virtual base::Result<void> put_office_state(const model::OrgId& org, const base::DeviceId& device,
                                                              std::int64_t made_ms, base::ByteSpan bytes) = 0;
    [[nodiscard]] virtual base::Result<void> commit() = 0;
};

/// The server's storage: feeds of segments and what is decided about documents. One thread at a time. SQLite today,
/// PostgreSQL for a department that outgrows one file (DESIGN §8). Errors: as store::Database.
class FeedStore {
  public:
    virtual ~FeedStore() = default;

    [[nodiscard]] virtual base::Result<std::unique_ptr<FeedWriter>> begin() = 0;

    /// Nothing before init.
    [[nodiscard]] virtual base::Result<std::optional<ServerIdentity>> identity() = 0;
    /// True when somebody else has written here since the last call, or since it was opened: `invite` and other
    /// commands work beside a running server.
    [[nodiscard]] virtual base::Result<bool> was_changed_elsewhere() = 0;
    /// Small enough to be held in memory by the server; read once at start.
    [[nodiscard]] virtual base::Result<std::vector<FeedHead>> heads() = 0;
    [[nodiscard]] virtual base::Result<std::vector<FeedTip>> tips() = 0;
    [[nodiscard]] virtual base::Result<std::vector<std::pair<base::ReplicaId, base::DeviceId>>> replicas() = 0;

    /// Calls `visit` for the segments of `feed` after `seq`, ascending, until it answers stop.
    enum class Visit { go_on, stop };
    [[nodiscard]] virtual base::Result<void> each_after(const std::string& feed, std::uint64_t seq,
                                                        const std::function<Visit(const StoredSegment&)>& visit) = 0;
    /// The segment of `replica` in `feed` whose last counter is `last`.
    [[nodiscard]] virtual base::Result<std::optional<StoredSegment>>
    segment_ending(const std::string& feed, const base::ReplicaId& replica, std::uint64_t last) = 0;
    /// The last seq of `feed` that came in until `received_ms`; 0 when none did.
    [[nodiscard]] virtual base::Result<std::uint64_t> seq_until(const std::string& feed, std::int64_t received_ms) = 0;
    /// How the segments of `replica` in `feed` after counter `after` came in; each door once.
    [[nodiscard]] virtual base::Result<std::set<Door>>
    doors_after(const std::string& feed, const base::ReplicaId& replica, std::uint64_t after) = 0;

    /// Documents with a change in `feed`, in the order they first came; `limit` from `offset`.
    [[nodiscard]] virtual base::Result<std::vector<base::DocumentId>>
    documents_of(const std::string& feed, std::uint64_t offset, std::uint64_t limit) = 0;
    [[nodiscard]] virtual base::Result<std::uint64_t> count_documents(const std::string& feed) = 0;
    /// Segments of `feed` that hold a change of `document`, ascending.
    [[nodiscard]] virtual base::Result<std::vector<ReceivedBytes>> segments_of(const std::string& feed,
                                                                               const base::DocumentId& document) = 0;
    /// The document index of one segment, for verify.
    [[nodiscard]] virtual base::Result<std::set<base::DocumentId>> indexed(const std::string& feed,
                                                                           std::uint64_t seq) = 0;

    /// The state of `org` as it was sealed; empty when there is none. One row.
    [[nodiscard]] virtual base::Result<base::Bytes> office_state(const model::OrgId& org) = 0;

    [[nodiscard]] virtual base::Result<std::vector<DocumentDecision>> decisions() = 0;
    [[nodiscard]] virtual base::Result<std::vector<StoredAuditEntry>> audit_log() = 0;
    /// Hash of the newest audit row, kept apart from the rows so that a row cut off the end is missed.
    [[nodiscard]] virtual base::Result<base::Hash> audit_head() = 0;
    [[nodiscard]] virtual base::Result<std::vector<QuarantinedSegment>> quarantined() = 0;
    [[nodiscard]] virtual base::Result<Totals> totals() = 0;

    /// Makes one pack of old segments in every feed that has enough of them (docs/adr/0013). Number of rows; 0 when all
    /// is done. Nobody waits for it.
    [[nodiscard]] virtual base::Result<std::size_t> pack_some(const PackRule& rule) = 0;

    [[nodiscard]] virtual base::Result<void> check_structure() = 0;
    /// A whole copy, marked so that a server started from it begins a new epoch.
    [[nodiscard]] virtual base::Result<void> backup_to(const std::filesystem::path& file) = 0;
};

/// The database file of a server's data folder.
[[nodiscard]] std::filesystem::path feed_store_file(const std::filesystem::path& folder);

/// Opens or makes `<folder>/server.db`. Several programs may have it open (`invite` beside `serve`). Programs give the
/// codec of packs.
[[nodiscard]] base::Result<std::unique_ptr<FeedStore>> open_feed_store(const std::filesystem::path& folder,
                                                                       PackCodec codec = {});

} // namespace dongthac::store
