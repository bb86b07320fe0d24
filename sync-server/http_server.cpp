#include "sync-server/http_server.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <unordered_map>

#include <httplib.h>

#include "shared/wire/messages.hpp"
#include "sync-server/watch.hpp"

namespace dongthac::server {

namespace {

// One sync is one request, so a thread is busy for milliseconds; the rest wait their turn instead of being dropped.
constexpr std::size_t kThreads = 8;
constexpr std::size_t kMostThreads = 128; // those that wait for the disk share its next flush
constexpr std::size_t kMostWaiting = 4096;
constexpr std::size_t kRequestsPerConnection = 1'000;
/// How often quiet connections are looked at when nothing happens, to close those that stay quiet.
constexpr std::chrono::milliseconds kLook{1'000};
constexpr std::size_t kMostQuiet = 4096;
/// How long the end waits for those that are taking an answer.
constexpr std::chrono::seconds kFarewell{5};

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

std::string peer_of(const httplib::Request& request, Front front) {
    constexpr const char* kSaid = "X-Real-IP";
    const bool once = request.get_header_value_count(kSaid) == 1;
    return peer_of(request.remote_addr, once ? request.get_header_value(kSaid) : std::string(), front);
}

void send(httplib::Response& response, const Reply& reply) {
    response.status = reply.status;
    response.set_content(reply.body, reply.content_type);
}

/// One request out of memory, and the answer into memory.
class RequestStream final : public httplib::Stream {
  public:
    RequestStream(std::string_view request, Socket socket) : request_(request), socket_(socket) {}

    [[nodiscard]] bool is_readable() const override { return !request_.empty(); }
    [[nodiscard]] bool wait_readable() const override { return true; }
    [[nodiscard]] bool wait_writable() const override { return true; }
    ssize_t read(char* out, size_t size) override {
        const std::size_t count = request_.copy(out, size);
        request_.remove_prefix(count);
        return static_cast<ssize_t>(count);
    }
    ssize_t write(const char* data, size_t size) override {
        answer_.append(data, size);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        httplib::detail::get_remote_ip_and_port(static_cast<socket_t>(socket_), ip, port);
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        httplib::detail::get_local_ip_and_port(static_cast<socket_t>(socket_), ip, port);
    }
    [[nodiscard]] socket_t socket() const override { return static_cast<socket_t>(socket_); }
    [[nodiscard]] time_t duration() const override { return 0; }

    [[nodiscard]] std::string take_answer() { return std::move(answer_); }

  private:
    std::string_view request_; ///< what is left of it
    std::string answer_;
    Socket socket_;
};

/// httplib gives every connection a thread for as long as it is open, so a few hundred that say little starve the rest
/// (TRAPS, cpp-httplib). Here a connection has a thread while a whole request of it is answered; otherwise it waits
/// with the others in one Watch.
class PatientServer final : public httplib::Server {
  public:
    explicit PatientServer(Patience patience)
        : patience_(patience), looker_([this](const std::stop_token& stop) { look(stop); }) {}
    PatientServer(const PatientServer&) = delete;
    PatientServer& operator=(const PatientServer&) = delete;
    ~PatientServer() override {
        looker_.request_stop();
        watch_.wake();
        looker_.join();
        again_.shutdown();
    }

    void use(std::shared_ptr<const TlsContext> tls) {
        const std::lock_guard lock(mutex_);
        tls_ = std::move(tls);
    }

    /// Behind the last new connection: whoever is taking an answer has a moment for the rest of it.
    void finish_answers() {
        std::unique_lock lock(mutex_);
        (void)looked_.wait_for(lock, kFarewell, [this] {
            const auto answers = [](const Guest& guest) { return guest->is_answering(); };
            return served_again_ == 0 && std::ranges::none_of(quiet_, answers);
        });
    }

  private:
    using Guest = std::shared_ptr<Connection>;
    using Time = Connection::Time;

    bool process_and_close_socket(socket_t socket) override {
        std::shared_ptr<const TlsContext> tls;
        {
            const std::lock_guard lock(mutex_);
            tls = tls_;
        }
        serve(std::make_shared<Connection>(static_cast<Socket>(socket), std::move(tls), patience_, held_));
        return true;
    }

    /// Answers what is there, then leaves the connection with the quiet ones or closes it.
    void serve(const Guest& guest) {
        while (svr_sock_ != INVALID_SOCKET || guest->is_answering()) {
            switch (guest->go_on()) {
            case Connection::State::is_over: return;
            case Connection::State::asks: answer(*guest); continue;
            case Connection::State::waits: return set_aside(guest);
            case Connection::State::lacks_room:
                if (!make_memory(*guest)) return;
            }
        }
    }

    void answer(Connection& guest) {
        RequestStream stream(guest.request(), guest.socket());
        std::string peer;
        std::string here;
        int peer_port = 0;
        int here_port = 0;
        stream.get_remote_ip_and_port(peer, peer_port);
        stream.get_local_ip_and_port(here, here_port);
        const bool last = ++guest.answered >= kRequestsPerConnection || guest.is_last();
        bool closed = false;
        bool upgraded = false;
        const bool well = process_request(stream, peer, peer_port, here, here_port, last, closed, nullptr, &upgraded);
        using enum Connection::Then;
        const Connection::Then then = guest.is_last() ? says_bye : well && !closed && !last ? goes_on : closes;
        guest.answer(stream.take_answer(), then);
    }

    void set_aside(const Guest& guest) {
        const std::lock_guard lock(mutex_);
        places_[guest->socket()] = quiet_.insert(quiet_.end(), guest);
        if (quiet_.size() > kMostQuiet) make_room();
        watch_.add(guest->socket(), guest->wants());
    }

    /// The longest silence goes, before that whoever waits between two requests and loses nothing. Holds mutex_.
    void make_room() {
        const auto idle = std::ranges::find_if(quiet_, [](const Guest& guest) { return guest->is_idle(); });
        let_go(idle == quiet_.end() ? quiet_.begin() : idle);
    }

    /// Those that hold most are closed until all together hold what they may: many that are slow must not take the
    /// place of whoever needs little. False when `guest` itself holds most.
    [[nodiscard]] bool make_memory(const Connection& guest) {
        const std::lock_guard lock(mutex_);
        while (held_ > Connection::kMostHeld) {
            const auto most = std::ranges::max_element(quiet_, {}, [](const Guest& one) { return one->holds(); });
            if (most == quiet_.end() || (*most)->holds() <= guest.holds()) return false;
            let_go(most);
        }
        return true;
    }

    /// It is with the quiet ones no more: closed, unless somebody else holds it. Holds mutex_.
    void let_go(std::list<Guest>::iterator place) {
        watch_.remove((*place)->socket());
        places_.erase((*place)->socket());
        quiet_.erase(place);
    }

    [[nodiscard]] std::chrono::milliseconds look_time() const {
        return std::clamp(std::min(patience_.between, patience_.within), std::chrono::milliseconds(1), kLook);
    }

    void look(const std::stop_token& stop) {
        Time swept = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            const std::vector<Socket> ready = watch_.wait(look_time());
            const Time now = std::chrono::steady_clock::now();
            const std::lock_guard lock(mutex_);
            for (const Socket socket : ready) take_up(socket, now);
            if (now - swept < look_time()) continue;
            swept = now;
            for (auto place = quiet_.begin(); place != quiet_.end();) {
                const auto next = std::next(place);
                if ((*place)->is_overdue(now)) let_go(place);
                place = next;
            }
            looked_.notify_all();
        }
    }

    /// Holds mutex_.
    void take_up(Socket socket, Time now) {
        const auto found = places_.find(socket);
        if (found == places_.end()) return; // closed meanwhile
        const Guest guest = *found->second;
        quiet_.erase(found->second);
        places_.erase(found);
        if (guest->is_overdue(now)) return;
        const bool taken = again_.enqueue([this, guest] {
            serve(guest);
            const std::lock_guard lock(mutex_);
            --served_again_;
            looked_.notify_all();
        });
        if (taken) ++served_again_; // or too many wait: it is closed, and comes again later
    }

    Patience patience_;
    Connection::Held held_ = 0;
    httplib::ThreadPool again_{kThreads, kMostThreads, kMostWaiting};
    std::mutex mutex_;
    std::list<Guest> quiet_;                                        ///< guarded by mutex_, longest silence first
    std::unordered_map<Socket, std::list<Guest>::iterator> places_; ///< of quiet_; guarded by mutex_
    std::shared_ptr<const TlsContext> tls_;                         ///< guarded by mutex_
    std::size_t served_again_ = 0;                                  ///< in again_; guarded by mutex_
    std::condition_variable looked_;                                ///< the three above may have changed
    Watch watch_;
    std::jthread looker_; ///< the last member: it uses the others
};

} // namespace

struct HttpServer::Impl {
    Impl(Routes& to, Patience how_long, Front before) : routes(to), front(before), server(how_long) {}

