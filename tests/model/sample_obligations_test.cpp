#include <cstdio>
#include <cstdlib>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/model/obligation.hpp"
#include "shared/model/task.hpp"

// The obligations of the five source plans, which are not part of the repository: read from $DONGTHAC_SEEDS when it
// exists.
namespace dongthac::model {
namespace {

using nlohmann::json;
using text::Date;

constexpr std::uintmax_t kLimit = 16 << 20;

/// Words of the sample → ours. What is not listed has the same name.
const std::map<std::string, std::string> kOurNames = {
    {"subordinate_schools", "subordinate_orgs"},
    {"issuing_body", "issuer"},
    {"unit_of_issuer", "unit"},
    {"group_in_school", "group"},
    {"individuals_in_school", "individuals"},
    {"once_per_plan_year", "once_per_year"},
    {"bat_buoc", "mandatory"},
    {"khuyen_khich", "encouraged"},
};

std::string ours(const std::string& name) {
    const auto found = kOurNames.find(name);
    return found == kOurNames.end() ? name : found->second;
}
std::string theirs(std::string_view name) {
    for (const auto& [sample, our] : kOurNames)
        if (our == name) return sample;
    return std::string(name);
}

std::vector<std::string> list(const json& values) { return values.get<std::vector<std::string>>(); }

Obligation obligation_of(const json& plan, const json& entry) {
    Obligation made;
    made.id = entry.at("id");
    made.source_document = plan.at("id");
    made.source_node = entry.at("source_block");
    made.quote = entry.at("quote");
    made.actor = entry.at("actor");
    made.actor_kind = actor_kind_named(ours(entry.at("actor_kind"))).value();
    if (made.actor_kind == ActorKind::subordinate_orgs) made.selector.kind = ActorSelector::Kind::all_schools;
    made.action = entry.at("action");
    made.output_name = entry.at("output_kind");
    made.cadence = cadence_named(ours(entry.at("cadence"))).value();
    if (const json& quota = entry.at("quota"); !quota.is_null())
        made.quota = Quota{quota.at("min"), quota.at("unit"), quota.at("per"), quota.value("per_org", "")};
    made.via = list(entry.at("via"));
    made.report_to = list(entry.at("report_to"));
    made.beneficiary = list(entry.at("beneficiary"));
    made.strength = strength_named(ours(entry.at("strength"))).value();
    made.note = entry.value("note", "");
    made.state = ObligationState::active;
    return made;
}

/// The same entry from the struct alone: equal when nothing was lost.
json entry_of(const Obligation& from) {
    json entry = {{"id", from.id},
                  {"source_block", from.source_node},
                  {"quote", from.quote},
                  {"actor", from.actor},
                  {"actor_kind", theirs(name_of(from.actor_kind))},
                  {"action", from.action},
                  {"output_kind", from.output_name},
                  {"cadence", theirs(name_of(from.cadence))},
                  {"quota", nullptr},
                  {"via", from.via},
                  {"report_to", from.report_to},
                  {"beneficiary", from.beneficiary},
                  {"due", nullptr}, // no plan of the five names a day
                  {"strength", theirs(name_of(from.strength))}};
    if (from.quota) {
        entry["quota"] = {{"min", from.quota->min}, {"unit", from.quota->unit}, {"per", from.quota->per}};
        if (!from.quota->per_org.empty()) entry["quota"]["per_org"] = from.quota->per_org;
    }
    if (!from.note.empty()) entry["note"] = from.note;
    return entry;
}

class SampleObligations : public ::testing::Test {
  protected:
    void SetUp() override {
        const char* folder = std::getenv("DONGTHAC_SEEDS");
        if (folder == nullptr) GTEST_SKIP() << "DONGTHAC_SEEDS is not set: the source plans are not here";
        const auto text = base::read_file(std::filesystem::path(folder) / "domain" / "sample_cascade.json", kLimit);
        if (!text) GTEST_SKIP() << "no source plans in " << folder;
        const json cascade = json::parse(*text);
        for (const json& plan : cascade.at("plans"))
            for (const json& entry : plan.at("obligations")) {
                entries_.push_back(entry);
                obligations_.push_back(obligation_of(plan, entry));
            }
    }

