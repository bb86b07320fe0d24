#include "shared/model/server_keys.hpp"

#include <algorithm>

namespace dongthac::model {

namespace {

constexpr std::string_view kDomain = "dongthac server key 1";

void append_number(base::Bytes& bytes, std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

base::Bytes signed_bytes(const KeySuccession& succession) {
    base::Bytes bytes(kDomain.begin(), kDomain.end());
    bytes.insert(bytes.end(), succession.old_key.begin(), succession.old_key.end());
    bytes.insert(bytes.end(), succession.new_key.begin(), succession.new_key.end());
    append_number(bytes, static_cast<std::uint64_t>(succession.at_ms));
    append_number(bytes, succession.ends.size());
    for (const KeySuccession::End& end : succession.ends) {
        bytes.insert(bytes.end(), end.replica.bytes.begin(), end.replica.bytes.end());
        append_number(bytes, end.counter);
    }
    return bytes;
}

std::unexpected<base::Error> not_its_word() { return base::fail(base::Code::bad_signature, {{"what", "server key"}}); }

} // namespace

void sign(KeySuccession& succession, const base::KeyPair& old_key, const base::KeyPair& new_key) {
    const base::Bytes bytes = signed_bytes(succession);
    succession.by_old = old_key.sign(bytes);
    succession.by_new = new_key.sign(bytes);
}

bool is_signed(const KeySuccession& succession) {
    const base::Bytes bytes = signed_bytes(succession);
    return base::verify(succession.old_key, bytes, succession.by_old) &&
           base::verify(succession.new_key, bytes, succession.by_new);
}

base::Result<ServerKeys> ServerKeys::from(const base::PublicKey& newest, std::vector<KeySuccession> successions) {
    ServerKeys keys(successions.empty() ? newest : successions.front().old_key);
    for (const KeySuccession& succession : successions) DT_CHECK(keys.follow(succession));
    if (keys.newest() != newest) return not_its_word();
    return keys;
}

std::vector<base::PublicKey> ServerKeys::newest_first() const {
    std::vector<base::PublicKey> keys{newest_};
    for (auto it = successions_.rbegin(); it != successions_.rend(); ++it) keys.push_back(it->old_key);
    return keys;
}

bool ServerKeys::contains(const base::PublicKey& key) const {
    return key == newest_ || std::ranges::find(successions_, key, &KeySuccession::old_key) != successions_.end();
}

base::Result<void> ServerKeys::follow(const KeySuccession& succession) {
    if (std::ranges::find(successions_, succession) != successions_.end()) return {};
    // A key that was given up never comes back: whoever holds it could take the server over again.
    if (succession.old_key != newest_ || contains(succession.new_key) || !is_signed(succession)) return not_its_word();
    newest_ = succession.new_key;
    successions_.push_back(succession);
    return {};
}

std::optional<base::PublicKey> ServerKeys::signer(const base::DeviceId& device, const base::ReplicaId& replica,
                                                  std::uint64_t last) const {
    if (device == base::device_of(newest_)) return newest_;
    for (const KeySuccession& succession : successions_) {
        if (device != base::device_of(succession.old_key)) continue;
        const auto end = std::ranges::find(succession.ends, replica, &KeySuccession::End::replica);
        if (end == succession.ends.end() || last > end->counter) return std::nullopt;
        return succession.old_key;
    }
    return std::nullopt;
}

base::Result<std::int64_t>
ServerKeys::moment(const std::function<base::Result<std::int64_t>(const base::PublicKey&)>& read) const {
    auto said = read(newest_);
    for (auto it = successions_.rbegin(); !said && it != successions_.rend(); ++it)
        if (auto earlier = read(it->old_key); earlier && *earlier <= it->at_ms) said = std::move(earlier);
    return said;
}

} // namespace dongthac::model
