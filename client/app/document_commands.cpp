#include "client/app/document_commands.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "client/app/command_target.hpp"
#include "client/app/files.hpp"
#include "client/app/wording.hpp"
#include "shared/base/files.hpp"
#include "shared/document/document_json.hpp"
#include "shared/model/record.hpp"
#include "shared/office/answering.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/work_tasks.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;

std::string state_word(const Strings& strings, model::DocumentState state) {
    return strings.tr("state." + std::string(model::name_of(state)));
}

/// What an answer waits for, as the window calls it.
base::Error in_words(const Strings& strings, base::Error error) {
    for (auto& [name, value] : error.args)
        if (const std::string key = name + "." + value; strings.has(key)) value = strings.tr(key);
    return error;
}

CommandOutput plain(const json& out, std::string text) { return {out.dump(), std::move(text)}; }

} // namespace

base::Result<CommandOutput> doc_list(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_documents(*office));
    const std::string kind = arguments.get("kind");
    if (arguments.has("to")) {
        const std::string file = arguments.get("to");
        DT_TRY(const std::size_t rows, export_records(*office, kind, context.strings(), base::path_from_utf8(file)));
        return plain({{"file", file}, {"rows", rows}}, context.strings().tr("out.exported", {{"file", file}}));
    }
    DT_TRY(const std::set<base::DocumentId> late, office::late_records(*office));
    json out = json::array();
    std::string text;
    for (const office::DocumentSummary& document : documents) {
        if (!kind.empty() && document.kind != kind) continue;
        out.push_back({{"id", base::to_text(document.id)},
                       {"kind", document.kind},
                       {"state", model::name_of(document.state)},
                       {"state_version", document.state_version},
                       {"queued", document.queued},
                       {"org", document.org},
                       {"parent", document.parent.empty() ? json(nullptr) : json(base::to_text(document.parent))},
                       {"subject", document.subject},
                       {"number", document.number},
                       {"symbol", document.symbol},
                       {"issued_on", document.issued_on.empty() ? json(nullptr) : json(document.issued_on)},
                       {"late", late.contains(document.id)},
                       {"changed_after_revision", document.after_revision},
                       {"conflicts", document.conflicts}});
        text += base::to_text(document.id).substr(0, 8) + "  " + state_word(context.strings(), document.state) + "  " +
                office->directory().name_of_org(document.org) + "  " + document.subject + "\n";
    }
    if (text.empty()) text = context.strings().tr("out.no_documents");
    return plain(out, std::move(text));
}

base::Result<CommandOutput> doc_show(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const change::Document document, office::read_document(*target.office, target.document));
    std::string text = document.root().string(model::field::kSubject) + " — " +
                       state_word(context.strings(), document.head.state) + "\n";
    for (const change::NodeState* node : document.in_order()) {
        const std::string label = node->string(model::field::kLabel);
        text += base::to_text(node->id).substr(0, 8) + "  " + (label.empty() ? "" : label + " ") + node->text() + "\n";
    }
    return plain(document::document_json(document), std::move(text));
}

base::Result<CommandOutput> doc_new(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    const office::Wording wording = wording_of(context.strings());
    const std::string kind = arguments.get("KIND");
    const char* key = "out.new";
    base::DocumentId made;
    if (arguments.has("replaces")) {
        DT_TRY(const base::DocumentId replaced, office::find_document(*office, arguments.get("replaces")));
        DT_TRY(made, office::new_replacement(*office, replaced));
    } else if (arguments.has("from")) {
        DT_TRY(const base::DocumentId parent, office::find_document(*office, arguments.get("from")));
        auto answer = office::answer_to(*office, kind, parent, wording);
        if (!answer) return std::unexpected(in_words(context.strings(), std::move(answer.error())));
        if (answer->how == office::Answered::How::found) key = "out.found";
        made = answer->document;
    } else {
        DT_TRY(made, office::new_document(*office, kind, wording));
    }
    const std::string id = base::to_text(made);
    return plain({{"id", id}}, context.strings().tr(key, {{"id", id}}));
}

base::Result<CommandOutput> doc_set(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    DT_CHECK(office::set_field(*target.office, target.document, node, arguments.get("FIELD"), arguments.get("VALUE")));
    return plain(
        {{"id", base::to_text(target.document)}, {"node", base::to_text(node)}, {"field", arguments.get("FIELD")}},
        context.strings().tr("out.saved"));
}

base::Result<CommandOutput> doc_text(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    DT_CHECK(office::set_text(*target.office, target.document, node, arguments.get("TEXT")));
    return plain({{"id", base::to_text(target.document)}, {"node", base::to_text(node)}},
                 context.strings().tr("out.saved"));
}

base::Result<CommandOutput> doc_add(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    office::NewNode node;
    DT_TRY(node.parent, node_in(target, arguments.get("PARENT"), arguments));
    if (arguments.has("after")) {
        DT_TRY(node.after, node_in(target, arguments.get("after"), arguments));
    }
    if (arguments.has("role")) {
        const auto role = model::role_from(arguments.get("role"));
        if (!role)
            return base::fail(
                base::Code::bad_value,
                {{"field", "role"}, {"value", arguments.get("role")}, {"expected", "topic | section | …"}});
        node.role = *role;
    }
    node.label = arguments.get("label");
    node.text = arguments.get("TEXT");
    if (arguments.has("covers")) node.covers.push_back(arguments.get("covers"));
    DT_TRY(const base::NodeId made, office::add_node(*target.office, target.document, node));
    return plain({{"id", base::to_text(target.document)}, {"node", base::to_text(made)}},
                 context.strings().tr("out.added", {{"id", base::to_text(made)}}));
}

base::Result<CommandOutput> doc_hide(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    DT_CHECK(office::hide_node(*target.office, target.document, node));
    return plain({{"id", base::to_text(target.document)}, {"node", base::to_text(node)}},
                 context.strings().tr("out.hidden"));
}

base::Result<CommandOutput> doc_unhide(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    DT_CHECK(office::show_node(*target.office, target.document, node));
    return plain({{"id", base::to_text(target.document)}, {"node", base::to_text(node)}},
                 context.strings().tr("out.saved"));
}

} // namespace dongthac::app
