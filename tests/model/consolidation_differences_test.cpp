#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "shared/model/consolidation.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

using base::OrgId;
using tests::chance;

FormItem line(const char* key, AnswerType type, Aggregation aggregation, const char* weight = "") {
    FormItem item;
    item.id = item.key = item.label = key;
    item.type = type;
    item.aggregation = aggregation;
    item.weight = weight;
    return item;
}

ReportForm sample_form() {
    ReportForm form;
    form.items = {line("so", AnswerType::integer, Aggregation::sum),
                  line("cao", AnswerType::decimal, Aggregation::largest),
                  line("co", AnswerType::flag, Aggregation::count),
                  line("tong", AnswerType::integer, Aggregation::sum),
                  line("phan", AnswerType::percent, Aggregation::weighted, "tong"),
                  line("ti_le", AnswerType::percent, Aggregation::weighted, "so/tong"),
                  line("y_kien", AnswerType::text, Aggregation::gather),
                  line("ghi", AnswerType::text, Aggregation::none)};
    return form;
}

/// By key; of y_kien the text. What is not here was left blank.
using Said = std::map<std::string, std::string>;

Contribution handed_in(const OrgId& org, const Said& said, Basis basis = Basis::own_figures) {
    Contribution out{org, base::DocumentId{}, {}, basis, {}};
    std::ranges::copy(org.substr(0, 16), out.document.bytes.begin());
    for (const auto& [key, value] : said)
        out.answers[key] = key == "y_kien" ? Answer{"", {}, {}, {{org, value}}} : Answer{value, {}, {}, {}};
    return out;
}

std::vector<Figure> added_up(const std::map<OrgId, Said>& world) {
    std::vector<Contribution> contributions;
    for (const auto& [org, said] : world) contributions.push_back(handed_in(org, said));
    return consolidate(sample_form(), std::move(contributions));
}

const Figure& figure_of(const std::vector<Figure>& figures, const std::string& item) {
    return *std::ranges::find(figures, item, &Figure::item);
}

/// What an office gives to a line, as far as that line can tell; "" for nothing.
std::string given(const Said& said, const std::string& item) {
    const auto answer = [&](const std::string& key) {
        const auto found = said.find(key);
        return found == said.end() ? std::string() : found->second;
    };
    if (item == "phan" || item == "ti_le") {
        const std::string part = answer(item == "phan" ? "phan" : "so");
        return part.empty() || answer("tong").empty() ? "" : part + " of " + answer("tong");
    }
    return answer(item);
}

/// What the worked-out percentage is worked out from; "" when there is none.
std::string totals(const std::map<OrgId, Said>& world) {
    std::optional<int> so;
    std::optional<int> tong;
    for (const auto& [org, said] : world) {
        if (said.contains("so")) so = so.value_or(0) + std::stoi(said.at("so"));
        if (said.contains("tong")) tong = tong.value_or(0) + std::stoi(said.at("tong"));
    }
    return so && tong ? std::to_string(*so) + "/" + std::to_string(*tong) : "";
}

Said random_answers(base::Random& random) {
    Said said;
    const auto perhaps = [&](const char* key, std::string value) {
        if (!chance(random, 30)) said[key] = std::move(value);
    };
    perhaps("so", std::to_string(random.below(3)));
    perhaps("cao", std::to_string(random.below(3)));
    perhaps("co", chance(random, 50) ? "true" : "false");
    perhaps("tong", std::to_string(1 + random.below(3)));
    perhaps("phan", std::to_string(50 * random.below(3)));
    perhaps("y_kien", "Ý kiến " + std::to_string(random.below(2)));
    perhaps("ghi", std::to_string(random.below(2)));
    return said;
}

TEST(Consolidate, ZeroIsNotBlank) {
    const std::map<OrgId, Said> world = {{"a", {{"so", "0"}, {"co", "false"}}}, {"b", {}}};

    const std::vector<Figure> figures = added_up(world);

    EXPECT_EQ(figure_of(figures, "so").value, "0");
    EXPECT_EQ(figure_of(figures, "co").value, "0");
    EXPECT_EQ(figure_of(figures, "so").blank, std::vector<OrgId>{"b"});
    EXPECT_EQ(figure_of(figures, "cao").value, std::nullopt) << "nobody said anything";
    EXPECT_EQ(figure_of(figures, "cao").blank, (std::vector<OrgId>{"a", "b"}));
    for (const Figure& figure : added_up({})) {
        EXPECT_EQ(figure.value, std::nullopt) << figure.item;
        EXPECT_TRUE(figure.sources.empty() && figure.blank.empty() && figure.texts.empty()) << figure.item;
    }
}

TEST(Consolidate, TheLargestMayBeBelowZero) {
    EXPECT_EQ(figure_of(added_up({{"a", {{"cao", "-2.5"}}}, {"b", {{"cao", "-10"}}}}), "cao").value, "-2.5");
}

