#include "sync-server/http_server.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>

#include <httplib.h>

#include "shared/wire/messages.hpp"

namespace dongthac::server {

namespace {

// One sync is one request, so a thread is busy for milliseconds; the rest wait their turn instead of being dropped.
constexpr std::size_t kThreads = 8;
constexpr std::size_t kMostThreads = 64;
constexpr std::size_t kMostWaiting = 4096;
constexpr std::size_t kRequestsPerConnection = 1'000;
/// How long a thread stays with a connection that says nothing: the next request of a round comes sooner.
constexpr int kStayMs = 3;
/// How often quiet connections are looked at when nothing happens, to close those that stay quiet.
constexpr int kLookMs = 1'000;
/// The same where there is no bell: the first word after a silence waits for it.
constexpr int kLookWithoutBellMs = 10;
constexpr std::size_t kMostQuiet = 4096;

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

/// Ends a poll() from another thread: a datagram to itself, which every system has.
class Bell {
  public:
    Bell() : socket_(::socket(AF_INET, SOCK_DGRAM, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* address = reinterpret_cast<sockaddr*>(&here);
        socklen_t size = sizeof here;
        const bool made = socket_ != INVALID_SOCKET && ::bind(socket_, address, size) == 0 &&
                          ::getsockname(socket_, address, &size) == 0 && ::connect(socket_, address, size) == 0;
        if (made) httplib::detail::set_nonblocking(socket_, true);
        if (!made) hang_up();
    }
    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;
    ~Bell() { hang_up(); }

    /// INVALID_SOCKET when the system gave none.
    [[nodiscard]] socket_t socket() const { return socket_; }
    void ring() const {
        const char word = 0;
        if (socket_ != INVALID_SOCKET) (void)::send(socket_, &word, 1, 0);
    }
    void hush() const {
        char word = 0;
        while (socket_ != INVALID_SOCKET && ::recv(socket_, &word, 1, 0) == 1) continue;
    }

  private:
    void hang_up() {
        if (socket_ != INVALID_SOCKET) httplib::detail::close_socket(socket_);
        socket_ = INVALID_SOCKET;
    }
    socket_t socket_;
};

/// httplib gives every connection a thread for as long as it is open, so a few hundred that say nothing starve the rest
/// (TRAPS, cpp-httplib). Here a quiet connection gives its thread back and waits with the others in one poll().
class PatientServer final : public httplib::Server {
  public:
    explicit PatientServer(std::chrono::milliseconds idle)
        : idle_(idle), looker_([this](const std::stop_token& stop) { look(stop); }) {}
    PatientServer(const PatientServer&) = delete;
    PatientServer& operator=(const PatientServer&) = delete;
    ~PatientServer() override {
        looker_.request_stop();
        came_.notify_all();
        bell_.ring();
        looker_.join();
        again_.shutdown();
        for (const Connection& connection : quiet_) close(connection.socket);
    }

  private:
    using Time = std::chrono::steady_clock::time_point;
    struct Connection {
        socket_t socket = INVALID_SOCKET;
        std::size_t requests = 0; ///< answered so far
        Time since;               ///< of its silence
    };

    bool process_and_close_socket(socket_t socket) override {
        serve({socket, 0, {}});
        return true;
    }

    /// Answers what comes without a pause, then leaves the connection with the quiet ones or closes it.
    void serve(Connection connection) {
        std::string peer;
        std::string here;
        int peer_port = 0;
        int here_port = 0;
        httplib::detail::get_remote_ip_and_port(connection.socket, peer, peer_port);
        httplib::detail::get_local_ip_and_port(connection.socket, here, here_port);
        while (svr_sock_ != INVALID_SOCKET) {
            if (!says_something(connection.socket)) return set_aside(connection);
            httplib::detail::SocketStream stream(connection.socket, read_timeout_sec_, read_timeout_usec_,
                                                 write_timeout_sec_, write_timeout_usec_);
            const bool last = ++connection.requests >= kRequestsPerConnection;
            bool closed = false;
            bool upgraded = false;
            if (!process_request(stream, peer, peer_port, here, here_port, last, closed, nullptr, &upgraded)) break;
            if (closed || last) break;
        }
        close(connection.socket);
    }

    [[nodiscard]] static bool says_something(socket_t socket) {
        pollfd one{socket, POLLIN, 0};
        return httplib::detail::poll_wrapper(&one, 1, kStayMs) > 0;
    }

    void set_aside(Connection connection) {
        connection.since = std::chrono::steady_clock::now();
        {
            const std::lock_guard lock(mutex_);
            quiet_.push_back(connection);
            if (quiet_.size() > kMostQuiet) {
                close(quiet_.front().socket); // the longest silence
                quiet_.pop_front();
            }
        }
        came_.notify_one();
        bell_.ring();
    }

