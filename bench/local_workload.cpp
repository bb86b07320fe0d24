#include <nlohmann/json.hpp>

#include "bench/desk.hpp"
#include "bench/measure.hpp"
#include "bench/workloads.hpp"

namespace dongthac::bench {

void run_local(const Options& options) {
    const Scratch scratch;
    ServerProgram server(options.server, scratch.path() / "server", {{"truong", "school", ""}});
    server.start();
    Desk desk(scratch.path() / "a", server, "truong", {"editor"});
    (void)desk.sync();
    desk.begin_plan();
    desk.edit_many(make_edits(1000));
    constexpr std::size_t kSingle = 200;
    const std::vector<Edit> edits = make_edits(1200, 1000, 5);
    const State known = desk.state();
    for (const Edit& edit : edits) // records the first thousand edits left out, made before anything is measured
        if (!known.contains(edit.record)) desk.edit_many({{edit.record, "ket_qua", "chưa"}});

    std::vector<double> edit_ms;
    const std::uint64_t flushes = counters().flushes;
    std::uint64_t most = 0;
    for (std::size_t i = 0; i < kSingle; ++i) {
        const std::uint64_t before = counters().flushes;
        const double start = now();
        desk.edit(edits[i]);
        edit_ms.push_back((now() - start) * 1e3);
        most = std::max(most, counters().flushes - before);
    }
    const std::uint64_t single_flushes = counters().flushes - flushes;
    const double start = now();
    desk.edit_many({edits.begin() + kSingle, edits.end()});
    const double batch_ms = (now() - start) * 1e3;
    const std::uint64_t batch_flushes = counters().flushes - flushes - single_flushes;

    emit(options, {{"peer", "dongthac"},
                   {"version", DONGTHAC_VERSION},
                   {"workload", "W6"},
                   {"n", kSingle},
                   {"edit_ms_p50", rounded(quantile(edit_ms, .5))},
                   {"edit_ms_p99", rounded(quantile(edit_ms, .99))},
                   {"fsyncs_per_edit", rounded(static_cast<double>(single_flushes) / kSingle, 3)},
                   {"fsyncs_most", most},
                   {"batch1000_ms", rounded(batch_ms, 2)},
                   {"fsyncs_per_batch", batch_flushes},
                   {"client_bytes", folder_bytes(scratch.path() / "a")},
                   {"history", true},
                   {"fsync", "WAL, synchronous=FULL"}});
}

} // namespace dongthac::bench
