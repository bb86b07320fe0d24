#include "bench/crowd.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>

#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/measure.hpp"

namespace dongthac::bench {

namespace {

constexpr int kWaitMs = 100;

void allow_sockets(std::size_t count) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= count) return;
    limit.rlim_cur = std::min<rlim_t>(count, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < count)
        throw std::runtime_error("this system allows too few open files");
}

} // namespace

Crowd::Crowd(const std::string& url, std::size_t count) : watch_(::epoll_create1(EPOLL_CLOEXEC)), lines_(count) {
    constexpr std::size_t kOthers = 100;
    allow_sockets(count + kOthers);
    address_.sin_family = AF_INET;
    address_.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
}

Crowd::~Crowd() {
    for (std::size_t i = 0; i < lines_.size(); ++i) close(i);
    ::close(watch_);
}

void Crowd::open(std::size_t place) {
    Line& line = lines_[place];
    line.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    line.connected = false;
    const int on = 1;
    ::setsockopt(line.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const int done = ::connect(line.socket, reinterpret_cast<const sockaddr*>(&address_), sizeof address_);
    if (done != 0 && errno != EINPROGRESS) throw std::runtime_error("connect");
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u64 = place;
    ::epoll_ctl(watch_, EPOLL_CTL_ADD, line.socket, &event);
}

void Crowd::close(std::size_t place) {
    if (lines_[place].socket >= 0) ::close(lines_[place].socket);
    lines_[place].socket = -1;
}

void Crowd::begin(std::size_t place, const std::string& request, Served& served) {
    Line& line = lines_[place];
    line.request = &request;
    line.written = 0;
    line.received.clear();
    line.served = &served;
    served.connecting = now();
    if (line.socket < 0) open(place);
}

bool Crowd::is_whole(Line& line) {
    const std::size_t head = line.received.find("\r\n\r\n");
    if (head == std::string::npos) return false;
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t at = line.received.find(kLength);
    std::size_t length = 0;
    if (at < head) {
        const char* digits = line.received.data() + at + kLength.size();
        std::from_chars(digits, line.received.data() + head, length);
    }
    if (line.received.size() < head + 4 + length) return false;
    constexpr std::size_t kStatusAt = 9; // "HTTP/1.1 200"
    std::from_chars(line.received.data() + kStatusAt, line.received.data() + kStatusAt + 3, line.served->status);
    line.served->body = line.received.substr(head + 4, length);
    line.served->done = now();
    return true;
}

bool Crowd::move(std::size_t place) {
    Line& line = lines_[place];
    if (line.request != nullptr && line.written < line.request->size()) {
        const auto& request = *line.request;
        const auto sent =
            ::send(line.socket, request.data() + line.written, request.size() - line.written, MSG_NOSIGNAL);
        if (sent > 0) {
            if (line.written == 0) line.served->sent = now();
            line.written += static_cast<std::size_t>(sent);
        }
    }
    std::array<char, 16384> chunk{};
    while (true) {
        const auto got = ::recv(line.socket, chunk.data(), chunk.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == ENOTCONN)) return false;
        if (got <= 0) {
            close(place);
            return line.request != nullptr;
        }
        line.received.append(chunk.data(), static_cast<std::size_t>(got));
        if (line.request != nullptr && is_whole(line)) {
            line.request = nullptr;
            return true;
        }
    }
}

std::vector<Served> Crowd::rush(const std::vector<std::string>& requests, double longest) {
    std::vector<std::size_t> order(lines_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    return ask(requests, order, order.size(), longest);
}

std::vector<Served> Crowd::ask(const std::vector<std::string>& requests, const std::vector<std::size_t>& order,
                               std::size_t at_once, double longest) {
    std::vector<Served> served(order.size());
    std::size_t next = 0;
    std::size_t open_now = 0;
    std::size_t finished = 0;
    const double end = now() + longest;
    std::array<epoll_event, 256> events{};
    /// Goes on with a line, and opens it again when the server has closed it before a whole answer.
    const auto go_on = [&](std::size_t place) {
        Line& line = lines_[place];
        if (!move(place)) return;
        const bool again = line.request != nullptr && line.written < line.request->size() && reopened_ < order.size();
        if (again) {
            ++reopened_;
            line.written = 0;
            return open(place);
        }
        line.request = nullptr;
        --open_now;
        ++finished;
    };
    const auto begin_some = [&] {
        // A connection with a request under way waits for its turn: nothing behind it begins before.
        while (next < order.size() && open_now < at_once && lines_[order[next]].request == nullptr) {
            const std::size_t place = order[next];
            begin(place, requests[place], served[next]);
            ++next;
            ++open_now;
            if (lines_[place].connected) go_on(place);
        }
    };
    begin_some();
    while (finished < order.size() && now() < end) {
        const int count = ::epoll_wait(watch_, events.data(), static_cast<int>(events.size()), kWaitMs);
        for (int i = 0; i < count; ++i) {
            const auto place = static_cast<std::size_t>(events[static_cast<std::size_t>(i)].data.u64);
            Line& line = lines_[place];
            if (line.socket < 0) continue;
            constexpr std::uint32_t kSettled = EPOLLOUT | EPOLLERR | EPOLLHUP;
            line.connected = line.connected || (events[static_cast<std::size_t>(i)].events & kSettled) != 0;
            if (line.connected) go_on(place);
        }
        begin_some();
    }
    for (Line& line : lines_) line.request = nullptr;
    return served;
}

} // namespace dongthac::bench