    [[nodiscard]] int look_ms() const {
        return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(idle_.count(), 1, kLookMs));
    }

    void look(const std::stop_token& stop) {
        std::vector<pollfd> sockets;
        while (!stop.stop_requested()) {
            {
                std::unique_lock lock(mutex_);
                came_.wait(lock, stop, [this] { return !quiet_.empty(); });
                sockets.clear();
                for (const Connection& connection : quiet_) sockets.push_back({connection.socket, POLLIN, 0});
            }
            if (sockets.empty()) continue;
            // Whoever falls silent meanwhile rings, to be looked at as well.
            sockets.push_back({bell_.socket(), POLLIN, 0}); // an invalid one is passed over
            const int limit = bell_.socket() == INVALID_SOCKET ? kLookWithoutBellMs : look_ms();
            (void)httplib::detail::poll_wrapper(sockets.data(), static_cast<nfds_t>(sockets.size()), limit);
            bell_.hush();
            sockets.pop_back();
            take_up(sockets);
        }
    }

    /// `sockets` are the oldest quiet ones in their order, unless some were closed to make room.
    void take_up(const std::vector<pollfd>& sockets) {
        const Time now = std::chrono::steady_clock::now();
        const std::lock_guard lock(mutex_);
        auto looked_at = sockets.begin();
        std::erase_if(quiet_, [&](const Connection& connection) {
            const auto found =
                std::find_if(looked_at, sockets.end(), [&](const pollfd& one) { return one.fd == connection.socket; });
            if (found == sockets.end()) return false;
            looked_at = found + 1;
            if (found->revents != 0 && again_.enqueue([this, connection] { serve(connection); })) return true;
            if (found->revents == 0 && now - connection.since < idle_) return false;
            close(connection.socket);
            return true;
        });
    }

    static void close(socket_t socket) {
        httplib::detail::shutdown_socket(socket);
        httplib::detail::close_socket(socket);
    }

    std::chrono::milliseconds idle_;
    httplib::ThreadPool again_{kThreads, kMostThreads, kMostWaiting};
    std::mutex mutex_;
    std::condition_variable_any came_;
    std::deque<Connection> quiet_; ///< guarded by mutex_, longest silence first
    Bell bell_;
    std::jthread looker_; ///< the last member: it uses the others
};

} // namespace

struct HttpServer::Impl {
    Impl(Routes& to, Patience how_long) : routes(to), patience(how_long), server(how_long.between) {}

    void configure() {
        server.new_task_queue = [] { return new httplib::ThreadPool(kThreads, kMostThreads, kMostWaiting); };
        server.set_payload_max_length(wire::kMaxBody);
        server.set_read_timeout(patience.within);
        server.set_write_timeout(patience.within);
        server.set_tcp_nodelay(true);
        server.set_pre_routing_handler([](const httplib::Request& request, httplib::Response& response) {
            const int status = refusal_of(request);
            if (status == 0) return httplib::Server::HandlerResponse::Unhandled;
            response.status = status;
            return httplib::Server::HandlerResponse::Handled;
        });
        server.set_exception_handler(
            [](const httplib::Request&, httplib::Response& response, std::exception_ptr) { response.status = 500; });
        // What HTTP/1.1 says anyway need not be said in every answer.
        server.set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
            response.headers.erase("Keep-Alive");
            if (response.get_header_value("Content-Type") == Reply().content_type)
                response.headers.erase("Content-Type");
        });
        // Every refusal that no path answered comes through here, httplib's own included.
        server.set_error_handler([this](const httplib::Request& request, httplib::Response& response) {
            if (!response.body.empty()) return;
            routes.note_refused(request.path, response.status, request.get_header_value_u64("Content-Length"));
            response.set_content(std::string(refusal_text(response.status)), "text/plain");
        });
    }

    void add_paths() {
        // Literal paths only: a regex over a long path overflows a small stack.
        for (const char* path : {"/x", "/v1/join", "/v1/exchange", "/v1/decide", "/v1/snapshot", "/v1/give_back",
                                 "/v1/directory", "/v1/receipts", "/v1/state", "/v1/put_state", "/v1/history"})
            server.Post(path, [this, path](const httplib::Request& request, httplib::Response& response) {
                send(response, routes.post(path, base::as_bytes(request.body), request.remote_addr));
            });
        for (const char* path : {"/healthz", "/metrics"})
            server.Get(path, [this, path](const httplib::Request&, httplib::Response& response) {
                send(response, routes.get(path));
            });
    }

    Routes& routes;
    Patience patience;
    PatientServer server;
};

HttpServer::HttpServer(Routes& routes, Patience patience) : impl_(std::make_unique<Impl>(routes, patience)) {
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
