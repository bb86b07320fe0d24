#pragma once

#include "tests/support/sync_world.hpp"

namespace dongthac::tests {

/// Two PCs of one school, one of the ward above, and a copy of the server from before most of their work.
class GiveBackTest : public ::testing::Test {
  protected:
    void SetUp() override {
        one.join("truong-a", kSchool);
        two.join("truong-a", kSchool);
        ward.join("phuong", kWard);
        plan = one.new_plan("tuyên truyền");
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
        server.keep_copy(copy.path());
    }
    void decide(Machine& machine, model::Action action) {
        ASSERT_TRUE(office::decide(machine.office, plan, action, {.person = "Lan"}));
        ASSERT_TRUE(machine.sync());
    }
    /// Drafts by both school PCs, a submission and its acceptance: all of it after the copy.
    void work() {
        other = two.new_plan("của máy hai");
        ASSERT_TRUE(two.sync());
        ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 0), "Trước khi nộp"));
        ASSERT_TRUE(one.sync());
        decide(one, model::Action::submit);
        ASSERT_TRUE(ward.sync());
        decide(ward, model::Action::accept);
        ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 1), "Sau khi được chấp nhận"));
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
    }

    ServerBox server;
    TempFolder copy;
    Machine one{server, 1};
    Machine two{server, 2};
    Machine ward{server, 3};
    base::DocumentId plan;
    base::DocumentId other;
};

} // namespace dongthac::tests
