#include "shared/base/pin.hpp"

#include <algorithm>
#include <cstdlib>

#include <sodium.h>

namespace dongthac::base {

namespace {

constexpr std::size_t kShortestPin = 6;
constexpr std::size_t kLongestPin = 256;
constexpr std::int64_t kAimMs = 300;
constexpr std::uint64_t kLeastMemory = std::uint64_t{8} << 20;
constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 30;
constexpr std::uint64_t kMostPasses = 1'000;

using Secret = std::array<std::uint8_t, crypto_secretbox_xchacha20poly1305_KEYBYTES>;

static_assert(crypto_pwhash_argon2id_SALTBYTES == std::tuple_size_v<decltype(WrappedSeed::salt)>);
static_assert(crypto_secretbox_xchacha20poly1305_NONCEBYTES == std::tuple_size_v<decltype(WrappedSeed::nonce)>);
static_assert(crypto_secretbox_xchacha20poly1305_MACBYTES + std::tuple_size_v<KeyPair::Seed> ==
              std::tuple_size_v<decltype(WrappedSeed::box)>);

/// The key a PIN stands for. Error out_of_memory: the only way it fails.
Result<Secret> stretch(std::string_view pin, const PinCost& cost, const std::array<std::uint8_t, 16>& salt) {
    if (sodium_init() < 0) std::abort();
    Secret secret{};
    if (crypto_pwhash_argon2id(secret.data(), secret.size(), pin.data(), pin.size(), salt.data(), cost.passes,
                               static_cast<std::size_t>(cost.memory), crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return fail(Code::out_of_memory);
    return secret;
}

Result<std::int64_t> time_of(const Clock& clock, const PinCost& cost) {
    const std::int64_t start = clock.steady_ms();
    DT_TRY(Secret secret, stretch("123456", cost, {}));
    sodium_memzero(secret.data(), secret.size());
    return clock.steady_ms() - start;
}

bool is_run(std::string_view pin, int step) {
    for (std::size_t i = 1; i < pin.size(); ++i)
        if (pin[i] - pin[i - 1] != step) return false;
    return true;
}

} // namespace

Result<PinCost> tune_pin_cost(const Clock& clock) {
    PinCost cost{.passes = 1};
    DT_TRY(std::int64_t took, time_of(clock, cost));
    while (took > kAimMs && cost.memory > kLeastMemory) {
        cost.memory /= 2;
        DT_TRY(took, time_of(clock, cost));
    }
    // Passes cost alike, so one more measurement would tell nothing new.
    const std::int64_t fit = kAimMs / std::max<std::int64_t>(took, 1);
    cost.passes = static_cast<std::uint64_t>(std::clamp<std::int64_t>(fit, 1, 64));
    return cost;
}

Result<void> check_pin(std::string_view pin) {
    const auto characters =
        std::ranges::count_if(pin, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    const bool weak = is_run(pin, 0) || is_run(pin, 1) || is_run(pin, -1);
    if (static_cast<std::size_t>(characters) < kShortestPin || pin.size() > kLongestPin || weak)
        return fail(Code::weak_pin);
    return {};
}

Result<WrappedSeed> wrap(const KeyPair& key, std::string_view pin, const PinCost& cost, Random& random) {
    DT_CHECK(check_pin(pin));
    WrappedSeed wrapped;
    wrapped.cost = cost;
    random.fill(wrapped.salt);
    random.fill(wrapped.nonce);
    DT_TRY(Secret secret, stretch(pin, cost, wrapped.salt));
    const KeyPair::Seed& seed = key.seed();
    crypto_secretbox_xchacha20poly1305_easy(wrapped.box.data(), seed.data(), seed.size(), wrapped.nonce.data(),
                                            secret.data());
    sodium_memzero(secret.data(), secret.size());
    return wrapped;
}

Result<KeyPair> unwrap(const WrappedSeed& wrapped, std::string_view pin) {
    const PinCost& cost = wrapped.cost;
    if (cost.passes < 1 || cost.passes > kMostPasses || cost.memory < kLeastMemory || cost.memory > kMostMemory)
        return fail(Code::bad_bytes, {{"what", "key"}, {"reason", "cost"}});
    if (pin.size() > kLongestPin) return fail(Code::wrong_pin);
    DT_TRY(Secret secret, stretch(pin, cost, wrapped.salt));
    KeyPair::Seed seed{};
    const bool opened =
        crypto_secretbox_xchacha20poly1305_open_easy(seed.data(), wrapped.box.data(), wrapped.box.size(),
                                                     wrapped.nonce.data(), secret.data()) == 0;
    sodium_memzero(secret.data(), secret.size());
    if (!opened) return fail(Code::wrong_pin);
    KeyPair key = KeyPair::from_seed(seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

std::int64_t pin_delay_ms(std::uint32_t wrong) {
    constexpr std::uint32_t kFree = 3;
    constexpr std::int64_t kFirstMs = 5'000;
    constexpr std::int64_t kLongestMs = std::int64_t{15} * 60'000;
    if (wrong < kFree) return 0;
    const std::uint32_t doublings = std::min<std::uint32_t>(wrong - kFree, 20);
    return std::min(kFirstMs << doublings, kLongestMs);
}

} // namespace dongthac::base
