#include "shared/base/random.hpp"

#include <array>
#include <cstdlib>

#include <sodium.h>

namespace dongthac::base {

std::uint64_t Random::below(std::uint64_t bound) {
    if (bound == 0) return 0;
    // Rejects the tail that would make the low values likelier.
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    for (;;) {
        std::array<std::uint8_t, 8> raw{};
        fill(raw);
        std::uint64_t value = 0;
        for (std::uint8_t byte : raw) value = value << 8 | byte;
        if (value < limit) return value % bound;
    }
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    if (sodium_init() < 0) std::abort(); // without randomness no id is safe: stop rather than repeat one
    randombytes_buf(out.data(), out.size());
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    for (std::uint8_t& byte : out) {
        state_ += 0x9E3779B97F4A7C15u;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        byte = static_cast<std::uint8_t>((z ^ (z >> 31)) & 0xff);
    }
}

} // namespace dongthac::base
