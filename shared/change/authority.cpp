#include "shared/change/authority.hpp"

#include <algorithm>
#include <set>

namespace dongthac::change {

namespace {

constexpr std::size_t kLongestFileName = 200;

using model::Action;

std::vector<std::pair<std::string, std::string>> about(Action action, const model::OrgId& org) {
    return {{"action", std::string(model::name_of(action))}, {"org", org}};
}

std::unexpected<base::Error> no_superior(const model::OrgId& owner, const text::Date& day) {
    return base::fail(base::Code::no_superior, {{"org", owner}, {"date", text::to_short_form(day)}});
}

/// Only such an office's in-feed may be written by `org` (model::may_append).
bool is_directly_below(const model::Directory& directory, const model::OrgId& org, const model::OrgId& child,
                       const text::Date& day) {
    return std::ranges::any_of(directory.relations(), [&](const model::OrgRelation& relation) {
        return relation.child == child && relation.parent == org && relation.kind != "cluster" &&
               relation.valid.contains(day);
    });
}

base::Result<void> check_side(const model::Directory& directory, const Actor& actor, Action action,
                              const model::OrgId& owner, const text::Date& day,
                              const std::optional<text::Date>& submitted) {
    if (model::side_of(action) == model::Side::owner) {
        if (owner != actor.org) return base::fail(base::Code::not_allowed, about(action, owner));
        if (action == Action::submit && !directory.superior_of(owner, day)) return no_superior(owner, day);
        return {};
    }
    const auto answers = [&](const text::Date& on) { return is_directly_below(directory, actor.org, owner, on); };
    if (answers(day) || (submitted && answers(*submitted))) return {};
    return base::fail(base::Code::not_allowed, about(action, owner));
}

base::Result<std::vector<model::Feed>> up_from(const model::Directory& directory, const model::OrgId& owner,
                                               const text::Date& day) {
    const auto superior = directory.superior_of(owner, day);
    if (!superior) return no_superior(owner, day);
    return std::vector{model::own_feed(owner), model::in_feed(*superior)};
}

base::Result<std::vector<model::Feed>> down_from(const model::Directory& directory, const model::OrgId& org,
                                                 const text::Date& day, const Route& route) {
    std::vector<model::Feed> feeds = {model::own_feed(org)};
    if (route.to.empty()) {
        feeds.push_back(model::pub_feed(org));
        return feeds;
    }
    std::set<model::OrgId> to(route.to.begin(), route.to.end());
    for (const model::OrgId& addressee : to) {
        if (to.size() > kMostAddressees || !is_directly_below(directory, org, addressee, day))
            return base::fail(base::Code::bad_value,
                              {{"field", "addressees"}, {"value", addressee}, {"expected", "1 – 3"}});
        feeds.push_back(model::in_feed(addressee));
    }
    return feeds;
}

} // namespace

Actor actor_of(const model::Directory& directory, const model::Device& device, const std::optional<PersonSeal>& seal) {
    Actor actor{device.org, device.roles, device.id};
    if (!seal) return actor;
    if (const auto owner = directory.owner_of(seal->key)) {
        actor.person = owner->first;
        actor.key = owner->second;
    }
    return actor;
}

bool needs_person(const model::Directory& directory, const model::OrgId& org, Action action, model::DocumentState from,
                  const text::Date& day) {
    const model::OfficePolicy& policy = directory.policy_of(org);
    const bool is_compared = action == Action::begin_review && (policy.other_signer || policy.other_checker);
    if (!model::is_personal(action) && !is_compared) return false;
    return std::ranges::any_of(directory.persons(), [&](const auto& entry) {
        const model::Person& person = entry.second;
        return person.org == org && person.valid.contains(day) && model::role_may(person.roles, action, from);
    });
}

base::Result<void> may_decide(const model::Directory& directory, const Actor& actor, Action action,
                              model::DocumentState from, const model::OrgId& owner, const text::Date& day,
                              const std::optional<text::Date>& submitted) {
    const model::Person* person = actor.person;
    const bool by_person = person != nullptr && person->org == actor.org && person->valid.contains(day) &&
                           actor.key->device == actor.device && model::role_may(person->roles, action, from);
    const bool needed = needs_person(directory, actor.org, action, from, day);
    if (needed && person == nullptr) return base::fail(base::Code::needs_person, about(action, actor.org));
    const bool by_device = !needed && model::role_may(actor.roles, action, from);
    if (!by_person && !by_device) return base::fail(base::Code::not_allowed, about(action, actor.org));
    const base::DeviceId& desk = directory.policy_of(owner).desk;
    if (action == Action::assign_number && !desk.empty() && desk != actor.device)
        return base::fail(base::Code::not_the_desk, {{"org", owner}});
    return check_side(directory, actor, action, owner, day, submitted);
}

base::Result<std::vector<model::Feed>> feeds_for(const model::Directory& directory, Action action,
                                                 const model::OrgId& org, const model::OrgId& owner,
                                                 const text::Date& day, const Route& route) {
    using enum model::Action;
    const model::Feed own = model::own_feed(org);
    switch (action) {
    case submit: return up_from(directory, owner, day);
    case recall:
        if (route.flow == model::Flow::reported) return up_from(directory, owner, day);
        return down_from(directory, org, day, route);
    case issue:
    case correct:
    case supersede: return down_from(directory, org, day, route);
    case receive:
    case return_:
    case accept: return std::vector{own, model::in_feed(owner)};
    case approve:
    case begin_review:
    case pass:
    case send_back:
    case assign_number:
    case archive: return std::vector{own};
    }
    return std::vector{own};
}

base::Result<void> check_signatures(const Transition& transition) {
    const std::vector<SignatureFile>& files = transition.signatures;
    if (files.empty()) return {};
    std::size_t bytes = 0;
    for (const SignatureFile& file : files) {
        const bool plain = !file.name.empty() && file.name.size() <= kLongestFileName && !file.bytes.empty() &&
                           file.name.find_first_of("/\\:") == std::string::npos && file.name.front() != '.' &&
                           std::ranges::none_of(file.name, [](unsigned char c) { return c < ' ' || c == 0x7F; });
        if (!plain)
            return base::fail(base::Code::bad_value,
                              {{"field", "--signature"}, {"value", file.name}, {"expected", "ke-hoach.pdf.p7s"}});
        bytes += file.bytes.size();
    }
    if (files.size() > kMostSignatures || bytes > kMostSignatureBytes)
        return base::fail(base::Code::too_large, {{"path", files.front().name}, {"limit_mb", "1"}});
    if (transition.revision == base::Hash{})
        return base::fail(base::Code::bad_value,
                          {{"field", "--signature"}, {"value", files.front().name}, {"expected", "approve | issue"}});
    return {};
}

base::Result<void> check_separation(const model::OfficePolicy& policy, const base::PersonId& drafter,
                                    const Actor& actor, Action action) {
    const bool signs = action == Action::approve && policy.other_signer;
    const bool checks = action == Action::pass && policy.other_checker;
    if ((!signs && !checks) || drafter.empty() || actor.person == nullptr || actor.person->id != drafter) return {};
    return base::fail(base::Code::same_person,
                      {{"action", std::string(model::name_of(action))}, {"name", actor.person->name}});
}

} // namespace dongthac::change
