#include "client/app/app_model.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/coverage_words.hpp"
#include "client/app/dropped_words.hpp"
#include "client/app/time_words.hpp"
#include "client/view_model/reading.hpp"
#include "shared/model/record.hpp"

namespace dongthac::app {

std::string_view name_of(Screen screen) {
    constexpr std::array<std::string_view, 12> kNames = {"tasks",    "cascade",   "plans",   "editor",
                                                         "sync",     "people",    "records", "reports",
                                                         "calendar", "schedules", "forms",   "review"};
    return kNames.at(static_cast<std::size_t>(screen));
}

AppModel::AppModel(office::Workspace& office, const Strings& strings, SyncControl& sync, FileActions& files)
    : office_(&office), strings_(&strings), sync_(&sync), files_(&files), work_(office, strings, files),
      review_(office), day_(office.today()), sync_status_(sync.status()) {}

void AppModel::poll() {
    SyncStatus now = sync_->status();
    const bool changed = now.generation != sync_status_.generation;
    const std::uint64_t acts = sync_status_.act.ended;
    sync_status_ = std::move(now);
    tell_ended_act(acts);
    if (changed) {
        if (auto done = base::within_memory([this] { return office_->reload(); }); !done) report(done.error());
        refresh();
    }
    // What is due depends on the day, and a window may stay open over night.
    if (const text::Date today = office_->today(); today != std::exchange(day_, today)) refresh();
    // "5 phút trước" grows old without anybody doing anything.
    const std::int64_t wall = now_ms();
    tasks_.rows.now_ms = plans_.rows.now_ms = sync_rows_.rows.now_ms = status_.rows.now_ms = wall;
    if (editor_.rows) editor_.rows->now_ms = wall;
}

void AppModel::refresh() {
    tasks_.stale = cascade_.stale = plans_.stale = editor_.stale = history_.stale = preview_.stale = people_.stale =
        sync_rows_.stale = status_.stale = dropped_.stale = true;
    palette_words_.reset();
    work_.refresh();
    work_failed_ = false;
}

void AppModel::apply(const Intent& intent) {
    const auto done =
        base::within_memory([&] { return std::visit([this](const auto& wanted) { return handle(wanted); }, intent); });
    if (!done) report(done.error());
    refresh();
}

std::string AppModel::subject_of(const base::DocumentId& document) {
    const auto summary = office::summary_of(*office_, document);
    return summary ? summary->subject : std::string();
}

const model::RecordType* AppModel::type_of(const base::DocumentId& document) {
    const auto summary = office::summary_of(*office_, document);
    return summary ? model::record_type(summary->kind) : nullptr;
}

bool AppModel::is_first_run() { return !office_->identity().enrolled() && !works_alone_ && tasks().documents == 0; }

std::optional<base::NodeId> AppModel::take_goal() { return std::exchange(goal_, std::nullopt); }

template <class Rows, class Read>
const Rows& AppModel::fresh(Cached<Rows>& cached, Read read) {
    if (!cached.stale) return cached.rows;
    cached.stale = false; // also after an error: one sentence, not one a frame
    if (auto rows = base::within_memory(read))
        cached.rows = std::move(*rows);
    else
        report(rows.error());
    return cached.rows;
}

const view_model::TaskRows& AppModel::tasks() {
    return fresh(tasks_, [this] { return view_model::task_rows(*office_); });
}

const view_model::PlanRows& AppModel::plans() {
    return fresh(plans_, [this] { return view_model::plan_rows(*office_); });
}

const view_model::HistoryRows* AppModel::history() {
    if (!shown_history_ || open_.empty()) return nullptr;
    const auto& rows = fresh(history_, [this]() -> base::Result<std::optional<view_model::HistoryRows>> {
        auto read = view_model::history_rows(*office_, open_, shown_history_->node, shown_history_->limit);
        if (!read) {
            shown_history_.reset(); // back to the page; the sentence says why
            return std::unexpected(read.error());
        }
        return std::optional(std::move(*read));
    });
    return shown_history_ && rows ? &*rows : nullptr;
}

const view_model::PreviewRows* AppModel::preview() {
    if (!shows_preview_ || open_.empty()) return nullptr;
    const auto& rows = fresh(preview_, [this]() -> base::Result<std::optional<view_model::PreviewRows>> {
        auto read = read_preview();
        if (!read) {
            shows_preview_ = false; // back to the page; the sentence says why
            return std::unexpected(read.error());
        }
        return std::optional(std::move(*read));
    });
    return shows_preview_ && rows ? &*rows : nullptr;
}

base::Result<view_model::PreviewRows> AppModel::read_preview() {
    if (!printing_) {
        DT_TRY(printing_, Printing::load());
    }
    return view_model::preview_rows(*office_, open_, printing_->layout, printing_->faces);
}

const view_model::PeopleRows& AppModel::people() {
    return fresh(people_, [this] { return view_model::people_rows(*office_); });
}

template <class Rows>
const Rows* AppModel::shown(base::Result<const Rows*> rows) {
    if (rows) return *rows;
    if (!std::exchange(work_failed_, true)) report(rows.error());
    return nullptr;
}

const view_model::ReviewRows* AppModel::review() { return review_.rows(); }
const view_model::RecordRows* AppModel::records() { return shown(work_.records()); }
const view_model::RecordPage* AppModel::record() { return shown(work_.record()); }
const view_model::ReportRows* AppModel::reports() { return shown(work_.reports()); }
const view_model::ReportHistory* AppModel::report_history() { return shown(work_.report_history()); }
const view_model::SubmissionRows* AppModel::submission() { return shown(work_.submission()); }
const view_model::CalendarRows* AppModel::calendar() { return shown(work_.calendar()); }
const view_model::DesignRows* AppModel::designs(view_model::Designs wanted) { return shown(work_.designs(wanted)); }
const view_model::DesignPage* AppModel::design(view_model::Designs wanted) { return shown(work_.design(wanted)); }

const view_model::SyncRows& AppModel::sync_rows() {
    return fresh(sync_rows_, [this] { return view_model::sync_rows(*office_); });
}

const view_model::StatusRow& AppModel::status() {
    return fresh(status_, [this] { return view_model::status_row(*office_); });
}

const std::vector<DroppedNotice>& AppModel::dropped() {
    return fresh(dropped_, [this]() -> base::Result<std::vector<DroppedNotice>> {
        DT_TRY(const std::vector<office::DroppedDecision> list, office::dropped_decisions(*office_));
        std::vector<DroppedNotice> notices;
        for (const office::DroppedDecision& one : list)
            notices.push_back({one.id, dropped_words(*strings_, *office_, one)});
        return notices;
    });
}

const view_model::EditorRows* AppModel::editor() {
    if (open_.empty()) return nullptr;
    const auto& rows = fresh(editor_, [this]() -> base::Result<std::optional<view_model::EditorRows>> {
        DT_TRY(view_model::EditorRows read, view_model::editor_rows(*office_, open_));
        return read;
    });
    return rows && rows->document == open_ ? &*rows : nullptr;
}

const view_model::CascadeRows& AppModel::cascade() {
    if (!cascade_.stale) return cascade_.rows;
    cascade_.stale = false;
    if (auto done = read_cascade(); !done) report(done.error());
    return cascade_.rows;
}

std::vector<Notice> AppModel::banners() {
    std::vector<Notice> out;
    if (std::string wrong = clock_words(*strings_, sync_status_.clock_skew_ms); !wrong.empty())
        out.push_back({NoticeTone::warning, std::move(wrong)});
    if (sync_status_.history_total > 0)
        out.push_back(
            {NoticeTone::info,
             strings_->tr("banner.history",
                          {{"taken", strings_->number(static_cast<std::int64_t>(sync_status_.history_taken))},
                           {"total", strings_->number(static_cast<std::int64_t>(sync_status_.history_total))}})});
    if (!sync_status_.false_state_by.empty())
        out.push_back(
            {NoticeTone::warning, strings_->tr("banner.false_state", {{"device", sync_status_.false_state_by}})});
    // No network is no news: the status bar says it (UI.md). Anything else keeps work from leaving this PC.
    if (sync_status_.problem && sync_status_.problem->code != base::Code::unreachable &&
        sync_status_.problem->code != base::Code::no_office)
        out.push_back({NoticeTone::problem, strings_->sentence(localised(*sync_status_.problem))});
    return out;
}

std::vector<Notice> AppModel::take_notices() { return std::exchange(notices_, {}); }

/// A record, a form and a schedule stay open while others are on the screen.
base::DocumentId AppModel::shown_document() const {
    const auto pages = work_.open_pages();
    switch (screen_) {
    case Screen::editor: return open_;
    case Screen::records: return pages[0];
    case Screen::forms: return pages[1];
    case Screen::schedules: return pages[2];
    case Screen::cascade: { // what was judged last is what the eye is on
        const auto judged = judged_in_.find(coverage_.plan);
        return judged == judged_in_.end() ? base::DocumentId{} : judged->second;
    }
    default: return {};
    }
}

std::string AppModel::undo_name() const {
    const UndoStep* step = undo_.next_undo(shown_document());
    return step == nullptr ? std::string() : say(step->name);
}

std::string AppModel::redo_name() const {
    const UndoStep* step = undo_.next_redo(shown_document());
    return step == nullptr ? std::string() : say(step->name);
}

void AppModel::report(const base::Error& error) {
    if (error.code != base::Code::cancelled) notify(NoticeTone::problem, strings_->sentence(localised(error)));
}

/// Names in an error are the program's; a person reads words.
base::Error AppModel::localised(base::Error error) const {
    error = with_coverage_words(*strings_, std::move(error));
    for (auto& [name, value] : error.args) {
        const std::string key = name + "." + value;
        if ((name == "action" || name == "state" || name == "field" || name == "kind") && strings_->has(key))
            value = strings_->tr(key);
        else if (name == "org")
            value = office_->directory().name_of_org(value);
    }
    return error;
}

std::string AppModel::say(const view_model::Sentence& sentence) const {
    const std::vector<Arg> args = [&] {
        std::vector<Arg> out;
        for (const auto& [name, value] : sentence.args) out.emplace_back(name, value);
        return out;
    }();
    return strings_->tr(sentence.key, std::span<const Arg>(args));
}

} // namespace dongthac::app
