#include "client/app/people_commands.hpp"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "client/sync/office_acts.hpp"
#include "shared/office/find_person.hpp"
#include "shared/office/people.hpp"
#include "shared/text/date.hpp"

namespace dongthac::app {

nlohmann::json person_json(const model::Person& person) {
    using nlohmann::json;
    json roles = json::array();
    for (const model::Role role : person.roles) roles.push_back(model::name_of(role));
    json devices = json::array();
    for (const model::PersonKey& key : person.keys)
        if (!key.revoked_after) devices.push_back(base::to_text(key.device));
    const auto date = [](const std::optional<text::Date>& day) {
        return day ? json(text::to_iso(*day)) : json(nullptr);
    };
    return {{"id", base::to_text(person.id)},
            {"name", person.name},
            {"position", person.position},
            {"roles", roles},
            {"from", date(person.valid.from)},
            {"to", date(person.valid.to)},
            {"devices", devices}};
}

namespace {

using nlohmann::json;

base::Result<std::set<model::Role>> roles_in(const std::string& typed) {
    std::set<model::Role> roles;
    std::string_view rest = typed;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string name(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        const auto role = model::role_named(name);
        if (!role)
            return base::fail(
                base::Code::bad_value,
                {{"field", "--role"}, {"value", name}, {"expected", "editor | clerk | signer | officer | admin"}});
        roles.insert(*role);
    }
    return roles;
}

std::string roles_text(const Strings& strings, const std::set<model::Role>& roles) {
    std::string text;
    for (const model::Role role : roles)
        text += (text.empty() ? "" : ", ") + strings.tr("role." + std::string(model::name_of(role)));
    return text;
}

base::Result<bool> yes_or_no(const Arguments& arguments, const std::string& name, bool otherwise) {
    if (!arguments.has(name)) return otherwise;
    const std::string typed = arguments.get(name);
    if (typed == "yes") return true;
    if (typed == "no") return false;
    return base::fail(base::Code::bad_value, {{"field", "--" + name}, {"value", typed}, {"expected", "yes | no"}});
}

base::Result<model::Steps> steps_in(const std::string& typed) {
    model::Steps steps;
    std::string_view rest = typed == "none" ? std::string_view() : std::string_view(typed);
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string name(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        const auto step = model::step_named(name);
        if (!step)
            return base::fail(base::Code::bad_value,
                              {{"field", "--steps"},
                               {"value", name},
                               {"expected", "content_review, format_check, submission, numbering | none"}});
        steps = steps | *step;
    }
    return steps;
}

base::Result<const model::Person*> find_colleague(const office::Workspace& office, const std::string& typed,
                                                  office::Spelling spelling) {
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    std::vector<const model::Person*> people;
    for (const auto& [id, person] : office.directory().persons())
        if (person.org == office.identity().org) people.push_back(&person);
    return office::find_person(people, typed, spelling);
}

base::Result<base::DeviceId> desk_in(const office::Workspace& office, const std::string& typed) {
    if (typed == "none") return base::DeviceId{};
    if (typed == "here") return office.identity().device;
    return base::parse_id<base::DeviceId>(typed);
}

CommandOutput policy_output(const office::Workspace& office, const Strings& strings) {
    const model::OfficePolicy& policy = office.directory().policy_of(office.identity().org);
    json steps = json::array();
    std::string names;
    for (const model::Step step :
         {model::Step::content_review, model::Step::format_check, model::Step::submission, model::Step::numbering}) {
        if (!policy.steps.has_all(step)) continue;
        steps.push_back(model::name_of(step));
        names += (names.empty() ? "" : ", ") + strings.tr("step." + std::string(model::name_of(step)));
    }
    const json out = {{"steps", steps},
                      {"other_signer", policy.other_signer},
                      {"other_checker", policy.other_checker},
                      {"desk", policy.desk.empty() ? json(nullptr) : json(base::to_text(policy.desk))}};
    std::string text = strings.tr("out.policy", {{"steps", names.empty() ? strings.tr("step.none") : names}});
    if (policy.other_signer) text += "\n" + strings.tr("out.policy_signer");
    if (policy.other_checker) text += "\n" + strings.tr("out.policy_checker");
    if (!policy.desk.empty()) {
        const model::Device* desk = office.directory().find(policy.desk);
        text += "\n" +
                strings.tr("out.policy_desk", {{"device", desk == nullptr ? base::to_text(policy.desk) : desk->name}});
    }
    return {out.dump(), std::move(text)};
}

/// Nothing when nobody is written like that: somebody new. What can only be an id, or fits several, is a mistake.
base::Result<std::optional<base::PersonId>> who_follows(const office::Workspace& office, const std::string& typed) {
    const auto found = find_colleague(office, typed, office::Spelling::as_written);
    if (found) return (*found)->id;
    const bool nobody = found.error().code == base::Code::unknown_person && found.error().arg("people").empty();
    if (nobody && !office::is_like_an_id(typed)) return std::nullopt;
    return std::unexpected(found.error());
}

} // namespace

base::Result<OfficeActDone> carry_out(CommandContext& context, const OfficeAct& act) {
    DT_TRY(office::Workspace * office, context.office());
    std::unique_ptr<sync::Transport> transport;
    const sync::Connect connect = [&](const std::string& url) -> base::Result<sync::Transport*> {
        DT_TRY(transport, sync::http_transport(url));
        return transport.get();
    };
    return sync::carry_out(*office, connect, act);
}

CommandOutput person_output(const Strings& strings, const model::Person& person, const std::string& code) {
    nlohmann::json out = person_json(person);
    out["code"] = code.empty() ? nlohmann::json(nullptr) : nlohmann::json(code);
    std::string text = strings.tr("out.person", {{"name", person.name}, {"roles", roles_text(strings, person.roles)}});
    if (!code.empty()) text += "\n" + strings.tr("out.person_code", {{"code", code}, {"name", person.name}});
    return {out.dump(), std::move(text)};
}

base::Result<model::Person> person_named(CommandContext& context, const std::string& typed) {
    DT_TRY(const office::Workspace* const office, context.office());
    DT_TRY(const model::Person* const found, find_colleague(*office, typed, office::Spelling::folded));
    return *found;
}

base::Result<CommandOutput> person_list(CommandContext& context, const Arguments&) {
    DT_TRY(const office::Workspace* office, context.office());
    const Strings& strings = context.strings();
    json list = json::array();
    std::string text;
    for (const auto& [id, person] : office->directory().persons()) {
        if (person.org != office->identity().org) continue;
        list.push_back(person_json(person));
        const bool gone = !person.valid.contains(office->today());
        text += office::name_with_id(person) + " — " + roles_text(strings, person.roles) +
                (gone ? " (" + strings.tr("out.person_gone") + ")" : "") + "\n";
    }
    if (text.empty()) text = strings.tr("out.no_person");
    return CommandOutput{list.dump(), std::move(text)};
}

base::Result<CommandOutput> person_add(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const std::set<model::Role> roles, roles_in(arguments.has("role") ? arguments.get("role") : "editor"));
    DT_TRY(const OfficeActDone done,
           carry_out(context, act::AddPerson{arguments.get("NAME"), arguments.get("position"), roles}));
    return person_output(context.strings(), *done.person, done.code);
}

