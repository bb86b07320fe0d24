#include <cctype>

#include "shared/base/files.hpp"
#include "shared/base/invitation_code.hpp"
#include "sync-server/reorganise.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using base::Code;
using model::Role;

class Join : public ServerTest {
  protected:
    [[nodiscard]] base::Result<wire::JoinAnswer> join(const std::string& code, const base::KeyPair& key) {
        return server_->join({code, key.public_key(), "Máy văn phòng"}, "peer");
    }
    base::KeyPair key_ = base::KeyPair::generate(random_);
    base::KeyPair other_ = base::KeyPair::generate(random_);
};

TEST_F(Join, EnrolsTheKeyAndSaysWhoItIsNow) {
    const std::string code = code_for("truong-a", {Role::editor, Role::signer});

    const auto answer = join(code, key_);

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->org, "truong-a");
    EXPECT_EQ(answer->roles, (std::vector<std::string>{"editor", "signer"}));
    EXPECT_EQ(answer->device, base::device_of(key_.public_key()));
    EXPECT_EQ(answer->server_key, server_->public_key());
}

TEST_F(Join, TheDeviceStandsInTheDirectoryFeedAndAfterARestart) {
    const auto answer = join(code_for("truong-a", {Role::editor}), key_);
    ASSERT_TRUE(answer);

    open();

    const auto device = server_->device(answer->device);
    ASSERT_TRUE(device);
    EXPECT_EQ(device->name, "Máy văn phòng");
    EXPECT_EQ(device->key, key_.public_key());
}

TEST_F(Join, ALostAnswerCanBeAskedForAgain) {
    const std::string code = code_for("truong-a", {Role::editor});
    const auto first = join(code, key_);

    const auto again = join(code, key_);

    ASSERT_TRUE(first && again);
    EXPECT_EQ(wire::encode(*again), wire::encode(*first));
    EXPECT_EQ(server_->directory()->devices().size(), 1u);
}

TEST_F(Join, AUsedCodeEnrolsNobodyElse) {
    const std::string code = code_for("truong-a", {Role::editor});
    ASSERT_TRUE(join(code, key_));

    const auto other = join(code, other_);

    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, Code::used_code);
    EXPECT_FALSE(server_->device(base::device_of(other_.public_key())));
}

TEST_F(Join, AUsedCodeIsNoUseToAnotherPcOfTheOfficeEither) {
    const std::string code = code_for("truong-a", {Role::editor, Role::signer});
    ASSERT_TRUE(join(code, key_));
    ASSERT_TRUE(join(code_for("truong-a", {Role::editor}), other_));

    const auto again = join(code, other_);

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::used_code);
}

TEST_F(Join, AnExpiredCodeEnrolsNobody) {
    const std::string code = code_for("truong-a", {Role::editor});
    clock_.advance(7 * kDayMs);

    const auto answer = join(code, key_);

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::expired_code);
}

TEST_F(Join, ACodeMayBeTypedInSmallLettersWithoutDashes) {
    std::string typed;
    for (const char c : code_for("truong-a", {Role::editor}))
        if (c != '-') typed += static_cast<char>(std::tolower(c));

    EXPECT_TRUE(join(typed, key_));
}

TEST_F(Join, WhatIsNoCodeIsRefused) {
    for (const char* typed : {"", "ABCD", "ABCD-EFGH-JKLM", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLMN", "Mã mời đây"}) {
        const auto answer = join(typed, key_);

        ASSERT_FALSE(answer) << typed;
        EXPECT_EQ(answer.error().code, Code::bad_code) << typed;
    }
}

TEST_F(Join, AGuesserIsSlowedDownAndOthersAreNot) {
    const std::string code = code_for("truong-a", {Role::editor});
    for (int i = 0; i < 20; ++i) EXPECT_EQ(join("ABCD-EFGH-JKLM", key_).error().code, Code::bad_code);

    const auto slowed = join(code, key_);
    const auto elsewhere = server_->join({code, other_.public_key(), "máy"}, "another peer");

    ASSERT_FALSE(slowed);
    EXPECT_EQ(slowed.error().arg("status"), "429");
    EXPECT_TRUE(elsewhere);
    clock_.advance(60'000);
    EXPECT_EQ(join(code, key_).error().code, Code::used_code);
}

TEST_F(Join, AKeyOfOneOfficeCannotMoveToAnother) {
    ASSERT_TRUE(join(code_for("truong-a", {Role::editor}), key_));

    const auto moved = join(code_for("truong-b", {Role::editor}), key_);

    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().code, Code::already_enrolled);
}

TEST_F(Join, ASecondCodeOfTheSameOfficeGivesNewRoles) {
    ASSERT_TRUE(join(code_for("truong-a", {Role::editor}), key_));

    const auto answer = join(code_for("truong-a", {Role::editor, Role::clerk}), key_);

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->roles.size(), 2u);
    EXPECT_EQ(server_->device(answer->device)->roles, (std::set{Role::editor, Role::clerk}));
}

// Its counter would be lost, and what another copy of a stolen disk signs would stand again.
TEST_F(Join, AKeyThatWasRevokedIsNotLetInAgain) {
    const base::KeyPair key = base::KeyPair::generate(random_);
    const auto joined = server_->join({code_for("truong-a", {Role::editor}), key.public_key(), "máy"}, "peer");
    ASSERT_TRUE(joined);
    const auto store = other_connection();
    const auto identity = server::identity_of(*store, folder_.path());
    ASSERT_TRUE(server::revoke_beside(*store, *identity, *server_->directory(), joined->device, clock_));
    const std::string code = code_for("truong-a", {Role::editor});

    EXPECT_EQ(server_->join({code, key.public_key(), "máy"}, "peer").error().code, base::Code::not_allowed);

    const base::KeyPair fresh = base::KeyPair::generate(random_);
    EXPECT_TRUE(server_->join({code, fresh.public_key(), "máy"}, "peer")) << "the code is not used up";
}

TEST_F(Join, InvitationsAreKeptOnlyAsHashes) {
    const std::string code = code_for("truong-a", {Role::editor});
    server_.reset();

    const auto database = base::read_file(store::feed_store_file(folder_.path()), 10u << 20);

    ASSERT_TRUE(database);
    std::string plain;
    for (const char c : code)
        if (c != '-') plain += c;
    EXPECT_EQ(database->find(code), std::string::npos);
    EXPECT_EQ(database->find(plain), std::string::npos);
    const base::Hash hash = base::hash_code(code).value();
    EXPECT_NE(database->find(std::string(base::as_text(hash))), std::string::npos);
}

TEST_F(Join, AnUnknownOfficeCannotBeInvited) {
    const auto store = other_connection();

    const auto made = server::invite(*store, "nowhere", {Role::editor}, 7, clock_, random_);

    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Code::unknown_org);
}

} // namespace

} // namespace dongthac::tests
