#pragma once

#include <string>

#include "client/app/strings.hpp"
#include "shared/office/history.hpp"

namespace dongthac::app {

/// "Cô Hạnh, Trường Mầm non Hoa Sen, máy Văn thư": as much of it as is known, "máy này" for the PC it is read on.
[[nodiscard]] std::string writer_words(const Strings& strings, const office::Writer& who);

} // namespace dongthac::app
