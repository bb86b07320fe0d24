#include <nlohmann/json.hpp>

#include "bench/desk.hpp"
#include "bench/measure.hpp"
#include "bench/workloads.hpp"

namespace dongthac::bench {

namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string> kRoles = {"editor", "signer", "clerk"};

Json line_for(const std::string& workload, std::size_t count) {
    return {{"peer", "dongthac"}, {"version", DONGTHAC_VERSION}, {"workload", workload}, {"n", count}};
}

void end(Json& line) {
    line["history"] = true;
    line["fsync"] = "WAL, synchronous=FULL on both sides";
}

/// Runs `work` and adds what it cost to `line`.
template <class Work>
void measure(Json& line, const ServerProgram& server, Work work) {
    const Counters wire = counters();
    const ProcessUse server_before = use_of(server.process());
    const double cpu = own_use().cpu_seconds;
    const double start = now();
    work();
    line["seconds"] = rounded(now() - start);
    const Counters after = counters();
    const ProcessUse server_after = use_of(server.process());
    line["bytes_up"] = after.sent - wire.sent;
    line["bytes_down"] = after.received - wire.received;
    line["bytes_on_wire"] = after.sent - wire.sent + after.received - wire.received;
    line["server_cpu_s"] = rounded(server_after.cpu_seconds - server_before.cpu_seconds, 2);
    line["client_cpu_s"] = rounded(own_use().cpu_seconds - cpu, 2);
    line["server_rss_mb"] = server_after.peak_mb;
    line["client_fsyncs"] = after.flushes - wire.flushes;
}

class SyncRun {
  public:
    SyncRun(const Options& options, const std::set<std::string>& wanted)
        : options_(options), wanted_(wanted),
          server_(options.server, scratch_.path() / "server", {{"truong", "school", ""}}) {
        server_.start();
        first_ = std::make_unique<Desk>(scratch_.path() / "a", server_, "truong", kRoles);
        (void)first_->sync(); // the directory
        second_ = std::make_unique<Desk>(scratch_.path() / "b", server_, "truong", kRoles);
    }

    void push() {
        const std::vector<Edit> edits = options_.edits ? read_edits(*options_.edits) : make_edits(options_.count);
        count_ = edits.size();
        wanted_digest_ = digest(final_state(edits));
        first_->begin_plan();
        const double begun = now();
        constexpr std::size_t kLargestAct = 100'000;
        for (std::size_t at = 0; at < edits.size(); at += kLargestAct)
            first_->edit_many({edits.begin() + static_cast<std::ptrdiff_t>(at),
                               edits.begin() + static_cast<std::ptrdiff_t>(std::min(edits.size(), at + kLargestAct))});
        const double made = now() - begun;
        const std::uint64_t server_before = folder_bytes(server_.data());
        Json line = line_for("W1", count_);
        sync::RoundReport report;
        measure(line, server_, [&] { report = first_->sync(); });
        if (report.pending != 0) throw std::runtime_error("the server did not take everything");
        line["server_bytes"] = folder_bytes(server_.data()) - server_before;
        line["client_bytes"] = folder_bytes(scratch_.path() / "a");
        line["local_gen_s"] = rounded(made);
        end(line);
        print("W1", line);
    }

    void pull() {
        // What the first PC does between its rounds, before it is switched off: making and uploading the state.
        const double uploading = now();
        const sync::FollowedUp uploaded = first_->follow_up();
        state_up_ms_ = uploaded.uploaded > 0 ? rounded((now() - uploading) * 1e3) : 0;
        server_.kill();
        server_.start();
        second_->read_plan(first_->plan());
        Json line = line_for("W2", count_);
        sync::RoundReport report;
        measure(line, server_, [&] { report = second_->sync(); });
        line["state_bytes"] = report.state_bytes;
        line["state_up_ms"] = state_up_ms_;
        line["client_bytes"] = folder_bytes(scratch_.path() / "b");
        line["survived_kill9_and_equal"] = digest(second_->state()) == wanted_digest_;
        add_history(line);
        end(line);
        print("W2", line);
    }

