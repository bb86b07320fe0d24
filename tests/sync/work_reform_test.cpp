#include <algorithm>

#include "client/view_model/tasks.hpp"
#include "shared/office/begin_task.hpp"
#include "tests/support/reform.hpp"
#include "tests/support/work_ward.hpp"

// What is owed and what was added up when offices are closed, moved and merged (DOMAIN §3): what was stays under the
// office of its date, what is open goes to who answers for it.

namespace dongthac::tests {

namespace {

using model::Action;
using model::OrgId;
using model::TaskState;

class WorkReformTest : public ::testing::Test {
  protected:
    /// The district asks every school for a report each month, and hears of June's.
    void SetUp() override {
        reform.go_to({2025, 5, 20}, 8);
        for (const OrgId& org : {OrgId("phong"), OrgId("mn-01"), OrgId("mn-11"), OrgId("mn-12")}) reform.sync(org);
        form = office::new_form(at("phong"), WorkWard::report_form()).value();
        decide("phong", form, Action::issue);
        office::ScheduleLine line;
        line.obligation.action = "Báo cáo tháng";
        line.obligation.output_name = "report";
        line.obligation.cadence = model::Cadence::monthly;
        line.obligation.state = model::ObligationState::active;
        line.obligation.selector.kind = model::ActorSelector::Kind::all_schools;
        line.obligation.due.school = model::parse_due_rule("+2wd").value();
        line.form = form;
        const base::DocumentId schedule =
            office::new_schedule(at("phong"), "Lịch năm 2025", 2025, {}, std::vector{line}).value();
        decide("phong", schedule, Action::issue);
        reform.sync_all();
        reform.go_to({2025, 6, 30}, 9);
        report("mn-01", "4");
        report("mn-12", "3");
        reform.sync("phong");
        june = sums();
    }
    void TearDown() override {
        EXPECT_EQ(reform.server.problems(), std::vector<std::string>{});
        for (const auto& [org, machine] : reform.pcs())
            EXPECT_EQ(machine->problems(), std::vector<std::string>{}) << org;
    }

    [[nodiscard]] office::Workspace& at(const OrgId& org) { return reform.pc(org).office; }
    void decide(const OrgId& org, const base::DocumentId& document, Action action) {
        ASSERT_TRUE(office::decide(at(org), document, action)) << org;
        reform.sync(org);
    }
    [[nodiscard]] model::Period period() {
        return office::period_for(at("phong"), office::form_of(at("phong"), form).value(), "2025-06").value();
    }
    void report(const OrgId& org, std::string_view articles) {
        const base::DocumentId id = office::new_submission(at(org), form, period()).value();
        ASSERT_TRUE(office::answer(at(org), id, "articles", articles));
        decide(org, id, Action::submit);
    }
    [[nodiscard]] office::Consolidation sums() { return office::consolidate(at("phong"), form, period()).value(); }
    [[nodiscard]] std::vector<office::Task> tasks(const OrgId& pc, const std::string& of_period) {
        auto found = office::tasks(at(pc), {.period = of_period});
        EXPECT_TRUE(found);
        return found.value_or(std::vector<office::Task>{});
    }

