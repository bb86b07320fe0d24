#include "client/view_model/tasks.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "client/view_model/due_tasks.hpp"
#include "client/view_model/reading.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::view_model {

namespace {

using model::DocumentState;
using office::DocumentSummary;

constexpr std::size_t kNamesShown = 3;

/// Everything the rules below ask about, looked up once.
struct Board {
    office::Workspace& office;
    const model::OrgId& own;
    std::vector<DocumentSummary> documents;
    std::vector<model::OrgId> above; ///< nearest first
    std::set<model::OrgId> below;
    std::map<base::DocumentId, std::set<model::OrgId>> answered; ///< offices with a plan made from this one
    TaskRows out;

    [[nodiscard]] bool is_above(const model::OrgId& org) const { return std::ranges::find(above, org) != above.end(); }

    TaskRow& add(TaskGroup group, TaskAction action, const DocumentSummary& document) {
        TaskRow row{group,
                    action,
                    document.id,
                    document.kind,
                    number_of(document),
                    document.subject,
                    office.directory().name_of_org(document.org),
                    {},
                    {},
                    document.changed_ms,
                    document.state};
        return out.rows.emplace_back(std::move(row));
    }
};

base::Result<void> add_returned(Board& board, const DocumentSummary& document) {
    TaskRow& row = board.add(TaskGroup::returned, TaskAction::open, document);
    DT_TRY(const change::DocumentHead head, head_of(board.office, document.id));
    const change::RevisionState* decision = last_decision(head, model::Action::return_);
    if (decision == nullptr) return {};
    row.note = decision->note;
    row.at_ms = decision->wall_ms;
    row.detail = {"task.returned_by", {{"office", board.office.directory().name_of_org(decision->org)}}};
    return {};
}

/// A plan that somebody nearer has already given effect to is theirs to follow, not this one.
bool is_taken_over(const Board& board, const DocumentSummary& plan) {
    const auto found = board.answered.find(plan.id);
    return found != board.answered.end() && std::ranges::any_of(found->second, [&](const model::OrgId& org) {
               return org != plan.org && board.is_above(org);
           });
}

void add_from_above(Board& board, const DocumentSummary& plan) {
    const auto answered = board.answered.find(plan.id);
    if (answered != board.answered.end() && answered->second.contains(board.own)) return;
    if (is_taken_over(board, plan)) return;
    const bool direct = plan.org == board.above.front();
    TaskRow& row = board.add(TaskGroup::from_above, direct ? TaskAction::create_from : TaskAction::open, plan);
    row.detail = {"task.issued_by", {{"office", row.office}, {"date", short_date(plan.issued_on)}}};
}

void add_missing(Board& board, const DocumentSummary& plan) {
    const auto answered = board.answered.find(plan.id);
    std::vector<std::string> names;
    for (const model::OrgId& org : offices_below(board.office, board.own, plan.issued_on))
        if (answered == board.answered.end() || !answered->second.contains(org))
            names.push_back(board.office.directory().name_of_org(org));
    if (names.empty()) return;
    std::string shown;
    for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i) shown += (i == 0 ? "" : ", ") + names[i];
    TaskRow& row = board.add(TaskGroup::missing, TaskAction::show_cascade, plan);
    const std::string more = std::to_string(names.size() - std::min(names.size(), kNamesShown));
    row.detail = {names.size() > kNamesShown ? "task.missing_more" : "task.missing_offices",
                  {{"n", std::to_string(names.size())}, {"names", shown}, {"more", more}}};
}

