#include "tests/support/rights_world.hpp"

#include <algorithm>
#include <string>

#include "tests/support/property.hpp"

namespace dongthac::tests {

namespace {

using model::Feed;
using model::FeedKind;
using model::OrgId;

bool covers(const model::Validity& valid, const text::Date& day) {
    const auto number = text::to_days(day);
    return (!valid.from || text::to_days(*valid.from) <= number) && (!valid.to || number <= text::to_days(*valid.to));
}

text::Date day_after(const text::Date& day, std::int64_t days) { return text::from_days(text::to_days(day) + days); }

} // namespace

RightsWorld::RightsWorld(std::uint64_t seed) : random(seed) {
    const std::size_t count = 3 + random.below(10);
    for (std::size_t i = 0; i < count; ++i)
        orgs.push_back({"o" + std::to_string(i), "Đơn vị", "school", "", "", "", "", period()});
    add_ties();
    add_grants();
    add_successions();
    for (const model::Organisation& org : orgs) directory.put(org);
    for (const model::OrgRelation& tie : ties) directory.put(tie);
    for (const model::OrgSuccession& succession : successions) directory.put(succession);
    for (const model::Grant& grant : grants) directory.put(grant);
}

void RightsWorld::add_ties() {
    static const std::vector<std::string> kKinds = {"administrative", "administrative", "professional", "cluster"};
    for (std::size_t i = 0; i < orgs.size() * 2; ++i) {
        model::OrgRelation tie{any_of(random, orgs).id, any_of(random, orgs).id, any_of(random, kKinds), period(), ""};
        const bool repeated = std::ranges::any_of(ties, [&](const model::OrgRelation& other) {
            return other.child == tie.child && other.parent == tie.parent && other.kind == tie.kind &&
                   other.valid.from == tie.valid.from;
        });
        if (!repeated) ties.push_back(tie);
    }
}

void RightsWorld::add_grants() {
    const std::uint64_t count = random.below(4);
    for (std::uint64_t i = 0; i < count; ++i) {
        model::Grant grant{"g" + std::to_string(i), any_of(random, orgs).id, {}, period(), "QĐ 1"};
        for (int feeds = 0; feeds < 3; ++feeds) grant.feeds.push_back(to_text(feed()));
        grants.push_back(grant);
    }
}

/// An office closes and another takes its work over, sometimes with a grant for its papers.
void RightsWorld::add_successions() {
    const std::uint64_t count = random.below(3);
    for (std::uint64_t i = 0; i < count; ++i) {
        model::Organisation& from = orgs[random.below(orgs.size())];
        const OrgId to = any_of(random, orgs).id;
        const text::Date first = day();
        successions.push_back({from.id, to, model::SuccessionKind::merge, first, "QĐ 2"});
        from.valid.to = day_after(first, -1);
        if (!chance(random, 60)) continue;
        std::vector<std::string> feeds{"own/" + from.id, "in/" + from.id, "pub/" + from.id};
        grants.push_back({"s" + std::to_string(i), to, std::move(feeds), {first, {}}, "QĐ 2"});
        if (chance(random, 50)) grants.back().valid.to = day_after(first, static_cast<std::int64_t>(random.below(200)));
    }
}

model::Validity RightsWorld::period() {
    model::Validity valid;
    if (chance(random, 30)) valid.from = day();
    if (chance(random, 20)) valid.to = day();
    return valid;
}

text::Date RightsWorld::day() { return day_after({2025, 1, 1}, static_cast<std::int64_t>(random.below(730))); }

model::Principal RightsWorld::principal() {
    using model::Role;
    model::Principal who{chance(random, 95) ? any_of(random, orgs).id : "stranger", {}};
    for (const Role role : {Role::editor, Role::clerk, Role::signer, Role::officer, Role::admin})
        if (chance(random, 30)) who.roles.insert(role);
    return who;
}

Feed RightsWorld::feed() {
    const OrgId org = any_of(random, orgs).id;
    switch (random.below(5)) {
    case 0: return model::own_feed(org);
    case 1: return model::in_feed(org);
    case 2: return model::pub_feed(org);
    case 3: return model::directory_feed();
    default: return {FeedKind::grant, org};
    }
}

bool RightsWorld::exists(const OrgId& org, const text::Date& day) const {
    return std::ranges::any_of(orgs, [&](const model::Organisation& o) { return o.id == org && covers(o.valid, day); });
}

bool RightsWorld::tied(const OrgId& child, const OrgId& parent, const text::Date& day) const {
    return std::ranges::any_of(ties, [&](const model::OrgRelation& tie) {
        return tie.child == child && tie.parent == parent && tie.kind != "cluster" && covers(tie.valid, day);
    });
}

const std::set<OrgId>& RightsWorld::reached(const OrgId& org, const text::Date& day) const {
    auto [place, is_new] = reached_.try_emplace({org, text::to_days(day)});
    std::set<OrgId>& found = place->second;
    if (!is_new) return found;
    found.insert(org);
    for (std::size_t before = 0; before != found.size();) {
        before = found.size();
        for (const model::OrgRelation& tie : ties)
            if (tie.kind != "cluster" && covers(tie.valid, day) && found.contains(tie.child)) found.insert(tie.parent);
    }
    return found;
}

bool RightsWorld::below(const OrgId& org, const OrgId& above, const text::Date& day) const {
    return org != above && reached(org, day).contains(above);
}

bool RightsWorld::granted(const OrgId& org, const Feed& feed, const text::Date& today) const {
    return std::ranges::any_of(grants, [&](const model::Grant& grant) {
        return grant.to == org && covers(grant.valid, today) &&
               std::ranges::find(grant.feeds, to_text(feed)) != grant.feeds.end();
    });
}

bool RightsWorld::reads(const model::Principal& who, const Feed& feed, const text::Date& entered,
                        const text::Date& today) const {
    const bool known = std::ranges::find(orgs, who.org, &model::Organisation::id) != orgs.end();
    if (!known || who.roles.empty()) return false;
    if (feed.kind == FeedKind::dir || granted(who.org, feed, today)) return true;
    if (feed.kind == FeedKind::grant) return false;
    return feed.name == who.org || (feed.kind == FeedKind::pub && below(who.org, feed.name, entered));
}

bool RightsWorld::reads_any(const model::Principal& who, const Feed& feed, const text::Date& since,
                            const text::Date& today) const {
    if (reads(who, feed, since, today) || reads(who, feed, today, today)) return true;
    // Ways up change only where a tie begins or has ended.
    const auto on = [&](const text::Date& day) { return since <= day && day <= today && reads(who, feed, day, today); };
    return std::ranges::any_of(ties, [&](const model::OrgRelation& tie) {
        return (tie.valid.from && on(*tie.valid.from)) || (tie.valid.to && on(day_after(*tie.valid.to, 1)));
    });
}

bool RightsWorld::appends(const model::Principal& who, const Feed& feed, const text::Date& today) const {
    if (!exists(who.org, today) || who.roles.empty()) return false;
    const bool mine = feed.name == who.org;
    if (feed.kind == FeedKind::own) return mine;
    if (feed.kind == FeedKind::in) return !mine && (tied(who.org, feed.name, today) || tied(feed.name, who.org, today));
    const bool issues = std::ranges::any_of(who.roles, [](model::Role role) { return role != model::Role::editor; });
    return feed.kind == FeedKind::pub && mine && issues;
}

} // namespace dongthac::tests
