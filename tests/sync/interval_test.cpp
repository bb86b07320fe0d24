#include <gtest/gtest.h>

#include "shared/office/history.hpp"
#include "shared/office/receipts.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

namespace {

constexpr std::int64_t kMinute = 60'000;

} // namespace

TEST(StepIntervals, LieBetweenTheServersTimesWhateverThePcsClockSays) {
    ServerBox server;
    Machine school{server, 1};
    Machine ward{server, 2};
    school.join("truong-a", kSchool);
    ward.join("phuong", kWard);
    const base::DocumentId plan = school.new_plan("tuyên truyền");
    ASSERT_TRUE(school.sync());
    const std::int64_t heard = server.clock.wall_ms();

    server.clock.advance(5 * kMinute);
    school.clock.set_wall(-77); // a battery that died
    ASSERT_TRUE(office::decide(school.office, plan, model::Action::submit, {.person = "Lan"}));
    server.clock.advance(7 * kMinute);
    for (Machine* machine : {&school, &school, &ward, &ward}) ASSERT_TRUE(machine->sync());

    for (Machine* reader : {&school, &ward}) {
        const change::RevisionState step = reader->read(plan).head.revisions.back();
        const office::Interval made = office::interval_of(reader->office, step.id, step.time_token).value();
        EXPECT_EQ(made.from, heard);
        EXPECT_EQ(made.to, heard + 12 * kMinute);
        const office::HistoryEntry newest = office::history(reader->office, plan, {}).value().entries.front();
        EXPECT_EQ(newest.interval, made);
        EXPECT_TRUE(newest.time_checked);
    }
    EXPECT_EQ(school.read(plan).head.revisions.back().wall_ms, -77) << "what the PC showed stays a note";
}

// Asked for later, it could be too late: a server put back from a copy gives none for what it lost.
TEST(StepIntervals, NeedNoQuestionOfTheirOwn) {
    ServerBox server;
    Machine school{server, 1};
    Machine ward{server, 2};
    school.join("truong-a", kSchool);
    ward.join("phuong", kWard);
    std::size_t asked = 0;
    for (Machine* machine : {&school, &ward})
        machine->fate = [&asked](const std::string& path) {
            asked += path == "/v1/receipts" ? 1 : 0;
            return Fate::arrives;
        };
    const base::DocumentId plan = school.new_plan("tuyên truyền");
    ASSERT_TRUE(school.sync());

    ASSERT_TRUE(office::decide(school.office, plan, model::Action::submit, {.person = "Lan"}));
    for (Machine* machine : {&school, &ward}) ASSERT_TRUE(machine->sync());

    EXPECT_EQ(asked, 0u);
    for (Machine* reader : {&school, &ward})
        EXPECT_TRUE(office::received_ms(reader->office, reader->read(plan).head.revisions.back().id).value());
}

// A PC that knows nothing yet asks in full.
TEST(StepIntervals, ComeWithTheFullExchangeToo) {
    ServerBox server;
    Machine school{server, 1};
    school.join("truong-a", kSchool);
    const base::DocumentId plan = school.new_plan("tuyên truyền");
    ASSERT_TRUE(school.sync());
    ASSERT_TRUE(office::decide(school.office, plan, model::Action::submit, {.person = "Lan"}));
    ASSERT_TRUE(school.sync());

    Machine ward{server, 2};
    std::size_t asked = 0;
    ward.fate = [&asked](const std::string& path) {
        asked += path == "/v1/receipts" ? 1 : 0;
        return Fate::arrives;
    };
    ward.join("phuong", kWard);
    ASSERT_TRUE(ward.sync());

    EXPECT_EQ(asked, 0u);
    EXPECT_TRUE(office::received_ms(ward.office, ward.read(plan).head.revisions.back().id).value());
}

TEST(StepIntervals, TrustOnlyWhatThisServerSigned) {
    ServerBox server;
    Machine school{server, 1};
    school.join("truong-a", kSchool);
    base::SeededRandom random(9);
    const base::KeyPair other = base::KeyPair::generate(random);
    const change::ChangeId nowhere{base::new_id<base::ReplicaId>(random), 1};

    EXPECT_EQ(office::interval_of(school.office, nowhere, {}).value(), office::Interval{});
    EXPECT_EQ(office::interval_of(school.office, nowhere, wire::make_time_token(5, other)).value(), office::Interval{});
}

} // namespace dongthac::tests
