#include <gtest/gtest.h>

#include "shared/change/authority.hpp"
#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"

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

TEST_F(Authority, OnlyWhoeverAPaperWasSentToAnswersIt) {
    directory.put(model::Organisation{"so", "so", "department", "", "", "", "", {}});
    directory.put(model::OrgRelation{"phuong", "so", "administrative", {}, ""});
    directory.put(model::OrgRelation{"truong", "khac", "cluster", {}, ""});
    device.roles.insert(Role::officer);
    for (const auto& [org, answer] :
         {std::pair{"phuong", kFine}, {"so", base::Code::not_allowed}, {"khac", base::Code::not_allowed}}) {
        device.org = org;
        EXPECT_EQ(why(Action::accept, {}, "truong", DocumentState::received), answer) << org;
        if (answer == kFine) continue;
        // Whoever stands further up could not write into the school's feed anyway.
        EXPECT_FALSE(model::may_append(directory, {org, device.roles}, model::in_feed("truong"), kDay)) << org;
    }
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

/// A department above a ward above four schools, and a school of another ward.
class Feeds : public ::testing::Test {
  protected:
    void SetUp() override {
        for (const char* id : {"so", "phuong", "phuong-2", "a", "b", "c", "d", "khac"})
            directory.put(model::Organisation{id, id, "school", "", "", "", "", {}});
        for (const char* id : {"a", "b", "c", "d"})
            directory.put(model::OrgRelation{id, "phuong", "administrative", {}, ""});
        directory.put(model::OrgRelation{"khac", "phuong-2", "administrative", {}, ""});
        for (const char* id : {"phuong", "phuong-2"})
            directory.put(model::OrgRelation{id, "so", "administrative", {}, ""});
    }

    /// The feeds in order, or the error's name.
    [[nodiscard]] std::vector<std::string> feeds(Action action, const model::OrgId& org, const model::OrgId& owner,
                                                 const Route& route) const {
        const auto found = feeds_for(directory, action, org, owner, kDay, route);
        if (!found) return {std::string(base::name_of(found.error().code)), std::string(found.error().arg("field"))};
        std::vector<std::string> names;
        for (const model::Feed& feed : *found) names.push_back(model::to_text(feed));
        return names;
    }
    [[nodiscard]] std::vector<std::string> from_ward(Action action, std::vector<model::OrgId> to) const {
        return feeds(action, "phuong", "phuong", {Flow::announced, std::move(to)});
    }

    using Flow = model::Flow;
    using Names = std::vector<std::string>;
    static constexpr Flow kFlows[] = {Flow::administrative, Flow::reported, Flow::announced, Flow::kept};
    model::Directory directory;
};

TEST_F(Feeds, ARecallGoesWhereTheRecordWent) {
    EXPECT_EQ(feeds(Action::submit, "a", "a", {Flow::reported, {}}), (Names{"own/a", "in/phuong"}));
    EXPECT_EQ(feeds(Action::recall, "a", "a", {Flow::reported, {}}), (Names{"own/a", "in/phuong"}));
    EXPECT_EQ(feeds(Action::recall, "a", "a", {Flow::administrative, {}}), (Names{"own/a", "pub/a"}));
    EXPECT_EQ(from_ward(Action::recall, {}), (Names{"own/phuong", "pub/phuong"}));
    EXPECT_EQ(from_ward(Action::recall, {"a"}), (Names{"own/phuong", "in/a"}));
    EXPECT_EQ(feeds(Action::recall, "so", "so", {Flow::reported, {}}), (Names{"no_superior", ""}));
}

TEST_F(Feeds, AnAddressedAnnouncementGoesToItsAddresseesAndNeverOut) {
    EXPECT_EQ(from_ward(Action::issue, {}), (Names{"own/phuong", "pub/phuong"}));
    EXPECT_EQ(from_ward(Action::issue, {"a"}), (Names{"own/phuong", "in/a"}));
    EXPECT_EQ(from_ward(Action::issue, {"c", "a", "b"}), (Names{"own/phuong", "in/a", "in/b", "in/c"}));
    EXPECT_EQ(feeds(Action::issue, "so", "so", {Flow::announced, {"phuong-2", "phuong"}}),
              (Names{"own/so", "in/phuong", "in/phuong-2"}));
    directory.put(model::OrgRelation{"khac", "so", "professional", {}, ""});
    EXPECT_EQ(feeds(Action::issue, "so", "so", {Flow::announced, {"khac"}}), (Names{"own/so", "in/khac"}))
        << "any tie between two offices will do";
}

TEST_F(Feeds, AnAddresseeIsNamedOnceHoweverOften) {
    EXPECT_EQ(from_ward(Action::issue, {"a", "b", "a", "c", "c", "a"}), (Names{"own/phuong", "in/a", "in/b", "in/c"}));
}

TEST_F(Feeds, WhatConcernsMoreThanAFewOrOthersIsRefused) {
    const Names refused = {"bad_value", "addressees"};
    EXPECT_EQ(kMostAddressees, 3u);
    EXPECT_EQ(from_ward(Action::issue, {"a", "b", "c", "d"}), refused);
    for (const char* org : {"khac", "phuong-2", "so", "phuong", "la", ""}) {
        EXPECT_EQ(from_ward(Action::issue, {org}), refused) << org;
        EXPECT_EQ(from_ward(Action::issue, {"a", org}), refused) << org;
        EXPECT_EQ(from_ward(Action::recall, {org}), refused) << org;
    }
    EXPECT_EQ(feeds(Action::issue, "so", "so", {Flow::announced, {"a"}}), refused) << "that is the ward's business";
    directory.put(model::OrgRelation{"khac", "phuong", "cluster", {}, ""});
    EXPECT_EQ(from_ward(Action::issue, {"khac"}), refused) << "a cluster is nobody's superior";
    directory.put(model::OrgRelation{"d", "phuong", "administrative", {{}, text::Date{2026, 2, 1}}, ""});
    EXPECT_EQ(from_ward(Action::issue, {"d"}), refused) << "it stands elsewhere by now";
}

TEST_F(Feeds, AllOtherStepsGoTheSameWayWhateverTheFlow) {
    for (const Flow flow : kFlows) {
        const Route route{flow, {}};
        for (const Action action : {Action::receive, Action::return_, Action::accept})
            EXPECT_EQ(feeds(action, "phuong", "a", route), (Names{"own/phuong", "in/a"})) << model::name_of(action);
        for (const Action action : {Action::approve, Action::begin_review, Action::pass, Action::send_back,
                                    Action::assign_number, Action::archive})
            EXPECT_EQ(feeds(action, "a", "a", route), Names{"own/a"}) << model::name_of(action);
        for (const Action action : {Action::issue, Action::correct, Action::supersede})
            EXPECT_EQ(feeds(action, "a", "a", route), (Names{"own/a", "pub/a"})) << model::name_of(action);
    }
}

/// The root of a revision that says `addressees`.
Snapshot revision_of(std::string_view kind, model::Value addressees) {
    Snapshot snapshot{base::DocumentId{{1}}, model::record_type(kind)->id, "phuong", {}, {}};
    snapshot.nodes.push_back({base::root_node(snapshot.document), {}, {}});
    snapshot.nodes.front().fields.emplace(model::field::kAddressees, std::move(addressees));
    return snapshot;
}

TEST(RouteOf, IsAsTheKindDeclaresAndTheRevisionSays) {
    const std::vector<std::string> to = {"a", "b"};
    EXPECT_EQ(route_of(revision_of("waiver", to)), (Route{model::Flow::announced, to}));
    EXPECT_EQ(route_of(revision_of("schedule", std::vector<std::string>{})), (Route{model::Flow::announced, {}}));
    EXPECT_EQ(route_of(revision_of("waiver", {})), (Route{model::Flow::announced, {}}));
    EXPECT_EQ(route_of(revision_of("article", to)), (Route{model::Flow::reported, {}})) << "it only goes up";
    EXPECT_EQ(route_of(revision_of("plan", to)), (Route{model::Flow::administrative, {}}));
    EXPECT_EQ(route_of(revision_of("crisis_procedure", to)), (Route{model::Flow::kept, {}}));
    Snapshot newer = revision_of("waiver", to);
    newer.record = 60'000;
    EXPECT_EQ(route_of(newer), (Route{model::Flow::administrative, {}})) << "the strictest";
    Snapshot empty = revision_of("waiver", to);
    empty.nodes.clear();
    EXPECT_EQ(route_of(empty), (Route{model::Flow::announced, {}}));
    Snapshot below = revision_of("waiver", {});
    below.nodes.push_back({base::NodeId{{9}}, {{model::field::kAddressees, to}}, {}});
    EXPECT_EQ(route_of(below), (Route{model::Flow::announced, {}})) << "only the document is addressed";
}

TEST(RouteOf, AnAddresseeThatIsNoListIsStillNoPermissionToTellEverybody) {
    EXPECT_EQ(route_of(revision_of("waiver", std::string("a"))).to, std::vector<model::OrgId>{"a"});
    EXPECT_EQ(route_of(revision_of("waiver", std::int64_t{7})).to, std::vector<model::OrgId>{"7"});
}

} // namespace

} // namespace dongthac::change
