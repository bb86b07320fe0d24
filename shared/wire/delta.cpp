#include "shared/wire/delta.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace dongthac::wire {

namespace {

// run length | that many bytes | (copied length - 5 | place in the reference | run length | bytes) …
// A place is said by how far it is from where one would look: behind the last copy, and as far on as the run is long.
constexpr std::size_t kShortest = 5; ///< bytes worth copying: naming them costs up to four
constexpr std::size_t kLookedAt = 2048;
constexpr std::size_t kBuckets = 1024;

std::size_t bucket_of(base::ByteSpan at) {
    const std::uint32_t word = static_cast<std::uint32_t>(at[0]) | static_cast<std::uint32_t>(at[1]) << 8 |
                               static_cast<std::uint32_t>(at[2]) << 16 | static_cast<std::uint32_t>(at[3]) << 24;
    return (word * 2'654'435'761u) >> 22;
}

void put_number(base::Bytes& out, std::size_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
}

std::optional<std::size_t> take_number(base::ByteSpan& in) {
    std::size_t value = 0;
    for (unsigned shift = 0; shift < 35 && !in.empty(); shift += 7) {
        const std::uint8_t byte = in.front();
        in = in.subspan(1);
        value |= static_cast<std::size_t>(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) return value;
    }
    return std::nullopt;
}

/// 0, -1, 1, -2 … as 0, 1, 2, 3 …
void put_distance(base::Bytes& out, std::size_t from, std::size_t to) {
    put_number(out, to >= from ? (to - from) * 2 : (from - to) * 2 - 1);
}

/// Nothing for a place before the beginning.
std::optional<std::size_t> take_place(base::ByteSpan& in, std::size_t from) {
    const auto said = take_number(in);
    if (!said) return std::nullopt;
    const std::size_t distance = (*said + 1) / 2;
    if (*said % 2 == 0) return from + distance;
    return distance > from ? std::nullopt : std::optional(from - distance);
}

void put_run(base::Bytes& out, base::ByteSpan run) {
    put_number(out, run.size());
    out.insert(out.end(), run.begin(), run.end());
}

std::size_t same_from(base::ByteSpan one, base::ByteSpan other) {
    const auto [end, ignored] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    return static_cast<std::size_t>(end - one.begin());
}

/// Places of the reference by the four bytes that begin there; of those with the same bucket the last.
std::array<std::uint16_t, kBuckets> places_in(base::ByteSpan reference) {
    std::array<std::uint16_t, kBuckets> places{}; // one more than the place; 0 for none
    for (std::size_t at = 0; at + 4 <= reference.size(); ++at)
        places[bucket_of(reference.subspan(at))] = static_cast<std::uint16_t>(at + 1);
    return places;
}

std::unexpected<base::Error> bad(const char* reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "delta"}, {"reason", reason}});
}

} // namespace

base::Bytes shorten(base::ByteSpan bytes, base::ByteSpan reference) {
    const base::ByteSpan known = reference.first(std::min(reference.size(), kLookedAt));
    const auto places = places_in(known);
    const std::size_t end = std::min(bytes.size(), kLookedAt);
    base::Bytes out;
    std::size_t done = 0;
    std::size_t expected = 0; // place for `done`
    for (std::size_t at = 0; at + kShortest <= end;) {
        const std::size_t place = places[bucket_of(bytes.subspan(at))];
        const std::size_t same = place == 0 ? 0 : same_from(bytes.subspan(at, end - at), known.subspan(place - 1));
        if (same < kShortest) {
            ++at;
            continue;
        }
        put_run(out, bytes.subspan(done, at - done));
        put_number(out, same - kShortest);
        put_distance(out, expected + (at - done), place - 1);
        expected = place - 1 + same;
        at += same;
        done = at;
    }
    put_run(out, bytes.subspan(done));
    return out;
}

base::Result<base::Bytes> lengthen(base::ByteSpan shortened, base::ByteSpan reference, std::size_t limit) {
    base::Bytes bytes;
    std::size_t expected = 0;
    for (;;) {
        const auto run = take_number(shortened);
        if (!run || *run > shortened.size() || *run > limit - bytes.size()) return bad("run");
        bytes.insert(bytes.end(), shortened.begin(), shortened.begin() + static_cast<std::ptrdiff_t>(*run));
        shortened = shortened.subspan(*run);
        if (shortened.empty()) return bytes;
        const auto more = take_number(shortened);
        const auto place = take_place(shortened, expected + *run);
        if (!more || !place || *place > reference.size()) return bad("place");
        const std::size_t size = *more + kShortest;
        if (size > reference.size() - *place || size > limit - bytes.size()) return bad("copy");
        const base::ByteSpan copied = reference.subspan(*place, size);
        expected = *place + size;
        bytes.insert(bytes.end(), copied.begin(), copied.end());
    }
}

} // namespace dongthac::wire