base::Result<CommandOutput> person_code(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const model::Person person, person_named(context, arguments.get("NAME")));
    DT_TRY(const OfficeActDone done, carry_out(context, act::NewCode{person.id}));
    return person_output(context.strings(), *done.person, done.code);
}

base::Result<CommandOutput> person_join(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const OfficeActDone done, carry_out(context, act::SetPin{arguments.get("CODE"), context.pin()}));
    if (done.person) return person_output(context.strings(), *done.person, "");
    return CommandOutput{json{{"set", true}}.dump(), context.strings().tr("done.set_pin")};
}

base::Result<CommandOutput> person_pin(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const base::PersonId person, office::person_here(*office, arguments.get("NAME")));
    DT_CHECK(carry_out(context, act::ChangePin{person, context.pin(), arguments.get("new-pin")}));
    return CommandOutput{json{{"changed", true}}.dump(), context.strings().tr("out.pin_changed")};
}

base::Result<CommandOutput> person_revoke(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const model::Person person, person_named(context, arguments.get("NAME")));
    DT_TRY(const OfficeActDone done, carry_out(context, act::EndTerm{person.id}));
    return CommandOutput{person_json(*done.person).dump(),
                         context.strings().tr("out.person_ended", {{"name", person.name}})};
}

base::Result<CommandOutput> person_hand_over(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const model::Person from, person_named(context, arguments.get("FROM")));
    act::HandOver wanted{from.id, {}, arguments.get("TO"), arguments.get("position")};
    DT_TRY(const office::Workspace* const office, context.office());
    DT_TRY(wanted.to, who_follows(*office, arguments.get("TO")));
    DT_TRY(const OfficeActDone done, carry_out(context, wanted));
    json open = json::array();
    const Strings& strings = context.strings();
    CommandOutput output = person_output(strings, *done.person, done.code);
    output.text += "\n" + strings.tr("out.handed_over", {{"from", done.left->name}, {"to", done.person->name}});
    for (const OpenDocument& document : done.open) {
        open.push_back({{"id", base::to_text(document.id)}, {"state", model::name_of(document.state)}});
        output.text += "\n- " + (document.subject.empty() ? base::to_text(document.id) : document.subject) + ": " +
                       strings.tr("state." + std::string(model::name_of(document.state)));
    }
    output.json =
        json{{"from", person_json(*done.left)}, {"to", person_json(*done.person)}, {"code", done.code}, {"open", open}}
            .dump();
    return output;
}

