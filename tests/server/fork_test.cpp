#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using model::Role;
using Statuses = std::vector<AckStatus>;

class Fork : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        a_.emplace(enrol("truong-a", {Role::editor}));
        document_ = new_document();
    }
    [[nodiscard]] std::uint64_t quarantined() { return server_->totals().value().quarantined; }

    std::optional<Pc> a_;
    base::DocumentId document_;
};

TEST_F(Fork, AClonedDiskIsAFork) {
    Pc clone = *a_;
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks.size(), 1u);

    const auto answer = exchange(clone, clone.request({clone.draft(document_, 1, "khác")}));

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::fork});
    EXPECT_EQ(quarantined(), 0u);
}

TEST_F(Fork, WhatACloneSealedBehindAForkIsAForkAndNotKeptApart) {
    Pc clone = *a_;
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_), a_->draft(document_)})).acks.size(), 2u);
    const base::Bytes first = clone.draft(document_, 1, "khác");
    const base::Bytes second = clone.draft(document_, 1, "nữa");
    const base::Bytes third = clone.draft(document_, 1, "sau");

    const auto together = exchange(clone, clone.request({first, second, third}));
    auto request = clone.request({third});
    request.tips = {{"own/truong-a", 0, base::Hash{}}};
    const auto alone = exchange(clone, request);

    EXPECT_EQ(statuses(together.acks), (Statuses{AckStatus::fork, AckStatus::fork, AckStatus::fork}));
    EXPECT_EQ(statuses(alone.acks), Statuses{AckStatus::fork});
    EXPECT_EQ(quarantined(), 0u);
}

TEST_F(Fork, ADiskRestoredFromBeforeIsAForkAlreadyWhenItOnlyAsks) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks.size(), 1u);
    const Pc restored = *a_;
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks.size(), 1u);

    auto request = restored.request({});
    request.tips = restored.tips();
    const auto answer = exchange(restored, request);

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::fork});
    EXPECT_EQ(answer.acks[0].last, 2u);
}

TEST_F(Fork, ATipWithAnotherHashIsAFork) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks.size(), 1u);

    auto request = a_->request({});
    request.tips = a_->tips();
    request.tips[0].hash[0] ^= 1;
    const auto answer = exchange(*a_, request);

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::fork});
}

} // namespace

} // namespace dongthac::tests
