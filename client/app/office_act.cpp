#include "client/app/office_act.hpp"

#include <array>

namespace dongthac::app {

std::string_view name_of(const OfficeAct& act) {
    constexpr std::array<std::string_view, std::variant_size_v<OfficeAct>> kNames = {
        "add_person", "new_code",   "set_pin",         "change_pin",     "hand_over",
        "end_term",   "set_policy", "reserve_numbers", "correct_person", "sign"};
    if (const auto* sign = std::get_if<act::Sign>(&act)) return model::name_of(sign->action);
    return kNames.at(act.index());
}

} // namespace dongthac::app
