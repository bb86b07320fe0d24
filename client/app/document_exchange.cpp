#include <nlohmann/json.hpp>

#include "client/app/document_commands.hpp"
#include "client/app/files.hpp"
#include "client/view_model/review.hpp"
#include "shared/base/files.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/propose_obligations.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/people.hpp"

// Commands by which documents come in, go out and are decided on; editing is in document_commands.cpp.

namespace dongthac::app {

namespace {

using nlohmann::json;

json date_json(const std::optional<text::Date>& date) { return date ? json(text::to_iso(*date)) : json(nullptr); }

json fields_json(const model::Outline& outline) {
    return {{"issuing_body", outline.issuing_body},
            {"superior_body", outline.superior_body},
            {"document_number", outline.document_number},
            {"symbol", outline.symbol},
            {"place_name", outline.place_name},
            {"issued_on", date_json(outline.issued_on)},
            {"doc_type", outline.doc_type},
            {"subject", outline.subject},
            {"signer_name", outline.signer_name},
            {"signer_titles", outline.signer_titles}};
}

/// What import recognised, in the shape of CLI.md. `nodes` are the stored ids of the outline's items.
json outline_json(const model::Outline& outline, const Strings& strings, const std::vector<std::string>& nodes) {
    json parents = json::array();
    for (const model::ParentReference& parent : outline.parents)
        parents.push_back({{"number", parent.number},
                           {"symbol", parent.symbol},
                           {"issued_on", date_json(parent.issued_on)},
                           {"issuer", parent.issuer},
                           {"subject", parent.subject}});
    json headings = json::array();
    json recipients = json::array();
    std::size_t bases = 0;
    for (const model::OutlineItem& item : outline.items) {
        if (item.role == model::ItemRole::legal_basis) ++bases;
        if (item.role == model::ItemRole::recipient) recipients.push_back(item.text);
        if (item.role == model::ItemRole::section || item.role == model::ItemRole::subsection ||
            item.role == model::ItemRole::assignee)
            headings.push_back({{"label", item.label}, {"title", item.text}, {"level", item.level}});
    }
    json flags = json::array();
    for (const model::Flag& flag : outline.flags) {
        const bool placed = flag.item && *flag.item < nodes.size();
        flags.push_back({{"code", flag.code},
                         {"message", strings.tr("flag." + flag.code, {{"detail", flag.detail}})},
                         {"node", placed ? json(nodes[*flag.item]) : json(nullptr)}});
    }
    return {{"words", outline.words},
            {"placed", outline.placed_words},
            {"unplaced", outline.unplaced_words},
            {"unplaced_text", outline.unplaced},
            {"fields", fields_json(outline)},
            {"parents", parents},
            {"bases", bases},
            {"headings", headings},
            {"recipients", recipients},
            {"flags", flags}};
}

std::string sentence_of(const document::ReadText::Remark& remark, const Strings& strings) {
    return strings.tr("import." + remark.key, {{"detail", remark.detail}});
}

json remarks_json(const std::vector<document::ReadText::Remark>& remarks, const Strings& strings) {
    json out = json::array();
    for (const document::ReadText::Remark& remark : remarks)
        out.push_back({{"key", remark.key}, {"message", sentence_of(remark, strings)}});
    return out;
}

base::Result<CommandOutput> decide_on(CommandContext& context, const Arguments& arguments, model::Action action) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const base::DocumentId id, office::find_document(*office, arguments.get("ID")));
    std::optional<office::Signer> signer;
    if (!context.pin().empty()) {
        DT_TRY(signer, office::unlock(*office, context.person(), context.pin()));
    }
    base::DocumentId related;
    if (arguments.has("by")) {
        DT_TRY(related, office::find_document(*office, arguments.get("by")));
    }
    const std::string note = arguments.get("note");
    office::DecisionWords words{note, context.person(), signer ? &*signer : nullptr, related, {}};
    if (arguments.has("signature")) {
        const std::filesystem::path path = base::path_from_utf8(arguments.get("signature"));
        DT_TRY(const std::string bytes, base::read_file(path, change::kMostSignatureBytes));
        const base::ByteSpan file = base::as_bytes(bytes);
        words.signatures.push_back({base::path_to_utf8(path.filename()), {file.begin(), file.end()}});
    }
    DT_TRY(const office::Decided decided, office::decide(*office, id, action, words));
    const json out = {{"id", base::to_text(id)},
                      {"state", model::name_of(decided.state)},
                      {"state_version", decided.state_version},
                      {"revision", decided.revision},
                      {"queued", true}};
    const Strings& strings = context.strings();
    return CommandOutput{
        out.dump(),
        strings.tr("out.decided", {{"state", strings.tr("state." + std::string(model::name_of(decided.state)))}})};
}

