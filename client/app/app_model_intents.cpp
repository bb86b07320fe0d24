#include <algorithm>

#include "client/app/app_model.hpp"
#include "client/app/wording.hpp"
#include "shared/base/files.hpp"
#include "shared/office/answering.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/dropped_decisions.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/find_person.hpp"
#include "shared/office/history.hpp"

// What each intent does.

namespace dongthac::app {

namespace {

constexpr std::size_t kHistoryPage = 50; ///< entries a person reads before asking for more

} // namespace

void AppModel::open(const base::DocumentId& document) {
    shown_history_.reset();
    shows_preview_ = false;
    open_ = document;
    screen_ = Screen::editor;
}

base::Result<void> AppModel::handle(const intent::OpenScreen& intent) {
    screen_ = intent.screen == Screen::editor && open_.empty() ? Screen::plans : intent.screen;
    // What is looked over stands in the place of the documents until it is kept or discarded.
    if (screen_ == Screen::plans && review_.is_open()) screen_ = Screen::review;
    return {};
}

base::Result<void> AppModel::handle(const intent::OpenDocument& intent) {
    DT_TRY(const office::DocumentSummary summary, office::summary_of(*office_, intent.document));
    if (view_model::is_designed(summary.kind))
        return handle(intent::Work{work::OpenDesign{intent.document, intent.node}});
    open(summary.id);
    if (!intent.node.empty()) goal_ = intent.node;
    return {};
}

base::Result<void> AppModel::handle(const intent::ShowInCascade& intent) {
    if (selected_ != intent.document) topic_ = 0;
    selected_ = intent.document;
    screen_ = Screen::cascade;
    return {};
}

base::Result<void> AppModel::handle(const intent::FilterCascade& intent) {
    filter_ = intent.filter;
    return {};
}

base::Result<void> AppModel::handle(const intent::ChooseTopic& intent) {
    topic_ = intent.topic;
    return {};
}

base::Result<void> AppModel::handle(const intent::NewDocument& intent) {
    const office::Wording words = wording_of(*strings_);
    base::DocumentId id;
    if (intent.from.empty()) {
        DT_TRY(id, office::new_document(*office_, intent.kind, words));
    } else {
        DT_TRY(const office::Answered answer, office::answer_to(*office_, intent.kind, intent.from, words));
        id = answer.document;
        if (answer.how == office::Answered::How::found) { // whoever asks again goes on with it
            open(id);
            return {};
        }
    }
    open(id);
    notify(NoticeTone::done, strings_->tr("done.new_document", {{"kind", strings_->tr("kind." + intent.kind)}}));
    return {};
}

base::Result<void> AppModel::handle(const intent::CreateFromParent& intent) {
    DT_TRY(const base::DocumentId id, office::new_from_parent(*office_, "plan", intent.parent, wording_of(*strings_)));
    open(id);
    notify(NoticeTone::done, strings_->tr("done.created_from"));
    return {};
}

base::Result<void> AppModel::handle(const intent::Replace& intent) {
    DT_TRY(const base::DocumentId id, office::new_replacement(*office_, intent.document));
    open(id);
    notify(NoticeTone::done, strings_->tr("done.replacement"));
    return {};
}

std::vector<SignerChoice> AppModel::signers_for(const base::DocumentId& document, model::Action action) {
    std::vector<SignerChoice> choices;
    const auto signers = office::possible_signers(*office_, document, action);
    if (!signers) return choices; // what is wrong is said when the decision is taken
    const auto label = [](const model::Person* person) {
        return person->position.empty() ? person->name : person->name + " – " + person->position;
    };
    for (const model::Person* person : *signers) {
        const bool namesakes = std::ranges::count(*signers, label(person), label) > 1;
        choices.push_back({person->id, namesakes ? office::name_with_id(*person) : label(person)});
    }
    return choices;
}

base::Result<void> AppModel::handle(const intent::Decide& intent) {
    if (!intent.person.empty())
        return handle(
            intent::DoOfficeAct{act::Sign{intent.document, intent.action, intent.note, intent.person, intent.pin}});
    DT_CHECK(office::decide(*office_, intent.document, intent.action, {.note = intent.note}));
    notify(NoticeTone::done, strings_->tr("done." + std::string(model::name_of(intent.action))));
    sync_->request_now();
    return {};
}

base::Result<void> AppModel::handle(const intent::ShowPreview& intent) {
    if (screen_ != Screen::editor || open_ != intent.document) open(intent.document);
    shown_history_.reset();
    shows_preview_ = true;
    preview_.stale = true;
    return {};
}

base::Result<void> AppModel::handle(const intent::ClosePreview&) {
    shows_preview_ = false;
    preview_.rows.reset();
    return {};
}

base::Result<void> AppModel::handle(const intent::ExportDocument& intent) {
    DT_TRY(const std::optional<std::filesystem::path> file, files_->export_document(*office_, intent.document));
    if (file) notify(NoticeTone::done, strings_->tr("done.exported", {{"path", base::path_to_utf8(*file)}}));
    return {};
}

base::Result<void> AppModel::handle(const intent::ImportPlan&) {
    DT_TRY(const std::optional<std::filesystem::path> file, files_->choose_import());
    return file ? handle(intent::LookOver{*file}) : base::Result<void>{};
}

base::Result<void> AppModel::handle(const intent::LookOver& intent) {
    if (review_.has_work()) {
        screen_ = Screen::review;
        notify(NoticeTone::warning, strings_->tr("review.finish_first", {{"file", review_.file()}}));
        return {};
    }
    DT_CHECK(review_.open(intent.file));
    screen_ = Screen::review;
    return {};
}

base::Result<void> AppModel::handle(const intent::Review& intent) {
    DT_TRY(const std::optional<base::DocumentId> made, review_.take(intent.step));
    if (made) {
        open(*made);
        notify(NoticeTone::done, strings_->tr("done.imported"));
    } else if (!review_.is_open()) {
        screen_ = Screen::plans;
    }
    return {};
}

base::Result<void> AppModel::handle(const intent::SyncNow&) {
    if (!office_->identity().enrolled()) return base::fail(base::Code::no_office);
    sync_->request_now();
    return {};
}

base::Result<void> AppModel::handle(const intent::Join& intent) {
    sync_->request_join(intent.url, intent.code);
    return {};
}

base::Result<void> AppModel::handle(const intent::WorkAlone&) {
    works_alone_ = true;
    screen_ = Screen::tasks;
    return {};
}

base::Result<void> AppModel::handle(const intent::Work& intent) {
    DT_TRY(WorkOutcome out, work_.apply(intent.wanted));
    if (out.undo) undo_.add(std::move(*out.undo));
    if (out.goal != base::NodeId{}) goal_ = out.goal;
    if (out.screen) screen_ = *out.screen;
    if (!out.document.empty()) open(out.document);
    if (!out.done.empty()) notify(NoticeTone::done, std::move(out.done));
    if (out.clipboard) clipboard_ = std::move(out.clipboard);
    if (out.decide) decision_ = std::move(out.decide);
    return {};
}

base::Result<void> AppModel::handle(const intent::ShowHistory& intent) {
    const Screen from = screen_ == Screen::records ? Screen::records : Screen::editor;
    open(intent.document);
    shown_history_ = ShownHistory{intent.node, kHistoryPage, from};
    history_.rows.reset();
    return {};
}

base::Result<void> AppModel::handle(const intent::MoreHistory&) {
    if (shown_history_) shown_history_->limit += kHistoryPage;
    return {};
}

base::Result<void> AppModel::handle(const intent::CloseHistory&) {
    if (shown_history_) {
        goal_ = shown_history_->node;
        screen_ = shown_history_->from;
    }
    shown_history_.reset();
    return {};
}

base::Result<void> AppModel::handle(const intent::Restore& intent) {
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_TRY(const bool changed, office::restore(*office_, intent.document, intent.change, {intent.node, {}}));
    DT_CHECK(remember(watch, {intent.node ? "undo.restore_paragraph" : "undo.restore", {}}));
    notify(NoticeTone::done, strings_->tr(changed ? "history.restored" : "history.same"));
    return {};
}

base::Result<void> AppModel::handle(const intent::Understood& intent) {
    return office::forget_dropped(*office_, intent.dropped);
}

base::Result<void> AppModel::handle(const intent::Undo&) {
    if (screen_ == Screen::review) {
        review_.undo();
        return {};
    }
    const std::string name = undo_name();
    if (name.empty()) return {};
    return tell_turned(undo_.undo(*office_, shown_document()), "done.undone", name);
}

base::Result<void> AppModel::handle(const intent::Redo&) {
    if (screen_ == Screen::review) {
        review_.redo();
        return {};
    }
    const std::string name = redo_name();
    if (name.empty()) return {};
    return tell_turned(undo_.redo(*office_, shown_document()), "done.redone", name);
}

/// Somebody else's later work in the way is no failure of the program: the person learns whose it is.
base::Result<void> AppModel::tell_turned(const base::Result<void>& turned, std::string_view key,
                                         const std::string& name) {
    if (turned) {
        notify(NoticeTone::info, strings_->tr(std::string(key), {{"what", name}}));
        return {};
    }
    if (turned.error().code != base::Code::state_conflict) return turned;
    notify(NoticeTone::warning, strings_->tr("undo.changed_since", {{"who", std::string(turned.error().arg("who"))}}));
    return {};
}

} // namespace dongthac::app
