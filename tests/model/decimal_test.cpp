#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/model/decimal.hpp"
#include "shared/model/value.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

__extension__ using Wide = __int128;
using tests::chance;

Decimal read(std::string_view text) {
    const auto number = Decimal::parse(text);
    EXPECT_TRUE(number) << text;
    return number.value_or(Decimal());
}

std::string text_of(const std::optional<Decimal>& number) { return number ? number->text() : "nothing"; }

/// Long integer arithmetic as on paper, digit by digit: shares nothing with the class but the decimal system.
struct Paper {
    bool negative = false;
    std::string digits = "0"; ///< most significant first, no leading zeros

    static Paper of(std::string digits, bool negative) {
        digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
        return {negative && digits != "0", std::move(digits)};
    }
};

int compare_digits(const std::string& a, const std::string& b) {
    if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
    return a.compare(b) < 0 ? -1 : a == b ? 0 : 1;
}

std::string add_digits(std::string a, std::string b) {
    std::string out;
    int carry = 0;
    for (std::ranges::reverse(a), std::ranges::reverse(b); out.size() < std::max(a.size(), b.size()) || carry != 0;) {
        const std::size_t at = out.size();
        const int sum = carry + (at < a.size() ? a[at] - '0' : 0) + (at < b.size() ? b[at] - '0' : 0);
        out += static_cast<char>('0' + sum % 10);
        carry = sum / 10;
    }
    std::ranges::reverse(out);
    return out;
}

std::string take_digits(std::string a, std::string b) { // a >= b
    std::string out;
    int borrow = 0;
    for (std::ranges::reverse(a), std::ranges::reverse(b); out.size() < a.size();) {
        const std::size_t at = out.size();
        int rest = a[at] - '0' - borrow - (at < b.size() ? b[at] - '0' : 0);
        borrow = rest < 0 ? 1 : 0;
        if (rest < 0) rest += 10;
        out += static_cast<char>('0' + rest);
    }
    std::ranges::reverse(out);
    return out;
}

std::string multiply_digits(const std::string& a, const std::string& b) {
    std::string sum = "0";
    for (const char digit : b) {
        sum += '0';
        for (int i = 0; i < digit - '0'; ++i) sum = add_digits(sum, a);
    }
    return sum;
}

Paper add(const Paper& a, const Paper& b) {
    if (a.negative == b.negative) return Paper::of(add_digits(a.digits, b.digits), a.negative);
    const bool a_larger = compare_digits(a.digits, b.digits) >= 0;
    return a_larger ? Paper::of(take_digits(a.digits, b.digits), a.negative)
                    : Paper::of(take_digits(b.digits, a.digits), b.negative);
}

/// "-12.5" at `scale` digits behind the point, without the point.
Paper scaled(std::string_view text, std::size_t scale) {
    const bool negative = text.starts_with('-');
    std::string digits(text.substr(negative ? 1 : 0));
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::size_t behind = point == digits.size() ? 0 : digits.size() - point - 1;
    std::erase(digits, '.');
    digits.append(scale - behind, '0');
    return Paper::of(digits, negative);
}

/// As Decimal::text writes it.
std::string written(const Paper& paper, std::size_t scale) {
    std::string digits = paper.digits;
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale, ".");
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.pop_back();
    return (paper.negative ? "-" : "") + digits;
}

/// A number of up to `most` digits, up to 9 of them behind the point.
std::string random_number(base::Random& random, std::uint64_t most) {
    std::string whole;
    for (std::uint64_t i = random.below(most) + 1; i > 0; --i) whole += static_cast<char>('0' + random.below(10));
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    std::string text = (chance(random, 40) ? "-" : "") + whole;
    const std::uint64_t behind = random.below(10);
    if (behind > 0) text += '.';
    for (std::uint64_t i = 0; i < behind; ++i)
        text += static_cast<char>('0' + random.below(chance(random, 30) ? 1 : 10));
    return text;
}

