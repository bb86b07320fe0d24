#ifndef _WIN32

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "shared/wire/envelope.hpp"
#include "tests/server/http_fixture.hpp"

// Who takes an answer slowly, or not at all, and what that costs the others (docs/adr/0018).

namespace dongthac::tests {

namespace {

using model::Role;

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr Line kSlow{INADDR_LOOPBACK, 4'096};

/// An office whose feed fills an answer of some MiB.
class SlowReaders : public HttpTest {
  protected:
    SlowReaders() : HttpTest({std::chrono::minutes(5), std::chrono::minutes(5)}) {}
    void SetUp() override {
        HttpTest::SetUp();
        mine_.emplace(enrol("truong-a", {Role::editor}));
        const base::DocumentId document = new_document();
        for (int i = 0; i < 40; ++i)
            ASSERT_EQ(exchange(*mine_, mine_->request({mine_->draft(document, 1, noise())})).acks.size(), 1u);
    }
    /// Letters that no compression makes much shorter.
    [[nodiscard]] std::string noise() {
        std::string letters(80'000, ' ');
        base::Bytes bytes(letters.size());
        random_.fill(bytes);
        for (std::size_t i = 0; i < letters.size(); ++i) letters[i] = static_cast<char>('0' + bytes[i] % 64);
        return letters;
    }
    [[nodiscard]] base::ChannelKeys keys() {
        return base::agree(mine_->key, server_->public_key(), base::End::device).value();
    }
    [[nodiscard]] std::string ask(const wire::ExchangeRequest& request) {
        const wire::ClosedRequest closed = wire::close_request(
            keys(), mine_->device.id, {++nonce_, 0, 0, 0},
            wire::pack_message(static_cast<std::uint8_t>(wire::Ask::exchange), wire::encode(request)));
        mac_ = closed.mac;
        return "POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(closed.bytes.size()) + "\r\n\r\n" +
               std::string(base::as_text(closed.bytes));
    }
    /// Everything from the start.
    [[nodiscard]] std::string ask_for_all() { return ask(mine_->request({})); }
    [[nodiscard]] bool is_whole_answer(const std::string& answer) {
        const std::size_t end = answer.find("\r\n\r\n");
        return end != std::string::npos &&
               wire::open_answer(keys(), mac_, 200, base::as_bytes(answer).subspan(end + 4)).has_value();
    }

    std::optional<Pc> mine_;
    base::Mac mac_{}; ///< of the last request
    std::uint8_t nonce_ = 0;
};

TEST_F(SlowReaders, TwoHundredHoldNobodyUp) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<RawConnection> slow;
    const std::string all = ask_for_all();
    for (int i = 0; i < 200; ++i) {
        slow.emplace_back(port_, kSlow);
        ASSERT_TRUE(slow.back().send(all));
    }

    const auto health = get_raw(port_, "/healthz");
    wire::ExchangeRequest push = mine_->request({mine_->draft(new_document())});
    push.budget = 1;
    RawConnection office(port_);
    ASSERT_TRUE(office.send(ask(push)));
    const std::string synced = office.read();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;

    std::printf("200 that take no answer: /healthz and a push in %.3f s\n", took.count());
    ASSERT_TRUE(health);
    EXPECT_EQ(health->body, "ok\n");
    EXPECT_TRUE(is_whole_answer(synced));
    EXPECT_LT(took, patience_.within) << "nobody had to be given up for it";
    EXPECT_GT(std::ranges::count_if(slow, [](const auto& one) { return !one.is_silent(); }), 10) << "they were heard";
}

TEST_F(SlowReaders, GiveWayToWhoNeedsLittle) {
    std::vector<RawConnection> slow;
    const std::string all = ask_for_all();
    for (int i = 0; i < 40; ++i) {
        slow.emplace_back(port_, kSlow);
        ASSERT_TRUE(slow.back().send(all));
        ASSERT_FALSE(slow.back().is_silent(10'000)) << "its answer is on its way, or there was no more room for it";
    }
    for (const std::size_t bytes : {200'000, 30'000}) // until there is room for nothing
        for (int i = 0; i < 20; ++i) {
            slow.emplace_back(port_);
            ASSERT_TRUE(slow.back().send("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n" +
                                         std::string(bytes, 'a')));
        }

    wire::ExchangeRequest push = mine_->request({mine_->draft(new_document(), 1, noise())});
    push.budget = 1;
    const std::string pushed = ask(push);
    RawConnection office(port_);
    ASSERT_TRUE(office.send(pushed.substr(0, 40'000)));
    EXPECT_TRUE(office.is_silent(100)) << "a bad line: it comes in pieces";
    ASSERT_TRUE(office.send(pushed.substr(40'000)));

    EXPECT_TRUE(office.read().starts_with("HTTP/1.1 200"));
}

TEST_F(SlowReaders, OneGetsEveryByteOfWhatItAskedFor) {
    RawConnection slow(port_, kSlow);
    ASSERT_TRUE(slow.send(ask_for_all() + "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n"));

    std::string answer;
    while (!is_whole(answer)) {
        const std::string part = slow.read_some(3'000);
        ASSERT_FALSE(part.empty()) << "closed after " << answer.size();
        answer += part;
    }

    const std::size_t length = answer.find("HTTP/1.1 200 OK", 1);
    EXPECT_GT(answer.size(), kMiB);
    EXPECT_TRUE(is_whole_answer(answer.substr(0, length)));
    const std::string next = length == std::string::npos ? slow.read() : answer.substr(length);
    EXPECT_TRUE(next.ends_with("ok\n")) << "the next request is answered behind it";
}

TEST_F(SlowReaders, OneThatIsTakingAnAnswerAtTheEndGetsTheRest) {
    RawConnection slow(port_, {INADDR_LOOPBACK, 64 << 10});
    ASSERT_TRUE(slow.send(ask_for_all()));
    std::string answer = slow.read_some(1);

    std::thread end([this] {
        stop();
        http_.reset();
    });
    answer += slow.read();
    end.join();

    EXPECT_TRUE(is_whole_answer(answer)) << answer.size();
}

} // namespace

} // namespace dongthac::tests

#endif
