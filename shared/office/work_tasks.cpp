#include "shared/office/work_tasks.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <tuple>

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

/// All that is looked up once, whatever number of tasks is read.
struct Reading {
    std::vector<Duty> duties;
    std::map<base::NodeId, std::size_t> places; ///< in `duties`
    std::vector<store::WorkRow> waiting;        ///< handed in here, not on the server yet
    const model::Directory* directory = nullptr;
    model::OrgId own;
    text::Date today;
    std::set<model::OrgId> names;
    std::map<model::OrgId, const model::OrgId*> holders; ///< in `names`; as far as they were asked for

    [[nodiscard]] const Duty* duty_of(const store::TaskRow& row) const {
        const auto found = places.find(row.duty);
        return found == places.end() ? nullptr : &duties[found->second];
    }
    /// Who answers for what `org` owes, today. The same office has the same address every time.
    [[nodiscard]] const model::OrgId& holder(const model::OrgId& org) {
        const auto [place, is_new] = holders.try_emplace(org, nullptr);
        if (is_new) place->second = &*names.insert(holder_of(*directory, org, today)).first;
        return *place->second;
    }
    [[nodiscard]] std::uint32_t waiting_for(const store::TaskRow& task, const Duty& duty) const {
        return static_cast<std::uint32_t>(std::ranges::count_if(waiting, [&](const store::WorkRow& row) {
            if (row.record != duty.record || row.org != task.org) return false;
            if (!may_count(*directory, own, row, text::from_days(task.to), today)) return false;
            if (model::answers_period(duty.record)) return row.form == duty.answered() && row.period == task.period;
            return task.from <= row.day && row.day <= task.to;
        }));
    }
    [[nodiscard]] Task task(const store::TaskRow& row, const Duty& duty) {
        const std::uint32_t sent = waiting_for(row, duty);
        const model::TaskStanding stands = standing(row, sent, today);
        return {row.id,
                row.source,
                row.duty,
                duty.title,
                duty.issuer,
                row.org,
                holder(row.org),
                duty.record,
                duty.form,
                row.period,
                text::from_days(row.from),
                text::from_days(row.to),
                text::from_days(row.due),
                stands.state,
                stands.perhaps_late,
                row.done + sent,
                row.quota,
                sent,
                row.waived_by};
    }
};

base::Result<Reading> read_up(Workspace& office) {
    Reading reading;
    DT_TRY(reading.duties, duties(office));
    for (std::size_t i = 0; i < reading.duties.size(); ++i) reading.places.emplace(reading.duties[i].node, i);
    DT_TRY(reading.waiting, waiting_records(office));
    reading.directory = &office.directory();
    reading.own = office.identity().org;
    reading.today = office.today();
    return reading;
}

/// The task of a row that came from the index alone (WorkIndex::each_open).
base::Result<Task> whole(Workspace& office, Reading& reading, const store::TaskRow& row) {
    DT_TRY(const std::vector<store::TaskRow> rows, office.store().work().tasks_at(row.duty, row.org, 0, row.period));
    const auto found = std::ranges::find(rows, row.id, &store::TaskRow::id);
    return reading.task(found == rows.end() ? row : *found, *reading.duty_of(row));
}