base::Result<CommandOutput> office_policy(CommandContext& context, const Arguments& arguments) {
    const bool changes = arguments.has("steps") || arguments.has("other-signer") || arguments.has("other-checker") ||
                         arguments.has("desk");
    if (!changes) {
        DT_TRY(const office::Workspace* office, context.office());
        return policy_output(*office, context.strings());
    }
    DT_TRY(const office::Workspace* office, context.office());
    const model::OfficePolicy was = office->directory().policy_of(office->identity().org);
    model::OfficePolicy policy = was;
    if (arguments.has("steps")) {
        DT_TRY(policy.steps, steps_in(arguments.get("steps")));
    }
    DT_TRY(policy.other_signer, yes_or_no(arguments, "other-signer", policy.other_signer));
    DT_TRY(policy.other_checker, yes_or_no(arguments, "other-checker", policy.other_checker));
    if (arguments.has("desk")) {
        DT_TRY(policy.desk, desk_in(*office, arguments.get("desk")));
    }
    DT_CHECK(carry_out(context, act::SetPolicy{std::move(policy), was}));
    return policy_output(*office, context.strings());
}

base::Result<CommandOutput> number_reserve(CommandContext& context, const Arguments& arguments) {
    const std::string typed = arguments.get("N");
    std::uint32_t wanted = 0;
    const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), wanted);
    if (read.ec != std::errc() || read.ptr != typed.data() + typed.size() || wanted == 0)
        return base::fail(base::Code::bad_value, {{"field", "N"}, {"value", typed}, {"expected", "1–50"}});
    DT_TRY(const OfficeActDone done, carry_out(context, act::ReserveNumbers{wanted}));
    DT_TRY(office::Workspace * office, context.office());
    const int year = office->today().year;
    DT_TRY(const std::vector<std::uint32_t> numbers, office->store().reserved_numbers(year));
    return CommandOutput{json{{"year", year}, {"numbers", numbers}}.dump(),
                         context.strings().tr("out.numbers", {{"n", done.numbers}})};
}

} // namespace dongthac::app
