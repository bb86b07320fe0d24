#include "client/app/report_commands.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "client/app/command_target.hpp"
#include "client/app/document_commands.hpp"
#include "client/app/files.hpp"
#include "client/app/wording.hpp"
#include "client/app/work_files.hpp"
#include "shared/base/files.hpp"
#include "shared/office/consolidated_report.hpp"
#include "shared/office/consolidating.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/schedules.hpp"
#include "shared/office/submissions.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;
using office::Handing;

json ids_json(const std::vector<base::DocumentId>& ids) {
    json out = json::array();
    for (const base::DocumentId& id : ids) out.push_back(base::to_text(id));
    return out;
}

json id_or_null(const base::DocumentId& id) { return id.empty() ? json(nullptr) : json(base::to_text(id)); }

/// The form and period that two arguments name.
struct Asked {
    office::Workspace* office = nullptr;
    base::DocumentId form;
    model::Period period;
};
base::Result<Asked> asked_in(CommandContext& context, const Arguments& arguments) {
    Asked asked;
    DT_TRY(asked.office, context.office());
    DT_TRY(asked.form, office::find_form(*asked.office, arguments.get("TEMPLATE")));
    DT_TRY(const model::ReportForm form, office::form_of(*asked.office, asked.form));
    DT_TRY(asked.period, office::period_for(*asked.office, form, arguments.get("PERIOD")));
    return asked;
}

json item_json(const model::FormItem& item) {
    return {{"key", item.key},
            {"label", item.label},
            {"type", model::name_of(item.type)},
            {"aggregation", model::name_of(item.aggregation)},
            {"unit", item.unit},
            {"required", item.required}};
}

json page_json(const office::SubmissionPage& page) {
    json lines = json::array();
    for (const office::AnswerLine& line : page.lines) {
        json one = item_json(line.item);
        one["node"] = line.node.empty() ? json(nullptr) : json(base::to_text(line.node));
        one["value"] = line.value ? json(*line.value) : json(nullptr);
        one["text"] = line.text;
        one["records"] = ids_json(line.records);
        one["counted"] = line.counted
                             ? json{{"value", line.counted->value}, {"records", ids_json(line.counted->records)}}
                             : json(nullptr);
        one["conflicts"] = line.conflicts;
        lines.push_back(std::move(one));
    }
    return {{"id", base::to_text(page.document)},
            {"template", page.fields.code},
            {"period", page.period},
            {"nil", page.nil},
            {"lines", lines},
            {"broken", page.broken}};
}

std::string page_text(const office::SubmissionPage& page, const Strings& strings) {
    std::string text = page.fields.title + " – " + page.period + "\n";
    for (const office::AnswerLine& line : page.lines) {
        const std::string said = line.value ? *line.value : line.text.empty() ? strings.tr("out.blank") : line.text;
        text += "  " + line.item.label + ": " + said + (line.item.unit.empty() ? "" : " " + line.item.unit);
        if (!line.records.empty()) text += " " + strings.tr("out.from_records", {{"n", line.records.size()}});
        text += "\n";
    }
    for (const std::string& rule : page.broken) text += strings.tr("out.broken_rule", {{"rule", rule}}) + "\n";
    return text;
}

json figures_json(const office::Consolidation& sums) {
    json figures = json::array();
    for (const model::Figure& figure : sums.figures) {
        const model::FormItem& item = *sums.fields.find(figure.item);
        json sources = json::array();
        for (const model::FigureSource& source : figure.sources)
            sources.push_back({{"org", source.org},
                               {"document", base::to_text(source.document)},
                               {"revision", base::to_hex(source.revision)},
                               {"value", source.value},
                               {"weight", source.weight},
                               {"records", source.records}});
        figures.push_back({{"field", item.key},
                           {"label", item.label},
                           {"unit", item.unit},
                           {"aggregation", model::name_of(item.aggregation)},
                           {"value", figure.value ? json(*figure.value) : json(nullptr)},
                           {"sources", sources},
                           {"blank", figure.blank}});
    }
    return figures;
}

