#include <algorithm>

#include "shared/base/invitation_code.hpp"
#include "shared/model/record.hpp"
#include "shared/wire/decision.hpp"
#include "shared/wire/projection.hpp"
#include "sync-server/verify.hpp"
#include "tests/server/people_fixture.hpp"

// People and the way an office works (docs/adr/0015, 0017).

namespace dongthac::tests {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using model::Role;

constexpr std::string_view kCode = "ABCD-EFGH-JKLM";

TEST_F(People, APersonIsNamedByAnAdministratorAndMakesAKeyKnownWithTheCode) {
    const model::Person person = head();

    const model::Person* known = server_->directory()->find(person.id);

    ASSERT_NE(known, nullptr);
    EXPECT_EQ(known->name, "Cô Hạnh");
    ASSERT_EQ(known->keys.size(), 1u);
    EXPECT_EQ(known->keys[0].key, key_.public_key());
    EXPECT_EQ(known->keys[0].device, desk_->device.id);
    open(); // and after a restart
    EXPECT_EQ(server_->directory()->owner_of(key_.public_key())->first->id, person.id);
    EXPECT_TRUE(server::verify(*other_connection())->problems.empty());
}

TEST_F(People, OnlyAnAdministratorOfTheOfficeNamesAnybody) {
    const Pc other = enrol("truong-b", {Role::admin});
    const model::Person person = someone("Cô Hạnh", {Role::signer});

    EXPECT_EQ(put(*desk_, person), Code::not_allowed);
    EXPECT_EQ(put(other, person), Code::not_allowed);
    model::Person theirs = person;
    theirs.org = "truong-b";
    EXPECT_EQ(put(*admin_, theirs), Code::not_allowed);
    model::Person nobody = person;
    nobody.id = {};
    EXPECT_EQ(put(*admin_, nobody), Code::not_allowed);
    model::Person nameless = person;
    nameless.name.clear();
    EXPECT_EQ(put(*admin_, nameless), Code::bad_value);
    EXPECT_EQ(put(*admin_, person), kFine);
    model::Person taken = person;
    taken.org = "truong-b";
    EXPECT_EQ(put(other, taken), Code::not_allowed) << "of another office by now";
}

TEST_F(People, ARequestThatComesAgainUndoesNothing) {
    model::Person person = someone("Cô Hạnh", {Role::signer});
    ASSERT_EQ(put(*admin_, person), kFine);
    const auto head = [&] {
        const std::vector<store::FeedHead> heads = other_connection()->heads().value();
        for (const store::FeedHead& feed : heads)
            if (feed.feed == "dir/ROOT") return feed.seq;
        return std::uint64_t{0};
    };
    known_ = head();
    model::Person promoted = person;
    promoted.roles.insert(Role::admin);
    ASSERT_EQ(put(*admin_, promoted), kFine);
    const std::uint64_t written = head();
    EXPECT_EQ(put(*admin_, promoted), kFine) << "the answer was lost on the way";
    EXPECT_EQ(head(), written) << "said again, it takes no room";
    model::Person gone = promoted;
    gone.roles = {Role::editor};
    EXPECT_EQ(put(*admin_, gone), Code::record_changed) << "made on an older record";
    const std::uint64_t before = std::exchange(known_, head());
    ASSERT_EQ(put(*admin_, gone), kFine);
    known_ = before;

    EXPECT_EQ(put(*admin_, promoted), Code::record_changed) << "somebody on the way says it once more";

    EXPECT_EQ(server_->directory()->find(person.id)->roles, gone.roles);
    model::OfficePolicy strict{"truong-a", model::Step::submission, true, false, {}};
    const std::uint64_t then = head();
    ASSERT_TRUE(server_->put_policy(admin_->device, {strict, then}));
    ASSERT_TRUE(server_->put_policy(admin_->device, {model::OfficePolicy{"truong-a", {}, false, false, {}}, head()}));
    EXPECT_EQ(server_->put_policy(admin_->device, {strict, then}).error().code, Code::record_changed);
}

TEST_F(People, ACodeServesOnePersonOncePerPc) {
    const model::Person person = someone("Cô Hạnh", {Role::signer});
    ASSERT_EQ(put(*admin_, person, kCode), kFine);
    const Pc stranger = enrol("truong-b", {Role::editor});
    const base::KeyPair other = base::KeyPair::generate(random_);

    EXPECT_EQ(put_key(stranger, key_, kCode), Code::bad_code);
    EXPECT_EQ(put_key(*desk_, key_, "ABCD-EFGH-JKLN"), Code::bad_code);
    EXPECT_EQ(put_key(*desk_, key_, kCode), kFine);
    EXPECT_EQ(put_key(*desk_, key_, kCode), kFine) << "the answer was lost on the way";
    EXPECT_EQ(put_key(*desk_, other, kCode), Code::used_code);
    EXPECT_EQ(server_->join({std::string(kCode), other.public_key(), "máy"}, "peer").error().code, Code::bad_code)
        << "a person's code enrols no PC";
}

TEST_F(People, ACodeEndsAndAPcsCodeIsNoPersons) {
    ASSERT_EQ(put(*admin_, someone("Cô Hạnh", {Role::signer}), kCode), kFine);
    clock_.advance(2 * kDayMs);
    EXPECT_EQ(put_key(*desk_, key_, kCode), Code::expired_code);
    EXPECT_EQ(put_key(*desk_, key_, code_for("truong-a", {Role::editor})), Code::bad_code);
}

TEST_F(People, AKeyWithoutItsOwnersProofIsNotRegistered) {
    ASSERT_EQ(put(*admin_, someone("Cô Hạnh", {Role::signer}), kCode), kFine);
    const auto proof = key_.sign(wire::person_key_bytes(admin_->device.id, server_->public_key()));

    const auto answer = server_->put_person_key(desk_->device, {std::string(kCode), key_.public_key(), proof});

    EXPECT_EQ(answer.error().code, Code::bad_signature) << "signed for another PC";
}

TEST_F(People, WhoTriesCodesIsSlowedDown) {
    Code last = kFine;
    for (int i = 0; i < 30; ++i) last = put_key(*desk_, key_, "ABCD-EFGH-JKLN");
    EXPECT_EQ(last, Code::server_refused);
    EXPECT_EQ(put_key(*admin_, key_, "ABCD-EFGH-JKLN"), Code::bad_code) << "another PC behind the same address is not";
}

TEST_F(People, AnApprovalNeedsThePersonOnceOneIsNamed) {
    const Decision approve = own(Action::approve, DocumentState::signed_, 0);
    (void)head();
    const base::KeyPair other = base::KeyPair::generate(random_);

    EXPECT_EQ(decided(approve), Code::needs_person);
    EXPECT_EQ(decided(approve, &other), Code::bad_signature) << "a key nobody knows";
    change::Transition bent = sealed(transition_of(*desk_, document_, approve), key_);
    bent.note = "thêm sau khi ký";
    EXPECT_EQ(decided(approve, bent), Code::bad_signature);
    EXPECT_EQ(decided(approve, &key_), kFine);
}

TEST_F(People, WhoHasLeftSignsNoMoreAndWhatWasSignedStays) {
    model::Person person = head();
    ASSERT_EQ(decided(own(Action::approve, DocumentState::signed_, 0), &key_), kFine);
    model::Person revoked = *server_->directory()->find(person.id);
    revoked.keys[0].revoked_after = 0; // the server puts in how far it knows the PC

    ASSERT_EQ(put(*admin_, revoked), kFine);

    EXPECT_EQ(server_->directory()->find(person.id)->keys[0].revoked_after, desk_->counter);
    EXPECT_EQ(decided(own(Action::issue, DocumentState::issued, 1), &key_), Code::bad_signature);
    EXPECT_TRUE(server::verify(*other_connection())->problems.empty());
    open();
    EXPECT_EQ(decided(own(Action::issue, DocumentState::issued, 1), &key_), Code::bad_signature);
}

// Whoever forgets a PIN asks for another code; two keys at one PC, and nobody knows which of them a PIN opens.
TEST_F(People, ANewPinEndsTheOneBeforeAtThatPc) {
    const model::Person person = head();
    ASSERT_EQ(decided(own(Action::approve, DocumentState::signed_, 0), &key_), kFine);
    const base::KeyPair second = base::KeyPair::generate(random_);
    const base::KeyPair elsewhere = base::KeyPair::generate(random_);
    for (const auto& [pc, key] : {std::pair(&*admin_, &elsewhere), std::pair(&*desk_, &second)}) {
        const std::string code = base::make_code(random_);
        ASSERT_EQ(put(*admin_, *server_->directory()->find(person.id), code), kFine);
        ASSERT_EQ(put_key(*pc, *key, code), kFine);
    }

    const std::vector<model::PersonKey>& keys = server_->directory()->find(person.id)->keys;
    ASSERT_EQ(keys.size(), 3u);
    EXPECT_EQ(keys[0].revoked_after, desk_->counter) << "what it signed stays signed";
    EXPECT_FALSE(keys[1].revoked_after) << "at another PC";
    EXPECT_FALSE(keys[2].revoked_after);
    EXPECT_EQ(decided(own(Action::issue, DocumentState::issued, 1), &key_), Code::bad_signature);
    EXPECT_EQ(decided(own(Action::issue, DocumentState::issued, 1), &second), kFine);
}

TEST_F(People, WhatWasSignedIsWhatIsIssued) {
    ASSERT_EQ(decided(own(Action::approve, DocumentState::signed_, 0)), kFine);
    const Decision issue = own(Action::issue, DocumentState::issued, 1);
    change::Transition other = transition_of(*desk_, document_, issue);
    change::Snapshot text = wire::decode_snapshot(other.snapshot).value();
    text.nodes.at(0).fields[model::field::kSubject] = std::string("câu chen vào sau khi ký");
    other.snapshot = wire::encode(text);
    other.revision = base::sha256(other.snapshot);

    EXPECT_EQ(decided(issue, other), Code::state_conflict);
    EXPECT_EQ(decided(issue), kFine);
}

TEST_F(People, GivingBackIsNoWayInForAKeyThatIsRevoked) {
    const model::Person person = head();
    const Decision approve = own(Action::approve, DocumentState::signed_, 0);
    ASSERT_EQ(decided(approve, &key_), kFine);
    model::Person gone = *server_->directory()->find(person.id);
    gone.keys[0].revoked_after = 0;
    ASSERT_EQ(put(*admin_, gone), kFine);
    // A copied disk goes on under a name that counts anew: its counters are below the one that was put in.
    desk_.emplace(Pc{desk_->key, base::new_id<base::ReplicaId>(random_), desk_->device});
    document_ = new_document();

    EXPECT_EQ(given_back(approve, sealed(transition_of(*desk_, document_, approve), key_)), "not_allowed");
    EXPECT_EQ(other_connection()->decisions().value().size(), 1u);
}

TEST_F(People, WhoBeginsAReviewIsAPersonWhereTwoAreWanted) {
    (void)head("Cô Hạnh", {Role::signer, Role::editor});
    const Decision begin = own(Action::begin_review, DocumentState::submitted_for_signature, 0);
    policy({"truong-a", model::Step::submission, true, false, {}});
    EXPECT_EQ(decided(begin), Code::needs_person);

    policy({"truong-a", model::Step::submission, false, false, {}});
    EXPECT_EQ(decided(begin), kFine) << "nobody will be compared";
}

TEST_F(People, TheStepsOfTheOfficeAreTakenInTheirOrder) {
    policy({"truong-a", model::Steps(model::Step::content_review) | model::Step::submission, false, false, {}});

    EXPECT_EQ(decided(own(Action::approve, DocumentState::signed_, 0)), Code::state_conflict);
    EXPECT_EQ(decided(own(Action::begin_review, DocumentState::submitted_for_signature, 0)), Code::state_conflict);
    EXPECT_EQ(decided(own(Action::begin_review, DocumentState::content_review, 0)), kFine);
    EXPECT_EQ(decided(own(Action::send_back, DocumentState::draft, 1)), Code::needs_note);
    EXPECT_EQ(decided(own(Action::pass, DocumentState::submitted_for_signature, 1)), kFine);
    change::Transition other = transition_of(*desk_, document_, own(Action::approve, DocumentState::signed_, 2));
    other.snapshot = wire::encode(change::Snapshot{document_, 1, "truong-a", {}, {}});
    other.revision = base::sha256(other.snapshot);
    EXPECT_EQ(decided(own(Action::approve, DocumentState::signed_, 2), other), Code::changed_since_review);
    EXPECT_EQ(decided(own(Action::approve, DocumentState::signed_, 2)), kFine) << "what was reviewed";
    EXPECT_EQ(decided(own(Action::issue, DocumentState::issued, 3)), kFine);
    EXPECT_TRUE(server::verify(*other_connection())->problems.empty());
}

TEST_F(People, TwoPeopleWhereTheOfficeWantsTwo) {
    (void)head("Cô Hạnh", {Role::signer, Role::editor});
    policy({"truong-a", model::Step::submission, true, false, {}});

    ASSERT_EQ(decided(own(Action::begin_review, DocumentState::submitted_for_signature, 0), &key_), kFine);
    EXPECT_EQ(decided(own(Action::approve, DocumentState::signed_, 1), &key_), Code::same_person);

    const base::KeyPair second = base::KeyPair::generate(random_);
    const model::Person deputy = someone("Thầy Dũng", {Role::signer});
    ASSERT_EQ(put(*admin_, deputy, kCode), kFine);
    ASSERT_EQ(put_key(*desk_, second, kCode), kFine);
    EXPECT_EQ(decided(own(Action::approve, DocumentState::signed_, 1), &second), kFine);
}

TEST_F(People, OnlyAnAdministratorSaysHowTheOfficeWorks) {
    const model::OfficePolicy wanted{"truong-a", model::Step::numbering, false, false, {}};
    EXPECT_EQ(server_->put_policy(desk_->device, {wanted}).error().code, Code::not_allowed);
    model::OfficePolicy theirs = wanted;
    theirs.org = "truong-b";
    EXPECT_EQ(server_->put_policy(admin_->device, {theirs}).error().code, Code::not_allowed);
    model::OfficePolicy desk = wanted;
    desk.desk = base::DeviceId{{9}};
    EXPECT_EQ(server_->put_policy(admin_->device, {desk}).error().code, Code::bad_value) << "no PC of the office";
}

} // namespace

} // namespace dongthac::tests
