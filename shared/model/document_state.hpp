#pragma once

#include <optional>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/model/feed.hpp"

namespace dongthac::model {

/// Where a document stands (DOMAIN §2.1, §2.2). A small office may skip the inner steps, never reorder them.
enum class DocumentState { draft, signed_, issued, submitted, resubmitted, received, returned, accepted, recalled };

/// What an office does to a document. Everything but an edit.
enum class Action { approve, issue, recall, submit, receive, return_, accept };

[[nodiscard]] std::string_view name_of(DocumentState state);
[[nodiscard]] std::string_view name_of(Action action);
[[nodiscard]] std::optional<DocumentState> state_named(std::string_view name);
[[nodiscard]] std::optional<Action> action_named(std::string_view name);

/// The office that may take an action: the document's own, or the one above it at the document's date.
enum class Side { owner, superior };
[[nodiscard]] Side side_of(Action action);

/// The state after `action`, from one table. Errors: bad_transition {action, state}.
[[nodiscard]] base::Result<DocumentState> next_state(DocumentState from, Action action);

/// True when one of `roles` may take `action`.
[[nodiscard]] bool role_may(const std::set<Role>& roles, Action action);

/// After signing the text is immutable (NĐ 30/2020/NĐ-CP, Điều 13, 18); a new version is a replacing document.
[[nodiscard]] bool is_editable(DocumentState state);
/// True when the action carries the text with it, as an immutable revision.
[[nodiscard]] bool makes_revision(Action action);

} // namespace dongthac::model
