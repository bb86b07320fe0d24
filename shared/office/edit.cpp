#include "shared/office/edit.hpp"

#include <algorithm>

#include "shared/change/order.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/log.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/rebase.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

using change::NodeState;
namespace field = model::field;

base::Result<NodeState*> node_of(change::Document& document, const base::NodeId& id) {
    NodeState* node = document.find(id);
    if (node == nullptr) return base::fail(base::Code::unknown_node, {{"id", base::to_text(id)}});
    return node;
}

std::vector<change::ChangeId> ids_of(const NodeState& node, model::FieldId id) {
    std::vector<change::ChangeId> ids;
    if (const auto found = node.fields.find(id); found != node.fields.end())
        for (const change::FieldValue& value : found->second.values) ids.push_back(value.id);
    return ids;
}

/// Siblings of `node` as a reader sees them, itself included.
std::vector<const NodeState*> siblings_of(const change::Document& document, const NodeState& node) {
    std::vector<const NodeState*> siblings;
    const std::string parent = node.string(field::kParent);
    for (const NodeState* other : document.in_order())
        if (other->string(field::kParent) == parent) siblings.push_back(other);
    return siblings;
}

std::string order_behind(const change::Document& document, const NewNode& node) {
    const std::string parent = base::to_text(node.parent);
    std::string before;
    std::string after;
    bool passed = false;
    for (const NodeState* other : document.in_order()) {
        if (other->string(field::kParent) != parent) continue;
        if (passed) {
            after = other->string(field::kOrder);
            break;
        }
        before = other->string(field::kOrder);
        passed = node.after && other->id == *node.after;
    }
    return change::order_between(before, after);
}

/// The difference between the words of a node and `typed`, as one event.
base::Result<void> write_text(Workspace& office, change::Document& document, const base::NodeId& node_id,
                              std::string_view typed) {
    DT_TRY(const NodeState* node, node_of(document, node_id));
    DT_TRY(const std::string nfc, text::to_nfc(typed));
    if (nfc == node->text()) return {};
    std::vector<text::TokenHunk> hunks = text::diff(node->tokens, text::tokenise(nfc));
    if (hunks.empty()) return {};
    return perform_within(office, document.head.id, {change::EditText{node_id, std::move(hunks)}});
}

} // namespace

base::Result<change::Document> editable_document(Workspace& office, const base::DocumentId& id) {
    DT_CHECK(office.follow_identity());
    DT_TRY(change::Document document, read_document(office, id));
    if (document.head.org != office.identity().org)
        return base::fail(base::Code::not_allowed, {{"action", "edit"}, {"org", document.head.org}});
    if (!model::is_editable(document.head.state))
        return base::fail(base::Code::immutable_document,
                          {{"id", base::to_text(id)}, {"state", std::string(model::name_of(document.head.state))}});
    return document;
}

base::Result<void> set_text_within(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                                   std::string_view typed) {
    DT_TRY(change::Document document, editable_document(office, id));
    return write_text(office, document, node_id, typed);
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
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, node_of(document, node_id));
    TextEdit edit{node->text(), {}};
    edit.after = text::rebase(base_nfc, nfc, edit.before);
    DT_CHECK(write_text(office, document, node_id, edit.after));
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
    DT_CHECK(perform_within(
        office, id,
        {change::CreateNode{fresh, node.parent, order_behind(document, node), std::string(model::name_of(node.role)),
                            label, text::tokenise(nfc), node.covers}}));
    DT_CHECK(transaction.commit());
    return fresh;
}

base::Result<void> hide_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, node_of(document, node_id));
    if (node->hidden) return {};
    if (node_id == base::root_node(id)) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node_id)}});
    DT_CHECK(perform_within(office, id, {change::HideNode{node_id}}));
    return transaction.commit();
}

base::Result<void> show_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, node_of(document, node_id));
    if (!node->hidden) return {};
    DT_CHECK(perform_within(office, id, {change::ShowNode{node_id}}));
    return transaction.commit();
}

base::Result<void> move_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                             Direction direction) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, node_of(document, node_id));
    const std::vector<const NodeState*> siblings = siblings_of(document, *node);
    const auto at = std::ranges::find(siblings, node_id, &NodeState::id);
    if (at == siblings.end()) return {};
    const auto index = at - siblings.begin();
    const auto order = [&](std::ptrdiff_t i) {
        return i < 0 || i >= std::ssize(siblings) ? std::string()
                                                  : siblings[static_cast<std::size_t>(i)]->string(field::kOrder);
    };
    const std::ptrdiff_t neighbour = direction == Direction::up ? index - 1 : index + 1;
    if (neighbour < 0 || neighbour >= std::ssize(siblings)) return {};
    const std::string key = direction == Direction::up ? change::order_between(order(neighbour - 1), order(neighbour))
                                                       : change::order_between(order(neighbour), order(neighbour + 1));
    DT_CHECK(perform_within(office, id, {change::SetField{node_id, field::kOrder, key, ids_of(*node, field::kOrder)}}));
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

} // namespace dongthac::office
