#include "client/sync/worker.hpp"

#include <chrono>

#include "client/sync/backoff.hpp"
#include "client/sync/round.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::sync {

Worker::Worker(std::filesystem::path folder, const base::Clock& clock, base::Random& random,
               MakeTransport make_transport, std::function<void()> wake)
    : folder_(std::move(folder)), clock_(clock), random_(random), make_transport_(std::move(make_transport)),
      wake_(std::move(wake)), thread_([this] { run(); }) {}

Worker::~Worker() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Worker::request_now() {
    {
        const std::lock_guard lock(mutex_);
        wanted_ = true;
    }
    changed_.notify_all();
}

void Worker::request_join(const std::string& url, const std::string& code) {
    {
        const std::lock_guard lock(mutex_);
        join_ = Join{url, code};
    }
    changed_.notify_all();
}

app::SyncStatus Worker::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

void Worker::publish(const std::function<void(app::SyncStatus&)>& change) {
    {
        const std::lock_guard lock(mutex_);
        change(status_);
    }
    wake_();
}

void Worker::run() {
    unsigned failures = 0;
    for (;;) {
        std::optional<Join> join;
        {
            std::unique_lock lock(mutex_);
            const auto delay = std::chrono::milliseconds(wanted_ || join_ ? 0 : next_delay_ms(failures, random_));
            changed_.wait_for(lock, delay, [&] { return stop_ || wanted_ || join_; });
            if (stop_) return;
            wanted_ = false;
            join = std::exchange(join_, std::nullopt);
        }
        if (join) do_join(*join);
        failures = do_round() ? 0 : failures + 1;
    }
}

void Worker::do_join(const Join& join) {
    publish([](app::SyncStatus& status) { status.phase = app::SyncPhase::joining; });
    const base::Result<void> joined = join_office(join);
    publish([&](app::SyncStatus& status) {
        status.phase = app::SyncPhase::idle;
        status.join_problem = joined ? std::nullopt : std::optional(joined.error());
        if (joined) ++status.generation;
    });
}

bool Worker::do_round() {
    publish([](app::SyncStatus& status) { status.phase = app::SyncPhase::working; });
    const base::Result<void> done = round();
    // A PC that works alone has no round to fail.
    const bool alone = !done && done.error().code == base::Code::no_office;
    publish([&](app::SyncStatus& status) {
        status.phase = app::SyncPhase::idle;
        status.problem = done || alone ? std::nullopt : std::optional(done.error());
        if (!alone)
            status.link = done || done.error().code != base::Code::unreachable ? app::Link::online : app::Link::offline;
        ++status.generation;
    });
    return done || alone;
}

base::Result<void> Worker::round() {
    DT_TRY(office::Workspace office, office::Workspace::open(folder_, clock_, random_));
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    DT_TRY(const std::unique_ptr<Transport> transport, make_transport_(office.identity().server_url));
    DT_TRY(const RoundReport report, run_round(office, *transport));
    DT_TRY(const SyncSummary summary, summarise(office));
    const std::lock_guard lock(mutex_);
    status_.clock_skew_ms = summary.clock_skew_ms;
    status_.last_round_ms = clock_.wall_ms(); // the log leaves out quiet rounds
    return {};
}

base::Result<void> Worker::join_office(const Join& join) {
    DT_TRY(const std::unique_ptr<Transport> transport, make_transport_(join.url));
    DT_TRY(office::Workspace office, office::Workspace::open(folder_, clock_, random_));
    return sync::join(office, *transport, join.url, join.code,
                      "PC " + base::to_text(office.identity().device).substr(0, 8));
}

} // namespace dongthac::sync
