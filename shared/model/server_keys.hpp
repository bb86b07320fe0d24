#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"

namespace dongthac::model {

/// A server takes another key. The old one names the new one, so that who trusts it goes along; the new one names the
/// old one, so that who comes later believes what was signed before. What the old key signed in dir/ROOT beyond `ends`,
/// or says it said after `at_ms`, proves nothing: it may be somebody else's by now.
struct KeySuccession {
    /// How far one chain of dir/ROOT went under the old key, this record included.
    struct End {
        base::ReplicaId replica;
        std::uint64_t counter = 0;
        friend bool operator==(const End&, const End&) = default;
    };
    base::PublicKey old_key{};
    base::PublicKey new_key{};
    std::int64_t at_ms = 0; ///< by the server's clock
    std::vector<End> ends;
    base::Signature by_old{};
    base::Signature by_new{};
    friend bool operator==(const KeySuccession&, const KeySuccession&) = default;
};

/// Fills in both signatures; the keys must be those that `succession` names.
void sign(KeySuccession& succession, const base::KeyPair& old_key, const base::KeyPair& new_key);
[[nodiscard]] bool is_signed(const KeySuccession& succession);

/// Every key one server has had, for whoever must believe it: a PC, or the server itself. A value.
class ServerKeys {
  public:
    ServerKeys() = default;
    explicit ServerKeys(const base::PublicKey& newest) : newest_(newest) {}
    /// A key somebody has just met, and how it came to be. Error bad_signature for a list that does not end in it.
    [[nodiscard]] static base::Result<ServerKeys> from(const base::PublicKey& newest,
                                                       std::vector<KeySuccession> successions);

    [[nodiscard]] const base::PublicKey& newest() const { return newest_; }
    [[nodiscard]] const std::vector<KeySuccession>& successions() const { return successions_; } ///< oldest first
    [[nodiscard]] std::vector<base::PublicKey> newest_first() const;
    [[nodiscard]] bool contains(const base::PublicKey& key) const;

    /// The newest key hands over. A record that is known already changes nothing. Error bad_signature.
    [[nodiscard]] base::Result<void> follow(const KeySuccession& succession);

    /// The key that may have signed changes up to `last` of that chain of dir/ROOT as `device`.
    [[nodiscard]] std::optional<base::PublicKey> signer(const base::DeviceId& device, const base::ReplicaId& replica,
                                                        std::uint64_t last) const;

    /// The moment that a signed statement names, read with whichever key made it (`read` gives milliseconds or an
    /// error). Error bad_signature; also for one of an old key from after its end.
    [[nodiscard]] base::Result<std::int64_t>
    moment(const std::function<base::Result<std::int64_t>(const base::PublicKey&)>& read) const;

    friend bool operator==(const ServerKeys&, const ServerKeys&) = default;

  private:
    base::PublicKey newest_{};
    std::vector<KeySuccession> successions_;
};

} // namespace dongthac::model
