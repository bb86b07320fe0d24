#include "shared/base/ids.hpp"

#include <algorithm>
#include <cstring>

#include "shared/base/random.hpp"

namespace dongthac::base {

std::string id_to_text(const std::array<std::uint8_t, 16>& bytes) { return to_hex(bytes); }

Result<std::array<std::uint8_t, 16>> id_from_text(std::string_view text) {
    auto bytes = from_hex(text);
    if (!bytes || bytes->size() != 16)
        return fail(Code::bad_value, {{"field", "id"}, {"value", std::string(text)}, {"expected", "32 hex"}});
    std::array<std::uint8_t, 16> id{};
    std::ranges::copy(*bytes, id.begin());
    return id;
}

std::array<std::uint8_t, 16> random_id_bytes(Random& random) {
    std::array<std::uint8_t, 16> id{};
    random.fill(id);
    return id;
}

std::string to_text(const ChangeId& id) { return to_text(id.replica) + ":" + std::to_string(id.counter); }

std::size_t IdHash::mix(const std::array<std::uint8_t, 16>& bytes) {
    // Ids are random already: eight of their bytes are as good as any hash of them.
    std::uint64_t low = 0;
    std::memcpy(&low, bytes.data(), sizeof low);
    return static_cast<std::size_t>(low);
}

} // namespace dongthac::base
