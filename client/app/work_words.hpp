#pragma once

#include <string>

#include "client/app/strings.hpp"
#include "shared/model/period.hpp"

namespace dongthac::app {

/// "tháng 10 năm 2026", "tuần 42 (12/10 – 18/10/2026)", in the reader's language.
[[nodiscard]] std::string period_words(const Strings& strings, const model::Period& period);

/// "93,9", "1.234.567": a number that is kept as Decimal::text as people read it; anything else as it is.
[[nodiscard]] std::string number_words(const std::string& number);

} // namespace dongthac::app
