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
using Then = Connection::Then;
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
    /// What has come to the client's end.
    std::string heard() {
        std::string all;
        std::array<char, 16'384> part{};
        for (auto got = receive(part); got > 0; got = receive(part))
            all.append(part.data(), static_cast<std::size_t>(got));
        return all;
    }
    ssize_t receive(std::span<char> out) { return ::recv(client_, out.data(), out.size(), MSG_DONTWAIT); }
    void hang_up() { ::close(std::exchange(client_, -1)); }

    int client_ = -1;
    Connection::Held held_ = 0;
    std::optional<Connection> connection_;
};

TEST_F(ConnectionTest, TakesARequestInPiecesAndTheNextBehindIt) {
    const std::string first = post(20);
    send(first.substr(0, 30));
    EXPECT_EQ(connection_->go_on(), State::waits);
    EXPECT_FALSE(connection_->is_idle());
    send(first.substr(30) + post(3));

    EXPECT_EQ(connection_->go_on(), State::asks);
    EXPECT_EQ(connection_->request(), first);
    connection_->answer("one", Then::goes_on);
    EXPECT_EQ(connection_->go_on(), State::asks);
    EXPECT_EQ(connection_->request(), post(3));
    connection_->answer(" two", Then::goes_on);
    EXPECT_EQ(connection_->go_on(), State::waits);
    EXPECT_TRUE(connection_->is_idle());
    EXPECT_EQ(heard(), "one two");
}

TEST_F(ConnectionTest, IsOverWhenItsClientIsGone) {
    send("POST /x");
    hang_up();

    EXPECT_EQ(connection_->go_on(), State::is_over);
}

