#include "client/ui/app_view.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "client/app/command.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/actions.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/history.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/shell.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

namespace intent = app::intent;
using app::Screen;

// The times on the screen ("5 phút trước") are right to the minute.
constexpr double kOldTimes = 60;
constexpr float kRoomForRoles = 1000;
constexpr std::size_t kMostDropped = 2; // banners that leave room for the page

/// "Ctrl+N", "Ctrl+1", "F5" as ImGui names them; ImGuiKey_None for "".
ImGuiKeyChord chord_of(std::string_view shortcut) {
    ImGuiKeyChord chord = ImGuiKey_None;
    constexpr std::string_view kCtrl = "Ctrl+";
    if (shortcut.starts_with(kCtrl)) {
        chord |= ImGuiMod_Ctrl;
        shortcut.remove_prefix(kCtrl.size());
    }
    for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_NamedKey_END; ++key)
        if (shortcut == ImGui::GetKeyName(static_cast<ImGuiKey>(key))) return chord | key;
    return ImGuiKey_None;
}

Tone tone_of(app::NoticeTone tone) {
    switch (tone) {
    case app::NoticeTone::done: return Tone::ok;
    case app::NoticeTone::warning: return Tone::warn;
    case app::NoticeTone::problem: return Tone::error;
    case app::NoticeTone::info: break;
    }
    return Tone::info;
}

constexpr std::array<Screen, 8> kRail = {Screen::tasks,   Screen::cascade,  Screen::plans,  Screen::records,
                                         Screen::reports, Screen::calendar, Screen::people, Screen::sync};

std::size_t rail_place(app::AppModel& model) {
    Screen screen = model.screen();
    if (screen == Screen::editor) {
        const view_model::EditorRows* rows = model.editor();
        screen = rows != nullptr && is_record(rows->kind) ? Screen::records : Screen::plans;
    }
    if (screen == Screen::forms) screen = Screen::reports;
    if (screen == Screen::review) screen = Screen::plans;
    if (screen == Screen::schedules) screen = Screen::tasks;
    for (std::size_t i = 0; i < kRail.size(); ++i)
        if (kRail.at(i) == screen) return i;
    return 0;
}

std::array<RailItem, 8> rail_items(const UiContext& ctx, app::AppModel& model) {
    const auto urgent = static_cast<int>(model.tasks().urgent());
    const auto unsent = static_cast<int>(model.status().unsent);
    return {
        {{.icon = icon::kTasks, .label = ctx.tr("screen.tasks"), .hint = "Ctrl+1", .count = urgent, .tone = Tone::warn},
         {.icon = icon::kCascade, .label = ctx.tr("screen.cascade"), .hint = "Ctrl+2"},
         {.icon = icon::kPlan, .label = ctx.tr("screen.plans"), .hint = "Ctrl+3"},
         {.icon = icon::kFolder, .label = ctx.tr("screen.records"), .hint = "Ctrl+6"},
         {.icon = icon::kConsolidate, .label = ctx.tr("screen.reports"), .hint = "Ctrl+7"},
         {.icon = icon::kCalendar, .label = ctx.tr("screen.calendar"), .hint = "Ctrl+8"},
         {.icon = icon::kPerson, .label = ctx.tr("screen.people"), .hint = "Ctrl+5"},
         {.icon = icon::kSync, .label = ctx.tr("screen.sync"), .hint = "Ctrl+4", .count = unsent}}};
}

std::vector<StatusPart> status_left(const UiContext& ctx, const view_model::StatusRow& status) {
    std::vector<StatusPart> parts;
    if (!status.enrolled) {
        parts.push_back({.icon = icon::kOffice, .label = ctx.tr("status.not_joined"), .tone = Tone::warn});
    } else {
        parts.push_back({.icon = icon::kOffice, .label = status.office});
        std::string roles;
        for (const std::string& role : status.roles) roles += (roles.empty() ? "" : ", ") + ctx.tr("role." + role);
        // A narrow window keeps what changes: unsent work and the connection.
        if (!roles.empty() && logical_width(ctx) >= kRoomForRoles)
            parts.push_back({.icon = icon::kPerson, .label = roles});
    }
    if (status.conflicts > 0)
        parts.push_back({.icon = icon::kWarning,
                         .label = ctx.tr("status.conflicts", {{"n", status.conflicts}}),
                         .tone = Tone::warn});
    return parts;
}

