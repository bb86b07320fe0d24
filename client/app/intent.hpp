#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "client/app/office_act.hpp"
#include "client/app/review_intent.hpp"
#include "client/app/work_intent.hpp"
#include "client/view_model/cascade.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/coverage_status.hpp"
#include "shared/model/document_state.hpp"
#include "shared/model/outline.hpp"
#include "shared/office/coverage_reviews.hpp"

/// What a person asked for on a screen. Screens return these and never write (STYLE, rule 7); AppModel::apply does it.
namespace dongthac::app {

/// The pages of the window. `editor` shows one document of `plans`; `schedules` and `forms` are what is asked for on
/// `tasks` and `reports`; `review` is a file that is not stored yet.
enum class Screen { tasks, cascade, plans, editor, sync, people, records, reports, calendar, schedules, forms, review };
inline constexpr Screen kLastScreen = Screen::review;
[[nodiscard]] std::string_view name_of(Screen screen);

/// What can be filled in about the office's people; each ends in the act of its name.
enum class PeopleForm { add_person, new_code, set_pin, change_pin, hand_over, end_term, reserve_numbers };
/// The middle part of the string keys `people.form.<name>.title`.
[[nodiscard]] std::string_view name_of(PeopleForm form);

namespace intent {

struct OpenScreen {
    Screen screen = Screen::tasks;
};
/// Into the editor; `node`, when not empty, is brought into view.
struct OpenDocument {
    base::DocumentId document;
    base::NodeId node;
};
struct ShowInCascade {
    base::DocumentId document;
};
struct FilterCascade {
    view_model::CascadeFilter filter;
};
struct ChooseTopic {
    std::size_t topic = 0;
};
/// What an office wrote on a topic of the matrix, where there are too many to read all.
struct ReadAnswer {
    base::NodeId topic;
    base::OrgId org;
};
/// What this office finds of another's plan on one topic of ours; without a status that office's own word counts again.
struct JudgeCoverage {
    base::DocumentId plan;
    base::NodeId topic;
    base::OrgId org;
    std::optional<model::CoverageStatus> status;
    std::string reason;
    office::SentPlan seen; ///< what it was judged by
};
/// Our paragraph gives effect to a topic of the plan above.
struct LinkTopic {
    base::DocumentId document;
    base::NodeId node;
    base::NodeId topic;
};
/// Why a topic of the plan above does not concern us.
struct NotApplicable {
    base::DocumentId document;
    base::NodeId topic;
    std::string reason;
};
/// A draft of a kind with the decree's form; with `from` made from it, or the one that was made from it before.
struct NewDocument {
    std::string kind = "plan";
    base::DocumentId from{};
};
struct CreateFromParent {
    base::DocumentId parent;
};
struct Replace {
    base::DocumentId document;
};
/// The end of an edit burst. `base` is the text the field began with: what others changed meanwhile stays.
struct SetText {
    base::DocumentId document;
    base::NodeId node;
    std::string base;
    std::string text;
};
struct SetField {
    base::DocumentId document;
    base::NodeId node;
    std::string field;
    std::string typed;
};
/// Behind `after` and on its level, or in front of it; at the end of the page without it.
enum class AddWhere { behind, in_front };
struct AddParagraph {
    base::DocumentId document;
    std::optional<base::NodeId> after;
    model::ItemRole role = model::ItemRole::paragraph;
    std::string text;
    AddWhere where = AddWhere::behind;
};
/// Enter inside a paragraph. `base` is the text the field began with, the others what stands on both sides of the
/// caret.
struct SplitParagraph {
    base::DocumentId document;
    base::NodeId node;
    std::string base;
    std::string before;
    std::string after;
};
/// To the end of the paragraph before it.
struct JoinParagraph {
    base::DocumentId document;
    base::NodeId node;
};
struct HideParagraph {
    base::DocumentId document;
    base::NodeId node;
};
enum class MoveWay { up, down, in, out };
struct MoveParagraph {
    base::DocumentId document;
    base::NodeId node;
    MoveWay way = MoveWay::up;
};
struct AddComment {
    base::DocumentId document;
    base::NodeId node;
    std::string text;
};
/// A remark is dealt with, or open again.
enum class Remark { settled, open };
struct SettleComment {
    base::DocumentId document;
    base::ChangeId comment;
    Remark becomes = Remark::settled;
};
/// What does not stand as the decree has it is put right: one finding, or (an empty code) all that can be.
struct PutRight {
    base::DocumentId document;
    std::string code;
    base::NodeId node;
};
/// What a paragraph is flagged for was looked at: it stays as it reads now.
struct MarkReviewed {
    base::DocumentId document;
    base::NodeId node;
};
/// Of two wordings the one to keep: `text` in place of `base`, or the paragraph off the page. The flag goes.
struct KeepWording {
    base::DocumentId document;
    base::NodeId node;
    std::string base;
    std::string text;
    bool hidden = false;
};
/// Of two values or places that a paragraph was given those shown now; its badge goes.
struct KeepShown {
    base::DocumentId document;
    base::NodeId node;
};
/// Already confirmed in the decision dialog. With a person it is signed by the background thread: office_act() says how
/// that stands.
struct Decide {
    base::DocumentId document;
    model::Action action = model::Action::submit;
    std::string note;
    base::PersonId person{}; ///< who signs; empty where nobody has to
    std::string pin{};
};
struct ExportDocument {
    base::DocumentId document;
};
/// The document as it will be printed, in the place of its page.
struct ShowPreview {
    base::DocumentId document;
};
struct ClosePreview {};
/// A file that the person chooses is looked over before anything of it is stored.
struct ImportPlan {};
/// The same of a file that is known, as one that was dropped on the window.
struct LookOver {
    std::filesystem::path file;
};
struct Review {
    ReviewStep step;
};
struct SyncNow {};
struct Join {
    std::string url;
    std::string code;
};
/// Keeps this PC's work to itself until it joins an office.
struct WorkAlone {};
/// What was done to a document, or to one paragraph of it, in the place of its page.
struct ShowHistory {
    base::DocumentId document;
    std::optional<base::NodeId> node;
};
struct MoreHistory {};
struct CloseHistory {};
/// The document, or one paragraph, as it was right after `change`.
struct Restore {
    base::DocumentId document;
    std::optional<base::NodeId> node;
    base::ChangeId change;
};
/// The people of the office, with a form open about one of them (empty: the person chooses).
struct OpenPeopleForm {
    PeopleForm form = PeopleForm::add_person;
    base::PersonId person{};
};
/// Asked of the background thread; AppModel::office_act() says how it stands.
struct DoOfficeAct {
    OfficeAct act;
};
/// Somebody has read what became of a decision: DroppedNotice::id.
struct Understood {
    std::uint64_t dropped = 0;
};
/// On the pages of the work.
struct Work {
    WorkIntent wanted;
};
struct Undo {};
struct Redo {};

} // namespace intent

using Intent =
    std::variant<intent::OpenScreen, intent::OpenDocument, intent::ShowInCascade, intent::FilterCascade,
                 intent::ChooseTopic, intent::ReadAnswer, intent::JudgeCoverage, intent::LinkTopic,
                 intent::NotApplicable, intent::NewDocument, intent::ShowPreview, intent::ClosePreview,
                 intent::CreateFromParent, intent::Replace, intent::SetText, intent::SetField, intent::AddParagraph,
                 intent::SplitParagraph, intent::JoinParagraph, intent::HideParagraph, intent::MoveParagraph,
                 intent::AddComment, intent::SettleComment, intent::PutRight, intent::MarkReviewed, intent::KeepWording,
                 intent::KeepShown, intent::Decide, intent::ExportDocument, intent::ImportPlan, intent::LookOver,
                 intent::Review, intent::SyncNow, intent::Join, intent::WorkAlone, intent::ShowHistory,
                 intent::MoreHistory, intent::CloseHistory, intent::Restore, intent::OpenPeopleForm,
                 intent::DoOfficeAct, intent::Understood, intent::Work, intent::Undo, intent::Redo>;

} // namespace dongthac::app
