#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/wire/brief.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/envelope.hpp"
#include "tests/support/sync_world.hpp"

// Version 2 of the protocol as a PC speaks it, with somebody on the way who reads and alters what he likes
// (docs/sync-protocol.md §2a, §5a; docs/adr/0011).

namespace dongthac::sync {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using tests::Machine;
using tests::ServerBox;
using wire::Ask;

/// The man in the middle. He has no keys.
class Middle final : public Transport {
  public:
    explicit Middle(ServerBox& server) : server_(server) {}

    base::Result<Reply> post(const std::string& path, base::ByteSpan body) override {
        const auto request = wire::read_request(body);
        const auto message = request ? wire::unpack_message(request->body) : base::fail(Code::bad_bytes);
        const bool closed = path == wire::kChannelPath && message;
        asked.push_back(closed ? message->ask : 0);
        paths.push_back(path);
        if (closed && message->ask == static_cast<std::uint8_t>(Ask::brief))
            briefs.push_back(wire::decode_brief_request(message->bytes).value());
        const std::string meaning = tests::meaning_of(path, body);
        if (instead)
            if (auto made_up = instead(path, meaning)) return *made_up;
        auto reply = server_.answer(path, body);
        if (!reply) return base::fail(Code::unreachable, {{"url", "middle"}, {"reason", "down"}});
        if (alter) alter(meaning, *reply);
        return *reply;
    }
    void forget() {
        asked.clear();
        paths.clear();
        briefs.clear();
    }
    [[nodiscard]] std::size_t count(Ask ask) const {
        return static_cast<std::size_t>(std::ranges::count(asked, static_cast<std::uint8_t>(ask)));
    }

    std::function<std::optional<Reply>(const std::string& path, const std::string& meaning)> instead;
    std::function<void(const std::string& meaning, Reply& reply)> alter;
    std::vector<std::uint8_t> asked; ///< 0 for what came outside an envelope
    std::vector<std::string> paths;
    std::vector<wire::BriefRequest> briefs;

