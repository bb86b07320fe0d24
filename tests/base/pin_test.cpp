#include <gtest/gtest.h>

#include "shared/base/pin.hpp"

namespace dongthac::base {

namespace {

constexpr PinCost kCheap{1, std::uint64_t{8} << 20};

TEST(Pin, OpensTheKeyItClosed) {
    SeededRandom random(1);
    const KeyPair key = KeyPair::generate(random);

    const auto wrapped = wrap(key, "730915", kCheap, random);

    ASSERT_TRUE(wrapped);
    const auto opened = unwrap(*wrapped, "730915");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->public_key(), key.public_key());
    EXPECT_EQ(opened->seed(), key.seed());
}

TEST(Pin, OfAnotherOpensNothing) {
    SeededRandom random(2);
    const auto wrapped = wrap(KeyPair::generate(random), "730915", kCheap, random);
    for (const char* pin : {"730916", "73091", "7309150", "", "730915 "})
        EXPECT_EQ(unwrap(*wrapped, pin).error().code, Code::wrong_pin) << pin;
    EXPECT_EQ(unwrap(*wrapped, std::string(5'000, '7')).error().code, Code::wrong_pin);
}

TEST(Pin, EveryFlippedBitOfTheBoxIsNoticed) {
    SeededRandom random(3);
    const auto wrapped = wrap(KeyPair::generate(random), "730915", kCheap, random);
    for (std::size_t bit = 0; bit < wrapped->box.size() * 8; bit += 29) {
        WrappedSeed damaged = *wrapped;
        damaged.box[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        EXPECT_EQ(unwrap(damaged, "730915").error().code, Code::wrong_pin) << bit;
    }
}

TEST(Pin, TheSameTwiceLooksDifferent) {
    SeededRandom random(4);
    const KeyPair key = KeyPair::generate(random);
    EXPECT_NE(wrap(key, "730915", kCheap, random), wrap(key, "730915", kCheap, random));
}

TEST(Pin, ThatAnybodyWouldTryFirstIsRefused) {
    for (const char* weak : {"", "12345", "123456", "654321", "000000", "1111111", "abcdef", "đđđđ"})
        EXPECT_EQ(check_pin(weak).error().code, Code::weak_pin) << weak;
    for (const char* fair : {"730915", "mật khẩu", "19-5-1890", "đăđăđă"}) EXPECT_TRUE(check_pin(fair)) << fair;
    EXPECT_FALSE(check_pin(std::string(257, 'x') + "y"));
}

TEST(Pin, ACostNoPcWasTunedToIsRefusedBeforeAnythingIsReserved) {
    SeededRandom random(5);
    const auto wrapped = wrap(KeyPair::generate(random), "730915", kCheap, random);
    for (const PinCost cost : {PinCost{1, std::uint64_t{1} << 50}, PinCost{1, 0}, PinCost{0, std::uint64_t{8} << 20},
                               PinCost{UINT64_MAX, std::uint64_t{8} << 20}}) {
        WrappedSeed bent = *wrapped;
        bent.cost = cost;
        EXPECT_EQ(unwrap(bent, "730915").error().code, Code::bad_bytes);
    }
}

TEST(Pin, TriesAreFreeThreeTimesAndThenCostMoreAndMoreTime) {
    EXPECT_EQ(pin_delay_ms(0), 0);
    EXPECT_EQ(pin_delay_ms(2), 0);
    EXPECT_EQ(pin_delay_ms(3), 5'000);
    EXPECT_EQ(pin_delay_ms(4), 10'000);
    EXPECT_EQ(pin_delay_ms(10), 640'000);
    EXPECT_EQ(pin_delay_ms(11), 900'000);
    EXPECT_EQ(pin_delay_ms(4'000'000'000u), 900'000);
}

/// Each look at it is a fixed time later, as if every Argon2id took that long.
class SlowPc final : public Clock {
  public:
    explicit SlowPc(std::int64_t step_ms) : step_(step_ms) {}
    std::int64_t wall_ms() const override { return 0; }
    std::int64_t steady_ms() const override { return now_ += step_; }

  private:
    std::int64_t step_;
    mutable std::int64_t now_ = 0;
};

TEST(Pin, CostsASlowPcLessMemoryAndAFastOneMorePasses) {
    const auto fast = tune_pin_cost(SlowPc(30));
    EXPECT_EQ(fast->memory, std::uint64_t{64} << 20);
    EXPECT_EQ(fast->passes, 10u);
    const auto slow = tune_pin_cost(SlowPc(4'000));
    EXPECT_EQ(slow->memory, std::uint64_t{8} << 20);
    EXPECT_EQ(slow->passes, 1u);
}

} // namespace

} // namespace dongthac::base
