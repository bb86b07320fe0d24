#include "shared/wire/heads.hpp"

#include <algorithm>

#include "shared/wire/coding.hpp"

namespace dongthac::wire {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kDomain = "dongthac heads 1";
constexpr std::size_t kSignature = std::tuple_size_v<base::Signature>;

base::Bytes signed_bytes(base::ByteSpan heads) {
    base::Bytes bytes(kDomain.begin(), kDomain.end());
    bytes.insert(bytes.end(), heads.begin(), heads.end());
    return bytes;
}

} // namespace

template <class Archive>
void serialize(Archive& archive, ChainHead& head) {
    archive(head.feed, head.replica, head.counter, head.hash);
}
template <class Archive>
void serialize(Archive& archive, Heads& heads) {
    archive(heads.device, heads.server, heads.heard_ms, heads.chains);
}

base::Bytes sign_heads(const Heads& heads, const base::KeyPair& key) {
    const base::Bytes body = encode_value(heads, kVersion);
    const base::Signature signature = key.sign(signed_bytes(body));
    base::Bytes file(signature.begin(), signature.end());
    file.insert(file.end(), body.begin(), body.end());
    return file;
}

base::Result<Heads> read_heads(base::ByteSpan file) {
    if (file.size() < kSignature) return base::fail(base::Code::bad_bytes, {{"what", "heads"}, {"reason", "size"}});
    return decode_value<Heads>(file.subspan(kSignature), kVersion, "heads");
}

bool is_signed_by(base::ByteSpan file, const base::PublicKey& key) {
    const auto heads = read_heads(file);
    if (!heads || heads->device != base::device_of(key)) return false;
    base::Signature signature{};
    std::copy_n(file.begin(), kSignature, signature.begin());
    return base::verify(key, signed_bytes(file.subspan(kSignature)), signature);
}

} // namespace dongthac::wire
