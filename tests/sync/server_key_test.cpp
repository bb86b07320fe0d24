#include <gtest/gtest.h>

#include "shared/model/server_keys.hpp"
#include "shared/office/people.hpp"
#include "shared/office/receipts.hpp"
#include "shared/wire/brief.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/envelope.hpp"
#include "shared/wire/give_back.hpp"
#include "shared/wire/messages.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/server_key.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::sync {

namespace {

using base::Code;
using model::Action;
using model::KeySuccession;
using model::ServerKeys;
using tests::Machine;
using tests::ServerBox;

base::KeyPair key_from(std::uint8_t first) { return base::KeyPair::from_seed({first}); }

KeySuccession succession(std::uint8_t from, std::uint8_t to) {
    KeySuccession made{
        key_from(from).public_key(), key_from(to).public_key(), 1'000, {{base::ReplicaId{{9}}, 5}}, {}, {}};
    sign(made, key_from(from), key_from(to));
    return made;
}

TEST(ServerKeys, FollowOnlyWhatBothKeysSigned) {
    const KeySuccession good = succession(1, 2);
    for (const auto bend :
         {+[](KeySuccession& s) { s.at_ms += 1; }, +[](KeySuccession& s) { s.ends[0].counter = 99; },
          +[](KeySuccession& s) { s.ends.clear(); }, +[](KeySuccession& s) { s.by_old = {}; },
          +[](KeySuccession& s) { s.by_new = {}; }, +[](KeySuccession& s) { s.new_key = key_from(3).public_key(); }}) {
        KeySuccession bent = good;
        bend(bent);
        ServerKeys keys(key_from(1).public_key());
        EXPECT_EQ(keys.follow(bent).error().code, Code::bad_signature);
        EXPECT_EQ(keys.newest(), key_from(1).public_key());
    }
    ServerKeys keys(key_from(1).public_key());
    ASSERT_TRUE(keys.follow(good));
    EXPECT_TRUE(keys.follow(good)) << "told twice";
    EXPECT_EQ(keys.newest(), key_from(2).public_key());
    EXPECT_FALSE(keys.follow(succession(1, 3))) << "the old key may be somebody else's by now";
    EXPECT_FALSE(keys.follow(succession(2, 1))) << "a key that was given up never comes back";
    ASSERT_TRUE(keys.follow(succession(2, 3)));
    EXPECT_EQ(keys.newest_first(),
              (std::vector{key_from(3).public_key(), key_from(2).public_key(), key_from(1).public_key()}));
    EXPECT_EQ(ServerKeys::from(keys.newest(), keys.successions()).value(), keys);
    EXPECT_FALSE(ServerKeys::from(key_from(4).public_key(), keys.successions()));
}

TEST(ServerKeys, AnOldKeyIsBelievedAboutWhatItSignedBeforeItsEnd) {
    ServerKeys keys(key_from(1).public_key());
    ASSERT_TRUE(keys.follow(succession(1, 2)));
    const base::DeviceId old = base::device_of(key_from(1).public_key());
    const base::ReplicaId replica{{9}};

    EXPECT_EQ(keys.signer(old, replica, 5), key_from(1).public_key());
    EXPECT_EQ(keys.signer(old, replica, 6), std::nullopt);
    EXPECT_EQ(keys.signer(old, base::ReplicaId{{8}}, 1), std::nullopt);
    EXPECT_EQ(keys.signer(base::device_of(keys.newest()), base::ReplicaId{{8}}, 100), keys.newest());
    EXPECT_EQ(keys.signer(base::device_of(key_from(7).public_key()), replica, 1), std::nullopt);
    const auto said = [&](std::int64_t at, const base::KeyPair& by) {
        const base::Bytes token = wire::make_time_token(at, by);
        return keys.moment([&](const base::PublicKey& key) { return wire::read_time_token(token, key); });
    };
    EXPECT_EQ(said(1'000, key_from(1)).value(), 1'000);
    EXPECT_EQ(said(5'000, key_from(2)).value(), 5'000);
    EXPECT_EQ(said(1'001, key_from(1)).error().code, Code::bad_signature) << "after it was given up";
    EXPECT_EQ(said(1'000, key_from(3)).error().code, Code::bad_signature);
}

/// A server that takes another key while a school and its ward work.
class KeyRotation : public ::testing::Test {
  protected:
    void SetUp() override {
        school.join("truong-a", tests::kSchool);
        ward.join("phuong", tests::kWard);
        plan = school.new_plan("tuyên truyền");
        ASSERT_TRUE(school.sync());
    }
    void rotate() {
        server.stop();
        const auto store = server.store();
        const auto key = server::rotate_key(*store, server.folder(), server.clock, random);
        ASSERT_TRUE(key);
        newest = *key;
        server.start();
    }
    void decide(Machine& machine, Action action) {
        ASSERT_TRUE(office::decide(machine.office, plan, action, {.person = "Lan"}));
        ASSERT_TRUE(machine.sync());
    }
    /// A record of a new PC, signed by `identity` behind the server's last word, as anybody may give it back.
    struct Offer {
        wire::AckStatus status = wire::AckStatus::accepted;
        bool is_known = false; ///< the server's directory has the PC then
    };
    [[nodiscard]] Offer give_back(const store::ServerIdentity& identity) {
        server::Tip tip;
        const std::vector<store::FeedTip> tips = server.store()->tips().value();
        for (const store::FeedTip& known : tips)
            if (known.feed == "dir/ROOT" && known.replica == identity.replica) tip = {known.counter, known.hash};
        const base::PublicKey key = base::KeyPair::generate(random).public_key();
        const model::Device device{base::device_of(key), key, "phuong", {model::Role::admin}, "", std::nullopt};
        const store::NewSegment sealed =
            server::seal_records(identity, tip, {change::PutDevice{device}}, server.clock.wall_ms());
        const wire::GiveBackRequest request{{}, {{sealed.bytes, {}}}};
        const auto reply = server.answer("/v1/directory", wire::compress(wire::encode(request)));
        EXPECT_TRUE(reply && reply->status == 200);
        const auto answer =
            wire::decode_give_back_answer(wire::decompress(reply->body, wire::kMaxMessage).value()).value();
        EXPECT_EQ(answer.returned.size(), 1u);
        const auto store = server.store();
        const auto directory = server::read_directory(*store, *store->identity().value());
        return {answer.returned.at(0).status, directory && directory->find(device.id) != nullptr};
    }
    [[nodiscard]] static const base::PublicKey& known(const Machine& machine) {
        return machine.office.identity().server.newest();
    }

    base::SeededRandom random{5};
    ServerBox server;
    Machine school{server, 1};
    Machine ward{server, 2};
    base::PublicKey newest{};
    base::DocumentId plan;
};

TEST_F(KeyRotation, IsLearntWithTheNextRoundAndNothingElseIsFelt) {
    const base::PublicKey first = known(school);
    rotate();
    ASSERT_NE(newest, first);

    decide(school, Action::submit);
    ASSERT_TRUE(ward.sync());
    decide(ward, Action::accept);
    ASSERT_TRUE(school.sync());

    EXPECT_EQ(known(school), newest);
    EXPECT_EQ(known(ward), newest);
    EXPECT_EQ(school.shown(plan), ward.shown(plan));
    EXPECT_TRUE(school.problems().empty());
    EXPECT_TRUE(server.problems().empty());
}

TEST_F(KeyRotation, APcThatWasAwayForTwoOfThemComesBack) {
    rotate();
    ASSERT_TRUE(ward.sync());
    rotate();
    ASSERT_TRUE(ward.sync());
    ASSERT_TRUE(office::set_field(school.office, plan, base::root_node(plan), "subject", "viết khi vắng"));

    ASSERT_TRUE(school.sync());

    EXPECT_EQ(known(school), newest);
    EXPECT_EQ(school.office.identity().server.successions().size(), 2u);
    EXPECT_EQ(school.pending(), 0u);
}

TEST_F(KeyRotation, ANewPcReadsWhatTheOldKeySigned) {
    rotate();
    Machine late(server, 3);

    late.join("truong-a", tests::kSchool);

    EXPECT_EQ(known(late), newest);
    EXPECT_EQ(late.shown(plan), school.shown(plan));
    EXPECT_TRUE(late.problems().empty());
}

TEST_F(KeyRotation, ReceiptsAndTimesOfTheOldKeyStayGood) {
    decide(school, Action::submit);
    const auto before = school.read(plan).head.revisions.at(0);
    rotate();
    ASSERT_TRUE(school.sync());

    const auto at = office::received_ms(school.office, before.id);

    ASSERT_TRUE(at);
    EXPECT_TRUE(at->has_value());
}

// Whoever has the old seed can make the channel keys of every PC: what they open must be worth nothing.
TEST_F(KeyRotation, TheOldKeyOpensTheDirectoryAlone) {
    const base::ChannelKeys keys = base::agree(school.office.identity().key, known(school), base::End::device).value();
    const auto ask = [&](wire::Ask what, const base::Bytes& message) {
        const wire::ClosedRequest request = wire::close_request(
            keys, school.office.identity().device, {}, wire::pack_message(static_cast<std::uint8_t>(what), message));
        const auto reply = server.answer(std::string(wire::kChannelPath), request.bytes);
        EXPECT_TRUE(reply);
        const auto opened = wire::open_answer(keys, request.mac, reply->status, reply->body);
        EXPECT_TRUE(opened);
        return std::pair(reply->status, wire::unpack_message(*opened).value().bytes);
    };
    const auto exchanged = [&] {
        return wire::decode<wire::ExchangeAnswer>(
                   ask(wire::Ask::exchange, wire::encode(wire::ExchangeRequest{})).second)
            .value();
    };
    EXPECT_GT(exchanged().heads.size(), 1u) << "before the rotation it is the school's";
    rotate();

    const wire::ExchangeAnswer told = exchanged();
    EXPECT_TRUE(wire::decode_brief_answer(ask(wire::Ask::brief, wire::encode(wire::BriefRequest{})).second)->unknown);
    const auto refused = {wire::Ask::receipts, wire::Ask::snapshot,   wire::Ask::numbers,
                          wire::Ask::person,   wire::Ask::person_key, wire::Ask::policy};
    for (const wire::Ask what : refused) EXPECT_EQ(ask(what, {}).first, 503) << static_cast<int>(what);

    ASSERT_EQ(told.heads.size(), 1u);
    EXPECT_EQ(told.heads[0].feed, "dir/ROOT");
    for (const wire::FeedSegment& segment : told.segments) EXPECT_EQ(segment.feed, "dir/ROOT");
}

TEST_F(KeyRotation, ADecisionUnderWayWhileTheKeyChangesArrives) {
    ASSERT_TRUE(office::decide(school.office, plan, Action::submit, {.person = "Lan"}));
    school.fate = [](const std::string&) { return tests::Fate::answer_lost; };
    EXPECT_FALSE(school.sync());
    school.fate = nullptr;
    rotate();

    ASSERT_TRUE(school.sync());
    ASSERT_TRUE(ward.sync());

    EXPECT_EQ(known(school), newest) << "in one round";
    EXPECT_EQ(school.pending(), 0u);
    EXPECT_EQ(office::summary_of(ward.office, plan)->state, model::DocumentState::submitted);
}

TEST_F(KeyRotation, AServerPutBackToBeforeIsNotBelievedAndVerifySaysWhy) {
    tests::TempFolder copy;
    server.keep_copy(copy.path());
    rotate();
    ASSERT_TRUE(school.sync());

    server.go_back_to(copy.path());

    EXPECT_FALSE(school.sync()) << "it can only speak with the key that was given up";
    EXPECT_EQ(known(school), newest);
    EXPECT_EQ(server.problems(), std::vector<std::string>{"server_key"}) << "the school gave the record back";
}

TEST_F(KeyRotation, WhatAThiefSignsWithTheOldKeyIsNotGivenBack) {
    const store::ServerIdentity old = *server.store()->identity().value();
    const Offer before = give_back(old); // or the next one proves nothing
    EXPECT_EQ(before.status, wire::AckStatus::accepted);
    EXPECT_TRUE(before.is_known);
    rotate();

    const Offer after = give_back(old);

    EXPECT_EQ(after.status, wire::AckStatus::missing_before) << "no key that is believed signed it there";
    EXPECT_FALSE(after.is_known);
    EXPECT_EQ(server.problems(), std::vector<std::string>{});
}

} // namespace

} // namespace dongthac::sync
