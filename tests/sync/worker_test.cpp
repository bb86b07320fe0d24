#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "client/sync/worker.hpp"
#include "shared/office/dropped_decisions.hpp"
#include "tests/support/refuses_decisions.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::sync {

namespace {

using namespace std::chrono_literals;
using app::SyncPhase;
using app::SyncStatus;
using tests::Machine;
using tests::ServerBox;

/// A cable that the test may cut; requests arrive on the worker's thread.
class SharedCable final : public Transport {
  public:
    SharedCable(ServerBox& server, const std::atomic<bool>& online, const std::optional<base::ChannelKeys>& refuses)
        : server_(server), online_(online), refuses_(refuses) {}
    base::Result<Reply> post(const std::string& path, base::ByteSpan body) override {
        if (refuses_ && tests::meaning_of(path, body) == "/v1/decide") return tests::sealed_refusal(*refuses_, body);
        if (online_)
            if (auto reply = server_.answer(path, body)) return *reply;
        return base::fail(base::Code::unreachable, {{"url", "cable"}, {"reason", "cut"}});
    }

  private:
    ServerBox& server_;
    const std::atomic<bool>& online_;
    const std::optional<base::ChannelKeys>& refuses_;
};

/// A worker on the folder of `machine`, and a way to wait for what it says.
class WatchedWorker {
  public:
    WatchedWorker(ServerBox& server, Machine& machine, std::optional<base::ChannelKeys> refuses_decisions = {})
        : refuses_(refuses_decisions), worker_(
                                           machine.folder.path(), server.clock, random_,
                                           [&](const std::string&) -> base::Result<std::unique_ptr<Transport>> {
                                               return std::make_unique<SharedCable>(server, online, refuses_);
                                           },
                                           [this] {
                                               const std::lock_guard lock(mutex_);
                                               ++woken_;
                                               changed_.notify_all();
                                           }) {}

    /// The status once `wanted` holds; the limit only ends a test that would hang.
    SyncStatus wait_for(const std::function<bool(const SyncStatus&)>& wanted) {
        std::unique_lock lock(mutex_);
        for (;;) {
            const unsigned seen = woken_;
            lock.unlock();
            const SyncStatus status = worker_.status();
            if (wanted(status)) return status;
            lock.lock();
            if (!changed_.wait_for(lock, 60s, [&] { return woken_ != seen; })) {
                ADD_FAILURE() << "the worker said nothing for a minute";
                return status;
            }
        }
    }
    Worker& worker() { return worker_; }

