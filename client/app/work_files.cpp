#include "client/app/work_files.hpp"

#include <optional>

#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"
#include "shared/office/duties.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;

constexpr std::size_t kLargestFile = std::size_t{1} << 20;

std::unexpected<base::Error> malformed(const char* what, std::string reason) {
    return base::fail(base::Code::bad_bytes, {{"what", what}, {"reason", std::move(reason)}});
}

std::unexpected<base::Error> bad(const std::string& field, const std::string& value) {
    return base::fail(base::Code::bad_value,
                      {{"field", field}, {"value", value}, {"expected", "docs/file-formats.md"}});
}

base::Result<json> read_json(const std::filesystem::path& file, const char* what) {
    DT_TRY(const std::string bytes, base::read_file(file, kLargestFile));
    json read = json::parse(bytes, nullptr, false);
    if (!read.is_object()) return malformed(what, base::path_to_utf8(file.filename()));
    return read;
}

/// Reads the members of one object; the first that is of the wrong kind is what it ends with.
class Members {
  public:
    explicit Members(const json& object) : object_(object) {}

    std::string string(const char* name) {
        const json* value = find(name);
        if (value == nullptr) return {};
        if (!value->is_string()) return fail(name, value->dump());
        auto nfc = text::to_nfc(value->get<std::string>());
        return nfc ? *nfc : fail(name, value->dump());
    }

    std::vector<std::string> list(const char* name) {
        std::vector<std::string> out;
        const json* value = find(name);
        if (value == nullptr) return out;
        if (!value->is_array()) fail(name, value->dump());
        for (const json& one : *value)
            if (one.is_string())
                out.push_back(one.get<std::string>());
            else
                fail(name, one.dump());
        return out;
    }

    std::optional<int> integer(const char* name) {
        const json* value = find(name);
        if (value == nullptr) return std::nullopt;
        if (!value->is_number_integer()) {
            fail(name, value->dump());
            return std::nullopt;
        }
        return value->get<int>();
    }

    bool flag(const char* name) {
        const json* value = find(name);
        if (value == nullptr) return false;
        if (!value->is_boolean()) fail(name, value->dump());
        return value->is_boolean() && value->get<bool>();
    }

    std::optional<text::Date> date(const char* name) {
        const std::string said = string(name);
        if (said.empty()) return std::nullopt;
        const auto day = text::parse_iso(said);
        if (!day) fail(name, said);
        return day ? std::optional(*day) : std::nullopt;
    }

    /// One of the names that `named` knows; `otherwise` where nothing is said.
    template <class Enum>
    Enum one_of(const char* name, std::optional<Enum> (*named)(std::string_view), Enum otherwise) {
        const std::string said = string(name);
        if (said.empty()) return otherwise;
        const auto known = named(said);
        if (!known) fail(name, said);
        return known.value_or(otherwise);
    }

    template <class Parsed>
    std::optional<Parsed> parsed(const char* name, base::Result<Parsed> (*parse)(std::string_view)) {
        const std::string said = string(name);
        if (said.empty()) return std::nullopt;
        auto value = parse(said);
        if (!value) problem_ = problem_ ? problem_ : value.error();
        return value ? std::optional(std::move(*value)) : std::nullopt;
    }

    [[nodiscard]] const std::optional<base::Error>& problem() const { return problem_; }

  private:
    const json* find(const char* name) const {
        const auto found = object_.find(name);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }
    std::string fail(const std::string& name, const std::string& value) {
        if (!problem_) problem_ = bad(name, value).error();
        return {};
    }
    const json& object_;
    std::optional<base::Error> problem_;
};