json texts_json(const office::Consolidation& sums) {
    json texts = json::array();
    for (const model::Figure& figure : sums.figures)
        for (const model::GatheredText& text : figure.texts)
            texts.push_back({{"field", sums.fields.find(figure.item)->key},
                             {"org", text.org},
                             {"document", base::to_text(text.document)},
                             {"text", text.text}});
    return texts;
}

json offices_json(const office::Consolidation& sums, const model::Directory& directory) {
    json offices = json::array();
    for (const office::HandingRow& row : sums.offices)
        offices.push_back({{"org", row.org},
                           {"name", directory.name_of_org(row.org)},
                           {"handing", office::name_of(row.handing)},
                           {"document", id_or_null(row.document)},
                           {"state", row.state},
                           {"on_paper", row.on_paper},
                           {"perhaps_late", row.perhaps_late},
                           {"due", row.due ? json(text::to_iso(*row.due)) : json(nullptr)},
                           {"handed_at", row.handed_ms ? json(text::to_iso_time(*row.handed_ms)) : json(nullptr)},
                           {"note", row.note},
                           {"others", row.others},
                           {"amended", row.amended}});
    return offices;
}

json consolidation_json(const office::Consolidation& sums, const model::Directory& directory) {
    std::vector<model::OrgId> submitted;
    for (const office::HandingRow& row : sums.offices)
        if (row.handing == Handing::handed_in || row.handing == Handing::late || row.handing == Handing::not_asked)
            submitted.push_back(row.org);
    json changed = json::array();
    for (const model::FigureDifference& one : sums.changed)
        changed.push_back(
            {{"field", sums.fields.find(one.item) == nullptr ? one.item : sums.fields.find(one.item)->key},
             {"before", one.before ? json(*one.before) : json(nullptr)},
             {"now", one.now ? json(*one.now) : json(nullptr)},
             {"orgs", one.changed}});
    return {{"template", sums.fields.code},
            {"period", sums.period.key},
            {"figures", figures_json(sums)},
            {"texts", texts_json(sums)},
            {"offices", offices_json(sums, directory)},
            {"submitted", submitted},
            {"missing", sums.with(Handing::missing)},
            {"late", sums.with(Handing::late)},
            {"returned", sums.with(Handing::returned)},
            {"waived", sums.with(Handing::waived)},
            {"frozen", id_or_null(sums.frozen)},
            {"stale", !sums.frozen.empty() && !sums.changed.empty()},
            {"changed", changed}};
}

std::string consolidation_text(const office::Consolidation& sums, const office::Workspace& office,
                               const Strings& strings) {
    std::string text = sums.fields.title + " – " + sums.period.key + "\n" +
                       strings.tr("out.handed_in", {{"n", sums.handed_in()}, {"all", sums.offices.size()}}) + "\n";
    for (const model::Figure& figure : sums.figures) {
        const model::FormItem& item = *sums.fields.find(figure.item);
        if (item.aggregation == model::Aggregation::gather || item.aggregation == model::Aggregation::none) continue;
        text += "  " + item.label + ": " + (figure.value ? *figure.value : strings.tr("out.blank")) +
                (item.unit.empty() ? "" : " " + item.unit) + "\n";
    }
    for (const Handing handing : {Handing::missing, Handing::late, Handing::returned, Handing::waived}) {
        std::string names;
        for (const model::OrgId& org : sums.with(handing))
            names += (names.empty() ? "" : ", ") + office.directory().name_of_org(org);
        if (!names.empty())
            text += strings.tr("handing." + std::string(office::name_of(handing))) + ": " + names + "\n";
    }
    if (!sums.frozen.empty() && !sums.changed.empty()) text += strings.tr("out.stale") + "\n";
    return text;
}

} // namespace

base::Result<CommandOutput> report_templates(CommandContext& context, const Arguments&) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const std::vector<office::FormSummary> known, office::forms(*office));
    json out = json::array();
    std::string text;
    for (const office::FormSummary& form : known) {
        out.push_back({{"id", base::to_text(form.document)},
                       {"code", form.code},
                       {"title", form.title},
                       {"period_kind", form.period_kind},
                       {"org", form.org},
                       {"state", model::name_of(form.state)},
                       {"version", form.version},
                       {"lines", form.lines}});
        text += form.code + "  " + form.title + "  " + office->directory().name_of_org(form.org) + "\n";
    }
    if (text.empty()) text = context.strings().tr("out.no_forms");
    return CommandOutput{out.dump(), std::move(text)};
}