    void one_by_one() {
        constexpr std::size_t kWarm = 20;
        const std::vector<Edit> edits = make_edits(options_.rounds + kWarm, 1000, 7);
        (void)first_->sync();
        for (std::size_t i = 0; i < kWarm; ++i) {
            edit(edits[options_.rounds + i]);
            (void)first_->sync();
        }
        std::vector<double> edit_ms;
        std::vector<double> sync_ms;
        std::vector<double> both_ms;
        const Counters before = counters();
        const double cpu = own_use().cpu_seconds;
        const double server_cpu = use_of(server_.process()).cpu_seconds;
        for (std::size_t i = 0; i < options_.rounds; ++i) {
            const double start = now();
            edit(edits[i]);
            const double durable = now();
            (void)first_->sync();
            const double done = now();
            edit_ms.push_back((durable - start) * 1e3);
            sync_ms.push_back((done - durable) * 1e3);
            both_ms.push_back((done - start) * 1e3);
        }
        const Counters after = counters();
        const double rounds = static_cast<double>(options_.rounds);
        Json line = line_for("W3", count_);
        line["rounds"] = options_.rounds;
        line["edit_sync_ms_p50"] = rounded(quantile(both_ms, .5));
        line["edit_sync_ms_p99"] = rounded(quantile(both_ms, .99));
        line["sync_ms_p50"] = rounded(quantile(sync_ms, .5));
        line["sync_ms_p99"] = rounded(quantile(sync_ms, .99));
        line["bytes_per_sync"] = static_cast<std::uint64_t>(
            static_cast<double>(after.sent - before.sent + after.received - before.received) / rounds + .5);
        line["client_fsyncs_per_sync"] = rounded(static_cast<double>(after.flushes - before.flushes) / rounds, 2);
        line["client_cpu_ms"] = rounded((own_use().cpu_seconds - cpu) / rounds * 1e3);
        line["server_cpu_ms"] = rounded((use_of(server_.process()).cpu_seconds - server_cpu) / rounds * 1e3);
        add_quiet_rounds(line);
        line["edit_ms_p50"] = rounded(quantile(edit_ms, .5));
        line["server_rss_mb"] = use_of(server_.process()).peak_mb;
        (void)second_->sync();
        line["converged"] = digest(second_->state()) == digest(first_->state());
        end(line);
        print("W3", line);
    }

  private:
    /// An edit of a record the pushed set has: at small sizes not every record exists.
    void edit(const Edit& edit) {
        if (known_.empty())
            for (const auto& [record, fields] : first_->state()) known_.insert(record);
        if (known_.contains(edit.record))
            first_->edit(edit);
        else
            first_->edit_many({edit});
        known_.insert(edit.record);
    }

    /// All that a state left for later: until nothing is missing and the history has been compared with the state.
    void add_history(Json& line) {
        Json part;
        sync::FollowedUp done;
        measure(part, server_, [&] { done = second_->follow_up(); });
        line["history_seconds"] = part["seconds"];
        line["history_bytes_on_wire"] = part["bytes_on_wire"];
        line["history_segments"] = done.segments;
        line["history_settled"] = done.settled;
        line["equal_after_history"] = digest(second_->state()) == wanted_digest_;
    }

    void add_quiet_rounds(Json& line) {
        constexpr std::size_t kQuiet = 100;
        std::vector<double> quiet_ms;
        const Counters before = counters();
        for (std::size_t i = 0; i < kQuiet; ++i) {
            const double start = now();
            (void)first_->sync();
            quiet_ms.push_back((now() - start) * 1e3);
        }
        const Counters after = counters();
        line["noop_ms_p50"] = rounded(quantile(quiet_ms, .5));
        line["noop_ms_p99"] = rounded(quantile(quiet_ms, .99));
        line["bytes_per_noop"] = (after.sent - before.sent + after.received - before.received + kQuiet / 2) / kQuiet;
        line["client_fsyncs_per_noop"] = rounded(static_cast<double>(after.flushes - before.flushes) / kQuiet, 2);
    }

    void print(const std::string& workload, const Json& line) const {
        if (wanted_.contains(workload)) emit(options_, line);
    }

    const Options& options_;
    const std::set<std::string>& wanted_;
    Scratch scratch_;
    ServerProgram server_;
    std::unique_ptr<Desk> first_;
    std::unique_ptr<Desk> second_;
    std::size_t count_ = 0;
    std::string wanted_digest_;
    double state_up_ms_ = 0; ///< 0 when no state was due
    std::set<std::string> known_;
};

} // namespace

void run_sync(const Options& options, const std::set<std::string>& wanted) {
    SyncRun run(options, wanted);
    run.push();
    if (!wanted.contains("W2") && !wanted.contains("W3")) return;
    run.pull();
    if (wanted.contains("W3")) run.one_by_one();
}

} // namespace dongthac::bench
