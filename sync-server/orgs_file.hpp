#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/directory.hpp"

namespace dongthac::server {

/// What `init --orgs` reads: offices and the ties between them.
struct OrgsFile {
    std::vector<model::Organisation> organisations;
    std::vector<model::OrgRelation> relations;
};

/// Parses the JSON of CLI.md: an array of offices; `parent` becomes an administrative tie from `valid_from`, further
/// ties stand in `relations`. Text is NFC afterwards. Errors: bad_bytes {what, reason}, bad_value {field, value,
/// expected}, unknown_org for a parent that is not in the file.
[[nodiscard]] base::Result<OrgsFile> parse_orgs(std::string_view json);

/// Errors: missing_file, unreadable_file, too_large above 64 MB, and parse_orgs'.
[[nodiscard]] base::Result<OrgsFile> read_orgs(const std::filesystem::path& file);

} // namespace dongthac::server
