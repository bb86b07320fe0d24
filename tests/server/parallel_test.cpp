#include <atomic>
#include <thread>

#include "sync-server/verify.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using model::Role;

class Parallel : public ServerTest {};

TEST_F(Parallel, WritersAndReadersOfOneFeedSeeEverySeqOnceAndInOrder) {
    constexpr int kWriters = 3;
    constexpr int kPushes = 15;
    const base::DocumentId document = new_document();
    std::vector<Pc> writers;
    for (int i = 0; i < kWriters; ++i) writers.push_back(enrol("truong-a", {Role::editor}));
    const Pc reader = enrol("truong-a", {Role::editor});
    std::atomic<int> accepted{0};
    std::vector<std::uint64_t> seen;

    std::vector<std::thread> threads;
    for (Pc& pc : writers)
        threads.emplace_back([&] {
            for (int i = 0; i < kPushes; ++i) {
                const auto answer = server_->exchange(pc.device, pc.request({pc.draft(document)}));
                if (answer && answer->acks.at(0).status == AckStatus::accepted) ++accepted;
            }
        });
    threads.emplace_back([&] {
        auto request = reader.request({});
        request.cursors = {{"dir/ROOT", 1'000}, {"own/truong-a", 0}};
        for (int i = 0; i < 100'000 && seen.size() < kWriters * kPushes; ++i) {
            const auto answer = server_->exchange(reader.device, request);
            for (const wire::FeedSegment& segment : answer->segments) {
                seen.push_back(segment.seq);
                request.cursors[1].seq = segment.seq;
            }
        }
    });
    for (std::thread& thread : threads) thread.join();

    EXPECT_EQ(accepted, kWriters * kPushes);
    ASSERT_EQ(seen.size(), static_cast<std::size_t>(kWriters * kPushes));
    for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], i + 1);
}

TEST_F(Parallel, OfManyDecidersAtOnceExactlyOneWins) {
    Pc school = enrol("truong-a", {Role::editor});
    const base::DocumentId document = new_document();
    ASSERT_TRUE(decide(school, decide_request(school, document, submit_by_a())).accepted);
    std::vector<Pc> deciders;
    for (int i = 0; i < 6; ++i) deciders.push_back(enrol("phuong", {Role::officer}));
    std::atomic<int> won{0};
    std::atomic<int> lost{0};

    std::vector<std::thread> threads;
    for (Pc& pc : deciders)
        threads.emplace_back([&] {
            const Decision decision = by_ward(model::Action::accept, model::DocumentState::accepted, 1);
            const auto answer = server_->decide(pc.device, decide_request(pc, document, decision));
            if (answer) ++(answer->accepted ? won : lost);
        });
    for (std::thread& thread : threads) thread.join();

    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, 5);
    server_.reset();
    EXPECT_TRUE(server::verify(*other_connection())->problems.empty());
}

} // namespace

} // namespace dongthac::tests
