#include <algorithm>
#include <map>

#include "shared/model/record.hpp"
#include "shared/office/act.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/editing.hpp"

// Setting registers. Reads the head and the nodes concerned only: a plan of a thousand paragraphs must not be read for
// one date.

namespace dongthac::office {

namespace {

/// What kind of document it is, when it is this office's and may be changed.
base::Result<const model::RecordType*> editable_type(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const DocumentSummary summary, editable_summary(office, id));
    const model::RecordType* type = model::record_type(summary.kind);
    if (type == nullptr) return base::fail(base::Code::unknown_format, {{"id", base::to_text(id)}});
    return type;
}

/// What a person overwrites: everything they see in the register.
std::vector<change::ChangeId> seen_in(const change::NodeState& node, model::FieldId field) {
    std::vector<change::ChangeId> ids;
    if (const auto found = node.fields.find(field); found != node.fields.end())
        for (const change::FieldValue& value : found->second.values) ids.push_back(value.id);
    return ids;
}

base::Result<void> set_all(Workspace& office, const base::DocumentId& id, std::span<const FieldEdit> edits) {
    DT_TRY(Act act, Act::begin(office, id));
    // A document that has to be built again shows the act's own changes only afterwards; they are remembered here.
    std::map<std::pair<base::NodeId, model::FieldId>, base::ChangeId> written;
    for (const FieldEdit& edit : edits) {
        DT_TRY(const change::NodeState* node, act.node(edit.node));
        if (node == nullptr) return base::fail(base::Code::unknown_node, {{"id", base::to_text(edit.node)}});
        const auto last = written.find({edit.node, edit.field});
        std::vector<change::ChangeId> overwrites =
            last == written.end() ? seen_in(*node, edit.field) : std::vector{last->second};
        if (last == written.end() && overwrites.size() <= 1 && node->value(edit.field) == edit.value) continue;
        DT_TRY(const base::ChangeId made,
               act.add(change::SetField{edit.node, edit.field, edit.value, std::move(overwrites)}));
        written[{edit.node, edit.field}] = made;
    }
    return act.finish();
}

} // namespace

base::Result<void> set_field(Workspace& office, const base::DocumentId& id, const base::NodeId& node,
                             std::string_view name, std::string_view typed) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const model::RecordType* type, editable_type(office, id));
    const bool is_root = node == base::root_node(id);
    const model::FieldType* wanted = type->find(name, is_root ? model::Place::document : model::Place::node);
    if (wanted == nullptr)
        return base::fail(base::Code::unknown_field, {{"field", std::string(name)}, {"kind", std::string(type->name)}});
    if (wanted->type == model::ValueType::text) {
        DT_CHECK(set_text_within(office, id, node, typed));
        return transaction.commit();
    }
    auto value = model::parse_value(wanted->type, typed, wanted->choices);
    if (!value) {
        base::Error error = value.error();
        error.args.emplace_back("field", std::string(name));
        return std::unexpected(std::move(error));
    }
    const FieldEdit edit{node, wanted->id, std::move(*value)};
    DT_CHECK(set_all(office, id, {&edit, 1}));
    return transaction.commit();
}

base::Result<void> set_fields(Workspace& office, const base::DocumentId& id, std::span<const FieldEdit> edits) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const model::RecordType* type, editable_type(office, id));
    (void)type;
    DT_CHECK(set_all(office, id, edits));
    return transaction.commit();
}

} // namespace dongthac::office
