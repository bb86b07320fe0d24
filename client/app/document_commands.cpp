#include "client/app/document_commands.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "client/app/wording.hpp"
#include "shared/document/document_json.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/log.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;

/// The workspace and the document named by ID, which most commands begin with.
struct Target {
    office::Workspace* office = nullptr;
    base::DocumentId document;
};

base::Result<Target> target_of(CommandContext& context, const Arguments& arguments) {
    Target target;
    DT_TRY(target.office, context.office());
    DT_TRY(target.document, office::find_document(*target.office, arguments.get("ID")));
    return target;
}

/// A node as typed: its id, or the first letters of it when only one fits; the document's id, whole or shortened as ID
/// was, is its root.
base::Result<base::NodeId> node_in(const Target& target, const std::string& typed, const Arguments& arguments) {
    if (typed == arguments.get("ID")) return base::root_node(target.document);
    const auto unknown = base::fail(base::Code::unknown_node, {{"id", typed}});
    if (const auto id = base::parse_id<base::NodeId>(typed)) return *id;
    constexpr std::size_t kShortest = 4;
    if (typed.size() < kShortest) return unknown;
    DT_TRY(const change::Document document, office::read_document(*target.office, target.document));
    std::optional<base::NodeId> found;
    for (const auto& [id, node] : document.nodes) {
        if (!base::to_text(id).starts_with(typed)) continue;
        if (found) return unknown; // more than one fits: a longer beginning is needed
        found = id;
    }
    if (!found) return unknown;
    return *found;
}

std::string state_word(const Strings& strings, model::DocumentState state) {
    return strings.tr("state." + std::string(model::name_of(state)));
}

CommandOutput plain(const json& out, std::string text) { return {out.dump(), std::move(text)}; }

} // namespace

base::Result<CommandOutput> doc_list(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_documents(*office));
    const std::string kind = arguments.get("kind");
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
                       {"late", false},
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

base::Result<CommandOutput> doc_history(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(std::vector<change::Change> changes, office::changes_of(*target.office, target.document));
    std::ranges::sort(changes, change::canonical_less);
    const auto repeated = std::ranges::unique(changes, {}, &change::Change::id);
    changes.erase(repeated.begin(), repeated.end());
    json out = json::array();
    std::string text;
    for (const change::Change& change : changes) {
        const std::string what = context.strings().tr("change." + std::to_string(change.kind));
        out.push_back({{"id", base::to_text(change.id)},
                       {"kind", change.kind},
                       {"what", what},
                       {"replica", base::to_text(change.id.replica)},
                       {"at", text::to_iso_time(change.wall_ms)}});
        text += text::to_iso_time(change.wall_ms) + "  " + base::to_text(change.id.replica).substr(0, 8) + "  " + what +
                "\n";
    }
    return plain(out, std::move(text));
}

base::Result<CommandOutput> doc_new(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    const office::Wording wording = wording_of(context.strings());
    const std::string kind = arguments.get("KIND");
    base::DocumentId made;
    if (arguments.has("replaces")) {
        DT_TRY(const base::DocumentId replaced, office::find_document(*office, arguments.get("replaces")));
        DT_TRY(made, office::new_replacement(*office, replaced));
    } else if (arguments.has("from")) {
        DT_TRY(const base::DocumentId parent, office::find_document(*office, arguments.get("from")));
        DT_TRY(made, office::new_from_parent(*office, kind, parent, wording));
    } else {
        DT_TRY(made, office::new_document(*office, kind, wording));
    }
    const std::string id = base::to_text(made);
    return plain({{"id", id}}, context.strings().tr("out.new", {{"id", id}}));
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

base::Result<CommandOutput> doc_comment(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const base::NodeId node, node_in(target, arguments.get("NODE"), arguments));
    DT_CHECK(office::add_comment(*target.office, target.document, node, arguments.get("TEXT")));
    return plain({{"id", base::to_text(target.document)}, {"node", base::to_text(node)}},
                 context.strings().tr("out.saved"));
}

} // namespace dongthac::app
