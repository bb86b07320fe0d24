#ifndef _WIN32

#include <array>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shared/wire/messages.hpp"
#include "sync-server/connection.hpp"

// Requests are taken in without waiting for them, and only as far as their header promises (DESIGN §7, §9).

namespace dongthac::server {

namespace {

using State = Connection::State;
using std::chrono::milliseconds;

const std::string kHead = "POST /x HTTP/1.1\r\nHost: t\r\n";

std::string post(std::size_t length) {
    return kHead + "Content-Length: " + std::to_string(length) + "\r\n\r\n" + std::string(length, 'a');
}

TEST(FirstRequest, IsThereOnceItsBodyIs) {
    const std::string whole = post(10);

    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(first_request(std::string_view(whole).substr(0, size))) << size;
    const auto framed = first_request(whole + "GET /next");
    ASSERT_TRUE(framed);
    EXPECT_EQ(framed->size, whole.size());
    EXPECT_FALSE(framed->is_last);
}

TEST(FirstRequest, WithoutALengthHasNoBody) {
    const std::string get = "GET /healthz HTTP/1.1\r\n\r\n";

    const auto framed = first_request(get + get);

    ASSERT_TRUE(framed);
    EXPECT_EQ(framed->size, get.size());
    EXPECT_FALSE(framed->is_last);
}

TEST(FirstRequest, ThatWillBeRefusedEndsWithItsHead) {
    for (const std::string& field :
         {std::string("Transfer-Encoding: chunked"), std::string("TRANSFER-ENCODING:x"),
          std::string("Content-Length: -1"), std::string("Content-Length: 1x"),
          std::string("content-length: 5\r\nContent-Length: 6"), std::string("Content-Length: 99999999999999999999999"),
          "Content-Length: " + std::to_string(wire::kMaxBody + 1)}) {
        const std::string head = kHead + field + "\r\n\r\n";

        const auto framed = first_request(head + "and what follows");

        ASSERT_TRUE(framed) << field;
        EXPECT_EQ(framed->size, head.size()) << field;
        EXPECT_TRUE(framed->is_last) << field;
    }
}

TEST(FirstRequest, WhoseHeadNeverEndsIsHandedOverToBeRefused) {
    const std::string endless = kHead + std::string(16 << 10, 'a');

    EXPECT_FALSE(first_request(kHead + std::string(1'000, 'a')));
    const auto framed = first_request(endless);
    ASSERT_TRUE(framed);
    EXPECT_TRUE(framed->is_last);
}

/// A connection and the other end of it.
class ConnectionTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::array<int, 2> ends{};
        ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
        client_ = ends[0];
        connection_.emplace(ends[1], nullptr, Patience{milliseconds(1'000), milliseconds(5'000)}, held_);
    }
    void TearDown() override {
        if (client_ >= 0) ::close(client_);
    }
    void send(const std::string& bytes) {
        ASSERT_EQ(::send(client_, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    }
    void hang_up() { ::close(std::exchange(client_, -1)); }

    int client_ = -1;
    Connection::Held held_ = 0;
    std::optional<Connection> connection_;
};

TEST_F(ConnectionTest, TakesARequestInPiecesAndTheNextBehindIt) {
    const std::string first = post(20);
    send(first.substr(0, 30));
    EXPECT_EQ(connection_->take_in(), State::waits);
    EXPECT_FALSE(connection_->is_idle());
    send(first.substr(30) + post(3));

    EXPECT_EQ(connection_->take_in(), State::asks);
    EXPECT_EQ(connection_->request(), first);
    connection_->drop_request();
    EXPECT_EQ(connection_->take_in(), State::asks);
    EXPECT_EQ(connection_->request(), post(3));
    connection_->drop_request();
    EXPECT_EQ(connection_->take_in(), State::waits);
    EXPECT_TRUE(connection_->is_idle());
}

TEST_F(ConnectionTest, IsOverWhenItsClientIsGone) {
    send("POST /x");
    hang_up();

    EXPECT_EQ(connection_->take_in(), State::is_over);
}

TEST_F(ConnectionTest, IsOverdueBySilenceAndByBeingTooSlow) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(connection_->is_overdue(begin + milliseconds(4'000)));
    EXPECT_TRUE(connection_->is_overdue(begin + milliseconds(6'000))) << "nothing between two requests";

    send("POST /x");
    ASSERT_EQ(connection_->take_in(), State::waits);
    EXPECT_FALSE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(900)));
    EXPECT_TRUE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(1'100))) << "half a request";
}

TEST_F(ConnectionTest, CountsLongBodiesUntilTheyAreWholeOrGone) {
    const std::string body(60'000, 'a');
    send(kHead + "Content-Length: 100000\r\n\r\n" + body);
    ASSERT_EQ(connection_->take_in(), State::waits);
    EXPECT_GT(held_, 40'000u);
    send(std::string(40'000, 'a'));
    ASSERT_EQ(connection_->take_in(), State::asks);
    EXPECT_EQ(held_, 0u);
    connection_->drop_request();

    send(kHead + "Content-Length: 100000\r\n\r\n" + body);
    ASSERT_EQ(connection_->take_in(), State::waits);
    connection_.reset();
    EXPECT_EQ(held_, 0u) << "what a closed one held is free again";
}

TEST_F(ConnectionTest, GivesUpALongBodyWhenAllTogetherHoldTooMuchAndTakesShortOnes) {
    held_ = std::size_t{64} << 20;
    send(post(2'000));
    EXPECT_EQ(connection_->take_in(), State::asks);
    connection_->drop_request();

    send(kHead + "Content-Length: 100000\r\n\r\n" + std::string(60'000, 'a'));
    EXPECT_EQ(connection_->take_in(), State::is_over);
}

TEST_F(ConnectionTest, ListensForAMomentAfterItsLastWord) {
    send(kHead + "Transfer-Encoding: chunked\r\n\r\n");
    ASSERT_EQ(connection_->take_in(), State::asks);
    ASSERT_TRUE(connection_->is_last());
    ASSERT_TRUE(connection_->answer("HTTP/1.1 411 Length Required\r\n\r\n"));
    connection_->say_goodbye();

    send("5\r\nstill\r\n");
    EXPECT_EQ(connection_->take_in(), State::waits);
    std::array<char, 100> came{};
    EXPECT_GT(::recv(client_, came.data(), came.size(), 0), 0) << "the answer is not lost with what was not read";
    EXPECT_FALSE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(1'000)));
    EXPECT_TRUE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(3'000)));
}

TEST_F(ConnectionTest, DoesNotWaitForeverForAClientThatTakesNoAnswer) {
    connection_.reset();
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    Connection stuck(ends[1], nullptr, Patience{milliseconds(30), milliseconds(30)}, held_);

    EXPECT_FALSE(stuck.answer(std::string(8 << 20, 'a')));
    ::close(ends[0]);
}

} // namespace

} // namespace dongthac::server

#endif
