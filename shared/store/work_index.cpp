#include "shared/store/work_index.hpp"

#include "shared/store/office_store.hpp"

namespace dongthac::store {

namespace {

constexpr std::string_view kStale = "tasks_stale";
constexpr std::string_view kRecordColumns =
    "SELECT document, record, org, day, period, form, standing, handed_replica, handed_counter, makes_tasks, from_ms, "
    "to_ms, (SELECT d.org FROM document d WHERE d.id = work.document) FROM work ";
constexpr std::string_view kTaskColumns = "SELECT id, source, duty, org, period, first_day, last_day, due, quota, "
                                          "done, from_ms, to_ms, waived_by FROM task ";

template <class Id>
base::ByteSpan bytes_or_none(const Id& id) {
    return id.empty() ? base::ByteSpan{} : base::ByteSpan(id.bytes);
}

template <class Id>
Id id_or_none(const Statement& row, int column) {
    const base::Bytes bytes = row.blob(column);
    return bytes.empty() ? Id{} : row.id<Id>(column);
}

void bind_moment(Statement& statement, const std::optional<std::int64_t>& moment) {
    if (moment)
        statement.bind(*moment);
    else
        statement.bind_null();
}

std::optional<std::int64_t> moment_at(const Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.integer(column);
}

IndexedRecord record_from(const Statement& row) {
    IndexedRecord record;
    record.document = row.id<base::DocumentId>(0);
    record.work = {static_cast<std::uint16_t>(row.integer(1)),
                   row.text(2),
                   row.integer(3),
                   row.text(4),
                   id_or_none<base::DocumentId>(row, 5),
                   static_cast<Standing>(row.integer(6)),
                   {id_or_none<base::ReplicaId>(row, 7), static_cast<std::uint64_t>(row.integer(8))},
                   row.integer(9) != 0};
    record.time = {moment_at(row, 10), moment_at(row, 11)};
    if (!row.is_null(12)) record.author = row.text(12);
    return record;
}

TaskRow task_from(const Statement& row) {
    return {row.id<base::TaskId>(0),
            row.id<base::DocumentId>(1),
            row.id<base::NodeId>(2),
            row.text(3),
            row.text(4),
            row.integer(5),
            row.integer(6),
            row.integer(7),
            static_cast<std::uint32_t>(row.integer(8)),
            static_cast<std::uint32_t>(row.integer(9)),
            {moment_at(row, 10), moment_at(row, 11)},
            id_or_none<base::DocumentId>(row, 12)};
}

template <class Row, class Read>
base::Result<std::vector<Row>> all_of(Statement& read, Read from) {
    std::vector<Row> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back(from(read));
    }
}

/// What `filter` asks for, as SQL; bind_filter() binds its parameters in the same order.
std::string where(const TaskFilter& filter) {
    std::string sql = "WHERE 1";
    // Named as the index names it, or SQLite does not use it.
    if (filter.open_only) sql += " AND done < quota AND waived_by = x''";
    if (!filter.org.empty()) sql += " AND org = ?";
    if (!filter.duty.empty()) sql += " AND duty = ?";
    if (!filter.period.empty()) sql += " AND period = ?";
    if (filter.due_from) sql += " AND due >= ?";
    if (filter.due_to) sql += " AND due <= ?";
    return sql;
}

void bind_filter(Statement& statement, const TaskFilter& filter) {
    if (!filter.org.empty()) statement.bind(filter.org);
    if (!filter.duty.empty()) statement.bind(filter.duty);
    if (!filter.period.empty()) statement.bind(filter.period);
    if (filter.due_from) statement.bind(*filter.due_from);
    if (filter.due_to) statement.bind(*filter.due_to);
}

} // namespace