/// What a file would become, paragraph by paragraph; nothing is stored.
base::Result<CommandOutput> recognised(CommandContext& context, const document::ImportedFile& imported) {
    const Strings& strings = context.strings();
    const model::Outline& outline = imported.outline;
    json out = outline_json(outline, strings, {});
    out["remarks"] = remarks_json(imported.remarks, strings);
    json items = json::array();
    std::string text;
    for (const model::OutlineItem& item : outline.items) {
        items.push_back({{"role", model::name_of(item.role)},
                         {"level", item.level},
                         {"label", item.label},
                         {"text", item.text},
                         {"confidence", item.confidence}});
        text += std::string(2 * static_cast<std::size_t>(std::max(item.level, 0)), ' ') + "[" +
                strings.tr("item_role." + std::string(model::name_of(item.role))) +
                (item.confidence < view_model::kSure ? " ?] " : "] ") + document::printed(item) + "\n";
    }
    out["items"] = std::move(items);
    for (const std::string& words : outline.unplaced) text += strings.tr("review.unplaced") + ": “" + words + "”\n";
    for (const model::Flag& flag : outline.flags)
        text += "- " + strings.tr("flag." + flag.code, {{"detail", flag.detail}}) + "\n";
    for (const document::ReadText::Remark& remark : imported.remarks)
        text += "- " + sentence_of(remark, strings) + "\n";
    return CommandOutput{out.dump(), text + strings.tr("out.not_stored")};
}

} // namespace

base::Result<CommandOutput> import_file(CommandContext& context, const Arguments& arguments) {
    const std::string kind = arguments.has("kind") ? arguments.get("kind") : "plan";
    DT_TRY(const document::ImportedFile imported, read_file(base::path_from_utf8(arguments.get("FILE"))));
    const model::Outline& outline = imported.outline;
    if (arguments.has("review")) {
        if (arguments.has("accept"))
            return base::fail(base::Code::bad_value,
                              {{"field", "--review"}, {"value", "--accept"}, {"expected", "--review | --accept"}});
        return recognised(context, imported);
    }
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const base::DocumentId id, office::import_outline(*office, kind, outline));
    DT_TRY(const change::Document stored, office::read_document(*office, id));
    std::vector<std::string> nodes;
    for (const change::NodeState* node : stored.in_order()) nodes.push_back(base::to_text(node->id));
    json out = outline_json(outline, context.strings(), nodes);
    out["remarks"] = remarks_json(imported.remarks, context.strings());
    out["id"] = base::to_text(id);
    out["kind"] = kind;
    const std::size_t obligations = document::propose_obligations(outline).size();
    out["obligations"] = obligations;
    const Strings& strings = context.strings();
    std::string text = strings.tr("out.imported", {{"id", base::to_text(id)},
                                                   {"words", outline.words},
                                                   {"placed", outline.placed_words},
                                                   {"unplaced", outline.unplaced_words}});
    if (obligations > 0)
        text += "\n" + strings.tr("out.could_propose", {{"n", obligations}, {"id", base::to_text(id).substr(0, 8)}});
    for (const model::Flag& flag : outline.flags)
        text += "\n- " + strings.tr("flag." + flag.code, {{"detail", flag.detail}});
    for (const document::ReadText::Remark& remark : imported.remarks) text += "\n- " + sentence_of(remark, strings);
    return CommandOutput{out.dump(), std::move(text)};
}

base::Result<CommandOutput> doc_submit(CommandContext& context, const Arguments& arguments) {
    return decide_on(context, arguments, model::Action::submit);
}

base::Result<CommandOutput> doc_decide(CommandContext& context, const Arguments& arguments) {
    const auto action = model::action_named(arguments.get("ACTION"));
    if (!action)
        return base::fail(
            base::Code::bad_value,
            {{"field", "ACTION"},
             {"value", arguments.get("ACTION")},
             {"expected", "submit | receive | return | accept | begin_review | pass | send_back | approve | "
                          "assign_number | issue | correct | supersede | recall | archive"}});
    return decide_on(context, arguments, *action);
}

base::Result<CommandOutput> doc_export(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const base::DocumentId id, office::find_document(*office, arguments.get("ID")));
    const std::string file = arguments.get("FILE");
    DT_CHECK(export_document(*office, id, base::path_from_utf8(file)));
    return CommandOutput{json{{"id", base::to_text(id)}, {"file", file}}.dump(),
                         context.strings().tr("out.exported", {{"file", file}})};
}

} // namespace dongthac::app