std::vector<StatusPart> status_right(const UiContext& ctx, const view_model::StatusRow& status,
                                     const app::SyncStatus& sync) {
    std::vector<StatusPart> parts;
    parts.push_back(
        {.icon = status.unsent > 0 ? icon::kSend : icon::kCheck,
         .label = status.unsent > 0 ? ctx.tr("status.unsent", {{"n", status.unsent}}) : ctx.tr("status.all_sent"),
         .tone = status.unsent > 0 ? Tone::warn : Tone::neutral});
    if (!status.enrolled) return parts;
    const std::int64_t last = std::max(status.last_sync_ms, sync.last_round_ms);
    parts.push_back({.icon = icon::kClock,
                     .label = last == 0 ? ctx.tr("status.never")
                                        : ctx.tr("status.last", {{"when", ctx.strings.ago(last, status.now_ms)}})});
    if (sync.phase == app::SyncPhase::working)
        parts.push_back({.icon = icon::kSync, .label = ctx.tr("status.working"), .tone = Tone::info});
    else if (sync.link == app::Link::online)
        parts.push_back({.icon = icon::kOnline, .label = ctx.tr("status.online"), .tone = Tone::ok});
    else
        parts.push_back({.icon = icon::kOffline, .label = ctx.tr("status.offline")});
    return parts;
}

/// A decision as a question; nothing when it needs none.
Question plain_question(const UiContext& ctx, model::Action action, std::string_view subject) {
    const std::string name(model::name_of(action));
    Question question;
    question.title = ctx.tr("ask." + name + ".title");
    question.text = ctx.tr("ask." + name + ".text", {{"subject", subject}});
    question.confirm = ctx.tr("action." + name);
    question.note_hint = ctx.tr("ask.note_hint");
    return question;
}

/// Nothing for what needs no question: it can be done at once and harms nobody.
std::optional<Question> question_of(const UiContext& ctx, model::Action action, std::string_view subject) {
    using enum model::Action;
    if (action == receive || action == pass || action == assign_number || action == archive) return std::nullopt;
    Question question = plain_question(ctx, action, subject);
    const bool must = action == return_ || action == recall || action == send_back;
    question.note = must ? NoteNeed::required : NoteNeed::optional;
    if (action == recall || action == supersede) question.kind = ButtonKind::danger;
    return question;
}

bool can_be_typed_again(base::Code code) {
    return code == base::Code::wrong_pin || code == base::Code::pin_wait || code == base::Code::unknown_person ||
           code == base::Code::out_of_memory;
}

/// What is typed into a field of the page that is shown.
bool writes_a_field(const app::Intent& one) {
    if (std::holds_alternative<intent::SetText>(one) || std::holds_alternative<intent::SetField>(one)) return true;
    if (const auto* review = std::get_if<intent::Review>(&one))
        return std::holds_alternative<app::review::SetField>(review->step);
    const auto* work = std::get_if<intent::Work>(&one);
    return work != nullptr && (std::holds_alternative<app::work::SetAnswer>(work->wanted) ||
                               std::holds_alternative<app::work::SetLine>(work->wanted));
}

/// On another page the keyboard begins at the top.
bool leads_elsewhere(const std::vector<app::Intent>& wanted) {
    return std::ranges::any_of(wanted, [](const app::Intent& one) { return !writes_a_field(one); });
}

} // namespace

void AppView::want(std::optional<app::Intent> intent) {
    if (intent) wanted_.push_back(std::move(*intent));
}

void AppView::draw(const UiContext& ctx, app::AppModel& model) {
    model.poll();
    ctx.redraw.request_at(ctx.now + kOldTimes);
    if (auto goal = model.take_goal()) {
        if (model.screen() == Screen::forms)
            designs_[0].goal = goal;
        else if (model.screen() == Screen::schedules)
            designs_[1].goal = goal;
        else
            editor_.goal = goal;
    }
    if (auto form = model.take_people_form()) people_dialog_.open(*form);
    if (model.is_first_run()) {
        want(draw_welcome(ctx, model.sync_status(), sync_.join));
    } else {
        take_shortcuts(model);
        draw_shell(ctx, model);
        want(palette_.draw(
            ctx, [&](const std::string& words) -> const auto& { return model.palette(words); }));
    }
    draw_dialog(ctx, model);
    want(people_dialog_.draw(ctx, model.people(), model.office_act(), model.office_act_problem()));
    carry_out(ctx, model);
    if (const auto words = model.take_clipboard()) ImGui::SetClipboardText(words->c_str());
    if (const auto decide = model.take_decision()) ask(ctx, model, *decide);
    for (app::Notice& notice : model.take_notices()) toasts_.add(tone_of(notice.tone), std::move(notice.text), ctx.now);
    toasts_.draw(ctx);
}

