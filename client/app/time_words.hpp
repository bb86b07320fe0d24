#pragma once

#include <cstdint>
#include <string>

#include "client/app/strings.hpp"
#include "shared/model/document_state.hpp"
#include "shared/office/receipts.hpp"

namespace dongthac::app {

/// "nộp từ 14:03 đến 14:10 ngày 28/10/2026": when a step between offices was made, by the server's times. Without a
/// signed time from before it also "giờ máy chưa kiểm chứng" (DESIGN §4).
[[nodiscard]] std::string interval_words(const Strings& strings, const office::Interval& made, model::Action action);

/// A PC whose clock is further off gets a banner: what a person would notice on a paper, and more than a message takes.
inline constexpr std::int64_t kWrongClockMs = std::int64_t{5} * 60'000;

/// What the banner says about a clock that is `skew_ms` ahead of the server's; "" when that is near enough.
[[nodiscard]] std::string clock_words(const Strings& strings, std::int64_t skew_ms);

} // namespace dongthac::app
