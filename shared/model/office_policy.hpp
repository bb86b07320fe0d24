#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/model/organisation.hpp"

namespace dongthac::model {

/// What a document goes through before it is signed and issued (NĐ 30/2020/NĐ-CP, Điều 11, 12, 15). An office may
/// switch each off, never change their order.
enum class Step : std::uint8_t {
    content_review = 1, ///< kiểm tra nội dung, by the head of the drafting unit (Điều 12 khoản 1)
    format_check = 2,   ///< kiểm tra thể thức, by the records clerk (Điều 12 khoản 2)
    submission = 4,     ///< trình ký (Điều 11)
    numbering = 8,      ///< cấp số as an act of its own (Điều 15)
};
[[nodiscard]] std::string_view name_of(Step step);
[[nodiscard]] std::optional<Step> step_named(std::string_view name);

/// A set of steps.
class Steps {
  public:
    constexpr Steps() = default;
    constexpr Steps(Step step) : bits_(static_cast<std::uint8_t>(step)) {} // NOLINT: a step is a set of one
    [[nodiscard]] static constexpr Steps from_bits(std::uint8_t bits) {
        Steps steps;
        steps.bits_ = bits & kAll;
        return steps;
    }
    [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr bool has_all(Steps other) const { return (bits_ & other.bits_) == other.bits_; }
    [[nodiscard]] constexpr bool has_any(Steps other) const { return (bits_ & other.bits_) != 0; }
    friend constexpr Steps operator|(Steps a, Steps b) { return from_bits(a.bits_ | b.bits_); }
    friend bool operator==(const Steps&, const Steps&) = default;

  private:
    static constexpr std::uint8_t kAll = 15;
    std::uint8_t bits_ = 0;
};

/// How one office works. An office without a record works by the default: no inner steps, and whoever sits at a PC acts
/// with the PC's roles until the office names its first person for an action.
struct OfficePolicy {
    OrgId org;
    Steps steps;
    bool other_signer = false;  ///< who signs is not who drafted: who began the review or, without one, submitted
    bool other_checker = false; ///< who checks is not who drafted
    base::DeviceId desk;        ///< the one PC that gives document numbers (Điều 15); empty: any PC with the role
    friend bool operator==(const OfficePolicy&, const OfficePolicy&) = default;
};

} // namespace dongthac::model
