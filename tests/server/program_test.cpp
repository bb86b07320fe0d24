#ifndef _WIN32

#include <chrono>
#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "shared/wire/compress.hpp"
#include "tests/server/fixture.hpp"
#include "tests/server/program.hpp"
#include "tests/server/raw_http.hpp"

namespace dongthac::tests {

namespace {

using nlohmann::json;

constexpr const char* kOrgs = R"([{"id":"so","name":"Sở","kind":"department"},
    {"id":"phuong","name":"Phường","kind":"ward_committee","parent":"so","valid_from":"2025-07-01"},
    {"id":"truong-a","name":"Trường A","kind":"school","parent":"phuong"}])";

class ServerProgram : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto folder = program_folder();
        if (!folder) GTEST_SKIP() << "DONGTHAC_BIN_DIR does not name the built programs";
        program_ = *folder / "dongthac-server";
        std::ofstream(folder_ / "orgs.json") << kOrgs;
        const Finished made = command({"init", "--orgs", (folder_ / "orgs.json").string()});
        ASSERT_EQ(made.code, 0) << made.err;
    }

    [[nodiscard]] std::string data() const { return (folder_ / "data").string(); }

    [[nodiscard]] Finished command(std::vector<std::string> words) const {
        words.insert(words.end(), {"--data", data(), "--lang", "en"});
        return run_program(program_, std::move(words));
    }

    /// Starts a server on a free port.
    [[nodiscard]] std::unique_ptr<Program> serve() {
        auto running = std::make_unique<Program>(program_, std::vector<std::string>{"serve", "--data", data(),
                                                                                    "--listen", "127.0.0.1:0", "--log",
                                                                                    (folder_ / "server.log").string()});
        const std::string line = running->read_line();
        const std::string expected = "listening on http://127.0.0.1:";
        EXPECT_TRUE(line.starts_with(expected)) << line;
        port_ = std::atoi(line.c_str() + std::min(expected.size(), line.size()));
        return running;
    }

    [[nodiscard]] Pc enrol() {
        const Finished invited = command({"invite", "truong-a", "--role", "editor", "--json"});
        EXPECT_EQ(invited.code, 0) << invited.err;
        Pc pc{base::KeyPair::generate(random_), base::new_id<base::ReplicaId>(random_), {}};
        const wire::JoinRequest join{json::parse(invited.out).at("code"), pc.key.public_key(), "máy"};
        const auto answer = post_raw(port_, "/v1/join", wire::compress(wire::encode(join)));
        EXPECT_TRUE(answer && answer->status == 200);
        pc.device.org = "truong-a";
        return pc;
    }

    [[nodiscard]] std::optional<wire::ExchangeAnswer> push(const Pc& pc, const std::vector<base::Bytes>& segments) {
        const auto answer = post_raw(port_, "/v1/exchange", signed_push(pc, segments));
        if (!answer || answer->status != 200) return std::nullopt;
        const auto bytes = wire::decompress(base::as_bytes(answer->body), wire::kMaxMessage);
        return *wire::decode<wire::ExchangeAnswer>(*bytes);
    }

    [[nodiscard]] static base::Bytes signed_push(const Pc& pc, const std::vector<base::Bytes>& segments) {
        return wire::sign_request("/v1/exchange", wire::encode(pc.request(segments)), pc.key);
    }

    TempFolder folder_;
    std::filesystem::path program_;
    base::SeededRandom random_{4};
    int port_ = 0;
};

TEST_F(ServerProgram, AnInvitationMadeWhileItServesIsSeen) {
    const auto running = serve();

    Pc pc = enrol();
    const auto answer = push(pc, {pc.draft(base::DocumentId{{1}})});

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->acks.at(0).status, AckStatus::accepted);
}

TEST_F(ServerProgram, StopsWhenAskedAndLeavesSoundData) {
    for (const int number : {SIGTERM, SIGINT}) {
        const auto running = serve();
        Pc pc = enrol();
        ASSERT_TRUE(push(pc, {pc.draft(base::DocumentId{{1}})}));

        running->signal(number);

        EXPECT_EQ(running->wait(), 0);
        EXPECT_FALSE(std::filesystem::exists(folder_ / "data/server.db-wal"));
        EXPECT_TRUE(json::parse(command({"verify", "--json"}).out).at("ok"));
    }
}

TEST_F(ServerProgram, ASecondOneOnTheSameDataIsRefusedWithASentence) {
    const auto running = serve();

    const Finished second = command({"serve", "--listen", "127.0.0.1:0"});

    EXPECT_EQ(second.code, 1);
    EXPECT_TRUE(second.err.starts_with("error: data_in_use: The data folder")) << second.err;
}

TEST_F(ServerProgram, SaysWhatIsWrongAndWhatToDo) {
    EXPECT_EQ(command({"frobnicate"}).code, 2);
    EXPECT_TRUE(command({"invite"}).err.starts_with("error: bad_usage: "));
    EXPECT_TRUE(command({"invite", "nowhere", "--role", "editor"}).err.starts_with("error: unknown_org: "));
    EXPECT_TRUE(command({"invite", "truong-a", "--role", "king"}).err.starts_with("error: bad_value: "));
    EXPECT_TRUE(
        command({"serve", "--listen", "0.0.0.0:0"}).err.starts_with("error: not_allowed: 0.0.0.0:0 can be reached"));
    EXPECT_TRUE(command({"init", "--orgs", (folder_ / "orgs.json").string()})
                    .err.starts_with("error: bad_value: There is a server"));
    EXPECT_TRUE(run_program(program_, {"stats", "--data", (folder_ / "none").string(), "--lang", "en"})
                    .err.starts_with("error: missing_file: There is no server in"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "none"));
}

