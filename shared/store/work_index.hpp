#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"
#include "shared/store/sqlite.hpp"

namespace dongthac::store {

/// Whether a record counts as handed in. Numbers in the database.
enum class Standing {
    open,      ///< written, not sent
    handed_in, ///< sent and not returned; of announcements: in force; of what is kept: written down
    returned,
    withdrawn,
};

/// Where and for when a record counts. Part of the projection of its document.
struct WorkRow {
    std::uint16_t record = 0; ///< model::RecordType::id
    std::string org;          ///< whose it counts for
    std::int64_t day = 0;     ///< days since 1970-01-01 (text::to_days); 0: for none
    std::string period;       ///< model::Period::key; or empty
    base::DocumentId form;    ///< the template a submission answers; or empty
    Standing standing = Standing::open;
    base::ChangeId handed;    ///< the decision that handed it in last; zero for none
    bool makes_tasks = false; ///< what is due depends on it
    friend bool operator==(const WorkRow&, const WorkRow&) = default;
};

/// Milliseconds since 1970 between which something was handed in, by the server's clock; nothing where it is not known.
struct HandIn {
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    friend bool operator==(const HandIn&, const HandIn&) = default;
};

/// A record as the index knows it.
struct IndexedRecord {
    base::DocumentId document;
    WorkRow work;
    HandIn time;
    std::string author; ///< the office whose document it is: it may say that it is of another (WorkRow::org)
};

/// A record whose place changed since tasks were last counted, with the place it had then.
struct QueuedRecord {
    base::DocumentId document;
    WorkRow before; ///< record 0: it had none
};

/// Something one office owes for one period. Made from schedules, requests and the directory; thrown away freely.
struct TaskRow {
    base::TaskId id;
    base::DocumentId source; ///< the schedule or request
    base::NodeId duty;       ///< the obligation in it; the root of a request
    std::string org;
    std::string period; ///< model::Period::key
    std::int64_t from = 0;
    std::int64_t to = 0;  ///< last day
    std::int64_t due = 0; ///< last day; days since 1970-01-01 all three
    std::uint32_t quota = 1;
    std::uint32_t done = 0;
    HandIn fulfilled; ///< when the quota was reached
    base::DocumentId waived_by;
    friend bool operator==(const TaskRow&, const TaskRow&) = default;
};

/// Which tasks; what is empty or nothing does not restrict.
struct TaskFilter {
    std::string org;
    base::NodeId duty;
    std::string period;
    std::optional<std::int64_t> due_from; ///< days
    std::optional<std::int64_t> due_to;
    bool open_only = false; ///< neither done nor waived
    std::size_t limit = std::numeric_limits<std::int32_t>::max();
};

/// The tables that say what counts for whom and when, and what is due. Borrows the database of an OfficeStore; one
/// thread. Errors: the database's.
class WorkIndex {
  public:
    explicit WorkIndex(Database& database) : database_(&database) {}

    /// Within the transaction that writes the document; a document without a place never had one. What had another
    /// place is queued.
    [[nodiscard]] base::Result<void> put(const base::DocumentId& document, const std::optional<WorkRow>& row);
    [[nodiscard]] base::Result<void> remove(const base::DocumentId& document);
    [[nodiscard]] base::Result<std::optional<WorkRow>> row_of(const base::DocumentId& document);
    /// Of one kind, handed in, with a day within [from, to], by office and day; of one office or (empty) all.
    [[nodiscard]] base::Result<std::vector<IndexedRecord>> handed_in(std::uint16_t record, std::int64_t from,
                                                                     std::int64_t to, std::string_view org = {});
    /// The same of one office, whatever their standing.
    [[nodiscard]] base::Result<std::vector<IndexedRecord>> between(std::uint16_t record, std::int64_t from,
                                                                   std::int64_t to, std::string_view org);
    /// What answers one form or duty, for one period or (empty) all, of one office or (empty) all,
    /// whatever its standing, by office.
    [[nodiscard]] base::Result<std::vector<IndexedRecord>>
    submissions(const base::DocumentId& form, std::string_view period, std::string_view org = {});
    /// Everything of one kind, newest day first.
    [[nodiscard]] base::Result<std::vector<IndexedRecord>> records(std::uint16_t record, std::size_t limit);
    [[nodiscard]] base::Result<void> put_time(const base::DocumentId& document, const HandIn& time);
    /// A receipt came for the segment of `replica` in `feed` that ends with `last`: what it handed in is to be looked
    /// at again.
    [[nodiscard]] base::Result<void> queue_handed(std::string_view feed, const base::ReplicaId& replica,
                                                  std::uint64_t last);

    [[nodiscard]] base::Result<std::vector<QueuedRecord>> queued(std::size_t limit);
    [[nodiscard]] base::Result<void> unqueue(const base::DocumentId& document);
    /// Whether tasks have to be made anew: what makes them, or the offices, changed.
    [[nodiscard]] base::Result<bool> is_stale();
    [[nodiscard]] base::Result<void> set_stale(bool stale);

    [[nodiscard]] base::Result<std::vector<TaskRow>> tasks(const TaskFilter& filter);
    [[nodiscard]] base::Result<std::size_t> count(const TaskFilter& filter);
    /// Gives each open task due until that day to `see`, by due day and office, without `source`, `fulfilled` and
    /// `waived_by`: the rest stands in the index, and of 3,000 schools tens of thousands are open.
    [[nodiscard]] base::Result<void> each_open(std::int64_t due_to, const std::function<void(const TaskRow&)>& see);
    /// In place of all there were.
    [[nodiscard]] base::Result<void> replace_tasks(const std::vector<TaskRow>& rows);
    [[nodiscard]] base::Result<void> put_task(const TaskRow& row);
    /// Tasks of a duty and office whose period holds `day`, or (day 0) has that key.
    [[nodiscard]] base::Result<std::vector<TaskRow>> tasks_at(const base::NodeId& duty, std::string_view org,
                                                              std::int64_t day, std::string_view period);
    [[nodiscard]] base::Result<void> clear();

  private:
    Database* database_;
};

} // namespace dongthac::store
