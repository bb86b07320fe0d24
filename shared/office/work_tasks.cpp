#include "shared/office/work_tasks.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/task_index.hpp"
#include "shared/office/work_rows.hpp"

namespace dongthac::office {

namespace {

/// What is not known lies anywhere.
std::optional<model::ProvenTime> proven(const store::HandIn& time) {
    if (!time.from && !time.to) return std::nullopt;
    return model::ProvenTime{time.from.value_or(0), time.to.value_or(std::numeric_limits<std::int64_t>::max())};
}

model::TaskTimes times_of(const store::TaskRow& row) {
    // A task opens on the Monday of the week it is due in, or when its period ends if that is earlier.
    const std::int64_t monday = row.due - (row.due + 3) % 7; // 1970-01-01 was a Thursday
    return {text::from_days(std::min(row.to, monday)), text::from_days(row.due)};
}

model::TaskStanding standing(const store::TaskRow& row, std::uint32_t waiting, const text::Date& today) {
    model::TaskWork work;
    work.done = static_cast<int>(row.done + waiting);
    work.needed = static_cast<int>(row.quota);
    work.fulfilled = proven(row.fulfilled);
    work.waiver = row.waived_by.empty() ? model::Waiver::none : model::Waiver::granted;
    return model::standing_of(times_of(row), work, today);
}

/// Where the records count that this office has handed in and the server has not taken yet.
base::Result<std::vector<store::WorkRow>> waiting_records(Workspace& office) {
    std::vector<store::WorkRow> rows;
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    for (const store::IntentRow& intent : intents) {
        if (intent.action != model::name_of(model::Action::submit)) continue;
        DT_TRY(const change::Document document, read_document(office, intent.document));
        DT_TRY(const std::optional<store::WorkRow> known, office.store().work().row_of(intent.document));
        if (known && known->standing == store::Standing::handed_in) continue; // it counts already
        change::DocumentHead head = document.head;
        head.last_snapshot = intent.snapshot;
        DT_TRY(const std::optional<store::WorkRow> row, work_of(head, document.root()));
        if (row) rows.push_back(*row);
    }
    return rows;
}

std::uint32_t waiting_for(const store::TaskRow& task, const Duty& duty, const std::vector<store::WorkRow>& waiting) {
    return static_cast<std::uint32_t>(std::ranges::count_if(waiting, [&](const store::WorkRow& row) {
        if (row.record != duty.record || row.org != task.org || duty.record == 0) return false;
        if (duty.record == model::record::kSubmission) return row.form == duty.form && row.period == task.period;
        return task.from <= row.day && row.day <= task.to;
    }));
}

} // namespace

model::TaskStanding standing_of_hand_in(const store::TaskRow& task, const store::HandIn& time,
                                        const text::Date& today) {
    store::TaskRow alone = task;
    alone.done = alone.quota = 1;
    alone.fulfilled = time;
    return standing(alone, 0, today);
}

base::Result<std::vector<Task>> tasks(Workspace& office, const TaskQuery& query) {
    DT_CHECK(catch_up_tasks(office));
    DT_TRY(const std::vector<Duty> known, duties(office));
    std::map<base::NodeId, const Duty*> duty_of;
    for (const Duty& duty : known) duty_of.emplace(duty.node, &duty);
    DT_TRY(const std::vector<store::WorkRow> waiting, waiting_records(office));
    store::TaskFilter filter;
    filter.period = query.period;
    filter.open_only = query.open_only;
    filter.limit = query.limit;
    if (query.due_from) filter.due_from = text::to_days(*query.due_from);
    if (query.due_to) filter.due_to = text::to_days(*query.due_to);
    DT_TRY(const std::vector<store::TaskRow> rows, office.store().work().tasks(filter));
    const text::Date today = office.today();
    std::map<model::OrgId, model::OrgId> holders;
    std::vector<Task> out;
    out.reserve(rows.size());
    for (const store::TaskRow& row : rows) {
        const auto duty = duty_of.find(row.duty);
        if (duty == duty_of.end()) continue;
        const auto [holder, is_new] = holders.try_emplace(row.org);
        if (is_new) holder->second = holder_of(office.directory(), row.org, today);
        if (!query.org.empty() && row.org != query.org && holder->second != query.org) continue;
        const std::uint32_t sent = waiting_for(row, *duty->second, waiting);
        const model::TaskStanding stands = standing(row, sent, today);
        if (query.open_only && row.done + sent >= row.quota) continue;
        out.push_back({row.id, row.source, row.duty, duty->second->title, duty->second->issuer, row.org, holder->second,
                       duty->second->record, duty->second->form, row.period, text::from_days(row.from),
                       text::from_days(row.to), text::from_days(row.due), stands.state, stands.perhaps_late,
                       row.done + sent, row.quota, sent, row.waived_by});
    }
    return out;
}

base::Result<TaskCounts> count_open(Workspace& office, const text::Date& until) {
    DT_CHECK(catch_up_tasks(office));
    store::TaskFilter filter;
    filter.open_only = true;
    filter.due_to = text::to_days(until);
    TaskCounts counts;
    DT_TRY(counts.open, office.store().work().count(filter));
    filter.due_to = text::to_days(office.today()) - 1;
    DT_TRY(counts.overdue, office.store().work().count(filter));
    return counts;
}

} // namespace dongthac::office
