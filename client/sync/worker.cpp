#include "client/sync/worker.hpp"

#include <algorithm>
#include <chrono>

#include "client/sync/backoff.hpp"
#include "client/sync/office_acts.hpp"
#include "client/sync/round.hpp"
#include "client/sync/state_first.hpp"
#include "shared/office/dropped_decisions.hpp"
#include "shared/office/missing_history.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::sync {

namespace {

/// True when a decision that went for this reason has been noted since.
base::Result<bool> is_told(office::Workspace& office, std::uint64_t since, base::Code why) {
    DT_TRY(const std::vector<office::DroppedDecision> dropped, office::dropped_decisions(office, since));
    return std::ranges::any_of(dropped, [&](const office::DroppedDecision& one) { return one.why.code == why; });
}

} // namespace

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

void Worker::request_act(app::OfficeAct act) {
    {
        const std::lock_guard lock(mutex_);
        act_ = std::move(act);
        status_.act.working = true; // at once: the next picture shows it, and nobody asks twice
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

Worker::Call Worker::next_call(unsigned failures) {
    std::unique_lock lock(mutex_);
    const bool called = wanted_ || join_ || act_;
    const auto delay = std::chrono::milliseconds(called ? 0 : next_delay_ms(failures, random_));
    changed_.wait_for(lock, delay, [&] { return stop_ || wanted_ || join_ || act_; });
    Call call{std::exchange(join_, std::nullopt), std::exchange(act_, std::nullopt), true, stop_};
    // An act brings its own round.
    call.round = wanted_ || call.join || !call.act;
    wanted_ = false;
    return call;
}

void Worker::run() {
    unsigned failures = 0;
    for (;;) {
        const Call call = next_call(failures);
        if (call.stop) return;
        const auto lived = base::within_memory([&]() -> base::Result<void> {
            if (call.join) do_join(*call.join);
            if (call.act) do_act(*call.act);
            if (!call.round) return {};
            const bool went_well = do_round();
            failures = went_well ? 0 : failures + 1;
            if (went_well) do_follow_up();
            return {};
        });
        if (!lived) ++failures; // no memory even to say so: later
    }
}

void Worker::do_act(const app::OfficeAct& act) {
    auto done = base::within_memory([&] { return do_in_office(act); });
    publish([&](app::SyncStatus& status) {
        status.act = {status.act.ended + 1, false, std::string(app::name_of(act)), std::nullopt, nullptr};
        if (done)
            status.act.done = std::make_shared<const app::OfficeActDone>(std::move(*done));
        else
            status.act.problem = done.error();
        ++status.generation;
    });
}

base::Result<app::OfficeActDone> Worker::do_in_office(const app::OfficeAct& act) {
    DT_TRY(office::Workspace office, office::Workspace::open(folder_, clock_, random_));
    return carry_out(
        office, [this](const std::string& url) { return transport_to(url); }, act);
}

void Worker::do_join(const Join& join) {
    publish([](app::SyncStatus& status) { status.phase = app::SyncPhase::joining; });
    const base::Result<void> joined = base::within_memory([&] { return join_office(join); });
    publish([&](app::SyncStatus& status) {
        status.phase = app::SyncPhase::idle;
        status.join_problem = joined ? std::nullopt : std::optional(joined.error());
        if (joined) ++status.generation;
    });
}

bool Worker::do_round() {
    publish([](app::SyncStatus& status) { status.phase = app::SyncPhase::working; });
    const base::Result<void> done = base::within_memory([this] { return round(); });
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

base::Result<Transport*> Worker::transport_to(const std::string& url) {
    if (!transport_ || transport_url_ != url) {
        DT_TRY(transport_, make_transport_(url));
        transport_url_ = url;
    }
    return transport_.get();
}

base::Result<void> Worker::round() {
    DT_TRY(office::Workspace office, office::Workspace::open(folder_, clock_, random_));
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    DT_TRY(Transport* const transport, transport_to(office.identity().server_url));
    DT_TRY(const std::uint64_t dropped, office::last_dropped(office));
    const auto report = run_round(office, *transport);
    // Where the server only refused a decision everything else has gone, and AppModel::dropped() tells of it for as
    // long as it takes.
    if (!report) {
        DT_TRY(const bool told, is_told(office, dropped, report.error().code));
        if (!told) return std::unexpected(report.error());
    }
    DT_TRY(const SyncSummary summary, summarise(office));
    DT_TRY(const office::HistoryLeft left, office::history_left(office));
    const std::lock_guard lock(mutex_);
    status_.history_taken = left.taken;
    status_.history_total = left.total;
    status_.clock_skew_ms = summary.clock_skew_ms;
    status_.last_round_ms = clock_.wall_ms(); // the log leaves out quiet rounds
    return {};
}

bool Worker::is_called() {
    const std::lock_guard lock(mutex_);
    return stop_ || wanted_ || join_ || act_;
}

void Worker::do_follow_up() {
    const base::Result<void> done = base::within_memory([this] { return follow_up(); });
    const base::Code code = done ? base::Code::internal : done.error().code;
    // The next round says that the network is gone.
    if (done || code == base::Code::unreachable || code == base::Code::no_office) return;
    publish([&](app::SyncStatus& status) { status.problem = done.error(); });
}

base::Result<void> Worker::follow_up() {
    DT_TRY(office::Workspace office, office::Workspace::open(folder_, clock_, random_));
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    DT_TRY(Transport* const transport, transport_to(office.identity().server_url));
    DT_TRY(const FollowedUp done, sync::follow_up(office, *transport, {}, [this] { return !is_called(); }));
    if (done.segments == 0 && !done.settled) return {};
    DT_TRY(const office::HistoryLeft left, office::history_left(office));
    publish([&](app::SyncStatus& status) {
        status.history_taken = left.taken;
        status.history_total = left.total;
        status.false_state_by = done.false_state_by;
        ++status.generation;
    });
    return {};
}

base::Result<void> Worker::join_office(const Join& join) {
    DT_TRY(Transport* const transport, transport_to(join.url));
    DT_TRY(office::Workspace office, office::Workspace::open(folder_, clock_, random_));
    return sync::join(office, *transport, join.url, join.code,
                      "PC " + base::to_text(office.identity().device).substr(0, 8));
}

} // namespace dongthac::sync
