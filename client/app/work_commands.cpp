#include "client/app/work_commands.hpp"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "client/app/command_target.hpp"
#include "client/app/wording.hpp"
#include "client/app/work_files.hpp"
#include "shared/base/files.hpp"
#include "shared/office/begin_task.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/people.hpp"
#include "shared/office/proposals.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/schedules.hpp"
#include "shared/office/work_tasks.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;

json task_json(const office::Task& task) {
    return {{"id", base::to_text(task.id)},
            {"obligation", base::to_text(task.duty)},
            {"source", base::to_text(task.source)},
            {"title", task.title},
            {"issuer", task.issuer},
            {"org", task.org},
            {"holder", task.holder},
            {"period", task.period},
            {"period_start", text::to_iso(task.from)},
            {"period_end", text::to_iso(task.to)},
            {"due", text::to_iso(task.due)},
            {"state", model::name_of(task.state)},
            {"perhaps_late", task.perhaps_late},
            {"done", task.done},
            {"quota", task.quota},
            {"waiting", task.waiting},
            {"template", task.form.empty() ? json(nullptr) : json(base::to_text(task.form))},
            {"waived_by", task.waived_by.empty() ? json(nullptr) : json(base::to_text(task.waived_by))}};
}

std::string task_line(const Strings& strings, const model::Directory& directory, const office::Task& task) {
    return strings.tr("out.task", {{"id", base::to_text(task.id).substr(0, 8)},
                                   {"due", text::to_short_form(task.due)},
                                   {"state", strings.tr("task_state." + std::string(model::name_of(task.state)))},
                                   {"office", directory.name_of_org(task.org)},
                                   {"title", task.title},
                                   {"period", task.period},
                                   {"done", task.done},
                                   {"quota", task.quota}});
}

base::Result<std::optional<text::Date>> day_in(const Arguments& arguments, const char* name) {
    if (!arguments.has(name)) return std::nullopt;
    const auto day = text::find_date(arguments.get(name));
    if (!day)
        return base::fail(
            base::Code::bad_value,
            {{"field", "--" + std::string(name)}, {"value", arguments.get(name)}, {"expected", "2026-10-31"}});
    return day;
}

base::Result<office::TaskQuery> query_in(const office::Workspace& office, const Arguments& arguments) {
    office::TaskQuery query;
    DT_TRY(query.due_to, day_in(arguments, "due"));
    query.org = arguments.get("org");
    query.open_only = arguments.has("open");
    if (!query.org.empty() && office.directory().find(query.org) == nullptr)
        return base::fail(base::Code::unknown_org, {{"org", query.org}});
    return query;
}

/// A task from the first letters of its id. Error unknown_document, as for documents.
base::Result<office::Task> find_task(office::Workspace& office, const std::string& typed) {
    DT_TRY(const std::vector<office::Task> all, office::tasks(office, {}));
    const office::Task* found = nullptr;
    for (const office::Task& task : all) {
        if (typed.empty() || !base::to_text(task.id).starts_with(typed)) continue;
        if (found != nullptr) return base::fail(base::Code::unknown_document, {{"id", typed}});
        found = &task;
    }
    if (found == nullptr) return base::fail(base::Code::unknown_document, {{"id", typed}});
    return *found;
}

std::string obligation_line(const Strings& strings, const model::Obligation& one) {
    return strings.tr("out.obligation",
                      {{"action", one.action},
                       {"cadence", strings.tr("choice.cadence." + std::string(model::name_of(one.cadence)))},
                       {"state", strings.tr("choice.obligation_state." + std::string(model::name_of(one.state)))}});
}

json proposed_json(const model::Obligation& one) {
    const json quota = one.quota ? json{{"min", one.quota->min},
                                        {"unit", one.quota->unit},
                                        {"per", one.quota->per},
                                        {"per_org", one.quota->per_org}}
                                 : json(nullptr);
    return {{"node", one.source_node}, {"quote", one.quote},        {"cadence", model::name_of(one.cadence)},
            {"quota", quota},          {"output", one.output_name}, {"actor", one.actor}};
}

} // namespace

