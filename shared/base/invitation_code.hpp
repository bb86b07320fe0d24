#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/crypto.hpp"
#include "shared/base/random.hpp"
#include "shared/base/result.hpp"

namespace dongthac::base {

/// A code a person can read over the telephone: "ABCD-EFGH-JKLM", 60 random bits, no 0/O and 1/I.
[[nodiscard]] std::string make_code(Random& random);

/// The hash a code is stored under; letter case, dashes and spaces do not matter. Nothing when it cannot be a code.
[[nodiscard]] std::optional<Hash> hash_code(std::string_view typed);

/// A code as somebody types or scans it.
struct TypedCode {
    std::string code;
    std::string server; ///< a dot and the beginning of the hash of the key it must be, in hexadecimal; empty: not said
};
/// What the QR of an invitation holds: the code, a dot, and 32 digits of the hash of the server's key.
[[nodiscard]] std::string code_with_server(const std::string& code, const PublicKey& server);
/// Either form. What stands behind a dot counts as said, whatever it is.
[[nodiscard]] TypedCode read_code(std::string_view typed);
/// False when another server is meant.
[[nodiscard]] bool is_for(const TypedCode& typed, const PublicKey& server);

/// What both ends of an invitation know and nobody between them: made from the code by Argon2id (RFC 9106), so that who
/// hears the name cannot try all codes.
struct CodeSecret {
    Hash name{}; ///< says which invitation is meant, and may be heard
    Hash key{};
};
/// Takes 8 MiB and some milliseconds. Error out_of_memory; nothing when it cannot be a code.
[[nodiscard]] Result<std::optional<CodeSecret>> secret_of_code(std::string_view typed);

/// Proves that `server` was shown by the one who made the code.
[[nodiscard]] Hash prove_server(const Hash& key, const PublicKey& server);

} // namespace dongthac::base
