#include "shared/base/invitation_code.hpp"

#include <algorithm>
#include <array>

#include <sodium.h>

#include "shared/base/bytes.hpp"

namespace dongthac::base {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::size_t kLetters = 12;
constexpr std::size_t kGroup = 4;
constexpr std::size_t kServerDigits = 32;
constexpr std::string_view kDomain = "dongthac invitation 1 ";
constexpr std::string_view kProofDomain = "dongthac server proof 1 ";
/// Of a random code: the same for all, since each code is used once.
constexpr std::array<unsigned char, crypto_pwhash_SALTBYTES> kSalt = {'d', 'o', 'n', 'g', 't', 'h', 'a', 'c',
                                                                      ' ', 'm', 'e', 'e', 't', ' ', '1', 0};
constexpr std::size_t kStretchMemory = 8 << 20;
constexpr unsigned long long kStretchPasses = 2;

std::optional<std::string> plain_code(std::string_view typed) {
    std::string plain;
    for (const char c : typed) {
        if (c == '-' || c == ' ') continue;
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (kAlphabet.find(upper) == std::string_view::npos || plain.size() == kLetters) return std::nullopt;
        plain += upper;
    }
    if (plain.size() != kLetters) return std::nullopt;
    return plain;
}

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
    const auto plain = plain_code(typed);
    if (!plain) return std::nullopt;
    return sha256(as_bytes(std::string(kDomain) + *plain));
}

std::string code_with_server(const std::string& code, const PublicKey& server) {
    return code + "." + to_hex(sha256(server)).substr(0, kServerDigits);
}

TypedCode read_code(std::string_view typed) {
    const std::size_t dot = typed.find('.');
    if (dot == std::string_view::npos) return {std::string(typed), {}};
    TypedCode read{std::string(typed.substr(0, dot)), std::string(typed.substr(dot))};
    while (!read.server.empty() && (read.server.back() == ' ' || read.server.back() == '\n')) read.server.pop_back();
    return read;
}

bool is_for(const TypedCode& typed, const PublicKey& server) {
    return typed.server.empty() || typed.code + typed.server == code_with_server(typed.code, server);
}

Result<std::optional<CodeSecret>> secret_of_code(std::string_view typed) {
    const auto plain = plain_code(typed);
    if (!plain) return std::nullopt;
    std::array<std::uint8_t, 64> stretched{};
    if (crypto_pwhash(stretched.data(), stretched.size(), plain->data(), plain->size(), kSalt.data(), kStretchPasses,
                      kStretchMemory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Code::out_of_memory);
    CodeSecret secret;
    std::copy_n(stretched.begin(), secret.name.size(), secret.name.begin());
    std::copy_n(stretched.begin() + secret.name.size(), secret.key.size(), secret.key.begin());
    return secret;
}

Hash prove_server(const Hash& key, const PublicKey& server) {
    Bytes message(kProofDomain.begin(), kProofDomain.end());
    message.insert(message.end(), server.begin(), server.end());
    Hash proof{};
    static_assert(crypto_auth_hmacsha256_BYTES == std::tuple_size_v<Hash>);
    crypto_auth_hmacsha256(proof.data(), message.data(), message.size(), key.data());
    return proof;
}

} // namespace dongthac::base
