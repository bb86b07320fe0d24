#include "shared/document/calendar_data.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/model/weekday.hpp"

namespace dongthac::document {

namespace {

using model::CalendarYear;
using model::SchoolYearFrame;
using nlohmann::json;
using text::Date;
using Dates = std::vector<Date>;

constexpr std::uintmax_t kLimit = 1 << 20;
constexpr int kFormat = 1;
constexpr int kSaturday = 6;

/// An entry and what to call it in errors: the year.
struct Entry {
    const json& object;
    std::string name;

    [[nodiscard]] std::string field(std::string_view key) const { return name + "." + std::string(key); }
};

std::unexpected<base::Error> bad(std::string field, const std::string& value, std::string expected) {
    return base::fail(base::Code::bad_value,
                      {{"field", std::move(field)}, {"value", value}, {"expected", std::move(expected)}});
}

std::unexpected<base::Error> no_calendar(std::string reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "calendar"}, {"reason", std::move(reason)}});
}

std::string shown(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

const json& member(const json& object, const char* key) {
    static const json kNothing;
    const auto found = object.find(key);
    return found == object.end() ? kNothing : *found;
}

base::Result<int> year_number(const json& object, const char* key) {
    const json& value = member(object, key);
    constexpr int kFirst = 1900;
    constexpr int kLast = 2999;
    const bool in_range = value.is_number_integer() && value >= kFirst && value <= kLast;
    if (!in_range) return bad(key, shown(value), "1900–2999");
    return value.get<int>();
}

base::Result<std::string> source_of(const Entry& entry) {
    const json& value = member(entry.object, "source");
    if (!value.is_string() || value.get_ref<const std::string&>().empty())
        return bad(entry.field("source"), shown(value), "text");
    return value.get<std::string>();
}

base::Result<Date> date_in(const Entry& entry, const char* key, const json& value) {
    const auto date = value.is_string() ? text::parse_iso(value.get_ref<const std::string&>())
                                        : base::Result<Date>(base::fail(base::Code::bad_value));
    if (!date) return bad(entry.field(key), shown(value), "YYYY-MM-DD");
    return *date;
}

/// A list of days of one year, each once; `key` may be absent when nothing is in it.
base::Result<Dates> days_in(const Entry& entry, const char* key, int year) {
    const json& values = member(entry.object, key);
    Dates days;
    if (values.is_null()) return days;
    if (!values.is_array()) return bad(entry.field(key), shown(values), "[YYYY-MM-DD]");
    for (const json& value : values) {
        DT_TRY(const Date day, date_in(entry, key, value));
        if (day.year != year) return bad(entry.field(key), text::to_iso(day), std::to_string(year));
        if (std::ranges::find(days, day) != days.end()) return bad(entry.field(key), text::to_iso(day), "1 ×");
        days.push_back(day);
    }
    return days;
}

base::Result<void> check_days(const Entry& entry, const CalendarYear& year) {
    for (const auto& [day, month] : {std::pair(1, 1), std::pair(30, 4), std::pair(1, 5), std::pair(2, 9)}) {
        const Date holiday{year.year, month, day};
        if (std::ranges::find(year.days_off, holiday) == year.days_off.end())
            return bad(entry.field("days_off"), "", text::to_iso(holiday));
    }
    for (const Date& day : year.make_up_days) {
        const bool off = std::ranges::find(year.days_off, day) != year.days_off.end();
        if (off || model::iso_weekday(day) < kSaturday)
            return bad(entry.field("make_up_days"), text::to_iso(day), "Sat, Sun");
    }
    for (const Date& day : year.unsettled_days)
        if (std::ranges::find(year.days_off, day) != year.days_off.end())
            return bad(entry.field("unsettled_days"), text::to_iso(day), "-");
    return {};
}

base::Result<CalendarYear> calendar_year(const json& object) {
    CalendarYear year;
    DT_TRY(year.year, year_number(object, "year"));
    const Entry entry{object, std::to_string(year.year)};
    DT_TRY(year.days_off, days_in(entry, "days_off", year.year));
    DT_TRY(year.make_up_days, days_in(entry, "make_up_days", year.year));
    DT_TRY(year.unsettled_days, days_in(entry, "unsettled_days", year.year));
    DT_TRY(year.source, source_of(entry));
    DT_CHECK(check_days(entry, year));
    return year;
}

base::Result<SchoolYearFrame> school_year(const json& object) {
    SchoolYearFrame frame;
    DT_TRY(frame.first_year, year_number(object, "first_year"));
    const Entry entry{object, std::to_string(frame.first_year) + "-" + std::to_string(frame.first_year + 1)};
    DT_TRY(frame.opening, date_in(entry, "opening", member(object, "opening")));
    DT_TRY(frame.semester_1_end, date_in(entry, "semester_1_end", member(object, "semester_1_end")));
    DT_TRY(frame.semester_2_end, date_in(entry, "semester_2_end", member(object, "semester_2_end")));
    DT_TRY(frame.source, source_of(entry));
    if (!model::is_plausible(frame))
        return bad(entry.name,
                   text::to_iso(frame.opening) + ", " + text::to_iso(frame.semester_1_end) + ", " +
                       text::to_iso(frame.semester_2_end),
                   "7–12, 12–3, 4–8");
    return frame;
}

/// Every entry of the list `key`, read by `read`; `number` tells two of one year apart.
template <class Value>
base::Result<std::vector<Value>> entries(const json& file, const char* key, base::Result<Value> (*read)(const json&),
                                         int Value::*number) {
    const json& list = member(file, key);
    if (!list.is_array()) return bad(key, shown(list), "[…]");
    std::vector<Value> values;
    std::set<int> numbers;
    for (const json& object : list) {
        if (!object.is_object()) return bad(key, shown(object), "{…}");
        DT_TRY(Value value, read(object));
        if (!numbers.insert(value.*number).second) return bad(key, std::to_string(value.*number), "1 ×");
        values.push_back(std::move(value));
    }
    return values;
}

base::Result<int> known_through(const json& file, const std::vector<CalendarYear>& years) {
    DT_TRY(const int last, year_number(file, "known_through"));
    std::set<int> known;
    for (const CalendarYear& year : years) known.insert(year.year);
    const bool whole =
        !known.empty() && *known.rbegin() == last && last - *known.begin() + 1 == static_cast<int>(known.size());
    if (!whole)
        return bad("known_through", std::to_string(last), known.empty() ? "-" : std::to_string(*known.rbegin()));
    return last;
}

} // namespace

base::Result<CalendarData> parse_calendar(std::string_view text) {
    const json file = json::parse(text, nullptr, false);
    if (!file.is_object()) return no_calendar("JSON");
    if (member(file, "format") != kFormat) return no_calendar("format " + shown(member(file, "format")));
    DT_TRY(const auto years, entries(file, "years", calendar_year, &CalendarYear::year));
    DT_TRY(const auto frames, entries(file, "school_years", school_year, &SchoolYearFrame::first_year));
    DT_TRY(const int last, known_through(file, years));
    return CalendarData{model::WorkingCalendar(years), model::SchoolYears(frames), last};
}

base::Result<CalendarData> load_calendar(const std::filesystem::path& assets) {
    DT_TRY(const std::string text, base::read_file(assets / "calendar" / "vn.json", kLimit));
    return parse_calendar(text);
}

} // namespace dongthac::document
