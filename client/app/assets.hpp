#pragma once

#include "shared/base/assets.hpp"

namespace dongthac::app {

using base::choose_assets;
using base::find_assets;
using base::program_folder;

} // namespace dongthac::app
