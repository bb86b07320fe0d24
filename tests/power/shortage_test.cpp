#include <functional>
#include <iostream>

#include <gtest/gtest.h>

#include "shared/office/check.hpp"
#include "tests/power/allocation.hpp"
#include "tests/power/day.hpp"
#include "tests/power/look.hpp"
#include "tests/support/temp_folder.hpp"

// The disk is full, or memory is, at each place of each step of a working day: a clean error, nothing lost, no part of
// an act, and the same step works once there is room again.

namespace dongthac::power {

namespace {

/// The day, step by step, with the disk as it lay before each one.
class Shortage : public ::testing::Test {
  protected:
    Shortage() : bench_(root_.path()) { Disk::instance().load({}); }
    ~Shortage() override {
        bench_.close_all();
        Disk::instance().load({});
    }

    /// Runs the day; before each step for which `tried` holds, tries it again and again with `fails` on copies of the
    /// disk, the failure each time one place later, until a try meets no failure. `stride` places are skipped between.
    void each_step(const std::function<bool(const Step&)>& tried, std::uint64_t stride,
                   const std::function<bool(const Step&, std::uint64_t place)>& meets_failure) {
        for (const Step& step : working_day()) {
            if (tried(step)) {
                const Files before = Disk::instance().files();
                const std::set<std::string> open = bench_.is_open();
                const base::DocumentId document = bench_.document;
                const auto codes = bench_.codes;
                for (std::uint64_t place = 1;; place += stride) {
                    put_back(before, open, document);
                    bench_.codes = codes; // an invitation that a try made is not on this disk
                    ASSERT_FALSE(HasFatalFailure());
                    if (!meets_failure(step, place)) break;
                    ++tries_;
                    if (HasFailure()) return;
                }
                put_back(before, open, document);
                bench_.codes = codes;
            }
            const auto done = run_step(bench_, step);
            ASSERT_TRUE(done) << step.name << ": " << base::name_of(done.error().code) << done.error().arg("reason");
        }
    }

    /// After a step that failed: the databases are sound, a person's act left nothing, and now it works.
    void expect_nothing_lost(const Step& step, std::uint64_t place, std::uint64_t digest_before) {
        const std::string where = step.name + ", place " + std::to_string(place);
        if (step.by == Step::By::person) {
            EXPECT_EQ(look(bench_.database(step.machine)).digest, digest_before) << where << " left part of itself";
        }
        const auto again = step.run(bench_);
        EXPECT_TRUE(again) << where << ": " << base::name_of(again.error().code) << " " << again.error().arg("reason");
        for (const char* machine : {"pc", "ward"}) {
            if (!bench_.is_open().contains(machine)) continue;
            const auto report = office::check(bench_.office(machine));
            EXPECT_TRUE(report && report->ok()) << where << " " << machine;
        }
    }

    [[nodiscard]] std::uint64_t digest_of(const Step& step) { return look(bench_.database(step.machine)).digest; }

    tests::TempFolder root_;
    Bench bench_;
    std::uint64_t tries_ = 0;

  private:
    void put_back(const Files& files, const std::set<std::string>& open, const base::DocumentId& document) {
        bench_.close_all();
        Disk::instance().load(files);
        bench_.document = document;
        for (const std::string& machine : open) ASSERT_TRUE(bench_.open(machine)) << machine;
    }
};

bool is_written(const Step& step) { return step.name != "close"; }
bool is_save_or_round(const Step& step) { return step.by == Step::By::person || step.name.starts_with("round"); }

TEST_F(Shortage, OfDiskAtAnyWriteIsSaidAndLosesNothing) {
    each_step(is_written, 1, [&](const Step& step, std::uint64_t place) {
        const std::uint64_t before = digest_of(step);
        Disk& disk = Disk::instance();
        const std::uint64_t writes = disk.writes;
        disk.writes_until_full = place - 1;
        const auto done = step.run(bench_);
        const bool was_full = disk.writes_until_full == 0 && disk.writes - writes == place - 1;
        disk.writes_until_full.reset();
        if (done) return false; // fewer writes than that, or only those that a checkpoint can do later
        EXPECT_TRUE(was_full);
        EXPECT_EQ(done.error().code, base::Code::disk_full)
            << step.name << ", write " << place << ": " << base::name_of(done.error().code);
        expect_nothing_lost(step, place, before);
        return true;
    });
    std::cout << tries_ << " full disks\n";
    EXPECT_GT(tries_, 200u);
}

/// What a step answered when memory ran out in it.
struct Answer {
    bool refused = false; ///< an allocation was
    bool failed = false;
};

Answer run_without_memory(Bench& bench, const Step& step, Memory memory, Lasts lasts, std::uint64_t place) {
    Answer answer;
    fail_allocation(memory, place, lasts);
    // As an intent of the window and a command of the command line are run.
    const auto done = base::within_memory([&] { return step.run(bench); });
    answer.refused = memory_is_back();
    answer.failed = !done;
    return answer;
}

class OutOfMemory : public Shortage {
  protected:
    void run_out(Memory memory, Lasts lasts, std::uint64_t stride) {
        each_step(is_save_or_round, stride, [&](const Step& step, std::uint64_t place) {
            const std::uint64_t before = digest_of(step);
            const Answer answer = run_without_memory(bench_, step, memory, lasts, place);
            if (!answer.refused) return false;
            if (answer.failed) expect_nothing_lost(step, place, before);
            return true;
        });
        std::cout << tries_ << " refused allocations\n";
        EXPECT_GT(tries_, 100u);
    }
};

// Every 97th or so: all of them are some hundred thousand. The strides are primes, so that steps meet different places.
TEST_F(OutOfMemory, InSqliteOnceLosesNothing) { run_out(Memory::sqlite, Lasts::once, 97); }
TEST_F(OutOfMemory, InSqliteForGoodLosesNothing) { run_out(Memory::sqlite, Lasts::on, 101); }
TEST_F(OutOfMemory, InOurCodeOnceLosesNothing) { run_out(Memory::cpp, Lasts::once, 103); }
TEST_F(OutOfMemory, InOurCodeForGoodLosesNothing) { run_out(Memory::cpp, Lasts::on, 107); }

} // namespace

} // namespace dongthac::power
