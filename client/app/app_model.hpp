#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/app/file_actions.hpp"
#include "client/app/intent.hpp"
#include "client/app/printing.hpp"
#include "client/app/review_model.hpp"
#include "client/app/strings.hpp"
#include "client/app/sync_control.hpp"
#include "client/app/undo.hpp"
#include "client/app/work_model.hpp"
#include "client/view_model/cascade.hpp"
#include "client/view_model/editor.hpp"
#include "client/view_model/history.hpp"
#include "client/view_model/people.hpp"
#include "client/view_model/plans.hpp"
#include "client/view_model/preview.hpp"
#include "client/view_model/sync.hpp"
#include "client/view_model/tasks.hpp"

namespace dongthac::app {

enum class NoticeTone { done, info, warning, problem };

/// A sentence in the reader's language: a toast, or a banner while a state lasts.
struct Notice {
    NoticeTone tone = NoticeTone::done;
    std::string text;
};

/// A decision of this PC that never came about, as a sentence; it stays until intent::Understood.
struct DroppedNotice {
    std::uint64_t id = 0;
    std::string text;
};

/// Somebody who may sign, as a list shows it: "Lê Thị Hoa – Hiệu trưởng".
struct SignerChoice {
    base::PersonId person;
    std::string label;
};

/// A line of the Ctrl+K palette.
struct PaletteEntry {
    std::string id; ///< stable, "sync_now"
    std::string title;
    std::string detail; ///< shortcut, or where a found paragraph stands
    Intent intent;
};

/// The program without its window: which screen is shown, its rows, and what happens to an intent. Everything a person
/// does goes through apply(); all of it works without a network. UI thread; no ImGui. Rows are read again when they are
/// next asked for after something changed; a reference given out is good until the next apply() or poll().
class AppModel {
  public:
    /// All four are borrowed and must outlive it.
    AppModel(office::Workspace& office, const Strings& strings, SyncControl& sync, FileActions& files);

    /// Once a frame: takes over what synchronising brought and lets times grow old.
    void poll();
    /// Does what was asked. What goes wrong becomes a notice.
    void apply(const Intent& intent);
    /// Those at this PC who may sign `action` on the document, no two labels the same; empty where nobody has to.
    [[nodiscard]] std::vector<SignerChoice> signers_for(const base::DocumentId& document, model::Action action);
    /// What a document is called, for a question about it; "" when it has no name yet.
    [[nodiscard]] std::string subject_of(const base::DocumentId& document);
    /// What kind of record it is; nullptr where this program does not know it.
    [[nodiscard]] const model::RecordType* type_of(const base::DocumentId& document);
    /// All rows are read again when next asked for.
    void refresh();
    /// Tells the person what went wrong elsewhere; `cancelled` is their own doing and says nothing.
    void report(const base::Error& error);

    [[nodiscard]] Screen screen() const { return screen_; }
    /// The PC is new: it belongs to no office, holds nothing and was not told to work alone.
    [[nodiscard]] bool is_first_run();
    /// The document in the editor; empty when none is open.
    [[nodiscard]] const base::DocumentId& open_document() const { return open_; }
    /// The paper that a command is about; {} while none is on the screen.
    [[nodiscard]] base::DocumentId paper_on_screen() const {
        return screen_ == Screen::editor ? open_ : base::DocumentId{};
    }
    /// A node to bring into view, once.
    [[nodiscard]] std::optional<base::NodeId> take_goal();

