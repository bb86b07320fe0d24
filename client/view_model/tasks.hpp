#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/view_model/sentence.hpp"
#include "shared/model/document_state.hpp"
#include "shared/model/period.hpp"
#include "shared/office/workspace.hpp"

/// "Việc cần làm": what came back, what is new, what waits, who is missing (UI.md).
namespace dongthac::view_model {

/// Most urgent first; the board shows them in this order.
enum class TaskGroup { overdue, due, returned, conflict, incoming, from_above, to_issue, draft, missing, waiting };
inline constexpr std::size_t kTaskGroups = 10;
/// The last part of the string keys `task.group.<name>`.
[[nodiscard]] std::string_view name_of(TaskGroup group);

/// The one step the row suggests.
enum class TaskAction { open, settle, create_from, receive, review, issue, show_cascade, sync, do_task };
[[nodiscard]] std::string_view name_of(TaskAction action);

/// What is due, in a row of the groups `overdue` and `due`: of this office one task, of the others all that owe the
/// same for the same period.
struct DueTask {
    base::TaskId id; ///< of others: the first of theirs
    model::Period period;
    text::Date due;        ///< of others: the earliest
    std::int64_t days = 0; ///< until then: 0 on the day itself, below 0 when it is over
    std::uint32_t done = 0;
    std::uint32_t quota = 1;
    std::size_t offices = 0; ///< that owe it; 0: this office
};

struct TaskRow {
    TaskGroup group = TaskGroup::draft;
    TaskAction action = TaskAction::open;
    base::DocumentId document;
    std::string kind;    ///< record type, "plan"
    std::string number;  ///< "12/KH-UBND"
    std::string subject; ///< may be empty
    std::string office;  ///< whose document it is
    Sentence detail;
    std::string note; ///< words of the person who returned it
    std::int64_t at_ms = 0;
    model::DocumentState state = model::DocumentState::draft;
    std::optional<DueTask> due =
        std::nullopt; ///< then there is no document; `subject` says what, `office` who owes or asks for it
};

struct TaskRows {
    std::vector<TaskRow> rows; ///< by group, then newest first; what is due by its day
    std::array<std::size_t, kTaskGroups> counts{};
    std::size_t documents = 0; ///< all that this PC knows
    bool enrolled = false;
    std::int64_t now_ms = 0;

    /// What a person should act on: everything but drafts and what only waits for the network.
    [[nodiscard]] std::size_t urgent() const;
};

/// Reads the whole board. At most one document head is read a returned row, and none for what is due.
[[nodiscard]] base::Result<TaskRows> task_rows(office::Workspace& office);

} // namespace dongthac::view_model
