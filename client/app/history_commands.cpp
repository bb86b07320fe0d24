#include "client/app/history_commands.hpp"

#include <charconv>

#include <nlohmann/json.hpp>

#include "client/app/command_target.hpp"
#include "client/app/record_wording.hpp"
#include "client/app/time_words.hpp"
#include "client/app/writer_words.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/history.hpp"
#include "shared/text/date.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;

constexpr std::size_t kUsualLimit = 1'000;

json writer_json(const office::Writer& who) {
    return {{"person", who.person},
            {"org", who.org},
            {"office", who.office},
            {"device", who.device},
            {"replica", base::to_text(who.replica)},
            {"here", who.here}};
}

std::string time_words(const Strings& strings, std::int64_t wall_ms, bool checked) {
    const std::string time = text::to_iso_time(wall_ms);
    return checked ? time : time + " (" + strings.tr("history.unchecked") + ")";
}

json time_json(const std::optional<std::int64_t>& ms) { return ms ? json(text::to_iso_time(*ms)) : json(nullptr); }

json entry_json(const Strings& strings, const office::HistoryEntry& entry) {
    json values = json::array();
    for (const office::ValueChange& value : entry.values)
        values.push_back({{"node", base::to_text(value.node)},
                          {"field", value.name},
                          {"before", value.before},
                          {"after", value.after}});
    json out = {{"id", base::to_text(entry.id)},
                {"kind", entry.kind},
                {"what", strings.tr("change." + std::to_string(entry.kind))},
                {"replica", base::to_text(entry.id.replica)},
                {"at", text::to_iso_time(entry.wall_ms)},
                {"time_checked", entry.time_checked},
                {"who", writer_json(entry.who)},
                {"concurrent", entry.concurrent},
                {"node", base::to_text(entry.node)},
                {"split_from", entry.split_from.empty() ? json(nullptr) : json(base::to_text(entry.split_from))},
                {"changes", std::move(values)},
                {"note", entry.note}};
    if (entry.action)
        out["interval"] = {{"from", time_json(entry.interval.from)}, {"to", time_json(entry.interval.to)}};
    out["action"] = entry.action ? json(model::name_of(*entry.action)) : json(nullptr);
    return out;
}

std::string entry_words(const Strings& strings, const office::HistoryEntry& entry) {
    std::string words = base::to_text(entry.id) + "  " +
                        time_words(strings, entry.wall_ms, entry.time_checked || entry.action) + "  " +
                        writer_words(strings, entry.who) + "  " + strings.tr("change." + std::to_string(entry.kind));
    if (entry.action) words += "  [" + interval_words(strings, entry.interval, *entry.action) + "]";
    if (entry.concurrent) words += "  [" + strings.tr("history.concurrent") + "]";
    words += "\n";
    for (const office::ValueChange& value : entry.values)
        if (value.name != "order" && value.name != "parent" && value.name != "continues")
            words += "    " + strings.tr("field." + value.name) + ": “" +
                     value_words(strings, value.name, value.type, value.before) + "” → “" +
                     value_words(strings, value.name, value.type, value.after) + "”\n";
    if (!entry.note.empty()) words += "    “" + entry.note + "”\n";
    return words;
}

/// A field of the document, or of a paragraph when one is named.
base::Result<model::FieldId> field_in(const Target& target, const std::string& name, bool of_node) {
    DT_TRY(const change::Document document, office::read_document(*target.office, target.document));
    const model::RecordType* type = model::record_type(document.head.record);
    const model::FieldType* field =
        type == nullptr ? nullptr : type->find(name, of_node ? model::Place::node : model::Place::document);
    if (field == nullptr)
        return base::fail(base::Code::unknown_field,
                          {{"field", name}, {"kind", type == nullptr ? std::string() : std::string(type->name)}});
    return field->id;
}

/// --node and --field as typed.
struct Scope {
    std::optional<base::NodeId> node;
    std::optional<model::FieldId> field;
};