TEST(Decimal, ReadsWhatItWritesAndNothingElse) {
    const std::vector<std::pair<const char*, const char*>> read_as = {
        {"0", "0"},
        {"-0", "0"},
        {"7", "7"},
        {"007", "7"},
        {"93.9", "93.9"},
        {"-4", "-4"},
        {"1.500", "1.5"},
        {"0.0", "0"},
        {"-0.05", "-0.05"},
        {"100", "100"},
        {"10.01", "10.01"},
        {"0.000000000000000001", "0.000000000000000001"},
        {"170141183460469231731687303715884105727", "170141183460469231731687303715884105727"},
        {"-170141183460469231731687303715884105727", "-170141183460469231731687303715884105727"}};

    for (const auto& [typed, stored] : read_as) EXPECT_EQ(read(typed).text(), stored);
    for (const char* typed : {"", "-", "+5", ".5", "5.", "-.5", "1.2.3", "1,5", "1e3", " 1", "1 ", "--1", "٣", "0x1",
                              "0.0000000000000000001", "170141183460469231731687303715884105728"})
        EXPECT_FALSE(Decimal::parse(typed)) << typed;
    EXPECT_EQ(Decimal(INT64_MIN).text(), "-9223372036854775808");
}

TEST(Decimal, AddsMultipliesAndComparesAsOnPaper) {
    base::SeededRandom random(tests::property_seed(20261122));
    for (int round = 0; round < 4'000; ++round) {
        const std::string a = random_number(random, 10);
        const std::string b = chance(random, 10) ? a : random_number(random, 10);

        const Paper sum = add(scaled(a, 9), scaled(b, 9));
        const Paper product = Paper::of(multiply_digits(scaled(a, 9).digits, scaled(b, 9).digits),
                                        scaled(a, 9).negative != scaled(b, 9).negative);
        const Paper difference = add(scaled(a, 9), Paper{!scaled(b, 9).negative, scaled(b, 9).digits});

        ASSERT_EQ(text_of(read(a).plus(read(b))), written(sum, 9)) << a << " + " << b;
        ASSERT_EQ(text_of(read(a).times(read(b))), written(product, 18)) << a << " x " << b;
        ASSERT_EQ(read(a) < read(b), difference.negative) << a << " < " << b;
        ASSERT_EQ(read(a) == read(b), difference.digits == "0") << a << " = " << b;
        ASSERT_EQ(read(read(a).text()), read(a)) << a;
        ASSERT_EQ(read(a).is_zero(), scaled(a, 9).digits == "0") << a;
    }
}

