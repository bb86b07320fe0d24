#ifndef _WIN32

#include "shared/wire/compress.hpp"
#include "tests/server/http_fixture.hpp"

namespace dongthac::tests {

namespace {

using model::Role;

class Http : public HttpTest {};

class HttpBehindProxy : public HttpTest {
  protected:
    HttpBehindProxy() : HttpTest({}, server::Front::proxy) {}
};

TEST_F(Http, SaysThatItIsWell) {
    const auto answer = get_raw(port_, "/healthz");

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "ok\n");
}

TEST_F(Http, JoinsAndExchangesOverTheWire) {
    const base::KeyPair key = base::KeyPair::generate(random_);
    const wire::JoinRequest join{code_for("truong-a", {Role::editor}), key.public_key(), "máy"};

    const auto joined = post_raw(port_, "/v1/join", wire::compress(wire::encode(join)));
    const auto request = wire::sign_request("/v1/exchange", wire::encode(wire::ExchangeRequest{}), key);
    const auto exchanged = post_raw(port_, "/v1/exchange", request);

    ASSERT_TRUE(joined && exchanged);
    ASSERT_EQ(joined->status, 200);
    const auto join_bytes = wire::decompress(base::as_bytes(joined->body), wire::kMaxMessage);
    EXPECT_EQ(wire::decode<wire::JoinAnswer>(*join_bytes)->org, "truong-a");
    ASSERT_EQ(exchanged->status, 200);
    const auto bytes = wire::decompress(base::as_bytes(exchanged->body), wire::kMaxMessage);
    EXPECT_EQ(wire::decode<wire::ExchangeAnswer>(*bytes)->epoch, server_->epoch());
}

TEST_F(Http, ADecisionThatLostIsA409WithTheStateInIt) {
    Pc pc = enrol("truong-a", {Role::editor});
    const auto request = decide_request(pc, new_document(), submit_by_a(5));

    const auto answer = post_raw(port_, "/v1/decide", wire::sign_request("/v1/decide", wire::encode(request), pc.key));

    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->status, 409);
    const auto bytes = wire::decompress(base::as_bytes(answer->body), wire::kMaxMessage);
    const auto decided = wire::decode<wire::DecideAnswer>(*bytes);
    ASSERT_TRUE(decided);
    EXPECT_FALSE(decided->accepted);
    EXPECT_EQ(decided->state, "draft");
}

TEST_F(Http, AStrangerAndABadSignatureAreA401ThatSaysNothing) {
    const base::KeyPair stranger = base::KeyPair::generate(random_);
    Pc pc = enrol("truong-a", {Role::editor});
    const base::Bytes message = wire::encode(wire::ExchangeRequest{});
    auto forged = wire::sign_request("/v1/exchange", message, pc.key);
    forged[20] ^= 1;

    for (const base::Bytes& request : {wire::sign_request("/v1/exchange", message, stranger), forged,
                                       wire::sign_request("/v1/decide", message, pc.key)}) {
        const auto answer = post_raw(port_, "/v1/exchange", request);

        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 401);
        EXPECT_EQ(answer->body, "bad_signature");
    }
}

TEST_F(Http, CodesHaveTheirStatuses) {
    const auto post_join = [&](const std::string& code, const base::KeyPair& key) {
        const wire::JoinRequest join{code, key.public_key(), "máy"};
        return post_raw(port_, "/v1/join", wire::compress(wire::encode(join))).value_or(RawAnswer{});
    };
    const base::KeyPair key = base::KeyPair::generate(random_);
    const base::KeyPair other = base::KeyPair::generate(random_);
    const std::string code = code_for("truong-a", {Role::editor});

    EXPECT_EQ(post_join("ABCD-EFGH-JKLM", key).status, 403);
    EXPECT_EQ(post_join(code, key).status, 200);
    const RawAnswer used = post_join(code, other);
    EXPECT_EQ(used.status, 410);
    EXPECT_EQ(used.body, "used_code");
    const std::string late = code_for("truong-a", {Role::editor});
    clock_.advance(30 * kDayMs);
    EXPECT_EQ(post_join(late, other).body, "expired_code");
    for (int i = 0; i < 25; ++i) (void)post_join("ABCD-EFGH-JKLM", key);
    EXPECT_EQ(post_join("ABCD-EFGH-JKLM", key).status, 429);
}