TEST_F(ServerProgram, ListsAndCounts) {
    const auto running = serve();
    Pc pc = enrol();
    const base::DocumentId document{{7}};
    ASSERT_TRUE(push(pc, {pc.draft(document, 3)}));

    const json stats = json::parse(command({"stats", "--json"}).out);
    const json orgs = json::parse(command({"org", "list", "--json"}).out);
    const json devices = json::parse(command({"device", "list", "--json"}).out);
    const Finished shown = command({"doc", "show", base::to_text(document), "--feed", "own/truong-a", "--json"});
    const Finished unknown = command({"doc", "show", base::to_text(base::DocumentId{{8}}), "--feed", "own/truong-a"});

    EXPECT_EQ(stats.at("changes"), 5 + 1 + 3); // three offices, two ties, one device, three remarks
    EXPECT_EQ(stats.at("feeds"), 2);
    EXPECT_EQ(stats.at("devices"), 1);
    EXPECT_GT(stats.at("bytes"), 0);
    EXPECT_EQ(orgs.at(2).at("parent"), "phuong");
    EXPECT_EQ(devices.at(0).at("org"), "truong-a");
    EXPECT_EQ(json::parse(shown.out).at("id"), base::to_text(document));
    EXPECT_EQ(unknown.code, 1);
    EXPECT_TRUE(unknown.err.starts_with("error: unknown_document: "));
}

TEST_F(ServerProgram, ABackupServesAsANewEpoch) {
    std::string epoch;
    Pc pc{base::KeyPair::generate(random_), {}, {}};
    base::Bytes after_backup;
    {
        const auto running = serve();
        pc = enrol();
        epoch = push(pc, {pc.draft(base::DocumentId{{1}})})->epoch;
        ASSERT_EQ(command({"backup", (folder_ / "copy.db").string()}).code, 0);
        after_backup = pc.draft(base::DocumentId{{1}});
        ASSERT_TRUE(push(pc, {after_backup}));
        running->signal(SIGTERM);
        ASSERT_EQ(running->wait(), 0);
    }
    std::filesystem::rename(folder_ / "copy.db", folder_ / "data/server.db");

    const auto running = serve();
    const auto answer = push(pc, {after_backup});

    ASSERT_TRUE(answer);
    EXPECT_NE(answer->epoch, epoch);
    EXPECT_EQ(answer->acks.at(0).status, AckStatus::accepted);
}

/// Lets `microseconds` pass on the processor: the point is to strike anywhere inside a request.
void spin(std::uint64_t microseconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(microseconds);
    while (std::chrono::steady_clock::now() < end) {
    }
}

TEST_F(ServerProgram, KilledAtAnyMomentItHasLostNothingItAcknowledged) {
    const std::uint64_t seed = base::SystemRandom().below(1'000'000);
    std::cout << "seed " << seed << "\n";
    base::SeededRandom random(seed);
    auto running = serve();
    Pc pc = enrol();
    const base::DocumentId document{{1}};
    std::vector<base::Bytes> acknowledged;
    base::Bytes in_flight;

    for (int round = 0; round < 12; ++round) {
        for (std::uint64_t i = random.below(4); i > 0; --i) {
            acknowledged.push_back(pc.draft(document, 5));
            const auto answer = push(pc, {acknowledged.back()});
            ASSERT_TRUE(answer);
            ASSERT_EQ(answer->acks.at(0).status, AckStatus::accepted);
        }
        in_flight = pc.draft(document, 5);
        const pid_t striker = ::fork();
        if (striker == 0) { // sends from another process, so that this one is free to strike
            (void)post_raw(port_, "/v1/exchange", signed_push(pc, {in_flight}));
            ::_exit(0);
        }
        spin(random.below(6'000));
        running->signal(SIGKILL);
        EXPECT_EQ(running->wait(), -SIGKILL);
        ::waitpid(striker, nullptr, 0);

        running = serve();
        const auto again = push(pc, {in_flight});
        ASSERT_TRUE(again);
        const AckStatus status = again->acks.at(0).status;
        EXPECT_TRUE(status == AckStatus::accepted || status == AckStatus::duplicate) << static_cast<int>(status);
        acknowledged.push_back(in_flight);
    }
    const auto all = push(pc, acknowledged);
    const json report = json::parse(command({"verify", "--json"}).out);

    ASSERT_TRUE(all);
    for (const wire::Ack& ack : all->acks) EXPECT_EQ(ack.status, AckStatus::duplicate) << ack.last;
    EXPECT_TRUE(report.at("ok")) << report.dump();
    EXPECT_EQ(report.at("changes"), 5 + 1 + 5 * acknowledged.size());
}

} // namespace

} // namespace dongthac::tests

#endif