    [[nodiscard]] const view_model::TaskRows& tasks();
    [[nodiscard]] const view_model::CascadeRows& cascade();
    [[nodiscard]] const view_model::PlanRows& plans();
    /// nullptr when no document is open or it cannot be read.
    [[nodiscard]] const view_model::EditorRows* editor();
    /// What was done to the open document or a paragraph of it; nullptr while the page is shown.
    [[nodiscard]] const view_model::HistoryRows* history();
    /// The open document as it will be printed; nullptr while its page is shown.
    [[nodiscard]] const view_model::PreviewRows* preview();
    [[nodiscard]] const view_model::PeopleRows& people();
    /// The pages of the work. nullptr where there is nothing to show; what went wrong becomes a notice, once.
    [[nodiscard]] const view_model::RecordRows* records();
    [[nodiscard]] const view_model::ReviewRows* review();
    [[nodiscard]] const view_model::RecordPage* record();
    [[nodiscard]] const view_model::ReportRows* reports();
    /// Of what reports() shows; read only where its charts are.
    [[nodiscard]] const view_model::ReportHistory* report_history();
    [[nodiscard]] const view_model::SubmissionRows* submission();
    [[nodiscard]] const view_model::CalendarRows* calendar();
    [[nodiscard]] const view_model::DesignRows* designs(view_model::Designs wanted);
    [[nodiscard]] const view_model::DesignPage* design(view_model::Designs wanted);
    /// Words for the clipboard, once.
    [[nodiscard]] std::optional<std::string> take_clipboard() { return std::exchange(clipboard_, std::nullopt); }
    /// A decision that what was just done leads to, to be asked for, once.
    [[nodiscard]] std::optional<intent::Decide> take_decision() { return std::exchange(decision_, std::nullopt); }
    /// A form to open over the people's page, once.
    [[nodiscard]] std::optional<intent::OpenPeopleForm> take_people_form();
    /// How the last act about people, policy, numbers or a signature stands; what went wrong with it, as a sentence.
    [[nodiscard]] const OfficeActStatus& office_act() const { return sync_status_.act; }
    [[nodiscard]] std::string office_act_problem() const;
    [[nodiscard]] const view_model::SyncRows& sync_rows();
    [[nodiscard]] const view_model::StatusRow& status();
    [[nodiscard]] const SyncStatus& sync_status() const { return sync_status_; }

    /// A failure outside the model (a dropped file) that the person has to hear of.
    /// A sentence for the person from outside the model.
    void notify(NoticeTone tone, std::string text) { notices_.push_back({tone, std::move(text)}); }
    /// States that last, worst first.
    [[nodiscard]] std::vector<Notice> banners();
    /// Oldest first.
    [[nodiscard]] const std::vector<DroppedNotice>& dropped();
    /// What was done or went wrong since the last call.
    [[nodiscard]] std::vector<Notice> take_notices();
    /// "sửa đoạn 3": what Ctrl+Z would take back; "" for nothing.
    [[nodiscard]] std::string undo_name() const;
    [[nodiscard]] std::string redo_name() const;
    /// Commands whose titles hold the words, then paragraphs found; all commands for "".
    [[nodiscard]] const std::vector<PaletteEntry>& palette(const std::string& words);

    [[nodiscard]] const Strings& strings() const { return *strings_; }
    [[nodiscard]] std::int64_t now_ms() const { return office_->clock().wall_ms(); }

  private:
    template <class Rows>
    struct Cached {
        Rows rows;
        bool stale = true;
    };

    base::Result<void> handle(const intent::OpenScreen& intent);
    base::Result<void> handle(const intent::OpenDocument& intent);
    base::Result<void> handle(const intent::ShowInCascade& intent);
    base::Result<void> handle(const intent::FilterCascade& intent);
    base::Result<void> handle(const intent::ChooseTopic& intent);
    base::Result<void> handle(const intent::ReadAnswer& intent);
    base::Result<void> handle(const intent::JudgeCoverage& intent);
    base::Result<void> handle(const intent::LinkTopic& intent);
    base::Result<void> handle(const intent::NotApplicable& intent);
    base::Result<void> handle(const intent::NewDocument& intent);
    base::Result<void> handle(const intent::CreateFromParent& intent);
    base::Result<void> handle(const intent::Replace& intent);
    base::Result<void> handle(const intent::SetText& intent);
    base::Result<void> handle(const intent::SetField& intent);
    base::Result<void> handle(const intent::AddParagraph& intent);
    base::Result<void> handle(const intent::SplitParagraph& intent);
    base::Result<void> handle(const intent::JoinParagraph& intent);
    base::Result<void> handle(const intent::HideParagraph& intent);
    base::Result<void> handle(const intent::MoveParagraph& intent);
    base::Result<void> handle(const intent::AddComment& intent);
    base::Result<void> handle(const intent::SettleComment& intent);
    base::Result<void> handle(const intent::PutRight& intent);
    base::Result<void> handle(const intent::MarkReviewed& intent);
    base::Result<void> handle(const intent::KeepWording& intent);
    base::Result<void> handle(const intent::KeepShown& intent);
    base::Result<void> handle(const intent::Decide& intent);
    base::Result<void> handle(const intent::ExportDocument& intent);
    base::Result<void> handle(const intent::ShowPreview& intent);
    base::Result<void> handle(const intent::ClosePreview& intent);
    base::Result<void> handle(const intent::ImportPlan& intent);
    base::Result<void> handle(const intent::LookOver& intent);
    base::Result<void> handle(const intent::Review& intent);
    base::Result<void> handle(const intent::SyncNow& intent);
    base::Result<void> handle(const intent::Join& intent);
    base::Result<void> handle(const intent::WorkAlone& intent);
    base::Result<void> handle(const intent::ShowHistory& intent);
    base::Result<void> handle(const intent::MoreHistory& intent);
    base::Result<void> handle(const intent::CloseHistory& intent);
    base::Result<void> handle(const intent::Restore& intent);
    base::Result<void> handle(const intent::OpenPeopleForm& intent);
    base::Result<void> handle(const intent::DoOfficeAct& intent);
    base::Result<void> handle(const intent::Understood& intent);
    base::Result<void> handle(const intent::Work& intent);
    base::Result<void> handle(const intent::Undo& intent);
    base::Result<void> handle(const intent::Redo& intent);

