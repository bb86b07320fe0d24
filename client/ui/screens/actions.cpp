#include "client/ui/screens/actions.hpp"

#include <algorithm>

#include "client/ui/icons.hpp"
#include "shared/model/work_fields.hpp"

namespace dongthac::ui {

bool is_sent_to_somebody(const model::RecordType* type) {
    if (type == nullptr || type->flow != model::Flow::announced) return false;
    const model::FieldType* to = type->find(model::field::kAddressees);
    return to != nullptr && to->need == model::Need::before_sending;
}

std::string action_words(const UiContext& ctx, model::Action action, const model::RecordType* type) {
    if (action == model::Action::issue && is_sent_to_somebody(type)) return ctx.tr("action.send");
    return ctx.tr("action." + std::string(model::name_of(action)));
}

ButtonKind kind_of(model::Action action, std::size_t index) {
    using enum model::Action;
    if (action == return_ || action == recall || action == send_back || action == archive || action == correct ||
        action == supersede)
        return ButtonKind::secondary;
    return index == 0 ? ButtonKind::primary : ButtonKind::secondary;
}

std::string_view icon_of(model::Action action) {
    switch (action) {
    case model::Action::submit:
    case model::Action::begin_review: return icon::kSend;
    case model::Action::return_:
    case model::Action::recall:
    case model::Action::send_back: return icon::kReturn;
    case model::Action::receive:
    case model::Action::archive: return icon::kInbox;
    case model::Action::issue: return icon::kOk;
    case model::Action::approve: return icon::kLock;
    case model::Action::accept:
    case model::Action::pass:
    case model::Action::assign_number:
    case model::Action::correct:
    case model::Action::supersede: break;
    }
    return icon::kCheck;
}

std::vector<model::Action> in_order_of_weight(std::vector<model::Action> actions) {
    const auto weight = [](model::Action action) {
        switch (action) {
        case model::Action::accept:
        case model::Action::pass:
        case model::Action::assign_number:
        case model::Action::submit: return 0;
        case model::Action::issue:
        case model::Action::begin_review: return 1;
        case model::Action::approve: return 2;
        case model::Action::receive: return 3;
        case model::Action::return_:
        case model::Action::send_back: return 4;
        case model::Action::correct:
        case model::Action::supersede:
        case model::Action::archive:
        case model::Action::recall: break;
        }
        return 5;
    };
    std::ranges::stable_sort(actions, {}, weight);
    return actions;
}

} // namespace dongthac::ui
