#include "client/app/command.hpp"

#include <algorithm>
#include <iterator>

#include "client/app/coverage_commands.hpp"
#include "client/app/document_commands.hpp"
#include "client/app/form_commands.hpp"
#include "client/app/history_commands.hpp"
#include "client/app/office_commands.hpp"
#include "client/app/paragraph_commands.hpp"
#include "client/app/people_commands.hpp"
#include "client/app/proof_commands.hpp"
#include "client/app/report_commands.hpp"
#include "client/app/work_commands.hpp"

namespace dongthac::app {

std::string Arguments::get(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() || found->second.empty() ? std::string() : found->second.back();
}

base::Result<office::Workspace*> CommandContext::office() {
    if (!session_) {
        DT_TRY(Session opened, Session::open(folder_, *clock_, *random_));
        session_.emplace(std::move(opened));
    }
    return &session_->office();
}

std::string CommandSpec::title_key() const {
    std::string key = "command." + std::string(path);
    std::ranges::replace(key, ' ', '_');
    return key;
}

namespace {

template <class Wanted>
std::optional<Intent> always(const base::DocumentId&) {
    return Wanted{};
}

template <Screen screen>
std::optional<Intent> view(const base::DocumentId&) {
    return intent::OpenScreen{screen};
}

template <PeopleForm form>
std::optional<Intent> people_form(const base::DocumentId&) {
    return intent::OpenPeopleForm{form, {}};
}

std::optional<Intent> propose_open(const base::DocumentId& open) {
    if (open.empty()) return std::nullopt;
    return intent::Work{work::ProposeSchedule{open}};
}

std::optional<Intent> export_open(const base::DocumentId& open) {
    if (open.empty()) return std::nullopt;
    return intent::ExportDocument{open};
}

std::optional<Intent> preview_open(const base::DocumentId& open) {
    if (open.empty()) return std::nullopt;
    return intent::ShowPreview{open};
}

std::vector<CommandSpec> office_commands() {
    using enum ArgumentKind;
    return {
        {"office join", {{"URL"}, {"CODE"}}, office_join},
        {"office show", {}, office_show},
        {"office policy",
         {{"steps", option}, {"other-signer", option}, {"other-checker", option}, {"desk", option}},
         office_policy},
        {"person list", {}, person_list},
        {"person add",
         {{"NAME"}, {"role", option}, {"position", option}},
         person_add,
         {},
         people_form<PeopleForm::add_person>},
        {"person code", {{"NAME"}}, person_code, {}, people_form<PeopleForm::new_code>},
        {"person join", {{"CODE"}}, person_join, {}, people_form<PeopleForm::set_pin>},
        {"person pin", {{"NAME"}, {"new-pin", option}}, person_pin, {}, people_form<PeopleForm::change_pin>},
        {"person revoke", {{"NAME"}}, person_revoke, {}, people_form<PeopleForm::end_term>},
        {"person correct", {{"NAME"}, {"name", option}, {"position", option}}, person_correct},
        {"person export", {{"NAME"}, {"FILE"}}, person_export},
        {"person hand-over",
         {{"FROM"}, {"TO"}, {"position", option}},
         person_hand_over,
         {},
         people_form<PeopleForm::hand_over>},
        {"number reserve", {{"N"}}, number_reserve, {}, people_form<PeopleForm::reserve_numbers>},
    };
}

std::vector<CommandSpec> document_commands() {
    using enum ArgumentKind;
    return {
        {"import",
         {{"FILE"}, {"kind", option}, {"accept", flag}, {"review", flag}},
         import_file,
         "Ctrl+O",
         always<intent::ImportPlan>},
        {"doc list", {{"kind", option}, {"to", option}}, doc_list},
        {"doc show", {{"ID"}}, doc_show},
        {"doc history",
         {{"ID"}, {"node", option}, {"field", option}, {"before", option}, {"limit", option}},
         doc_history},
        {"doc restore", {{"ID"}, {"at", option}, {"node", option}, {"field", option}}, doc_restore},
        {"doc review", {{"ID"}, {"node", option}, {"done", flag}}, doc_review},
        {"doc new", {{"KIND"}, {"from", option}, {"replaces", option}}, doc_new, "Ctrl+N", always<intent::NewDocument>},
        {"doc set", {{"ID"}, {"NODE"}, {"FIELD"}, {"VALUE"}}, doc_set},
        {"doc text", {{"ID"}, {"NODE"}, {"TEXT"}}, doc_text},
        {"doc add",
         {{"ID"}, {"PARENT"}, {"TEXT"}, {"after", option}, {"role", option}, {"label", option}, {"covers", option}},
         doc_add},
        {"doc split", {{"ID"}, {"NODE"}, {"AT"}}, doc_split},
        {"doc join", {{"ID"}, {"NODE"}}, doc_join},
        {"doc move",
         {{"ID"},
          {"NODE"},
          {"up", flag},
          {"down", flag},
          {"in", flag},
          {"out", flag},
          {"under", option},
          {"after", option}},
         doc_move},
        {"doc hide", {{"ID"}, {"NODE"}}, doc_hide},
        {"doc unhide", {{"ID"}, {"NODE"}}, doc_unhide},
        {"doc comment",
         {{"ID"}, {"NODE", optional_positional}, {"TEXT", optional_positional}, {"settle", option}, {"reopen", option}},
         doc_comment},
        {"doc comments", {{"ID"}}, doc_comments},
        {"doc submit", {{"ID"}, {"note", option}}, doc_submit},
        {"doc decide", {{"ID"}, {"ACTION"}, {"note", option}, {"by", option}, {"signature", option}}, doc_decide},
        {"doc export", {{"ID"}, {"FILE"}}, doc_export, "Ctrl+E", export_open},
        {"doc coverage", {{"ID"}, {"suggest", flag}}, doc_coverage},
        {"doc cover", {{"ID"}, {"TOPIC"}, {"OFFICE"}, {"STATUS"}, {"reason", option}}, doc_cover},
        {"doc lint", {{"ID"}, {"fix", option}}, doc_lint},
        {"doc verify", {{"ID"}}, doc_verify},
        {"doc signatures", {{"ID"}, {"FOLDER"}}, doc_signatures},
        {"doc register", {{"year", option}}, doc_register},
    };
}

std::vector<CommandSpec> work_commands() {
    using enum ArgumentKind;
    return {
        {"task list", {{"due", option}, {"org", option}, {"open", flag}}, task_list},
        {"task do", {{"TASK"}}, task_do},
        {"task waive", {{"TASK"}, {"reason", option}}, task_waive},
        {"task remind", {{"due", option}, {"org", option}}, task_remind},
        {"schedule new", {{"FILE"}, {"plan", option}}, schedule_new},
        {"schedule propose", {{"PLAN"}}, schedule_propose, {}, propose_open},
        {"schedule show", {{"ID"}}, schedule_show},
        {"report templates", {}, report_templates},
        {"report form", {{"FILE"}}, report_form},
        {"report request",
         {{"TEMPLATE"},
          {"PERIOD"},
          {"title", option},
          {"regime", option},
          {"targets", option},
          {"due-school", option},
          {"due-ward", option},
          {"due-department", option},
          {"urgency", option},
          {"note", option}},
         report_request},
        {"report new", {{"TEMPLATE"}, {"PERIOD"}, {"paper", option}, {"received", option}}, report_new},
        {"report show", {{"ID"}}, report_show},
        {"report answer", {{"ID"}, {"KEY"}, {"VALUE"}}, report_answer},
        {"report submit", {{"ID"}, {"note", option}}, report_submit},
        {"consolidate", {{"TEMPLATE"}, {"PERIOD"}, {"to", option}, {"freeze", flag}, {"report", flag}}, consolidate},
    };
}

std::vector<CommandSpec> general_commands() {
    using enum ArgumentKind;
    return {
        {"sync", {}, sync_now, "F5", always<intent::SyncNow>},
        {"status", {{"head", option}, {"compare", option}}, show_status},
        {"search", {{"WORDS"}}, search_words},
        {"backup", {{"FILE"}}, backup_file},
        {"check", {}, check_data},
        {"view print", {}, nullptr, "Ctrl+P", preview_open},
        {"view tasks", {}, nullptr, "Ctrl+1", view<Screen::tasks>},
        {"view cascade", {}, nullptr, "Ctrl+2", view<Screen::cascade>},
        {"view plans", {}, nullptr, "Ctrl+3", view<Screen::plans>},
        {"view sync", {}, nullptr, "Ctrl+4", view<Screen::sync>},
        {"view people", {}, nullptr, "Ctrl+5", view<Screen::people>},
        {"view records", {}, nullptr, "Ctrl+6", view<Screen::records>},
        {"view reports", {}, nullptr, "Ctrl+7", view<Screen::reports>},
        {"view calendar", {}, nullptr, "Ctrl+8", view<Screen::calendar>},
        {"view schedules", {}, nullptr, {}, view<Screen::schedules>},
        {"view forms", {}, nullptr, {}, view<Screen::forms>},
        {"undo", {}, nullptr, "Ctrl+Z", always<intent::Undo>},
        {"redo", {}, nullptr, "Ctrl+Y", always<intent::Redo>},
    };
}

} // namespace

std::span<const CommandSpec> command_table() {
    static const std::vector<CommandSpec> kTable = [] {
        std::vector<CommandSpec> all;
        for (auto group : {office_commands(), document_commands(), work_commands(), general_commands()})
            std::ranges::move(group, std::back_inserter(all));
        return all;
    }();
    return kTable;
}

const CommandSpec* find_command(std::string_view path) {
    const auto found = std::ranges::find(command_table(), path, &CommandSpec::path);
    return found == command_table().end() ? nullptr : &*found;
}

} // namespace dongthac::app
