#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/model/organisation.hpp"

namespace dongthac::model {

/// A key a person signs with. Made at one PC and kept there wrapped by the person's PIN: it never travels, so a person
/// has one on every PC that he or she works at. `revoked_after`: what this key signed in changes of that PC with a
/// higher counter proves nothing.
struct PersonKey {
    base::PublicKey key{};
    base::DeviceId device;
    std::optional<std::uint64_t> revoked_after;
    friend bool operator==(const PersonKey&, const PersonKey&) = default;
};

/// Somebody who acts for an office between two days. Never edited away: who leaves gets a last day, and what was signed
/// until then stays signed.
struct Person {
    base::PersonId id;
    OrgId org;
    std::string name;     ///< "Nguyễn Thị Hạnh"
    std::string position; ///< chức vụ as printed above the name: "Hiệu trưởng"
    std::set<Role> roles;
    Validity valid;
    std::vector<PersonKey> keys;
    friend bool operator==(const Person&, const Person&) = default;
};

} // namespace dongthac::model
