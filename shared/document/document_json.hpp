#pragma once

#include <nlohmann/json_fwd.hpp>

#include "shared/change/state.hpp"

namespace dongthac::document {

/// A whole document in the shape of `doc show --json` (CLI.md): keys sorted, nodes in reading order. Two replicas with
/// the same changes print the same bytes; nothing local (times of receipt, ids of rows) is in it.
[[nodiscard]] nlohmann::json document_json(const change::Document& document);

/// A field's value as JSON: dates ISO, lists as arrays, nothing as null.
[[nodiscard]] nlohmann::json value_json(const model::Value& value);

} // namespace dongthac::document
