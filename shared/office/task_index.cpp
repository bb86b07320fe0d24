#include "shared/office/task_index.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "shared/model/calendar.hpp"
#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/receipts.hpp"
#include "shared/office/work_rows.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
using store::HandIn;
using store::IndexedRecord;
using store::TaskRow;

constexpr std::string_view kMadeOn = "tasks_made_on"; ///< the day, as days since 1970-01-01
constexpr std::size_t kWorthMakingAnew = 2'000; ///< so many counted one by one cost more than all of them together
constexpr std::size_t kQueuedAtOnce = 5'000;
constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1'000;

/// When a record was handed in, by what the server signed; what came on paper, on the day it was in hand.
base::Result<HandIn> time_of(Workspace& office, const base::DocumentId& id, const store::WorkRow& work) {
    if (work.handed.counter == 0) {
        if (work.standing != store::Standing::handed_in || work.day == 0) return HandIn{};
        const std::int64_t end = text::end_of_day_ms(text::from_days(work.day));
        return HandIn{end - kDayMs + 1, end};
    }
    DT_TRY(const auto row, office.store().document(id));
    if (!row) return HandIn{};
    DT_TRY(const change::DocumentHead head, wire::decode_head(row->head));
    const auto step = std::ranges::find(head.revisions, work.handed, &change::RevisionState::id);
    if (step == head.revisions.end()) return HandIn{};
    DT_TRY(const Interval interval, interval_of(office, step->id, step->time_token));
    return HandIn{interval.from, interval.to};
}

/// Who need not do what.
struct Waiver {
    base::DocumentId document;
    std::string period; ///< empty: all
};
using Waivers = std::map<std::pair<base::NodeId, model::OrgId>, std::vector<Waiver>>;

base::Result<Waivers> waivers_in_force(Workspace& office) {
    Waivers waivers;
    DT_TRY(const std::vector<IndexedRecord> records,
           office.store().work().records(model::record::kWaiver, std::numeric_limits<std::int32_t>::max()));
    for (const IndexedRecord& record : records) {
        if (record.work.standing != store::Standing::handed_in) continue;
        DT_TRY(const change::Document document, counted_document(office, record.document));
        const change::NodeState& root = document.root();
        const auto duty = base::parse_id<base::NodeId>(root.string(field::kDuty));
        const auto* offices = std::get_if<std::vector<std::string>>(&root.value(field::kAddressees));
        if (!duty || offices == nullptr) continue;
        for (const std::string& org : *offices)
            waivers[{*duty, org}].push_back({record.document, root.string(field::kPeriod)});
    }
    return waivers;
}

/// Sets what a task has of `records`, all of which count for it.
void count(TaskRow& task, const std::vector<const IndexedRecord*>& records) {
    constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
    task.done = static_cast<std::uint32_t>(records.size());
    task.fulfilled = {};
    if (records.size() < task.quota || task.quota == 0) return;
    std::vector<std::int64_t> earliest;
    std::vector<std::int64_t> latest;
    for (const IndexedRecord* record : records) {
        earliest.push_back(record->time.from.value_or(0)); // before the first signed time: it may have been any moment
        latest.push_back(record->time.to.value_or(kNever));
    }
    // The quota was reached no earlier than the last of the earliest moments in which so many can have been in.
    std::ranges::sort(earliest);
    std::ranges::sort(latest);
    const std::int64_t from = earliest[task.quota - 1];
    const std::int64_t to = latest[task.quota - 1];
    if (from != 0) task.fulfilled.from = from;
    if (to != kNever) task.fulfilled.to = to;
}

class TaskMaker {
  public:
    TaskMaker(Workspace& office, const std::vector<Duty>& duties, const Waivers& waivers)
        : office_(office), duties_(duties), waivers_(waivers) {}

    base::Result<std::vector<TaskRow>> make_all() {
        std::vector<TaskRow> rows;
        for (const Duty& duty : duties_) {
            DT_TRY(const std::vector<model::Period> periods, periods_of(duty));
            if (periods.empty()) continue;
            DT_TRY(const std::vector<IndexedRecord> records, records_for(duty, periods));
            const auto by_office = grouped(records);
            for (const model::Period& period : periods) add_tasks(duty, period, by_office, rows);
        }
        return rows;
    }

    /// The tasks that a record in this place counts for, counted again.
    base::Result<void> count_again(const store::WorkRow& place) {
        for (const Duty& duty : duties_) {
            const base::DocumentId answered = duty.answered();
            if (duty.record != place.record || (!answered.empty() && answered != place.form)) continue;
            const bool by_period = model::answers_period(place.record);
            DT_TRY(std::vector<TaskRow> tasks,
                   office_.store().work().tasks_at(duty.node, place.org, by_period ? 0 : place.day, place.period));
            for (TaskRow& task : tasks) {
                DT_TRY(const std::vector<IndexedRecord> records, records_of(duty, task));
                std::vector<const IndexedRecord*> counted;
                for (const IndexedRecord& record : records)
                    if (counts(record, text::from_days(task.to))) counted.push_back(&record);
                count(task, counted);
                DT_CHECK(office_.store().work().put_task(task));
            }
        }
        return {};
    }