base::Result<CommandOutput> task_list(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const office::TaskQuery query, query_in(*office, arguments));
    DT_TRY(const std::vector<office::Task> tasks, office::tasks(*office, query));
    json out = json::array();
    std::string text;
    for (const office::Task& task : tasks) {
        out.push_back(task_json(task));
        text += task_line(context.strings(), office->directory(), task) + "\n";
    }
    if (text.empty()) text = context.strings().tr("out.no_tasks");
    return CommandOutput{out.dump(), std::move(text)};
}

base::Result<CommandOutput> task_do(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const office::Task task, find_task(*office, arguments.get("TASK")));
    DT_TRY(const base::DocumentId begun, office::begin_task(*office, task, wording_of(context.strings())));
    const std::string kind(model::record_type(task.record)->name);
    return CommandOutput{json{{"id", base::to_text(begun)}, {"kind", kind}, {"task", base::to_text(task.id)}}.dump(),
                         context.strings().tr("out.begun", {{"id", base::to_text(begun)},
                                                            {"kind", context.strings().tr("kind." + kind)},
                                                            {"title", task.title},
                                                            {"period", task.period}})};
}

base::Result<CommandOutput> task_waive(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const office::Task task, find_task(*office, arguments.get("TASK")));
    if (task.issuer != office->identity().org)
        return base::fail(base::Code::not_allowed, {{"action", "waive"}, {"org", task.issuer}});
    DT_TRY(const base::DocumentId waiver, office::new_waiver(*office, task, arguments.get("reason")));
    std::optional<office::Signer> signer;
    if (!context.pin().empty()) {
        DT_TRY(signer, office::unlock(*office, context.person(), context.pin()));
    }
    const office::DecisionWords words{{}, context.person(), signer ? &*signer : nullptr, {}, {}};
    DT_TRY(const office::Decided decided, office::decide(*office, waiver, model::Action::issue, words));
    const json out = {
        {"id", base::to_text(waiver)}, {"task", base::to_text(task.id)}, {"state", model::name_of(decided.state)}};
    return CommandOutput{out.dump(),
                         context.strings().tr("out.waived", {{"office", office->directory().name_of_org(task.org)},
                                                             {"title", task.title},
                                                             {"period", task.period}})};
}

base::Result<CommandOutput> task_remind(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(office::TaskQuery query, query_in(*office, arguments));
    query.open_only = true;
    if (!query.due_to) query.due_to = text::from_days(text::to_days(office->today()) + 7);
    DT_TRY(const std::vector<office::Task> tasks, office::tasks(*office, query));
    // One line an office, as it is read in a chat: who, then what and by when.
    std::map<model::OrgId, std::vector<const office::Task*>> by_office;
    for (const office::Task& task : tasks)
        if (task.org != office->identity().org && task.state != model::TaskState::waived)
            by_office[task.holder].push_back(&task);
    json out = json::array();
    std::string text;
    for (const auto& [org, owed] : by_office) {
        const std::string name = office->directory().name_of_org(org);
        std::string line;
        json list = json::array();
        for (const office::Task* task : owed) {
            list.push_back(task_json(*task));
            line += (line.empty() ? "" : "; ") +
                    context.strings().tr(task->state == model::TaskState::overdue ? "remind.overdue" : "remind.due",
                                         {{"title", task->title},
                                          {"period", task->period},
                                          {"due", text::to_short_form(task->due)},
                                          {"missing", task->quota - std::min(task->quota, task->done)}});
        }
        text += context.strings().tr("remind.line", {{"office", name}, {"what", line}}) + "\n";
        out.push_back({{"org", org}, {"name", name}, {"tasks", list}});
    }
    if (text.empty()) text = context.strings().tr("remind.nobody");
    return CommandOutput{json{{"reminders", out}, {"text", text}}.dump(), text};
}

