#include "sync-server/sync_server.hpp"

#include "sync-server/directory_feed.hpp"

namespace dongthac::server {

namespace {

// A person mistypes a few times; a guesser of 60 bits gets nowhere at this rate.
constexpr std::size_t kWrongCodesAllowed = 20;
constexpr std::int64_t kWrongCodesWindowMs = 60'000;

/// Raises a flag on the way out, unless done() was called.
class UnlessDone {
  public:
    explicit UnlessDone(std::atomic<bool>& flag) : flag_(&flag) {}
    UnlessDone(const UnlessDone&) = delete;
    UnlessDone& operator=(const UnlessDone&) = delete;
    ~UnlessDone() {
        if (flag_ != nullptr) *flag_ = true;
    }
    void done() { flag_ = nullptr; }

  private:
    std::atomic<bool>* flag_;
};

} // namespace

SyncServer::SyncServer(std::unique_ptr<store::FeedStore> store, const base::Clock& clock,
                       store::ServerIdentity identity, FeedState state, model::Directory directory)
    : store_(std::move(store)), clock_(clock), identity_(std::move(identity)), keys_(keys_of(identity_)),
      channels_(keys_), wrong_codes_(kWrongCodesAllowed, kWrongCodesWindowMs), state_(std::move(state)),
      directory_(std::make_shared<const model::Directory>(std::move(directory))) {}

base::Result<std::unique_ptr<SyncServer>> SyncServer::open(std::unique_ptr<store::FeedStore> store,
                                                           const base::Clock& clock) {
    DT_TRY(const auto identity, store->identity());
    if (!identity) return base::fail(base::Code::missing_file, {{"path", "server.db"}});
    DT_TRY(FeedState state, FeedState::load(*store));
    DT_TRY(model::Directory directory, read_directory(*store, *identity));
    return std::unique_ptr<SyncServer>(
        new SyncServer(std::move(store), clock, *identity, std::move(state), std::move(directory)));
}

model::ServerKeys SyncServer::server_keys() const {
    auto keys = model::ServerKeys::from(public_key(), directory()->key_successions());
    return keys ? std::move(*keys) : model::ServerKeys(public_key());
}

std::shared_ptr<const model::Directory> SyncServer::directory() const {
    const std::shared_lock lock(state_mutex_);
    return directory_;
}

base::Result<model::Device> SyncServer::device(const base::DeviceId& id) const {
    const auto directory = this->directory();
    const model::Device* found = directory->find(id);
    if (found == nullptr) return base::fail(base::Code::bad_signature, {{"what", "request"}});
    if (found->revoked_after) return base::fail(base::Code::not_allowed, {{"action", "sync"}, {"org", found->org}});
    return *found;
}

std::optional<Caller> SyncServer::caller_of(const wire::ChannelRequest& request) {
    return channels_.caller_of(*directory(), request);
}

base::Result<store::Totals> SyncServer::totals() {
    const std::lock_guard lock(store_mutex_);
    return store_->totals();
}

text::Date SyncServer::today() const { return text::day_of(clock_.wall_ms()); }

base::Result<void> SyncServer::catch_up() {
    if (!is_behind_) return {};
    const std::lock_guard lock(store_mutex_);
    return is_behind_ ? load_again() : base::Result<void>{}; // another request may have been faster
}

base::Result<void> SyncServer::look_around() {
    const std::lock_guard lock(store_mutex_);
    return follow_others();
}

base::Result<void> SyncServer::follow_others() {
    DT_TRY(const bool changed, store_->was_changed_elsewhere());
    if (changed) is_behind_ = true; // the store tells of it once; reading it may fail and be due again
    return is_behind_ ? load_again() : base::Result<void>{};
}

base::Result<std::unique_ptr<store::FeedWriter>> SyncServer::begin_write() {
    DT_TRY(std::unique_ptr<store::FeedWriter> writer, store_->begin());
    DT_CHECK(follow_others());
    return writer;
}

base::Result<void> SyncServer::load_again() {
    DT_TRY(FeedState state, FeedState::load(*store_));
    DT_TRY(model::Directory read, read_directory(*store_, identity_));
    auto directory = std::make_shared<const model::Directory>(std::move(read));
    const std::unique_lock state_lock(state_mutex_);
    state_ = std::move(state);
    directory_ = std::move(directory);
    ends_.clear();
    is_behind_ = false;
    return {};
}

base::Result<void> SyncServer::commit(store::FeedWriter& writer, const PendingState& pending,
                                      std::shared_ptr<const model::Directory> updated) {
    UnlessDone behind(is_behind_); // also after a commit that failed: reading again does no harm
    DT_CHECK(writer.commit());
    const std::unique_lock lock(state_mutex_);
    pending.apply_to(state_);
    if (updated) directory_ = std::move(updated);
    behind.done();
    return {};
}

} // namespace dongthac::server
