#include <algorithm>
#include <set>

#include "sync-server/verify.hpp"
#include "tests/server/fixture.hpp"
#include "tests/support/tampering.hpp"

// Six ways to tamper with what a PC pushes, each in 10,000 variants (DESIGN §9): the server takes the genuine segments
// in their order and nothing else, and the honest stream afterwards is taken whole.

namespace dongthac::tests {

namespace {

using model::Role;

constexpr std::size_t kVariantsInARequest = 100;
constexpr std::size_t kWindow = 3;
/// In the others the genuine beginning is left away, so that what was tampered with comes first.
constexpr std::size_t kVariantsFromTheStart = 20;

class TamperingWithAPush : public ServerTest, public ::testing::WithParamInterface<Attack> {
  protected:
    /// Pushes `segments` in one request and compares each answer with what an honest reckoning of the chain says.
    void push(const std::vector<base::Bytes>& segments) {
        wire::ExchangeRequest request = pc_->request(segments);
        request.replica = base::new_id<base::ReplicaId>(random_);
        const wire::ExchangeAnswer answer = exchange(*pc_, request);
        ASSERT_EQ(answer.acks.size(), segments.size());
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const AckStatus said = answer.acks[i].status;
            const auto known = known_.find(segments[i]);
            if (segments[i] == chain_->segments.at(taken_)) {
                ASSERT_EQ(said, AckStatus::accepted) << taken_;
                known_.insert(segments[i]);
                ++taken_;
            } else if (known != known_.end()) {
                ASSERT_EQ(said, AckStatus::duplicate);
                ++repeated_;
            } else {
                ASSERT_TRUE(said == AckStatus::quarantined || said == AckStatus::fork ||
                            said == AckStatus::missing_before)
                    << static_cast<int>(said);
                ++refused_;
            }
        }
    }
    /// The feed holds the chain as far as it was taken, byte for byte.
    void expect_the_chain() {
        std::vector<base::Bytes> stored;
        ASSERT_TRUE(other_connection()->each_after("own/truong-a", 0, [&](const store::StoredSegment& segment) {
            stored.push_back(segment.bytes);
            return store::FeedStore::Visit::go_on;
        }));
        ASSERT_EQ(stored.size(), taken_);
        ASSERT_TRUE(std::equal(stored.begin(), stored.end(), chain_->segments.begin()));
    }

    std::optional<Pc> pc_;
    std::optional<GenuineChain> chain_;
    std::set<base::Bytes> known_;
    std::size_t taken_ = 0;
    std::size_t refused_ = 0;
    std::size_t repeated_ = 0;
};

TEST_P(TamperingWithAPush, IsCaughtByTheReceivingServer) {
    const std::size_t variants = tamperings();
    base::SeededRandom random(property_seed(500 + static_cast<std::uint64_t>(GetParam())));
    pc_.emplace(enrol("truong-a", {Role::editor}));
    chain_.emplace("own/truong-a", pc_->key, random);
    Tamperer tamperer(*chain_, random);

    for (std::size_t done = 0; done < variants;) {
        std::vector<base::Bytes> segments;
        std::size_t reached = taken_; // as this request goes on
        for (std::size_t i = 0; i < kVariantsInARequest; ++i, ++done) {
            const bool behind = GetParam() == Attack::replay && reached >= kWindow && chance(random, 50);
            std::vector<base::Bytes> stream =
                tamperer.stream(GetParam(), behind ? reached - kWindow : reached, kWindow);
            if (done % kVariantsFromTheStart != 0)
                while (!stream.empty() && stream.front() == chain_->segments[reached]) stream.erase(stream.begin());
            for (base::Bytes& bytes : stream) {
                if (bytes == chain_->segments[reached]) chain_->grow(++reached + 2 * kWindow);
                segments.push_back(std::move(bytes));
            }
        }
        ASSERT_NO_FATAL_FAILURE(push(segments));
        chain_->grow(taken_ + 2 * kWindow);
        const auto honest = chain_->segments.begin() + static_cast<std::ptrdiff_t>(taken_);
        ASSERT_NO_FATAL_FAILURE(push({honest, honest + kWindow})) << "the honest stream afterwards";
    }

    ASSERT_NO_FATAL_FAILURE(expect_the_chain());
    std::cout << name_of(GetParam()) << ": " << refused_ << " refused, " << repeated_ << " known already, " << taken_
              << " taken\n";
    EXPECT_GE(refused_ + repeated_, variants);
    const auto verified = server::verify(*other_connection());
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->problems.empty());
    const auto quarantined = other_connection()->quarantined();
    ASSERT_TRUE(quarantined);
    for (const store::QuarantinedSegment& kept : *quarantined)
        EXPECT_FALSE(known_.contains(kept.bytes)) << "what has its place now is not kept apart any more";
}

INSTANTIATE_TEST_SUITE_P(Six, TamperingWithAPush, ::testing::ValuesIn(kAttacks),
                         [](const auto& one) { return std::string(name_of(one.param)); });

} // namespace

} // namespace dongthac::tests
