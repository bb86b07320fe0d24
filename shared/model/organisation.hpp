#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/text/date.hpp"

namespace dongthac::model {

using base::OrgId;

/// From and to a calendar day; nothing on either side is open. `to` is the last day.
struct Validity {
    std::optional<text::Date> from;
    std::optional<text::Date> to;
    [[nodiscard]] bool contains(const text::Date& day) const;
    friend bool operator==(const Validity&, const Validity&) = default;
};

/// An office, a school or a unit. Never edited away: a closed one keeps its record and its papers (DESIGN §6).
struct Organisation {
    OrgId id;
    std::string name;   ///< "UBND phường Tây Mỗ"
    std::string kind;   ///< OrgKind name of the glossary: "department", "ward_committee", "school", …
    std::string abbr;   ///< "UBND"
    std::string symbol; ///< what follows the type in a number: "MNTL" in 05/KH-MNTL
    std::string place;  ///< place name printed before the date
    std::string school_level;
    Validity valid;
    friend bool operator==(const Organisation&, const Organisation&) = default;
};

/// A dated tie of `child` to `parent`: "administrative", "professional" or "cluster".
struct OrgRelation {
    OrgId child;
    OrgId parent;
    std::string kind = "administrative";
    Validity valid;
    std::string legal_basis;
    friend bool operator==(const OrgRelation&, const OrgRelation&) = default;
};

/// What a person at a PC may do (CLI.md).
enum class Role { editor, clerk, signer, officer, admin };
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

/// An enrolled PC. `revoked_after`: segments whose last counter is higher are refused.
struct Device {
    base::DeviceId id;
    base::PublicKey key{};
    OrgId org;
    std::set<Role> roles;
    std::string name;
    std::optional<std::uint64_t> revoked_after;
    friend bool operator==(const Device&, const Device&) = default;
};

} // namespace dongthac::model
