#include "shared/change/order.hpp"

#include <algorithm>

namespace dongthac::change {

namespace {

// In ASCII order, so that keys compare as plain strings.
constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kBase = kDigits.size();
constexpr std::size_t kWidth = 4;
constexpr std::size_t kSpread = 16; ///< room left between two neighbours made together

std::size_t digit(std::string_view key, std::size_t at, std::size_t missing) {
    if (at >= key.size()) return missing;
    const std::size_t found = kDigits.find(key[at]);
    return found == std::string_view::npos ? kBase / 2 : found; // a key from elsewhere still gets a place
}

} // namespace

std::string order_between(std::string_view before, std::string_view after) {
    std::string key;
    bool bounded = !after.empty();
    for (std::size_t at = 0;; ++at) {
        const std::size_t low = digit(before, at, 0);
        const std::size_t high = bounded ? digit(after, at, 0) : kBase;
        if (high > low + 1) {
            key += kDigits[(low + high) / 2];
            return key;
        }
        key += kDigits[low];
        // One below the upper bound from here on: only the lower one still matters.
        if (high > low) bounded = false;
        if (bounded && at >= before.size() && at >= after.size()) { // equal keys: any place after both
            key += kDigits[kBase / 2];
            return key;
        }
    }
}

std::string order_at(std::size_t index) {
    std::string key(kWidth, kDigits.front());
    std::size_t value = index * kSpread + kSpread / 2 + 1;
    for (std::size_t at = kWidth; at-- > 0 && value > 0; value /= kBase) key[at] = kDigits[value % kBase];
    while (key.size() > 1 && key.back() == kDigits.front()) key.pop_back();
    return key;
}

} // namespace dongthac::change