/// Those of one office and of the ones it answers for, and those of a form, duty by duty as the index has them; without
/// either, all.
base::Result<std::vector<store::TaskRow>> rows_of(Workspace& office, Reading& reading, const TaskQuery& query,
                                                  store::TaskFilter filter) {
    store::WorkIndex work = office.store().work();
    if (query.org.empty() && query.form.empty()) return work.tasks(filter);
    std::set<model::OrgId> owing{query.org}; // of no office named: of all
    for (const model::OrgSuccession& one : office.directory().successions())
        if (!query.org.empty() && reading.holder(one.from) == query.org) owing.insert(one.from);
    std::vector<store::TaskRow> rows;
    for (const Duty& duty : reading.duties) {
        const bool is_meant =
            query.form.empty() || (duty.record == model::record::kSubmission && duty.form == query.form);
        if (!is_meant) continue;
        for (const model::OrgId& org : owing) {
            filter.duty = duty.node;
            filter.org = org;
            DT_TRY(std::vector<store::TaskRow> some, work.tasks(filter));
            std::ranges::move(some, std::back_inserter(rows));
        }
    }
    std::ranges::sort(rows, {}, [](const store::TaskRow& row) { return std::tie(row.due, row.org, row.id); });
    if (rows.size() > query.limit) rows.resize(query.limit);
    return rows;
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
    DT_TRY(Reading reading, read_up(office));
    store::TaskFilter filter;
    filter.period = query.period;
    filter.open_only = query.open_only;
    filter.limit = query.limit;
    if (query.due_from) filter.due_from = text::to_days(*query.due_from);
    if (query.due_to) filter.due_to = text::to_days(*query.due_to);
    DT_TRY(const std::vector<store::TaskRow> rows, rows_of(office, reading, query, filter));
    std::vector<Task> out;
    out.reserve(rows.size());
    for (const store::TaskRow& row : rows) {
        const Duty* duty = reading.duty_of(row);
        if (duty == nullptr) continue;
        const model::OrgId& holder = reading.holder(row.org);
        if (!query.org.empty() && row.org != query.org && holder != query.org) continue;
        Task task = reading.task(row, *duty);
        if (query.open_only && task.done >= task.quota) continue;
        out.push_back(std::move(task));
    }
    return out;
}

base::Result<std::set<base::DocumentId>> late_records(Workspace& office) {
    DT_TRY(const std::vector<Task> all, tasks(office, {}));
    std::set<base::DocumentId> late;
    for (const Task& task : all) {
        if (task.state != model::TaskState::done_late || !model::answers_period(task.record)) continue;
        DT_TRY(
            const std::vector<store::IndexedRecord> records,
            office.store().work().submissions(answered_by(task.record, task.duty, task.form), task.period, task.org));
        for (const store::IndexedRecord& one : records)
            if (one.work.standing == store::Standing::handed_in &&
                may_count(office.directory(), one.author, one.work, task.to, office.today()))
                late.insert(one.document);
    }
    return late;
}

base::Result<OpenWork> open_work(Workspace& office, const text::Date& soon, const text::Date& until) {
    DT_CHECK(catch_up_tasks(office));
    DT_TRY(Reading reading, read_up(office));
    const std::int64_t last_day = text::to_days(soon);
    std::vector<store::TaskRow> own;
    std::vector<store::TaskRow> first; // of what others owe, one each
    OpenWork out;
    std::map<std::pair<base::NodeId, std::string>, std::size_t, std::less<>> places;
    std::vector<std::set<const model::OrgId*>> known; // holders have one address each
    DT_CHECK(office.store().work().each_open(text::to_days(until), [&](const store::TaskRow& row) {
        const Duty* duty = reading.duty_of(row);
        if (duty == nullptr) return;
        const std::uint32_t sent = reading.waiting_for(row, *duty);
        if (row.done + sent >= row.quota) return;
        const model::TaskState state = standing(row, sent, reading.today).state;
        const bool overdue = state == model::TaskState::overdue;
        if (!overdue && state != model::TaskState::due && row.due > last_day) return;
        const model::OrgId& holder = reading.holder(row.org);
        if (holder == reading.own) return own.push_back(row);
        const auto place = places.try_emplace({row.duty, row.period}, first.size()).first->second;
        if (place == first.size()) {
            first.push_back(row);
            out.owed.emplace_back();
            known.emplace_back();
        }
        out.owed[place].overdue = out.owed[place].overdue || overdue;
        if (known[place].insert(&holder).second) out.owed[place].offices.push_back(holder);
    }));
    for (const store::TaskRow& row : own) {
        DT_TRY(Task task, whole(office, reading, row));
        out.own.push_back(std::move(task));
    }
    for (std::size_t i = 0; i < first.size(); ++i) {
        DT_TRY(out.owed[i].first, whole(office, reading, first[i]));
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
