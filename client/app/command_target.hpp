#pragma once

#include <string>

#include "client/app/command.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::app {

/// The workspace and the document named by ID, which most commands begin with.
struct Target {
    office::Workspace* office = nullptr;
    base::DocumentId document;
};
/// Errors: those of Session::open, unknown_document.
[[nodiscard]] base::Result<Target> target_of(CommandContext& context, const Arguments& arguments);

/// A node as typed: its id, or the first letters of it when only one fits; the document's id, whole or shortened as ID
/// was, is its root. Error unknown_node.
[[nodiscard]] base::Result<base::NodeId> node_in(const Target& target, const std::string& typed,
                                                 const Arguments& arguments);

} // namespace dongthac::app
