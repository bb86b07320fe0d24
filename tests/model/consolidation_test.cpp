#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "shared/model/consolidation.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

using base::OrgId;
using tests::chance;
__extension__ using Wide = __int128;

/// What one school knows, as whole numbers: what the figures must be is worked out from these alone.
struct School {
    OrgId org;
    std::uint8_t rank = 0;
    std::optional<std::int64_t> so;         ///< summed
    std::optional<std::int64_t> tien;       ///< summed, in hundredths
    std::optional<std::int64_t> cao;        ///< the largest
    std::optional<std::int64_t> nhieu;      ///< how many have some
    std::optional<bool> co;                 ///< how many say yes
    std::optional<std::int64_t> dat, tong;  ///< of which ti_le is worked out
    std::optional<std::int64_t> chuyen_can; ///< a percentage of tong, in thousandths
    std::string y_kien;                     ///< gathered
    std::uint8_t version = 1;
    friend bool operator==(const School&, const School&) = default;
};

ReportForm sample_form() {
    ReportForm form;
    const auto add = [&](const char* key, AnswerType type, Aggregation aggregation, const char* weight = "") {
        FormItem item;
        item.id = std::string("id-") + key;
        item.key = item.label = key;
        item.type = type;
        item.aggregation = aggregation;
        item.weight = weight;
        form.items.push_back(item);
    };
    add("ti_le", AnswerType::percent, Aggregation::weighted, "dat/tong"); // before what it is worked out from
    add("so", AnswerType::integer, Aggregation::sum);
    add("tien", AnswerType::decimal, Aggregation::sum);
    add("cao", AnswerType::integer, Aggregation::largest);
    add("nhieu", AnswerType::integer, Aggregation::count);
    add("co", AnswerType::flag, Aggregation::count);
    add("dat", AnswerType::integer, Aggregation::sum);
    add("chuyen_can", AnswerType::percent, Aggregation::weighted, "tong");
    add("tong", AnswerType::integer, Aggregation::sum);
    add("y_kien", AnswerType::text, Aggregation::gather);
    EXPECT_TRUE(check_form(form));
    return form;
}

/// `units` of 10^-digits, as a Decimal is written.
std::string written(Wide units, int digits) {
    std::string text;
    for (Wide rest = units < 0 ? -units : units; rest != 0 || static_cast<int>(text.size()) <= digits; rest /= 10)
        text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    if (digits > 0) {
        text.insert(text.size() - static_cast<std::size_t>(digits), ".");
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) text.pop_back();
    }
    return (units < 0 ? "-" : "") + text;
}

/// `above` / `below`, both at least zero, to the nearest.
Wide nearest(Wide above, Wide below) { return (2 * above + below) / (2 * below); }

base::DocumentId document_of(const School& school) { return base::DocumentId{{school.rank}}; }

Contribution handed_in(const School& school) {
    Contribution out{school.org, document_of(school), {}, Basis::own_figures, {}};
    out.revision[0] = school.version;
    const auto say = [&](const char* key, std::optional<std::int64_t> number, int digits = 0) {
        if (number) out.answers[std::string("id-") + key] = {written(*number, digits), {}, {}, {}};
    };
    say("so", school.so);
    say("tien", school.tien, 2);
    say("cao", school.cao);
    say("nhieu", school.nhieu);
    say("dat", school.dat);
    say("tong", school.tong);
    say("chuyen_can", school.chuyen_can, 3);
    if (school.co) out.answers["id-co"] = {*school.co ? "true" : "false", {}, {}, {}};
    if (!school.y_kien.empty()) out.answers["id-y_kien"] = {"", {}, {}, {{school.org, school.y_kien}}};
    return out;
}

std::vector<Contribution> handed_in(const std::vector<School>& schools) {
    std::vector<Contribution> out;
    for (const School& school : schools) out.push_back(handed_in(school));
    return out;
}

/// What an office above hands in of `figures`.
Contribution handed_on(const OrgId& org, std::uint8_t rank, const std::vector<Figure>& figures) {
    Contribution out{org, base::DocumentId{{rank, 1}}, {}, Basis::consolidated, {}};
    for (const Figure& figure : figures) {
        Answer answer{figure.value.value_or(""), figure.weight, {}, {}};
        for (const GatheredText& text : figure.texts) answer.texts.emplace_back(text.org, text.text);
        if (!answer.value.empty() || !answer.texts.empty()) out.answers.emplace(figure.item, std::move(answer));
    }
    return out;
}

