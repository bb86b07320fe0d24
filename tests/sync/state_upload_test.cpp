#include <gtest/gtest.h>

#include "tests/support/state_school.hpp"

namespace dongthac::sync {

namespace {

using tests::BentCable;
using tests::CableTransport;
using tests::enter;
using tests::follow;
using tests::kAlways;
using tests::Machine;
using tests::rows_of;
using tests::School;

TEST(StateUpload, WaitsUntilEnoughWasWrittenSinceTheLast) {
    School school;
    const base::DocumentId id = school.plan_with_state();
    const auto upload = [&](const StateRule& rule) {
        CableTransport cable(school.server, school.one.fate);
        return follow_up(school.one.office, cable, rule)->uploaded;
    };
    const auto write = [&](int segments) {
        for (int i = 0; i < segments; ++i) {
            ASSERT_TRUE(office::set_text(school.one.office, id, school.one.node(id, 0), "lần " + std::to_string(i)));
            ASSERT_TRUE(school.one.sync());
        }
    };

    EXPECT_EQ(upload({0, 0, 1}), 0u) << "nothing is new";
    write(3);
    EXPECT_EQ(upload({64 << 10, 3, 1}), 0u);
    write(1);
    EXPECT_GT(upload({64 << 10, 3, 1}), 0u);
    write(1);
    EXPECT_EQ(upload({0, 500, 1}), 0u) << "less was written than a state is large";
    write(20);
    EXPECT_GT(upload({0, 500, 1}), 0u);
    EXPECT_EQ(upload({0, 0, 1}), 0u);
}

TEST(StateUpload, IsLeftToWhoeverWasFirst) {
    School school;
    (void)school.plan_with_state();
    BentCable cable(school.server, [](const std::string&, Reply&) {});

    EXPECT_EQ(follow_up(school.two.office, cable, kAlways)->uploaded, 0u);
    EXPECT_EQ(follow_up(school.two.office, cable, kAlways)->uploaded, 0u);

    EXPECT_EQ(cable.asked["/v1/state"], 1) << "asked once, and what it covers is noted";
    EXPECT_EQ(cable.asked["/v1/put_state"], 0);
}

TEST(StateUpload, OfAPcWithUnsentWorkWaits) {
    School school;
    (void)school.one.new_plan("đã gửi");
    school.meet();
    (void)school.one.new_plan("chưa gửi");

    EXPECT_EQ(follow(school.server, school.one)->uploaded, 0u);
    ASSERT_TRUE(school.one.sync());
    EXPECT_GT(follow(school.server, school.one)->uploaded, 0u);
}

TEST(StateUpload, ToAServerWithoutThisChannelIsNotTriedAgainAndAgain) {
    School school;
    (void)school.one.new_plan("một");
    school.meet();
    BentCable older(school.server, [](const std::string& path, Reply& reply) {
        if (path.find("state") != std::string::npos || path.find("history") != std::string::npos)
            reply = {404, base::Bytes{}};
    });
    Machine fresh(school.server, 3);
    enter(school.server, fresh);

    ASSERT_TRUE(run_round(fresh.office, older));
    EXPECT_EQ(rows_of(fresh), rows_of(school.one));
    EXPECT_EQ(follow_up(school.one.office, older, kAlways)->uploaded, 0u);
    EXPECT_EQ(follow_up(school.one.office, older, kAlways)->uploaded, 0u);

    ASSERT_TRUE(run_round(fresh.office, older));

    EXPECT_EQ(older.asked["/v1/history"], 1);
    EXPECT_EQ(older.asked["/v1/state"], 1);
}

} // namespace

} // namespace dongthac::sync
