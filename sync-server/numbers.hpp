#pragma once

#include "shared/change/change.hpp"
#include "shared/store/feed_store.hpp"

// Document numbers: one row of them for an office and a year, given by the server alone, so that they are unique and
// consecutive whichever PC is offline (NĐ 30/2020/NĐ-CP, Điều 15).

namespace dongthac::server {

/// At most this many reserved and not given at one PC: what a desk uses in a few days without a network.
inline constexpr std::uint32_t kMostReserved = 50;

/// May `device` give numbers for its office on that day? Errors: not_allowed, not_the_desk {org}.
[[nodiscard]] base::Result<void> check_desk(const model::Directory& directory, const model::Device& device,
                                            const text::Date& day);

/// Numbers of `year` reserved for `device` and not given yet, at least `wanted` of them (never more than
/// kMostReserved). Errors: the store's.
[[nodiscard]] base::Result<std::vector<std::uint32_t>>
reserve_numbers(store::FeedWriter& writer, const model::Device& device, int year, std::uint32_t wanted);

/// When `decision` gives a number: it becomes the document's. Nothing for other decisions. Errors: bad_bytes,
/// number_taken {number, next}.
[[nodiscard]] base::Result<void> take_number(store::FeedWriter& writer, const model::Device& device,
                                             const change::Change& decision);

/// The same for a decision that stood before this server was put back from a copy: it stands, whatever else was given.
[[nodiscard]] base::Result<void> take_number_again(store::FeedWriter& writer, const base::DeviceId& author,
                                                   const change::Change& decision);

} // namespace dongthac::server
