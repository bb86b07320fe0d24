#pragma once

#include <atomic>
#include <cstdint>

namespace dongthac::base {

/// Wall time as an annotation, never as an order (DESIGN §4). Injected so that tests own time.
class Clock {
  public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01T00:00Z by this machine's clock, which may be wrong.
    [[nodiscard]] virtual std::int64_t wall_ms() const = 0;
    /// Milliseconds that only grow; for durations and deadlines.
    [[nodiscard]] virtual std::int64_t steady_ms() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] std::int64_t wall_ms() const override;
    [[nodiscard]] std::int64_t steady_ms() const override;
};

/// Stands still until told. Any thread.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(std::int64_t wall_ms) : wall_(wall_ms) {}
    [[nodiscard]] std::int64_t wall_ms() const override { return wall_; }
    [[nodiscard]] std::int64_t steady_ms() const override { return steady_; }
    void advance(std::int64_t ms) {
        wall_ += ms;
        steady_ += ms;
    }
    /// Jumps the wall clock alone, as a person with a wrong battery does.
    void set_wall(std::int64_t ms) { wall_ = ms; }

  private:
    std::atomic<std::int64_t> wall_;
    std::atomic<std::int64_t> steady_{0};
};

} // namespace dongthac::base
