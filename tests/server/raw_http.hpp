#pragma once

// A client for tests only, over plain sockets: it must be able to send what no well-behaved library would.
#ifndef _WIN32

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shared/base/bytes.hpp"

namespace dongthac::tests {

struct RawAnswer {
    int status = 0;
    std::string head;
    std::string body;
};

/// True once `received` holds a head and as much body as the head promises.
inline bool is_whole(const std::string& received) {
    const std::size_t end = received.find("\r\n\r\n");
    const std::size_t length = received.find("Content-Length: ");
    if (end == std::string::npos || length > end) return false;
    return received.size() >= end + 4 + static_cast<std::size_t>(std::atol(received.c_str() + length + 16));
}

/// Where a connection comes from and how much the system takes for it before the test reads.
struct Line {
    std::uint32_t from = INADDR_LOOPBACK; ///< every address of 127.0.0.0/8 is this machine's
    int receive_buffer = 0;               ///< bytes; 0: as the system likes
};

/// A connection that stays open for as long as the test wants.
class RawConnection {
  public:
    explicit RawConnection(int port, Line line = {}) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        if (line.receive_buffer > 0)
            (void)::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &line.receive_buffer, sizeof line.receive_buffer);
        const sockaddr_in here = address_of(line.from, 0);
        const sockaddr_in there = address_of(INADDR_LOOPBACK, port);
        if (line.from != INADDR_LOOPBACK) (void)::bind(socket_, reinterpret_cast<const sockaddr*>(&here), sizeof here);
        (void)::connect(socket_, reinterpret_cast<const sockaddr*>(&there), sizeof there);
    }
    RawConnection(RawConnection&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;
    ~RawConnection() {
        if (socket_ >= 0) ::close(socket_);
    }

    bool send(const std::string& bytes) {
        return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
    }
    /// One whole answer; what came of it when the other side ends before.
    std::string read() {
        std::string received;
        char buffer[16'384];
        while (!is_whole(received)) {
            const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
            if (got <= 0) break;
            received.append(buffer, static_cast<std::size_t>(got));
        }
        return received;
    }
    /// What came, at most `most` bytes; waits for the first. Empty when the other side has ended.
    std::string read_some(std::size_t most) {
        std::string received(most, '\0');
        const auto got = ::recv(socket_, received.data(), most, 0);
        received.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return received;
    }
    /// True while the other side has neither said anything nor closed.
    [[nodiscard]] bool is_silent(int wait_ms = 0) const {
        pollfd one{socket_, POLLIN, 0};
        return ::poll(&one, 1, wait_ms) == 0;
    }
    /// Waits until the other side closes; true when it said nothing before.
    [[nodiscard]] bool ends() {
        char byte = 0;
        return ::recv(socket_, &byte, 1, 0) <= 0;
    }

  private:
    static sockaddr_in address_of(std::uint32_t host, int port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(host);
        return address;
    }
    int socket_ = -1;
};

/// Sends `bytes` to the port on this machine and reads one answer. Nothing when it cannot be reached or
/// says nothing.
inline std::optional<RawAnswer> send_raw(int port, const std::string& bytes) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string received;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        std::size_t sent = 0;
        while (sent < bytes.size()) {
            const auto step = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (step <= 0) break;
            sent += static_cast<std::size_t>(step);
        }
        char buffer[16'384];
        while (!is_whole(received)) {
            const auto got = ::recv(socket, buffer, sizeof buffer, 0);
            if (got <= 0) break;
            received.append(buffer, static_cast<std::size_t>(got));
        }
    }
    ::close(socket);
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string::npos || received.size() < 12) return std::nullopt;
    return RawAnswer{std::atoi(received.c_str() + 9), received.substr(0, end), received.substr(end + 4)};
}

inline std::optional<RawAnswer> get_raw(int port, const std::string& path) {
    return send_raw(port, "GET " + path + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
}

inline std::optional<RawAnswer> post_raw(int port, const std::string& path, base::ByteSpan body) {
    std::string bytes = "POST " + path + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: ";
    bytes += std::to_string(body.size()) + "\r\nContent-Type: application/octet-stream\r\n\r\n";
    bytes += base::as_text(body);
    return send_raw(port, bytes);
}

} // namespace dongthac::tests

#endif
