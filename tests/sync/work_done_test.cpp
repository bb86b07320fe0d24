#include <algorithm>

#include "shared/office/begin_task.hpp"
#include "shared/wire/segment.hpp"
#include "tests/support/work_ward.hpp"

// What is done without leaving a record of its own, and who hears of an incident, over a real server.

namespace dongthac::tests {

namespace {

using model::Action;
using model::OrgId;
using model::TaskState;
using office::Task;

class WorkDoneTest : public ::testing::Test {
  protected:
    void TearDown() override {
        EXPECT_EQ(ward.server.problems(), std::vector<std::string>{});
        for (const auto& [org, pc] : ward.pcs) EXPECT_EQ(pc->problems(), std::vector<std::string>{}) << org;
    }
    /// Two things a month that no kind of record stands for, and a report nobody made a form for.
    void issue_schedule() {
        std::vector<office::ScheduleLine> lines;
        for (const char* action : {"Họp giao ban truyền thông", "Bàn giao kinh phí", "Báo cáo bằng lời"}) {
            office::ScheduleLine& line = lines.emplace_back();
            line.obligation.action = action;
            line.obligation.output_name = lines.size() == 3 ? "report_periodic" : "coordination";
            line.obligation.cadence = model::Cadence::monthly;
            line.obligation.due.school = model::parse_due_rule("+2wd").value();
            line.obligation.selector.kind = model::ActorSelector::Kind::all_schools;
            line.obligation.state = model::ObligationState::active;
        }
        const base::DocumentId schedule =
            office::new_schedule(ward.at("phuong"), "Lịch năm 2026", 2026, {}, lines).value();
        ward.decide("phuong", schedule, Action::issue);
        ward.sync_all();
    }
    [[nodiscard]] Task task(const OrgId& pc, const OrgId& org, const std::string& title,
                            const std::string& period = "2026-10") {
        const auto found = office::tasks(ward.at(pc), {.org = org, .period = period});
        for (const Task& one : found.value_or(std::vector<Task>{}))
            if (one.title == title) return one;
        ADD_FAILURE() << title << " " << period;
        return {};
    }
    [[nodiscard]] base::DocumentId begin(const OrgId& org, const Task& one) {
        auto begun = office::begin_task(ward.at(org), one, {});
        EXPECT_TRUE(begun) << base::name_of(begun.error().code);
        return begun.value_or(base::DocumentId{});
    }