    std::atomic<bool> online = true;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    unsigned woken_ = 0;
    const std::optional<base::ChannelKeys> refuses_; ///< with the keys it shares with the PC
    base::SeededRandom random_{5};
    Worker worker_;
};

bool is_idle_after(const SyncStatus& status, std::uint64_t generation) {
    return status.phase == SyncPhase::idle && status.generation > generation;
}

TEST(Worker, RoundsAtOnceAndWhenAsked) {
    ServerBox server;
    Machine machine(server, 1);
    machine.join("truong-a", tests::kSchool);
    (void)machine.new_plan("gửi ngay");
    WatchedWorker watched(server, machine);

    const SyncStatus first = watched.wait_for([](const SyncStatus& s) { return is_idle_after(s, 0); });
    EXPECT_EQ(first.link, app::Link::online);
    EXPECT_FALSE(first.problem);
    EXPECT_EQ(machine.pending(), 0u);

    (void)machine.new_plan("gửi tiếp");
    watched.worker().request_now();
    watched.wait_for([&](const SyncStatus& s) { return is_idle_after(s, first.generation); });
    EXPECT_EQ(machine.pending(), 0u);
    EXPECT_EQ(machine.problems(), std::vector<std::string>{});
}

TEST(Worker, SaysWhenTheNetworkIsGoneAndWhenItIsBack) {
    ServerBox server;
    Machine machine(server, 1);
    machine.join("truong-a", tests::kSchool);
    (void)machine.new_plan("chờ mạng");
    WatchedWorker watched(server, machine);
    watched.wait_for([](const SyncStatus& s) { return is_idle_after(s, 0); });
    watched.online = false;
    (void)machine.new_plan("khi mất mạng");
    watched.worker().request_now();

    const SyncStatus cut = watched.wait_for([](const SyncStatus& s) { return s.problem.has_value(); });
    EXPECT_EQ(cut.link, app::Link::offline);
    EXPECT_EQ(cut.problem->code, base::Code::unreachable);
    EXPECT_GT(machine.pending(), 0u);

    watched.online = true;
    watched.worker().request_now();
    const SyncStatus back =
        watched.wait_for([](const SyncStatus& s) { return s.phase == SyncPhase::idle && !s.problem; });
    EXPECT_EQ(back.link, app::Link::online);
    EXPECT_EQ(machine.pending(), 0u);
}

TEST(Worker, JoinsAnOfficeAndTellsWhyWhenItCannot) {
    ServerBox server;
    Machine machine(server, 1);
    WatchedWorker watched(server, machine);
    const SyncStatus alone = watched.wait_for([](const SyncStatus& s) { return is_idle_after(s, 0); });
    EXPECT_FALSE(alone.problem) << "a PC that works alone has nothing to complain of";

    watched.worker().request_join("http://cable", "WRONG-CODE");
    const SyncStatus refused = watched.wait_for([](const SyncStatus& s) { return s.join_problem.has_value(); });
    EXPECT_EQ(refused.join_problem->code, base::Code::bad_code);

    watched.worker().request_join("http://cable", server.invite("truong-a", tests::kSchool));
    watched.wait_for([](const SyncStatus& s) {
        return s.phase == SyncPhase::idle && !s.join_problem && s.link == app::Link::online;
    });
    ASSERT_TRUE(machine.office.reload());
    EXPECT_EQ(machine.office.identity().org, "truong-a");
}

TEST(Worker, DoesActsOfTheOfficeAndTellsWhyWhenItCannot) {
    ServerBox server;
    Machine machine(server, 1);
    machine.join("truong-a", {model::Role::admin});
    WatchedWorker watched(server, machine);
    watched.wait_for([](const SyncStatus& s) { return is_idle_after(s, 0); });
    const auto ended = [](std::uint64_t acts) { return [acts](const SyncStatus& s) { return s.act.ended == acts; }; };

    watched.online = false;
    watched.worker().request_act(app::act::AddPerson{"Cô Hạnh", "", {model::Role::signer}});
    EXPECT_TRUE(watched.worker().status().act.working || watched.worker().status().act.ended == 1);
    const SyncStatus cut = watched.wait_for(ended(1));
    watched.online = true;
    watched.worker().request_act(app::act::AddPerson{"Cô Hạnh", "", {model::Role::signer}});
    const SyncStatus done = watched.wait_for(ended(2));

    EXPECT_EQ(cut.act.problem->code, base::Code::unreachable);
    EXPECT_FALSE(cut.act.done);
    EXPECT_FALSE(done.act.problem);
    EXPECT_FALSE(done.act.working);
    EXPECT_EQ(done.act.name, "add_person");
    EXPECT_GT(done.generation, cut.generation) << "the window reads again";
    ASSERT_TRUE(done.act.done);
    EXPECT_FALSE(done.act.done->code.empty());
    ASSERT_TRUE(machine.office.reload());
    EXPECT_NE(machine.office.directory().find(done.act.done->person->id), nullptr);
}

TEST(Worker, ARefusedDecisionIsToldAndIsNoFailureOfTheRound) {
    ServerBox server;
    Machine machine(server, 1);
    machine.join("truong-a", tests::kSchool);
    const base::DocumentId plan = machine.new_plan("phòng cháy");
    ASSERT_TRUE(office::decide(machine.office, plan, model::Action::issue));
    WatchedWorker watched(server, machine, *machine.office.channel_keys());

    const SyncStatus status = watched.wait_for([](const SyncStatus& s) { return is_idle_after(s, 0); });

    EXPECT_FALSE(status.problem) << "it would be gone, or in the way, after the next round";
    EXPECT_EQ(status.link, app::Link::online);
    const auto dropped = office::dropped_decisions(machine.office).value();
    ASSERT_EQ(dropped.size(), 1u);
    EXPECT_EQ(dropped[0].document, plan);
    EXPECT_EQ(dropped[0].why.code, base::Code::not_allowed);
}

TEST(Worker, StopsAtOnceWhileItWaitsForItsNextRound) {
    ServerBox server;
    Machine machine(server, 1);
    machine.join("truong-a", tests::kSchool);
    const auto started = std::chrono::steady_clock::now();
    {
        WatchedWorker watched(server, machine);
        watched.wait_for([](const SyncStatus& s) { return is_idle_after(s, 0); });
    }

    EXPECT_LT(std::chrono::steady_clock::now() - started, 20s) << "the next poll would come after 30 s at least";
}

} // namespace

} // namespace dongthac::sync
