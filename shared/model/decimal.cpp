#include "shared/model/decimal.hpp"

#include <algorithm>

namespace dongthac::model {

namespace {

constexpr int kMostScale = 18;
constexpr int kMostDigits = 6; ///< of a ratio

} // namespace

void Decimal::shorten() {
    while (scale_ > 0 && units_ % 10 == 0) {
        units_ /= 10;
        --scale_;
    }
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::size_t behind = point == std::string_view::npos ? 0 : text.size() - point - 1;
    if (text.empty() || point == 0 || (point != std::string_view::npos && behind == 0) || behind > kMostScale)
        return std::nullopt;
    Wide units = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == point) continue;
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        if (__builtin_mul_overflow(units, Wide{10}, &units) ||
            __builtin_add_overflow(units, Wide{text[i] - '0'}, &units))
            return std::nullopt;
    }
    return Decimal(negative ? -units : units, static_cast<int>(behind));
}

std::optional<Decimal> Decimal::fitting(Wide units, int scale) {
    Wide twin = 0;
    if (__builtin_sub_overflow(Wide{0}, units, &twin)) return std::nullopt;
    return Decimal(units, scale);
}

std::optional<Decimal::Wide> Decimal::scaled_to(int scale) const {
    Wide units = units_;
    for (int i = scale_; i < scale; ++i)
        if (__builtin_mul_overflow(units, Wide{10}, &units)) return std::nullopt;
    return units;
}

std::optional<Decimal> Decimal::ratio(const Decimal& numerator, const Decimal& denominator, int digits) {
    const int scale = std::max(numerator.scale_, denominator.scale_);
    const auto above = numerator.scaled_to(scale + std::clamp(digits, 0, kMostDigits));
    const auto below = denominator.scaled_to(scale);
    if (!above || !below || *below == 0) return std::nullopt;
    const bool negative = (*above < 0) != (*below < 0);
    const Wide dividend = *above < 0 ? -*above : *above;
    const Wide divisor = *below < 0 ? -*below : *below;
    Wide quotient = dividend / divisor;
    if (dividend % divisor >= divisor - dividend % divisor) ++quotient;
    const Wide units = negative ? -quotient : quotient;
    // The numerator was shifted by the digits wanted; its own scale and the denominator's are gone with the division.
    return Decimal(units, std::clamp(digits, 0, kMostDigits));
}

std::string Decimal::text() const {
    Wide rest = units_ < 0 ? -units_ : units_;
    std::string digits;
    do {
        digits += static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    } while (rest != 0);
    while (static_cast<int>(digits.size()) <= scale_) digits += '0';
    if (scale_ > 0) digits.insert(static_cast<std::size_t>(scale_), ".");
    if (units_ < 0) digits += '-';
    std::ranges::reverse(digits);
    return digits;
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const {
    const int scale = std::max(scale_, other.scale_);
    const auto a = scaled_to(scale);
    const auto b = other.scaled_to(scale);
    Wide sum = 0;
    if (!a || !b || __builtin_add_overflow(*a, *b, &sum)) return std::nullopt;
    return fitting(sum, scale);
}

std::optional<Decimal> Decimal::times(const Decimal& other) const {
    Wide product = 0;
    if (scale_ + other.scale_ > kMostScale || __builtin_mul_overflow(units_, other.units_, &product))
        return std::nullopt;
    return fitting(product, scale_ + other.scale_);
}

int Decimal::compare(const Decimal& a, const Decimal& b) {
    const int scale = std::max(a.scale_, b.scale_);
    const auto left = a.scaled_to(scale);
    const auto right = b.scaled_to(scale);
    if (left && right) return *left < *right ? -1 : *left > *right ? 1 : 0;
    // Only one can be too large to scale, and then it is the larger by far.
    const bool a_is_large = !left;
    const bool positive = a_is_large ? a.units_ > 0 : b.units_ < 0;
    return positive ? 1 : -1;
}

} // namespace dongthac::model
