#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dongthac::model {

/// An exact decimal number: sums of reports must be the sums a person adds up on paper. Up to 18 digits behind the
/// point and 128 bits in all, far beyond what parse_value() takes from one field: a thousand of the largest add up even
/// with the finest among them, a billion that are alike.
class Decimal {
  public:
    constexpr Decimal() = default;
    constexpr Decimal(std::int64_t whole) : units_(whole) {} // NOLINT: a whole number is a decimal

    /// "93.9", "-4", "0"; nothing for anything else. The form parse_value() stores, not what people type.
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
    /// `numerator` / `denominator` with `digits` (at most 6) behind the point, halves away from zero. Nothing for
    /// division by zero, or where the numbers are too large to scale.
    [[nodiscard]] static std::optional<Decimal> ratio(const Decimal& numerator, const Decimal& denominator, int digits);

    /// As parse() reads it: no trailing zeros behind the point.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool is_zero() const { return units_ == 0; }

    /// Nothing when the result does not fit.
    [[nodiscard]] std::optional<Decimal> plus(const Decimal& other) const;
    [[nodiscard]] std::optional<Decimal> times(const Decimal& other) const;

    friend bool operator==(const Decimal& a, const Decimal& b) { return compare(a, b) == 0; }
    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) { return compare(a, b) <=> 0; }

  private:
    __extension__ using Wide = __int128;
    Decimal(Wide units, int scale) : units_(units), scale_(scale) { shorten(); }
    [[nodiscard]] static std::optional<Decimal> fitting(Wide units, int scale);
    [[nodiscard]] static int compare(const Decimal& a, const Decimal& b);
    [[nodiscard]] std::optional<Wide> scaled_to(int scale) const;
    void shorten();

    Wide units_ = 0; ///< times 10^-scale_; never the most negative number, which has no positive twin
    int scale_ = 0;  ///< without trailing zeros
};

} // namespace dongthac::model
