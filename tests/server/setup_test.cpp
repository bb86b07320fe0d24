#include <algorithm>

#include "shared/base/files.hpp"
#include "shared/base/invitation_code.hpp"
#include "sync-server/config.hpp"
#include "sync-server/daily_copy.hpp"
#include "sync-server/qr.hpp"
#include "sync-server/setup.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using base::Code;
using server::parse_address;
using server::parse_orgs;

TEST(OrgsFile, ParentsBecomeDatedTiesAndTextIsComposed) {
    const auto file =
        parse_orgs("[{\"id\":\"so-hn\",\"name\":\"So\u031B\u0309\",\"kind\":\"department\"},"
                   "{\"id\":\"tay-mo\",\"name\":\"P\",\"kind\":\"ward_committee\",\"parent\":\"so-hn\","
                   "\"valid_from\":\"2025-07-01\",\"abbr\":\"UBND\",\"place\":\"Tây Mỗ\","
                   "\"relations\":[{\"parent\":\"so-hn\",\"kind\":\"professional\",\"valid_to\":\"2030-01-01\"}]}]");

    ASSERT_TRUE(file);
    EXPECT_EQ(file->organisations[0].name, "Sở");
    EXPECT_EQ(file->organisations[1].place, "Tây Mỗ");
    ASSERT_EQ(file->relations.size(), 2u);
    EXPECT_EQ(file->relations[0].kind, "administrative");
    EXPECT_EQ(file->relations[0].valid.from, (text::Date{2025, 7, 1}));
    EXPECT_EQ(file->relations[1].kind, "professional");
    EXPECT_EQ(file->relations[1].valid.to, (text::Date{2030, 1, 1}));
}

TEST(OrgsFile, WhatIsWrongIsNamed) {
    struct Case {
        const char* json;
        Code code;
        const char* arg;
        const char* value;
    };
    for (const Case& wrong : {
             Case{"", Code::bad_bytes, "what", "orgs"},
             Case{"[]", Code::bad_bytes, "what", "orgs"},
             Case{"{\"id\":\"a\"}", Code::bad_bytes, "what", "orgs"},
             Case{"[7]", Code::bad_value, "field", "orgs"},
             Case{R"([{"name":"A","kind":"school"}])", Code::bad_value, "field", "id"},
             Case{R"([{"id":"a b","name":"A","kind":"school"}])", Code::bad_value, "field", "id"},
             Case{R"([{"id":"a","kind":"school"}])", Code::bad_value, "field", "name"},
             Case{R"([{"id":"a","name":"A"}])", Code::bad_value, "field", "kind"},
             Case{R"([{"id":"a","name":7,"kind":"school"}])", Code::bad_value, "field", "name"},
             Case{R"([{"id":"a","name":"A","kind":"school","valid_from":"2025-13-01"}])", Code::bad_value, "field",
                  "valid_from"},
             Case{R"([{"id":"a","name":"A","kind":"school","parent":"b"}])", Code::unknown_org, "org", "b"},
             Case{R"([{"id":"a","name":"A","kind":"school"},{"id":"a","name":"B","kind":"school"}])", Code::bad_value,
                  "field", "id"},
             Case{R"([{"id":"a","name":"A","kind":"school","relations":[{"parent":"a","kind":"friend"}]}])",
                  Code::bad_value, "field", "kind"},
         }) {
        const auto file = parse_orgs(wrong.json);

        ASSERT_FALSE(file) << wrong.json;
        EXPECT_EQ(file.error().code, wrong.code) << wrong.json;
        EXPECT_EQ(file.error().arg(wrong.arg), wrong.value) << wrong.json;
    }
}

TEST(Address, ReadsHostAndPort) {
    EXPECT_EQ(parse_address("127.0.0.1:8080"), (server::Address{"127.0.0.1", 8080}));
    EXPECT_EQ(parse_address("localhost:0"), (server::Address{"localhost", 0}));
    EXPECT_EQ(parse_address("[::1]:80"), (server::Address{"::1", 80}));
    EXPECT_EQ(server::url_of({"::1", 80}), "http://[::1]:80");
    for (const char* wrong :
         {"", "8080", ":80", "host", "host:", "host:70000", "host:-1", "host:8x", "::1:80", "a b:80", "[]:80"})
        EXPECT_FALSE(parse_address(wrong)) << wrong;
}

