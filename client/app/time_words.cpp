#include "client/app/time_words.hpp"

#include <cstdlib>

#include "shared/text/date.hpp"

namespace dongthac::app {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

std::string day_words(std::int64_t ms) { return text::to_short_form(text::day_of(ms)); }

std::string moment(const Strings& strings, std::int64_t ms) {
    return strings.tr("time.moment", {{"time", text::time_of_day(ms)}, {"day", day_words(ms)}});
}

/// In the unit a person would use.
std::string amount(const Strings& strings, std::int64_t ms) {
    constexpr std::int64_t kTwo = 2;
    if (ms < kTwo * kHour) return strings.tr("time.minutes", {{"n", strings.number(ms / kMinute)}});
    if (ms < kTwo * kDay) return strings.tr("time.hours", {{"n", strings.number(ms / kHour)}});
    return strings.tr("time.days", {{"n", strings.number(ms / kDay)}});
}

} // namespace

std::string interval_words(const Strings& strings, const office::Interval& made, model::Action action) {
    const bool submitted = action == model::Action::submit;
    if (made.from && made.to && moment(strings, *made.from) == moment(strings, *made.to))
        return strings.tr(submitted ? "time.submitted_at" : "time.decided_at", {{"at", moment(strings, *made.to)}});
    if (made.from && made.to && day_words(*made.from) == day_words(*made.to))
        return strings.tr(submitted ? "time.submitted_within_day" : "time.decided_within_day",
                          {{"from", text::time_of_day(*made.from)},
                           {"to", text::time_of_day(*made.to)},
                           {"day", day_words(*made.to)}});
    if (made.from && made.to)
        return strings.tr(submitted ? "time.submitted" : "time.decided",
                          {{"from", moment(strings, *made.from)}, {"to", moment(strings, *made.to)}});
    if (made.from)
        return strings.tr(submitted ? "time.submitted_since" : "time.decided_since",
                          {{"from", moment(strings, *made.from)}});
    const std::string unchecked = strings.tr("history.unchecked");
    if (!made.to) return unchecked;
    return strings.tr("time.received", {{"to", moment(strings, *made.to)}}) + " · " + unchecked;
}

std::string clock_words(const Strings& strings, std::int64_t skew_ms) {
    if (std::abs(skew_ms) <= kWrongClockMs) return {};
    return strings.tr(skew_ms > 0 ? "banner.clock_fast" : "banner.clock_slow",
                      {{"amount", amount(strings, std::abs(skew_ms))}});
}

} // namespace dongthac::app
