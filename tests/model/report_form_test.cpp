#include <map>
#include <set>

#include <gtest/gtest.h>

#include "shared/model/report_form.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

using base::Code;
using Relation = FormRule::Relation;

/// cancelled: nothing is wrong.
template <class T>
Code why(const base::Result<T>& result) {
    return result ? Code::cancelled : result.error().code;
}

/// The field that is wrong.
std::string about(const base::Result<void>& result) {
    return result ? "fine" : std::string(result.error().arg("field"));
}

FormItem line(std::string key, AnswerType type, Aggregation aggregation, std::string weight = {}) {
    FormItem item;
    item.id = "id-" + key;
    item.label = "Dòng " + key;
    item.key = std::move(key);
    item.type = type;
    item.aggregation = aggregation;
    item.weight = std::move(weight);
    return item;
}

FormItem line(std::string key, AnswerType type = AnswerType::integer) {
    return line(std::move(key), type, usual_aggregation(type));
}

ReportForm form_of(std::vector<FormItem> items, std::vector<std::string_view> rules = {}) {
    ReportForm form;
    form.items = std::move(items);
    for (const std::string_view rule : rules) form.rules.push_back(parse_form_rule(rule).value());
    return form;
}

std::optional<std::string> answered(const FormItem& item, std::string_view typed) {
    const auto answer = parse_answer(item, typed);
    EXPECT_TRUE(answer) << typed;
    return answer ? *answer : std::nullopt;
}

TEST(FormRule, IsTwoSumsAndARelation) {
    const FormRule rule = parse_form_rule("  co_mat + vang=tong_so ").value();
    EXPECT_EQ(rule.text, "co_mat + vang=tong_so");
    EXPECT_EQ(rule.left, (std::vector<std::string>{"co_mat", "vang"}));
    EXPECT_EQ(rule.relation, Relation::equal);
    EXPECT_EQ(rule.right, std::vector<std::string>{"tong_so"});
    EXPECT_EQ(parse_form_rule("dat <= tong")->relation, Relation::at_most);
    EXPECT_EQ(parse_form_rule("so_2 + 10 >= 5")->relation, Relation::at_least);
    EXPECT_EQ(parse_form_rule("so_2 + 10 >= 5")->left, (std::vector<std::string>{"so_2", "10"}));
    for (const char* text :
         {"",          "a",      "a + b",   "a < b",     "a > b",
          "a == b",    "a => b", "a =< b",  "a = b = c", "a <= b <= c",
          "a =",       "= a",    "a + = b", "+ a = b",   "a + b + = c",
          "a - b = c", "A = b",  "a b = c", "a = 1.5",   "a = -1",
          "tổng = a",  "<",      "<=",      "a <",       "a = 999999999999999999999999999999999999999999"})
        EXPECT_EQ(why(parse_form_rule(text)), Code::bad_value) << text;
    EXPECT_EQ(parse_form_rule("a ? b").error().arg("field"), "rule");
    EXPECT_EQ(parse_form_rule("a ? b").error().arg("value"), "a ? b");
}

TEST(FormRule, HoldsBetweenAnswersAndNotBetweenBlanks) {
    const std::map<std::string, std::string, std::less<>> said = {
        {"mot", "1"}, {"hai", "2"}, {"ba", "3.0"}, {"khong", "0"}, {"lon", "170141183460469231731687303715884105727"}};
    const auto value_of = [&](std::string_view key) -> std::optional<Decimal> {
        const auto found = said.find(key);
        return found == said.end() ? std::nullopt : Decimal::parse(found->second);
    };
    const std::vector<std::pair<const char*, bool>> cases = {
        {"mot + hai = ba", true},  {"mot + hai = 3", true},    {"mot + hai = hai", false}, {"hai <= ba", true},
        {"ba <= hai", false},      {"ba <= ba", true},         {"hai >= ba", false},       {"ba >= ba", true},
        {"ba >= hai", true},       {"mot + khong = 2", false}, {"khong = 0", true},        {"khong >= 1", false},
        {"trong = ba", true},      {"mot + trong = ba", true}, {"ba <= trong", true},      {"trong = trong", true},
        {"lon + mot <= ba", true}, // that sum fits no number: nobody is hindered by it
    };

    for (const auto& [text, expected] : cases)
        EXPECT_EQ(holds(parse_form_rule(text).value(), value_of), expected) << text;
}

