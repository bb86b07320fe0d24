#include <charconv>
#include <chrono>
#include <csignal>
#include <optional>

#include <httplib.h>

#include "client/sync/transport.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::sync {

namespace {

using namespace std::chrono_literals;

/// Below the server's own patience with a quiet connection (sync-server/http_server.hpp).
constexpr auto kLongestSilence = 10s;

struct Address {
    std::string host;
    int port = 80;
};

/// Only what the product serves: no path, no credentials, no other scheme.
std::optional<Address> parse_address(std::string_view url) {
    constexpr std::string_view kScheme = "http://";
    if (!url.starts_with(kScheme)) return std::nullopt;
    url.remove_prefix(kScheme.size());
    if (url.ends_with('/')) url.remove_suffix(1);
    if (url.empty() || url.find_first_of("/@?# \t\r\n") != std::string_view::npos) return std::nullopt;
    Address address;
    const std::size_t colon = url.rfind(':');
    address.host = url.substr(0, colon);
    if (colon != std::string_view::npos) {
        const std::string_view digits = url.substr(colon + 1);
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
        if (problem != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    }
    if (address.host.empty() || address.port < 1 || address.port > 65535) return std::nullopt;
    return address;
}

/// A proxy needs to know where it goes and how long it is; the rest of what httplib says costs more than a quiet round.
ssize_t write_few_headers(httplib::Stream& stream, httplib::Headers& headers) {
    std::string lines;
    for (const char* name : {"Host", "Content-Length", "Connection"})
        if (const auto found = headers.find(name); found != headers.end())
            lines += std::string(name) + ": " + found->second + "\r\n";
    lines += "\r\n";
    return stream.write(lines.data(), lines.size());
}

class HttpTransport final : public Transport {
  public:
    HttpTransport(std::string url, const Address& address) : url_(std::move(url)), client_(address.host, address.port) {
        client_.set_tcp_nodelay(true); // or every keep-alive request costs 40 ms (TRAPS, cpp-httplib)
        client_.set_keep_alive(true);
        client_.set_header_writer(write_few_headers);
        client_.set_follow_location(false);
        client_.set_connection_timeout(5s);
        client_.set_read_timeout(30s);
        client_.set_write_timeout(30s);
        client_.set_max_timeout(90s); // a server that drips bytes must not hold the round, nor the closing window
        client_.set_payload_max_length(wire::kMaxMessage);
    }

    base::Result<Reply> post(const std::string& path, base::ByteSpan body) override {
        try {
            leave_old_connection();
            const bool kept = client_.is_socket_open() != 0;
            httplib::Result result = send(path, body);
            // The server, or a router on the way, closed it while it was quiet. That it took the request and could not
            // answer is no different: every request may be sent again.
            if (!result && kept && is_broken_line(result.error())) {
                client_.stop();
                result = send(path, body);
            }
            last_used_ = std::chrono::steady_clock::now();
            if (!result) return unreachable(httplib::to_string(result.error()));
            if (result->body.size() > wire::kMaxMessage)
                return base::fail(base::Code::bad_server_answer, {{"reason", "size"}});
            const base::ByteSpan bytes = base::as_bytes(result->body);
            return Reply{result->status, {bytes.begin(), bytes.end()}};
        } catch (const std::exception& problem) {
            return unreachable(problem.what());
        }
    }

  private:
    /// A router forgets a quiet connection without a word, and then the next request would wait for its time limit.
    void leave_old_connection() {
        if (std::chrono::steady_clock::now() - last_used_ > kLongestSilence) client_.stop();
    }
    httplib::Result send(const std::string& path, base::ByteSpan body) {
        const std::string_view text = base::as_text(body);
        return client_.Post(path, text.data(), text.size(), std::string("application/octet-stream"));
    }
    [[nodiscard]] static bool is_broken_line(httplib::Error error) {
        return error == httplib::Error::Read || error == httplib::Error::Write ||
               error == httplib::Error::ConnectionClosed;
    }
    [[nodiscard]] std::unexpected<base::Error> unreachable(const std::string& reason) const {
        return base::fail(base::Code::unreachable, {{"url", url_}, {"reason", reason}});
    }

    std::string url_;
    httplib::Client client_;
    std::chrono::steady_clock::time_point last_used_ = std::chrono::steady_clock::now();
};

} // namespace

base::Result<std::unique_ptr<Transport>> http_transport(const std::string& url) {
    const auto address = parse_address(url);
    if (!address) return base::fail(base::Code::bad_address, {{"url", url}});
#ifndef _WIN32
    // A server that goes away in the middle of a push is an error to report, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
#endif
    return std::make_unique<HttpTransport>(url, *address);
}

} // namespace dongthac::sync
