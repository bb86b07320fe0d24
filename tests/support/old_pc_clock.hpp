#pragma once

#include "shared/base/clock.hpp"

namespace dongthac::tests {

/// The clock of an old PC: whatever it does takes long by its own steady clock, so that a PIN is made to cost little
/// there (base::tune_pin_cost), and tests of PINs are quick. The wall clock is the one of the test.
class OldPcClock final : public base::Clock {
  public:
    explicit OldPcClock(const base::Clock& clock) : clock_(clock) {}
    [[nodiscard]] std::int64_t wall_ms() const override { return clock_.wall_ms(); }
    [[nodiscard]] std::int64_t steady_ms() const override { return clock_.steady_ms() + 400 * ++asked_; }

  private:
    const base::Clock& clock_;
    mutable std::int64_t asked_ = 0;
};

} // namespace dongthac::tests
