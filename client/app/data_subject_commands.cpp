#include <nlohmann/json.hpp>

#include "client/app/people_commands.hpp"
#include "shared/base/files.hpp"
#include "shared/office/data_subject.hpp"
#include "shared/text/date.hpp"

// What Luật 91/2025/QH15 gives a person: to know what is held about him or her, and to have it set right.

namespace dongthac::app {

namespace {

using nlohmann::json;

json mentions_json(const std::vector<office::SubjectMention>& mentions) {
    json list = json::array();
    for (const office::SubjectMention& one : mentions)
        list.push_back({{"document", base::to_text(one.document)}, {"subject", one.subject}, {"text", one.text}});
    return list;
}

json data_json(const office::SubjectData& data, const office::Workspace& office) {
    json decisions = json::array();
    for (const office::SubjectDecision& one : data.decisions)
        decisions.push_back({{"document", base::to_text(one.document)},
                             {"subject", one.subject},
                             {"action", model::name_of(one.action)},
                             {"at", text::to_iso_time(one.wall_ms)},
                             {"signed", one.is_signed}});
    return {{"person", person_json(data.person)},
            {"office", office.directory().name_of_org(data.person.org)},
            {"made_at", text::to_iso_time(office.clock().wall_ms())},
            {"decisions", decisions},
            {"remarks", mentions_json(data.remarks)},
            {"mentions", mentions_json(data.mentions)}};
}

} // namespace

base::Result<CommandOutput> person_export(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const model::Person person, person_named(context, arguments.get("NAME")));
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const office::SubjectData data, office::data_about(*office, person.id));
    const std::string file = arguments.get("FILE");
    const json out = data_json(data, *office);
    DT_CHECK(base::write_file(base::path_from_utf8(file), out.dump(2) + "\n"));
    return CommandOutput{
        json{{"file", file}, {"decisions", data.decisions.size()}, {"mentions", data.mentions.size()}}.dump(),
        context.strings().tr("out.person_exported", {{"name", person.name},
                                                     {"path", file},
                                                     {"decisions", data.decisions.size()},
                                                     {"mentions", data.mentions.size()}})};
}

base::Result<CommandOutput> person_correct(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const model::Person person, person_named(context, arguments.get("NAME")));
    act::CorrectPerson wanted{person.id, {}, {}};
    if (arguments.has("name")) wanted.name = arguments.get("name");
    if (arguments.has("position")) wanted.position = arguments.get("position");
    if (!wanted.name && !wanted.position)
        return base::fail(base::Code::bad_value,
                          {{"field", "--name"}, {"value", ""}, {"expected", "--name | --position"}});
    DT_TRY(const OfficeActDone done, carry_out(context, wanted));
    return person_output(context.strings(), *done.person, "");
}

} // namespace dongthac::app