/// Wrong codes from one machine that gives itself another name each time. How many until it is stopped; 100 when never.
int guesses_until_stopped(int port) {
    const wire::JoinRequest join{"ABCD-EFGH-JKLM", {}, "máy"};
    const base::Bytes body = wire::compress(wire::encode(join));
    for (int i = 1; i < 100; ++i) {
        const auto answer =
            send_raw(port, "POST /v1/join HTTP/1.1\r\nHost: t\r\nX-Real-IP: 203.0.113." + std::to_string(i) +
                               "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                               std::string(base::as_text(body)));
        if (answer.value_or(RawAnswer{}).status == 429) return i;
    }
    return 100;
}

TEST_F(Http, NobodySaysWhoHeIs) { EXPECT_EQ(guesses_until_stopped(port_), 21); }

TEST_F(HttpBehindProxy, TheProxySaysWhoItIs) { EXPECT_EQ(guesses_until_stopped(port_), 100); }

TEST_F(Http, RubbishIsA400) {
    Pc pc = enrol("truong-a", {Role::editor});
    for (const char* path : {"/v1/join", "/v1/exchange", "/v1/decide", "/v1/snapshot"}) {
        EXPECT_EQ(post_raw(port_, path, base::as_bytes("rubbish")).value_or(RawAnswer{}).status, 400) << path;
        const auto well_signed = wire::sign_request(path, base::as_bytes("\xff\xff\xff\xff"), pc.key);
        EXPECT_EQ(post_raw(port_, path, well_signed).value_or(RawAnswer{}).status, 400) << path;
    }
}

TEST_F(Http, ABodyInPiecesIsA411) {
    EXPECT_EQ(status_of("POST /v1/join HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n"),
              411);
    EXPECT_EQ(status_of("GET /healthz HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 411);
    EXPECT_EQ(status_of("POST /v1/join HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"), 411);
}

TEST_F(Http, ControlBytesInAHeaderAreA400) {
    EXPECT_EQ(status_of(std::string("GET /healthz HTTP/1.1\r\nHost: t\r\nX-A: a\x01") + "b\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET /healthz HTTP/1.1\r\nHost: t\r\nX-A: a%0d%0aSet-Cookie: x\r\nConnection: close\r\n\r\n"),
              400);
}

TEST_F(Http, TooLargeABodyIsA413BeforeItIsRead) {
    const std::string length = std::to_string(wire::kMaxBody + 1);

    const auto answer =
        send_raw(port_, "POST /v1/exchange HTTP/1.1\r\nHost: t\r\nContent-Length: " + length + "\r\n\r\n");

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
    EXPECT_EQ(answer->body, "too_large");
}

TEST_F(Http, UnknownPathsAreA404) {
    EXPECT_EQ(get_raw(port_, "/").value_or(RawAnswer{}).status, 404);
    EXPECT_EQ(get_raw(port_, "/v1/exchange").value_or(RawAnswer{}).status, 404);
    EXPECT_EQ(post_raw(port_, "/v2/exchange", base::as_bytes("x")).value_or(RawAnswer{}).status, 404);
    EXPECT_NE(get_raw(port_, "/" + std::string(7'000, 'a')).value_or(RawAnswer{}).status, 200);
}

TEST_F(Http, EveryRequestIsCountedAndLogged) {
    ASSERT_TRUE(get_raw(port_, "/healthz"));
    ASSERT_TRUE(get_raw(port_, "/no\"where"));

    const auto metrics = get_raw(port_, "/metrics");

    ASSERT_TRUE(metrics);
    EXPECT_NE(metrics->body.find("dongthac_requests_total{path=\"/healthz\",status=\"200\"} 1\n"), std::string::npos);
    EXPECT_NE(metrics->body.find("dongthac_requests_total{path=\"other\",status=\"404\"} 1\n"), std::string::npos);
    EXPECT_NE(metrics->body.find("dongthac_changes 11\n"), std::string::npos) << metrics->body;
    EXPECT_NE(heard_.text().find(R"("path":"/healthz","status":200)"), std::string::npos);
    EXPECT_NE(heard_.text().find(R"("path":"/no\"where","status":404)"), std::string::npos) << heard_.text();
}

TEST_F(Http, MetricsAreForThisMachineOnly) {
    for (const char* peer : {"203.0.113.7", "10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1", ""}) {
        const server::Reply reply = routes_->get("/metrics", peer);
        EXPECT_EQ(reply.status, 404) << peer;
        EXPECT_EQ(reply.body, "unknown_command");
    }
    EXPECT_EQ(routes_->get("/metrics", "127.0.0.1").status, 200);
    EXPECT_EQ(routes_->get("/metrics", "::1").status, 200);
    EXPECT_EQ(routes_->get("/healthz", "203.0.113.7").status, 200);
}

TEST_F(Http, MetricsCountTheStoreOnceInSomeSeconds) {
    const auto changes = [this] {
        const std::string body = routes_->get("/metrics", "127.0.0.1").body;
        return body.substr(body.find("\ndongthac_changes "), 22);
    };
    const std::string before = changes();
    (void)enrol("truong-a", {Role::editor});
    EXPECT_EQ(changes(), before);

    clock_.advance(10'000);

    EXPECT_NE(changes(), before);
}

TEST_F(Http, AStopFinishesAndLetsGoOfThePort) {
    ASSERT_TRUE(get_raw(port_, "/healthz"));

    http_->stop();
    listener_.join();

    EXPECT_FALSE(get_raw(port_, "/healthz"));
    const auto again = http_->bind({"127.0.0.1", port_});
    EXPECT_TRUE(again);
    listener_ = std::thread([this] { http_->run(); });
    http_->wait_until_ready();
}

} // namespace

} // namespace dongthac::tests

#endif