TEST_F(ConnectionTest, IsOverdueBySilenceAndByBeingTooSlow) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(connection_->is_overdue(begin + milliseconds(4'000)));
    EXPECT_TRUE(connection_->is_overdue(begin + milliseconds(6'000))) << "nothing between two requests";

    send("POST /x");
    ASSERT_EQ(connection_->go_on(), State::waits);
    EXPECT_FALSE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(900)));
    EXPECT_TRUE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(1'100))) << "half a request";
}

TEST_F(ConnectionTest, CountsLongBodiesUntilTheyAreWholeOrGone) {
    const std::string body(60'000, 'a');
    send(kHead + "Content-Length: 100000\r\n\r\n" + body);
    ASSERT_EQ(connection_->go_on(), State::waits);
    EXPECT_GT(held_, 40'000u);
    send(std::string(40'000, 'a'));
    ASSERT_EQ(connection_->go_on(), State::asks);
    EXPECT_EQ(held_, 0u);
    connection_->answer({}, Then::goes_on);

    send(kHead + "Content-Length: 100000\r\n\r\n" + body);
    ASSERT_EQ(connection_->go_on(), State::waits);
    connection_.reset();
    EXPECT_EQ(held_, 0u) << "what a closed one held is free again";
}

TEST_F(ConnectionTest, LacksRoomForALongBodyWhenAllTogetherHoldTooMuchAndTakesShortOnes) {
    held_ = Connection::kMostHeld;
    send(post(2'000));
    EXPECT_EQ(connection_->go_on(), State::asks);
    connection_->answer({}, Then::goes_on);

    send(kHead + "Content-Length: 100000\r\n\r\n" + std::string(60'000, 'a'));
    EXPECT_EQ(connection_->go_on(), State::lacks_room);
    held_ -= Connection::kMostHeld / 2;
    EXPECT_EQ(connection_->go_on(), State::waits) << "another one went";
}

TEST_F(ConnectionTest, ListensForAMomentAfterItsLastWord) {
    send(kHead + "Transfer-Encoding: chunked\r\n\r\n");
    ASSERT_EQ(connection_->go_on(), State::asks);
    ASSERT_TRUE(connection_->is_last());
    connection_->answer("HTTP/1.1 411 Length Required\r\n\r\n", Then::says_bye);
    ASSERT_EQ(connection_->go_on(), State::waits);

    send("5\r\nstill\r\n");
    EXPECT_EQ(connection_->go_on(), State::waits);
    std::array<char, 100> came{};
    EXPECT_GT(::recv(client_, came.data(), came.size(), 0), 0) << "the answer is not lost with what was not read";
    EXPECT_FALSE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(1'000)));
    EXPECT_TRUE(connection_->is_overdue(std::chrono::steady_clock::now() + milliseconds(3'000)));
}

/// An answer that fits in no socket's hands.
std::string long_answer() {
    std::string bytes(std::size_t{3} << 20, ' ');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>('a' + i / 7 % 26);
    return bytes;
}

TEST_F(ConnectionTest, SendsAnAnswerAsFastAsItIsTakenAndTheNextBehindIt) {
    send(post(20) + post(3));
    ASSERT_EQ(connection_->go_on(), State::asks);
    connection_->answer(long_answer(), Then::goes_on);

    std::string taken;
    int stops = 0;
    for (State state = connection_->go_on(); state == State::waits; state = connection_->go_on()) {
        ASSERT_EQ(connection_->wants(), Io::wants_to_write);
        EXPECT_TRUE(connection_->is_answering());
        EXPECT_FALSE(connection_->is_idle());
        taken += heard();
        ++stops;
    }

    EXPECT_GT(stops, 20) << "little of it is in the system's hands";
    EXPECT_EQ(taken + heard(), long_answer());
    EXPECT_EQ(connection_->request(), post(3));
    connection_->answer("end", Then::closes);
    EXPECT_EQ(connection_->go_on(), State::is_over);
    EXPECT_EQ(heard(), "end");
}

TEST_F(ConnectionTest, CountsAnAnswerUntilItIsTakenOrGivenUp) {
    const auto ask = [this] {
        send(post(20));
        ASSERT_EQ(connection_->go_on(), State::asks);
        connection_->answer(long_answer(), Then::goes_on);
    };
    ask();
    ASSERT_EQ(connection_->go_on(), State::waits);
    EXPECT_GT(held_, std::size_t{2} << 20);
    EXPECT_EQ(connection_->holds(), held_);
    while (connection_->is_answering()) {
        (void)heard();
        ASSERT_EQ(connection_->go_on(), State::waits);
    }
    EXPECT_EQ(held_, 0u);

    ask();
    held_ = Connection::kMostHeld;
    EXPECT_EQ(connection_->go_on(), State::lacks_room);
    held_ -= Connection::kMostHeld;
    EXPECT_EQ(connection_->go_on(), State::waits) << "another one went";
    connection_.reset();
    EXPECT_EQ(held_, 0u) << "what a closed one held is free again";
}

TEST_F(ConnectionTest, IsOverdueWhenItsAnswerIsNotTaken) {
    send(post(20));
    ASSERT_EQ(connection_->go_on(), State::asks);
    connection_->answer(long_answer(), Then::goes_on);
    ASSERT_EQ(connection_->go_on(), State::waits);
    const auto now = std::chrono::steady_clock::now();

    EXPECT_FALSE(connection_->is_overdue(now + milliseconds(60'000))) << "8 kbit/s is slow and not too slow";
    EXPECT_TRUE(connection_->is_overdue(now + milliseconds(70'000))) << "nothing was taken";
}

TEST_F(ConnectionTest, IsOverWhenItsClientLeavesInTheMiddleOfAnAnswer) {
    send(post(20));
    ASSERT_EQ(connection_->go_on(), State::asks);
    connection_->answer(long_answer(), Then::goes_on);
    ASSERT_EQ(connection_->go_on(), State::waits);
    hang_up();

    EXPECT_EQ(connection_->go_on(), State::is_over);
}

} // namespace

} // namespace dongthac::server

#endif
