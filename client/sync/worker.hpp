#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "client/app/sync_control.hpp"
#include "client/sync/transport.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"

namespace dongthac::sync {

/// The window's background thread: rounds when asked and by itself, with backoff and jitter. It opens a Workspace of
/// its own on the folder (whose lock the caller holds), so the window never waits for it. All public calls from one
/// thread.
class Worker final : public app::SyncControl {
  public:
    using MakeTransport = std::function<base::Result<std::unique_ptr<Transport>>(const std::string& url)>;

    /// `clock` and `random` are borrowed and used on the thread only; `wake` is called from it after every change of
    /// status.
    Worker(std::filesystem::path folder, const base::Clock& clock, base::Random& random, MakeTransport make_transport,
           std::function<void()> wake);
    /// Asks the thread to stop after the request it is in and waits for it.
    ~Worker() override;

    void request_now() override;
    void request_join(const std::string& url, const std::string& code) override;
    void request_act(app::OfficeAct act) override;
    [[nodiscard]] app::SyncStatus status() const override;

  private:
    struct Join {
        std::string url;
        std::string code;
    };

    /// What the thread was called for.
    struct Call {
        std::optional<Join> join;
        std::optional<app::OfficeAct> act;
        bool round = false;
        bool stop = false;
    };

    void run();
    /// Sleeps until it is called or the next round is due.
    [[nodiscard]] Call next_call(unsigned failures);
    void do_join(const Join& join);
    void do_act(const app::OfficeAct& act);
    /// True when the round went well.
    bool do_round();
    /// What can wait for the time between rounds: history after a state, and a new state (state_first.hpp).
    void do_follow_up();
    [[nodiscard]] base::Result<void> follow_up();
    [[nodiscard]] bool is_called();
    void publish(const std::function<void(app::SyncStatus&)>& change);
    /// The one kept from the last round while the address is the same.
    [[nodiscard]] base::Result<Transport*> transport_to(const std::string& url);
    [[nodiscard]] base::Result<void> round();
    [[nodiscard]] base::Result<void> join_office(const Join& join);
    [[nodiscard]] base::Result<app::OfficeActDone> do_in_office(const app::OfficeAct& act);

    const std::filesystem::path folder_;
    const base::Clock& clock_;
    base::Random& random_;
    const MakeTransport make_transport_;
    const std::function<void()> wake_;
    std::unique_ptr<Transport> transport_; ///< used on the thread only, like its address
    std::string transport_url_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    app::SyncStatus status_;            ///< guarded by mutex_
    bool stop_ = false;                 ///< guarded by mutex_
    bool wanted_ = true;                ///< guarded by mutex_; the first round comes at once
    std::optional<Join> join_;          ///< guarded by mutex_
    std::optional<app::OfficeAct> act_; ///< guarded by mutex_
    std::thread thread_;                ///< last: it uses everything above
};

} // namespace dongthac::sync
