#include <set>

#include <gtest/gtest.h>

#include "shared/model/obligation.hpp"

namespace dongthac::model {

namespace {

using text::Date;

const Date kToday{2026, 10, 14};

Organisation school(const char* id, const char* name, const char* level, Validity valid = {}) {
    Organisation org;
    org.id = id;
    org.name = name;
    org.kind = "school";
    org.school_level = level;
    org.valid = valid;
    return org;
}

Organisation office(const char* id, const char* kind) {
    Organisation org;
    org.id = id;
    org.name = id;
    org.kind = kind;
    return org;
}

OrgRelation tie(const char* child, const char* parent, const char* kind = "administrative") {
    return {child, parent, kind, {}, ""};
}

/// A department, two wards, their schools; one closes on 15/10/2026, one opens on 16/10/2026.
Directory tree() {
    Directory directory;
    directory.put(office("so", "department"));
    directory.put(office("phuong", "ward_committee"));
    directory.put(office("xa", "ward_committee"));
    directory.put(office("vhxh", "ward_division"));
    directory.put(school("mn", "Trường Mầm non Đào", "preschool"));
    directory.put(school("th", "Trường Tiểu học An", "primary"));
    directory.put(school("lc", "Trường Liên cấp Bình", "primary, lower_secondary"));
    directory.put(school("cu", "Trường Tiểu học Cũ", "primary", {{}, Date{2026, 10, 15}}));
    directory.put(school("moi", "Trường Tiểu học Mới", "primary", {Date{2026, 10, 16}, {}}));
    directory.put(school("xa-th", "Trường Tiểu học Xã", "primary"));
    for (const char* ward : {"phuong", "xa"}) directory.put(tie(ward, "so"));
    for (const char* child : {"vhxh", "mn", "th", "lc", "cu", "moi"}) directory.put(tie(child, "phuong"));
    directory.put(tie("xa-th", "xa"));
    // Both lines lead up: a school must not be asked twice.
    directory.put(tie("mn", "so", "professional"));
    return directory;
}

std::string chosen(const ActorSelector& selector, const OrgId& issuer, const Date& day = kToday) {
    std::string all;
    for (const OrgId& id : targets(selector, tree(), issuer, day)) all += id + " ";
    return all;
}

using Kind = ActorSelector::Kind;

TEST(Targets, AllSchoolsAreThoseBelowAtAnyDistanceOnceEachInDictionaryOrder) {
    EXPECT_EQ(chosen({Kind::all_schools}, "phuong"), "lc mn th cu ");
    EXPECT_EQ(chosen({Kind::all_schools}, "so"), "lc mn th cu xa-th ");
    EXPECT_EQ(chosen({Kind::all_schools}, "xa"), "xa-th ");
    EXPECT_EQ(chosen({Kind::all_schools}, "mn"), "");
}

TEST(Targets, ASchoolCountsThatIsThereOnTheDay) {
    EXPECT_EQ(chosen({Kind::all_schools}, "phuong", {2026, 10, 15}), "lc mn th cu ");
    EXPECT_EQ(chosen({Kind::all_schools}, "phuong", {2026, 10, 16}), "lc mn th moi ");
    // October's task: it closed within the month and is asked for nothing, the new one is.
    const Period october = *period_of(PeriodKind::month, kToday, {});
    EXPECT_EQ(chosen({Kind::all_schools}, "phuong", october.to), "lc mn th moi ");
}

TEST(Targets, OfLevelsTakesASchoolOfSeveralByEach) {
    EXPECT_EQ(chosen({Kind::school_levels, {"preschool"}}, "phuong"), "mn ");
    EXPECT_EQ(chosen({Kind::school_levels, {"lower_secondary"}}, "phuong"), "lc ");
    EXPECT_EQ(chosen({Kind::school_levels, {"primary", "lower_secondary"}}, "phuong"), "lc th cu ");
    EXPECT_EQ(chosen({Kind::school_levels, {"secondary"}}, "phuong"), "");
    EXPECT_EQ(chosen({Kind::school_levels, {}}, "phuong"), "");
}

TEST(Targets, NamedOfficesCountWhileTheyAreThere) {
    EXPECT_EQ(chosen({Kind::named, {}, {"th", "moi", "mn", "mn", "nobody"}}, "phuong"), "mn th ");
    EXPECT_EQ(chosen({Kind::self}, "phuong"), "phuong ");
    EXPECT_EQ(chosen({Kind::self}, "moi"), "");
}

TEST(Targets, DirectSubordinatesAreOfOneKindOrAny) {
    EXPECT_EQ(chosen({Kind::direct_subordinates, {}, {}, "ward_committee"}, "so"), "phuong xa ");
    EXPECT_EQ(chosen({Kind::direct_subordinates, {}, {}, "school"}, "so"), "") << "a professional tie is not direct";
    EXPECT_EQ(chosen({Kind::direct_subordinates}, "phuong"), "lc mn th cu vhxh ");
}

template <class Enum, class Named>
void expect_names(Enum last, Named named) {
    std::set<std::string_view> names;
    for (int at = 0; at <= static_cast<int>(last); ++at) {
        const auto value = static_cast<Enum>(at);
        EXPECT_EQ(named(name_of(value)), value);
        names.insert(name_of(value));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(last) + 1);
    EXPECT_EQ(named("no such name"), std::nullopt);
}

TEST(Obligation, EnumsHaveNamesThatLeadBack) {
    expect_names(kLastActorKind, actor_kind_named);
    expect_names(kLastSelectorKind, selector_kind_named);
    expect_names(kLastOutputKind, output_kind_named);
    expect_names(kLastCadence, cadence_named);
    expect_names(kLastStrength, strength_named);
    expect_names(kLastOrigin, origin_named);
    expect_names(kLastObligationState, obligation_state_named);

    EXPECT_EQ(name_of(Cadence::midyear_and_annual), "midyear_and_annual");
    EXPECT_EQ(name_of(Cadence::per_article), "per_article");
    EXPECT_EQ(name_of(ActorKind::subordinate_orgs), "subordinate_orgs");
    EXPECT_EQ(name_of(ObligationState::suspended), "suspended");
}

TEST(Obligation, OnlySomeCadencesHaveAClock) {
    std::string clocked;
    for (int at = 0; at <= static_cast<int>(kLastCadence); ++at)
        if (const auto cadence = static_cast<Cadence>(at); has_clock(cadence))
            clocked += std::string(name_of(cadence)) + " ";

    EXPECT_EQ(clocked, "weekly monthly monthly_mid quarterly semester school_year midyear_and_annual fixed_dates ");
}

TEST(Obligation, OutputsAreCountedByTheirRecords) {
    EXPECT_EQ(counted_output("article"), OutputKind::article);
    EXPECT_EQ(counted_output("article_submission"), OutputKind::article);
    EXPECT_EQ(counted_output("report_public_opinion"), OutputKind::report);
    EXPECT_EQ(counted_output("incident_report"), OutputKind::incident);
    EXPECT_EQ(counted_output("exemplary_profile"), OutputKind::exemplary_profile);
    EXPECT_EQ(counted_output("plan"), OutputKind::plan);
    EXPECT_EQ(counted_output("self_study"), OutputKind::other);
    EXPECT_EQ(counted_output(""), OutputKind::other);
}

Obligation obligation(Cadence cadence) {
    Obligation made;
    made.cadence = cadence;
    made.state = ObligationState::active;
    return made;
}

std::string keys(const Obligation& of, const Date& from = {2026, 1, 1}, const Date& to = {2026, 12, 31}) {
    std::string all;
    for (const Period& period : task_periods(of, from, to, {})) all += period.key + " ";
    return all;
}

TEST(TaskPeriods, FollowTheCadence) {
    EXPECT_EQ(task_periods(obligation(Cadence::weekly), {2026, 1, 1}, {2026, 12, 31}, {}).size(), 52u);
    EXPECT_EQ(task_periods(obligation(Cadence::monthly), {2026, 1, 1}, {2026, 12, 31}, {}).size(), 12u);
    EXPECT_EQ(task_periods(obligation(Cadence::monthly_mid), {2026, 1, 1}, {2026, 12, 31}, {}).size(), 12u);
    EXPECT_EQ(keys(obligation(Cadence::quarterly)), "2026-Q1 2026-Q2 2026-Q3 2026-Q4 ");
    EXPECT_EQ(keys(obligation(Cadence::semester)), "2025-2026-HK1 2025-2026-HK2 ");
    EXPECT_EQ(keys(obligation(Cadence::school_year)), "2025-2026 ");
    EXPECT_EQ(keys(obligation(Cadence::midyear_and_annual)), "2025-2026-SK 2025-2026-TK ");
    for (const Cadence cadence : {Cadence::once, Cadence::once_per_year, Cadence::plan_period, Cadence::continuous,
                                  Cadence::on_event, Cadence::on_request, Cadence::per_article, Cadence::unspecified})
        EXPECT_EQ(keys(obligation(cadence)), "") << name_of(cadence);
}

TEST(TaskPeriods, AreThoseWhoseLastDayTheObligationIsValidOn) {
    Obligation reports = obligation(Cadence::monthly);
    reports.valid = {Date{2026, 3, 31}, Date{2026, 6, 29}};
    EXPECT_EQ(keys(reports), "2026-03 2026-04 2026-05 ");

    reports.valid = {Date{2026, 4, 1}, Date{2026, 6, 30}};
    EXPECT_EQ(keys(reports), "2026-04 2026-05 2026-06 ");
}

TEST(TaskPeriods, DependOnTheState) {
    Obligation reports = obligation(Cadence::quarterly);
    for (const ObligationState state : {ObligationState::draft, ObligationState::suspended, ObligationState::closed}) {
        reports.state = state;
        EXPECT_EQ(keys(reports), "") << name_of(state);
    }

    reports.valid.to = Date{2026, 6, 30};
    EXPECT_EQ(keys(reports), "2026-Q1 2026-Q2 ") << "closed on a day: what was owed until then stays";
    reports.state = ObligationState::suspended;
    EXPECT_EQ(keys(reports), "2026-Q1 2026-Q2 ") << "nor does what was owed before a pause go";
    reports.state = ObligationState::draft;
    EXPECT_EQ(keys(reports), "");
}

TEST(TaskPeriods, OfFixedDatesReachFromOneDateToTheNext) {
    Obligation articles = obligation(Cadence::fixed_dates);
    EXPECT_EQ(keys(articles), "");
    articles.due.school = parse_due_rule("+2wd").value();
    EXPECT_EQ(keys(articles), "");
    articles.due.ward = parse_due_rule("15/3;5/10").value();
    EXPECT_EQ(keys(articles), "2025-10-06..2026-03-15 2026-03-16..2026-10-05 ");
    articles.due.school = parse_due_rule("10/3;1/10<").value();
    EXPECT_EQ(keys(articles), "2025-10-02..2026-03-10 2026-03-11..2026-10-01 ");
    EXPECT_EQ(keys(articles, {2026, 3, 11}, {2026, 9, 30}), "");
    EXPECT_EQ(keys(articles, {2026, 3, 10}, {2026, 3, 10}), "2025-10-02..2026-03-10 ");
    EXPECT_EQ(keys(articles, {2026, 12, 31}, {2026, 1, 1}), "");

    articles.due.school = parse_due_rule("29/2").value();
    EXPECT_EQ(keys(articles, {2024, 1, 1}, {2025, 12, 31}), "2023-03-01..2024-02-29 2024-03-01..2025-02-28 ");
}

TEST(Quota, IsSharedOutOverTheTasksOfAYear) {
    const auto needed = [](Cadence cadence, int min, const char* per) {
        Obligation of = obligation(cadence);
        of.quota = Quota{min, "tin bài", per, ""};
        return needed_per_task(of);
    };

    EXPECT_EQ(needed_per_task(obligation(Cadence::weekly)), 1);
    EXPECT_EQ(needed(Cadence::weekly, 1, "tuần"), 1);
    EXPECT_EQ(needed(Cadence::weekly, 3, "Tuần"), 3);
    EXPECT_EQ(needed(Cadence::midyear_and_annual, 2, "năm"), 1);
    EXPECT_EQ(needed(Cadence::quarterly, 2, "tháng"), 6);
    EXPECT_EQ(needed(Cadence::monthly, 20, "năm"), 2);
    EXPECT_EQ(needed(Cadence::semester, 3, "học kỳ"), 3);
    EXPECT_EQ(needed(Cadence::continuous, 100, "đối tượng"), 100);
    EXPECT_EQ(needed(Cadence::monthly, 4, "đơn vị"), 4);
    EXPECT_EQ(needed(Cadence::monthly, 0, "tháng"), 1);
    EXPECT_EQ(needed(Cadence::school_year, INT32_MAX, "tuần"), INT32_MAX);

    Obligation dated = obligation(Cadence::fixed_dates);
    dated.quota = Quota{2, "bài", "năm", ""};
    dated.due.school = parse_due_rule("15/3;5/10").value();
    EXPECT_EQ(needed_per_task(dated), 1);
}

} // namespace

} // namespace dongthac::model
