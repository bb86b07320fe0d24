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

/// A connection that stays open for as long as the test wants.
class RawConnection {
  public:
    explicit RawConnection(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        (void)::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
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