base::Result<Scope> scope_of(const Target& target, const Arguments& arguments) {
    Scope scope;
    if (arguments.has("node")) {
        DT_TRY(scope.node, node_in(target, arguments.get("node"), arguments));
    }
    const bool of_node = scope.node && *scope.node != base::root_node(target.document);
    if (arguments.has("field")) {
        DT_TRY(scope.field, field_in(target, arguments.get("field"), of_node));
    }
    return scope;
}

base::Result<base::ChangeId> change_in(const Target& target, const std::string& typed) {
    DT_TRY(const office::Past past, office::Past::read(*target.office, target.document));
    return office::find_change(past, typed);
}

base::Result<std::size_t> limit_in(const Arguments& arguments) {
    if (!arguments.has("limit")) return kUsualLimit;
    const std::string typed = arguments.get("limit");
    std::size_t limit = 0;
    const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), limit);
    if (problem != std::errc() || end != typed.data() + typed.size() || limit == 0 || limit > kUsualLimit)
        return base::fail(base::Code::bad_value, {{"field", "limit"}, {"value", typed}, {"expected", "1–1000"}});
    return limit;
}

/// A remark as typed: its id, or the beginning of it when only one fits.
base::Result<base::ChangeId> comment_in(const Target& target, const std::string& typed) {
    DT_TRY(const change::Document document, office::read_document(*target.office, target.document));
    std::optional<base::ChangeId> found;
    for (const change::CommentState& comment : document.head.comments) {
        const std::string id = base::to_text(comment.id);
        if (id == typed) return comment.id;
        if (typed.empty() || !id.starts_with(typed)) continue;
        if (found) return base::fail(base::Code::unknown_comment, {{"id", typed}}); // a longer beginning is needed
        found = comment.id;
    }
    if (!found) return base::fail(base::Code::unknown_comment, {{"id", typed}});
    return *found;
}

json original_json(const office::Original& side) {
    return {{"change", base::to_text(side.change)},
            {"who", writer_json(side.who)},
            {"at", text::to_iso_time(side.wall_ms)},
            {"time_checked", side.time_checked},
            {"text", side.text},
            {"hidden", side.hidden}};
}

std::string original_words(const Strings& strings, const office::Original& side) {
    return "    " + writer_words(strings, side.who) + ", " + time_words(strings, side.wall_ms, side.time_checked) +
           ": " + (side.hidden ? strings.tr("history.took_off") : "“" + side.text + "”") + "\n";
}

} // namespace

base::Result<CommandOutput> doc_history(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const Scope scope, scope_of(target, arguments));
    office::HistoryQuery query{scope.node, scope.field};
    DT_TRY(query.limit, limit_in(arguments));
    if (arguments.has("before")) {
        DT_TRY(query.before, change_in(target, arguments.get("before")));
    }
    DT_TRY(const office::HistoryPage page, office::history(*target.office, target.document, query));
    json out = json::array();
    std::string text;
    for (const office::HistoryEntry& entry : page.entries) {
        out.push_back(entry_json(context.strings(), entry));
        text += entry_words(context.strings(), entry);
    }
    if (text.empty()) text = context.strings().tr("history.nothing") + "\n";
    if (page.next) text += context.strings().tr("history.more", {{"change", base::to_text(*page.next)}}) + "\n";
    return CommandOutput{out.dump(), std::move(text)};
}

base::Result<CommandOutput> doc_restore(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    if (!arguments.has("at"))
        return base::fail(base::Code::bad_value, {{"field", "at"}, {"value", ""}, {"expected", "change"}});
    DT_TRY(const base::ChangeId at, change_in(target, arguments.get("at")));
    DT_TRY(const Scope scope, scope_of(target, arguments));
    DT_TRY(const bool changed, office::restore(*target.office, target.document, at, {scope.node, scope.field}));
    const json out = {{"id", base::to_text(target.document)}, {"at", base::to_text(at)}, {"changed", changed}};
    return CommandOutput{out.dump(), context.strings().tr(changed ? "history.restored" : "history.same")};
}

