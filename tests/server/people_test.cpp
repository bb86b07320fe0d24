#include <algorithm>

#include "shared/base/invitation_code.hpp"
#include "shared/wire/decision.hpp"
#include "sync-server/verify.hpp"
#include "tests/server/fixture.hpp"

// People, the way an office works, and the numbers of its documents (docs/adr/0015, 0017).

namespace dongthac::tests {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using model::Role;

constexpr std::string_view kCode = "ABCD-EFGH-JKLM";

class People : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        admin_.emplace(enrol("truong-a", {Role::admin, Role::editor}));
        desk_.emplace(enrol("truong-a", {Role::editor, Role::clerk, Role::signer}));
        document_ = new_document();
    }

    [[nodiscard]] model::Person someone(const std::string& name, const std::set<Role>& roles) {
        return {base::new_id<base::PersonId>(random_), "truong-a", name, "Hiệu trưởng", roles, {}, {}};
    }
    [[nodiscard]] Code put(const Pc& pc, const model::Person& person, std::string_view code = "") {
        wire::PersonRequest request{person, {}, kNow + kDayMs, known_};
        if (!code.empty()) request.code_hash = *base::hash_code(code);
        const auto answer = server_->put_person(pc.device, request);
        return answer ? Code::cancelled : answer.error().code;
    }
    [[nodiscard]] Code put_key(const Pc& pc, const base::KeyPair& key, std::string_view code) {
        const auto proof = key.sign(wire::person_key_bytes(pc.device.id, server_->public_key()));
        const auto answer = server_->put_person_key(pc.device, {std::string(code), key.public_key(), proof});
        return answer ? Code::cancelled : answer.error().code;
    }
    /// Known and with a key at the desk.
    model::Person head(const std::string& name = "Cô Hạnh", std::set<Role> roles = {Role::signer}) {
        const model::Person person = someone(name, roles);
        const std::string code = base::make_code(random_);
        EXPECT_EQ(put(*admin_, person, code), kFine);
        EXPECT_EQ(put_key(*desk_, key_, code), kFine);
        return person;
    }
    [[nodiscard]] Decision own(Action action, DocumentState to, std::uint32_t expects) const {
        Decision decision{action, to, expects, "truong-a", {"own/truong-a"}};
        if (action == Action::issue) decision.feeds.emplace_back("pub/truong-a");
        return decision;
    }
    [[nodiscard]] change::Transition sealed(change::Transition transition, const base::KeyPair& key) const {
        wire::seal_decision(transition, document_, key);
        return transition;
    }
    /// The error of the decision; cancelled for one that was let in.
    [[nodiscard]] Code decided(const Decision& decision, const change::Transition& transition) {
        Pc trial = *desk_; // a refused one leaves no chain behind
        const auto answer = server_->decide(desk_->device, decide_request(trial, document_, decision, transition));
        if (!answer) return answer.error().code;
        if (!answer->accepted) return Code::state_conflict;
        *desk_ = trial;
        return kFine;
    }
    [[nodiscard]] Code decided(const Decision& decision, const base::KeyPair* key = nullptr) {
        change::Transition transition = transition_of(*desk_, document_, decision);
        if (key != nullptr) transition = sealed(std::move(transition), *key);
        return decided(decision, transition);
    }
    void policy(const model::OfficePolicy& policy) {
        ASSERT_TRUE(server_->put_policy(admin_->device, {policy, known_}));
    }

    static constexpr Code kFine = Code::cancelled;
    std::uint64_t known_ = 1'000'000; ///< whoever asks has read everything
    std::optional<Pc> admin_;
    std::optional<Pc> desk_;
    base::KeyPair key_ = base::KeyPair::generate(random_);
    base::DocumentId document_;
};

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