base::Result<void> add_own(Board& board, const DocumentSummary& document) {
    if (document.conflicts > 0) {
        TaskRow& row = board.add(TaskGroup::conflict, TaskAction::settle, document);
        row.detail = {"task.conflicts", {{"n", std::to_string(document.conflicts)}}};
    }
    if (document.queued) {
        TaskRow& row = board.add(TaskGroup::waiting, TaskAction::sync, document);
        row.detail = {"task.waiting", {}};
        return {};
    }
    switch (document.state) {
    case DocumentState::returned: return add_returned(board, document);
    case DocumentState::draft: {
        TaskRow& row = board.add(TaskGroup::draft, TaskAction::open, document);
        row.detail = {"task.draft", {}};
        return {};
    }
    case DocumentState::signed_:
    case DocumentState::accepted: {
        TaskRow& row = board.add(TaskGroup::to_issue, TaskAction::issue, document);
        row.detail = {document.state == DocumentState::signed_ ? "task.signed" : "task.accepted", {}};
        return {};
    }
    case DocumentState::issued:
        if (document.kind == "plan") add_missing(board, document);
        return {};
    default: return {};
    }
}

void add_incoming(Board& board, const DocumentSummary& document) {
    if (document.queued) {
        board.add(TaskGroup::waiting, TaskAction::sync, document).detail = {"task.waiting", {}};
        return;
    }
    const bool fresh = document.state == DocumentState::submitted || document.state == DocumentState::resubmitted;
    if (!fresh && document.state != DocumentState::received) return;
    TaskRow& row = board.add(TaskGroup::incoming, fresh ? TaskAction::receive : TaskAction::review, document);
    const char* key = document.state == DocumentState::resubmitted ? "task.resubmitted"
                      : fresh                                      ? "task.submitted"
                                                                   : "task.received";
    row.detail = {key, {{"office", row.office}}};
}

} // namespace

std::string_view name_of(TaskGroup group) {
    constexpr std::array<std::string_view, kTaskGroups> kNames = {
        "overdue", "due", "returned", "conflict", "incoming", "from_above", "to_issue", "draft", "missing", "waiting"};
    return kNames.at(static_cast<std::size_t>(group));
}

std::string_view name_of(TaskAction action) {
    constexpr std::array<std::string_view, 9> kNames = {"open",  "settle",       "create_from", "receive", "review",
                                                        "issue", "show_cascade", "sync",        "do_task"};
    return kNames.at(static_cast<std::size_t>(action));
}

std::size_t TaskRows::urgent() const {
    std::size_t total = 0;
    for (const TaskGroup group : {TaskGroup::overdue, TaskGroup::due, TaskGroup::returned, TaskGroup::conflict,
                                  TaskGroup::incoming, TaskGroup::from_above, TaskGroup::to_issue, TaskGroup::missing})
        total += counts.at(static_cast<std::size_t>(group));
    return total;
}

base::Result<TaskRows> task_rows(office::Workspace& office) {
    Board board{office, office.identity().org, {}, {}, {}, {}, {}};
    DT_TRY(board.documents, office::list_papers(office));
    board.above = office.directory().ancestors_of(board.own, office.today());
    for (const model::OrgId& org : office.directory().children_of(board.own, office.today())) board.below.insert(org);
    for (const DocumentSummary& document : board.documents)
        if (!document.parent.empty()) board.answered[document.parent].insert(document.org);

    for (const DocumentSummary& document : board.documents) {
        if (document.org == board.own) {
            DT_CHECK(add_own(board, document));
        } else if (board.below.contains(document.org)) {
            add_incoming(board, document);
        } else if (board.is_above(document.org) && document.kind == "plan" && document.state == DocumentState::issued) {
            add_from_above(board, document);
        }
    }
    DT_TRY(std::vector<TaskRow> due, due_rows(office));
    std::ranges::move(due, std::back_inserter(board.out.rows));
    std::ranges::stable_sort(board.out.rows, {}, &TaskRow::group);
    for (const TaskRow& row : board.out.rows) ++board.out.counts.at(static_cast<std::size_t>(row.group));
    board.out.documents = board.documents.size();
    board.out.enrolled = office.identity().enrolled();
    board.out.now_ms = office.clock().wall_ms();
    return std::move(board.out);
}

} // namespace dongthac::view_model