TEST(Consolidate, CountsOfOfficesBelowAreAddedNotCountedAgain) {
    const std::vector<Figure> figures =
        consolidate(sample_form(),
                    {handed_in("phuong-1", {{"co", "7"}}, Basis::consolidated),
                     handed_in("phuong-2", {{"co", "0"}}, Basis::consolidated), handed_in("truong", {{"co", "true"}})});

    EXPECT_EQ(figure_of(figures, "co").value, "8");
    EXPECT_EQ(figure_of(figures, "co").sources.at(0).value, "7");
}

TEST(Consolidate, AConsolidatedPercentageBringsItsOwnWeight) {
    Contribution ward = handed_in("phuong", {{"phan", "90"}, {"tong", "100"}}, Basis::consolidated);
    ward.answers["phan"].weight = "80"; // 20 of its 100 are of schools that gave no percentage
    Contribution other = handed_in("phuong-2", {{"phan", "50"}, {"tong", "80"}}, Basis::consolidated);

    const Figure figure = figure_of(consolidate(sample_form(), {ward, other}), "phan");

    EXPECT_EQ(figure.value, "70");
    EXPECT_EQ(figure.weight, "160");
}

TEST(Consolidate, WhatCannotBeReadStandsAmongTheBlanksAndNothingElseIsLost) {
    const Said good = {{"so", "1"}, {"cao", "1"}, {"co", "true"}, {"tong", "10"}, {"phan", "50"}, {"y_kien", "Ý"}};
    for (const char* wrong : {"so", "cao", "co", "tong", "phan"})
        for (const char* rubbish : {"ba", "1,5", "1.2.3", "-", "99999999999999999999999999999999999999999"}) {
            std::map<OrgId, Said> world = {{"a", good}, {"b", good}, {"c", good}};
            world["b"][wrong] = rubbish;

            for (const Figure& figure : added_up(world)) {
                const std::set<std::string> weighed = {"phan", "ti_le"};
                const bool needs_it = figure.item == wrong ||
                                      (weighed.contains(figure.item) && wrong == std::string("tong")) ||
                                      (figure.item == "ti_le" && wrong == std::string("so"));
                const std::vector<OrgId> blank = figure.item == "ghi" ? std::vector<OrgId>{"a", "b", "c"}
                                                 : needs_it           ? std::vector<OrgId>{"b"}
                                                                      : std::vector<OrgId>{};
                EXPECT_EQ(figure.blank, blank) << figure.item << " " << wrong << " " << rubbish;
                EXPECT_EQ(figure.sources.size(), 3 - blank.size()) << figure.item << " " << wrong << " " << rubbish;
            }
            EXPECT_EQ(figure_of(added_up(world), "so").value, wrong == std::string("so") ? "2" : "3");
        }
}

TEST(Consolidate, ASumThatDoesNotFitLeavesOneOutAndKeepsTheRest) {
    const std::string most = "170141183460469231731687303715884105727";
    const std::vector<Figure> figures = added_up(
        {{"a", {{"so", most}}}, {"b", {{"so", "1"}, {"cao", "7"}}}, {"c", {{"so", "-27"}}}, {"d", {{"so", "20"}}}});

    EXPECT_EQ(figure_of(figures, "so").value, "170141183460469231731687303715884105720");
    EXPECT_EQ(figure_of(figures, "so").blank, std::vector<OrgId>{"b"});
    EXPECT_EQ(figure_of(figures, "cao").value, "7");
    const std::vector<Figure> weighed =
        added_up({{"a", {{"phan", "50"}, {"tong", most}}}, {"b", {{"phan", "50"}, {"tong", "10"}}}});
    EXPECT_EQ(figure_of(weighed, "phan").value, "50");
    EXPECT_EQ(figure_of(weighed, "phan").weight, "10");
    EXPECT_EQ(figure_of(weighed, "phan").blank, std::vector<OrgId>{"a"});
}

TEST(Consolidate, AWorkedOutPercentageNamesWhoDidNotSayBoth) {
    const Figure figure = figure_of(
        added_up({{"a", {{"so", "1"}, {"tong", "3"}}}, {"b", {{"tong", "3"}}}, {"c", {{"so", "0"}, {"tong", "0"}}}}),
        "ti_le");

    EXPECT_EQ(figure.value, "16.67") << "of the totals that stand beside it";
    EXPECT_EQ(figure.weight, "6");
    EXPECT_EQ(figure.blank, std::vector<OrgId>{"b"});
    ASSERT_EQ(figure.sources.size(), 2u);
    EXPECT_EQ(figure.sources[0].value, "33.33");
    EXPECT_EQ(figure.sources[0].weight, "3");
    EXPECT_EQ(figure.sources[1].value, "") << "nothing of nothing";
    EXPECT_EQ(figure_of(added_up({{"a", {{"so", "0"}, {"tong", "0"}}}}), "ti_le").value, std::nullopt);
    Contribution lying = handed_in("a", {{"so", "1"}, {"tong", "2"}, {"ti_le", "99"}}, Basis::consolidated);
    EXPECT_EQ(figure_of(consolidate(sample_form(), {lying}), "ti_le").value, "50")
        << "what it says itself counts nothing";
}

