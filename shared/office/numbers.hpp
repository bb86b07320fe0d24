#pragma once

#include <optional>
#include <span>

#include "shared/office/workspace.hpp"

// Document numbers that the server reserved for this PC (NĐ 30/2020/NĐ-CP, Điều 15): whoever gives one may be offline.

namespace dongthac::office {

struct NumberOfYear {
    std::uint32_t number = 0;
    text::Date day; ///< printed beside it: today
};

/// The lowest number of this year that is reserved here and not used; it is used from now on. Nothing when there is
/// none. Within the caller's transaction.
[[nodiscard]] base::Result<std::optional<NumberOfYear>> take_reserved_within(Workspace& office);

/// The number that a waiting decision gives `document` and the day it was given: not the server's word yet, but this
/// PC's alone to give. Nothing when none waits, or when it has none yet.
[[nodiscard]] std::optional<NumberOfYear> waiting_number(std::span<const store::IntentRow> intents,
                                                         const base::DocumentId& document);

/// A decision goes that gave a number: the number is the next to be given again (Điều 15 wants no gap). Within the
/// caller's transaction.
[[nodiscard]] base::Result<void> give_back_number_within(Workspace& office, const store::IntentRow& intent);

/// How many of this year are left here.
[[nodiscard]] base::Result<std::size_t> reserved_left(Workspace& office);

/// How many decisions wait that give a number and have none.
[[nodiscard]] base::Result<std::size_t> numbers_wanted(Workspace& office);

/// Keeps what the server says is reserved for this PC in `year`, but for what waiting decisions use already.
[[nodiscard]] base::Result<void> put_reserved(Workspace& office, int year, const std::vector<std::uint32_t>& numbers);

} // namespace dongthac::office
