#include "shared/office/consolidating.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "shared/model/task.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/submissions.hpp"
#include "shared/office/task_index.hpp"
#include "shared/office/work_rows.hpp"
#include "shared/office/work_tasks.hpp"
#include "shared/text/collate.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
using store::IndexedRecord;
using store::Standing;

constexpr std::array<std::string_view, 6> kHandings = {"handed_in", "late",   "returned",
                                                       "missing",   "waived", "not_asked"};

/// Which of an office's submissions counts: what is handed in before what is not, the latest of those.
const IndexedRecord* counting(const std::vector<const IndexedRecord*>& of_office) {
    const auto rank = [](const IndexedRecord* one) {
        return std::tuple(one->work.standing == Standing::handed_in, one->work.standing == Standing::returned,
                          one->time.to.value_or(std::numeric_limits<std::int64_t>::max()), one->document);
    };
    return of_office.empty() ? nullptr : *std::ranges::max_element(of_office, {}, rank);
}

std::string note_of_return(const change::DocumentHead& head) {
    const auto step = std::ranges::find(head.revisions.rbegin(), head.revisions.rend(), model::Action::return_,
                                        &change::RevisionState::action);
    return step == head.revisions.rend() ? std::string() : step->note;
}

bool is_amended(const change::DocumentHead& head) {
    bool accepted = false;
    for (const change::RevisionState& step : head.revisions) {
        accepted = accepted || step.action == model::Action::accept;
        if (accepted && step.action == model::Action::submit) return true;
    }
    return false;
}

class Gathering {
  public:
    Gathering(Workspace& office, const base::DocumentId& form, const model::Period& period) : office_(office) {
        out_.form = form;
        out_.period = period;
    }

    base::Result<Consolidation> gather() {
        DT_CHECK(catch_up_tasks(office_));
        DT_TRY(out_.fields, form_of(office_, out_.form));
        DT_TRY(tasks_, tasks_of_form());
        DT_TRY(records_, office_.store().work().submissions(out_.form, out_.period.key));
        std::erase_if(records_, [&](const IndexedRecord& one) {
            return !may_count(office_.directory(), one.author, one.work, out_.period.to, office_.today());
        });
        for (const IndexedRecord& record : records_)
            if (record.work.standing != Standing::withdrawn && record.work.standing != Standing::open)
                by_office_[record.work.org].push_back(&record);
        for (const model::OrgId& org : offices()) DT_CHECK(add(org));
        out_.figures = model::consolidate(out_.fields, std::move(contributions_));
        DT_CHECK(compare_with_frozen());
        return std::move(out_);
    }

  private:
    /// What each office owes; asked for twice, it is due on the earlier day.
    base::Result<std::map<model::OrgId, store::TaskRow>> tasks_of_form() {
        store::TaskFilter filter;
        filter.period = out_.period.key;
        DT_TRY(std::vector<store::TaskRow> rows, office_.store().work().tasks(filter));
        DT_TRY(const std::set<base::NodeId> duties, duties_of_form());
        std::map<model::OrgId, store::TaskRow> tasks;
        for (store::TaskRow& row : rows) // by their last days
            if (duties.contains(row.duty)) tasks.try_emplace(row.org, std::move(row));
        return tasks;
    }
    base::Result<std::set<base::NodeId>> duties_of_form() {
        DT_TRY(const std::vector<Duty> known, duties(office_));
        std::set<base::NodeId> ids;
        for (const Duty& duty : known)
            if (duty.form == out_.form) ids.insert(duty.node);
        return ids;
    }

    /// Who is asked, who handed in, and nobody twice: those below on the period's last day, under the name they had.
    std::vector<model::OrgId> offices() const {
        const model::OrgId& own = office_.identity().org;
        std::set<model::OrgId> found;
        for (const auto& [org, task] : tasks_)
            if (org != own) found.insert(org);
        for (const auto& [org, records] : by_office_)
            if (org != own) found.insert(org);
        std::vector<model::OrgId> sorted(found.begin(), found.end());
        text::sort_by_name(sorted, [&](const model::OrgId& org) { return office_.directory().name_of_org(org); });
        return sorted;
    }

    base::Result<void> add(const model::OrgId& org) {
        HandingRow row;
        row.org = org;
        const auto own = by_office_.find(org);
        const IndexedRecord* record = own == by_office_.end() ? nullptr : counting(own->second);
        const auto asked = tasks_.find(org);
        const store::TaskRow* task = asked == tasks_.end() ? nullptr : &asked->second;
        if (task != nullptr) row.due = text::from_days(task->due);
        if (record != nullptr) DT_CHECK(describe(*record, task, row));
        if (own != by_office_.end()) row.others = own->second.size() - 1;
        if (task != nullptr && !task->waived_by.empty() && row.handing != Handing::handed_in &&
            row.handing != Handing::late) {
            row.handing = Handing::waived;
            DT_TRY(const change::Document waiver, counted_document(office_, task->waived_by));
            row.note = waiver.root().string(field::kReason);
        }
        out_.offices.push_back(std::move(row));
        return {};
    }

    base::Result<void> describe(const IndexedRecord& record, const store::TaskRow* task, HandingRow& row) {
        DT_TRY(change::Document document, counted_document(office_, record.document));
        row.document = record.document;
        row.state = model::name_of(document.head.state);
        row.on_paper = !document.root().string(field::kOnBehalfOf).empty();
        row.handed_ms = record.time.to;
        row.amended = is_amended(document.head);
        if (record.work.standing == Standing::returned) {
            row.handing = Handing::returned;
            row.note = note_of_return(document.head);
            return {};
        }
        row.handing = task != nullptr ? Handing::handed_in : Handing::not_asked;
        if (task != nullptr) {
            const model::TaskStanding standing = standing_of_hand_in(*task, record.time, office_.today());
            if (standing.state == model::TaskState::done_late) row.handing = Handing::late;
            row.perhaps_late = standing.perhaps_late;
        }
        contributions_.push_back(contribution_of(out_.fields, document));
        return {};
    }

    base::Result<void> compare_with_frozen() {
        for (const IndexedRecord& record : records_) {
            if (record.work.org != office_.identity().org || record.work.standing == Standing::withdrawn) continue;
            DT_TRY(const change::Document own, read_document(office_, record.document));
            if (own.head.org != office_.identity().org || own.root().string(field::kBasis) != "consolidated") continue;
            out_.frozen = record.document;
            out_.changed = model::differences(frozen_figures(out_.fields, own), out_.figures);
            return {};
        }
        return {};
    }

    Workspace& office_;
    Consolidation out_;
    std::map<model::OrgId, store::TaskRow> tasks_;
    std::vector<IndexedRecord> records_;
    std::map<model::OrgId, std::vector<const IndexedRecord*>> by_office_;
    std::vector<model::Contribution> contributions_;
};

} // namespace

std::string_view name_of(Handing handing) { return kHandings.at(static_cast<std::size_t>(handing)); }

std::vector<model::OrgId> Consolidation::with(Handing handing) const {
    std::vector<model::OrgId> out;
    for (const HandingRow& row : offices)
        if (row.handing == handing) out.push_back(row.org);
    return out;
}

std::size_t Consolidation::handed_in() const {
    return static_cast<std::size_t>(std::ranges::count_if(offices, [](const HandingRow& row) {
        return row.handing == Handing::handed_in || row.handing == Handing::late || row.handing == Handing::not_asked;
    }));
}

base::Result<Consolidation> consolidate(Workspace& office, const base::DocumentId& form, const model::Period& period) {
    return Gathering(office, form, period).gather();
}

} // namespace dongthac::office
