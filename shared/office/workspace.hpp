#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/channel_keys.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/random.hpp"
#include "shared/change/state.hpp"
#include "shared/model/feed.hpp"
#include "shared/model/server_keys.hpp"
#include "shared/store/office_store.hpp"

namespace dongthac::model {
struct Calendar;
} // namespace dongthac::model

namespace dongthac::office {

/// Who this PC is. Until it joins an office, `org` is empty: work is kept locally and handed to the office on joining.
struct Identity {
    base::KeyPair key;
    base::DeviceId device;
    base::ReplicaId replica;
    model::OrgId org;
    std::set<model::Role> roles;
    std::string server_url;
    model::ServerKeys server;

    [[nodiscard]] bool enrolled() const { return !org.empty(); }
    /// The feed drafts go to: own/ORG, or own/local before joining.
    [[nodiscard]] std::string draft_feed() const;
};

/// What the server answered to a one-time code.
struct Enrolment {
    std::string server_url;
    model::ServerKeys server;
    model::OrgId org;
    std::set<model::Role> roles;
};

/// One PC's data folder, opened. The single place where log, projections and meaning come together; everything a screen
/// or a command does goes through the functions of this folder on a Workspace. Not thread-safe: each thread opens its
/// own on the same folder (the FolderLock belongs to the program). Holds no document in memory between calls.
class Workspace {
  public:
    /// `clock` and `random` are borrowed and must outlive it. Errors: those of store::OfficeStore::open.
    [[nodiscard]] static base::Result<Workspace> open(const std::filesystem::path& folder, const base::Clock& clock,
                                                      base::Random& random);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] store::OfficeStore& store() { return store_; }
    [[nodiscard]] const base::Clock& clock() const { return *clock_; }
    [[nodiscard]] base::Random& random() { return *random_; }
    [[nodiscard]] const Identity& identity() const { return identity_; }
    [[nodiscard]] const model::Directory& directory() const { return directory_; }
    /// Today in Vietnam by this machine's clock, put right by what the server's clock said in the last round: whose
    /// superior an office has depends on the day, and a wrong clock must not refuse work (DESIGN §4).
    [[nodiscard]] text::Date today() const;
    /// This machine's clock minus the server's, when last heard; 0 before.
    [[nodiscard]] std::int64_t clock_skew_ms() const { return clock_skew_ms_; }
    /// Keeps what the server's signed time said just now.
    [[nodiscard]] base::Result<void> note_server_time(std::int64_t server_ms);

    /// Working days and school years, by which things fall due: read from the program's assets when first asked for.
    /// Without them weekends and the holidays with a fixed date.
    [[nodiscard]] const model::Calendar& calendar();
    void use_calendar(model::Calendar calendar);

    /// The keys of the channel to this office's server; nullptr before joining, or when the server's key is none to
    /// agree with. Made once: that takes longer than a quiet round. Borrowed until the next reload.
    [[nodiscard]] const base::ChannelKeys* channel_keys();

    /// Reads identity and directory again, after another thread's sync.
    [[nodiscard]] base::Result<void> reload();

    /// reload(), but only when the background thread has joined an office or taken a new replica id since, or a reload
    /// that was due did not happen. Every act asks within its transaction: changes under an old name would never be
    /// sent, or be taken for others.
    [[nodiscard]] base::Result<void> follow_identity();

    /// The highest counter given to a change under this replica id, as the database knows it now: other programs work
    /// on it too. Open rows count by themselves; the setting says the rest.
    [[nodiscard]] base::Result<std::uint64_t> counter();
    /// Notes that counters up to `counter` are given, within the caller's transaction. An act need not: its open row
    /// says it.
    [[nodiscard]] base::Result<void> note_counter(std::uint64_t counter);

    /// The directory on the disk is about to be another: until a reload() came to its end, follow_identity() tries one.
    void expect_directory() { directory_is_old_ = true; }
    [[nodiscard]] bool expects_directory() const { return directory_is_old_; }
    /// Takes over the records of the directory's segment number `seq`, which has just been learnt and committed: by
    /// themselves when directory() holds all before it, or reading the whole would cost a new PC the square of what all
    /// PCs of a province left there. Errors: the store's.
    [[nodiscard]] base::Result<void> follow_directory(std::uint64_t seq, std::span<const change::Change> changes);

    /// Becomes a PC of an office. Drafts made before are handed to it. Error already_enrolled for another office.
    [[nodiscard]] base::Result<void> enrol(const Enrolment& enrolment);

    /// What dir/ROOT says of the server's keys, within the caller's transaction; reload() after the commit. True when
    /// there is a new one. Error bad_signature.
    [[nodiscard]] base::Result<bool> follow_server(std::span<const change::Change> changes);

    /// Writes another replica id and the counter its changes have reached, within the caller's transaction; reload()
    /// after the commit. For take_new_replica only.
    [[nodiscard]] base::Result<void> become(const base::ReplicaId& replica, std::uint64_t counter);

  private:
    Workspace(std::filesystem::path folder, store::OfficeStore store, Identity identity, const base::Clock& clock,
              base::Random& random);
    std::filesystem::path folder_;
    store::OfficeStore store_;
    Identity identity_;
    model::Directory directory_;
    [[nodiscard]] base::Result<void> read_skew();
    [[nodiscard]] base::Result<void> renew_projections();
    const base::Clock* clock_;
    base::Random* random_;
    std::int64_t clock_skew_ms_ = 0;
    std::optional<base::ChannelKeys> channel_keys_;
    std::shared_ptr<const model::Calendar> calendar_;
    std::uint64_t directory_seq_ = 0; ///< of the last segment that directory_ was made from
    bool directory_is_old_ = false;
};

} // namespace dongthac::office
