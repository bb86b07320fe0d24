#include "sync-server/config.hpp"

#include <algorithm>
#include <charconv>

namespace dongthac::server {

namespace {

constexpr int kHighestPort = 65'535;

bool is_host(std::string_view host) {
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == ':';
    });
}

} // namespace

base::Result<Address> parse_address(std::string_view text) {
    const auto bad = [&] { return base::fail(base::Code::bad_address, {{"url", std::string(text)}}); };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return bad();
    std::string_view host = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    if (!is_host(host) || (!bracketed && host.find(':') != std::string_view::npos)) return bad();
    Address address{std::string(host), 0};
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    const bool whole = problem == std::errc{} && end == digits.data() + digits.size();
    if (!whole || address.port < 0 || address.port > kHighestPort) return bad();
    return address;
}

std::string url_of(const Address& address, Scheme scheme) {
    const bool six = address.host.find(':') != std::string::npos;
    const std::string host = six ? "[" + address.host + "]" : address.host;
    return (scheme == Scheme::https ? "https://" : "http://") + host + ":" + std::to_string(address.port);
}

bool is_loopback(const Address& address) {
    const bool numeric = address.host.find_first_not_of("0123456789.") == std::string::npos;
    return address.host == "localhost" || address.host == "::1" || (numeric && address.host.starts_with("127."));
}

} // namespace dongthac::server
