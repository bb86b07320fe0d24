#ifndef _WIN32

#include <array>

#include <gtest/gtest.h>
#include <unistd.h>

#include "sync-server/connection.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tls_client.hpp"

// As connection_test.cpp, with TLS in between: it must be given again what it could not send.

namespace dongthac::tests {

namespace {

using server::Connection;
using State = Connection::State;
using std::chrono::milliseconds;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\n\r\n";

class TlsConnection : public ::testing::Test {
  protected:
    void SetUp() override {
        std::array<int, 2> ends{};
        ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
        socket_ = ends[0];
        const auto files = server::own_certificate(folder_.path(), random_).value();
        connection_.emplace(ends[1], server::TlsContext::make(server::read_certificate(files).value()).value(),
                            server::Patience{milliseconds(1'000), milliseconds(5'000)}, held_);
        client_.emplace(socket_);
    }
    void TearDown() override {
        if (socket_ >= 0) ::close(socket_);
    }
    void meet() {
        bool met = false;
        for (int i = 0; i < 20 && !met; ++i) {
            met = client_->shake_hands();
            ASSERT_EQ(connection_->go_on(), State::waits);
        }
        ASSERT_TRUE(met);
        ASSERT_TRUE(connection_->is_idle());
    }
    void ask() {
        ASSERT_TRUE(client_->write(kGet));
        ASSERT_EQ(connection_->go_on(), State::asks);
        ASSERT_EQ(connection_->request(), kGet);
    }

    int socket_ = -1;
    TempFolder folder_;
    base::SeededRandom random_{7};
    Connection::Held held_ = 0;
    std::optional<Connection> connection_;
    std::optional<TlsClient> client_;
};

TEST_F(TlsConnection, SendsEveryByteOfAnAnswerThatIsTakenALittleAtATime) {
    meet();
    ask();
    base::Bytes noise(std::size_t{2} << 20);
    random_.fill(noise);
    const std::string answer(noise.begin(), noise.end());
    connection_->answer(answer, Connection::Then::goes_on);

    std::string taken;
    int stops = 0;
    while (connection_->is_answering()) {
        ASSERT_EQ(connection_->go_on(), State::waits);
        if (connection_->is_answering()) {
            ++stops;
            ASSERT_EQ(connection_->wants(), server::Io::wants_to_write);
            EXPECT_GT(held_, std::size_t{1} << 20);
        }
        taken += client_->read(9'000);
    }
    for (std::string part = client_->read(9'000); !part.empty(); part = client_->read(9'000)) taken += part;

    EXPECT_GT(stops, 50);
    EXPECT_EQ(taken == answer, true) << taken.size() << " of " << answer.size();
    EXPECT_EQ(held_, 0u);
    ask();
}

TEST_F(TlsConnection, GivesUpItsClientInTheMiddleOfAHandshakeOrAnAnswer) {
    EXPECT_FALSE(client_->shake_hands());
    ASSERT_EQ(connection_->go_on(), State::waits);
    EXPECT_FALSE(connection_->is_idle());
    EXPECT_TRUE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(1'100)));
    meet();
    ask();
    connection_->answer(std::string(std::size_t{2} << 20, 'a'), Connection::Then::goes_on);
    ASSERT_EQ(connection_->go_on(), State::waits);

    ::close(std::exchange(socket_, -1));

    EXPECT_EQ(connection_->go_on(), State::is_over);
    connection_.reset();
    EXPECT_EQ(held_, 0u);
}

} // namespace

} // namespace dongthac::tests

#endif
