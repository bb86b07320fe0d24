#ifndef _WIN32

#include <chrono>
#include <set>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "tests/support/process.hpp"
#include "tests/support/property.hpp"

// kill -9 of the client or the server at random moments of a run like the demo's. What a program acknowledged, by
// ending with 0, must be there for ever after; every database must stay sound.

namespace dongthac {

namespace {

using tests::chance;
using tests::Process;

constexpr int kKills = 200;

class KilledRun {
  public:
    explicit KilledRun(std::uint64_t seed) : random_(seed), programs_(tests::programs()) {}

    void set_up() {
        programs_.init(tests::kWardAndSchool);
        programs_.serve();
        programs_.join("school", "truong", {"editor", "signer", "clerk"});
        programs_.join("second", "truong", {"editor", "signer", "clerk"});
        programs_.join("ward", "phuong", {"officer", "clerk", "signer"});
        const tests::Outcome made = programs_.client("school", {"doc", "new", "plan"});
        ASSERT_EQ(made.exit, 0) << made.err;
        plan_ = made.json()["id"];
        ASSERT_EQ(programs_.client("school", {"sync"}).exit, 0);
        ASSERT_EQ(programs_.client("second", {"sync"}).exit, 0);
    }

    /// One act of somebody, cut short: the client dies, or the server under it.
    void step() {
        const std::string mark = "dau" + std::to_string(++marks_);
        const std::string pc = chance(random_, 50) ? "school" : "second";
        switch (random_.below(6)) {
        case 0:
        case 1: return write(pc, {"doc", "comment", plan_, plan_, mark}, mark);
        case 2: return write(pc, {"doc", "submit", plan_, "--note", mark}, mark);
        case 3:
            return write("ward", {"doc", "decide", plan_, chance(random_, 80) ? "return" : "receive", "--note", mark},
                         mark);
        default: return sync(any_pc());
        }
    }

    void expect_sound() {
        for (const char* pc : {"school", "second", "ward"}) {
            const tests::Outcome checked = programs_.client(pc, {"check"});
            ASSERT_EQ(checked.exit, 0) << pc << ": " << checked.out << checked.err;
        }
        const tests::Outcome verified = programs_.admin({"verify", "--json"});
        ASSERT_EQ(verified.exit, 0) << verified.out << verified.err;
    }

    void expect_nothing_lost() {
        for (int round = 0; round < 4; ++round)
            for (const char* pc : {"school", "second", "ward"}) {
                const tests::Outcome synced = programs_.client(pc, {"sync"});
                ASSERT_TRUE(synced.exit == 0 || synced.exit == 4) << pc << ": " << synced.out << synced.err;
            }
        std::string everything;
        for (const char* pc : {"school", "second", "ward"}) {
            ASSERT_EQ(programs_.client(pc, {"status"}).json()["pending"], 0) << pc;
            everything += programs_.client(pc, {"doc", "show", plan_}).out;
        }
        for (const std::string& mark : acknowledged_)
            EXPECT_NE(everything.find("\"" + mark + "\""), std::string::npos)
                << mark << " was acknowledged and is gone";
        EXPECT_EQ(programs_.client("school", {"doc", "show", plan_}).out,
                  programs_.client("second", {"doc", "show", plan_}).out);
    }

    [[nodiscard]] std::size_t acknowledged() const { return acknowledged_.size(); }
    [[nodiscard]] int killed() const { return killed_; }

  private:
    [[nodiscard]] std::string any_pc() {
        return tests::any_of(random_, std::vector<std::string>{"school", "second", "ward"});
    }

    /// Runs a command and kills it after a random part of the time such commands take; its exit code, -1 when killed.
    int run_cut_short(const std::string& pc, const std::vector<std::string>& arguments) {
        const auto started = std::chrono::steady_clock::now();
        Process process(programs_.client_command(pc, arguments), programs_.folder / "out", programs_.folder / "err",
                        {});
        const bool cut = chance(random_, 70);
        if (cut) usleep(static_cast<useconds_t>(random_.below(static_cast<std::uint64_t>(usual_us_ * 1.2))));
        if (cut) process.signal(SIGKILL);
        const int exit = process.wait();
        killed_ += exit == -1;
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
        if (!cut) usual_us_ = 0.8 * usual_us_ + 0.2 * static_cast<double>(took.count());
        return exit;
    }

    void write(const std::string& pc, const std::vector<std::string>& arguments, const std::string& mark) {
        if (run_cut_short(pc, arguments) == 0) acknowledged_.insert(mark);
    }

    void sync(const std::string& pc) {
        if (chance(random_, 60)) {
            (void)run_cut_short(pc, {"sync"});
            return;
        }
        Process client(programs_.client_command(pc, {"sync"}), programs_.folder / "out", programs_.folder / "err", {});
        usleep(static_cast<useconds_t>(random_.below(static_cast<std::uint64_t>(usual_us_ * 1.2))));
        programs_.server->kill();
        ++killed_;
        const int exit = client.wait();
        ASSERT_TRUE(exit == 0 || exit == 3 || exit == 4)
            << "ended with " << exit << ": " << base::read_file(programs_.folder / "err", 1 << 20).value_or("");
        programs_.serve();
    }

    base::SeededRandom random_;
    tests::Programs programs_;
    std::string plan_;
    int marks_ = 0;
    int killed_ = 0;
    double usual_us_ = 30'000;
    std::set<std::string> acknowledged_;
};

TEST(Kill9, AtTwoHundredRandomPointsLosesNothingAcknowledged) {
    if (tests::programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
    const std::uint64_t seed = tests::property_seed(static_cast<std::uint64_t>(
        std::chrono::system_clock::now().time_since_epoch().count() % 1'000'000)); // timing is random anyway
    const auto started = std::chrono::steady_clock::now();
    KilledRun run(seed);
    run.set_up();
    if (HasFatalFailure()) return;

    for (int steps = 0; run.killed() < kKills && steps < 20 * kKills; ++steps) {
        run.step();
        if (steps % 50 == 49) run.expect_sound();
        if (HasFatalFailure()) FAIL() << "seed " << seed << " step " << steps;
        if (std::chrono::steady_clock::now() - started > std::chrono::seconds(100)) break;
    }

    run.expect_nothing_lost();
    run.expect_sound();
    std::cout << run.killed() << " killed, " << run.acknowledged() << " acknowledged\n";
    EXPECT_GE(run.killed(), kKills / 4) << "too slow a machine to prove much";
    EXPECT_GE(run.acknowledged(), 5u);
}

} // namespace

} // namespace dongthac

#endif