  private:
    using ByOffice = std::map<std::string_view, std::vector<const IndexedRecord*>>;

    base::Result<std::vector<model::Period>> periods_of(const Duty& duty) {
        const model::SchoolYears& years = office_.calendar().school_years;
        if (!duty.period.empty()) {
            DT_TRY(const std::optional<model::PeriodKind> kind, kind_of(duty.form));
            if (!kind) return std::vector<model::Period>{};
            auto period = model::parse_period(*kind, duty.period, years);
            return period ? std::vector{std::move(*period)} : std::vector<model::Period>{};
        }
        DT_TRY(const model::Validity held, validity_of(duty.source));
        const text::Date from = duty.obligation.valid.from.value_or(*held.from);
        const text::Date to = duty.obligation.valid.to.value_or(*held.to);
        return model::task_periods(duty.obligation, from, to, years);
    }

    /// On which periods a form runs; nothing while this PC has not got it.
    base::Result<std::optional<model::PeriodKind>> kind_of(const base::DocumentId& form) {
        const auto document = counted_document(office_, form);
        if (!document && document.error().code == base::Code::unknown_document) return std::nullopt;
        if (!document) return std::unexpected(document.error());
        return model::period_kind_named(document->root().string(field::kPeriodKind));
    }

    /// A schedule asks from the day it was first issued to the end of its year: nobody owes what was asked later.
    base::Result<model::Validity> validity_of(const base::DocumentId& schedule) {
        if (const auto known = held_.find(schedule); known != held_.end()) return known->second;
        DT_TRY(const change::Document document, counted_document(office_, schedule));
        const auto* said = std::get_if<std::int64_t>(&document.root().value(field::kYear));
        const int year = said == nullptr ? office_.today().year : static_cast<int>(*said);
        model::Validity held{text::Date{year, 1, 1}, text::Date{year, 12, 31}};
        const auto issued =
            std::ranges::find(document.head.revisions, model::Action::issue, &change::RevisionState::action);
        if (issued != document.head.revisions.end()) held.from = std::max(*held.from, text::day_of(issued->wall_ms));
        return held_[schedule] = held;
    }

    base::Result<std::vector<IndexedRecord>> records_for(const Duty& duty, const std::vector<model::Period>& periods) {
        if (model::answers_period(duty.record)) {
            DT_TRY(std::vector<IndexedRecord> all, office_.store().work().submissions(duty.answered(), duty.period));
            std::erase_if(all,
                          [](const IndexedRecord& one) { return one.work.standing != store::Standing::handed_in; });
            return all;
        }
        text::Date from = periods.front().from;
        for (const model::Period& period : periods) from = std::min(from, period.from);
        return office_.store().work().handed_in(duty.record, text::to_days(from), text::to_days(periods.back().to));
    }

    base::Result<std::vector<IndexedRecord>> records_of(const Duty& duty, const TaskRow& task) {
        if (!model::answers_period(duty.record))
            return office_.store().work().handed_in(duty.record, task.from, task.to, task.org);
        DT_TRY(std::vector<IndexedRecord> all,
               office_.store().work().submissions(duty.answered(), task.period, task.org));
        std::erase_if(all, [](const IndexedRecord& one) { return one.work.standing != store::Standing::handed_in; });
        return all;
    }

    static ByOffice grouped(const std::vector<IndexedRecord>& records) {
        ByOffice groups;
        for (const IndexedRecord& record : records) groups[record.work.org].push_back(&record);
        return groups;
    }

    [[nodiscard]] bool counts(const IndexedRecord& record, const text::Date& last_day) const {
        return may_count(office_.directory(), record.author, record.work, last_day, office_.today());
    }

    /// This PC keeps what its own office owes, and what is owed to it: by the offices directly below on that day.
    bool concerns(const model::OrgId& org, const text::Date& day) const {
        const model::OrgId& own = office_.identity().org;
        const model::Directory& directory = office_.directory();
        return org == own || directory.superior_of(org, day) == own ||
               holder_of(directory, org, office_.today()) == own;
    }

    const std::vector<model::OrgId>& targets_on(const Duty& duty, const text::Date& day) {
        const auto key = std::tuple(to_text(duty.obligation.selector), duty.issuer, day);
        const auto known = targets_.find(key);
        if (known != targets_.end()) return known->second;
        std::vector<model::OrgId> offices =
            model::targets(duty.obligation.selector, office_.directory(), duty.issuer, day);
        std::erase_if(offices, [&](const model::OrgId& org) { return !concerns(org, day); });
        return targets_.emplace(key, std::move(offices)).first->second;
    }

