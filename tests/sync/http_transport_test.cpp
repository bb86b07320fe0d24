#ifndef _WIN32

#include <string>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client/sync/transport.hpp"

namespace dongthac::sync {

namespace {

/// Listens, and keeps the bytes of what comes over a connection.
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

    /// Takes one connection, reads requests that end with `last` and answers each, `times` times. Then it closes: at
    /// once, or after it has read one more.
    enum class End { closes, swallows_one };
    std::string serve(int times, const std::string& last, End end = End::closes) {
        pollfd asked{socket_, POLLIN, 0};
        if (::poll(&asked, 1, 10'000) != 1) return {}; // nobody came: the test says so instead of hanging
        const int one = ::accept(socket_, nullptr, nullptr);
        std::string all;
        for (int i = 0; i < times; ++i) {
            all += read_until(one, last);
            const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
            EXPECT_GT(::send(one, answer.data(), answer.size(), MSG_NOSIGNAL), 0);
        }
        if (end == End::swallows_one) all += read_until(one, last);
        ::close(one);
        return all;
    }
    /// True when somebody waits to be taken.
    [[nodiscard]] bool is_asked() const {
        pollfd one{socket_, POLLIN, 0};
        return ::poll(&one, 1, 0) > 0;
    }

  private:
    static std::string read_until(int one, const std::string& last) {
        std::string received;
        char buffer[4'096];
        while (!received.ends_with(last)) {
            const auto got = ::recv(one, buffer, sizeof buffer, 0);
            if (got <= 0) break;
            received.append(buffer, static_cast<std::size_t>(got));
        }
        return received;
    }

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

TEST(HttpTransport, AKeptConnectionThatIsGoneIsOpenedOnceMore) {
    for (const auto end : {Listener::End::closes, Listener::End::swallows_one}) {
        Listener listener;
        std::thread server([&] {
            (void)listener.serve(1, "abc", end);
            (void)listener.serve(1, "abc");
        });
        const auto transport = http_transport(listener.url());
        ASSERT_TRUE(transport);
        ASSERT_TRUE((*transport)->post("/x", base::as_bytes("abc")));

        const auto second = (*transport)->post("/x", base::as_bytes("abc"));
        server.join();

        ASSERT_TRUE(second);
        EXPECT_EQ(base::as_text(second->body), "ok");
    }
}

TEST(HttpTransport, AFreshConnectionThatBreaksIsReported) {
    Listener listener;
    std::thread server([&] { (void)listener.serve(0, "abc", Listener::End::swallows_one); });
    const auto transport = http_transport(listener.url());
    ASSERT_TRUE(transport);

    const auto reply = (*transport)->post("/x", base::as_bytes("abc"));
    server.join();

    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, base::Code::unreachable);
    EXPECT_FALSE(listener.is_asked()) << "the next round tries again, not this one";
}

} // namespace

} // namespace dongthac::sync

#endif