TEST(Differences, AreEmptyIffNothingChangedAndNameExactlyWhoChanged) {
    base::SeededRandom random(tests::property_seed(20261122));
    int unchanged = 0;
    for (int round = 0; round < 1'000; ++round) {
        std::map<OrgId, Said> before;
        for (int i = 0; i < 5; ++i)
            if (!chance(random, 20)) before["truong-" + std::to_string(i)] = random_answers(random);
        std::map<OrgId, Said> now = before;
        for (int i = 0; i < 5; ++i) {
            if (chance(random, 60)) continue;
            if (chance(random, 20)) {
                now.erase("truong-" + std::to_string(i));
            } else if (const Said fresh = random_answers(random); chance(random, 50)) {
                now["truong-" + std::to_string(i)] = fresh;
            } else if (!fresh.empty()) {
                now["truong-" + std::to_string(i)].insert_or_assign(fresh.begin()->first, fresh.begin()->second);
            }
        }

        const std::vector<Figure> frozen = added_up(before);
        const std::vector<Figure> fresh = added_up(now);
        std::map<std::string, std::vector<OrgId>> got;
        for (const FigureDifference& difference : differences(frozen, fresh)) {
            got[difference.item] = difference.changed;
            ASSERT_EQ(difference.before, figure_of(frozen, difference.item).value);
            ASSERT_EQ(difference.now, figure_of(fresh, difference.item).value);
        }

        std::map<std::string, std::vector<OrgId>> expected;
        for (const FormItem& item : sample_form().items)
            for (int i = 0; i < 5; ++i) {
                const OrgId org = "truong-" + std::to_string(i);
                const std::string old = before.contains(org) ? given(before[org], item.id) : "";
                const std::string latest = now.contains(org) ? given(now[org], item.id) : "";
                if (old != latest) expected[item.id].push_back(org);
            }
        // One who said only one of the two numbers moves their ratio, and is named at the line of its number.
        if (totals(before) != totals(now)) expected["ti_le"];
        ASSERT_EQ(got, expected) << "round " << round;
        unchanged += expected.empty() ? 1 : 0;
        ASSERT_TRUE(differences(fresh, fresh).empty());
    }
    EXPECT_GT(unchanged, 10);
}

TEST(Differences, SeeANewRevisionAnotherSubmissionAndTheRecordsBehindANumber) {
    const Contribution was = handed_in("a", {{"so", "1"}});
    const std::vector<Figure> frozen = consolidate(sample_form(), {was});
    const auto changed = [&](auto&& change) {
        Contribution now = was;
        change(now);
        const auto found = differences(frozen, consolidate(sample_form(), {now}));
        return found.size() == 1 && found[0].item == "so" && found[0].changed == std::vector<OrgId>{"a"} &&
               found[0].before == "1" && found[0].now == "1";
    };

    EXPECT_FALSE(changed([](Contribution&) {}));
    EXPECT_TRUE(changed([](Contribution& now) { now.revision[0] = 1; }));
    EXPECT_TRUE(changed([](Contribution& now) { now.document.bytes[3] = 9; }));
    EXPECT_TRUE(changed([](Contribution& now) { now.answers["so"].sources = {"tin-bai-1"}; }));
}

TEST(Differences, SeeAWeightThatMovesNoPercentage) {
    const std::map<OrgId, Said> before = {{"a", {{"phan", "50"}, {"tong", "10"}}},
                                          {"b", {{"phan", "50"}, {"tong", "10"}}}};
    std::map<OrgId, Said> now = before;
    now["b"]["tong"] = "30";

    const auto found = differences({figure_of(added_up(before), "phan")}, {figure_of(added_up(now), "phan")});

    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].before, found[0].now);
    EXPECT_EQ(found[0].changed, std::vector<OrgId>{"b"});
}

TEST(Differences, NameWhoseTextChangedAndLinesThatCameOrWent) {
    const std::vector<Figure> frozen = added_up({{"a", {{"y_kien", "Cũ"}}}, {"b", {{"y_kien", "Chung"}}}});
    const std::vector<Figure> now = added_up({{"a", {{"y_kien", "Mới"}}}, {"b", {{"y_kien", "Chung"}}}});
    const auto found = differences(frozen, now);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].item, "y_kien");
    EXPECT_EQ(found[0].changed, std::vector<OrgId>{"a"});

    std::vector<Figure> gone = added_up({{"a", {{"so", "5"}}}});
    std::erase_if(gone, [](const Figure& figure) { return figure.item != "so"; });
    const auto left = differences(gone, {});
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].before, "5");
    EXPECT_EQ(left[0].now, std::nullopt);
    EXPECT_EQ(left[0].changed, std::vector<OrgId>{"a"});
    EXPECT_EQ(differences({}, gone).size(), 1u);
}

} // namespace

} // namespace dongthac::model
