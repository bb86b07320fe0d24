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
    bool tls = false;
};

/// Only what the product serves: no path, no credentials, no other scheme.
std::optional<Address> parse_address(std::string_view url) {
    constexpr std::string_view kPlain = "http://";
    constexpr std::string_view kTls = "https://";
    Address address;
    address.tls = url.starts_with(kTls);
    if (!address.tls && !url.starts_with(kPlain)) return std::nullopt;
    if (address.tls) address.port = 443;
    url.remove_prefix(address.tls ? kTls.size() : kPlain.size());
    if (url.ends_with('/')) url.remove_suffix(1);
    if (url.empty() || url.find_first_of("/@?# \t\r\n") != std::string_view::npos) return std::nullopt;
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

/// How a certificate is known to be the server's.
enum class Trust { by_statement, by_authority };

class HttpTransport final : public Transport {
  public:
    HttpTransport(std::string url, Address address) : url_(std::move(url)), address_(std::move(address)) {
        open_client(Trust::by_statement);
    }

    base::Result<Reply> post(const std::string& path, base::ByteSpan body) override {
        is_asking_ = false; // the last time may have ended without memory
        try {
            leave_old_connection();
            DT_CHECK(know_server());
            const bool kept = client_->is_socket_open() != 0;
            httplib::Result result = send(path, body);
            // The server, or a router on the way, closed it while it was quiet. That it took the request and could not
            // answer is no different: every request may be sent again.
            // Or it was opened anew and shows another certificate, which the server may have signed for since.
            if (!result && kept && (is_broken_line(result.error()) || is_untrusted(result.error()))) {
                client_->stop();
                DT_CHECK(know_server());
                result = send(path, body);
            }
            last_used_ = std::chrono::steady_clock::now();
            if (!result && is_untrusted(result.error())) ask_again();
            if (!result) return failure(result.error());
            if (is_nobody_there(result->status)) return unreachable("HTTP " + std::to_string(result->status));
            if (result->body.size() > wire::kMaxMessage)
                return base::fail(base::Code::bad_server_answer, {{"reason", "size"}});
            const base::ByteSpan bytes = base::as_bytes(result->body);
            return Reply{result->status, {bytes.begin(), bytes.end()}};
        } catch (const std::exception& problem) {
            return unreachable(problem.what());
        }
    }

    void expect(const base::PublicKey& server, bool signs) override {
        signs_ = signs_ || signs;
        if (server_key_ == server) return;
        server_key_ = server;
        ask_again(); // what was open was open to anybody
    }
    [[nodiscard]] bool has_servers_word() const override { return known_.has_value(); }

    HttpTransport(const HttpTransport&) = delete;
    HttpTransport& operator=(const HttpTransport&) = delete;
    ~HttpTransport() override { close_client(); }

  private:
    /// httplib's own destructor frees what TLS needs before it says goodbye on an open connection.
    void close_client() {
        if (client_) client_->stop();
    }
    void open_client(Trust trust) {
        close_client();
        if (address_.tls) {
            auto client = std::make_unique<httplib::SSLClient>(address_.host, address_.port);
            client->enable_server_certificate_verification(trust == Trust::by_authority);
            client->set_session_verifier(
                [this, trust](httplib::tls::session_t session) { return judge(trust, session); });
            client_ = std::move(client);
        } else {
            client_ = std::make_unique<httplib::ClientImpl>(address_.host, address_.port);
        }
        client_->set_tcp_nodelay(true); // or every keep-alive request costs 40 ms (TRAPS, cpp-httplib)
        client_->set_keep_alive(true);
        client_->set_header_writer(write_few_headers);
        client_->set_follow_location(false);
        client_->set_connection_timeout(5s);
        client_->set_read_timeout(30s);
        client_->set_write_timeout(30s);
        client_->set_max_timeout(90s); // a server that drips bytes must not hold the round, nor the closing window
        client_->set_payload_max_length(wire::kMaxMessage);
    }

    /// Called once for each connection. Whatever certificate it shows, only know_server() may speak before it is known.
    httplib::SSLVerifierResponse judge(Trust trust, httplib::tls::session_t session) {
        using enum httplib::SSLVerifierResponse;
        if (trust == Trust::by_authority) return NoDecisionMade;
        seen_ = certificate_of(session);
        if (!seen_) return CertificateRejected;
        const bool known = !server_key_ || (known_ && *known_ == *seen_); // before joining nobody is expected yet
        return known || is_asking_ ? CertificateAccepted : CertificateRejected;
    }

    [[nodiscard]] static std::optional<base::Hash> certificate_of(httplib::tls::session_t session) {
        const httplib::tls::cert_t certificate = httplib::tls::get_peer_cert(session);
        if (certificate == nullptr) return std::nullopt;
        std::vector<unsigned char> der;
        const bool read = httplib::tls::get_cert_der(certificate, der);
        httplib::tls::free_cert(certificate);
        return read ? std::optional(base::sha256(der)) : std::nullopt;
    }

    /// Over TLS, before anything else is said on a connection with a certificate that is not known yet.
    base::Result<void> know_server() {
        const bool asks = address_.tls && server_key_ && trust_ == Trust::by_statement;
        if (!asks || (known_ && client_->is_socket_open() != 0)) return {};
        client_->stop(); // what is asked is about a connection of our own, not about one that may just have died
        known_.reset();
        is_asking_ = true;
        const httplib::Result reply = client_->Get("/v1/tls");
        is_asking_ = false;
        if (!reply) return std::unexpected(failure(reply.error()).error());
        if (is_nobody_there(reply->status)) return unreachable("HTTP " + std::to_string(reply->status));
        if (reply->status == 404 && !signs_) {
            trust_ = Trust::by_authority;
            open_client(trust_);
            return {};
        }
        const auto stated = wire::read_tls_statement(base::as_bytes(reply->body), *server_key_);
        if (reply->status != 200 || !stated || !seen_ || *stated != *seen_) {
            client_->stop();
            return base::fail(base::Code::untrusted_server, {{"url", url_}});
        }
        known_ = *stated;
        signs_ = true;
        return {};
    }

    /// The next post asks for the server's word, whoever said that there is none: a stranger on the way may have.
    void ask_again() {
        known_.reset();
        trust_ = Trust::by_statement;
        open_client(trust_);
    }

    /// A router forgets a quiet connection without a word, and then the next request would wait for its time limit.
    void leave_old_connection() {
        if (std::chrono::steady_clock::now() - last_used_ > kLongestSilence) client_->stop();
    }
    httplib::Result send(const std::string& path, base::ByteSpan body) {
        const std::string_view text = base::as_text(body);
        return client_->Post(path, text.data(), text.size(), std::string("application/octet-stream"));
    }
    [[nodiscard]] static bool is_broken_line(httplib::Error error) {
        return error == httplib::Error::Read || error == httplib::Error::Write ||
               error == httplib::Error::ConnectionClosed;
    }
    /// A proxy's word that the server behind it does not answer; ours never says either.
    [[nodiscard]] static bool is_nobody_there(int status) { return status == 502 || status == 504; }
    [[nodiscard]] static bool is_untrusted(httplib::Error error) {
        return error == httplib::Error::SSLServerVerification || error == httplib::Error::SSLServerHostnameVerification;
    }
    [[nodiscard]] base::Result<Reply> failure(httplib::Error error) const {
        if (is_untrusted(error)) return base::fail(base::Code::untrusted_server, {{"url", url_}});
        return unreachable(httplib::to_string(error));
    }
    [[nodiscard]] std::unexpected<base::Error> unreachable(const std::string& reason) const {
        return base::fail(base::Code::unreachable, {{"url", url_}, {"reason", reason}});
    }

    std::string url_;
    Address address_;
    std::optional<base::PublicKey> server_key_;
    bool signs_ = false; ///< the server has vouched for a certificate before
    Trust trust_ = Trust::by_statement;
    std::optional<base::Hash> seen_;  ///< certificate of the connection that is open
    std::optional<base::Hash> known_; ///< the one the server has signed for
    bool is_asking_ = false;          ///< whether it has
    std::unique_ptr<httplib::ClientImpl> client_;
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