    WorkWard ward;
};

TEST_F(WorkDoneTest, ACompletionEndsItsTaskAndNoOther) {
    issue_schedule();
    const std::string meeting = "Họp giao ban truyền thông";
    const base::DocumentId said = begin("truong-a", task("truong-a", "truong-a", meeting));
    EXPECT_EQ(begin("truong-a", task("truong-a", "truong-a", meeting)), said) << "one is enough";
    EXPECT_EQ(task("truong-a", "truong-a", meeting).done, 0u) << "begun is not done";
    const auto refused = office::decide(ward.at("truong-a"), said, Action::submit);
    ASSERT_FALSE(refused) << "nothing said of what was done";
    EXPECT_EQ(refused.error().code, base::Code::needs_field);

    ASSERT_TRUE(office::set_field(ward.at("truong-a"), said, base::root_node(said), "outcome", "12 người dự"));
    ward.decide("truong-a", said, Action::submit);
    ward.sync_all();

    for (const OrgId& pc : {OrgId("truong-a"), OrgId("phuong")}) {
        EXPECT_EQ(task(pc, "truong-a", meeting).state, TaskState::done) << pc;
        EXPECT_EQ(task(pc, "truong-a", meeting, "2026-11").done, 0u) << pc;
        EXPECT_EQ(task(pc, "truong-a", "Bàn giao kinh phí").done, 0u) << pc;
    }
    EXPECT_EQ(task("phuong", "truong-b", meeting).done, 0u);

    ward.decide("phuong", said, Action::receive);
    ward.decide("phuong", said, Action::return_, "thiếu biên bản");
    ward.sync_all();
    for (const OrgId& pc : {OrgId("truong-a"), OrgId("phuong")}) EXPECT_EQ(task(pc, "truong-a", meeting).done, 0u);

    const auto before = office::tasks(ward.at("phuong"), {}).value();
    ASSERT_TRUE(office::rebuild_projections(ward.at("phuong")));
    const auto anew = office::tasks(ward.at("phuong"), {}).value();
    ASSERT_EQ(anew.size(), before.size());
    for (std::size_t i = 0; i < anew.size(); ++i) EXPECT_EQ(anew[i].done, before[i].done);
}

TEST_F(WorkDoneTest, AReportWithoutAFormAsksForACompletion) {
    issue_schedule();

    const base::DocumentId begun = begin("truong-b", task("truong-b", "truong-b", "Báo cáo bằng lời"));

    EXPECT_EQ(office::summary_of(ward.at("truong-b"), begun)->kind, "completion");
}

TEST_F(WorkDoneTest, ALateOneIsSaidToBeLateAndNoOther) {
    issue_schedule();
    const auto hand_in = [&](const OrgId& org) {
        const base::DocumentId said = begin(org, task(org, org, "Bàn giao kinh phí"));
        EXPECT_TRUE(office::set_field(ward.at(org), said, base::root_node(said), "outcome", "đã bàn giao"));
        ward.sync(org);
        ward.decide(org, said, Action::submit);
        return said;
    };
    ward.go_to({2026, 11, 2}, 8);
    const base::DocumentId in_time = hand_in("truong-a");
    ward.go_to({2026, 11, 9}, 8);
    ward.sync("truong-b");
    const base::DocumentId late = hand_in("truong-b");
    for (int round = 0; round < 2; ++round) ward.sync_all();

    const auto found = office::late_records(ward.at("phuong"));

    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::set<base::DocumentId>{late})) << base::to_text(in_time);
    EXPECT_TRUE(office::late_records(ward.at("truong-a"))->empty());
}

TEST_F(WorkDoneTest, OfAQuotaOfTwoTheSecondIsBegunWhenTheFirstIsSent) {
    office::ScheduleLine line;
    line.obligation.action = "Họp giao ban truyền thông";
    line.obligation.output_name = "coordination";
    line.obligation.cadence = model::Cadence::monthly;
    line.obligation.quota = model::Quota{2, "cuộc", "tháng", {}};
    line.obligation.selector.kind = model::ActorSelector::Kind::all_schools;
    line.obligation.state = model::ObligationState::active;
    ward.decide("phuong", office::new_schedule(ward.at("phuong"), "Lịch năm 2026", 2026, {}, std::vector{line}).value(),
                Action::issue);
    ward.sync_all();
    const auto owed = [&] { return task("truong-a", "truong-a", line.obligation.action); };
    const auto hand_in = [&](const base::DocumentId& id) {
        EXPECT_TRUE(office::set_field(ward.at("truong-a"), id, base::root_node(id), "outcome", "12 người dự"));
        ward.decide("truong-a", id, Action::submit);
    };
    ASSERT_EQ(owed().quota, 2u);

    const base::DocumentId first = begin("truong-a", owed());
    EXPECT_EQ(begin("truong-a", owed()), first) << "begun and not sent: one is enough";
    hand_in(first);
    ASSERT_EQ(owed().done, 1u);
    const base::DocumentId second = begin("truong-a", owed());
    EXPECT_NE(second, first);
    EXPECT_EQ(begin("truong-a", owed()), second);
    hand_in(second);

    EXPECT_EQ(owed().state, TaskState::done);
    const base::DocumentId more = begin("truong-a", owed());
    EXPECT_TRUE(more == first || more == second) << "nothing more is owed";
    ward.sync_all();
    ward.decide("phuong", first, Action::receive);
    ward.decide("phuong", first, Action::return_, "thiếu biên bản");
    ward.sync_all();
    EXPECT_EQ(begin("truong-a", owed()), first) << "what came back is mended";
}

