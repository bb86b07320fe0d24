#include "shared/wire/envelope.hpp"

#include <algorithm>
#include <utility>

#include "shared/wire/compress.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::wire {

namespace {

constexpr std::uint8_t kVersion = 2;
constexpr std::size_t kHead = 1 + sizeof(DevicePrefix) + sizeof(Nonce) + sizeof(base::Mac);
constexpr std::uint8_t kCompressed = 0x80;
constexpr std::size_t kWorthCompressing = 400; ///< bytes; below it zstd gains nothing on what is here

constexpr std::array<std::pair<Ask, std::string_view>, 10> kPaths = {{{Ask::exchange, "/v1/exchange"},
                                                                      {Ask::decide, "/v1/decide"},
                                                                      {Ask::receipts, "/v1/receipts"},
                                                                      {Ask::give_back, "/v1/give_back"},
                                                                      {Ask::snapshot, "/v1/snapshot"},
                                                                      {Ask::numbers, "/v1/office/numbers"},
                                                                      {Ask::person, "/v1/office/person"},
                                                                      {Ask::person_key, "/v1/office/person_key"},
                                                                      {Ask::policy, "/v1/office/policy"},
                                                                      {Ask::brief, "/v1/exchange"}}};

std::array<std::uint8_t, 2> bytes_of(int status) {
    return {static_cast<std::uint8_t>(status), static_cast<std::uint8_t>(status >> 8)};
}

void append(base::Bytes& to, base::ByteSpan more) { to.insert(to.end(), more.begin(), more.end()); }

std::unexpected<base::Error> bad(const char* reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "request"}, {"reason", reason}});
}

} // namespace

DevicePrefix prefix_of(const base::DeviceId& device) {
    DevicePrefix prefix{};
    std::copy_n(device.bytes.begin(), prefix.size(), prefix.begin());
    return prefix;
}

ClosedRequest close_request(const base::ChannelKeys& keys, const base::DeviceId& device, const Nonce& nonce,
                            base::ByteSpan body) {
    ClosedRequest request;
    request.mac = base::mac_of(keys.up, {nonce, body});
    request.bytes.reserve(kHead + body.size());
    request.bytes.push_back(kVersion);
    append(request.bytes, prefix_of(device));
    append(request.bytes, nonce);
    append(request.bytes, request.mac);
    append(request.bytes, body);
    return request;
}

base::Result<ChannelRequest> read_request(base::ByteSpan bytes) {
    if (bytes.size() < kHead) return bad("truncated");
    if (bytes.front() != kVersion) return bad("version");
    ChannelRequest request;
    auto at = bytes.begin() + 1;
    const auto take = [&at](auto& field) {
        std::copy_n(at, field.size(), field.begin());
        at += static_cast<std::ptrdiff_t>(field.size());
    };
    take(request.device);
    take(request.nonce);
    take(request.mac);
    request.body = bytes.subspan(kHead);
    return request;
}

bool is_from(const base::ChannelKeys& keys, const ChannelRequest& request) {
    return base::is_same(base::mac_of(keys.up, {request.nonce, request.body}), request.mac);
}

base::Bytes close_answer(const base::ChannelKeys& keys, const base::Mac& to, int status, base::ByteSpan body) {
    base::Bytes bytes;
    append(bytes, base::mac_of(keys.down, {to, bytes_of(status), body}));
    append(bytes, body);
    return bytes;
}

std::optional<base::ByteSpan> open_answer(const base::ChannelKeys& keys, const base::Mac& to, int status,
                                          base::ByteSpan bytes) {
    base::Mac mac{};
    if (bytes.size() < mac.size()) return std::nullopt;
    std::copy_n(bytes.begin(), mac.size(), mac.begin());
    const base::ByteSpan body = bytes.subspan(mac.size());
    if (!base::is_same(base::mac_of(keys.down, {to, bytes_of(status), body}), mac)) return std::nullopt;
    return body;
}

base::Bytes pack_message(std::uint8_t ask, base::ByteSpan message) {
    base::Bytes packed{ask};
    if (message.size() >= kWorthCompressing) {
        const base::Bytes shorter = compress(message);
        if (shorter.size() < message.size()) {
            packed.front() |= kCompressed;
            append(packed, shorter);
            return packed;
        }
    }
    append(packed, message);
    return packed;
}

base::Result<Message> unpack_message(base::ByteSpan packed) {
    if (packed.empty()) return bad("empty");
    Message message{static_cast<std::uint8_t>(packed.front() & ~kCompressed), {}};
    const base::ByteSpan rest = packed.subspan(1);
    if ((packed.front() & kCompressed) == 0) {
        message.bytes.assign(rest.begin(), rest.end());
        return message;
    }
    DT_TRY(message.bytes, decompress(rest, kMaxMessage));
    return message;
}

std::string_view path_of(std::uint8_t ask) {
    const auto found = std::ranges::find(kPaths, static_cast<Ask>(ask), &std::pair<Ask, std::string_view>::first);
    return found == kPaths.end() ? std::string_view() : found->second;
}

std::optional<Ask> ask_for(std::string_view path) {
    const auto found = std::ranges::find(kPaths, path, &std::pair<Ask, std::string_view>::second);
    if (found == kPaths.end()) return std::nullopt;
    return found->first;
}

} // namespace dongthac::wire
