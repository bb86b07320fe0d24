#include <gtest/gtest.h>

#include "shared/base/invitation_code.hpp"
#include "shared/wire/compress.hpp"
#include "tests/support/sync_world.hpp"

// A PC that joins says its code to nobody but the server that made it (docs/sync-protocol.md §3).

namespace dongthac::sync {

namespace {

using base::Code;
using model::Role;
using tests::ServerBox;

/// Reads what is said and may answer the meeting with a key of his own.
class Impostor final : public Transport {
  public:
    explicit Impostor(ServerBox& server) : server_(server) {}

    base::Result<Reply> post(const std::string& path, base::ByteSpan body) override {
        const base::Bytes message = wire::decompress(body, wire::kMaxMessage).value();
        heard += base::as_text(message);
        paths.push_back(path);
        Reply reply = server_.answer(path, body).value();
        if (path == "/v1/meet" && reply.status == 200 && own_key) {
            auto answer =
                wire::decode<wire::MeetAnswer>(wire::decompress(reply.body, wire::kMaxMessage).value()).value();
            answer.server_key = *own_key;
            if (own_proof) answer.proof = *own_proof;
            reply.body = wire::compress(wire::encode(answer));
        }
        return reply;
    }
    void expect(const base::PublicKey& server, bool /*signs*/) override { expected = server; }

    std::optional<base::PublicKey> own_key;
    std::optional<base::Hash> own_proof;
    std::optional<base::PublicKey> expected;
    std::string heard;
    std::vector<std::string> paths;

  private:
    ServerBox& server_;
};

class Meet : public ::testing::Test {
  protected:
    base::Result<void> join(const std::string& code) { return sync::join(office_, way_, "https://x", code, "máy"); }

    ServerBox server_;
    tests::TempFolder folder_;
    base::SeededRandom random_{7};
    office::Workspace office_ = office::Workspace::open(folder_.path(), server_.clock, random_).value();
    Impostor way_{server_};
};

TEST_F(Meet, TheServerIsKnownBeforeTheCodeIsSaid) {
    const std::string code = server_.invite("truong-a", {Role::editor});

    ASSERT_TRUE(join(code));

    EXPECT_EQ(way_.paths, (std::vector<std::string>{"/v1/meet", "/v1/join"}));
    EXPECT_EQ(way_.expected, office_.identity().server.newest());
}

TEST_F(Meet, TheQrNamesTheServerItIsFor) {
    const std::string code = server_.invite("truong-a", {Role::editor});
    const base::PublicKey other = base::KeyPair::from_seed({9}).public_key();

    const auto elsewhere = join(base::code_with_server(code, other));
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().code, Code::untrusted_server);
    EXPECT_FALSE(join(code + ".")) << "a hash that was cut off is no hash";
    EXPECT_EQ(way_.paths, (std::vector<std::string>{"/v1/meet", "/v1/meet"})) << "the code was not said";
    const base::PublicKey ours = base::KeyPair::from_seed(server_.store()->identity().value()->seed).public_key();
    EXPECT_TRUE(join(base::code_with_server(code, ours) + "\n"));
}

TEST_F(Meet, WhoShowsAKeyOfHisOwnDoesNotHearTheCode) {
    const std::string code = server_.invite("truong-a", {Role::editor});
    base::SeededRandom dice(9);
    const base::KeyPair his = base::KeyPair::generate(dice);
    way_.own_key = his.public_key();

    const auto joined = join(code);

    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().code, Code::bad_server_answer);
    EXPECT_EQ(way_.heard.find(code), std::string::npos);
    EXPECT_EQ(way_.heard.find(code.substr(0, 4)), std::string::npos);
    EXPECT_FALSE(office_.identity().enrolled());

    way_.own_proof = base::prove_server({}, his.public_key()); // made with a key that he does know
    EXPECT_FALSE(join(code));
}

TEST_F(Meet, AWrongCodeIsSaidToBeOneAndNotJoinedWith) {
    for (const char* wrong : {"ABCD-EFGH-JKLM", "not a code", ""}) {
        const auto joined = join(wrong);

        ASSERT_FALSE(joined) << wrong;
        EXPECT_EQ(joined.error().code, Code::bad_code) << wrong;
    }
    EXPECT_EQ(way_.paths, (std::vector<std::string>{"/v1/meet"})) << "what cannot be a code is not even asked about";
}

TEST_F(Meet, GuessingIsStopped) {
    for (int i = 0; i < 30; ++i) (void)join("ABCD-EFGH-JKLM");

    const auto joined = join(server_.invite("truong-a", {Role::editor}));

    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().code, Code::server_refused);
    EXPECT_EQ(joined.error().arg("status"), "429");
}

TEST(CodeSecret, DependsOnTheCodeAloneHoweverItIsTyped) {
    const auto one = base::secret_of_code("ABCD-EFGH-JKLM").value();
    const auto same = base::secret_of_code("abcd efgh jklm").value();
    const auto other = base::secret_of_code("ABCD-EFGH-JKLN").value();

    ASSERT_TRUE(one && same && other);
    EXPECT_EQ(one->name, same->name);
    EXPECT_EQ(one->key, same->key);
    EXPECT_NE(one->name, other->name);
    EXPECT_NE(one->name, one->key);
    EXPECT_NE(one->name, *base::hash_code("ABCD-EFGH-JKLM")) << "what is heard finds no code";
}

} // namespace

} // namespace dongthac::sync
