#include "sync-server/socket.hpp"

#include <cerrno>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace dongthac::server {

namespace {

#ifdef _WIN32
using Native = SOCKET;
using Length = int;
constexpr int kNoSignal = 0;
bool would_wait() { return WSAGetLastError() == WSAEWOULDBLOCK; }
bool was_interrupted() { return WSAGetLastError() == WSAEINTR; }
int poll_all(std::vector<pollfd>& all, int ms) { return WSAPoll(all.data(), static_cast<ULONG>(all.size()), ms); }
#else
using Native = int;
using Length = socklen_t;
constexpr int kNoSignal = MSG_NOSIGNAL;
bool would_wait() { return errno == EAGAIN || errno == EWOULDBLOCK; }
bool was_interrupted() { return errno == EINTR; }
int poll_all(std::vector<pollfd>& all, int ms) { return ::poll(all.data(), static_cast<nfds_t>(all.size()), ms); }
#endif

Native native(Socket socket) { return static_cast<Native>(socket); }

template <class Call>
auto uninterrupted(const Call& call) {
    auto result = call();
    while (result < 0 && was_interrupted()) result = call();
    return result;
}

Moved moved(std::ptrdiff_t bytes, Io waiting) {
    if (bytes > 0) return {Io::done, static_cast<std::size_t>(bytes)};
    return {bytes < 0 && would_wait() ? waiting : Io::closed, 0};
}

} // namespace

void make_non_blocking(Socket socket) {
#ifdef _WIN32
    u_long on = 1;
    (void)ioctlsocket(native(socket), static_cast<long>(FIONBIO), &on);
#else
    (void)::fcntl(native(socket), F_SETFL, ::fcntl(native(socket), F_GETFL, 0) | O_NONBLOCK);
#endif
}

void limit_sending(Socket socket, std::size_t bytes) {
    const int size = static_cast<int>(bytes);
    (void)::setsockopt(native(socket), SOL_SOCKET, SO_SNDBUF, reinterpret_cast<const char*>(&size), sizeof size);
}

void close_socket(Socket socket) {
#ifdef _WIN32
    (void)::shutdown(native(socket), SD_BOTH);
    (void)::closesocket(native(socket));
#else
    (void)::shutdown(native(socket), SHUT_RDWR);
    (void)::close(native(socket));
#endif
}

void end_sending(Socket socket) {
#ifdef _WIN32
    (void)::shutdown(native(socket), SD_SEND);
#else
    (void)::shutdown(native(socket), SHUT_WR);
#endif
}

Moved read_some(Socket socket, std::span<char> out) {
    return moved(uninterrupted([&] { return ::recv(native(socket), out.data(), static_cast<Length>(out.size()), 0); }),
                 Io::wants_to_read);
}

Moved write_some(Socket socket, std::span<const char> data) {
    const auto call = [&] { return ::send(native(socket), data.data(), static_cast<Length>(data.size()), kNoSignal); };
    return moved(uninterrupted(call), Io::wants_to_write);
}

std::vector<bool> wait_for_any(const std::vector<Awaited>& awaited, std::chrono::milliseconds longest) {
    std::vector<pollfd> all;
    all.reserve(awaited.size());
    for (const Awaited& one : awaited)
        all.push_back({native(one.socket), static_cast<short>(one.what == Io::wants_to_write ? POLLOUT : POLLIN), 0});
    (void)poll_all(all, static_cast<int>(longest.count()));
    std::vector<bool> ready;
    ready.reserve(all.size());
    for (const pollfd& one : all) ready.push_back(one.revents != 0);
    return ready;
}

Bell::Bell() {
    const Native made = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* address = reinterpret_cast<sockaddr*>(&here);
    Length size = sizeof here;
    socket_ = static_cast<Socket>(made);
    const bool works = socket_ != kNoSocket && ::bind(made, address, size) == 0 &&
                       ::getsockname(made, address, &size) == 0 && ::connect(made, address, size) == 0;
    if (works) {
        make_non_blocking(socket_);
    } else if (socket_ != kNoSocket) {
        close_socket(socket_);
        socket_ = kNoSocket;
    }
}

Bell::~Bell() {
    if (socket_ != kNoSocket) close_socket(socket_);
}

void Bell::ring() const {
    const char word = 0;
    if (socket_ != kNoSocket) (void)write_some(socket_, {&word, 1});
}

void Bell::hush() const {
    char word = 0;
    while (socket_ != kNoSocket && read_some(socket_, {&word, 1}).io == Io::done) continue;
}

} // namespace dongthac::server