void AppView::flush(app::AppModel& model) {
    for (const app::Intent& intent : ui::flush(editor_)) model.apply(intent);
    for (const app::Intent& intent : ui::flush(records_)) model.apply(intent);
    for (const app::Intent& intent : ui::flush(review_)) model.apply(intent);
    for (const app::Intent& intent : ui::flush(submission_)) model.apply(intent);
    for (DesignsState& designs : designs_)
        for (const app::Intent& intent : ui::flush(designs)) model.apply(intent);
}

void AppView::carry_out(const UiContext& ctx, app::AppModel& model) {
    const std::vector<app::Intent> wanted = std::exchange(wanted_, {});
    for (const app::Intent& intent : wanted) {
        // Whatever else happens, what was typed before it is written first.
        if (!writes_a_field(intent)) flush(model);
        if (const auto* decide = std::get_if<intent::Decide>(&intent))
            ask(ctx, model, *decide);
        else
            model.apply(intent);
    }
    if (!wanted.empty()) ctx.redraw.event(); // what was done shows in the next picture
    if (leads_elsewhere(wanted))
        ImGui::SetNavCursorVisible(false); // or Tab looks for a button that is not there any more
}

void AppView::ask(const UiContext& ctx, app::AppModel& model, const intent::Decide& decide) {
    const std::string subject = subject_or_untitled(ctx, model.subject_of(decide.document));
    auto question = question_of(ctx, decide.action, subject);
    std::vector<app::SignerChoice> signers = model.signers_for(decide.document, decide.action);
    if (!question && signers.empty()) return model.apply(decide);
    if (!question) question = plain_question(ctx, decide.action, subject);
    // What is announced is issued again and again; only papers are closed by it.
    const model::RecordType* type = model.type_of(decide.document);
    if (decide.action == model::Action::issue && type != nullptr && type->flow == model::Flow::announced) {
        const bool sent = is_sent_to_somebody(type);
        question->text = ctx.tr(sent ? "ask.send.text" : "ask.issue_again.text", {{"subject", subject}});
        if (sent) question->title = ctx.tr("ask.send.title");
        question->confirm = action_words(ctx, decide.action, type);
    }
    for (const app::SignerChoice& choice : signers) question->signers.push_back(choice.label);
    asked_ = decide;
    signers_ = std::move(signers);
    dialog_.open(std::move(*question));
}

/// What is wrong with the PIN is said at its field; the rest is no reason to keep the question open.
void AppView::take_signature(app::AppModel& model) {
    const app::OfficeActStatus& act = model.office_act();
    if (!signing_ || act.ended <= *signing_) return;
    signing_.reset();
    if (act.problem && can_be_typed_again(act.problem->code)) return dialog_.ask_again(model.office_act_problem());
    if (act.problem) model.report(*act.problem);
    asked_.reset();
    dialog_.close();
}

void AppView::draw_dialog(const UiContext& ctx, app::AppModel& model) {
    take_signature(model);
    const bool busy = model.office_act().working && !signing_; // one act at a time
    const Answer answer = dialog_.draw(ctx, busy ? Enabled::no : Enabled::yes);
    if (answer == Answer::none || !asked_) return;
    intent::Decide decide = *asked_;
    if (answer == Answer::cancelled || signers_.empty()) asked_.reset();
    if (answer == Answer::cancelled) return;
    decide.note = dialog_.note();
    flush(model);
    if (dialog_.signer() < signers_.size()) {
        decide.person = signers_[dialog_.signer()].person;
        decide.pin = dialog_.pin();
        signing_ = model.office_act().ended;
    }
    model.apply(decide);
    ctx.redraw.event();
}

void AppView::take_shortcuts(const app::AppModel& model) {
    const bool asks = (model.screen() == Screen::calendar && calendar_.waiver.is_open()) ||
                      (model.screen() == Screen::cascade && cascade_.judge.is_open()) ||
                      (model.screen() == Screen::editor && editor_.not_applicable.is_open());
    if (asks || dialog_.is_open() || people_dialog_.is_open() || palette_.is_open()) return;
    const auto pressed = [](ImGuiKeyChord chord) { return ImGui::Shortcut(chord, ImGuiInputFlags_RouteGlobal); };
    if (pressed(ImGuiMod_Ctrl | ImGuiKey_K)) palette_.open();
    for (const app::CommandSpec& command : app::command_table()) {
        const ImGuiKeyChord chord = chord_of(command.shortcut);
        if (chord != ImGuiKey_None && pressed(chord)) want(command.in_window(model.paper_on_screen()));
    }
}

