#pragma once

#include <cstdint>
#include <span>

namespace dongthac::base {

/// Where ids, keys and jitter come from; passed in, so that a test or a simulation is repeatable.
class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;

    /// Uniform in [0, bound); 0 when bound is 0.
    std::uint64_t below(std::uint64_t bound);
};

/// The operating system's generator (libsodium). Any thread.
class SystemRandom final : public Random {
  public:
    void fill(std::span<std::uint8_t> out) override;
};

/// Repeatable, for tests and simulations only: splitmix64 from a printed seed. One thread.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> out) override;

  private:
    std::uint64_t state_;
};

} // namespace dongthac::base
