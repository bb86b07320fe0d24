#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/ui/context.hpp"
#include "client/ui/widgets/button.hpp"
#include "shared/model/document_state.hpp"
#include "shared/model/record.hpp"

/// How the decisions that can be taken on a document stand beside each other.
namespace dongthac::ui {

/// What is announced to somebody it is addressed to (an appraisal, a waiver) is sent, where a paper is issued.
[[nodiscard]] bool is_sent_to_somebody(const model::RecordType* type);
/// What the step is called; `type` nullptr: one this program does not know.
[[nodiscard]] std::string action_words(const UiContext& ctx, model::Action action, const model::RecordType* type);
/// The way on comes first; what sends back or takes back stays plain. `index` is the action's place in the order.
[[nodiscard]] ButtonKind kind_of(model::Action action, std::size_t index);
[[nodiscard]] std::string_view icon_of(model::Action action);
/// Best first; drawn from the last, so that it stands at the right edge where a dialog's button would.
[[nodiscard]] std::vector<model::Action> in_order_of_weight(std::vector<model::Action> actions);

} // namespace dongthac::ui
