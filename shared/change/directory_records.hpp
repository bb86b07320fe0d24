#pragma once

#include <concepts>
#include <span>

#include "shared/change/change.hpp"
#include "shared/model/directory.hpp"

namespace dongthac::change {

/// What is said about offices, PCs and people; it stands in dir/ROOT and is about no document.
template <class Payload>
concept DirectoryRecord = std::same_as<Payload, PutOrganisation> || std::same_as<Payload, PutRelation> ||
    std::same_as<Payload, PutDevice> || std::same_as<Payload, PutPerson> || std::same_as<Payload, PutPolicy> ||
    std::same_as<Payload, PutSuccession> || std::same_as<Payload, PutGrant> || std::same_as<Payload, PutServerKey>;

/// True for the kinds that the server alone writes, in dir/ROOT: offices and how they work, relations, PCs, people,
/// successions, grants, the server's keys.
[[nodiscard]] bool is_directory_record(const Change& change);

/// The directory records among `changes` go into `directory` in their order, a later one over an earlier one about the
/// same subject; other kinds are left alone.
void put_records(model::Directory& directory, std::span<const Change> changes);

} // namespace dongthac::change
