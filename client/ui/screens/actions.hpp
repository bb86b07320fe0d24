#pragma once

#include <string_view>
#include <vector>

#include "client/ui/widgets/button.hpp"
#include "shared/model/document_state.hpp"

/// How the decisions that can be taken on a document stand beside each other.
namespace dongthac::ui {

/// The way on comes first; what sends back or takes back stays plain. `index` is the action's place in the order.
[[nodiscard]] ButtonKind kind_of(model::Action action, std::size_t index);
[[nodiscard]] std::string_view icon_of(model::Action action);
/// Best first; drawn from the last, so that it stands at the right edge where a dialog's button would.
[[nodiscard]] std::vector<model::Action> in_order_of_weight(std::vector<model::Action> actions);

} // namespace dongthac::ui