base::Result<model::FormItem> read_item(const json& object) {
    if (!object.is_object()) return bad("items", object.dump());
    Members members(object);
    model::FormItem item;
    item.key = members.string("key");
    item.label = members.string("label");
    item.type = members.one_of("type", model::answer_type_named, model::AnswerType::integer);
    item.aggregation = members.one_of("aggregation", model::aggregation_named, model::usual_aggregation(item.type));
    item.unit = members.string("unit");
    item.weight = members.string("weight");
    item.help = members.string("help");
    item.required = members.flag("required");
    item.fill_from = members.string("fill_from");
    if (members.problem()) return std::unexpected(*members.problem());
    return item;
}

base::Result<ScheduleFile::Line> read_line(const json& object) {
    if (!object.is_object()) return bad("obligations", object.dump());
    Members members(object);
    ScheduleFile::Line line;
    model::Obligation& obligation = line.obligation;
    obligation.action = members.string("action");
    obligation.actor = members.string("actor");
    obligation.quote = members.string("quote");
    obligation.output_name = members.string("output");
    obligation.cadence = members.one_of("cadence", model::cadence_named, model::Cadence::unspecified);
    obligation.strength = members.one_of("strength", model::strength_named, model::Strength::mandatory);
    obligation.origin = members.one_of("origin", model::origin_named, model::Origin::operational);
    obligation.state = members.one_of("state", model::obligation_state_named, model::ObligationState::active);
    obligation.actor_kind = members.one_of("actor_kind", model::actor_kind_named, model::ActorKind::subordinate_orgs);
    if (auto selector = members.parsed("targets", model::parse_selector)) obligation.selector = std::move(*selector);
    if (members.string("targets").empty()) obligation.selector.kind = model::ActorSelector::Kind::all_schools;
    obligation.due.school = members.parsed("due_school", model::parse_due_rule);
    obligation.due.ward = members.parsed("due_ward", model::parse_due_rule);
    obligation.due.department = members.parsed("due_department", model::parse_due_rule);
    if (const auto least = members.integer("quota"))
        obligation.quota = model::Quota{*least, members.string("quota_unit"), members.string("quota_per"),
                                        members.string("quota_per_org")};
    obligation.via = members.list("via");
    obligation.report_to = members.list("report_to");
    obligation.beneficiary = members.list("beneficiary");
    obligation.valid = {members.date("valid_from"), members.date("valid_to")};
    line.form = members.string("template");
    if (members.problem()) return std::unexpected(*members.problem());
    if (obligation.action.empty()) return bad("action", "");
    return line;
}

} // namespace

base::Result<model::ReportForm> read_form_file(const std::filesystem::path& file) {
    DT_TRY(const json read, read_json(file, "report_template"));
    Members members(read);
    model::ReportForm form;
    form.code = members.string("code");
    form.title = members.string("title");
    form.help = members.string("help");
    form.period_kind = members.string("period_kind");
    for (const std::string& rule : members.list("rules")) {
        DT_TRY(model::FormRule parsed, model::parse_form_rule(rule));
        form.rules.push_back(std::move(parsed));
    }
    if (members.problem()) return std::unexpected(*members.problem());
    if (!model::period_kind_named(form.period_kind)) return bad("period_kind", form.period_kind);
    if (!read.contains("items") || !read["items"].is_array()) return malformed("report_template", "items");
    for (const json& object : read["items"]) {
        DT_TRY(model::FormItem item, read_item(object));
        form.items.push_back(std::move(item));
    }
    return form;
}

base::Result<ScheduleFile> read_schedule_file(const std::filesystem::path& file) {
    DT_TRY(const json read, read_json(file, "schedule"));
    Members members(read);
    ScheduleFile schedule;
    schedule.title = members.string("title");
    schedule.year = members.integer("year").value_or(0);
    if (members.problem()) return std::unexpected(*members.problem());
    if (!read.contains("obligations") || !read["obligations"].is_array()) return malformed("schedule", "obligations");
    for (const json& object : read["obligations"]) {
        DT_TRY(ScheduleFile::Line line, read_line(object));
        schedule.lines.push_back(std::move(line));
    }
    return schedule;
}

} // namespace dongthac::app
