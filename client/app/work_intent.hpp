#pragma once

#include <string>
#include <variant>
#include <vector>

#include "client/view_model/design_place.hpp"
#include "shared/base/ids.hpp"
#include "shared/office/line_kind.hpp"
#include "shared/text/date.hpp"

/// What a person asked for on the pages of the work: records, reports, calendar, and
/// what is asked for. Carried by intent::Work.
namespace dongthac::app::work {

/// The list of one kind of record.
struct ShowRecords {
    std::string kind;
};
struct NewRecord {
    std::string kind;
    base::DocumentId from; ///< the record it is made from; empty for none
};
/// The form of one record in the place of the list.
struct OpenRecord {
    base::DocumentId document;
};
struct CloseRecord {};
/// The list shown, as a workbook where the person says.
struct ExportRecords {};

/// The board of one form and period; an empty form or period keeps the one shown.
struct ShowReport {
    base::DocumentId form;
    std::string period; ///< as typed or a key
};
/// Begins, or opens, the submission of a form for a period.
struct NewSubmission {
    base::DocumentId form;
    std::string period;
    base::OrgId on_behalf_of; ///< handed in on paper; empty: the own
};
struct OpenSubmission {
    base::DocumentId document;
};
struct CloseSubmission {};
struct SetAnswer {
    base::DocumentId document;
    std::string key;
    std::string typed;
};
/// "Nothing to report" is a report.
struct SetNil {
    base::DocumentId document;
    bool nil = true;
};
/// The figures of the board shown, as they are now, into this office's own submission.
struct Freeze {};
/// The report to the office above, as a draft in the editor.
struct MakeReport {};
struct ExportSums {};
/// Who owes what, as words for a chat, on the clipboard.
struct CopyReminders {};

/// Whatever a task asks for: its submission, or a new record of its kind.
struct DoTask {
    base::TaskId task;
};
/// Already confirmed, with its reason; the waiver then goes the way of all decisions.
struct Waive {
    base::TaskId task;
    std::string reason;
};
/// The calendar at another month, or with another day chosen.
struct ShowDay {
    text::Date day;
};

/// A new form, schedule or request; `from`: the plan of a schedule, the form of a request.
struct NewDesign {
    std::string kind;
    base::DocumentId from;
};
/// What a plan asks for, as a draft schedule to be confirmed; the schedule that was begun for it, when there is one.
struct ProposeSchedule {
    base::DocumentId plan;
};
/// `node`, when not empty, is the line that is opened.
struct OpenDesign {
    base::DocumentId document;
    base::NodeId node{};
};
struct CloseDesign {
    view_model::Designs shown = view_model::Designs::forms;
};
struct AddLine {
    base::DocumentId document;
    office::LineKind kind = office::LineKind::question;
};
/// A field of a line, or (the root) of the whole.
struct SetLine {
    base::DocumentId document;
    base::NodeId node;
    std::string field;
    std::string typed;
};
struct MoveLine {
    base::DocumentId document;
    base::NodeId node;
    office::LineStep step = office::LineStep::up;
};
struct RemoveLine {
    base::DocumentId document;
    base::NodeId node;
};
/// Obligations that were proposed, found right by a person: they count when the schedule is issued.
struct ConfirmLines {
    base::DocumentId document;
    std::vector<base::NodeId> nodes;
};

} // namespace dongthac::app::work

namespace dongthac::app {

using WorkIntent =
    std::variant<work::ShowRecords, work::NewRecord, work::OpenRecord, work::CloseRecord, work::ExportRecords,
                 work::ShowReport, work::NewSubmission, work::OpenSubmission, work::CloseSubmission, work::SetAnswer,
                 work::SetNil, work::Freeze, work::MakeReport, work::ExportSums, work::CopyReminders, work::DoTask,
                 work::Waive, work::ShowDay, work::NewDesign, work::ProposeSchedule, work::OpenDesign,
                 work::CloseDesign, work::AddLine, work::SetLine, work::MoveLine, work::RemoveLine, work::ConfirmLines>;

} // namespace dongthac::app
