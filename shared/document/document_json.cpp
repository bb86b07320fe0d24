#include "shared/document/document_json.hpp"

#include <nlohmann/json.hpp>

#include "shared/model/record.hpp"
#include "shared/text/date.hpp"

namespace dongthac::document {

namespace {

using nlohmann::json;

struct ValueJson {
    json operator()(model::NotStated) const { return nullptr; }
    json operator()(const text::Date& date) const { return text::to_iso(date); }
    template <class Plain>
    json operator()(const Plain& value) const {
        return value;
    }
};

/// Known fields by name, a newer program's by number, so that nothing is left out.
std::string field_name(const model::RecordType* type, model::FieldId id) {
    const model::FieldType* field = type == nullptr ? nullptr : type->find(id);
    return field == nullptr ? "#" + std::to_string(id) : std::string(field->name);
}

bool is_structure(model::FieldId id) {
    return id == model::field::kParent || id == model::field::kRole || id == model::field::kLabel ||
           id == model::field::kText || id == model::field::kContinues;
}

json fields_json(const model::RecordType* type, const change::NodeState& node) {
    json fields = json::object();
    for (const auto& [id, reg] : node.fields)
        if (!is_structure(id) && !std::holds_alternative<model::NotStated>(reg.shown()))
            fields[field_name(type, id)] = value_json(reg.shown());
    return fields;
}

json node_json(const model::RecordType* type, const change::Document& document, const change::NodeState& node) {
    const base::NodeId parent = document.parent_of(node);
    return {{"id", base::to_text(node.id)},
            {"parent", parent.empty() ? std::string() : base::to_text(parent)},
            {"role", node.string(model::field::kRole)},
            {"label", node.string(model::field::kLabel)},
            {"text", node.text()},
            {"fields", fields_json(type, node)},
            {"review", !node.reviews.empty()}};
}

json conflicts_json(const model::RecordType* type, const change::Document& document) {
    json conflicts = json::array();
    for (const auto& [id, node] : document.nodes)
        for (const auto& [field, reg] : node.fields) {
            if (!reg.in_conflict() || field == model::field::kContinues) continue;
            json values = json::array();
            for (const change::FieldValue& value : reg.values) values.push_back(value_json(value.value));
            conflicts.push_back({{"node", base::to_text(id)}, {"field", field_name(type, field)}, {"values", values}});
        }
    return conflicts;
}

json revisions_json(const change::DocumentHead& head) {
    json revisions = json::array();
    for (const change::RevisionState& revision : head.revisions)
        revisions.push_back({{"no", revision.no},
                             {"hash", base::to_hex(revision.hash)},
                             {"action", model::name_of(revision.action)},
                             {"state", model::name_of(revision.state)},
                             {"org", revision.org},
                             {"person", revision.person},
                             {"note", revision.note},
                             {"at", text::to_iso_time(revision.wall_ms)}});
    return revisions;
}

json comments_json(const change::DocumentHead& head) {
    json comments = json::array();
    for (const change::CommentState& comment : head.comments)
        comments.push_back({{"node", base::to_text(comment.node)},
                            {"text", comment.text},
                            {"author", comment.author},
                            {"at", text::to_iso_time(comment.wall_ms)}});
    return comments;
}

} // namespace

json value_json(const model::Value& value) { return std::visit(ValueJson{}, value); }

json document_json(const change::Document& document) {
    const change::DocumentHead& head = document.head;
    const model::RecordType* type = model::record_type(head.record);
    json nodes = json::array();
    for (const change::NodeState* node : document.in_order()) nodes.push_back(node_json(type, document, *node));
    return {{"id", base::to_text(head.id)},
            {"kind", type == nullptr ? "" : type->name},
            {"state", model::name_of(head.state)},
            {"state_version", head.state_version},
            {"org", head.org},
            {"parent", head.parent.empty() ? json(nullptr) : json(base::to_text(head.parent))},
            {"fields", fields_json(type, document.root())},
            {"nodes", nodes},
            {"conflicts", conflicts_json(type, document)},
            {"revisions", revisions_json(head)},
            {"comments", comments_json(head)},
            {"waiting", head.waiting},
            {"set_aside", head.set_aside}};
}

} // namespace dongthac::document
