#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/model/due_rule.hpp"

namespace dongthac::model {

/// Where a task stands: what one office owes for one period of an obligation (DOMAIN §2).
enum class TaskState {
    not_due,
    due, ///< this week, or its period is over
    overdue,
    done,
    done_late,
    waived,
};
inline constexpr TaskState kLastTaskState = TaskState::waived;
[[nodiscard]] std::string_view name_of(TaskState state);
[[nodiscard]] std::optional<TaskState> task_state_named(std::string_view name);

/// The days of one task.
struct TaskTimes {
    text::Date opens; ///< from this day it is `due`: the period's last day or the Monday of the week it is due in, the
                      ///< earlier of the two
    text::Date due;   ///< in time until the end of this day in Vietnam
    friend bool operator==(const TaskTimes&, const TaskTimes&) = default;
};
[[nodiscard]] TaskTimes task_times(const DueRule& rule, const Period& period, const WorkingCalendar& calendar);

/// When something happened, as far as it can be proved: not before `from_ms`, not after `to_ms`, milliseconds since
/// 1970 (a PC's clock may be wrong; the server's signed times enclose what it did).
struct ProvenTime {
    std::int64_t from_ms = 0;
    std::int64_t to_ms = 0;
    friend bool operator==(const ProvenTime&, const ProvenTime&) = default;
};

enum class Waiver { none, granted };

/// What is known of the work on a task.
struct TaskWork {
    int done = 0;
    int needed = 1;                      ///< needed_per_task
    std::optional<ProvenTime> fulfilled; ///< when the record that made it enough was handed in; nothing proved: nothing
    Waiver waiver = Waiver::none;
};

/// A state, and whether it may be late. Lateness is a fact with an interval: `done_late` is said only when the whole
/// interval lies after the due day; when the due day's end lies within it, or nothing proves the time, the task is
/// `done` and, once the due day is over, perhaps late.
struct TaskStanding {
    TaskState state = TaskState::not_due;
    bool perhaps_late = false;
    friend bool operator==(const TaskStanding&, const TaskStanding&) = default;
};

/// How the task stands on the day `today`. Work that is enough is done whatever was waived, and then never late; a
/// waiver stands for the rest.
[[nodiscard]] TaskStanding standing_of(const TaskTimes& times, const TaskWork& work, const text::Date& today);

} // namespace dongthac::model
