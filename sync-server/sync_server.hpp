#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/clock.hpp"
#include "shared/model/directory.hpp"
#include "shared/model/feed.hpp"
#include "shared/store/feed_store.hpp"
#include "shared/wire/brief.hpp"
#include "shared/wire/envelope.hpp"
#include "shared/wire/give_back.hpp"
#include "shared/wire/messages.hpp"
#include "shared/wire/office_messages.hpp"
#include "shared/wire/state.hpp"
#include "sync-server/channels.hpp"
#include "sync-server/feed_state.hpp"
#include "sync-server/ingest.hpp"
#include "sync-server/peer_limit.hpp"

namespace dongthac::server {

/// Whether an answer carries the server's signed time: a signature costs more than the rest of a quiet answer.
enum class Stamp { signed_token, none };

/// What an exchange tells: all the sender may read, or the directory alone (docs/sync-protocol.md §4b).
enum class Reach { all, directory };

/// The engine: join, exchange, decide, snapshot over a FeedStore, without any HTTP. Any thread may call; writes are one
/// transaction with one fsync each, and memory changes only after the commit (DESIGN §8).
class SyncServer {
  public:
    /// Loads heads, tips and the directory (rebuilt from dir/ROOT, signatures checked). The clock is borrowed. Errors:
    /// missing_file when the folder was never initialised, bad_signature, the store's.
    [[nodiscard]] static base::Result<std::unique_ptr<SyncServer>> open(std::unique_ptr<store::FeedStore> store,
                                                                        const base::Clock& clock);

    /// Enrols a PC with a one-time code. Joining again with the same key and code gives the same answer: the first may
    /// have been lost. Errors: bad_code, used_code, expired_code, already_enrolled {org}, unknown_org,
    /// server_refused {status: 429} after too many wrong codes from `peer`.
    [[nodiscard]] base::Result<wire::JoinAnswer> join(const wire::JoinRequest& request, std::string_view peer);

    /// Shows a PC that is about to join that this server knows its code, which the PC has not said
    /// (docs/sync-protocol.md §3). Errors: bad_code; server_refused {status: 429} after too many wrong names from
    /// `peer`.
    [[nodiscard]] base::Result<wire::MeetAnswer> meet(const wire::MeetRequest& request, std::string_view peer);

    /// This server's word for a certificate (wire::make_tls_statement). Any thread.
    [[nodiscard]] base::Bytes tls_statement(const base::Hash& certificate) const;

    /// Takes over what a command wrote beside this server: before it writes anything itself, and from time to time. Any
    /// thread. Errors: the store's, bad_signature.
    [[nodiscard]] base::Result<void> look_around();

    /// The enrolled PC. Errors: bad_signature when unknown (a stranger learns nothing), not_allowed when revoked.
    [[nodiscard]] base::Result<model::Device> device(const base::DeviceId& id) const;

    /// Reads its memory from the disk again when a request ended between a commit and the memory that follows it.
    /// Before every request; costs nothing otherwise.
    [[nodiscard]] base::Result<void> catch_up();

    /// One round. Acks of pushed segments come in the order they were pushed, then what the tips say: missing_before
    /// {feed, last = what the server has} after the server lost something, fork when the client's chain is not ours.
    [[nodiscard]] base::Result<wire::ExchangeAnswer> exchange(const model::Device& sender,
                                                              const wire::ExchangeRequest& request,
                                                              Stamp stamp = Stamp::signed_token,
                                                              Reach reach = Reach::all);

    /// The same between two that agree on what they know; `unknown` when they do not, and then nothing was done.
    struct Brief {
        wire::BriefAnswer answer;
        std::vector<wire::Ack> acks; ///< what the answer says of the pushed segments, in full
    };
    [[nodiscard]] base::Result<Brief> brief(const model::Device& sender, const wire::BriefRequest& request);

    /// Who sent a request of version 2, if anybody did whom this server knows, revoked ones too.
    [[nodiscard]] std::optional<Caller> caller_of(const wire::ChannelRequest& request);

    /// One decision by compare-and-set. Not `accepted` with the current state when somebody else was first, or with
    /// acks fork / missing_before when the segments do not follow the replica's chain (exchange first, then again).
    /// Nothing of a refused decision is kept. Errors: not_allowed (role, side, feed), bad_value, bad_bytes,
    /// bad_signature.
    [[nodiscard]] base::Result<wire::DecideAnswer> decide(const model::Device& sender,
                                                          const wire::DecideRequest& request);

    /// The documents of a feed as they stand, paged. Errors: bad_value, not_allowed.
    [[nodiscard]] base::Result<wire::SnapshotAnswer> snapshot(const model::Device& sender,
                                                              const wire::SnapshotRequest& request);

    /// The state kept for the sender's office: one row, not looked into. Errors: the store's.
    [[nodiscard]] base::Result<wire::StateAnswer> state(const model::Device& sender, const wire::StateRequest& request);