TEST(Decimal, DividesAsOnPaperHalvesAwayFromZero) {
    base::SeededRandom random(tests::property_seed(7));
    for (int round = 0; round < 4'000; ++round) {
        const auto above = static_cast<std::int64_t>(random.below(2'000'001)) - 1'000'000;
        const auto below = static_cast<std::int64_t>(random.below(2'001)) - 1'000;
        const int digits = static_cast<int>(random.below(7));
        const auto got = Decimal::ratio(Decimal(above), Decimal(below), digits);
        if (below == 0) {
            ASSERT_FALSE(got);
            continue;
        }
        Wide power = 1;
        for (int i = 0; i < digits; ++i) power *= 10;
        // |above| · 10^d / |below| to the nearest, halves up: floor((2n + d) / 2d).
        const Wide n = (above < 0 ? -Wide{above} : Wide{above}) * power;
        const Wide d = below < 0 ? -Wide{below} : Wide{below};
        const auto nearest = static_cast<std::int64_t>((2 * n + d) / (2 * d));
        const bool negative = (above < 0) != (below < 0);

        ASSERT_EQ(text_of(got), written(Paper::of(std::to_string(nearest), negative), static_cast<std::size_t>(digits)))
            << above << " / " << below << " to " << digits;
    }
}

TEST(Decimal, HalvesGoAwayFromZero) {
    const auto ratio = [](const char* above, const char* below, int digits) {
        return text_of(Decimal::ratio(read(above), read(below), digits));
    };

    EXPECT_EQ(ratio("1", "8", 2), "0.13");
    EXPECT_EQ(ratio("-1", "8", 2), "-0.13");
    EXPECT_EQ(ratio("1", "-8", 2), "-0.13");
    EXPECT_EQ(ratio("-5", "2", 0), "-3");
    EXPECT_EQ(ratio("0.5", "1", 0), "1");
    EXPECT_EQ(ratio("0.49999", "1", 0), "0");
    EXPECT_EQ(ratio("2", "3", 6), "0.666667");
    EXPECT_EQ(ratio("2", "3", 99), "0.666667") << "at most six digits";
    EXPECT_EQ(ratio("2", "3", -1), "1");
    EXPECT_EQ(ratio("93.9", "0.1", 2), "939") << "scales of both are gone";
    EXPECT_EQ(ratio("0", "-5", 2), "0");
    EXPECT_EQ(ratio("5", "0", 2), "nothing");
    EXPECT_EQ(ratio("0", "0.0", 2), "nothing");
    EXPECT_EQ(ratio("99999999999999999999999999999999999999", "1", 6), "nothing") << "too large to scale";
}

TEST(Decimal, GivesNothingWhereTheResultDoesNotFit) {
    const Decimal largest = read("170141183460469231731687303715884105727");
    const Decimal smallest = read("-170141183460469231731687303715884105727");
    const Decimal finest = read("0.000000000000000001");

    EXPECT_FALSE(largest.plus(Decimal(1)));
    EXPECT_FALSE(smallest.plus(Decimal(-1))) << "-2^127 has no positive twin to be written with";
    EXPECT_FALSE(smallest.plus(Decimal(-2)));
    EXPECT_EQ(text_of(largest.plus(Decimal(-1))), "170141183460469231731687303715884105726");
    EXPECT_EQ(text_of(largest.plus(smallest)), "0");
    EXPECT_FALSE(largest.plus(finest));
    EXPECT_FALSE(largest.times(Decimal(2)));
    EXPECT_FALSE(Decimal(INT64_MIN).times(read("18446744073709551616"))) << "-2^63 x 2^64";
    EXPECT_FALSE(finest.times(read("0.1"))) << "19 digits behind the point";
    EXPECT_EQ(text_of(finest.times(Decimal(10))), "0.00000000000000001");
}

TEST(Decimal, ComparesAcrossScalesHoweverHuge) {
    // In ascending order.
    const std::vector<Decimal> sorted = {read("-170141183460469231731687303715884105727"),
                                         read("-99999999999999999999999999999999999999"),
                                         read("-1.000000000000000001"),
                                         read("-1"),
                                         read("-0.000000000000000001"),
                                         read("0"),
                                         read("0.000000000000000001"),
                                         read("0.1"),
                                         read("0.999999999999999999"),
                                         read("1"),
                                         read("1.000000000000000001"),
                                         read("99999999999999999999.5"),
                                         read("99999999999999999999999999999999999999"),
                                         read("170141183460469231731687303715884105727")};

    for (std::size_t a = 0; a < sorted.size(); ++a)
        for (std::size_t b = 0; b < sorted.size(); ++b)
            EXPECT_EQ(sorted[a] <=> sorted[b], a <=> b) << sorted[a].text() << " " << sorted[b].text();
    EXPECT_EQ(read("1.50"), read("1.5"));
    EXPECT_EQ(read("-0.0"), Decimal());
}

TEST(Decimal, AThousandOfTheLargestAnswersAddUpEvenWithTheFinest) {
    const auto as_stored = [](const char* typed) {
        return read(to_text(parse_value(ValueType::decimal, typed).value()));
    };
    const Decimal large = as_stored("999.999.999.999.999.999");
    auto sum = std::optional(as_stored("0,00000000000000001"));
    for (int i = 0; i < 1'000 && sum; ++i) sum = sum->plus(large);
    auto alike = std::optional(large);
    for (int i = 0; i < 30 && alike; ++i) alike = alike->plus(*alike); // 2^30 of them

    EXPECT_EQ(text_of(sum), "999999999999999999000.00000000000000001");
    EXPECT_EQ(text_of(alike), "1073741823999999998926258176");
}

} // namespace

} // namespace dongthac::model