    Reform reform;
    base::DocumentId form;
    office::Consolidation june;
};

TEST_F(WorkReformTest, TotalsOfAPastPeriodAreWhatTheyWere) {
    ASSERT_EQ(WorkWard::value(june, "articles"), "7");
    ASSERT_EQ(june.offices.size(), 31u);

    reform.announce();
    reform.go_to({2025, 7, 1}, 9);
    reform.sync_all();
    const auto after = sums();

    EXPECT_EQ(after.figures, june.figures);
    ASSERT_EQ(after.offices.size(), june.offices.size());
    for (std::size_t i = 0; i < after.offices.size(); ++i) {
        EXPECT_EQ(after.offices[i].org, june.offices[i].org);
        EXPECT_EQ(after.offices[i].handing, june.offices[i].handing) << after.offices[i].org;
    }
}

TEST_F(WorkReformTest, WhatAMergedSchoolHadToWriteItsSuccessorWrites) {
    std::vector<office::ScheduleLine> lines;
    for (const char* output : {"article", "incident", "training"}) {
        office::ScheduleLine& line = lines.emplace_back();
        line.obligation.action = output;
        line.obligation.output_name = output;
        line.obligation.cadence = model::Cadence::monthly;
        line.obligation.state = model::ObligationState::active;
        line.obligation.selector.kind = model::ActorSelector::Kind::all_schools;
    }
    decide("phong", office::new_schedule(at("phong"), "Lịch viết", 2025, {}, lines).value(), Action::issue);
    reform.sync_all();
    reform.announce();
    reform.go_to({2025, 7, 1}, 9);
    reform.sync_all();
    const auto owed = [&](std::string_view title) {
        for (const office::Task& task : tasks("mn-12", "2025-06"))
            if (task.title == title && task.org == "mn-11") return task;
        ADD_FAILURE() << title;
        return office::Task{};
    };
    for (const char* title : {"article", "incident", "training"}) {
        const base::DocumentId begun = office::begin_task(at("mn-12"), owed(title), {}).value();
        const base::NodeId root = base::root_node(begun);
        for (const model::FieldType& one : model::record_type(title)->fields) {
            if (one.need != model::Need::before_sending || one.place != model::Place::document) continue;
            std::string typed = one.choices.empty() ? "có" : std::string(one.choices.front());
            if (one.type == model::ValueType::date) typed = "2025-06-30";
            if (one.type == model::ValueType::moment) typed = "2025-06-30 07:30";
            if (one.type == model::ValueType::integer) typed = "12";
            ASSERT_TRUE(office::set_field(at("mn-12"), begun, root, one.name, typed)) << one.name;
        }
        ASSERT_EQ(owed(title).done, 0u) << title;

        decide("mn-12", begun, Action::submit);

        EXPECT_EQ(owed(title).done, 1u) << title;
    }
}

TEST_F(WorkReformTest, NobodyOwesTheDistrictAnythingForJuly) {
    ASSERT_FALSE(tasks("mn-01", "2025-07").empty()) << "before it was known";

    reform.announce();
    reform.go_to({2025, 7, 1}, 9);
    reform.sync_all();

    EXPECT_TRUE(tasks("mn-01", "2025-07").empty());
    EXPECT_TRUE(tasks("phong", "2025-07").empty());
    const auto of_june = tasks("mn-01", "2025-06");
    ASSERT_EQ(of_june.size(), 1u);
    EXPECT_EQ(of_june.front().state, TaskState::done) << "what was done under the district was done";
}

TEST_F(WorkReformTest, WhatAMergedSchoolOwedIsItsSuccessorsUnderTheOldName) {
    ASSERT_EQ(tasks("mn-12", "2025-06").size(), 1u);

    reform.announce();
    reform.go_to({2025, 7, 1}, 9);
    reform.sync_all();
    const auto owed = tasks("mn-12", "2025-06");

    const auto inherited = std::ranges::find(owed, OrgId("mn-11"), &office::Task::org);
    ASSERT_NE(inherited, owed.end());
    EXPECT_EQ(inherited->holder, "mn-12");
    EXPECT_NE(inherited->state, TaskState::done);
    const auto of_successor = office::tasks(at("mn-12"), {.org = "mn-12", .period = "2025-06"}).value();
    EXPECT_EQ(of_successor.size(), 2u) << "its own and the one it took over";
    const view_model::TaskRows rows = view_model::task_rows(at("mn-12")).value();
    const auto row =
        std::ranges::find(rows.rows, "task.own_for", [](const view_model::TaskRow& one) { return one.detail.key; });
    ASSERT_NE(row, rows.rows.end()) << "its page says in whose place";
    EXPECT_EQ(row->office, at("mn-12").directory().name_of_org("mn-11"));
    // It can be handed in under the name that owed it; nobody else can.
    const auto made = office::new_submission(at("mn-12"), form, period(), {"mn-11", {}});
    ASSERT_TRUE(made);
    const auto stranger = office::new_submission(at("mn-01"), form, period(), {"mn-11", {}});
    ASSERT_FALSE(stranger);
    EXPECT_EQ(stranger.error().code, base::Code::not_allowed);
    ASSERT_TRUE(office::answer(at("mn-12"), *made, "articles", "1"));
    const auto done = [&] {
        for (const office::Task& task : tasks("mn-12", "2025-06"))
            if (task.org == "mn-11") return task.done;
        return 99u;
    };
    EXPECT_EQ(done(), 0u) << "what is only begun has not been handed in";
    decide("mn-12", *made, Action::submit);
    EXPECT_EQ(done(), 1u);
}

} // namespace

} // namespace dongthac::tests