    /// Keeps the state when it covers more than the one before and its chains end where this server's did at that
    /// place; otherwise the answer names the one that stays. Builds no document. Errors: bad_bytes, bad_signature,
    /// not_allowed (another office's, or feeds it may not read), too_large.
    [[nodiscard]] base::Result<wire::StateAnswer> put_state(const model::Device& sender, const wire::StateOffer& offer);

    /// Segments of a feed in the order of seq, for a PC that began with a state. Errors: bad_value, not_allowed.
    [[nodiscard]] base::Result<wire::HistoryAnswer> history(const model::Device& sender,
                                                            const wire::HistoryRequest& request);

    /// After this server was put back from an older copy: names what it lacks of the client's chains, and takes again
    /// what the client returns — drafts signed by their authors, decisions with this server's receipt (or, from their
    /// author, by another compare-and-set), directory records signed by this server. `sender` is nullptr for a PC the
    /// copy does not know: it may return directory records only. Errors: the store's.
    [[nodiscard]] base::Result<wire::GiveBackAnswer> give_back(const model::Device* sender,
                                                               const wire::GiveBackRequest& request);

    /// Receipts for decisions the sender may read; empty ones for everything else. Errors: the store's.
    [[nodiscard]] base::Result<wire::ReceiptsAnswer> receipts(const model::Device& sender,
                                                              const wire::ReceiptsRequest& request);

    /// Writes a person of the sender's office into the directory, and keeps a code with which he or she sets a PIN at
    /// one PC. Errors: not_allowed unless an administrator asks, bad_value, too_large.
    [[nodiscard]] base::Result<void> put_person(const model::Device& sender, const wire::PersonRequest& request);
    /// Registers a key that a PIN opens at the sender's PC. The same again is answered the same. Errors: bad_code,
    /// used_code, expired_code, bad_signature, not_allowed, server_refused {status: 429} after too many wrong codes.
    [[nodiscard]] base::Result<void> put_person_key(const model::Device& sender, const wire::PersonKeyRequest& request);
    /// Writes how the sender's office works. Errors: not_allowed, bad_value.
    [[nodiscard]] base::Result<void> put_policy(const model::Device& sender, const wire::PolicyRequest& request);
    /// Document numbers for the sender to give. The same again gives the same. Errors: not_allowed, not_the_desk,
    /// bad_value.
    [[nodiscard]] base::Result<wire::NumberAnswer> numbers(const model::Device& sender,
                                                           const wire::NumberRequest& request);

    [[nodiscard]] std::shared_ptr<const model::Directory> directory() const;
    [[nodiscard]] const std::string& epoch() const { return identity_.epoch; }
    [[nodiscard]] const base::PublicKey& public_key() const { return keys_.front().public_key(); }
    /// This server's keys as the directory tells of them; the newest alone where the directory is of another copy.
    [[nodiscard]] model::ServerKeys server_keys() const;
    [[nodiscard]] base::Result<store::Totals> totals();

  private:
    SyncServer(std::unique_ptr<store::FeedStore> store, const base::Clock& clock, store::ServerIdentity identity,
               FeedState state, model::Directory directory);

