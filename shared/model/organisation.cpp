#include "shared/model/organisation.hpp"

#include <algorithm>

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 5> kRoleNames = {"editor", "clerk", "signer", "officer", "admin"};

} // namespace

bool Validity::contains(const text::Date& day) const { return (!from || *from <= day) && (!to || day <= *to); }

std::string_view name_of(Role role) { return kRoleNames.at(static_cast<std::size_t>(role)); }

std::optional<Role> role_named(std::string_view name) {
    const auto found = std::ranges::find(kRoleNames, name);
    if (found == kRoleNames.end()) return std::nullopt;
    return static_cast<Role>(found - kRoleNames.begin());
}

} // namespace dongthac::model
