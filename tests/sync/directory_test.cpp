#include <gtest/gtest.h>

#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

namespace {

/// What `office` knows of the PCs, before and after it has read its whole directory again.
void expect_complete(office::Workspace& office, const std::vector<Machine*>& machines) {
    for (const bool again : {false, true}) {
        for (Machine* machine : machines)
            EXPECT_NE(office.directory().find(machine->office.identity().device), nullptr) << again;
        if (again) continue;
        ASSERT_TRUE(office.reload());
    }
}

} // namespace

TEST(DirectoryOfAPc, FollowsRecordByRecord) {
    ServerBox server;
    Machine one{server, 1};
    Machine two{server, 2};
    Machine ward{server, 3};
    one.join("truong-a", kSchool);

    two.join("truong-a", kSchool);
    ASSERT_TRUE(one.sync());
    expect_complete(one.office, {&one, &two});
    ward.join("phuong", kWard);
    ASSERT_TRUE(one.sync());

    expect_complete(one.office, {&one, &two, &ward});
}

TEST(DirectoryOfAPc, IsReadAnewAfterAnotherProgramLearntOfARecord) {
    ServerBox server;
    Machine one{server, 1};
    Machine two{server, 2};
    Machine ward{server, 3};
    one.join("truong-a", kSchool);
    base::SeededRandom random(9);
    office::Workspace window = office::Workspace::open(one.folder.path(), one.clock, random).value();

    two.join("truong-a", kSchool);
    CableTransport cable(server, one.fate);
    ASSERT_TRUE(sync::run_round(window, cable));
    ward.join("phuong", kWard);
    ASSERT_TRUE(one.sync());

    expect_complete(one.office, {&one, &two, &ward});
}

} // namespace dongthac::tests