void AppView::draw_shell(const UiContext& ctx, app::AppModel& model) {
    const auto items = rail_items(ctx, model);
    const std::vector<StatusPart> left = status_left(ctx, model.status());
    const std::vector<StatusPart> right = status_right(ctx, model.status(), model.sync_status());
    const std::string brand = ctx.tr("app.name");
    const Shell parts{brand, items, rail_place(model), left, right};
    const ShellEvents events = shell(ctx, parts, [&] {
        draw_banners(ctx, model);
        draw_page(ctx, model);
    });
    if (events.rail) want(intent::OpenScreen{kRail.at(*events.rail)});
    if (!events.status.empty()) want(intent::OpenScreen{Screen::sync});
}

void AppView::draw_banners(const UiContext& ctx, app::AppModel& model) {
    for (const app::Notice& notice : model.banners()) {
        (void)banner(ctx, tone_of(notice.tone), notice.text);
        gap(ctx.theme.space().s);
    }
    const std::vector<app::DroppedNotice>& dropped = model.dropped();
    for (const app::DroppedNotice& notice : std::span(dropped).first(std::min(dropped.size(), kMostDropped))) {
        ImGui::PushID(static_cast<int>(&notice - dropped.data()));
        if (banner(ctx, Tone::error, notice.text, ctx.tr("button.understood")) == BannerAction::acted)
            want(intent::Understood{notice.id});
        ImGui::PopID();
        gap(ctx.theme.space().s);
    }
    if (dropped.size() > kMostDropped) {
        text(ctx, ctx.tr("dropped.more", {{"n", dropped.size() - kMostDropped}}), TextStyle::small, Ink::muted);
        gap(ctx.theme.space().s);
    }
}

void AppView::draw_asked(const UiContext& ctx, app::AppModel& model, view_model::Designs shown) {
    DesignsState& state = designs_.at(static_cast<std::size_t>(shown));
    if (const view_model::DesignPage* page = model.design(shown)) {
        for (app::Intent& intent : draw_design(ctx, *page, state)) wanted_.push_back(std::move(intent));
        return;
    }
    if (const view_model::DesignRows* rows = model.designs(shown)) want(draw_designs(ctx, *rows, state));
}

void AppView::draw_work(const UiContext& ctx, app::AppModel& model) {
    if (model.screen() == Screen::records) {
        if (const view_model::RecordPage* page = model.record()) {
            for (app::Intent& intent : draw_record(ctx, *page, records_)) wanted_.push_back(std::move(intent));
            return;
        }
        if (const view_model::RecordRows* rows = model.records()) want(draw_records(ctx, *rows, records_));
    } else if (model.screen() == Screen::reports) {
        if (const view_model::SubmissionRows* rows = model.submission())
            return want(draw_submission(ctx, *rows, submission_));
        const view_model::ReportHistory* history = reports_.view == 1 ? model.report_history() : nullptr;
        if (const view_model::ReportRows* rows = model.reports()) want(draw_reports(ctx, *rows, history, reports_));
    } else if (const view_model::CalendarRows* rows = model.calendar()) {
        want(draw_calendar(ctx, *rows, calendar_));
    }
}

void AppView::draw_import(const UiContext& ctx, app::AppModel& model) {
    const view_model::ReviewRows* rows = model.review();
    if (rows == nullptr) return want(intent::OpenScreen{Screen::plans});
    for (app::Intent& intent : draw_review(ctx, *rows, review_)) wanted_.push_back(std::move(intent));
}

void AppView::draw_page(const UiContext& ctx, app::AppModel& model) {
    switch (model.screen()) {
    case Screen::tasks: return want(draw_tasks(ctx, model.tasks(), tasks_));
    case Screen::cascade: return want(draw_cascade(ctx, model.cascade(), cascade_));
    case Screen::plans: return want(draw_plans(ctx, model.plans(), plans_));
    case Screen::sync: return want(draw_sync(ctx, model.sync_rows(), model.sync_status(), sync_));
    case Screen::people:
        return want(
            draw_people(ctx, model.people(), model.sync_status(), model.office_act_problem(), people_, sync_.join));
    case Screen::records:
    case Screen::reports:
    case Screen::calendar: return draw_work(ctx, model);
    case Screen::forms: return draw_asked(ctx, model, view_model::Designs::forms);
    case Screen::schedules: return draw_asked(ctx, model, view_model::Designs::schedules);
    case Screen::review: return draw_import(ctx, model);
    case Screen::editor: break;
    }
    const view_model::EditorRows* rows = model.editor();
    if (rows == nullptr) return want(intent::OpenScreen{Screen::plans});
    if (const view_model::HistoryRows* past = model.history()) return want(draw_history(ctx, *past));
    if (const view_model::PreviewRows* print = model.preview()) return want(draw_preview(ctx, *print, preview_));
    const std::string undo = model.undo_name();
    for (app::Intent& intent : draw_editor(ctx, *rows, editor_, undo)) wanted_.push_back(std::move(intent));
}

} // namespace dongthac::ui
