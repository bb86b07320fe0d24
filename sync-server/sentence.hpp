#pragma once

#include <string>

#include "shared/base/result.hpp"
#include "shared/text/strings.hpp"

namespace dongthac::server {

/// What a refusal means to whoever runs a server, where that differs from an office's PC.
[[nodiscard]] std::string sentence_for(const text::Strings& strings, const base::Error& error);

} // namespace dongthac::server