base::Result<CommandOutput> doc_review(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const Scope scope, scope_of(target, arguments));
    if (arguments.has("done")) {
        if (!scope.node) return base::fail(base::Code::bad_usage);
        DT_CHECK(office::review_node(*target.office, target.document, *scope.node));
        const json out = {{"id", base::to_text(target.document)}, {"node", base::to_text(*scope.node)}};
        return CommandOutput{out.dump(), context.strings().tr("out.reviewed")};
    }
    DT_TRY(const change::Document document, office::read_document(*target.office, target.document));
    json out = json::array();
    std::string text;
    for (const auto& [id, node] : document.nodes) {
        if (node.reviews.empty() || (scope.node && *scope.node != id)) continue;
        DT_TRY(const std::vector<office::Originals> pairs, office::originals_of(*target.office, target.document, id));
        json marks = json::array();
        text += base::to_text(id).substr(0, 8) + "  " + node.text() + "\n";
        for (const office::Originals& pair : pairs) {
            marks.push_back({{"first", original_json(pair.first)},
                             {"second", original_json(pair.second)},
                             {"common", pair.common}});
            text += original_words(context.strings(), pair.first) + original_words(context.strings(), pair.second);
        }
        out.push_back({{"node", base::to_text(id)}, {"text", node.text()}, {"marks", std::move(marks)}});
    }
    if (text.empty()) text = context.strings().tr("history.no_reviews");
    return CommandOutput{out.dump(), std::move(text)};
}

base::Result<CommandOutput> doc_comments(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const change::Document document, office::read_document(*target.office, target.document));
    json out = json::array();
    std::string text;
    for (const change::CommentState& comment : document.head.comments) {
        out.push_back({{"id", base::to_text(comment.id)},
                       {"node", base::to_text(comment.node)},
                       {"text", comment.text},
                       {"author", comment.author},
                       {"at", text::to_iso_time(comment.wall_ms)},
                       {"settled", comment.settled}});
        text += base::to_text(comment.id) + "  " + text::to_iso_time(comment.wall_ms) + "  " + comment.author + "  “" +
                comment.text + "”" + (comment.settled ? "  [" + context.strings().tr("comment.settled") + "]" : "") +
                "\n";
    }
    if (text.empty()) text = context.strings().tr("editor.no_notes");
    return CommandOutput{out.dump(), std::move(text)};
}

base::Result<CommandOutput> doc_comment(CommandContext& context, const Arguments& arguments) {
    const bool settles = arguments.has("settle");
    const bool reopens = arguments.has("reopen");
    const bool writes = arguments.has("NODE") || arguments.has("TEXT");
    if (settles + reopens + writes != 1 || (writes && !arguments.has("TEXT"))) return base::fail(base::Code::bad_usage);
    DT_TRY(const Target target, target_of(context, arguments));
    if (!writes) {
        DT_TRY(const base::ChangeId comment, comment_in(target, arguments.get(settles ? "settle" : "reopen")));
        const office::Settled wanted = settles ? office::Settled::yes : office::Settled::no;
        DT_CHECK(office::settle_comment(*target.office, target.document, comment, wanted));
        const json out = {
            {"id", base::to_text(target.document)}, {"comment", base::to_text(comment)}, {"settled", settles}};
        return CommandOutput{out.dump(), context.strings().tr(settles ? "out.settled" : "out.reopened")};
    }
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    DT_CHECK(office::add_comment(*target.office, target.document, node, arguments.get("TEXT")));
    const json out = {{"id", base::to_text(target.document)}, {"node", base::to_text(node)}};
    return CommandOutput{out.dump(), context.strings().tr("out.saved")};
}

} // namespace dongthac::app