base::Result<CommandOutput> schedule_new(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const ScheduleFile file, read_schedule_file(base::path_from_utf8(arguments.get("FILE"))));
    DT_TRY(office::Workspace * office, context.office());
    base::DocumentId plan;
    if (arguments.has("plan")) {
        DT_TRY(plan, office::find_document(*office, arguments.get("plan")));
    }
    std::vector<office::ScheduleLine> lines;
    for (const ScheduleFile::Line& line : file.lines) {
        office::ScheduleLine made{line.obligation, {}};
        if (!plan.empty()) made.obligation.source_document = base::to_text(plan);
        if (!line.form.empty()) {
            DT_TRY(made.form, office::find_form(*office, line.form));
        }
        lines.push_back(std::move(made));
    }
    const int year = file.year == 0 ? office->today().year : file.year;
    DT_TRY(const base::DocumentId id, office::new_schedule(*office, file.title, year, plan, lines));
    return CommandOutput{json{{"id", base::to_text(id)}, {"obligations", lines.size()}}.dump(),
                         context.strings().tr("out.new", {{"id", base::to_text(id)}})};
}

base::Result<CommandOutput> schedule_propose(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const base::DocumentId plan, office::find_document(*office, arguments.get("PLAN")));
    const Strings& strings = context.strings();
    DT_TRY(const office::ProposedSchedule made,
           office::propose_schedule(*office, plan, [&strings](const std::string& subject) {
               return strings.tr("schedule.proposed_title", {{"subject", subject}});
           }));
    json list = json::array();
    std::string text;
    for (const office::ScheduleLine& line : made.proposal.lines) {
        list.push_back(proposed_json(line.obligation));
        text += "\n" + obligation_line(strings, line.obligation);
    }
    const json id = made.schedule.empty() ? json(nullptr) : json(base::to_text(made.schedule));
    const std::string out = json{{"id", id}, {"begun_before", made.begun_before}, {"obligations", list}}.dump();
    if (made.schedule.empty()) return CommandOutput{out, strings.tr("out.nothing_proposed")};
    if (made.begun_before) return CommandOutput{out, strings.tr("out.schedule_begun", {{"id", id.get<std::string>()}})};
    return CommandOutput{out, strings.tr("out.proposed", {{"id", id.get<std::string>()}, {"n", list.size()}}) + text};
}

base::Result<CommandOutput> schedule_show(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const change::Document document, office::counted_document(*target.office, target.document));
    json list = json::array();
    std::string text;
    for (const change::NodeState* node : document.in_order()) {
        const model::Obligation one = office::obligation_in(*node);
        json due;
        if (one.due.school) due["school"] = model::to_text(*one.due.school);
        if (one.due.ward) due["ward"] = model::to_text(*one.due.ward);
        if (one.due.department) due["department"] = model::to_text(*one.due.department);
        list.push_back({{"id", base::to_text(node->id)},
                        {"action", one.action},
                        {"quote", one.quote},
                        {"actor", one.actor},
                        {"targets", model::to_text(one.selector)},
                        {"output", one.output_name},
                        {"cadence", model::name_of(one.cadence)},
                        {"clocked", model::has_clock(one.cadence)},
                        {"quota", one.quota ? json(one.quota->min) : json(nullptr)},
                        {"due", due},
                        {"via", one.via},
                        {"report_to", one.report_to},
                        {"beneficiary", one.beneficiary},
                        {"strength", model::name_of(one.strength)},
                        {"origin", model::name_of(one.origin)},
                        {"state", model::name_of(one.state)}});
        text += obligation_line(context.strings(), one) + "\n";
    }
    return CommandOutput{json{{"id", base::to_text(target.document)}, {"obligations", list}}.dump(), text};
}

} // namespace dongthac::app
