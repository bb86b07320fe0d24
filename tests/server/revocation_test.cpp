#include <algorithm>
#include <optional>
#include <sstream>

#include "shared/base/files.hpp"
#include "shared/base/invitation_code.hpp"
#include "shared/wire/decision.hpp"
#include "sync-server/commands.hpp"
#include "sync-server/reorganise.hpp"
#include "tests/server/fixture.hpp"

// A PC that is revoked beside the running server (docs/adr/0016): what it sent until then stands, nothing comes after.

namespace dongthac::tests {

namespace {

constexpr std::uint64_t kReadAll = 1'000'000; ///< of dir/ROOT

using base::Code;
using model::Role;

class Revocation : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        lost_.emplace(enrol("truong-a", {Role::editor, Role::signer, Role::clerk, Role::admin}));
        colleague_.emplace(enrol("truong-a", {Role::editor}));
        document_ = new_document();
    }

    /// As `dongthac-server device revoke` does; the running server has not looked yet.
    void revoke() {
        const auto store = other_connection();
        const auto identity = server::identity_of(*store, folder_.path());
        ASSERT_TRUE(identity);
        ASSERT_TRUE(server::revoke_beside(*store, *identity, *server_->directory(), lost_->device.id, clock_));
    }

    std::optional<Pc> lost_;
    std::optional<Pc> colleague_;
    base::DocumentId document_;
};

TEST_F(Revocation, CountsForDraftsThatWereOnTheirWay) {
    (void)exchange(*lost_, lost_->request({lost_->draft(document_)}));
    revoke();

    const auto pushed = server_->exchange(lost_->device, lost_->request({lost_->draft(document_)}));

    EXPECT_EQ(pushed.error().code, Code::not_allowed);
    EXPECT_EQ(other_connection()->heads().value().size(), 2u); // the directory and own/truong-a
    const auto read = exchange(*colleague_, colleague_->request({}));
    EXPECT_EQ(std::ranges::count(read.segments, "own/truong-a", &wire::FeedSegment::feed), 1);
}

TEST_F(Revocation, CountsForADecisionThatWasOnItsWay) {
    revoke();

    const auto decided = server_->decide(lost_->device, decide_request(*lost_, document_, submit_by_a()));

    EXPECT_EQ(decided.error().code, Code::not_allowed);
    EXPECT_TRUE(other_connection()->decisions().value().empty());
}

TEST_F(Revocation, CountsForWhatAnAdministratorAsked) {
    const model::Person person{
        base::new_id<base::PersonId>(random_), "truong-a", "Cô Hạnh", "", {Role::signer}, {}, {}};
    revoke();

    const auto named = server_->put_person(lost_->device, {person, {}, 0});
    revoke();
    const auto policy = server_->put_policy(lost_->device, {model::OfficePolicy{"truong-a", {}, false, false, {}}});
    const auto numbers = server_->numbers(lost_->device, {2026, 1});

    EXPECT_EQ(named.error().code, Code::not_allowed);
    EXPECT_EQ(policy.error().code, Code::not_allowed);
    EXPECT_EQ(numbers.error().code, Code::not_allowed);
}

TEST_F(Revocation, OfAKeyCountsForACopiedDiskThatCountsAnew) {
    model::Person person{base::new_id<base::PersonId>(random_), "truong-a", "Cô Hạnh", "", {Role::signer}, {}, {}};
    const base::KeyPair key = base::KeyPair::generate(random_);
    const std::string code = base::make_code(random_);
    ASSERT_TRUE(server_->put_person(lost_->device, {person, *base::hash_code(code), kNow + kDayMs, kReadAll}));
    const auto proof = key.sign(wire::person_key_bytes(lost_->device.id, server_->public_key()));
    ASSERT_TRUE(server_->put_person_key(lost_->device, {code, key.public_key(), proof}));
    (void)exchange(*lost_, lost_->request({lost_->draft(document_, 5)}));
    person.keys = {{key.public_key(), lost_->device.id, 0}};
    ASSERT_TRUE(server_->put_person(lost_->device, {person, {}, 0, kReadAll}));
    Pc copy{lost_->key, base::new_id<base::ReplicaId>(random_), lost_->device};

    const Decision approval{model::Action::approve, model::DocumentState::signed_, 0, "truong-a", {"own/truong-a"}};
    change::Transition transition = transition_of(copy, document_, approval);
    wire::seal_decision(transition, document_, key);
    const auto decided = server_->decide(copy.device, decide_request(copy, document_, approval, transition));

    ASSERT_FALSE(decided);
    EXPECT_EQ(decided.error().code, Code::bad_signature);
}

TEST_F(Revocation, ByTheCommandTakesTheBeginningOfAnIdThatFitsOnePcAlone) {
    model::Device one = lost_->device;
    model::Device other = colleague_->device;
    one.id = base::DeviceId{{0xAB, 0xCD, 0x01}};
    other.id = base::DeviceId{{0xAB, 0xCD, 0x02}};
    const auto store = other_connection();
    const auto identity = server::identity_of(*store, folder_.path()).value();
    ASSERT_TRUE(
        server::write_beside(*store, identity, {change::PutDevice{one}, change::PutDevice{other}}, "test", "", clock_));
    const auto revoke = [&](const char* typed) {
        std::ostringstream out;
        std::ostringstream err;
        const int code =
            server::run_command({"device", "revoke", typed, "--data", base::path_to_utf8(folder_.path())}, out, err);
        return std::to_string(code) + " " + err.str().substr(0, err.str().find(':', 7));
    };

    EXPECT_EQ(revoke("abc"), "1 error: unknown_device") << "too short to mean one";
    EXPECT_EQ(revoke("abcd"), "1 error: unknown_device") << "two begin so";
    EXPECT_EQ(revoke("abcd01"), "0 ");

    ASSERT_TRUE(server_->look_around());
    EXPECT_EQ(server_->directory()->find(one.id)->revoked_after, 0u);
    EXPECT_EQ(server_->directory()->find(other.id)->revoked_after, std::nullopt);
    EXPECT_EQ(server_->directory()->find(lost_->device.id)->revoked_after, std::nullopt);
}

TEST_F(Revocation, LeavesWhatWasSentUntilThen) {
    (void)exchange(*lost_, lost_->request({lost_->draft(document_, 3)}));
    revoke();
    ASSERT_TRUE(server_->look_around());

    const model::Device* known = server_->directory()->find(lost_->device.id);

    ASSERT_NE(known, nullptr);
    EXPECT_EQ(known->revoked_after, 3u);
}

} // namespace

} // namespace dongthac::tests
