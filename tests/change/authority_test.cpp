#include <gtest/gtest.h>

#include "shared/change/authority.hpp"

namespace dongthac::change {

namespace {

using model::Action;
using model::DocumentState;
using model::Role;

const text::Date kDay{2026, 3, 2};

/// A ward above a school with one PC; nobody named yet.
class Authority : public ::testing::Test {
  protected:
    void SetUp() override {
        for (const char* id : {"phuong", "truong", "khac"})
            directory.put(model::Organisation{id, id, "school", "", "", "", "", {}});
        directory.put(model::OrgRelation{"truong", "phuong", "administrative", {}, ""});
        device.id = base::DeviceId{{1}};
        device.org = "truong";
        device.roles = {Role::editor, Role::signer};
        directory.put(device);
    }
    /// A person of the school who signs with key `rank` at the PC.
    PersonSeal name(std::uint8_t rank, std::set<Role> roles, model::Validity valid = {}) {
        PersonSeal seal;
        seal.key[0] = rank;
        directory.put(model::Person{base::PersonId{{rank}},
                                    "truong",
                                    "Người " + std::to_string(rank),
                                    "",
                                    roles,
                                    valid,
                                    {{seal.key, device.id, {}}}});
        return seal;
    }
    [[nodiscard]] base::Code why(Action action, const std::optional<PersonSeal>& seal = {},
                                 const model::OrgId& owner = "truong",
                                 DocumentState from = DocumentState::draft) const {
        const auto answer = may_decide(directory, actor_of(directory, device, seal), action, from, owner, kDay);
        return answer ? base::Code::cancelled : answer.error().code; // cancelled: nothing is wrong
    }
    static constexpr base::Code kFine = base::Code::cancelled;

    model::Directory directory;
    model::Device device;
};

TEST_F(Authority, ThePcsRolesDoUntilTheOfficeNamesSomebody) {
    EXPECT_EQ(why(Action::approve), kFine);
    name(9, {Role::editor});
    EXPECT_EQ(why(Action::approve), kFine) << "an editor is nobody who signs";

    const PersonSeal head = name(1, {Role::signer});

    EXPECT_EQ(why(Action::approve), base::Code::needs_person);
    EXPECT_EQ(why(Action::approve, head), kFine);
    EXPECT_EQ(why(Action::submit), kFine) << "a clerk's work needs no name";
}

TEST_F(Authority, APersonActsWithItsOwnRolesInItsTimeAndPlace) {
    const PersonSeal head = name(1, {Role::signer});
    const PersonSeal editor = name(2, {Role::editor});
    const PersonSeal gone = name(3, {Role::signer}, {{}, text::Date{2026, 3, 1}});
    PersonSeal stranger;
    stranger.key[0] = 77;

    EXPECT_EQ(why(Action::approve, editor), base::Code::not_allowed);
    EXPECT_EQ(why(Action::approve, gone), base::Code::not_allowed);
    EXPECT_EQ(why(Action::approve, stranger), base::Code::needs_person) << "a key nobody registered names nobody";
    model::Person elsewhere = *directory.find(base::PersonId{{1}});
    elsewhere.keys.front().device = base::DeviceId{{2}};
    directory.put(elsewhere);
    EXPECT_EQ(why(Action::approve, head), base::Code::not_allowed) << "the key is another PC's";
}

TEST_F(Authority, OfAnotherOfficeCountsNothing) {
    PersonSeal seal;
    seal.key[0] = 5;
    directory.put(
        model::Person{base::PersonId{{5}}, "khac", "Người khác", "", {Role::signer}, {}, {{seal.key, device.id, {}}}});

    EXPECT_EQ(why(Action::approve), kFine) << "that somebody signs elsewhere asks nothing here";
    device.roles = {Role::editor};
    EXPECT_EQ(why(Action::approve, seal), base::Code::not_allowed);
}

TEST_F(Authority, SidesAreKept) {
    EXPECT_EQ(why(Action::approve, {}, "phuong"), base::Code::not_allowed);
    EXPECT_EQ(why(Action::accept, {}, "truong", DocumentState::submitted), base::Code::not_allowed);
    device.org = "phuong";
    EXPECT_EQ(why(Action::accept, {}, "truong", DocumentState::submitted), kFine);
    EXPECT_EQ(why(Action::accept, {}, "khac", DocumentState::submitted), base::Code::not_allowed);
    EXPECT_EQ(why(Action::submit, {}, "phuong"), base::Code::no_superior);
}

TEST_F(Authority, NumbersComeFromTheDesk) {
    device.roles = {Role::clerk};
    EXPECT_EQ(why(Action::assign_number, {}, "truong", DocumentState::signed_), kFine);
    directory.put(model::OfficePolicy{"truong", {}, false, false, base::DeviceId{{9}}});
    EXPECT_EQ(why(Action::assign_number, {}, "truong", DocumentState::signed_), base::Code::not_the_desk);
    directory.put(model::OfficePolicy{"truong", {}, false, false, device.id});
    EXPECT_EQ(why(Action::assign_number, {}, "truong", DocumentState::signed_), kFine);
}

TEST_F(Authority, TwoPeopleWhereTheOfficeWantsTwo) {
    const PersonSeal head = name(1, {Role::signer});
    const Actor actor = actor_of(directory, device, head);
    model::OfficePolicy policy;
    EXPECT_TRUE(check_separation(policy, base::PersonId{{1}}, actor, Action::approve));

    policy.other_signer = true;

    const auto same = check_separation(policy, base::PersonId{{1}}, actor, Action::approve);
    ASSERT_FALSE(same);
    EXPECT_EQ(same.error().code, base::Code::same_person);
    EXPECT_EQ(same.error().arg("name"), "Người 1");
    EXPECT_TRUE(check_separation(policy, base::PersonId{{2}}, actor, Action::approve));
    EXPECT_TRUE(check_separation(policy, {}, actor, Action::approve)) << "nobody is known to have drafted it";
    EXPECT_TRUE(check_separation(policy, base::PersonId{{1}}, actor, Action::pass)) << "that is the other choice";
    policy.other_checker = true;
    EXPECT_FALSE(check_separation(policy, base::PersonId{{1}}, actor, Action::pass));
}

} // namespace

} // namespace dongthac::change