class Numbers : public People {
  protected:
    void SetUp() override {
        People::SetUp();
        policy({"truong-a", model::Step::numbering, false, false, {}});
        year_ = text::day_of(kNow).year;
    }
    [[nodiscard]] std::vector<std::uint32_t> reserve(const Pc& pc, std::uint32_t wanted) {
        const auto answer = server_->numbers(pc.device, {static_cast<std::uint32_t>(year_), wanted});
        EXPECT_TRUE(answer);
        return answer ? answer->numbers : std::vector<std::uint32_t>{};
    }
    [[nodiscard]] Code give(std::uint32_t number, std::uint32_t expects = 1) {
        const Decision decision = own(Action::assign_number, DocumentState::numbered, expects);
        change::Transition transition = transition_of(*desk_, document_, decision);
        transition.number = number;
        transition.numbered_on = text::day_of(kNow);
        return decided(decision, transition);
    }
    void sign_another() {
        document_ = new_document();
        ASSERT_EQ(decided(own(Action::approve, DocumentState::signed_, 0)), kFine);
    }
    int year_ = 0;
};

TEST_F(Numbers, AreReservedOnceEachAndTheSameAgainWhenTheAnswerWasLost) {
    const Pc second = enrol("truong-a", {Role::clerk});
    const Pc elsewhere = enrol("truong-b", {Role::clerk});

    EXPECT_EQ(reserve(*desk_, 2), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(reserve(second, 1), (std::vector<std::uint32_t>{3}));
    EXPECT_EQ(reserve(*desk_, 2), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(reserve(*desk_, 3), (std::vector<std::uint32_t>{1, 2, 4}));
    EXPECT_EQ(reserve(elsewhere, 1), (std::vector<std::uint32_t>{1})) << "another office counts for itself";
    EXPECT_EQ(reserve(*desk_, 1'000'000).size(), 50u);
}

TEST_F(Numbers, AreGivenByThePcTheyAreReservedForAndOnlyOnce) {
    const Pc second = enrol("truong-a", {Role::clerk});
    ASSERT_EQ(reserve(*desk_, 1), (std::vector<std::uint32_t>{1}));
    ASSERT_EQ(reserve(second, 1), (std::vector<std::uint32_t>{2}));
    sign_another();

    EXPECT_EQ(give(0), Code::bad_bytes);
    EXPECT_EQ(give(2), Code::number_taken) << "the other PC's";
    EXPECT_EQ(give(3), Code::number_taken) << "reserved for nobody";
    EXPECT_EQ(give(1), kFine);
    sign_another();
    EXPECT_EQ(give(1), Code::number_taken);
    EXPECT_EQ(reserve(*desk_, 1), (std::vector<std::uint32_t>{3}));
    EXPECT_EQ(give(3), kFine);
}

TEST_F(Numbers, ComeFromTheDeskAlone) {
    const Pc second = enrol("truong-a", {Role::clerk});
    policy({"truong-a", model::Step::numbering, false, false, second.device.id});

    EXPECT_EQ(server_->numbers(desk_->device, {static_cast<std::uint32_t>(year_), 1}).error().code, Code::not_the_desk);
    EXPECT_EQ(reserve(second, 1), (std::vector<std::uint32_t>{1}));
    const Pc editor = enrol("truong-b", {Role::editor});
    EXPECT_EQ(server_->numbers(editor.device, {static_cast<std::uint32_t>(year_), 1}).error().code, Code::not_allowed);
    EXPECT_EQ(server_->numbers(second.device, {1999, 1}).error().code, Code::bad_value);
}

TEST_F(Numbers, StandBetweenSigningAndIssuing) {
    ASSERT_EQ(reserve(*desk_, 1).size(), 1u);
    EXPECT_EQ(give(1, 0), Code::state_conflict) << "not signed yet";
    ASSERT_EQ(decided(own(Action::approve, DocumentState::signed_, 0)), kFine);
    EXPECT_EQ(decided(own(Action::issue, DocumentState::issued, 1)), Code::state_conflict);
    EXPECT_EQ(give(1), kFine);
    const Decision issue = own(Action::issue, DocumentState::issued, 2);
    EXPECT_EQ(decided(issue), Code::bad_bytes) << "without the number it was given";
    change::Transition numbered = transition_of(*desk_, document_, issue);
    numbered.number = 1;
    numbered.numbered_on = text::day_of(kNow);
    EXPECT_EQ(decided(issue, numbered), kFine);
}

} // namespace

} // namespace dongthac::tests
