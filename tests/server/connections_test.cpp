#ifndef _WIN32

#include "shared/wire/envelope.hpp"
#include "tests/server/http_fixture.hpp"

// Who holds a connection open, and what that costs the others (docs/adr/0011).

namespace dongthac::tests {

namespace {

using model::Role;

const std::string kGet = "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n";

class Connections : public HttpTest {};

class ShortPatience : public HttpTest {
  protected:
    ShortPatience() : HttpTest({std::chrono::milliseconds(50), std::chrono::milliseconds(50)}) {}
};

TEST_F(Connections, TwoHundredThatSayNothingHoldNobodyUp) {
    std::vector<RawConnection> quiet;
    for (int i = 0; i < 200; ++i) quiet.emplace_back(port_);

    const auto answer = get_raw(port_, "/healthz");

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    for (const RawConnection& connection : quiet)
        EXPECT_TRUE(connection.is_silent()) << "answered while all of them are open";
}

TEST_F(Connections, TwoHundredThatSaidSomethingOnceHoldNobodyUpAndAreHeardAgain) {
    std::vector<RawConnection> quiet;
    for (int i = 0; i < 200; ++i) {
        quiet.emplace_back(port_);
        ASSERT_TRUE(quiet.back().send(kGet));
    }
    for (RawConnection& connection : quiet) ASSERT_TRUE(connection.read().ends_with("ok\n"));

    const auto answer = get_raw(port_, "/healthz");

    ASSERT_TRUE(answer);
    for (const RawConnection& connection : quiet) ASSERT_TRUE(connection.is_silent());
    for (RawConnection& connection : quiet) ASSERT_TRUE(connection.send(kGet));
    for (RawConnection& connection : quiet) ASSERT_TRUE(connection.read().ends_with("ok\n"));
}

TEST_F(Connections, OneIsHeardAfterEverySilence) {
    RawConnection connection(port_);
    for (int i = 0; i < 8; ++i) {
        ASSERT_TRUE(connection.send(kGet));
        ASSERT_TRUE(connection.read().ends_with("ok\n")) << i;
        ASSERT_TRUE(connection.is_silent(20)) << "it stays open: " << i;
    }
}

TEST_F(Connections, OneIsClosedAfterAThousandRequests) {
    RawConnection connection(port_);
    for (int i = 0; i < 1'000; ++i) {
        ASSERT_TRUE(connection.send(kGet));
        ASSERT_TRUE(connection.read().ends_with("ok\n")) << i;
        if (i % 300 == 0) {
            ASSERT_TRUE(connection.is_silent(20)) << "silences do not start the count anew";
        }
    }

    EXPECT_TRUE(connection.ends());
}

TEST_F(Connections, AnAnswerHasOnlyTheHeadersItNeeds) {
    const Pc pc = enrol("truong-a", {Role::editor});
    const auto keys = base::agree(pc.key, server_->public_key(), base::End::device).value();
    const auto request =
        wire::close_request(keys, pc.device.id, {1, 2, 3, 4}, wire::pack_message(1, wire::encode(pc.request({}))));
    RawConnection connection(port_);
    const std::string head = "POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: ";

    ASSERT_TRUE(connection.send(head + std::to_string(request.bytes.size()) + "\r\n\r\n"));
    ASSERT_TRUE(connection.send(std::string(base::as_text(request.bytes))));
    const std::string answer = connection.read();

    const std::size_t end = answer.find("\r\n\r\n");
    ASSERT_NE(end, std::string::npos);
    const std::string body = answer.substr(end + 4);
    EXPECT_EQ(answer.substr(0, end), "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()));
    EXPECT_TRUE(wire::open_answer(keys, request.mac, 200, base::as_bytes(body)));
}

TEST_F(Connections, ThatAreOpenDoNotHoldUpTheEnd) {
    std::vector<RawConnection> open;
    for (int i = 0; i < 20; ++i) {
        open.emplace_back(port_);
        if (i % 2 == 0) {
            ASSERT_TRUE(open.back().send(kGet));
        }
    }
    for (int i = 0; i < 20; i += 2) ASSERT_TRUE(open[static_cast<std::size_t>(i)].read().ends_with("ok\n"));

    stop();
    http_.reset();

    for (RawConnection& connection : open) EXPECT_TRUE(connection.ends());
}

TEST_F(ShortPatience, CutsWhoSendsHalfARequest) {
    RawConnection in_the_head(port_);
    RawConnection in_the_body(port_);
    ASSERT_TRUE(in_the_head.send("POST /x HTTP/1.1\r\nHo"));
    ASSERT_TRUE(in_the_body.send("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nhalf"));

    (void)in_the_head.read(); // until the server has closed it, with or without a word
    EXPECT_TRUE(in_the_head.ends());
    (void)in_the_body.read();
    EXPECT_TRUE(in_the_body.ends());
    EXPECT_EQ(get_raw(port_, "/healthz").value_or(RawAnswer{}).status, 200);
}

TEST_F(ShortPatience, ClosesWhoSaysNothingForLong) {
    RawConnection never(port_);
    RawConnection once(port_);
    ASSERT_TRUE(once.send(kGet));
    ASSERT_TRUE(once.read().ends_with("ok\n"));

    EXPECT_TRUE(never.ends());
    EXPECT_TRUE(once.ends());
}

} // namespace

} // namespace dongthac::tests

#endif
