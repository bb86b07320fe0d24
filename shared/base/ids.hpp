#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace dongthac::base {

class Random;

/// A 128-bit random identity. `Tag` keeps a replica from being passed where a document is meant.
/// Ordered by its bytes; printed as 32 hexadecimal digits. All zero means "none".
template <class Tag>
struct Id {
    std::array<std::uint8_t, 16> bytes{};

    [[nodiscard]] bool empty() const { return *this == Id{}; }
    friend bool operator==(const Id&, const Id&) = default;
    // By two numbers rather than byte by byte: maps of ids are looked into for every change that is read.
    friend std::strong_ordering operator<=>(const Id& a, const Id& b) {
        const auto first = std::bit_cast<std::array<std::uint64_t, 2>>(a.bytes);
        const auto second = std::bit_cast<std::array<std::uint64_t, 2>>(b.bytes);
        if (first[0] != second[0]) return big_endian(first[0]) <=> big_endian(second[0]);
        return big_endian(first[1]) <=> big_endian(second[1]);
    }

  private:
    static constexpr std::uint64_t big_endian(std::uint64_t word) {
        return std::endian::native == std::endian::little ? std::byteswap(word) : word;
    }
};

struct ReplicaTag;
struct DocumentTag;
struct NodeTag;
struct DeviceTag;
struct PersonTag;
struct TaskTag;

/// One incarnation of one database, not a PC (DESIGN §4).
using ReplicaId = Id<ReplicaTag>;
using DocumentId = Id<DocumentTag>;
/// A node of a document's tree; the document's own fields live in the node whose id equals the document's.
using NodeId = Id<NodeTag>;
/// A PC's signing key: the first 16 bytes of SHA-256 over its public key.
using DeviceId = Id<DeviceTag>;
/// Somebody who acts for an office; random.
using PersonId = Id<PersonTag>;
/// What one office owes for one period: the first 16 bytes of SHA-256 over duty, office and period, so that every PC
/// names it alike.
using TaskId = Id<TaskTag>;
/// Organisations are named by the administrator, e.g. "tay-mo"; letters a–z, digits, '-', '_' and '.'.
using OrgId = std::string;

[[nodiscard]] std::string id_to_text(const std::array<std::uint8_t, 16>& bytes);
[[nodiscard]] Result<std::array<std::uint8_t, 16>> id_from_text(std::string_view text);

template <class Tag>
[[nodiscard]] std::string to_text(const Id<Tag>& id) {
    return id_to_text(id.bytes);
}

/// Error bad_value unless `text` is 32 hexadecimal digits.
template <class AnyId>
[[nodiscard]] Result<AnyId> parse_id(std::string_view text) {
    auto bytes = id_from_text(text);
    if (!bytes) return std::unexpected(bytes.error());
    return AnyId{*bytes};
}

[[nodiscard]] std::array<std::uint8_t, 16> random_id_bytes(Random& random);

template <class AnyId>
[[nodiscard]] AnyId new_id(Random& random) {
    return AnyId{random_id_bytes(random)};
}

/// The document's own node (see NodeId).
[[nodiscard]] inline NodeId root_node(const DocumentId& document) { return NodeId{document.bytes}; }

/// Names one change for ever: the replica's own counter, from 1 without gaps.
struct ChangeId {
    ReplicaId replica;
    std::uint64_t counter = 0;
    friend auto operator<=>(const ChangeId&, const ChangeId&) = default;
};

/// "<replica hex>:<counter>"
[[nodiscard]] std::string to_text(const ChangeId& id);

struct IdHash {
    template <class Tag>
    std::size_t operator()(const Id<Tag>& id) const {
        return mix(id.bytes);
    }
    std::size_t operator()(const ChangeId& id) const {
        return mix(id.replica.bytes) ^ (id.counter * 0x9E3779B97F4A7C15u);
    }
    static std::size_t mix(const std::array<std::uint8_t, 16>& bytes);
};

} // namespace dongthac::base
