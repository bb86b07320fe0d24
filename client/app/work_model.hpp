#pragma once

#include <array>
#include <optional>
#include <string>

#include "client/app/file_actions.hpp"
#include "client/app/intent.hpp"
#include "client/app/strings.hpp"
#include "client/app/undo.hpp"
#include "client/view_model/calendar.hpp"
#include "client/view_model/designs.hpp"
#include "client/view_model/records.hpp"
#include "client/view_model/reports.hpp"
#include "client/view_model/submission.hpp"

namespace dongthac::app {

/// What a work intent left to be done beside what it wrote.
struct WorkOutcome {
    std::optional<Screen> screen;         ///< to be shown now
    base::DocumentId document;            ///< to be opened in the editor; empty: none
    std::string done;                     ///< a sentence for the person; empty: none
    std::optional<intent::Decide> decide; ///< a decision that has to be asked for
    std::optional<std::string> clipboard;
    std::optional<UndoStep> undo = std::nullopt; ///< what can be taken back
    base::NodeId goal = {};                      ///< a node to bring into view; empty: none
};

/// Rows that are kept until something changed, read now where there are none.
template <class Rows, class Read>
base::Result<const Rows*> kept_or_read(std::optional<Rows>& kept, Read read) {
    if (!kept) {
        DT_TRY(kept, read());
    }
    return &*kept;
}

/// The pages of the work without their window: which list, record, form, period and day is shown, and their rows. Part
/// of AppModel; same thread. Rows are read when asked for after refresh().
class WorkModel {
  public:
    /// All borrowed.
    WorkModel(office::Workspace& office, const Strings& strings, FileActions& files)
        : office_(&office), strings_(&strings), files_(&files) {}

    [[nodiscard]] base::Result<WorkOutcome> apply(const WorkIntent& wanted);
    void refresh();

    /// The record, form and schedule that are open; empty while their lists are shown.
    [[nodiscard]] std::array<base::DocumentId, 3> open_pages() const { return {record_, designs_[0], designs_[1]}; }
    [[nodiscard]] base::Result<const view_model::RecordRows*> records();
    /// nullptr while the list is shown.
    [[nodiscard]] base::Result<const view_model::RecordPage*> record();
    [[nodiscard]] base::Result<const view_model::ReportRows*> reports();
    [[nodiscard]] base::Result<const view_model::ReportHistory*> report_history();
    /// nullptr while the board is shown.
    [[nodiscard]] base::Result<const view_model::SubmissionRows*> submission();
    [[nodiscard]] base::Result<const view_model::CalendarRows*> calendar();
    [[nodiscard]] base::Result<const view_model::DesignRows*> designs(view_model::Designs wanted);
    /// nullptr while the list is shown.
    [[nodiscard]] base::Result<const view_model::DesignPage*> design(view_model::Designs wanted);

  private:
    base::Result<WorkOutcome> handle(const work::ShowRecords& wanted);
    base::Result<WorkOutcome> handle(const work::NewRecord& wanted);
    base::Result<WorkOutcome> handle(const work::OpenRecord& wanted);
    base::Result<WorkOutcome> handle(const work::CloseRecord& wanted);
    base::Result<WorkOutcome> handle(const work::ShowReport& wanted);
    base::Result<WorkOutcome> handle(const work::NewSubmission& wanted);
    base::Result<WorkOutcome> handle(const work::OpenSubmission& wanted);
    base::Result<WorkOutcome> handle(const work::CloseSubmission& wanted);
    base::Result<WorkOutcome> handle(const work::SetAnswer& wanted);
    base::Result<WorkOutcome> handle(const work::SetNil& wanted);
    base::Result<WorkOutcome> handle(const work::Freeze& wanted);
    base::Result<WorkOutcome> handle(const work::MakeReport& wanted);
    base::Result<WorkOutcome> handle(const work::ExportSums& wanted);
    base::Result<WorkOutcome> handle(const work::ExportRecords& wanted);
    base::Result<WorkOutcome> handle(const work::CopyReminders& wanted);
    base::Result<WorkOutcome> handle(const work::DoTask& wanted);
    base::Result<WorkOutcome> handle(const work::Waive& wanted);
    base::Result<WorkOutcome> handle(const work::ShowDay& wanted);
    base::Result<WorkOutcome> handle(const work::NewDesign& wanted);
    base::Result<WorkOutcome> handle(const work::ProposeSchedule& wanted);
    base::Result<WorkOutcome> handle(const work::OpenDesign& wanted);
    base::Result<WorkOutcome> handle(const work::CloseDesign& wanted);
    base::Result<WorkOutcome> handle(const work::AddLine& wanted);
    base::Result<WorkOutcome> handle(const work::SetLine& wanted);
    base::Result<WorkOutcome> handle(const work::MoveLine& wanted);
    base::Result<WorkOutcome> handle(const work::RemoveLine& wanted);
    base::Result<WorkOutcome> handle(const work::ConfirmLines& wanted);
    [[nodiscard]] base::Result<office::Consolidation> shown_sums();
    [[nodiscard]] base::Result<office::Task> task_with(const base::TaskId& id);

    office::Workspace* office_;
    const Strings* strings_;
    FileActions* files_;

    std::string kind_ = "article";
    base::DocumentId record_;
    base::DocumentId form_;
    std::string period_;
    base::DocumentId submission_;
    std::array<base::DocumentId, 2> designs_; ///< by view_model::Designs
    std::optional<text::Date> day_;           ///< nothing: today

    std::optional<view_model::RecordRows> record_rows_;
    std::optional<view_model::RecordPage> record_page_;
    std::optional<view_model::ReportRows> report_rows_;
    std::optional<view_model::ReportHistory> report_history_;
    std::optional<view_model::SubmissionRows> submission_rows_;
    std::optional<view_model::CalendarRows> calendar_rows_;
    std::optional<view_model::DesignRows> design_rows_;
    std::optional<view_model::DesignPage> design_page_;
};

} // namespace dongthac::app