  private:
    ServerBox& server_;
};

base::Bytes words(std::string_view text) {
    const base::ByteSpan bytes = base::as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

/// As a server of version 1 answers where it knows no path.
std::optional<Reply> no_such_path(const std::string& path) {
    if (path == wire::kChannelPath) return Reply{404, words("unknown_command")};
    return std::nullopt;
}

/// Two PCs of a school that share a plan.
class PcChannel : public ::testing::Test {
  protected:
    void SetUp() override {
        one.join("truong-a", tests::kSchool);
        two.join("truong-a", tests::kSchool);
        plan = one.new_plan("tuyên truyền");
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
    }
    void TearDown() override {
        for (Machine* machine : {&one, &two}) EXPECT_EQ(machine->problems(), std::vector<std::string>{});
        EXPECT_EQ(server.problems(), std::vector<std::string>{});
    }
    base::Result<RoundReport> round() {
        middle.forget();
        return run_round(one.office, middle);
    }
    void edit(Machine& machine, const std::string& value) {
        ASSERT_TRUE(office::set_field(machine.office, plan, base::root_node(plan), "signer_name", value));
    }
    void submit() { ASSERT_TRUE(office::decide(one.office, plan, Action::submit, {.person = "Lan"})); }
    [[nodiscard]] std::size_t decisions() { return one.office.store().intents()->size(); }
    /// The server has taken it, and this PC knows.
    [[nodiscard]] bool is_submitted() {
        return decisions() == 0 && office::summary_of(one.office, plan)->state == DocumentState::submitted;
    }
    [[nodiscard]] std::uint64_t changes_on_server() { return server.store()->totals()->changes; }

    ServerBox server;
    Machine one{server, 1};
    Machine two{server, 2};
    Middle middle{server};
    base::DocumentId plan;
};

TEST_F(PcChannel, AnAlteredAnswerIsNotBelieved) {
    edit(one, "Hoa");
    for (const std::size_t at : {0u, 11u, 12u, 13u}) {
        middle.alter = [at](const std::string&, Reply& reply) { reply.body.at(at) ^= 1; };

        const auto done = round();

        ASSERT_FALSE(done) << at;
        EXPECT_EQ(done.error().code, Code::bad_server_answer);
        EXPECT_EQ(one.pending(), 1u);
    }
    middle.alter = nullptr;
    ASSERT_TRUE(round());
    EXPECT_EQ(one.pending(), 0u);
}

TEST_F(PcChannel, AnAnswerToAnotherRequestIsNotBelieved) {
    std::optional<Reply> first;
    middle.alter = [&](const std::string&, Reply& reply) {
        if (first) reply = *first;
        first = reply;
    };
    ASSERT_TRUE(round());
    edit(one, "Hoa");

    const auto done = round();

    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::bad_server_answer);
    EXPECT_EQ(one.pending(), 1u);
    middle.alter = nullptr;
    ASSERT_TRUE(round());
}

TEST_F(PcChannel, AnAnswerUnderAnotherStatusIsNotBelieved) {
    for (const int status : {409, 403, 400, 413}) {
        plan = one.new_plan("tuyên truyền " + std::to_string(status));
        submit();
        middle.alter = [status](const std::string& meaning, Reply& reply) {
            if (meaning == "/v1/decide") reply.status = status;
        };

        ASSERT_FALSE(round()) << status;
        EXPECT_EQ(decisions(), 1u) << "nothing is given up for it: " << status;

        middle.alter = nullptr;
        ASSERT_TRUE(round());
        EXPECT_TRUE(is_submitted()) << "the server had taken it";
    }
}

TEST_F(PcChannel, ARefusalThatNobodySignedGivesNothingUp) {
    submit();
    for (const int status : {400, 401, 403, 413, 500}) {
        middle.instead = [status](const std::string&, const std::string& meaning) -> std::optional<Reply> {
            if (meaning == "/v1/decide") return Reply{status, words("not_allowed")};
            return std::nullopt;
        };

        EXPECT_FALSE(round()) << status;
        EXPECT_EQ(decisions(), 1u) << status;
    }
    middle.instead = nullptr;
    ASSERT_TRUE(round());
    EXPECT_TRUE(is_submitted());
}

TEST_F(PcChannel, ARefusalBehindWhatLooksLikeAnOldServerGivesNothingUp) {
    submit();
    const wire::DecideAnswer overtaken{false, "submitted", 7, {}, {}};
    const wire::DecideAnswer forked{false, "draft", 0, {{"own/truong-a", 1, wire::AckStatus::fork, 0, ""}}, {}};
    const base::ReplicaId replica = one.office.identity().replica;
    for (const Reply& no :
         {Reply{403, words("not_allowed")}, Reply{400, words("bad_bytes")},
          Reply{409, wire::compress(wire::encode(overtaken))}, Reply{409, wire::compress(wire::encode(forked))}}) {
        middle.instead = [&](const std::string& path, const std::string& meaning) -> std::optional<Reply> {
            if (meaning == "/v1/decide" && path != wire::kChannelPath) return no;
            return no_such_path(path);
        };

        (void)round();

        EXPECT_EQ(decisions(), 1u) << no.status;
        EXPECT_EQ(one.office.identity().replica, replica);
    }
    middle.instead = nullptr;
    ASSERT_TRUE(round());
    EXPECT_TRUE(is_submitted());
}

TEST_F(PcChannel, AServerThatWentBackToVersionOneIsStillSpokenTo) {
    middle.instead = [](const std::string& path, const std::string&) { return no_such_path(path); };
    edit(one, "Hoa");
    submit();

    ASSERT_TRUE(round());

    EXPECT_EQ(one.pending(), 0u);
    EXPECT_TRUE(is_submitted());
    EXPECT_EQ(std::ranges::count(middle.paths, wire::kChannelPath), 1) << "asked once a round";
}

TEST(PcOfAnOldServer, SpeaksVersionOneAndBelievesItsRefusals) {
    ServerBox server;
    Machine machine(server, 1);
    Middle middle(server);
    bool refuses = true;
    middle.instead = [&](const std::string& path, const std::string& meaning) -> std::optional<Reply> {
        if (refuses && meaning == "/v1/decide") return Reply{403, words("not_allowed")};
        return no_such_path(path);
    };
    const auto joined = join(machine.office, middle, "http://middle", server.invite("truong-a", tests::kSchool), "máy");
    ASSERT_TRUE(joined);
    const base::DocumentId plan = machine.new_plan("tuyên truyền");
    ASSERT_TRUE(run_round(machine.office, middle));
    ASSERT_TRUE(office::decide(machine.office, plan, Action::submit, {.person = "Lan"}));

    const auto refused = run_round(machine.office, middle);

    EXPECT_EQ(refused.error().code, Code::not_allowed);
    EXPECT_TRUE(machine.office.store().intents()->empty()) << "given up, as ever";
    refuses = false;
    ASSERT_TRUE(office::decide(machine.office, plan, Action::submit, {.person = "Lan"}));
    ASSERT_TRUE(run_round(machine.office, middle));
    EXPECT_EQ(office::summary_of(machine.office, plan)->state, DocumentState::submitted);
    EXPECT_EQ(std::ranges::count(middle.paths, wire::kChannelPath), 3) << "asked once a round";
    EXPECT_EQ(machine.problems(), std::vector<std::string>{});
}

TEST_F(PcChannel, ARoundBetweenTwoThatAgreeIsBrief) {
    edit(one, "Hoa");
    ASSERT_TRUE(round());
    EXPECT_EQ(middle.asked, std::vector<std::uint8_t>{16});
    ASSERT_EQ(middle.briefs.size(), 1u);
    ASSERT_EQ(middle.briefs[0].segments.size(), 1u);
    EXPECT_EQ(middle.briefs[0].segments[0].beside, wire::BriefSegment::Beside::previous);
    EXPECT_FALSE(middle.briefs[0].replica) << "its chain is its name";
    ASSERT_TRUE(two.sync());
    edit(two, "Mai");
    ASSERT_TRUE(two.sync());

    const auto news = round();

    ASSERT_TRUE(news);
    EXPECT_EQ(news->received, 1u);
    EXPECT_EQ(middle.asked, std::vector<std::uint8_t>{16});
    EXPECT_EQ(one.shown(plan), two.shown(plan));
}

TEST_F(PcChannel, TheFirstSegmentOfAPcIsBriefToo) {
    Machine three(server, 3);
    three.join("truong-a", tests::kSchool);
    Middle watched(server);
    (void)three.new_plan("mới");

    ASSERT_TRUE(run_round(three.office, watched));

    EXPECT_EQ(watched.asked, std::vector<std::uint8_t>{16});
    ASSERT_EQ(watched.briefs.size(), 1u);
    EXPECT_EQ(watched.briefs[0].replica, three.office.identity().replica);
    EXPECT_EQ(three.pending(), 0u);
}

TEST_F(PcChannel, WhereTheServerKnowsMoreItIsAskedInFullInTheSameRound) {
    edit(one, "Hoa");
    one.fate = [](const std::string&) { return tests::Fate::answer_lost; };
    ASSERT_FALSE(one.sync()); // the server has it, this PC does not know
    const std::uint64_t there = changes_on_server();

    const auto done = round();

    ASSERT_TRUE(done);
    EXPECT_FALSE(done->forked);
    EXPECT_EQ(middle.asked.at(0), 16);
    EXPECT_EQ(middle.count(Ask::exchange), 1u);
    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(changes_on_server(), there);
    ASSERT_TRUE(round());
    EXPECT_EQ(middle.asked, std::vector<std::uint8_t>{16}) << "and the next one is brief again";
}

TEST_F(PcChannel, AServerPutBackFromACopyIsNoticedByWhoAsksBriefly) {
    const tests::TempFolder copy;
    server.keep_copy(copy.path() / "copy");
    edit(one, "Hoa");
    ASSERT_TRUE(round());
    server.go_back_to(copy.path() / "copy");

    const auto done = round();

    ASSERT_TRUE(done);
    EXPECT_EQ(middle.asked.at(0), 16);
    EXPECT_GE(middle.count(Ask::exchange), 1u) << "in full in the same round";
    EXPECT_EQ(done->given_back, 1u);
    ASSERT_TRUE(two.sync());
    EXPECT_EQ(two.shown(plan), one.shown(plan));
    ASSERT_TRUE(round());
    EXPECT_EQ(middle.asked, std::vector<std::uint8_t>{16});
}

TEST_F(PcChannel, ABacklogGoesInFull) {
    one.fate = [](const std::string&) { return tests::Fate::request_lost; };
    for (int i = 0; i < 65; ++i) {
        edit(one, "Hoa " + std::to_string(i));
        ASSERT_FALSE(one.sync()); // sealed, and nobody there
    }
    ASSERT_GT(office::sealed_outbox(one.office, std::size_t{3} << 20)->size(), 64u);

    ASSERT_TRUE(round());

    EXPECT_EQ(middle.asked.at(0), static_cast<std::uint8_t>(Ask::exchange));
    EXPECT_EQ(one.pending(), 0u);
    ASSERT_TRUE(two.sync());
    EXPECT_EQ(two.shown(plan), one.shown(plan));
}

TEST_F(PcChannel, TheTimeIsAskedForOnlyWhenItIsOld) {
    ASSERT_TRUE(round());
    one.clock.advance(70'000);
    server.clock.advance(70'000);

    ASSERT_TRUE(round());
    const bool old = middle.briefs.at(0).wants_token;
    one.clock.advance(30'000);
    server.clock.advance(30'000);
    ASSERT_TRUE(round());
    const bool young = middle.briefs.at(0).wants_token;

    EXPECT_TRUE(old);
    EXPECT_FALSE(young);
}

/// What lies on the disk, without the memory that SQLite's readers share.
std::map<std::string, base::Hash> files_in(const std::filesystem::path& folder) {
    std::map<std::string, base::Hash> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && !entry.path().string().ends_with("-shm"))
            files[entry.path().string()] =
                base::sha256(base::as_bytes(base::read_file(entry.path(), std::uint64_t{1} << 30).value()));
    return files;
}

TEST_F(PcChannel, AQuietRoundWritesNothingOnEitherDisk) {
    ASSERT_TRUE(round());
    const auto here = files_in(one.folder.path());
    const auto there = files_in(server.folder());

    for (int i = 0; i < 3; ++i) ASSERT_TRUE(round());

    EXPECT_FALSE(here.empty() || there.empty());
    EXPECT_EQ(files_in(one.folder.path()), here);
    EXPECT_EQ(files_in(server.folder()), there);
}

TEST_F(PcChannel, NoTwoRequestsAreTheSameBytes) {
    std::vector<base::Bytes> answers;
    middle.alter = [&](const std::string&, Reply& reply) { answers.push_back(reply.body); };

    for (int i = 0; i < 4; ++i) ASSERT_TRUE(round());

    std::ranges::sort(answers);
    EXPECT_EQ(std::ranges::adjacent_find(answers), answers.end()) << "a kept answer fits no later request";
}

} // namespace

} // namespace dongthac::sync