TEST(FillRule, SaysWhatIsCountedOrAddedUp) {
    using Where = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(parse_fill_rule(" article ").value(), (FillRule{"article", "", {}}));
    EXPECT_EQ(parse_fill_rule("article?article_kind=video").value(),
              (FillRule{"article", "", Where{{"article_kind", "video"}}}));
    EXPECT_EQ(parse_fill_rule("incident?severity=hot & stage=closed").value(),
              (FillRule{"incident", "", Where{{"severity", "hot"}, {"stage", "closed"}}}));
    EXPECT_EQ(parse_fill_rule("training.attendees").value(), (FillRule{"training", "attendees", {}}));
    EXPECT_EQ(parse_fill_rule("training.attendees?stage=held").value(),
              (FillRule{"training", "attendees", Where{{"stage", "held"}}}));
    EXPECT_EQ(parse_fill_rule("article?author=").value(), (FillRule{"article", "", Where{{"author", ""}}}));
    EXPECT_EQ(parse_fill_rule("appraisal?checked_photos=true&published_on=2026-10-05")->where.size(), 2u);
    EXPECT_EQ(parse_fill_rule("channel.followers?stage=active").value(),
              (FillRule{"channel", "followers", Where{{"stage", "active"}}}));
    EXPECT_EQ(parse_fill_rule("budget.spent").value(), (FillRule{"budget", "spent", {}}));
    EXPECT_EQ(parse_fill_rule("tasks: tin_bai_tuan").value(), (FillRule{"tasks", "tin_bai_tuan", {}}));
}

TEST(FillRule, OfWhatNoRecordHasIsRefused) {
    for (const char* text : {"", "poem", "tasks", "Article", "?stage=held", ".attendees", "plan", "report", "budget",
                             "report_request", "channel", "team"})
        EXPECT_EQ(why(parse_fill_rule(text)), Code::unknown_kind) << text;
    for (const char* text : {"article.beauty", "article.subject", "article.on_day", "training.", "training.text",
                             "budget.unit", "channel.on_day", "article?beauty=1", "article?text=a", "article?=video"})
        EXPECT_EQ(why(parse_fill_rule(text)), Code::unknown_field) << text;
    for (const char* text : {"tasks:", "tasks:Tin", "tasks:12", "article?", "article?video", "article?&",
                             "article?article_kind=film", "training?attendees=many", "training?attendees=1.000",
                             "appraisal?checked_photos=có", "article?published_on=5/10/2026"})
        EXPECT_EQ(why(parse_fill_rule(text)), Code::bad_value) << text;
}

TEST(ReportForm, AnIssuedFormHasKeysOnceThatItsRulesAndPercentagesKnow) {
    const ReportForm good = form_of(
        {line("tong"), line("dat"), line("ti_le", AnswerType::percent, Aggregation::weighted, "dat / tong"),
         line("chuyen_can", AnswerType::percent, Aggregation::weighted, "tong"),
         line("cao_nhat", AnswerType::percent, Aggregation::largest, "tong"), line("co_trang", AnswerType::flag),
         line("y_kien", AnswerType::text), line("chi", AnswerType::decimal)},
        {"dat <= tong", "tong >= 1", "chuyen_can <= 100"});
    EXPECT_TRUE(check_form(good));
    EXPECT_EQ(good.with_key("dat"), good.find("id-dat"));
    EXPECT_EQ(good.with_key("id-dat"), nullptr);

    const auto with = [&](FormItem item) {
        ReportForm form = good;
        form.items.push_back(std::move(item));
        return check_form(form);
    };
    const auto with_rule = [&](std::string_view rule) {
        ReportForm form = good;
        form.rules.push_back(parse_form_rule(rule).value());
        return check_form(form);
    };
    EXPECT_EQ(why(check_form({})), Code::needs_field);
    for (const char* key : {"", "12", "Tin", "tin bai", "tin-bai", "tổng"})
        EXPECT_EQ(about(with(line(key))), "key") << key;
    EXPECT_EQ(with(line("dat")).error().arg("value"), "dat") << "twice";
    for (const char* rule : {"dat <= thieu", "thieu <= dat", "y_kien = 1", "co_trang = 1", "ti_le >= 90"})
        EXPECT_EQ(about(with_rule(rule)), "rule") << rule;
    for (const char* weight :
         {"", "thieu", "dat/thieu", "thieu/tong", "/", "dat/", "chuyen_can", "y_kien", "dat/ti_le"})
        EXPECT_EQ(about(with(line("moi", AnswerType::percent, Aggregation::weighted, weight))), "weight") << weight;
    FormItem filled = line("moi");
    filled.fill_from = "poem";
    EXPECT_EQ(why(with(filled)), Code::unknown_kind);
    filled.fill_from = "article";
    EXPECT_TRUE(with(filled));
}