    void open(const base::DocumentId& document);
    /// The document whose page is on the screen; empty for none.
    [[nodiscard]] base::DocumentId shown_document() const;
    /// The words of a line of a form or schedule, with what follows from them.
    base::Result<void> retype_line(const intent::SetText& intent);
    void tell_ended_act(std::uint64_t ended_before);
    /// Puts what was written since `watch` began on the undo list.
    base::Result<void> remember(const office::ActWatch& watch, view_model::Sentence name);
    base::Result<void> tell_turned(const base::Result<void>& turned, std::string_view key, const std::string& name);
    base::Result<void> keep_as_comment(const base::DocumentId& document, const base::NodeId& node,
                                       const std::string& text, const base::Error& error);
    base::Result<void> looked_at(const base::NodeId& node);
    [[nodiscard]] base::Error localised(base::Error error) const;
    [[nodiscard]] view_model::Sentence paragraph_name(std::string_view key, const base::NodeId& node);
    [[nodiscard]] std::string say(const view_model::Sentence& sentence) const;
    base::Result<void> read_cascade();
    base::Result<view_model::PreviewRows> read_preview();
    [[nodiscard]] base::Result<std::string> coverage_signature(const base::DocumentId& plan);
    void add_commands(const std::string& folded);
    void add_found(const std::string& words);
    template <class Rows>
    const Rows* shown(base::Result<const Rows*> rows);
    template <class Rows, class Read>
    const Rows& fresh(Cached<Rows>& cached, Read read);

    office::Workspace* office_;
    const Strings* strings_;
    SyncControl* sync_;
    FileActions* files_;

    Screen screen_ = Screen::tasks;
    base::DocumentId open_;
    struct ShownHistory {
        std::optional<base::NodeId> node;
        std::size_t limit = 0;
        Screen from = Screen::editor; ///< shown again when it is closed
    };
    std::optional<ShownHistory> shown_history_;
    bool shows_preview_ = false;
    std::optional<Printing> printing_; ///< read when first needed
    std::optional<base::NodeId> goal_;
    std::optional<intent::OpenPeopleForm> people_form_;
    bool works_alone_ = false;

    Cached<view_model::TaskRows> tasks_;
    Cached<view_model::CascadeRows> cascade_;
    Cached<view_model::PlanRows> plans_;
    Cached<std::optional<view_model::EditorRows>> editor_;
    Cached<std::optional<view_model::HistoryRows>> history_;
    Cached<std::optional<view_model::PreviewRows>> preview_;
    Cached<view_model::PeopleRows> people_;
    Cached<view_model::SyncRows> sync_rows_;
    Cached<view_model::StatusRow> status_;
    Cached<std::vector<DroppedNotice>> dropped_;
    WorkModel work_;
    ReviewModel review_;
    std::optional<std::string> clipboard_;
    std::optional<intent::Decide> decision_;
    bool work_failed_ = false; ///< since the last refresh: one sentence, not one a frame
    view_model::CascadeFilter filter_;
    base::DocumentId selected_;
    std::size_t topic_ = 0;
    std::optional<intent::ReadAnswer> answer_; ///< read beside those that always are
    std::uint64_t judged_ = 0;                 ///< CoverageView::acts
    /// By plan, the review that the last judgement of it was written in: what Ctrl+Z takes back there.
    std::map<base::DocumentId, base::DocumentId> judged_in_;
    view_model::CoverageView coverage_;
    std::string coverage_signature_;
    office::CoverageMemory coverage_memory_;

    text::Date day_; ///< that the rows were read on
    SyncStatus sync_status_;
    std::vector<Notice> notices_;
    UndoList undo_;
    std::vector<PaletteEntry> palette_;
    std::optional<std::string> palette_words_;
};

} // namespace dongthac::app
