#include <algorithm>

#include "shared/model/period.hpp"
#include "shared/model/weekday.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::model {

namespace {

using text::Date;
using Words = std::vector<std::string_view>;

constexpr int kFirstFourDigits = 1000;

/// What was typed, folded and cut into words and numbers: "Quý III/2026" → words {quy}, numbers {3, 2026}.
struct Typed {
    std::vector<std::string> words;
    std::vector<int> numbers;
    bool readable = true;

    [[nodiscard]] bool has(std::string_view word) const { return std::ranges::find(words, word) != words.end(); }
    [[nodiscard]] bool only(const Words& allowed) const {
        return readable && std::ranges::all_of(words, [&](const std::string& word) {
                   return std::ranges::find(allowed, word) != allowed.end();
               });
    }
    /// The numbers of four digits, in their order; and the others.
    [[nodiscard]] std::vector<int> years() const { return picked(true); }
    [[nodiscard]] std::vector<int> ordinals() const { return picked(false); }

  private:
    [[nodiscard]] std::vector<int> picked(bool years) const {
        std::vector<int> out;
        std::ranges::copy_if(numbers, std::back_inserter(out),
                             [&](int number) { return (number >= kFirstFourDigits) == years; });
        return out;
    }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int roman(std::string_view word) {
    constexpr std::array<std::string_view, 4> kRoman = {"i", "ii", "iii", "iv"};
    return static_cast<int>(std::ranges::find(kRoman, word) - kRoman.begin() + 1) % 5;
}

void take(Typed& typed, std::string_view token) {
    if (is_digit(token.front())) {
        if (token.size() > 4) typed.readable = false;
        int value = 0;
        for (const char digit : token.substr(0, 4)) value = value * 10 + (digit - '0');
        typed.numbers.push_back(value);
    } else if (const int number = roman(token); number > 0) {
        typed.numbers.push_back(number);
    } else if (token == "hki" || token == "hkii") {
        typed.words.emplace_back("hk");
        typed.numbers.push_back(token == "hki" ? 1 : 2);
    } else {
        typed.words.emplace_back(token);
    }
}

Typed typed_of(std::string_view text) {
    Typed typed;
    const std::string folded = text::search_key(text);
    std::string_view rest = folded;
    while (!rest.empty()) {
        std::size_t end = 1;
        while (end < rest.size() && rest[end] != ' ' && is_digit(rest[end]) == is_digit(rest.front())) ++end;
        if (rest.front() != ' ') take(typed, rest.substr(0, end));
        rest.remove_prefix(rest.front() == ' ' ? 1 : end);
    }
    return typed;
}

/// Three numbers as a day, year first or last.
std::optional<Date> day_from(int first, int second, int third) {
    const Date day = first >= kFirstFourDigits ? Date{first, second, third} : Date{third, second, first};
    if (day.year < kFirstFourDigits || !text::is_valid(day)) return std::nullopt;
    return day;
}

std::optional<Date> typed_day(const Typed& typed) {
    if (!typed.only({"ngay", "thang", "nam"}) || typed.numbers.size() != 3) return std::nullopt;
    return day_from(typed.numbers[0], typed.numbers[1], typed.numbers[2]);
}

std::optional<Period> typed_range(const Typed& typed) {
    if (!typed.only({"tu", "den", "het", "ngay", "thang", "nam"}) || typed.numbers.size() != 6) return std::nullopt;
    const std::vector<int>& n = typed.numbers;
    const auto from = day_from(n[0], n[1], n[2]);
    const auto to = day_from(n[3], n[4], n[5]);
    if (!from || !to) return std::nullopt;
    return day_range(*from, *to);
}

/// A kind that is counted within a year: which words may stand around, how many there are, months in one.
struct Counted {
    Words words;
    int most = 0;
    int months = 0;
};

Counted counted(PeriodKind kind) {
    switch (kind) {
    case PeriodKind::week: return {{"tuan", "w", "thu", "nam"}, 53, 0};
    case PeriodKind::month:
    case PeriodKind::month_mid: return {{"thang", "t", "m", "nam"}, 12, 1};
    case PeriodKind::quarter:
    case PeriodKind::quarter_mid: return {{"quy", "q", "nam"}, 4, 3};
    case PeriodKind::half_year:
    case PeriodKind::half_year_mid: return {{"h", "nua", "thang", "dau", "cuoi", "nam"}, 2, 6};
    case PeriodKind::nine_months: return {{"thang", "m", "dau", "nam"}, 9, 0};
    case PeriodKind::year:
    case PeriodKind::year_mid: return {{"nam"}, 1, 12};
    default: return {};
    }
}

/// "6 tháng đầu năm", "nửa cuối năm", or the number itself.
int half_number(const Typed& typed, int number) {
    const bool first = typed.has("dau");
    const bool second = typed.has("cuoi");
    if (first == second) return first || typed.has("thang") ? 0 : number;
    const bool in_months = typed.has("thang") && number == 6;
    const bool in_halves = typed.has("nua") && number == 0;
    return !in_months && !in_halves ? 0 : first ? 1 : 2;
}

/// A day in the period of a kind that is counted within a calendar year.
std::optional<Date> counted_day(PeriodKind kind, const Typed& typed) {
    const Counted rule = counted(kind);
    const std::vector<int> years = typed.years();
    const std::vector<int> ordinals = typed.ordinals();
    if (!typed.only(rule.words) || years.size() != 1 || ordinals.size() > 1) return std::nullopt;
    int number = ordinals.empty() ? 0 : ordinals.front();
    if (rule.months == 12) return ordinals.empty() ? std::optional(Date{years[0], 12, 1}) : std::nullopt;
    if (kind == PeriodKind::nine_months) return number == 9 ? std::optional(Date{years[0], 9, 1}) : std::nullopt;
    if (rule.months == 6) number = half_number(typed, number);
    if (number < 1 || number > rule.most) return std::nullopt;
    if (kind == PeriodKind::week) {
        // Week 1 is the one with 4 January (ISO 8601); its Thursday is in the year, and so is that of every week.
        const Date thursday = plus_days(monday_of({years[0], 1, 4}), (number - 1) * 7 + 3);
        return thursday.year == years[0] ? std::optional(thursday) : std::nullopt;
    }
    return Date{years[0], number * rule.months, 1};
}

/// The last day of the period of a kind that follows the school year.
std::optional<Date> school_day(PeriodKind kind, const Typed& typed, const SchoolYears& years) {
    const std::vector<int> both = typed.years();
    const std::vector<int> ordinals = typed.ordinals();
    if (both.size() != 2 || both[1] != both[0] + 1) return std::nullopt;
    const SchoolYearFrame frame = years.of(both[0]);
    if (kind == PeriodKind::school_year)
        return typed.only({"nam", "hoc"}) && ordinals.empty() ? std::optional(frame.semester_2_end) : std::nullopt;
    if (kind == PeriodKind::semester) {
        if (!typed.only({"hk", "hoc", "ky", "nam"}) || ordinals.size() != 1) return std::nullopt;
        if (ordinals[0] != 1 && ordinals[0] != 2) return std::nullopt;
        return ordinals[0] == 1 ? frame.semester_1_end : frame.semester_2_end;
    }
    const bool mid = typed.has("sk") || typed.has("so");
    const bool final = typed.has("tk") || typed.has("tong");
    if (!typed.only({"sk", "tk", "so", "tong", "ket", "nam", "hoc"}) || !ordinals.empty() || mid == final)
        return std::nullopt;
    return mid ? frame.semester_1_end : frame.semester_2_end;
}

std::string_view example_of(PeriodKind kind) {
    switch (kind) {
    case PeriodKind::week: return "2026-W42";
    case PeriodKind::month:
    case PeriodKind::month_mid: return "2026-10";
    case PeriodKind::quarter:
    case PeriodKind::quarter_mid: return "2026-Q3";
    case PeriodKind::half_year:
    case PeriodKind::half_year_mid: return "2026-H1";
    case PeriodKind::nine_months: return "2026-9M";
    case PeriodKind::year:
    case PeriodKind::year_mid: return "2026";
    case PeriodKind::semester: return "2026-2027-HK1";
    case PeriodKind::school_year: return "2026-2027";
    case PeriodKind::mid_and_final: return "2026-2027-SK";
    case PeriodKind::day_range: break;
    }
    return "2026-03-01..2026-03-15";
}

std::optional<Period> read_period(PeriodKind kind, const Typed& typed, const SchoolYears& years) {
    if (kind == PeriodKind::day_range) return typed_range(typed);
    if (const auto day = typed_day(typed)) return period_of(kind, *day, years);
    const auto day = counted(kind).most > 0 ? counted_day(kind, typed) : school_day(kind, typed, years);
    if (!day) return std::nullopt;
    return period_of(kind, *day, years);
}

} // namespace

base::Result<Period> parse_period(PeriodKind kind, std::string_view text, const SchoolYears& years) {
    if (auto period = read_period(kind, typed_of(text), years)) return *std::move(period);
    return base::fail(base::Code::bad_value,
                      {{"field", "period"}, {"value", std::string(text)}, {"expected", std::string(example_of(kind))}});
}

} // namespace dongthac::model