TEST(ReportForm, AWorkedOutPercentageIsOfSumsAndNobodyAnswersIt) {
    const auto with = [](Aggregation of_whole, auto&& change) {
        ReportForm form = form_of({line("dat"), line("tong", AnswerType::integer, of_whole),
                                   line("ti_le", AnswerType::percent, Aggregation::weighted, "dat/tong")});
        change(form.items.back());
        return about(check_form(form));
    };
    const auto as_it_is = [](FormItem&) {};

    EXPECT_EQ(with(Aggregation::sum, as_it_is), "fine");
    for (const Aggregation other : {Aggregation::largest, Aggregation::count, Aggregation::none})
        EXPECT_EQ(with(other, as_it_is), "aggregation") << name_of(other);
    for (const Aggregation own : {Aggregation::largest, Aggregation::count, Aggregation::none})
        EXPECT_EQ(with(Aggregation::sum, [&](FormItem& item) { item.aggregation = own; }), "aggregation")
            << name_of(own);
    EXPECT_EQ(with(Aggregation::sum, [](FormItem& item) { item.required = true; }), "required");
    EXPECT_EQ(with(Aggregation::sum, [](FormItem& item) { item.fill_from = "article"; }), "fill_from");
}

TEST(ReportForm, NoLineIsAddedUpInAWayThatLosesWhatItSays) {
    using enum Aggregation;
    const std::map<AnswerType, std::set<Aggregation>> ways = {{AnswerType::integer, {sum, count, largest, none}},
                                                              {AnswerType::decimal, {sum, count, largest, none}},
                                                              {AnswerType::percent, {weighted, count, largest, none}},
                                                              {AnswerType::flag, {count, none}},
                                                              {AnswerType::text, {gather, none}},
                                                              {AnswerType::list, {gather, none}},
                                                              {AnswerType::table, {gather, none}}};

    for (const auto& [type, allowed] : ways) {
        EXPECT_TRUE(allowed.contains(usual_aggregation(type))) << name_of(type);
        EXPECT_NE(usual_aggregation(type), none) << name_of(type);
        for (const Aggregation way : {sum, weighted, count, largest, gather, none}) {
            const ReportForm form = form_of({line("tong"), line("moi", type, way, "tong")});
            EXPECT_EQ(can_add_up(type, way), allowed.contains(way)) << name_of(type) << " " << name_of(way);
            EXPECT_EQ(check_form(form).has_value(), allowed.contains(way)) << name_of(type) << " " << name_of(way);
        }
    }
}

TEST(ReportForm, RatiosAreOfWorkedOutPercentagesOnly) {
    const auto ratio = ratio_of(line("ti_le", AnswerType::percent, Aggregation::weighted, " dat / tong "));
    ASSERT_TRUE(ratio);
    EXPECT_EQ(ratio->part, "dat");
    EXPECT_EQ(ratio->whole, "tong");
    EXPECT_FALSE(ratio_of(line("ti_le", AnswerType::percent, Aggregation::weighted, "tong")));
    EXPECT_FALSE(ratio_of(line("so", AnswerType::integer, Aggregation::sum, "dat/tong")));
}

TEST(ParseAnswer, ReadsEachTypeAsItIsStored) {
    const std::vector<std::tuple<AnswerType, const char*, const char*>> cases = {
        {AnswerType::integer, "1.234", "1234"},
        {AnswerType::integer, "0", "0"},
        {AnswerType::integer, "-0", "0"},
        {AnswerType::integer, "007", "7"},
        {AnswerType::decimal, "1.234,50", "1234.5"},
        {AnswerType::decimal, "-3,5", "-3.5"},
        {AnswerType::decimal, "0,0", "0"},
        {AnswerType::percent, "93,9", "93.9"},
        {AnswerType::percent, "93,9%", "93.9"},
        {AnswerType::percent, " 100 % ", "100"},
        {AnswerType::percent, "0%", "0"},
        {AnswerType::flag, "có", "true"},
        {AnswerType::flag, "Không", "false"},
        {AnswerType::text, " Phụ huynh hỏi\nvề học phí ", "Phụ huynh hỏi\nvề học phí"},
        {AnswerType::list, "một; ; hai", "một; hai"},
        {AnswerType::table, "a | b", "a | b"}};

    for (const auto& [type, typed, stored] : cases)
        EXPECT_EQ(answered(line("moi", type), typed), stored) << name_of(type) << " " << typed;
}

