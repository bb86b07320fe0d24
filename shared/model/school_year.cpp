#include "shared/model/school_year.hpp"

namespace dongthac::model {

bool is_plausible(const SchoolYearFrame& frame) {
    const int first = frame.first_year;
    const auto within = [](const text::Date& day, const text::Date& from, const text::Date& to) {
        return text::is_valid(day) && from <= day && day <= to;
    };
    return within(frame.opening, {first, 7, 1}, {first, 12, 1}) &&
           within(frame.semester_1_end, {first, 12, 2}, {first + 1, 3, 31}) &&
           within(frame.semester_2_end, {first + 1, 4, 1}, {first + 1, 8, 31});
}

SchoolYears::SchoolYears(const std::vector<SchoolYearFrame>& frames) {
    for (const SchoolYearFrame& frame : frames)
        if (is_plausible(frame)) frames_[frame.first_year] = frame;
}

SchoolYearFrame SchoolYears::of(int first_year) const {
    const auto found = frames_.find(first_year);
    if (found != frames_.end()) return found->second;
    return {first_year, {first_year, 9, 5}, {first_year + 1, 1, 17}, {first_year + 1, 5, 30}, ""};
}

bool SchoolYears::has_data_for(int first_year) const { return frames_.contains(first_year); }

int SchoolYears::first_year_of(const text::Date& day) const {
    return of(day.year - 1).semester_2_end < day ? day.year : day.year - 1;
}

} // namespace dongthac::model
