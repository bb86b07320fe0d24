#include "sync-server/peer.hpp"

namespace dongthac::server {

namespace {

constexpr std::size_t kLongestAddress = 45; // an IPv4 address in an IPv6 one, written out

bool is_address(std::string_view text) {
    constexpr std::string_view kLetters = "0123456789abcdefABCDEF.:";
    return !text.empty() && text.size() <= kLongestAddress &&
           text.find_first_not_of(kLetters) == std::string_view::npos;
}

std::string_view plain(std::string_view address) {
    constexpr std::string_view kMapped = "::ffff:";
    const bool mapped = address.starts_with(kMapped) && address.find('.') != std::string_view::npos;
    return mapped ? address.substr(kMapped.size()) : address;
}

} // namespace

bool is_this_machine(std::string_view address) {
    address = plain(address);
    return address == "::1" ||
           (address.starts_with("127.") && address.find_first_not_of("0123456789.") == std::string_view::npos);
}

std::string peer_of(std::string_view connected, std::string_view said, Front front) {
    const bool believed = front == Front::proxy && is_this_machine(connected) && is_address(said);
    return std::string(plain(believed ? said : connected));
}

} // namespace dongthac::server
