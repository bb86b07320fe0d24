#ifndef _WIN32

#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <set>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

#include "shared/base/invitation_code.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/envelope.hpp"
#include "shared/wire/give_back.hpp"
#include "tests/server/http_fixture.hpp"

// What a hostile network can send, and what it gets (DESIGN §9). Prints one line each: attack, answer, memory, and how
// long /healthz took meanwhile. Times are printed and never judged.

namespace dongthac::tests {

namespace {

using model::Role;

constexpr std::size_t kMiB = std::size_t{1} << 20;

/// Resident memory of this process, in bytes.
std::size_t resident() {
    std::ifstream file("/proc/self/statm");
    std::size_t all = 0;
    std::size_t pages = 0;
    file >> all >> pages;
    return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Memory that the program asked for and has not given back, in bytes; what the C library keeps for it is not in it.
std::size_t asked_for() {
#ifdef __GLIBC__
    const auto memory = ::mallinfo2();
    return memory.uordblks + memory.hblkhd;
#else
    return 0;
#endif
}

class Attack : public HttpTest {
  protected:
    void SetUp() override {
        HttpTest::SetUp();
        mine_.emplace(enrol("truong-b", {Role::editor}));
        victim_.emplace(enrol("truong-a", {Role::editor}));
        document_ = new_document();
        ASSERT_EQ(exchange(*victim_, victim_->request({victim_->draft(document_, 3, "chỉ của trường A")})).acks.size(),
                  1u);
        before_ = resident();
    }
    void TearDown() override {
        EXPECT_EQ(get_raw(port_, "/healthz").value_or(RawAnswer{}).status, 200) << "the server goes on";
        HttpTest::TearDown();
    }

    /// While whatever the test holds open is open.
    void report(const char* attack, const std::string& answer) {
        const auto start = std::chrono::steady_clock::now();
        const auto health = get_raw(port_, "/healthz");
        const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        EXPECT_TRUE(health && health->body == "ok\n") << attack;
        const auto grown = static_cast<long long>(resident()) - static_cast<long long>(before_);
        std::printf("%-44s %-34s %+6.1f MB %8.1f ms\n", attack, answer.c_str(), static_cast<double>(grown) / 1e6, ms);
        std::fflush(stdout);
    }
    static std::string said(const std::optional<RawAnswer>& answer) {
        if (!answer) return "closed";
        return std::to_string(answer->status) + " " + answer->body.substr(0, 24);
    }
    /// Whether the server reads an attack to its end before it answers. Where it stops in the middle, what it has not
    /// read makes the other end's system drop the answer with the connection now and then: then closing is the answer.
    enum class Reads { to_the_end, until_its_limit };
    void expect_refused(const char* attack, const std::optional<RawAnswer>& answer, int status, const char* name,
                        Reads reads = Reads::to_the_end) {
        report(attack, said(answer));
        if (!answer) {
            EXPECT_EQ(reads, Reads::until_its_limit) << attack << ": closed without a word";
            return;
        }
        EXPECT_EQ(answer->status, status) << attack;
        EXPECT_EQ(answer->body, name) << "an error says its name and nothing else";
    }
    [[nodiscard]] base::Bytes closed(const Pc& pc, wire::Ask ask, base::ByteSpan message, base::Mac* mac = nullptr) {
        const auto keys = base::agree(pc.key, server_->public_key(), base::End::device).value();
        wire::ClosedRequest request = wire::close_request(keys, pc.device.id, {++nonce_, 0, 0, 0},
                                                          wire::pack_message(static_cast<std::uint8_t>(ask), message));
        if (mac != nullptr) *mac = request.mac;
        return std::move(request.bytes);
    }

    /// What the server says to an exchange of mine.
    [[nodiscard]] wire::ExchangeAnswer told(const base::Bytes& request, const base::Mac& mac) {
        const auto keys = base::agree(mine_->key, server_->public_key(), base::End::device).value();
        const RawAnswer answer = post_raw(port_, "/x", request).value_or(RawAnswer{});
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto opened = wire::open_answer(keys, mac, answer.status, base::as_bytes(answer.body));
        EXPECT_TRUE(opened);
        if (!opened || answer.status != 200) return {};
        return wire::decode<wire::ExchangeAnswer>(wire::unpack_message(*opened).value().bytes).value();
    }
    [[nodiscard]] wire::ExchangeAnswer told(const wire::ExchangeRequest& request) {
        base::Mac mac{};
        const base::Bytes bytes = closed(*mine_, wire::Ask::exchange, wire::encode(request), &mac);
        return told(bytes, mac);
    }

    std::optional<Pc> mine_;
    std::optional<Pc> victim_;
    base::DocumentId document_;
    std::size_t before_ = 0;
    std::uint8_t nonce_ = 0;
};

std::string head(const std::string& path, const std::string& fields) {
    return "POST " + path + " HTTP/1.1\r\nHost: t\r\n" + fields + "\r\n";
}

TEST_F(Attack, SizesThatLie) {
    expect_refused("length above the limit", send_raw(port_, head("/x", "Content-Length: 5000000\r\n")), 413,
                   "too_large");
    expect_refused("length of 20 digits", send_raw(port_, head("/x", "Content-Length: 99999999999999999999\r\n")), 413,
                   "too_large");
    expect_refused("negative length", send_raw(port_, head("/x", "Content-Length: -5\r\n")), 400, "bad_bytes");
    expect_refused("two lengths", send_raw(port_, head("/x", "Content-Length: 5\r\nContent-Length: 50\r\n") + "abcde"),
                   400, "bad_bytes");
    expect_refused("no length", send_raw(port_, head("/x", "Connection: close\r\n")), 411, "bad_bytes");
    expect_refused("less than said, what follows is no request",
                   send_raw(port_, head("/x", "Content-Length: 2\r\nConnection: close\r\n") + std::string(50, 'a')),
                   400, "bad_bytes");
    RawConnection waiting(port_);
    ASSERT_TRUE(waiting.send(head("/x", "Content-Length: 4000000\r\n") + "some"));
    report("more said than sent", waiting.is_silent(50) ? "waits for it" : "answered");
}

TEST_F(Attack, Bombs) {
    const base::Bytes zeros(std::size_t{256} * kMiB, 0);
    const base::Bytes bomb = wire::compress(zeros);
    ASSERT_LT(bomb.size(), kMiB);
    before_ = resident();
    expect_refused("zstd bomb, 256 MiB, join", post_raw(port_, "/v1/join", bomb), 400, "bad_bytes");
    expect_refused("zstd bomb, 256 MiB, signed",
                   post_raw(port_, "/v1/exchange",
                            [&] {
                                base::Bytes request(80, 0);
                                request.insert(request.end(), bomb.begin(), bomb.end());
                                return request;
                            }()),
                   401, "bad_signature");
    expect_refused("gzip body",
                   send_raw(port_, head("/x", "Content-Encoding: gzip\r\nContent-Length: 4\r\n") + "\x1f\x8b\x08\x01"),
                   415, "bad_bytes");
    EXPECT_LT(resident(), before_ + 160 * kMiB);
}

TEST_F(Attack, TricksWithChunks) {
    struct Case {
        const char* field;
        int status;
    };
    for (const Case& one :
         {Case{"Transfer-Encoding: chunked\r\n", 411},
          Case{"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400}, // two words about where it ends
          Case{"Transfer-Encoding: identity\r\n", 411}, Case{"transfer-encoding:\tchunked\r\n", 411}})
        expect_refused("chunks", send_raw(port_, head("/x", one.field) + "-1\r\nabc\r\n0\r\n\r\n"), one.status,
                       "bad_bytes");
}

TEST_F(Attack, HeadersThatFlood) {
    std::string many;
    for (int i = 0; i < 50'000; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
    expect_refused("50,000 headers", send_raw(port_, head("/x", many)), 400, "bad_bytes", Reads::until_its_limit);
    expect_refused("one header of 1 MiB", send_raw(port_, head("/x", "X: " + std::string(kMiB, 'a') + "\r\n")), 400,
                   "bad_bytes", Reads::until_its_limit);
    expect_refused("control bytes", send_raw(port_, head("/x", std::string("X: a\x01") + "b\r\nContent-Length: 0\r\n")),
                   400, "bad_bytes");
    expect_refused("a line break that is escaped",
                   send_raw(port_, head("/x", "X: a%0d%0aContent-Length: 9\r\nContent-Length: 0\r\n")), 400,
                   "bad_bytes");
    expect_refused("no HTTP at all", send_raw(port_, std::string(2'000, '\xff') + "\r\n\r\n"), 400, "bad_bytes");
}

TEST_F(Attack, ThatAreSlow) {
    std::vector<RawConnection> slow;
    for (int i = 0; i < 300; ++i) {
        slow.emplace_back(port_);
        ASSERT_TRUE(
            slow.back().send(i % 2 == 0 ? "POST /x HTTP/1.1\r\nHo" : head("/x", "Content-Length: 1000\r\n") + "a"));
    }
    report("300 half requests", "wait, without a thread");
    for (int round = 0; round < 3; ++round)
        for (RawConnection& connection : slow) ASSERT_TRUE(connection.send("a"));
    report("a byte to each of them, again and again", "wait, without a thread");
    const std::string body(60'000, 'a');
    for (std::size_t i = 1; i < slow.size(); i += 2) ASSERT_TRUE(slow[i].send("aaa")); // still not whole
    std::vector<RawConnection> large;
    for (int i = 0; i < 100; ++i) {
        large.emplace_back(port_);
        ASSERT_TRUE(large.back().send(head("/x", "Content-Length: 4000000\r\n") + body));
    }
    report("100 large bodies that stop", "wait, 60 kB each");
    std::vector<RawConnection> idle;
    for (int i = 0; i < 500; ++i) idle.emplace_back(port_);
    report("500 that say nothing", "wait");
    EXPECT_LT(resident(), before_ + 100 * kMiB);
}

TEST_F(Attack, LongRequestsWithTheFirstByteOfTheNext) {
    const std::string request = head("/x", "Content-Length: 4000000\r\n") + std::string(4'000'000, 'a') + "P";
    const std::size_t asked_for_before = asked_for();
    std::vector<RawConnection> kept;
    for (int i = 0; i < 60; ++i) {
        kept.emplace_back(port_);
        ASSERT_TRUE(kept.back().send(request));
        ASSERT_TRUE(kept.back().read().starts_with("HTTP/1.1 400"));
    }

    report("60 times 4 MB and one byte of the next", "only the byte is kept");
    EXPECT_LT(asked_for(), asked_for_before + 30 * kMiB);
}

TEST_F(Attack, TricksWithPaths) {
    for (const std::string& path : {std::string("/../../etc/passwd"), std::string("//x"), std::string("/x%00"),
                                    std::string("/v1/exchange/"), std::string("/%2e%2e/server.db")})
        expect_refused("path", post_raw(port_, path, base::as_bytes("abc")), 404, "unknown_command");
    expect_refused("path with a question", post_raw(port_, "/x?a=b", base::as_bytes("abc")), 400, "bad_bytes");
    expect_refused("path of 9,000 letters", post_raw(port_, "/" + std::string(9'000, 'a'), base::as_bytes("abc")), 414,
                   "bad_bytes");
}

TEST_F(Attack, ReplayAndReordering) {
    const base::Bytes first = mine_->draft(document_);
    const std::vector<wire::ChainTip> behind_first = mine_->tips();
    const base::Bytes second = mine_->draft(document_);
    const auto totals = server_->totals().value();
    wire::ExchangeRequest honest = mine_->request({second});
    honest.tips = behind_first;
    const wire::ExchangeAnswer early = told(honest);
    ASSERT_EQ(early.acks.size(), 1u);
    EXPECT_EQ(early.acks[0].status, AckStatus::missing_before);
    EXPECT_EQ(early.acks[0].last, 0u);
    EXPECT_EQ(server_->totals().value().changes, totals.changes);
    EXPECT_EQ(server_->totals().value().quarantined, totals.quarantined);
    report("a segment before the one it follows", "missing_before, nothing kept");

    const wire::ExchangeAnswer torn = told(mine_->request({second}));
    ASSERT_EQ(torn.acks.size(), 1u);
    EXPECT_EQ(torn.acks[0].status, AckStatus::quarantined);
    EXPECT_EQ(server_->totals().value().changes, totals.changes);
    EXPECT_EQ(server_->totals().value().quarantined, totals.quarantined + 1);
    report("the same, and not a word of what it follows", "kept aside, in no feed");

    base::Mac mac{};
    const base::Bytes both = closed(*mine_, wire::Ask::exchange, wire::encode(mine_->request({first, second})), &mac);
    for (const wire::Ack& ack : told(both, mac).acks) EXPECT_EQ(ack.status, AckStatus::accepted);
    const auto kept = server_->totals().value();
    EXPECT_EQ(kept.changes, totals.changes + 2);
    EXPECT_EQ(kept.quarantined, totals.quarantined) << "what has its place now is kept apart no longer";
    for (int i = 0; i < 20; ++i) {
        const wire::ExchangeAnswer again = told(both, mac);
        ASSERT_EQ(again.acks.size(), 2u);
        for (const wire::Ack& ack : again.acks) EXPECT_EQ(ack.status, AckStatus::duplicate);
    }
    EXPECT_EQ(server_->totals().value().changes, kept.changes);
    EXPECT_EQ(server_->totals().value().quarantined, totals.quarantined);
    report("the same request twenty times", "taken once");
}

TEST_F(Attack, StrippedAndForgedSignatures) {
    const base::Bytes message = wire::encode(mine_->request({}));
    base::Bytes stripped = wire::sign_request("/v1/exchange", message, mine_->key);
    std::fill(stripped.begin() + 16, stripped.begin() + 80, std::uint8_t{0});
    expect_refused("signature of zeros", post_raw(port_, "/v1/exchange", stripped), 401, "bad_signature");
    base::Bytes as_other = wire::sign_request("/v1/exchange", message, mine_->key);
    std::copy(victim_->device.id.bytes.begin(), victim_->device.id.bytes.end(), as_other.begin());
    expect_refused("signed by another PC", post_raw(port_, "/v1/exchange", as_other), 401, "bad_signature");
    base::Bytes no_mac = closed(*mine_, wire::Ask::exchange, message);
    std::fill(no_mac.begin() + 9, no_mac.begin() + 21, std::uint8_t{0});
    expect_refused("envelope with a MAC of zeros", post_raw(port_, "/x", no_mac), 401, "bad_signature");
    base::Bytes altered = closed(*mine_, wire::Ask::exchange, message);
    altered.back() ^= 1;
    expect_refused("envelope with one bit changed", post_raw(port_, "/x", altered), 401, "bad_signature");
}

TEST_F(Attack, OnTheFeedsOfOthers) {
    for (const char* feed : {"own/truong-a", "in/truong-a", "pub/phuong", "dir/ROOT"}) {
        const auto before = server_->totals().value();
        Pc forger = *mine_;
        const base::Bytes pushed = forger.draft_in(feed, document_, 1, std::string("của người khác ") + feed);

        const wire::ExchangeAnswer answer = told(mine_->request({pushed}));

        ASSERT_EQ(answer.acks.size(), 1u) << feed;
        EXPECT_EQ(answer.acks[0].status, AckStatus::quarantined) << feed;
        EXPECT_EQ(server_->totals().value().changes, before.changes) << feed;
        EXPECT_EQ(server_->totals().value().quarantined, before.quarantined + 1) << feed;
        report((std::string("push into ") + feed).c_str(), "kept aside, in no feed");
    }
    for (const char* feed : {"own/truong-a", "in/truong-a", "own/phuong"}) {
        const auto answer =
            post_raw(port_, "/x", closed(*mine_, wire::Ask::snapshot, wire::encode(wire::SnapshotRequest{feed, 0})));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 403) << feed;
        report((std::string("read ") + feed).c_str(), std::to_string(answer->status));
    }
}

TEST_F(Attack, CursorsOnTheFeedsOfOthers) {
    ASSERT_EQ(told(mine_->request({mine_->draft(document_, 1, "chỉ của trường B")})).acks.size(), 1u);
    wire::ExchangeRequest all = mine_->request({});
    all.cursors.clear();
    for (const char* feed : {"own/truong-a", "in/phuong", "own/truong-b"}) all.cursors.push_back({feed, 0});
    all.budget = kMiB;

    const wire::ExchangeAnswer answer = told(all);

    std::set<std::string> feeds;
    for (const wire::FeedSegment& segment : answer.segments) feeds.insert(segment.feed);
    EXPECT_EQ(feeds, (std::set<std::string>{"dir/ROOT", "own/truong-b"}));
    for (const wire::Cursor& head : answer.heads)
        EXPECT_TRUE(head.feed != "own/truong-a" && head.feed != "in/phuong") << head.feed;
    EXPECT_FALSE(answer.heads.empty());
    report("cursors on feeds of others", "nothing of them");
}

TEST_F(Attack, GuessingCodes) {
    const base::KeyPair key = base::KeyPair::generate(random_);
    int wrong = 0;
    RawAnswer last;
    while (last.status != 429 && wrong < 1'000) {
        const wire::JoinRequest join{base::make_code(random_), key.public_key(), "máy"};
        last = post_raw(port_, "/v1/join", wire::compress(wire::encode(join))).value_or(RawAnswer{});
        ++wrong;
    }
    EXPECT_LE(wrong, 25);
    report("guessing codes", std::to_string(wrong) + " tries, then 429");
    const wire::MeetRequest meet{};
    EXPECT_EQ(post_raw(port_, "/v1/meet", wire::compress(wire::encode(meet))).value_or(RawAnswer{}).status, 429);
    const auto polled = post_raw(port_, "/x", closed(*mine_, wire::Ask::exchange, wire::encode(mine_->request({}))));
    EXPECT_EQ(polled.value_or(RawAnswer{}).status, 200) << "a known PC behind the same address is not held up";
}

TEST_F(Attack, BringingDirectoriesThatNobodySigned) {
    const auto bring = [this](const wire::GiveBackRequest& request, std::string_view peer) {
        return routes_->post("/v1/directory", wire::compress(wire::encode(request)), peer);
    };
    const wire::ChainEnd end{"dir/ROOT", mine_->replica, 1};
    const wire::ReturnedSegment segment{base::Bytes(300, 7), {}};

    const server::Reply ends = bring({std::vector(2'001, end), {}}, "one");
    const server::Reply segments = bring({{}, std::vector(2'001, segment)}, "one");
    const server::Reply both = bring({std::vector(1'001, end), std::vector(1'000, segment)}, "one");
    const server::Reply most = bring({std::vector(1'000, end), std::vector(1'000, segment)}, "one");
    int status = 200;
    int brought = 0;
    for (; status == 200 && brought < 1'000; ++brought) status = bring({{end}, {}}, "other").status;

    for (const server::Reply* one : {&ends, &segments, &both}) {
        EXPECT_EQ(one->status, 413);
        EXPECT_EQ(one->body, "too_large");
    }
    EXPECT_EQ(most.status, 200);
    EXPECT_EQ(status, 429);
    report("directories that nobody signed", std::to_string(brought - 1) + " in a minute, then 429");
    EXPECT_EQ(bring({{end}, {}}, "a third").status, 200) << "another address";
    clock_.advance(60'001);
    EXPECT_EQ(bring({{end}, {}}, "other").status, 200) << "a minute later";
}

TEST_F(Attack, AskingWithoutEnd) {
    const base::Bytes request = closed(*mine_, wire::Ask::exchange, wire::encode(mine_->request({})));
    int status = 200;
    int asked = 0;
    while (status == 200 && asked < 10'000) {
        status = routes_->post("/x", request, "peer").status;
        ++asked;
    }
    EXPECT_EQ(status, 429);
    report("one PC asks without end", std::to_string(asked - 1) + " in a minute, then 429");
    const auto other = closed(*victim_, wire::Ask::exchange, wire::encode(victim_->request({})));
    EXPECT_EQ(routes_->post("/x", other, "peer").status, 200) << "another PC behind the same address";
    clock_.advance(60'001);
    EXPECT_EQ(routes_->post("/x", request, "peer").status, 200) << "a minute later";
}

} // namespace

} // namespace dongthac::tests

#endif