/// What each line must come to. "-": nobody said anything.
std::map<std::string, std::string> expected_values(const std::vector<School>& schools) {
    std::map<std::string, std::string> out;
    const auto line = [&](const char* key, int digits, auto&& number_of, auto&& join) {
        std::optional<Wide> total;
        for (const School& school : schools)
            if (const std::optional<Wide> number = number_of(school)) total = total ? join(*total, *number) : *number;
        out[std::string("id-") + key] = total ? written(*total, digits) : "-";
        return total;
    };
    const auto sum = [](Wide a, Wide b) { return a + b; };
    const auto of = [](auto School::*field) {
        return [field](const School& school) -> std::optional<Wide> {
            if (!(school.*field)) return std::nullopt;
            return static_cast<Wide>(*(school.*field));
        };
    };
    line("so", 0, of(&School::so), sum);
    line("tien", 2, of(&School::tien), sum);
    line("cao", 0, of(&School::cao), [](Wide a, Wide b) { return std::max(a, b); });
    line("co", 0, of(&School::co), sum);
    line(
        "nhieu", 0,
        [](const School& school) -> std::optional<Wide> {
            if (!school.nhieu) return std::nullopt;
            return *school.nhieu > 0 ? 1 : 0;
        },
        sum);
    const auto dat = line("dat", 0, of(&School::dat), sum);
    const auto tong = line("tong", 0, of(&School::tong), sum);
    out["id-ti_le"] = dat && tong && *tong > 0 ? written(nearest(10'000 * *dat, *tong), 2) : "-";
    Wide shares = 0;
    Wide weights = 0;
    for (const School& school : schools)
        if (school.chuyen_can && school.tong) {
            shares += static_cast<Wide>(*school.chuyen_can) * *school.tong;
            weights += *school.tong;
        }
    out["id-chuyen_can"] = weights > 0 ? written(nearest(shares, 10 * weights), 2) : "-";
    out["id-y_kien"] = "-";
    return out;
}

bool says(const School& school, const std::string& item) {
    if (item == "id-so") return school.so.has_value();
    if (item == "id-tien") return school.tien.has_value();
    if (item == "id-cao") return school.cao.has_value();
    if (item == "id-nhieu") return school.nhieu.has_value();
    if (item == "id-co") return school.co.has_value();
    if (item == "id-dat") return school.dat.has_value();
    if (item == "id-tong") return school.tong.has_value();
    if (item == "id-ti_le") return school.dat && school.tong;
    if (item == "id-chuyen_can") return school.chuyen_can && school.tong;
    return !school.y_kien.empty();
}

std::map<std::string, std::string> values_of(const std::vector<Figure>& figures) {
    std::map<std::string, std::string> out;
    for (const Figure& figure : figures) out[figure.item] = figure.value.value_or("-");
    return out;
}

const Figure& figure_of(const std::vector<Figure>& figures, const std::string& item) {
    return *std::ranges::find(figures, item, &Figure::item);
}

std::optional<std::int64_t> perhaps(base::Random& random, std::uint64_t below) {
    if (chance(random, 25)) return std::nullopt;
    return chance(random, 20) ? 0 : static_cast<std::int64_t>(random.below(below));
}

School random_school(base::Random& random, std::uint8_t rank) {
    School school{"truong-" + std::to_string(100 + rank), rank, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    school.so = perhaps(random, 1'000'000);
    school.tien = perhaps(random, 1'000'000'000'000);
    school.cao = perhaps(random, 50);
    school.nhieu = perhaps(random, 4);
    if (!chance(random, 30)) school.co = chance(random, 50);
    school.tong = perhaps(random, 2'000);
    if (const auto dat = perhaps(random, 2'000)) school.dat = std::min(*dat, school.tong.value_or(*dat));
    school.chuyen_can = perhaps(random, 100'001);
    if (chance(random, 40)) school.y_kien = "Ý kiến " + std::to_string(random.below(3));
    return school;
}

std::vector<School> random_schools(base::Random& random) {
    std::vector<School> schools;
    const std::uint64_t count = random.below(13);
    for (std::uint8_t i = 0; i < count; ++i) schools.push_back(random_school(random, i));
    return schools;
}

template <class T>
void shuffle(base::Random& random, std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[static_cast<std::size_t>(random.below(i))]);
}

} // namespace

TEST(Consolidate, IsWhatAPersonWouldAddUp) {
    base::SeededRandom random(tests::property_seed(20261122));
    const ReportForm form = sample_form();
    for (int round = 0; round < 300; ++round) {
        const std::vector<School> schools = random_schools(random);

        const std::vector<Figure> figures = consolidate(form, handed_in(schools));

        ASSERT_EQ(figures.size(), form.items.size());
        for (std::size_t i = 0; i < figures.size(); ++i) ASSERT_EQ(figures[i].item, form.items[i].id);
        ASSERT_EQ(values_of(figures), expected_values(schools)) << "round " << round;
    }
}

TEST(Consolidate, ListsWhoSaidSomethingAndWhoLeftItBlank) {
    base::SeededRandom random(tests::property_seed(2));
    const ReportForm form = sample_form();
    for (int round = 0; round < 200; ++round) {
        const std::vector<School> schools = random_schools(random);

        for (const Figure& figure : consolidate(form, handed_in(schools))) {
            std::vector<OrgId> said;
            std::vector<OrgId> blank;
            for (const School& school : schools) (says(school, figure.item) ? said : blank).push_back(school.org);
            std::vector<OrgId> sources;
            for (const FigureSource& source : figure.sources) sources.push_back(source.org);

            ASSERT_EQ(sources, said) << figure.item;
            ASSERT_EQ(figure.blank, blank) << figure.item;
            std::vector<GatheredText> texts;
            for (const School& school : schools)
                if (figure.item == "id-y_kien" && !school.y_kien.empty())
                    texts.push_back({school.org, document_of(school), school.y_kien});
            ASSERT_EQ(figure.texts, texts);
        }
    }
}

TEST(Consolidate, AFigureIsTheSumOfItsDrillDown) {
    base::SeededRandom random(tests::property_seed(3));
    const ReportForm form = sample_form();
    for (int round = 0; round < 200; ++round) {
        for (const Figure& figure : consolidate(form, handed_in(random_schools(random)))) {
            const Aggregation how = form.find(figure.item)->aggregation;
            if (!figure.value || (how != Aggregation::sum && how != Aggregation::count && how != Aggregation::largest))
                continue;
            Wide total = how == Aggregation::largest ? -1 : 0; // in hundredths
            for (const FigureSource& source : figure.sources) {
                const std::size_t point = std::min(source.value.find('.'), source.value.size());
                std::string digits = source.value.substr(0, point) + (source.value + "..00").substr(point + 1, 2);
                std::ranges::replace(digits, '.', '0');
                const Wide part = std::stoll(digits);
                total = how == Aggregation::largest ? std::max(total, part) : total + part;
            }
            ASSERT_EQ(*figure.value, written(total, 2)) << figure.item;
        }
    }
}

TEST(Consolidate, DoesNotDependOnOrderNorOnWhatComesTwice) {
    base::SeededRandom random(tests::property_seed(4));
    const ReportForm form = sample_form();
    for (int round = 0; round < 100; ++round) {
        std::vector<Contribution> contributions = handed_in(random_schools(random));
        const std::vector<Figure> figures = consolidate(form, contributions);
        const std::size_t count = contributions.size();
        for (std::size_t i = 0; i < count; ++i)
            if (chance(random, 40)) contributions.push_back(contributions[i]);

        shuffle(random, contributions);

        ASSERT_EQ(consolidate(form, contributions), figures);
    }
}

TEST(Consolidate, CountsASchoolThatReportedTwiceOnce) {
    const ReportForm form = sample_form();
    const School first{"truong-a", 1, 10, {}, {}, {}, {}, {}, {}, {}, {}, 1};
    School again = first; // the same submission, a later revision
    again.so = 12;
    again.version = 2;
    School other = first; // another submission of the same office
    other.rank = 2;
    other.so = 99;

    std::vector<Contribution> all = handed_in(std::vector{first, again, other});
    const std::vector<Figure> figures = consolidate(form, all);
    std::ranges::sort(all, {}, [](const Contribution& one) { return std::pair(one.document, one.revision); });
    do ASSERT_EQ(consolidate(form, all), figures);
    while (std::ranges::next_permutation(all, {}, [](const Contribution& one) {
               return std::pair(one.document, one.revision);
           }).found);

    EXPECT_EQ(figure_of(figures, "id-so").sources.size(), 1u);
    EXPECT_EQ(figure_of(figures, "id-so").value, "10");
    EXPECT_EQ(figure_of(consolidate(form, {handed_in(again)}), "id-so").value, "12") << "resubmitted";
}

TEST(Consolidate, WeighsPercentagesByThePopulationTheyAreOf) {
    const ReportForm form = sample_form();
    School small{"truong-a", 1, {}, {}, {}, {}, {}, {}, 10, 100'000, {}};
    School large{"truong-b", 2, {}, {}, {}, {}, {}, {}, 990, 50'000, {}};

    const std::vector<Figure> figures = consolidate(form, handed_in(std::vector{small, large}));

    const Figure& share = figure_of(figures, "id-chuyen_can");
    EXPECT_EQ(share.value, "50.5") << "505 of 1,000; the average of 100 % and 50 % would be 75 %";
    EXPECT_EQ(share.weight, "1000");
    EXPECT_EQ(share.sources.at(0).weight, "10");
    large.tong.reset();
    EXPECT_EQ(figure_of(consolidate(form, handed_in(std::vector{small, large})), "id-chuyen_can").blank,
              std::vector<OrgId>{"truong-b"})
        << "a percentage of nobody knows how many";
    small.tong = 0;
    EXPECT_EQ(figure_of(consolidate(form, handed_in(std::vector{small})), "id-chuyen_can").value, std::nullopt);
}

TEST(Consolidate, AWeightedPercentageIsThatOfThePooledPopulation) {
    base::SeededRandom random(tests::property_seed(5));
    const ReportForm form = sample_form();
    // Numbers of children whose percentages have no more than three digits behind the point.
    constexpr std::array<std::int64_t, 14> kSizes = {1, 2, 4, 5, 8, 10, 16, 20, 40, 80, 125, 250, 500, 1'000};
    int not_the_average = 0;
    for (int round = 0; round < 300; ++round) {
        std::vector<School> schools;
        Wide come = 0;
        Wide all = 0;
        Wide shares = 0;
        for (std::uint8_t i = 0; i <= random.below(9); ++i) {
            const std::int64_t size = tests::any_of(random, kSizes);
            const auto here = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(size) + 1));
            if (100'000 * here % size != 0) continue;
            School school{"truong-" + std::to_string(i), i, {}, {}, {}, {}, {}, {}, size, 100'000 * here / size, {}};
            schools.push_back(school);
            come += here;
            all += size;
            shares += *school.chuyen_can;
        }
        if (schools.empty()) continue;

        const auto figures = consolidate(form, handed_in(schools));

        const std::string pooled = written(nearest(10'000 * come, all), 2);
        ASSERT_EQ(figure_of(figures, "id-chuyen_can").value, pooled) << "round " << round;
        not_the_average += pooled != written(nearest(shares, 10 * static_cast<Wide>(schools.size())), 2) ? 1 : 0;
    }
    EXPECT_GT(not_the_average, 100) << "most populations must tell the two apart";
}

TEST(Consolidate, OverTwoLevelsIsWhatItIsOverOne) {
    base::SeededRandom random(tests::property_seed(6));
    const ReportForm form = sample_form();
    int rounding_would_show = 0;
    for (int round = 0; round < 300; ++round) {
        const std::vector<School> schools = random_schools(random);
        std::vector<std::vector<School>> wards(1 + random.below(4));
        for (const School& school : schools)
            wards[static_cast<std::size_t>(random.below(wards.size()))].push_back(school);
        std::vector<Contribution> handed;
        for (std::size_t i = 0; i < wards.size(); ++i)
            handed.push_back(handed_on("phuong-" + std::to_string(i), static_cast<std::uint8_t>(200 + i),
                                       consolidate(form, handed_in(wards[i]))));

        const std::vector<Figure> direct = consolidate(form, handed_in(schools));
        const std::vector<Figure> over_wards = consolidate(form, handed);

        auto expected = values_of(direct);
        auto got = values_of(over_wards);
        rounding_would_show += expected["id-chuyen_can"] != got["id-chuyen_can"] ? 1 : 0;
        expected.erase("id-chuyen_can"); // typed percentages are rounded below; worked-out ones are exact
        got.erase("id-chuyen_can");
        ASSERT_EQ(got, expected) << "round " << round;
        ASSERT_EQ(figure_of(over_wards, "id-chuyen_can").weight, figure_of(direct, "id-chuyen_can").weight);
        std::multiset<std::pair<OrgId, std::string>> below;
        std::multiset<std::pair<OrgId, std::string>> above;
        for (const auto& text : figure_of(direct, "id-y_kien").texts) below.emplace(text.org, text.text);
        for (const auto& text : figure_of(over_wards, "id-y_kien").texts) above.emplace(text.org, text.text);
        ASSERT_EQ(above, below) << "each text under the school it is of";
    }
    EXPECT_GT(rounding_would_show, 0);
}

} // namespace dongthac::model
