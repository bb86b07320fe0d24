#include <gtest/gtest.h>

#include "shared/model/work_fields.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/designing.hpp"
#include "shared/office/edit.hpp"
#include "tests/support/flushes.hpp"
#include "tests/support/office_net.hpp"

// What is asked for while it is being made, without a window.

namespace dongthac::office {

namespace {

namespace field = model::field;

class Designing : public ::testing::Test {
  protected:
    Designing() : pc(net.pc_of("phuong", tests::kWardRoles)), office(pc->office) {}

    [[nodiscard]] base::DocumentId new_form() {
        const base::DocumentId form = new_design(office, "report_template", {}).value();
        EXPECT_TRUE(set_field(office, form, base::root_node(form), "subject", "Báo cáo tháng"));
        EXPECT_TRUE(set_field(office, form, base::root_node(form), "code", "bao-cao"));
        return form;
    }
    base::NodeId question(const base::DocumentId& form, std::string_view words) {
        const base::NodeId node = add_line(office, form, LineKind::question).value();
        EXPECT_TRUE(set_line_field(office, form, node, "text", words));
        return node;
    }
    /// The words of the lines, in their order.
    [[nodiscard]] std::string words(const base::DocumentId& form) {
        const change::Document document = read_document(office, form).value();
        std::string all;
        for (const change::NodeState* node : document.in_order()) all += node->text() + " ";
        return all;
    }

    tests::OfficeNet net;
    std::unique_ptr<tests::OfficePc> pc;
    Workspace& office;
};

} // namespace

TEST_F(Designing, ANewLineIsOneAct) {
    const base::DocumentId form = new_form();

    const std::uint64_t before = tests::flushes();
    ASSERT_TRUE(add_line(office, form, LineKind::question));

    EXPECT_EQ(tests::flushes() - before, 1u) << "a question that has no type yet is never on the disk";
}

TEST_F(Designing, AQuestionWithoutATypeKeepsTheFormHere) {
    const base::DocumentId form = new_form();
    (void)question(form, "Số tin, bài");
    const base::NodeId node = question(form, "Số video");
    const FieldEdit none{node, field::kValueType, {}};
    ASSERT_TRUE(set_fields(office, form, {&none, 1}));

    const auto refused = decide(office, form, model::Action::issue);

    ASSERT_FALSE(refused) << "no school would be asked it";
    EXPECT_EQ(refused.error().arg("field"), "value_type");
}

TEST_F(Designing, ATaskThatDoesNotSayHowOftenIsNotSentOut) {
    const base::DocumentId schedule = new_design(office, "schedule", {}).value();
    ASSERT_TRUE(set_field(office, schedule, base::root_node(schedule), "subject", "Lịch truyền thông"));
    const base::NodeId node = add_line(office, schedule, LineKind::duty).value();
    ASSERT_TRUE(set_line_field(office, schedule, node, "text", "Đăng tin"));
    ASSERT_TRUE(set_line_field(office, schedule, node, "targets", "all_schools"));

    const auto refused = decide(office, schedule, model::Action::issue);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().arg("field"), "cadence");
    ASSERT_TRUE(set_line_field(office, schedule, node, "cadence", "weekly"));
    EXPECT_TRUE(decide(office, schedule, model::Action::issue));
}

TEST_F(Designing, WhatReportsWereWrittenOnIsNotAnotherOneAfterwards) {
    const base::DocumentId form = new_form();
    const base::NodeId node = question(form, "Số tin, bài");
    ASSERT_TRUE(set_line_field(office, form, node, "value_type", "decimal"));
    ASSERT_TRUE(set_line_field(office, form, base::root_node(form), "period_kind", "quarter"));
    ASSERT_TRUE(decide(office, form, model::Action::issue));
    pc->sync();

    for (const auto& [at, name, value] : {std::tuple{node, "key", "tin"}, std::tuple{node, "value_type", "text"},
                                          std::tuple{base::root_node(form), "period_kind", "month"}}) {
        const auto refused = set_line_field(office, form, at, name, value);
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().code, base::Code::bad_value);
    }
    EXPECT_TRUE(set_line_field(office, form, node, "value_type", "decimal")) << "the same again";
    ASSERT_TRUE(set_field(office, form, node, "value_type", "text")); // as a command may
    const auto issued = decide(office, form, model::Action::issue);
    ASSERT_FALSE(issued);
    EXPECT_EQ(issued.error().arg("expected"), "decimal");
    ASSERT_TRUE(set_line_field(office, form, node, "value_type", "decimal"));
    const base::NodeId fresh = question(form, "Số video");
    EXPECT_TRUE(set_line_field(office, form, fresh, "value_type", "text")) << "nobody was asked it";
}

TEST_F(Designing, ALineBelowAnotherMovesOutFirst) {
    const base::DocumentId form = new_form();
    const base::NodeId one = question(form, "Một");
    const base::NodeId two = question(form, "Hai");
    const base::NodeId three = question(form, "Ba");
    ASSERT_TRUE(move_node(office, form, two, Direction::in)); // as "doc move … in" does

    ASSERT_TRUE(move_line(office, form, two, LineStep::up));
    EXPECT_EQ(words(form), "Hai Một Ba ");
    ASSERT_TRUE(move_node(office, form, one, Direction::in));
    ASSERT_TRUE(move_line(office, form, one, LineStep::down));
    EXPECT_EQ(words(form), "Hai Ba Một ");
    ASSERT_TRUE(move_line(office, form, three, LineStep::up));
    EXPECT_EQ(words(form), "Ba Hai Một ");
    ASSERT_TRUE(move_line(office, form, three, LineStep::up)) << "there is nothing to pass";
    EXPECT_EQ(words(form), "Ba Hai Một ");
}

/// Up is up: out of its parent a line stands in front of it, not behind all that is below it.
TEST_F(Designing, ALineBelowAnotherGoesUpInFrontOfIt) {
    const base::DocumentId form = new_form();
    const base::NodeId parent = question(form, "Cha");
    const base::NodeId one = question(form, "Một");
    const base::NodeId two = question(form, "Hai");
    ASSERT_TRUE(move_node(office, form, one, Direction::in));
    ASSERT_TRUE(move_node(office, form, two, Direction::in));
    ASSERT_EQ(words(form), "Cha Một Hai ");

    ASSERT_TRUE(move_line(office, form, one, LineStep::up));
    EXPECT_EQ(words(form), "Một Cha Hai ");
    ASSERT_TRUE(move_line(office, form, one, LineStep::down));
    EXPECT_EQ(words(form), "Cha Hai Một ") << "past the line with all below it";
    ASSERT_TRUE(move_line(office, form, two, LineStep::down));
    EXPECT_EQ(words(form), "Cha Một Hai ");
    ASSERT_TRUE(move_line(office, form, parent, LineStep::down));
    EXPECT_EQ(words(form), "Một Cha Hai ");
}

TEST_F(Designing, ALineThatAColleagueRemovedIsNotMoved) {
    const base::DocumentId form = new_form();
    const base::NodeId only = question(form, "Một");
    ASSERT_TRUE(hide_node(office, form, only));

    const auto alone = move_line(office, form, only, LineStep::up);
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, base::Code::unknown_node);
    (void)question(form, "Hai");
    EXPECT_FALSE(move_line(office, form, only, LineStep::down));
    EXPECT_EQ(words(form), "Hai ");
}

} // namespace dongthac::office
