#include "client/app/work_model.hpp"

#include <algorithm>
#include <map>

#include "client/app/records_workbook.hpp"
#include "client/app/wording.hpp"
#include "client/app/work_words.hpp"
#include "shared/base/files.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/answering.hpp"
#include "shared/office/begin_task.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/schedules.hpp"

namespace dongthac::app {

namespace {

/// Who owes what, as it is sent in a chat: one line an office.
std::string reminder(const Strings& strings, const office::Workspace& office, const office::Consolidation& sums) {
    const std::string period = period_words(strings, sums.period);
    std::string text;
    for (const office::HandingRow& row : sums.offices) {
        if (row.handing != office::Handing::missing && row.handing != office::Handing::returned) continue;
        const char* key = row.handing == office::Handing::returned ? "remind.report_returned" : "remind.report_missing";
        text += strings.tr(key, {{"office", office.directory().name_of_org(row.org)},
                                 {"title", sums.fields.title},
                                 {"period", period},
                                 {"due", row.due ? text::to_short_form(*row.due) : std::string("—")},
                                 {"note", row.note}}) +
                "\n";
    }
    return text;
}

} // namespace

base::Result<WorkOutcome> WorkModel::apply(const WorkIntent& wanted) {
    auto done = std::visit([this](const auto& one) { return handle(one); }, wanted);
    refresh();
    return done;
}

void WorkModel::refresh() {
    record_rows_.reset();
    record_page_.reset();
    report_rows_.reset();
    report_history_.reset();
    submission_rows_.reset();
    calendar_rows_.reset();
    design_rows_.reset();
    design_page_.reset();
}

base::Result<const view_model::RecordRows*> WorkModel::records() {
    return kept_or_read(record_rows_, [&] { return view_model::record_rows(*office_, kind_); });
}

base::Result<const view_model::RecordPage*> WorkModel::record() {
    if (record_.empty()) return nullptr;
    auto page = kept_or_read(record_page_, [&] { return view_model::record_page(*office_, record_); });
    if (!page) record_ = {}; // back to the list; the sentence says why
    return page;
}

base::Result<const view_model::ReportRows*> WorkModel::reports() {
    auto rows = kept_or_read(report_rows_, [&] { return view_model::report_rows(*office_, form_, period_); });
    if (!rows) period_.clear();
    return rows;
}

base::Result<const view_model::ReportHistory*> WorkModel::report_history() {
    DT_TRY(const view_model::ReportRows* rows, reports());
    return kept_or_read(report_history_, [&] { return view_model::report_history(*office_, *rows); });
}

base::Result<const view_model::SubmissionRows*> WorkModel::submission() {
    if (submission_.empty()) return nullptr;
    auto rows = kept_or_read(submission_rows_, [&] { return view_model::submission_rows(*office_, submission_); });
    if (!rows) submission_ = {};
    return rows;
}

base::Result<const view_model::CalendarRows*> WorkModel::calendar() {
    return kept_or_read(calendar_rows_,
                        [&] { return view_model::calendar_rows(*office_, day_.value_or(office_->today())); });
}

base::Result<WorkOutcome> WorkModel::handle(const work::ShowRecords& wanted) {
    kind_ = wanted.kind;
    record_ = {};
    return WorkOutcome{Screen::records, {}, {}, {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::NewRecord& wanted) {
    const office::Wording words = wording_of(*strings_);
    if (wanted.from.empty()) {
        DT_TRY(record_, office::new_document(*office_, wanted.kind, words));
    } else {
        // One article has one appraisal: whoever asks again goes on with it.
        DT_TRY(const office::Answered answered, office::answer_to(*office_, wanted.kind, wanted.from, words));
        record_ = answered.document;
    }
    kind_ = wanted.kind;
    return WorkOutcome{Screen::records, {}, {}, {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::OpenRecord& wanted) {
    DT_TRY(const office::DocumentSummary summary, office::summary_of(*office_, wanted.document));
    kind_ = summary.kind;
    record_ = wanted.document;
    return WorkOutcome{Screen::records, {}, {}, {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::CloseRecord&) {
    record_ = {};
    return WorkOutcome{};
}

base::Result<WorkOutcome> WorkModel::handle(const work::ShowReport& wanted) {
    if (!wanted.form.empty() && wanted.form != form_) {
        form_ = wanted.form;
        period_.clear();
    }
    if (!wanted.period.empty()) period_ = wanted.period;
    submission_ = {};
    return WorkOutcome{Screen::reports, {}, {}, {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::NewSubmission& wanted) {
    DT_TRY(const model::ReportForm form, office::form_of(*office_, wanted.form));
    DT_TRY(const model::Period period, office::period_for(*office_, form, wanted.period));
    DT_TRY(submission_, office::new_submission(*office_, wanted.form, period, {wanted.on_behalf_of, {}}));
    form_ = wanted.form;
    period_ = period.key;
    return WorkOutcome{Screen::reports, {}, {}, {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::OpenSubmission& wanted) {
    submission_ = wanted.document;
    return WorkOutcome{Screen::reports, {}, {}, {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::CloseSubmission&) {
    submission_ = {};
    return WorkOutcome{};
}

base::Result<WorkOutcome> WorkModel::handle(const work::SetAnswer& wanted) {
    DT_CHECK(office::answer(*office_, wanted.document, wanted.key, wanted.typed));
    return WorkOutcome{};
}

base::Result<WorkOutcome> WorkModel::handle(const work::SetNil& wanted) {
    const office::FieldEdit edit{base::root_node(wanted.document), model::field::kNil, wanted.nil};
    DT_CHECK(office::set_fields(*office_, wanted.document, {&edit, 1}));
    return WorkOutcome{};
}

base::Result<office::Consolidation> WorkModel::shown_sums() {
    DT_TRY(const view_model::ReportRows* rows, reports());
    if (!rows->sums) return base::fail(base::Code::unknown_form, {{"name", ""}});
    return *rows->sums;
}

base::Result<WorkOutcome> WorkModel::handle(const work::Freeze&) {
    DT_TRY(const office::Consolidation sums, shown_sums());
    DT_TRY(const base::DocumentId frozen, office::freeze(*office_, sums));
    (void)frozen;
    return WorkOutcome{{}, {}, strings_->tr("done.frozen"), {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::MakeReport&) {
    DT_TRY(const office::Consolidation sums, shown_sums());
    DT_TRY(const base::DocumentId made,
           office::new_consolidated_report(*office_, sums, consolidated_wording_of(*strings_)));
    return WorkOutcome{{}, made, strings_->tr("done.report_made"), {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::ExportSums&) {
    DT_TRY(const office::Consolidation sums, shown_sums());
    DT_TRY(const std::optional<std::filesystem::path> file, files_->export_sums(*office_, sums));
    if (!file) return WorkOutcome{};
    return WorkOutcome{{}, {}, strings_->tr("done.exported", {{"path", base::path_to_utf8(*file)}}), {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::ExportRecords&) {
    DT_TRY(const view_model::RecordRows* rows, records());
    DT_TRY(const std::string bytes, records_workbook(*strings_, *rows));
    DT_TRY(const std::optional<std::filesystem::path> file, files_->save_file(rows->kind + ".xlsx", bytes));
    if (!file) return WorkOutcome{};
    return WorkOutcome{{}, {}, strings_->tr("done.exported", {{"path", base::path_to_utf8(*file)}}), {}, {}};
}

base::Result<WorkOutcome> WorkModel::handle(const work::CopyReminders&) {
    DT_TRY(const office::Consolidation sums, shown_sums());
    std::string text = reminder(*strings_, *office_, sums);
    if (text.empty()) return WorkOutcome{{}, {}, strings_->tr("remind.nobody"), {}, {}};
    return WorkOutcome{{}, {}, strings_->tr("done.copied"), {}, std::move(text)};
}

base::Result<office::Task> WorkModel::task_with(const base::TaskId& id) {
    DT_TRY(const std::vector<office::Task> all, office::tasks(*office_, {}));
    const auto found = std::ranges::find(all, id, &office::Task::id);
    if (found == all.end()) return base::fail(base::Code::unknown_document, {{"id", base::to_text(id)}});
    return *found;
}

base::Result<WorkOutcome> WorkModel::handle(const work::DoTask& wanted) {
    DT_TRY(const office::Task task, task_with(wanted.task));
    const bool ours = task.holder == office_->identity().org;
    const bool report = task.record == model::record::kSubmission;
    if (!ours && report) return handle(work::ShowReport{task.form, task.period});
    if (!ours) return handle(work::ShowRecords{std::string(model::record_type(task.record)->name)});
    DT_TRY(const base::DocumentId begun, office::begin_task(*office_, task, wording_of(*strings_)));
    if (!report) return handle(work::OpenRecord{begun});
    form_ = task.form;
    period_ = task.period;
    return handle(work::OpenSubmission{begun});
}

base::Result<WorkOutcome> WorkModel::handle(const work::Waive& wanted) {
    DT_TRY(const office::Task task, task_with(wanted.task));
    if (task.issuer != office_->identity().org)
        return base::fail(base::Code::not_allowed, {{"action", "issue"}, {"org", task.issuer}});
    DT_TRY(const base::DocumentId waiver, office::new_waiver(*office_, task, wanted.reason));
    WorkOutcome out;
    out.decide = intent::Decide{waiver, model::Action::issue, {}, {}, {}};
    return out;
}

base::Result<WorkOutcome> WorkModel::handle(const work::ShowDay& wanted) {
    day_ = wanted.day;
    return WorkOutcome{Screen::calendar, {}, {}, {}, {}};
}

} // namespace dongthac::app
