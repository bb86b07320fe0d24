#ifndef _WIN32

#include <string>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client/sync/transport.hpp"

namespace dongthac::sync {

namespace {

/// Listens, takes one connection, and keeps the bytes of what comes over it.
class Listener {
  public:
    Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        socklen_t size = sizeof address;
        EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
        port_ = ntohs(address.sin_port);
        EXPECT_EQ(::listen(socket_, 1), 0);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { ::close(socket_); }

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }

    /// Reads requests that end with `last` and answers each, `times` times.
    std::string serve(int times, const std::string& last) {
        const int one = ::accept(socket_, nullptr, nullptr);
        std::string all;
        for (int i = 0; i < times; ++i) {
            std::string received;
            char buffer[4'096];
            while (!received.ends_with(last)) {
                const auto got = ::recv(one, buffer, sizeof buffer, 0);
                if (got <= 0) break;
                received.append(buffer, static_cast<std::size_t>(got));
            }
            all += received;
            const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
            EXPECT_GT(::send(one, answer.data(), answer.size(), MSG_NOSIGNAL), 0);
        }
        ::close(one);
        return all;
    }

  private:
    int socket_ = -1;
    int port_ = 0;
};

TEST(HttpTransport, SendsOnlyTheHeadersThatAreNeededOverOneConnection) {
    Listener listener;
    std::string came;
    std::thread server([&] { came = listener.serve(2, "abc"); });
    const auto transport = http_transport(listener.url());
    ASSERT_TRUE(transport);

    const auto first = (*transport)->post("/x", base::as_bytes("abc"));
    const auto second = (*transport)->post("/x", base::as_bytes("abc"));
    server.join();

    ASSERT_TRUE(first && second);
    EXPECT_EQ(base::as_text(second->body), "ok");
    EXPECT_FALSE(first->is_servers_word) << "a transport cannot know whose word it is";
    const std::string one = "POST /x HTTP/1.1\r\nHost: " + listener.host() + "\r\nContent-Length: 3\r\n\r\nabc";
    EXPECT_EQ(came, one + one);
}

} // namespace

} // namespace dongthac::sync

#endif