    std::vector<json> entries_;
    std::vector<Obligation> obligations_;
};

TEST_F(SampleObligations, AllAreHeldWithoutLoss) {
    ASSERT_EQ(obligations_.size(), 87u);
    for (std::size_t at = 0; at < entries_.size(); ++at) EXPECT_EQ(entry_of(obligations_[at]), entries_[at]);
}

TEST_F(SampleObligations, CountsAreThoseOfTheDomain) {
    std::map<OutputKind, int> outputs;
    std::map<std::string, int> clocked;
    for (const Obligation& obligation : obligations_) {
        ++outputs[counted_output(obligation.output_name)];
        if (has_clock(obligation.cadence)) ++clocked[std::string(name_of(obligation.cadence))];
    }

    EXPECT_EQ(outputs[OutputKind::plan], 5);
    EXPECT_EQ(outputs[OutputKind::article], 10);
    EXPECT_EQ(outputs[OutputKind::report], 5);
    EXPECT_EQ(outputs[OutputKind::exemplary_profile], 5);
    EXPECT_EQ(outputs[OutputKind::incident], 7);
    EXPECT_EQ(outputs[OutputKind::other], 55);
    const std::map<std::string, int> want = {{"weekly", 1}, {"monthly", 4}, {"midyear_and_annual", 1}};
    EXPECT_EQ(clocked, want);
    for (const Obligation& obligation : obligations_) {
        if (has_clock(obligation.cadence)) {
            EXPECT_EQ(needed_per_task(obligation), 1) << obligation.id;
        }
    }
}

/// The days off of 2026 and of the January after, typed here again.
WorkingCalendar offices() {
    CalendarYear year;
    year.year = 2026;
    year.days_off = {{2026, 1, 1},  {2026, 1, 2},  {2026, 2, 16}, {2026, 2, 17}, {2026, 2, 18},
                     {2026, 2, 19}, {2026, 2, 20}, {2026, 4, 26}, {2026, 4, 27}, {2026, 4, 30},
                     {2026, 5, 1},  {2026, 8, 31}, {2026, 9, 1},  {2026, 9, 2}};
    year.make_up_days = {{2026, 1, 10}, {2026, 8, 22}};
    return WorkingCalendar({year});
}

/// Every Friday of 2026, three of them days off and moved, by hand: 2/1 → 5/1, 20/2 → 23/2, 1/5 → 4/5. The week of
/// 1/1/2027 ends in 2027.
const std::vector<const char*> kFridays = {
    "05/01", "09/01", "16/01", "23/01", "30/01", "06/02", "13/02", "23/02", "27/02", "06/03", "13/03",
    "20/03", "27/03", "03/04", "10/04", "17/04", "24/04", "04/05", "08/05", "15/05", "22/05", "29/05",
    "05/06", "12/06", "19/06", "26/06", "03/07", "10/07", "17/07", "24/07", "31/07", "07/08", "14/08",
    "21/08", "28/08", "04/09", "11/09", "18/09", "25/09", "02/10", "09/10", "16/10", "23/10", "30/10",
    "06/11", "13/11", "20/11", "27/11", "04/12", "11/12", "18/12", "25/12"};
/// Two working days behind each month: 30/4 is off with 1/5, August ends within the National Day's holiday.
const std::vector<const char*> kMonths = {"03/02", "03/03", "02/04", "05/05", "02/06", "02/07",
                                          "04/08", "04/09", "02/10", "03/11", "02/12", "05/01"};
/// Five working days behind 17/1 and 30/5, both Saturdays.
const std::vector<const char*> kReviews = {"23/01", "05/06"};

TEST_F(SampleObligations, ThoseWithAClockAreDueOnTheRightDaysOfAYear) {
    const std::map<Cadence, std::pair<const char*, std::vector<const char*>>> want = {
        {Cadence::weekly, {"fri", kFridays}},
        {Cadence::monthly, {"+2wd", kMonths}},
        {Cadence::midyear_and_annual, {"+5wd", kReviews}},
    };
    int tasks = 0;
    for (const Obligation& obligation : obligations_) {
        if (!has_clock(obligation.cadence)) continue;
        const auto& [rule, days] = want.at(obligation.cadence);
        std::vector<std::string> due;
        for (const Period& period : task_periods(obligation, {2026, 1, 1}, {2026, 12, 31}, {})) {
            const TaskTimes times = task_times(parse_due_rule(rule).value(), period, offices());
            due.push_back(text::to_short_form(times.due).substr(0, 5));
            std::printf("%s %-18s %-14s %s–%s due %s\n", obligation.id.c_str(),
                        std::string(name_of(obligation.cadence)).c_str(), period.key.c_str(),
                        text::to_iso(period.from).c_str(), text::to_iso(period.to).c_str(),
                        text::to_iso(times.due).c_str());
        }
        tasks += static_cast<int>(due.size());

        EXPECT_EQ(due, std::vector<std::string>(days.begin(), days.end())) << obligation.id;
    }
    EXPECT_EQ(tasks, 52 + 4 * 12 + 2);
}

} // namespace
} // namespace dongthac::model