TEST(ParseAnswer, ABlankIsNotZero) {
    for (const AnswerType type : {AnswerType::integer, AnswerType::decimal, AnswerType::percent, AnswerType::flag,
                                  AnswerType::text, AnswerType::list, AnswerType::table})
        for (const char* typed : {"", "  \t\n"})
            EXPECT_EQ(answered(line("moi", type), typed), std::nullopt) << name_of(type);
    EXPECT_EQ(answered(line("ti_le", AnswerType::percent, Aggregation::weighted, "dat/tong"), " "), std::nullopt);
}

TEST(ParseAnswer, NamesTheLineThatIsWrong) {
    const std::vector<std::pair<AnswerType, const char*>> cases = {
        {AnswerType::integer, "-1"},    {AnswerType::integer, "1,5"},        {AnswerType::integer, "1.5"},
        {AnswerType::integer, "ba"},    {AnswerType::decimal, "1,2,3"},      {AnswerType::decimal, "93,9%"},
        {AnswerType::percent, "100,1"}, {AnswerType::percent, "-1"},         {AnswerType::percent, "%"},
        {AnswerType::percent, "90%%"},  {AnswerType::percent, "90% của 20"}, {AnswerType::percent, "1.000"},
        {AnswerType::percent, "%90"},   {AnswerType::flag, "có lẽ"},         {AnswerType::flag, "2"}};

    for (const auto& [type, typed] : cases) {
        const auto answer = parse_answer(line("moi", type), typed);
        ASSERT_FALSE(answer) << name_of(type) << " " << typed;
        EXPECT_EQ(answer.error().code, Code::bad_value) << typed;
        EXPECT_EQ(answer.error().arg("field"), "Dòng moi") << typed;
        EXPECT_FALSE(answer.error().arg("expected").empty()) << typed;
    }
    const auto typed = parse_answer(line("ti_le", AnswerType::percent, Aggregation::weighted, "dat/tong"), "90");
    EXPECT_EQ(why(typed), Code::bad_value) << "worked out, never typed";
    EXPECT_EQ(parse_answer(line("moi", AnswerType::text), "\xff").error().code, Code::not_utf8);
}

TEST(ReportForm, NamesReadBack) {
    for (int i = 0; i <= static_cast<int>(AnswerType::table); ++i)
        EXPECT_EQ(answer_type_named(name_of(static_cast<AnswerType>(i))), static_cast<AnswerType>(i));
    for (int i = 0; i <= static_cast<int>(Aggregation::none); ++i)
        EXPECT_EQ(aggregation_named(name_of(static_cast<Aggregation>(i))), static_cast<Aggregation>(i));
    EXPECT_EQ(answer_type_named("poem"), std::nullopt);
    EXPECT_EQ(aggregation_named(""), std::nullopt);
}

TEST(ReportForm, WhateverIsTypedOnlyEverGivesAnAnswerOrARefusal) {
    base::SeededRandom random(tests::property_seed(99));
    const std::vector<std::string> parts = {"a",
                                            "tong",
                                            "=",
                                            "<=",
                                            ">=",
                                            "<",
                                            "+",
                                            " ",
                                            "12",
                                            ".",
                                            ",",
                                            "%",
                                            "?",
                                            "&",
                                            "tasks:",
                                            "article",
                                            "/",
                                            "-",
                                            "0",
                                            "999999999999999999999",
                                            "training",
                                            "attendees",
                                            "article_kind",
                                            "video",
                                            "\xff",
                                            "\xe1\xbb",
                                            "ổ",
                                            std::string("\0", 1),
                                            "\n",
                                            ":",
                                            ";",
                                            "true",
                                            "+="};
    for (int round = 0; round < 20'000; ++round) {
        std::string typed;
        for (std::uint64_t i = random.below(9); i > 0; --i) typed += tests::any_of(random, parts);
        const auto type = static_cast<AnswerType>(random.below(7));
        FormItem item =
            line("a", type, static_cast<Aggregation>(random.below(6)), tests::any_of(random, parts) + typed);
        item.fill_from = typed;

        if (const auto answer = parse_answer(item, typed); answer && *answer && is_number(type)) {
            ASSERT_TRUE(Decimal::parse(**answer)) << typed;
            ASSERT_EQ(Decimal::parse(**answer)->text(), **answer) << typed;
        }
        if (const auto rule = parse_form_rule(typed)) {
            ASSERT_FALSE(rule->left.empty() || rule->right.empty()) << typed;
            (void)holds(*rule, [&](std::string_view) { return std::optional(Decimal(1)); });
            ASSERT_EQ(parse_form_rule(rule->text), rule) << typed;
        }
        (void)parse_fill_rule(typed);
        (void)check_form(form_of({item, line("tong")}));
        (void)ratio_of(item);
    }
}

} // namespace

} // namespace dongthac::model
