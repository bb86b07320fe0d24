#pragma once

#include <span>

#include "shared/change/state.hpp"

namespace dongthac::change {

// What single changes do to a head or a node, the same when a whole set is built and when one change follows.

/// A register takes the value of `change`; those in `overwrites` leave it.
void put_register(NodeState& node, model::FieldId field, const FieldValue& value, std::span<const ChangeId> overwrites);

/// A node's first registers, all under one change. The words are left to the caller: they are the first text event.
void create_node(NodeState& node, const ChangeId& change, std::uint64_t lamport, const CreateNode& create);

/// The first in canonical order makes the document; later ones change nothing.
void apply_create(DocumentHead& head, const CreateDocument& create);

/// The next step between offices.
void apply_transition(DocumentHead& head, const Change& change, const Transition& transition);

} // namespace dongthac::change