    struct Pushed;
    [[nodiscard]] text::Date today() const;
    /// look_around() by one who holds store_mutex_.
    [[nodiscard]] base::Result<void> follow_others();
    [[nodiscard]] base::Result<void> load_again();
    /// A write transaction that knows all that was written before it: looked for only once nobody else can write, or a
    /// command could in between, and the two would fork a chain. Directory, sender and PendingState are taken after it:
    /// a PC revoked beside this server since its request came in writes nothing any more. Holds store_mutex_.
    [[nodiscard]] base::Result<std::unique_ptr<store::FeedWriter>> begin_write();
    /// A feed as one reader sees it: its last entry that he or she may read, or one before it.
    struct ReaderHead {
        model::ReadableFeed feed;
        std::string name;
        std::uint64_t seq = 0;
    };
    [[nodiscard]] std::vector<ReaderHead> heads_for(const model::Device& sender, Reach reach = Reach::all) const;
    /// Learns the ends of feeds that `heads` may read no longer. Holds store_mutex_.
    [[nodiscard]] base::Result<void> find_ends(std::vector<ReaderHead>& heads);
    [[nodiscard]] std::optional<wire::ExchangeAnswer>
    quiet_answer(const model::Device& sender, const wire::ExchangeRequest& request, Stamp stamp, Reach reach) const;
    [[nodiscard]] wire::ExchangeAnswer blank_answer(Stamp stamp) const;
    /// A signed time, at most a second before `now_ms`: what it proves is that something came after it.
    [[nodiscard]] base::Bytes time_token(std::int64_t now_ms) const;
    struct Agreed;
    [[nodiscard]] std::optional<Agreed> agreed(const model::Device& sender, const wire::BriefRequest& request) const;
    [[nodiscard]] base::Result<bool> rebuild(const model::Device& sender, const wire::BriefRequest& request,
                                             Agreed& agreed);
    /// A request that pushes, while it waits for the disk.
    struct Pushing;
    /// Those that come while the disk is busy share the next transaction and its flush (DESIGN §8).
    [[nodiscard]] base::Result<Pushed> push_together(const model::Device& sender, const wire::ExchangeRequest& request);
    /// Holds store_mutex_. When one of several fails, each has a transaction of its own.
    void push_group(std::span<Pushing* const> group);
    /// In one transaction. Holds store_mutex_.
    [[nodiscard]] base::Result<void> push_all(std::span<Pushing* const> group);
    [[nodiscard]] base::Result<void> push(Pushing& pushing, const model::Directory& directory,
                                          store::FeedWriter& writer, PendingState& pending);
    [[nodiscard]] base::Result<void> compare_tips(const model::Device& sender, const wire::ExchangeRequest& request,
                                                  Pushed& pushed);
    [[nodiscard]] base::Result<bool> is_explained(const wire::ExchangeRequest& request, const wire::ChainTip& tip,
                                                  const Pushed& pushed);
    /// A receipt that goes with the segment at `place` of an answer.
    struct Owed {
        std::size_t place = 0;
        std::string feed;
        base::Hash hash{};
        std::int64_t received_ms = 0;
    };
    /// Adds the segments the sender has not, and says which of them want a receipt. Holds store_mutex_.
    [[nodiscard]] base::Result<std::vector<Owed>> collect(const wire::ExchangeRequest& request,
                                                          const std::vector<ReaderHead>& heads, const Pushed& pushed,
                                                          wire::ExchangeAnswer& answer);
    [[nodiscard]] std::vector<wire::ChainEnd> lacking_of(const model::Device* sender,
                                                         const std::vector<wire::ChainEnd>& ends) const;
    struct Deciding;
    [[nodiscard]] base::Result<wire::DecideAnswer> settle(const Deciding& about, std::vector<CheckedSegment>& checked,
                                                          store::FeedWriter& writer, PendingState& pending);
    /// Takes the copies that are missing of a decision of which one is in.
    [[nodiscard]] base::Result<wire::DecideAnswer> complete(const Deciding& about, std::vector<CheckedSegment>& checked,
                                                            store::FeedWriter& writer, PendingState& pending);
    /// Adds to `answer` the ack of every copy that is in and the receipt that brings it back into a server that lost
    /// it.
    [[nodiscard]] base::Result<void> confirm(wire::DecideAnswer& answer, const std::vector<CheckedSegment>& checked);
    [[nodiscard]] base::Result<wire::DecideAnswer> repeat_answer(const std::vector<CheckedSegment>& checked);
    /// Empty for what is no decision.
    [[nodiscard]] base::Bytes receipt_for(const store::StoredSegment& segment) const;
    /// Seals directory records and commits them with an audit row.
    [[nodiscard]] base::Result<void> write_records(store::FeedWriter& writer, PendingState& pending,
                                                   std::vector<change::Payload> records,
                                                   const store::AuditEntry& entry);
    [[nodiscard]] std::uint64_t last_counter_of(const base::DeviceId& device) const;
    [[nodiscard]] base::Result<wire::JoinAnswer> enrol(const wire::JoinRequest& request);
    [[nodiscard]] base::Result<bool> ends_as_ours(const wire::StateHeader& header);
    [[nodiscard]] base::Result<std::map<base::ReplicaId, Tip>> tips_at(const wire::FeedPlace& place);
    /// Commits, then moves the memory: heads and chains, and the directory when it is a new one.
    [[nodiscard]] base::Result<void> commit(store::FeedWriter& writer, const PendingState& pending,
                                            std::shared_ptr<const model::Directory> updated = nullptr);

    std::unique_ptr<store::FeedStore> store_;
    const base::Clock& clock_;
    store::ServerIdentity identity_;
    std::vector<base::KeyPair> keys_; ///< newest first
    Channels channels_;
    PeerLimit wrong_codes_;

    mutable std::mutex token_mutex_;    ///< guards the two below; no other is taken under it
    mutable base::Bytes token_;         ///< the last signed time, given out for a second
    mutable std::int64_t token_ms_ = 0; ///< of token_

    std::mutex pushing_mutex_; ///< guards the three below; taken while store_mutex_ is held, never before it
    std::condition_variable pushed_;
    std::vector<Pushing*> pushing_; ///< waiting for the next transaction
    bool is_pushing_ = false;       ///< somebody is about to write for all of them

    std::mutex store_mutex_;                ///< held for every use of store_; taken before state_mutex_
    mutable std::shared_mutex state_mutex_; ///< guards the three below; never held across a disk access
    FeedState state_;
    std::shared_ptr<const model::Directory> directory_;
    /// The last seq that entered a feed until a day of the past; forgotten when something old is given back.
    std::map<std::pair<std::string, std::int64_t>, std::uint64_t> ends_;
    std::atomic<bool> is_behind_ = false; ///< something may be on the disk that the two above do not know
};

} // namespace dongthac::server
