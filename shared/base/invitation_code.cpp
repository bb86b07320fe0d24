#include "shared/base/invitation_code.hpp"

#include "shared/base/bytes.hpp"

namespace dongthac::base {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::size_t kLetters = 12;
constexpr std::size_t kGroup = 4;
constexpr std::string_view kDomain = "dongthac invitation 1 ";

} // namespace

std::string make_code(Random& random) {
    std::string code;
    for (std::size_t i = 0; i < kLetters; ++i) {
        if (i > 0 && i % kGroup == 0) code += '-';
        code += kAlphabet[random.below(kAlphabet.size())];
    }
    return code;
}

std::optional<Hash> hash_code(std::string_view typed) {
    std::string plain;
    for (const char c : typed) {
        if (c == '-' || c == ' ') continue;
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (kAlphabet.find(upper) == std::string_view::npos || plain.size() == kLetters) return std::nullopt;
        plain += upper;
    }
    if (plain.size() != kLetters) return std::nullopt;
    return sha256(as_bytes(std::string(kDomain) + plain));
}

} // namespace dongthac::base
