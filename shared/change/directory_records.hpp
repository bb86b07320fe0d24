#pragma once

#include <span>

#include "shared/change/change.hpp"
#include "shared/model/directory.hpp"

namespace dongthac::change {

/// True for the kinds that the server alone writes, in dir/ROOT: offices and how they work, relations, PCs, people,
/// successions, grants.
[[nodiscard]] bool is_directory_record(const Change& change);

/// The directory records among `changes` go into `directory` in their order, a later one over an earlier one about the
/// same subject; other kinds are left alone.
void put_records(model::Directory& directory, std::span<const Change> changes);

} // namespace dongthac::change
