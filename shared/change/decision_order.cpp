#include "shared/change/decision_order.hpp"

namespace dongthac::change {

namespace {

/// True for a transition that the office above does not read.
bool is_own_business(const Change& change) {
    const auto* transition = std::get_if<Transition>(&change.payload);
    return transition != nullptr && transition->action != model::Action::submit &&
           model::side_of(transition->action) == model::Side::owner;
}

} // namespace

bool decision_less(const Change& a, const Change& b) {
    const bool own = is_own_business(a);
    return own != is_own_business(b) ? !own : canonical_less(a, b);
}

} // namespace dongthac::change
