#include "shared/wire/wrapped_seed.hpp"

#include "shared/wire/coding.hpp"

namespace dongthac::base {

template <class Archive>
void serialize(Archive& archive, PinCost& cost) {
    archive(cost.passes, cost.memory);
}

template <class Archive>
void serialize(Archive& archive, WrappedSeed& wrapped) {
    archive(wrapped.cost, wrapped.salt, wrapped.nonce, wrapped.box);
}

} // namespace dongthac::base

namespace dongthac::wire {

namespace {

constexpr std::uint8_t kVersion = 1;

} // namespace

base::Bytes encode(const base::WrappedSeed& wrapped) { return encode_value(wrapped, kVersion); }

base::Result<base::WrappedSeed> decode_wrapped_seed(base::ByteSpan bytes) {
    return decode_value<base::WrappedSeed>(bytes, kVersion, "key");
}

} // namespace dongthac::wire
