#include "client/app/work_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "shared/model/decimal.hpp"

namespace dongthac::app {

namespace {

std::string short_day(const text::Date& day) { return text::to_short_form(day).substr(0, 5); }

/// The number of a week, month or quarter as offices write it: "5", "9" but "02" (NĐ 30/2020/NĐ-CP, Phụ lục I, mục
/// II.4), "III".
std::string number_of(const std::string& part) {
    constexpr std::array<std::string_view, 4> kQuarters = {"I", "II", "III", "IV"};
    if (part.size() == 2 && part.front() == 'Q')
        return std::string(kQuarters.at(static_cast<std::size_t>(part[1] - '1')));
    const bool week = part.size() > 1 && part.front() == 'W';
    const std::string number = week ? part.substr(1) : part;
    const bool as_it_is = number.size() != 2 || number.front() != '0' || (!week && number < "03");
    return as_it_is ? number : number.substr(1);
}

/// The last letters of a key: "Q3" of "2026-Q3".
std::string tail(const std::string& key) {
    const std::size_t at = key.rfind('-');
    return at == std::string::npos ? key : key.substr(at + 1);
}

} // namespace

std::string period_words(const Strings& strings, const model::Period& period) {
    std::string key = "period." + std::string(model::name_of(period.kind));
    const bool has_parts =
        period.kind == model::PeriodKind::semester || period.kind == model::PeriodKind::mid_and_final ||
        period.kind == model::PeriodKind::half_year || period.kind == model::PeriodKind::half_year_mid;
    const std::string part = tail(period.key);
    if (has_parts) key += "_" + part;
    const bool of_school = period.kind == model::PeriodKind::semester ||
                           period.kind == model::PeriodKind::mid_and_final ||
                           period.kind == model::PeriodKind::school_year;
    const std::string year = of_school ? period.key.substr(0, std::min<std::size_t>(9, period.key.size()))
                                       : period.key.substr(0, std::min<std::size_t>(4, period.key.size()));
    return strings.tr(key, {{"year", year},
                            {"n", number_of(part)},
                            {"from", short_day(period.from)},
                            {"to", text::to_short_form(period.to)}});
}

std::string number_words(const std::string& number) {
    if (!model::Decimal::parse(number)) return number;
    const std::size_t point = std::min(number.find('.'), number.size());
    std::string whole = number.substr(0, point);
    const std::size_t first = whole.starts_with('-') ? 1 : 0;
    for (std::size_t at = whole.size(); at > first + 3;) whole.insert(at -= 3, ".");
    return point < number.size() ? whole + "," + number.substr(point + 1) : whole;
}

} // namespace dongthac::app
