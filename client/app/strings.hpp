#pragma once

#include "shared/text/strings.hpp"

namespace dongthac::app {

// The server speaks from the same files, so the sentences live below both.
using text::Arg;
using text::Args;
using text::Strings;

} // namespace dongthac::app
