#pragma once

// Included by shared/wire/*.cpp only.

#include "shared/wire/serialize.hpp"

namespace dongthac::wire {

/// One value on its own: version byte, its ids once, then the value.
template <class T>
base::Bytes encode_value(const T& value, std::uint8_t version) {
    IdTable ids;
    base::Bytes body;
    PackedOutput body_out(body, ids);
    body_out.version = version;
    body_out(value);
    base::Bytes bytes;
    PackedOutput out(bytes, ids);
    out.number(version);
    out.number(ids.ids().size());
    for (const RawId& id : ids.ids()) out.raw(id.data(), id.size());
    out.raw(body.data(), body.size());
    return bytes;
}

/// Inverse of encode_value for bytes that may be hostile. A newer `version` may have appended to the value: what is
/// left over is then ignored. `what` names it in the error.
template <class T>
base::Result<T> decode_value(base::ByteSpan bytes, std::uint8_t version, const char* what) {
    try {
        IdTable ids;
        Spent spent;
        BoundedInput in(bytes, ids, spent);
        const std::uint64_t found = in.number();
        if (found < 1) throw BadInput("version");
        const std::size_t count = in.count();
        for (std::size_t i = 0; i < count; ++i) {
            RawId id{};
            in.raw(id.data(), id.size());
            ids.add(id);
        }
        in.version = found;
        T value;
        in(value);
        if (found <= version) in.finish();
        return value;
    } catch (const std::exception& problem) { // cereal throws its own, std::length_error and std::bad_alloc
        return base::fail(base::Code::bad_bytes, {{"what", what}, {"reason", problem.what()}});
    }
}

} // namespace dongthac::wire