base::Result<void> WorkIndex::put(const base::DocumentId& document, const std::optional<WorkRow>& row) {
    if (!row) return {};
    DT_TRY(const std::optional<WorkRow> before, row_of(document));
    if (before == row) return {};
    if (row->makes_tasks || (before && before->makes_tasks)) DT_CHECK(set_stale(true));
    const WorkRow old = before.value_or(WorkRow{});
    DT_TRY(Statement queue, database_->prepare("INSERT OR IGNORE INTO work_queue (document, record, org, day, period, "
                                               "form) VALUES (?, ?, ?, ?, ?, ?)"));
    queue.bind(document).bind(static_cast<int>(old.record)).bind(old.org).bind(old.day).bind(old.period);
    DT_CHECK(queue.bind(bytes_or_none(old.form)).run());
    DT_TRY(Statement write,
           database_->prepare("INSERT OR REPLACE INTO work (document, record, org, day, period, form, standing, "
                              "handed_replica, handed_counter, makes_tasks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    write.bind(document).bind(static_cast<int>(row->record)).bind(row->org).bind(row->day).bind(row->period);
    write.bind(bytes_or_none(row->form)).bind(static_cast<int>(row->standing));
    write.bind(bytes_or_none(row->handed.replica)).bind(row->handed.counter);
    return write.bind(row->makes_tasks ? 1 : 0).run();
}

base::Result<void> WorkIndex::remove(const base::DocumentId& document) {
    DT_TRY(const std::optional<WorkRow> before, row_of(document));
    if (!before) return {};
    DT_CHECK(set_stale(true));
    DT_TRY(Statement remove, database_->prepare("DELETE FROM work WHERE document = ?"));
    return remove.bind(document).run();
}

base::Result<std::optional<WorkRow>> WorkIndex::row_of(const base::DocumentId& document) {
    DT_TRY(Statement read, database_->prepare(std::string(kRecordColumns) + "WHERE document = ?"));
    DT_TRY(const bool found, read.bind(document).step());
    if (!found) return std::nullopt;
    return record_from(read).work;
}

base::Result<std::vector<IndexedRecord>> WorkIndex::handed_in(std::uint16_t record, std::int64_t from, std::int64_t to,
                                                              std::string_view org) {
    const std::string office = org.empty() ? "" : "AND org = ? ";
    DT_TRY(Statement read,
           database_->prepare(std::string(kRecordColumns) + "WHERE record = ? AND day BETWEEN ? AND ? " + office +
                              "AND standing = ? ORDER BY org, day, document"));
    read.bind(static_cast<int>(record)).bind(from).bind(to);
    if (!org.empty()) read.bind(org);
    read.bind(static_cast<int>(Standing::handed_in));
    return all_of<IndexedRecord>(read, record_from);
}

base::Result<std::vector<IndexedRecord>> WorkIndex::between(std::uint16_t record, std::int64_t from, std::int64_t to,
                                                            std::string_view org) {
    DT_TRY(Statement read, database_->prepare(std::string(kRecordColumns) + "WHERE record = ? AND org = ? AND day "
                                                                            "BETWEEN ? AND ? ORDER BY day, document"));
    read.bind(static_cast<int>(record)).bind(org).bind(from).bind(to);
    return all_of<IndexedRecord>(read, record_from);
}

base::Result<std::vector<IndexedRecord>> WorkIndex::submissions(const base::DocumentId& form, std::string_view period,
                                                                std::string_view org) {
    const std::string of_period =
        std::string(period.empty() ? "" : "AND period = ? ") + (org.empty() ? "" : "AND org = ? ");
    DT_TRY(Statement read, database_->prepare(std::string(kRecordColumns) + "WHERE form = ? AND form <> x'' " +
                                              of_period + "ORDER BY org, document"));
    read.bind(form);
    if (!period.empty()) read.bind(period);
    if (!org.empty()) read.bind(org);
    return all_of<IndexedRecord>(read, record_from);
}

base::Result<std::vector<IndexedRecord>> WorkIndex::records(std::uint16_t record, std::size_t limit) {
    DT_TRY(Statement read,
           database_->prepare(std::string(kRecordColumns) + "WHERE record = ? ORDER BY day DESC, document LIMIT ?"));
    read.bind(static_cast<int>(record)).bind(static_cast<std::int64_t>(limit));
    return all_of<IndexedRecord>(read, record_from);
}

base::Result<void> WorkIndex::put_time(const base::DocumentId& document, const HandIn& time) {
    DT_TRY(Statement write, database_->prepare("UPDATE work SET from_ms = ?, to_ms = ? WHERE document = ?"));
    bind_moment(write, time.from);
    bind_moment(write, time.to);
    return write.bind(document).run();
}

base::Result<void> WorkIndex::queue_handed(std::string_view feed, const base::ReplicaId& replica, std::uint64_t last) {
    DT_TRY(Statement queue,
           database_->prepare(
               "INSERT OR IGNORE INTO work_queue SELECT w.document, w.record, w.org, w.day, w.period, w.form "
               "FROM segment s JOIN segment_document d ON d.segment = s.id JOIN work w ON w.document = d.document "
               "WHERE s.feed = ? AND s.replica = ? AND s.last = ?"));
    return queue.bind(feed).bind(replica).bind(last).run();
}

base::Result<std::vector<QueuedRecord>> WorkIndex::queued(std::size_t limit) {
    DT_TRY(Statement read, database_->prepare("SELECT document, record, org, day, period, form FROM work_queue "
                                              "ORDER BY document LIMIT ?"));
    read.bind(static_cast<std::int64_t>(limit));
    return all_of<QueuedRecord>(read, [](const Statement& row) {
        WorkRow before;
        before.record = static_cast<std::uint16_t>(row.integer(1));
        before.org = row.text(2);
        before.day = row.integer(3);
        before.period = row.text(4);
        before.form = id_or_none<base::DocumentId>(row, 5);
        return QueuedRecord{row.id<base::DocumentId>(0), std::move(before)};
    });
}

base::Result<void> WorkIndex::unqueue(const base::DocumentId& document) {
    DT_TRY(Statement remove, database_->prepare("DELETE FROM work_queue WHERE document = ?"));
    return remove.bind(document).run();
}

base::Result<bool> WorkIndex::is_stale() {
    DT_TRY(Statement read, database_->prepare("SELECT 1 FROM setting WHERE key = ?"));
    return read.bind(kStale).step();
}

base::Result<void> WorkIndex::set_stale(bool stale) {
    DT_TRY(Statement write, database_->prepare(stale ? "INSERT OR IGNORE INTO setting (key, value) VALUES (?, x'01')"
                                                     : "DELETE FROM setting WHERE key = ?"));
    return write.bind(kStale).run();
}

base::Result<std::vector<TaskRow>> WorkIndex::tasks(const TaskFilter& filter) {
    DT_TRY(Statement read,
           database_->prepare(std::string(kTaskColumns) + where(filter) + " ORDER BY due, org, id LIMIT ?"));
    bind_filter(read, filter);
    read.bind(static_cast<std::int64_t>(filter.limit));
    return all_of<TaskRow>(read, task_from);
}

base::Result<void> WorkIndex::each_open(std::int64_t due_to, const std::function<void(const TaskRow&)>& see) {
    DT_TRY(Statement read,
           database_->prepare("SELECT id, org, duty, period, first_day, last_day, due, quota, done FROM task "
                              "WHERE done < quota AND waived_by = x'' AND due <= ? ORDER BY due, org"));
    read.bind(due_to);
    TaskRow row;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return {};
        row.id = read.id<base::TaskId>(0);
        row.org = read.text(1);
        row.duty = read.id<base::NodeId>(2);
        row.period = read.text(3);
        row.from = read.integer(4);
        row.to = read.integer(5);
        row.due = read.integer(6);
        row.quota = static_cast<std::uint32_t>(read.integer(7));
        row.done = static_cast<std::uint32_t>(read.integer(8));
        see(row);
    }
}

base::Result<std::size_t> WorkIndex::count(const TaskFilter& filter) {
    DT_TRY(Statement read, database_->prepare("SELECT count(*) FROM task " + where(filter)));
    bind_filter(read, filter);
    DT_TRY(const bool found, read.step());
    return found ? static_cast<std::size_t>(read.integer(0)) : 0;
}

base::Result<void> WorkIndex::replace_tasks(const std::vector<TaskRow>& rows) {
    DT_CHECK(database_->execute("DELETE FROM task"));
    for (const TaskRow& row : rows) DT_CHECK(put_task(row));
    return {};
}

base::Result<void> WorkIndex::put_task(const TaskRow& row) {
    DT_TRY(Statement write,
           database_->prepare("INSERT OR REPLACE INTO task (id, source, duty, org, period, first_day, last_day, due, "
                              "quota, done, from_ms, to_ms, waived_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                              "?)"));
    write.bind(row.id).bind(row.source).bind(row.duty).bind(row.org).bind(row.period).bind(row.from).bind(row.to);
    write.bind(row.due).bind(row.quota).bind(row.done);
    bind_moment(write, row.fulfilled.from);
    bind_moment(write, row.fulfilled.to);
    return write.bind(bytes_or_none(row.waived_by)).run();
}

base::Result<std::vector<TaskRow>> WorkIndex::tasks_at(const base::NodeId& duty, std::string_view org, std::int64_t day,
                                                       std::string_view period) {
    const std::string at = day == 0 ? "AND period = ?" : "AND first_day <= ? AND last_day >= ?";
    DT_TRY(Statement read, database_->prepare(std::string(kTaskColumns) + "WHERE duty = ? AND org = ? " + at));
    read.bind(duty).bind(org);
    if (day == 0)
        read.bind(period);
    else
        read.bind(day).bind(day);
    return all_of<TaskRow>(read, task_from);
}

base::Result<void> WorkIndex::clear() {
    DT_CHECK(database_->execute("DELETE FROM work; DELETE FROM work_queue; DELETE FROM task"));
    return set_stale(true);
}

} // namespace dongthac::store
