#include "shared/office/edit.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "shared/model/record.hpp"
#include "shared/office/act.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/editing.hpp"
#include "shared/office/log.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/rebase.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

using change::NodeState;
namespace field = model::field;

/// What the words of a paragraph are to be, given what they are.
using Wanted = std::function<std::string(const std::string& now)>;

/// Retypes a paragraph whose words are simply its own: of the document only its head and this node are read, for a plan
/// of a thousand paragraphs must not be read for one word. Nothing when it was split or joined.
base::Result<std::optional<TextEdit>> write_alone(Workspace& office, const base::DocumentId& id,
                                                  const base::NodeId& node_id, const Wanted& wanted) {
    DT_TRY(const DocumentSummary summary, editable_summary(office, id));
    DT_TRY(Act act, Act::begin(office, summary.id));
    DT_TRY(const NodeState* node, act.node(node_id));
    if (node == nullptr) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node_id)}});
    if (node->linked()) return std::nullopt;
    TextEdit edit{node->text(), {}};
    edit.after = wanted(edit.before);
    if (edit.after == edit.before) return edit;
    std::vector<text::TokenHunk> hunks = text::diff(node->tokens, text::tokenise(edit.after));
    if (!hunks.empty()) {
        DT_TRY(const base::ChangeId made, act.add(change::EditText{node_id, std::move(hunks)}));
        (void)made;
    }
    DT_CHECK(act.finish());
    return edit;
}

/// The difference between the words of a paragraph and those wanted, as one event in each sequence below it.
base::Result<TextEdit> write_text(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                                  const Wanted& wanted) {
    DT_TRY(std::optional<TextEdit> alone, write_alone(office, id, node_id, wanted));
    if (alone) return std::move(*alone);
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, shown_node(document, node_id));
    TextEdit edit{node->text(), {}};
    edit.after = wanted(edit.before);
    if (edit.after == edit.before) return edit;
    DT_CHECK(perform_within(office, id, retyped(document, *node, text::tokenise(edit.after))));
    return edit;
}

} // namespace

base::Result<change::Document> editable_document(Workspace& office, const base::DocumentId& id) {
    DT_CHECK(office.follow_identity());
    DT_TRY(change::Document document, read_document(office, id));
    if (document.head.org != office.identity().org)
        return base::fail(base::Code::not_allowed, {{"action", "edit"}, {"org", document.head.org}});
    if (!model::is_editable(document.head.state, model::flow_of(document.head.record)))
        return base::fail(base::Code::immutable_document,
                          {{"id", base::to_text(id)}, {"state", std::string(model::name_of(document.head.state))}});
    return document;
}

base::Result<void> set_text_within(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                                   std::string_view typed) {
    DT_TRY(const std::string nfc, text::to_nfc(typed));
    DT_TRY(const TextEdit edit, write_text(office, id, node_id, [&](const std::string&) { return nfc; }));
    (void)edit;
    return {};
}

base::Result<void> set_text(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                            std::string_view typed) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_CHECK(set_text_within(office, id, node_id, typed));
    return transaction.commit();
}

base::Result<TextEdit> retype(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                              std::string_view base, std::string_view typed) {
    DT_TRY(const std::string base_nfc, text::to_nfc(base));
    DT_TRY(const std::string nfc, text::to_nfc(typed));
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(TextEdit edit,
           write_text(office, id, node_id, [&](const std::string& now) { return text::rebase(base_nfc, nfc, now); }));
    DT_CHECK(transaction.commit());
    return edit;
}

base::Result<base::NodeId> add_node(Workspace& office, const base::DocumentId& id, const NewNode& node) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    if (node.parent != base::root_node(id)) {
        DT_TRY(const NodeState* parent, node_of(document, node.parent));
        (void)parent;
    }
    if (node.after) {
        DT_TRY(const NodeState* after, node_of(document, *node.after));
        (void)after;
    }
    DT_TRY(const std::string nfc, text::to_nfc(node.text));
    DT_TRY(const std::string label, text::to_nfc(node.label));
    const auto fresh = base::new_id<base::NodeId>(office.random());
    std::vector<change::Payload> payloads;
    const std::string order = order_behind(document, node.parent, node.after, payloads);
    payloads.emplace_back(change::CreateNode{fresh, node.parent, order, std::string(model::name_of(node.role)), label,
                                             text::tokenise(nfc), node.covers});
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    DT_CHECK(transaction.commit());
    return fresh;
}

base::Result<void> hide_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, node_of(document, node_id));
    if (node->hidden || node->absorbed) return {}; // not on the page
    if (node_id == base::root_node(id)) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node_id)}});
    // What was joined to it is read as part of it: it goes with it.
    std::vector<change::Payload> payloads;
    for (const base::NodeId& member : change::views_of(document).members(node_id))
        payloads.emplace_back(change::HideNode{member});
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    return transaction.commit();
}

base::Result<void> show_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, node_of(document, node_id));
    if (!node->hidden) return {};
    std::vector<change::Payload> payloads;
    std::vector<base::NodeId> open{node_id};
    for (std::set<base::NodeId> passed{node_id}; !open.empty();) {
        const NodeState* at = document.find(open.back());
        open.pop_back();
        if (at == nullptr || !at->hidden) continue;
        payloads.emplace_back(change::ShowNode{at->id});
        for (const base::NodeId& joined : at->continued_by)
            if (passed.insert(joined).second) open.push_back(joined);
    }
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    return transaction.commit();
}

base::Result<void> add_comment(Workspace& office, const base::DocumentId& id, const base::NodeId& node,
                               std::string_view typed) {
    DT_TRY(const DocumentSummary summary, summary_of(office, id));
    (void)summary;
    DT_TRY(const std::string nfc, text::to_nfc(typed));
    if (text::count_words(nfc) == 0) return {};
    const std::string author = office.directory().name_of_org(office.identity().org);
    return perform(office, id, {change::Comment{node, nfc, author}});
}

base::Result<void> settle_comment(Workspace& office, const base::DocumentId& id, const change::ChangeId& comment,
                                  Settled settled) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_CHECK(office.follow_identity());
    DT_TRY(const change::Document document, read_document(office, id));
    const auto found = std::ranges::find(document.head.comments, comment, &change::CommentState::id);
    if (found == document.head.comments.end())
        return base::fail(base::Code::unknown_comment, {{"id", base::to_text(comment)}});
    const bool wanted = settled == Settled::yes;
    if (found->settled == wanted) return {};
    DT_CHECK(perform_within(office, id, {change::SettleComment{comment, wanted}}));
    return transaction.commit();
}

} // namespace dongthac::office
