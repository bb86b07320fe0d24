#include "client/view_model/due_tasks.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "shared/model/work_records.hpp"
#include "shared/office/work_tasks.hpp"

namespace dongthac::view_model {

namespace {

using office::Task;

constexpr std::int64_t kSoon = 7;           ///< days: people plan a week
constexpr std::int64_t kLongestPeriod = 31; ///< days between the end of a period and its last day, as reports have it
constexpr std::size_t kNamesShown = 3;

/// Lets offices be put in the order of their names without comparing names again and again.
class NameOrder {
  public:
    explicit NameOrder(office::Workspace& office) : office_(&office) {
        for (const model::OrgId& org : office.directory().children_of(office.identity().org, office.today()))
            places_.emplace(org, places_.size());
    }
    /// The first names, and how many are left out.
    [[nodiscard]] std::pair<std::string, std::size_t> first_of(const std::vector<model::OrgId>& offices) const {
        std::vector<std::pair<std::size_t, const model::OrgId*>> sorted;
        for (const model::OrgId& org : offices) {
            const auto place = places_.find(org);
            const std::size_t last = std::numeric_limits<std::size_t>::max();
            sorted.emplace_back(place == places_.end() ? last : place->second, &org);
        }
        const std::size_t shown = std::min(sorted.size(), kNamesShown);
        std::ranges::partial_sort(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(shown), {},
                                  &std::pair<std::size_t, const model::OrgId*>::first);
        std::string names;
        for (std::size_t i = 0; i < shown; ++i)
            names += (i == 0 ? "" : ", ") + office_->directory().name_of_org(*sorted[i].second);
        return {std::move(names), sorted.size() - shown};
    }

  private:
    office::Workspace* office_;
    std::map<model::OrgId, std::size_t> places_;
};

TaskRow row_of(const Task& task, TaskGroup group, const text::Date& today) {
    TaskRow row;
    row.group = group;
    row.action = TaskAction::do_task;
    row.subject = task.title;
    row.due = DueTask{task.id,   model::stored_period(task.period, task.from, task.to),
                      task.due,  text::to_days(task.due) - text::to_days(today),
                      task.done, task.quota,
                      0};
    return row;
}

TaskRow own_row(office::Workspace& office, const Task& task, TaskGroup group) {
    TaskRow row = row_of(task, group, office.today());
    const bool inherited = task.org != task.holder;
    const bool asked = task.issuer != task.holder;
    row.office = office.directory().name_of_org(inherited ? task.org : task.issuer);
    row.detail = {inherited ? "task.own_for"
                  : asked   ? "task.own_asked"
                            : "task.own",
                  {{"due", text::to_short_form(task.due)},
                   {"done", std::to_string(task.done)},
                   {"quota", std::to_string(task.quota)},
                   {"office", row.office}}};
    return row;
}

TaskRow owed_row(office::Workspace& office, const office::OwedTasks& owed, const NameOrder& order) {
    const Task& first = owed.first;
    TaskRow row = row_of(first, owed.overdue ? TaskGroup::overdue : TaskGroup::due, office.today());
    row.due->offices = owed.offices.size();
    const auto [names, more] = order.first_of(owed.offices);
    row.office = names;
    const bool report = first.record == model::record::kSubmission;
    const char* all_named = report ? "task.owed_report" : "task.owed";
    const char* some_named = report ? "task.owed_report_more" : "task.owed_more";
    row.detail = {more > 0 ? some_named : all_named,
                  {{"n", std::to_string(owed.offices.size())},
                   {"due", text::to_short_form(first.due)},
                   {"names", names},
                   {"more", std::to_string(more)}}};
    return row;
}

} // namespace

base::Result<std::vector<TaskRow>> due_rows(office::Workspace& office) {
    const std::int64_t today = text::to_days(office.today());
    DT_TRY(const office::OpenWork open,
           office::open_work(office, text::from_days(today + kSoon), text::from_days(today + kLongestPeriod)));
    std::vector<TaskRow> rows;
    for (const Task& task : open.own)
        rows.push_back(
            own_row(office, task, task.state == model::TaskState::overdue ? TaskGroup::overdue : TaskGroup::due));
    const NameOrder order(office);
    for (const office::OwedTasks& owed : open.owed) rows.push_back(owed_row(office, owed, order));
    return rows;
}

} // namespace dongthac::view_model
