// dongthac_simulation [--histories N] [--seed S] [--replicas K] [--jobs J] [--until V] [--trace]: histories of several
// offices over a bad network, each drawn from its own seed (S, S+1, …), until V were violated. Exit code: 0 nothing was
// lost, 1 a violation, 2 wrong usage.

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/simulation/history.hpp"

namespace dongthac::simulation {

namespace {

struct Arguments {
    std::map<std::string, std::uint64_t> numbers = {
        {"--histories", 100}, {"--seed", 1}, {"--replicas", 0}, {"--jobs", 1}, {"--until", 10}};
    bool trace = false;

    [[nodiscard]] bool read(int count, char** values) {
        for (int i = 1; i < count; ++i) {
            const std::string name = values[i];
            if (name == "--trace") {
                trace = true;
                continue;
            }
            const auto option = numbers.find(name);
            if (option == numbers.end() || i + 1 == count) return false;
            const std::string value = values[++i];
            const auto end = value.data() + value.size();
            if (std::from_chars(value.data(), end, option->second).ptr != end || value.empty()) return false;
        }
        return numbers.at("--jobs") > 0;
    }
};

struct Totals {
    std::atomic<std::uint64_t> lived{0};
    std::atomic<std::uint64_t> acts{0};
    std::atomic<std::uint64_t> rounds{0};
    std::atomic<std::uint64_t> crashes{0};
    std::atomic<std::uint64_t> violations{0};
    std::mutex mutex; ///< of `counts`
    Counts counts;

    void add(const Outcome& outcome) {
        ++lived;
        acts += outcome.acts;
        rounds += outcome.rounds;
        crashes += outcome.crashes;
        const std::lock_guard lock(mutex);
        for (const auto& [what, times] : outcome.counts) counts[what] += times;
    }
};

/// One seed: the history, sometimes again for the same trace, sometimes again with other wall clocks.
std::string live(Ground& ground, const Options& options, Totals& totals) {
    const Outcome outcome = History(ground, options).run();
    totals.add(outcome);
    if (!outcome.violation.empty()) return outcome.violation;
    if (options.seed % 40 == 1) {
        const Outcome again = History(ground, options).run();
        if (again.trace != outcome.trace) return "the same seed went another way";
    }
    if (History::compares_clocks(options.seed)) {
        Options other = options;
        other.wall_clocks += 1;
        const Outcome again = History(ground, other).run();
        if (!again.violation.empty()) return "with other wall clocks: " + again.violation;
        if (again.states != outcome.states) return "other wall clocks made another state";
    }
    return {};
}

/// Histories among which everything must have happened.
constexpr std::uint64_t kEnough = 2'000;

bool saw_everything(const Counts& counts) {
    bool all = true;
    for (const char* what : kEverSeen)
        if (!counts.contains(what)) {
            std::cout << "never happened: " << what << "\n";
            all = false;
        }
    return all;
}

int run(const Arguments& arguments) {
    const std::uint64_t first = arguments.numbers.at("--seed");
    const std::uint64_t count = arguments.numbers.at("--histories");
    const std::uint64_t replicas = arguments.numbers.at("--replicas");
    std::atomic<std::uint64_t> next{0};
    Totals totals;
    std::mutex print;
    const auto work = [&] {
        Ground ground;
        for (std::uint64_t i = next++; i < count && totals.violations < arguments.numbers.at("--until"); i = next++) {
            Options options{first + i, static_cast<std::size_t>(replicas), 1, arguments.trace ? &std::cout : nullptr};
            const std::string violation = live(ground, options, totals);
            if (violation.empty()) continue;
            ++totals.violations;
            const std::lock_guard lock(print);
            std::cout << "violation: seed " << options.seed << ": " << violation
                      << "\n  replay: scripts/simulate --seed " << options.seed << " --histories 1"
                      << (replicas > 0 ? " --replicas " + std::to_string(replicas) : "") << " --trace\n";
        }
    };
    const auto started = std::chrono::steady_clock::now();
    std::vector<std::thread> workers;
    for (std::uint64_t i = 1; i < arguments.numbers.at("--jobs"); ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    std::cout << totals.lived << " histories from seed " << first << ": " << totals.acts << " acts, " << totals.rounds
              << " rounds, " << totals.crashes << " crashes, " << totals.violations << " violations, "
              << static_cast<double>(totals.lived) / took.count() << " histories/s\n";
    for (const auto& [what, times] : totals.counts) std::cout << "  " << times << "  " << what << "\n";
    return totals.violations == 0 && (totals.lived < kEnough || saw_everything(totals.counts)) ? 0 : 1;
}

} // namespace

} // namespace dongthac::simulation

int main(int argc, char** argv) {
    dongthac::simulation::Arguments arguments;
    if (!arguments.read(argc, argv)) {
        std::cerr << "usage: dongthac_simulation [--histories N] [--seed S] [--replicas K] [--jobs J] [--until V] "
                     "[--trace]\n";
        return 2;
    }
    dongthac::simulation::use_memory_disks();
    try {
        return dongthac::simulation::run(arguments);
    } catch (const dongthac::simulation::Violation& violation) {
        std::cout << "violation: " << violation.what << "\n";
        return 1;
    }
}