TEST(Address, OnlyThisMachineIsLoopback) {
    for (const char* inside : {"127.0.0.1", "127.9.9.9", "localhost", "::1"})
        EXPECT_TRUE(server::is_loopback({inside, 1})) << inside;
    for (const char* outside : {"0.0.0.0", "192.168.1.5", "127.example.vn", "localhost.example.vn", "::"})
        EXPECT_FALSE(server::is_loopback({outside, 1})) << outside;
}

TEST(InvitationCode, IsEasyToReadAloudAndNeverTheSame) {
    base::SeededRandom random(7);
    std::set<std::string> codes;
    for (int i = 0; i < 200; ++i) {
        const std::string code = base::make_code(random);
        ASSERT_EQ(code.size(), 14u);
        EXPECT_EQ(code.find_first_of("01IOabcdefghijklmnopqrstuvwxyz"), std::string::npos) << code;
        EXPECT_TRUE(base::hash_code(code));
        codes.insert(code);
    }
    EXPECT_EQ(codes.size(), 200u);
}

TEST(Qr, IsDrawnInHalfBlocks) {
    const std::string code = server::qr_for_terminal("ABCD-EFGH-JKLM");

    EXPECT_GT(std::ranges::count(code, '\n'), 10);
    EXPECT_NE(code.find("▀"), std::string::npos);
    EXPECT_TRUE(server::qr_for_terminal(std::string(10'000, 'x')).empty());
}

class Epoch : public ServerTest {
  protected:
    [[nodiscard]] std::string start_in(const std::filesystem::path& folder) {
        const auto store = std::move(store::open_feed_store(folder).value());
        EXPECT_TRUE(server::begin_run(*store, folder, clock_, random_));
        return store->identity()->value().epoch;
    }
};

TEST_F(Epoch, ARestartIsTheSameEpoch) {
    server_.reset();
    const std::string first = start_in(folder_.path());

    EXPECT_EQ(start_in(folder_.path()), first);
}

TEST_F(Epoch, ABackupPutInPlaceBeginsANewOneOnce) {
    server_.reset();
    const std::string before = start_in(folder_.path());
    ASSERT_TRUE(other_connection()->backup_to(folder_ / "copy.db"));
    for (const char* part : {"server.db-wal", "server.db-shm"}) std::filesystem::remove(folder_ / part);
    std::filesystem::rename(folder_ / "copy.db", store::feed_store_file(folder_.path()));

    const std::string restored = start_in(folder_.path());

    EXPECT_NE(restored, before);
    EXPECT_EQ(start_in(folder_.path()), restored);
}

TEST_F(Epoch, AnOldCopyOfTheFileBeginsANewOne) {
    server_.reset();
    std::filesystem::copy_file(store::feed_store_file(folder_.path()), folder_ / "old.db");
    const std::string before = start_in(folder_.path());
    std::filesystem::rename(folder_ / "old.db", store::feed_store_file(folder_.path()));

    EXPECT_NE(start_in(folder_.path()), before);
}

TEST_F(Epoch, OneCopyADayIsKeptForAWeek) {
    const auto copies = [&] {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / "backups"))
            names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    };
    for (int day = 0; day < 10; ++day) {
        ASSERT_TRUE(server::keep_daily_copy(folder_.path(), clock_));
        ASSERT_TRUE(server::keep_daily_copy(folder_.path(), clock_));
        clock_.advance(kDayMs);
    }

    ASSERT_EQ(copies().size(), 7u);
    EXPECT_EQ(copies().back(), text::to_iso(text::day_of(kNow + 9 * kDayMs)) + ".db");
}

TEST_F(Epoch, InitTwiceIsRefused) {
    const auto again = server::initialise(folder_.path(), sample_orgs(), clock_, random_);

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::bad_value);
}

TEST_F(Epoch, AFolderWithoutAServerIsNamed) {
    TempFolder empty;
    const auto opened = server::SyncServer::open(std::move(*store::open_feed_store(empty.path())), clock_);

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Code::missing_file);
}

} // namespace

} // namespace dongthac::tests