    void configure() {
        server.new_task_queue = [] { return new httplib::ThreadPool(kThreads, kMostThreads, kMostWaiting); };
        server.set_payload_max_length(wire::kMaxBody);
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
        for (const char* path :
             {"/x", "/v1/meet", "/v1/join", "/v1/exchange", "/v1/decide", "/v1/snapshot", "/v1/give_back",
              "/v1/directory", "/v1/receipts", "/v1/state", "/v1/put_state", "/v1/history"})
            server.Post(path, [this, path](const httplib::Request& request, httplib::Response& response) {
                send(response, routes.post(path, base::as_bytes(request.body), peer_of(request, front)));
            });
        for (const char* path : {"/healthz", "/metrics", "/v1/tls"})
            server.Get(path, [this, path](const httplib::Request& request, httplib::Response& response) {
                send(response, routes.get(path, peer_of(request, front)));
            });
    }

    Routes& routes;
    Front front;
    PatientServer server;
};

HttpServer::HttpServer(Routes& routes, Patience patience, Front front)
    : impl_(std::make_unique<Impl>(routes, patience, front)) {
    impl_->configure();
    impl_->add_paths();
}

HttpServer::~HttpServer() = default;

base::Result<void> HttpServer::speak_tls(const Certificate& certificate) {
    DT_TRY(auto context, TlsContext::make(certificate));
    impl_->server.use(std::move(context));
    return {};
}

base::Result<int> HttpServer::bind(const Address& address) {
    int port = address.port;
    const bool bound = port == 0 ? (port = impl_->server.bind_to_any_port(address.host)) > 0
                                 : impl_->server.bind_to_port(address.host, port);
    if (!bound)
        return base::fail(base::Code::unreachable, {{"url", url_of({address.host, address.port})}, {"reason", "bind"}});
    return port;
}

void HttpServer::run() {
    impl_->server.listen_after_bind();
    impl_->server.finish_answers();
}

void HttpServer::stop() { impl_->server.stop(); }

void HttpServer::wait_until_ready() const { impl_->server.wait_until_ready(); }

} // namespace dongthac::server