TEST_F(WorkDoneTest, ARecordCountsForAnotherOfficeOnlyWhereItsAuthorAnswersForIt) {
    issue_schedule();
    const std::string meeting = "Họp giao ban truyền thông";
    const base::DocumentId said = begin("truong-a", task("truong-a", "truong-a", meeting));
    const base::NodeId root = base::root_node(said);
    office::Workspace& school = ward.at("truong-a");
    ASSERT_TRUE(office::set_field(school, said, root, "outcome", "đã họp"));
    ASSERT_TRUE(office::set_field(school, said, root, "on_behalf_of", "truong-b"));
    const auto refused = office::decide(school, said, Action::submit);
    ASSERT_FALSE(refused) << "it is not its successor";
    EXPECT_EQ(refused.error().code, base::Code::not_allowed);
    ASSERT_TRUE(office::set_field(school, said, root, "on_behalf_of", ""));
    ward.decide("truong-a", said, Action::submit);
    const base::DocumentId report = ward.begin("truong-a");
    ward.say("truong-a", report, "articles", "9");
    ASSERT_TRUE(office::set_field(school, report, base::root_node(report), "on_behalf_of", "truong-b"));
    ASSERT_FALSE(office::decide(school, report, Action::submit));
    ASSERT_TRUE(office::set_field(school, report, base::root_node(report), "on_behalf_of", ""));
    ward.decide("truong-a", report, Action::submit);
    ward.sync_all();
    ASSERT_EQ(task("phuong", "truong-a", meeting).done, 1u);
    ASSERT_EQ(WorkWard::value(ward.sums(), "articles"), "9");

    // As the rows would be had a program sent them that asks nobody.
    office::Workspace& office = ward.at("phuong");
    std::map<base::DocumentId, store::WorkRow> as_sent;
    const auto write = [&](bool forged) {
        auto transaction = office.store().begin().value();
        for (auto& [id, row] : as_sent) {
            store::WorkRow other = row;
            if (forged) other.org = "truong-b";
            ASSERT_TRUE(office.store().work().put(id, other));
        }
        ASSERT_TRUE(transaction.commit());
    };
    for (const base::DocumentId& id : {said, report}) as_sent[id] = office.store().work().row_of(id).value().value();
    write(true);
    for (const bool anew : {false, true}) {
        ASSERT_TRUE(office.store().work().set_stale(anew));
        EXPECT_EQ(task("phuong", "truong-b", meeting).done, 0u) << anew;
        EXPECT_EQ(task("phuong", "truong-a", meeting).done, 0u) << anew;
    }
    const office::Consolidation sums = ward.sums();
    EXPECT_EQ(WorkWard::value(sums, "articles"), "—");
    for (const office::HandingRow& row : sums.offices) EXPECT_TRUE(row.document.empty()) << row.org;
    write(false);
    EXPECT_EQ(task("phuong", "truong-a", meeting).done, 1u);
}

TEST_F(WorkDoneTest, NobodyBeginsWhatAnotherOwes) {
    issue_schedule();

    const auto refused = office::begin_task(ward.at("phuong"), task("phuong", "truong-a", "Bàn giao kinh phí"), {});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::not_allowed);
}

