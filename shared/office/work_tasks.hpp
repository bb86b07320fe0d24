#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/model/task.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// Something one office owes for one period, as it stands today.
struct Task {
    base::TaskId id;
    base::DocumentId source; ///< the schedule or request
    base::NodeId duty;
    std::string title;        ///< what is to be done
    model::OrgId issuer;      ///< who asks for it
    model::OrgId org;         ///< who owes it, under the name of the period
    model::OrgId holder;      ///< who answers for it today: `org`, or its successor
    std::uint16_t record = 0; ///< the kind that fulfils it
    base::DocumentId form;    ///< of submissions
    std::string period;
    text::Date from;
    text::Date to;
    text::Date due;
    model::TaskState state = model::TaskState::not_due;
    bool perhaps_late = false;
    std::uint32_t done = 0;
    std::uint32_t quota = 1;
    std::uint32_t waiting = 0; ///< handed in here, and not on the server yet; counted in `done` and `state`
    base::DocumentId waived_by;
};

/// Which tasks; what is empty or nothing does not restrict.
struct TaskQuery {
    model::OrgId org{}; ///< who owes it, or who answers for it today
    std::optional<text::Date> due_from{};
    std::optional<text::Date> due_to{};
    std::string period{};
    base::DocumentId form{}; ///< of those that a submission on it ends
    bool open_only = false;
    std::size_t limit = 1'000'000;
};

/// By due day, then office. Brings the tables up to date first. Errors: those of catch_up_tasks.
[[nodiscard]] base::Result<std::vector<Task>> tasks(Workspace& office, const TaskQuery& query);

/// Submissions and completions that the server's times prove to have come after their last day. Errors: those of
/// catch_up_tasks.
[[nodiscard]] base::Result<std::set<base::DocumentId>> late_records(Workspace& office);

/// What several offices owe of one duty for one period.
struct OwedTasks {
    Task first;                        ///< the one due first
    bool overdue = false;              ///< one of them is
    std::vector<model::OrgId> offices; ///< who answers for them today, each once, in the order of their last days
};

struct OpenWork {
    std::vector<Task> own;       ///< of this office and of those it succeeded, by due day
    std::vector<OwedTasks> owed; ///< of all others, by the first due day
};

/// What is open and due until `until`, of that what is due until `soon`, or already overdue, or whose period is over:
/// one look at an index, whatever number of offices owes it. Brings the tables up to date first. Errors: those of
/// catch_up_tasks.
[[nodiscard]] base::Result<OpenWork> open_work(Workspace& office, const text::Date& soon, const text::Date& until);

/// How many are open: in all, and of those overdue, until the day before `today`.
struct TaskCounts {
    std::size_t open = 0; ///< due until `until`
    std::size_t overdue = 0;
};
[[nodiscard]] base::Result<TaskCounts> count_open(Workspace& office, const text::Date& until);

/// Where a task stands whose quota one hand-in reached at `time`.
[[nodiscard]] model::TaskStanding standing_of_hand_in(const store::TaskRow& task, const store::HandIn& time,
                                                      const text::Date& today);

} // namespace dongthac::office
