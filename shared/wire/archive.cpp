#include "shared/wire/archive.hpp"

#include <algorithm>

namespace dongthac::wire {

std::uint64_t IdTable::index_of(const RawId& id) {
    if (ids_.size() < kFew) {
        const auto at = static_cast<std::size_t>(std::ranges::find(ids_, id) - ids_.begin());
        if (at == ids_.size()) ids_.push_back(id);
        return at;
    }
    if (index_.empty())
        for (const RawId& known : ids_) index_.try_emplace(known, index_.size());
    const auto [entry, added] = index_.try_emplace(id, ids_.size());
    if (added) ids_.push_back(id);
    return entry->second;
}

void IdTable::add(const RawId& id) { ids_.push_back(id); }

void PackedOutput::number(std::uint64_t value) {
    while (value >= 0x80) {
        out_.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    out_.push_back(static_cast<std::uint8_t>(value));
}

void PackedOutput::raw(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    out_.insert(out_.end(), bytes, bytes + size);
}

std::uint64_t BoundedInput::number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (in_.empty()) throw BadInput("truncated");
        const std::uint8_t byte = in_.front();
        in_ = in_.subspan(1);
        const std::uint64_t part = byte & 0x7f;
        if (shift == 63 && part > 1) break; // would not fit in 64 bits
        value |= part << shift;
        if ((byte & 0x80) == 0) {
            if (byte == 0 && shift > 0) break; // a longer spelling of the same number is not canonical
            return value;
        }
    }
    throw BadInput("number");
}

void BoundedInput::raw(void* data, std::size_t size) {
    const base::ByteSpan bytes = take(size);
    if (size > 0) std::memcpy(data, bytes.data(), size);
}

base::ByteSpan BoundedInput::take(std::size_t size) {
    if (size > in_.size()) throw BadInput("truncated");
    const base::ByteSpan bytes = in_.first(size);
    in_ = in_.subspan(size);
    return bytes;
}

std::size_t BoundedInput::count() {
    // Every element takes at least one byte, so a count above what is left is a lie; checked before any resize.
    const std::uint64_t claimed = number();
    if (claimed > in_.size()) throw BadInput("count larger than input");
    const auto size = static_cast<std::size_t>(claimed);
    spent_.items += size;
    if (spent_.items > limits_.max_items) throw BadInput("too many items");
    charge(size * 48);
    return size;
}

std::size_t BoundedInput::length() {
    const std::uint64_t claimed = number();
    if (claimed > in_.size()) throw BadInput("length larger than input");
    const auto size = static_cast<std::size_t>(claimed);
    charge(size);
    return size;
}

RawId BoundedInput::id() {
    const std::uint64_t index = number();
    if (index >= ids_.ids().size()) throw BadInput("id index");
    return ids_.ids()[static_cast<std::size_t>(index)];
}

void BoundedInput::enter() {
    if (++depth_ > limits_.max_depth) throw BadInput("too deep");
}

void BoundedInput::charge(std::size_t bytes) {
    spent_.alloc += bytes;
    if (spent_.alloc > limits_.max_alloc) throw BadInput("allocation budget");
}

} // namespace dongthac::wire
