#pragma once

#include <string>
#include <utility>
#include <vector>

#include "shared/change/order.hpp"
#include "shared/model/record.hpp"
#include "shared/office/log.hpp"

namespace dongthac::office {

/// Collects the changes of a new document, numbering paragraphs in the order they are added.
class Draft {
  public:
    Draft(Workspace& office, const model::RecordType& type, const base::DocumentId& parent)
        : office_(office), id_(base::new_id<base::DocumentId>(office.random())) {
        payloads_.emplace_back(change::CreateDocument{type.id, office.identity().org, parent});
    }

    [[nodiscard]] const base::DocumentId& id() const { return id_; }
    [[nodiscard]] base::NodeId root() const { return base::root_node(id_); }

    void set(model::FieldId id, model::Value value) { set(root(), id, std::move(value)); }

    /// Nothing is written for what says nothing.
    void set(const base::NodeId& node, model::FieldId id, model::Value value) {
        const auto* text = std::get_if<std::string>(&value);
        const auto* list = std::get_if<std::vector<std::string>>(&value);
        if (std::holds_alternative<model::NotStated>(value)) return;
        if ((text != nullptr && text->empty()) || (list != nullptr && list->empty())) return;
        payloads_.push_back(change::SetField{node, id, std::move(value), {}});
    }

    base::NodeId add(const base::NodeId& parent, std::string role, std::string label, std::vector<std::string> tokens,
                     std::vector<std::string> covers = {}) {
        const auto node = base::new_id<base::NodeId>(office_.random());
        payloads_.push_back(change::CreateNode{node, parent, change::order_at(next_order_++), std::move(role),
                                               std::move(label), std::move(tokens), std::move(covers)});
        return node;
    }

    base::Result<base::DocumentId> store() {
        DT_CHECK(perform(office_, id_, std::move(payloads_)));
        return id_;
    }

  private:
    Workspace& office_;
    base::DocumentId id_;
    std::vector<change::Payload> payloads_;
    std::size_t next_order_ = 0;
};

} // namespace dongthac::office
