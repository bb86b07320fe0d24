#include <algorithm>
#include <set>

#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/history.hpp"
#include "shared/office/log.hpp"
#include "shared/text/tokens.hpp"

// Making something read as it did before: always by new changes on top.

namespace dongthac::office {

namespace {

namespace field = model::field;
using change::Document;
using change::NodeState;
using Payloads = std::vector<change::Payload>;

void restore_register(const NodeState& then, const NodeState& now, model::FieldId id, Payloads& out) {
    const auto current = now.fields.find(id);
    std::vector<base::ChangeId> overwrites;
    if (current != now.fields.end())
        for (const change::FieldValue& value : current->second.values) overwrites.push_back(value.id);
    if (now.value(id) == then.value(id) && overwrites.size() <= 1) return;
    out.emplace_back(change::SetField{now.id, id, then.value(id), std::move(overwrites)});
}

/// A node's words as they are kept: with the breaks where it was split.
const std::vector<std::string>& kept_words(const NodeState& node) { return node.own_words(); }

void restore_words(const NodeState& then, const NodeState& now, Payloads& out) {
    std::vector<text::TokenHunk> hunks = text::diff(kept_words(now), kept_words(then));
    if (!hunks.empty()) out.emplace_back(change::EditText{now.id, std::move(hunks)});
}

/// Where a paragraph stood. A level that is off the page by now would take it along, so it stays where it is.
bool may_stand_there(Document& now, const NodeState& then) {
    const auto parent = base::parse_id<base::NodeId>(then.string(field::kParent));
    if (!parent || *parent == base::root_node(now.head.id)) return true;
    const NodeState* above = now.find(*parent);
    return above != nullptr && !above->hidden;
}

enum class WithPlace { no, yes };

void restore_registers(const NodeState& then, const NodeState& current, WithPlace place, Payloads& out) {
    std::set<model::FieldId> ids;
    for (const auto& [id, reg] : then.fields) ids.insert(id);
    for (const auto& [id, reg] : current.fields) ids.insert(id);
    for (const model::FieldId id : ids)
        if (place == WithPlace::yes || (id != field::kParent && id != field::kOrder))
            restore_register(then, current, id, out);
}

void restore_visibility(const NodeState& then, const NodeState& now, Payloads& out) {
    if (then.hidden && !now.hidden) out.emplace_back(change::HideNode{now.id});
    if (!then.hidden && now.hidden) out.emplace_back(change::ShowNode{now.id});
}

void restore_document(const Document& then, Document& now, Payloads& out) {
    const base::NodeId root = base::root_node(now.head.id);
    for (const auto& [id, node] : now.nodes) {
        const auto old = then.nodes.find(id);
        if (old == then.nodes.end()) {
            if (!node.hidden && !node.absorbed && id != root) out.emplace_back(change::HideNode{id});
            continue;
        }
        restore_registers(old->second, node, WithPlace::yes, out);
        restore_words(old->second, node, out);
        restore_visibility(old->second, node, out);
    }
}

base::Result<void> restore_node(const Document& then, Document& now, const base::NodeId& id, Payloads& out) {
    const NodeState* node = now.find(id);
    const auto old = then.nodes.find(id);
    // A paragraph that did not exist yet has no state to go back to.
    if (node == nullptr || old == then.nodes.end())
        return base::fail(base::Code::unknown_node, {{"id", base::to_text(id)}});
    restore_registers(old->second, *node, may_stand_there(now, old->second) ? WithPlace::yes : WithPlace::no, out);
    restore_words(old->second, *node, out);
    restore_visibility(old->second, *node, out);
    return {};
}

base::Result<void> restore_field(const Document& then, Document& now, const base::NodeId& id, model::FieldId field,
                                 Payloads& out) {
    const NodeState* node = now.find(id);
    const auto old = then.nodes.find(id);
    if (node == nullptr || old == then.nodes.end())
        return base::fail(base::Code::unknown_node, {{"id", base::to_text(id)}});
    if (field == field::kText)
        restore_words(old->second, *node, out);
    else
        restore_register(old->second, *node, field, out);
    return {};
}

} // namespace

base::Result<bool> restore(Workspace& office, const base::DocumentId& id, const base::ChangeId& at,
                           const RestoreScope& scope) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(Document now, editable_document(office, id));
    DT_TRY(const Past past, Past::read(office, id));
    const auto index = past.index_of(at);
    if (!index || change::lane_of(past.changes()[*index]) == change::Lane::office)
        return base::fail(base::Code::bad_value,
                          {{"field", "change"}, {"value", base::to_text(at)}, {"expected", "change"}});
    const Document then = past.after(*index);
    Payloads payloads;
    const base::NodeId node = scope.node.value_or(base::root_node(id));
    if (scope.field) {
        DT_CHECK(restore_field(then, now, node, *scope.field, payloads));
    } else if (scope.node) {
        DT_CHECK(restore_node(then, now, node, payloads));
    } else {
        restore_document(then, now, payloads);
    }
    if (payloads.empty()) return false;
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    DT_CHECK(transaction.commit());
    return true;
}

} // namespace dongthac::office