base::Result<CommandOutput> report_form(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const model::ReportForm form, read_form_file(base::path_from_utf8(arguments.get("FILE"))));
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const base::DocumentId id, office::new_form(*office, form));
    return CommandOutput{json{{"id", base::to_text(id)}, {"code", form.code}, {"lines", form.items.size()}}.dump(),
                         context.strings().tr("out.new", {{"id", base::to_text(id)}})};
}

base::Result<CommandOutput> report_request(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Asked asked, asked_in(context, arguments));
    office::RequestWords words;
    words.title = arguments.get("title");
    if (arguments.has("regime")) words.regime = arguments.get("regime");
    if (arguments.has("urgency")) words.urgency = arguments.get("urgency");
    words.targets = arguments.get("targets");
    words.due_school = arguments.get("due-school");
    words.due_ward = arguments.get("due-ward");
    words.due_department = arguments.get("due-department");
    words.note = arguments.get("note");
    DT_TRY(const base::DocumentId id, office::new_request(*asked.office, asked.form, asked.period, words));
    return CommandOutput{json{{"id", base::to_text(id)}, {"period", asked.period.key}}.dump(),
                         context.strings().tr("out.new", {{"id", base::to_text(id)}})};
}

base::Result<CommandOutput> report_new(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Asked asked, asked_in(context, arguments));
    office::ForWhom whom;
    whom.on_behalf_of = arguments.get("paper");
    if (arguments.has("received")) {
        whom.received_on = text::find_date(arguments.get("received"));
        if (!whom.received_on)
            return base::fail(
                base::Code::bad_value,
                {{"field", "--received"}, {"value", arguments.get("received")}, {"expected", "2026-10-31"}});
    }
    DT_TRY(const base::DocumentId id, office::new_submission(*asked.office, asked.form, asked.period, whom));
    DT_TRY(const office::SubmissionPage page, office::submission_page(*asked.office, id));
    return CommandOutput{page_json(page).dump(), page_text(page, context.strings())};
}

base::Result<CommandOutput> report_answer(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_CHECK(office::answer(*target.office, target.document, arguments.get("KEY"), arguments.get("VALUE")));
    return CommandOutput{json{{"id", base::to_text(target.document)}, {"key", arguments.get("KEY")}}.dump(),
                         context.strings().tr("out.saved")};
}

base::Result<CommandOutput> report_show(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const office::SubmissionPage page, office::submission_page(*target.office, target.document));
    return CommandOutput{page_json(page).dump(), page_text(page, context.strings())};
}

base::Result<CommandOutput> report_submit(CommandContext& context, const Arguments& arguments) {
    return doc_submit(context, arguments);
}

base::Result<CommandOutput> consolidate(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Asked asked, asked_in(context, arguments));
    DT_TRY(office::Consolidation sums, office::consolidate(*asked.office, asked.form, asked.period));
    json out = consolidation_json(sums, asked.office->directory());
    std::string text = consolidation_text(sums, *asked.office, context.strings());
    if (arguments.has("freeze")) {
        DT_TRY(const base::DocumentId frozen, office::freeze(*asked.office, sums));
        out["frozen"] = base::to_text(frozen);
        out["stale"] = false;
        text += context.strings().tr("out.frozen", {{"id", base::to_text(frozen)}}) + "\n";
    }
    if (arguments.has("report")) {
        DT_TRY(const base::DocumentId made,
               office::new_consolidated_report(*asked.office, sums, consolidated_wording_of(context.strings())));
        out["report"] = base::to_text(made);
        text += context.strings().tr("out.new", {{"id", base::to_text(made)}}) + "\n";
    }
    if (arguments.has("to")) {
        const std::string file = arguments.get("to");
        DT_CHECK(export_consolidation(*asked.office, sums, context.strings(), base::path_from_utf8(file)));
        out["file"] = file;
        text += context.strings().tr("out.exported", {{"file", file}}) + "\n";
    }
    return CommandOutput{out.dump(), std::move(text)};
}

} // namespace dongthac::app
