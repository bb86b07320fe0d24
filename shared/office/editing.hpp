#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/change/state.hpp"
#include "shared/change/views.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

// What the acts of edit.hpp share. Not for screens.

/// A document of this office whose text may change, without reading its nodes. Errors: unknown_document, not_allowed,
/// immutable_document.
[[nodiscard]] base::Result<DocumentSummary> editable_summary(Workspace& office, const base::DocumentId& id);

/// The node called `id`. Error unknown_node.
[[nodiscard]] base::Result<change::NodeState*> node_of(change::Document& document, const base::NodeId& id);

/// The paragraph on the page that shows the words of `id`, which may have been joined to another while a person was
/// busy. Error unknown_node.
[[nodiscard]] base::Result<change::NodeState*> shown_node(change::Document& document, const base::NodeId& id);

/// The changes whose values a register holds: what a new value overwrites.
[[nodiscard]] std::vector<change::ChangeId> ids_of(const change::NodeState& node, model::FieldId field);

/// A register's next value, overwriting every value it holds.
[[nodiscard]] change::SetField sets(const change::NodeState& node, model::FieldId field, model::Value value);

/// The node that `node` stands below on the page: the root when what is above it is missing or a circle.
[[nodiscard]] base::NodeId shown_under(const change::Document& document, const change::NodeState& node);

/// The nodes below `parent` as a reader sees them.
[[nodiscard]] std::vector<const change::NodeState*> children_of(const change::Document& document,
                                                                const base::NodeId& parent);

/// A key for a node behind the first `count` of `siblings`. Two people who add at one place make equal keys: those that
/// have to stand further down get new ones, added to `out`.
[[nodiscard]] std::string order_at_place(const std::vector<const change::NodeState*>& siblings, std::size_t count,
                                         std::vector<change::Payload>& out);
/// The same behind `after` below `parent`; at the end without it.
[[nodiscard]] std::string order_behind(const change::Document& document, const base::NodeId& parent,
                                       const std::optional<base::NodeId>& after, std::vector<change::Payload>& out);

/// The edits that make the words of the paragraph `node` (as shown) `wanted`: one for each sequence its words lie in.
/// No break goes; one that `wanted` holds comes.
[[nodiscard]] std::vector<change::Payload> retyped(const change::Document& document, const change::NodeState& node,
                                                   std::span<const std::string> wanted);

} // namespace dongthac::office
