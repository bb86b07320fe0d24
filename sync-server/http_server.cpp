#include "sync-server/http_server.hpp"

#include <algorithm>

#include <httplib.h>

#include "shared/wire/messages.hpp"

namespace dongthac::server {

namespace {

// One sync is one request, so a thread is busy for milliseconds; the rest wait their turn instead of being dropped.
constexpr std::size_t kThreads = 8;
constexpr std::size_t kMostThreads = 64;
constexpr std::size_t kMostWaiting = 4096;
constexpr int kReadSeconds = 15;
constexpr int kWriteSeconds = 15;
constexpr int kIdleSeconds = 1;
constexpr std::size_t kRequestsPerConnection = 32;

bool has_control_bytes(const httplib::Request& request) {
    return std::ranges::any_of(request.headers, [](const auto& header) {
        return std::ranges::any_of(header.second, [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return (byte < 0x20 && c != '\t') || byte == 0x7f;
        });
    });
}

/// The status a request is refused with before a byte of its body is read; 0 lets it in.
int refusal_of(const httplib::Request& request) {
    if (request.has_header("Transfer-Encoding")) return 411;
    if (has_control_bytes(request)) return 400;
    if (request.method != "POST") return 0;
    if (!request.has_header("Content-Length")) return 411;
    return request.get_header_value_u64("Content-Length") > wire::kMaxBody ? 413 : 0;
}

std::string_view refusal_text(int status) {
    switch (status) {
    case 404: return base::name_of(base::Code::unknown_command);
    case 413: return base::name_of(base::Code::too_large);
    default: return base::name_of(status < 500 ? base::Code::bad_bytes : base::Code::internal);
    }
}

void send(httplib::Response& response, const Reply& reply) {
    response.status = reply.status;
    response.set_content(reply.body, reply.content_type);
}

} // namespace

struct HttpServer::Impl {
    explicit Impl(Routes& to) : routes(to) {}

    void configure() {
        server.new_task_queue = [] { return new httplib::ThreadPool(kThreads, kMostThreads, kMostWaiting); };
        server.set_payload_max_length(wire::kMaxBody);
        server.set_read_timeout(kReadSeconds);
        server.set_write_timeout(kWriteSeconds);
        server.set_keep_alive_timeout(kIdleSeconds);
        server.set_keep_alive_max_count(kRequestsPerConnection);
        server.set_tcp_nodelay(true);
        server.set_pre_routing_handler([](const httplib::Request& request, httplib::Response& response) {
            const int status = refusal_of(request);
            if (status == 0) return httplib::Server::HandlerResponse::Unhandled;
            response.status = status;
            return httplib::Server::HandlerResponse::Handled;
        });
        server.set_exception_handler(
            [](const httplib::Request&, httplib::Response& response, std::exception_ptr) { response.status = 500; });
        // Every refusal that no path answered comes through here, httplib's own included.
        server.set_error_handler([this](const httplib::Request& request, httplib::Response& response) {
            if (!response.body.empty()) return;
            routes.note_refused(request.path, response.status, request.get_header_value_u64("Content-Length"));
            response.set_content(std::string(refusal_text(response.status)), "text/plain");
        });
    }

    void add_paths() {
        // Literal paths only: a regex over a long path overflows a small stack.
        for (const char* path : {"/v1/join", "/v1/exchange", "/v1/decide", "/v1/snapshot", "/v1/give_back",
                                 "/v1/directory", "/v1/receipts"})
            server.Post(path, [this, path](const httplib::Request& request, httplib::Response& response) {
                send(response, routes.post(path, base::as_bytes(request.body), request.remote_addr));
            });
        for (const char* path : {"/healthz", "/metrics"})
            server.Get(path, [this, path](const httplib::Request&, httplib::Response& response) {
                send(response, routes.get(path));
            });
    }

    Routes& routes;
    httplib::Server server;
};

HttpServer::HttpServer(Routes& routes) : impl_(std::make_unique<Impl>(routes)) {
    impl_->configure();
    impl_->add_paths();
}

HttpServer::~HttpServer() = default;

base::Result<int> HttpServer::bind(const Address& address) {
    int port = address.port;
    const bool bound = port == 0 ? (port = impl_->server.bind_to_any_port(address.host)) > 0
                                 : impl_->server.bind_to_port(address.host, port);
    if (!bound)
        return base::fail(base::Code::unreachable, {{"url", url_of({address.host, address.port})}, {"reason", "bind"}});
    return port;
}

void HttpServer::run() { impl_->server.listen_after_bind(); }

void HttpServer::stop() { impl_->server.stop(); }

void HttpServer::wait_until_ready() const { impl_->server.wait_until_ready(); }

} // namespace dongthac::server