/// Incidents are heard of up the chain and nowhere else (DOMAIN §2, §4): nothing of them reaches another PC's disk.
class IncidentTest : public WorkDoneTest {
  protected:
    base::DocumentId incident(const OrgId& org, const base::DocumentId& from = {}) {
        office::Workspace& office = ward.at(org);
        const base::DocumentId id = from.empty() ? office::new_document(office, "incident", {}).value()
                                                 : office::new_from_parent(office, "incident", from, {}).value();
        for (const auto& [name, value] : std::map<std::string, std::string>{
                 {"subject", "Bếp ăn " + org}, {"on_day", "2026-10-05"}, {"happened_at", "2026-10-05 07:30"}})
            EXPECT_TRUE(office::set_field(office, id, base::root_node(id), name, value)) << name;
        for (const model::FieldType& one : model::record_type("incident")->fields) {
            if (one.need != model::Need::before_sending || one.choices.empty()) continue;
            EXPECT_TRUE(office::set_field(office, id, base::root_node(id), one.name, one.choices.front()));
        }
        return id;
    }
    [[nodiscard]] static bool holds(const change::Change& one, std::string_view words) {
        if (const auto* sent = std::get_if<change::Transition>(&one.payload))
            return base::as_text(sent->snapshot).find(words) != std::string_view::npos;
        const auto* set = std::get_if<change::SetField>(&one.payload);
        const auto* text = set == nullptr ? nullptr : std::get_if<std::string>(&set->value);
        return text != nullptr && text->find(words) != std::string::npos;
    }
    /// Whether any bytes that the server ever gave this PC are about `id` or hold `words`.
    [[nodiscard]] bool has_heard(const OrgId& org, const base::DocumentId& id, std::string_view words) {
        office::Workspace& office = ward.at(org);
        const auto rows = office.store().segments_after(store::kBeforeAllRows, 100'000);
        EXPECT_TRUE(rows);
        for (const store::SegmentRow& row : *rows) {
            const auto changes = wire::open(row.bytes);
            EXPECT_TRUE(changes);
            for (const change::Change& one : changes.value_or(std::vector<change::Change>{}))
                if (one.document == id || holds(one, words)) return true;
        }
        return false;
    }
    [[nodiscard]] std::set<OrgId> who_heard(const base::DocumentId& id, std::string_view words) {
        std::set<OrgId> heard;
        for (const auto& [org, pc] : ward.pcs)
            if (has_heard(org, id, words)) heard.insert(org);
        return heard;
    }
};

TEST_F(IncidentTest, GoesUpTheChainStepByStepAndNowhereElse) {
    const base::DocumentId of_school = incident("truong-a");
    ward.sync_all();
    EXPECT_EQ(who_heard(of_school, "Bếp ăn truong-a"), (std::set<OrgId>{"truong-a"})) << "a draft is the school's";

    ward.decide("truong-a", of_school, Action::submit);
    ward.sync_all();
    EXPECT_EQ(who_heard(of_school, "Bếp ăn truong-a"), (std::set<OrgId>{"phuong", "truong-a"}));

    // The ward takes it further in its own words; the school's stay where they are.
    const base::DocumentId of_ward = incident("phuong", of_school);
    ward.decide("phuong", of_ward, Action::submit);
    ward.sync_all();
    EXPECT_EQ(who_heard(of_ward, "Bếp ăn phuong"), (std::set<OrgId>{"phuong", "so"}));
    EXPECT_EQ(who_heard(of_school, "Bếp ăn truong-a"), (std::set<OrgId>{"phuong", "truong-a"}));
    EXPECT_EQ(office::summary_of(ward.at("so"), of_ward)->parent, of_school) << "what it came of can be asked for";

    // Every step is timed: by whom, and when by the server's clock.
    ward.decide("phuong", of_school, Action::receive);
    ward.sync_all();
    const change::DocumentHead head = office::read_document(ward.at("truong-a"), of_school)->head;
    ASSERT_EQ(head.revisions.size(), 2u);
    EXPECT_EQ(head.revisions.back().org, "phuong");
    EXPECT_GE(head.revisions.back().wall_ms, head.revisions.front().wall_ms);
}

TEST_F(IncidentTest, IsNotForSomebodyElseToSendDownOrAside) {
    const base::DocumentId of_school = incident("truong-a");
    ward.decide("truong-a", of_school, Action::submit);

    for (const auto& [org, action] : {std::pair{"truong-a", Action::issue}, {"phuong", Action::issue}}) {
        const auto refused = office::decide(ward.at(org), of_school, action);
        ASSERT_FALSE(refused) << org;
    }
}

} // namespace

} // namespace dongthac::tests