    void add_tasks(const Duty& duty, const model::Period& period, const ByOffice& records, std::vector<TaskRow>& rows) {
        const bool by_period = model::answers_period(duty.record);
        const std::int64_t from = text::to_days(period.from);
        const std::int64_t to = text::to_days(period.to);
        for (const model::OrgId& org : targets_on(duty, period.to)) {
            TaskRow task;
            task.id = task_id(duty.node, org, period.key);
            task.source = duty.source;
            task.duty = duty.node;
            task.org = org;
            task.period = period.key;
            task.from = from;
            task.to = to;
            const model::DueRule rule = rule_for(duty.obligation.due, office_.directory().find(org));
            task.due = text::to_days(model::due_on(rule, period, office_.calendar().days));
            task.quota = static_cast<std::uint32_t>(model::needed_per_task(duty.obligation));
            task.waived_by = waiver_of(duty.node, org, period.key);
            std::vector<const IndexedRecord*> counted;
            if (const auto own = records.find(org); own != records.end())
                for (const IndexedRecord* record : own->second)
                    if ((by_period ? record->work.period == period.key
                                   : from <= record->work.day && record->work.day <= to) &&
                        counts(*record, period.to))
                        counted.push_back(record);
            count(task, counted);
            rows.push_back(std::move(task));
        }
    }

    base::DocumentId waiver_of(const base::NodeId& duty, const model::OrgId& org, const std::string& period) const {
        const auto found = waivers_.find({duty, org});
        if (found == waivers_.end()) return {};
        const auto one = std::ranges::find_if(
            found->second, [&](const Waiver& waiver) { return waiver.period.empty() || waiver.period == period; });
        return one == found->second.end() ? base::DocumentId{} : one->document;
    }

    Workspace& office_;
    const std::vector<Duty>& duties_;
    const Waivers& waivers_;
    std::map<std::tuple<std::string, model::OrgId, text::Date>, std::vector<model::OrgId>> targets_;
    std::map<base::DocumentId, model::Validity> held_;
};

/// When one record that was touched was handed in; what it counted for before and counts for now.
base::Result<void> settle(Workspace& office, const store::QueuedRecord& one, std::vector<store::WorkRow>& places) {
    store::WorkIndex work = office.store().work();
    DT_TRY(const std::optional<store::WorkRow> now, work.row_of(one.document));
    if (now) {
        DT_TRY(const HandIn time, time_of(office, one.document, *now));
        DT_CHECK(work.put_time(one.document, time));
        places.push_back(*now);
    }
    const store::WorkRow& before = one.before;
    const bool moved = !now || before.org != now->org || before.day != now->day || before.period != now->period ||
                       before.form != now->form;
    if (before.record != 0 && moved) places.push_back(before);
    return work.unqueue(one.document);
}

/// When the records touched since were handed in; what they counted for before and count for now.
base::Result<std::vector<store::WorkRow>> settle_queue(Workspace& office) {
    store::WorkIndex work = office.store().work();
    std::vector<store::WorkRow> places;
    for (;;) {
        DT_TRY(const std::vector<store::QueuedRecord> queued, work.queued(kQueuedAtOnce));
        if (queued.empty()) return places;
        for (const store::QueuedRecord& one : queued) DT_CHECK(settle(office, one, places));
    }
}

} // namespace

model::OrgId holder_of(const model::Directory& directory, const model::OrgId& org, const text::Date& day) {
    return holders_of(directory, org, day).back();
}

base::TaskId task_id(const base::NodeId& duty, const model::OrgId& org, std::string_view period) {
    std::string name = base::to_text(duty) + "\n" + org + "\n";
    name += period;
    const base::Hash hash = base::sha256(base::as_bytes(name));
    base::TaskId id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

base::Result<void> catch_up_tasks(Workspace& office) {
    store::WorkIndex work = office.store().work();
    // Who answers for whom is another matter on another day.
    const auto today = static_cast<std::uint64_t>(text::to_days(office.today()));
    {
        DT_TRY(const bool stale, work.is_stale());
        DT_TRY(const std::uint64_t made_on, office.store().number(kMadeOn));
        DT_TRY(const std::vector<store::QueuedRecord> queued, work.queued(1));
        if (!stale && made_on == today && queued.empty()) return {};
    }
    // Nobody waits for this to be on the disk: it is made again from what is.
    DT_TRY(store::Transaction transaction, office.store().begin(store::Durability::lazy));
    DT_CHECK(office.follow_identity());
    DT_TRY(bool stale, work.is_stale());
    DT_TRY(const std::uint64_t made_on, office.store().number(kMadeOn));
    stale = stale || made_on != today;
    DT_TRY(const std::vector<store::WorkRow> places, settle_queue(office));
    DT_TRY(const std::vector<Duty> all, duties(office));
    DT_TRY(const Waivers waivers, waivers_in_force(office));
    TaskMaker maker(office, all, waivers);
    if (stale || places.size() > kWorthMakingAnew) {
        DT_TRY(const std::vector<TaskRow> rows, maker.make_all());
        DT_CHECK(work.replace_tasks(rows));
        DT_CHECK(work.set_stale(false));
        DT_CHECK(office.store().put_number(kMadeOn, today));
    } else {
        for (const store::WorkRow& place : places) DT_CHECK(maker.count_again(place));
    }
    return transaction.commit();
}

} // namespace dongthac::office
