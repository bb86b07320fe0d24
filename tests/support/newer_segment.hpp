#pragma once

#include <span>

#include "shared/wire/segment.hpp"

namespace dongthac::tests {

/// Where the number of the body format stands in a row or, given where its replica stands, in a sealed segment.
inline std::size_t body_format_at(base::ByteSpan bytes, std::size_t replica_at) {
    std::size_t at = replica_at + 16;
    const auto skip = [&] {
        while ((bytes[at] & 0x80) != 0) ++at;
        ++at;
    };
    for (int number = 0; number < 3; ++number) skip(); // first, span, gaps
    const std::size_t documents = bytes[at];
    skip();
    at += 16 * documents;
    skip(); // lanes
    return at;
}

/// `changes` sealed as a program would that knows a body format this one does not.
inline base::Bytes sealed_by_a_newer_program(const std::string& feed, std::span<const change::Change> changes,
                                             const base::KeyPair& key, const base::Hash& previous) {
    constexpr std::uint8_t kFromTheFuture = 100;
    base::Bytes row = wire::pack(changes);
    row[body_format_at(row, 2)] = kFromTheFuture;
    return wire::seal_row(feed, row, key, previous);
}

} // namespace dongthac::tests
