#include "shared/model/feed.hpp"

#include <algorithm>
#include <array>

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 5> kKindNames = {"own", "in", "pub", "dir", "grant"};
constexpr std::size_t kLongestFeed = 120;

bool is_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

bool is_adjacent(const Directory& directory, const OrgId& a, const OrgId& b, const text::Date& day) {
    return std::ranges::any_of(directory.relations(), [&](const OrgRelation& relation) {
        const bool joins =
            (relation.child == a && relation.parent == b) || (relation.child == b && relation.parent == a);
        return joins && relation.kind != "cluster" && relation.valid.contains(day);
    });
}

bool may_issue(const Principal& who) {
    return std::ranges::any_of(who.roles, [](Role role) { return role != Role::editor; });
}

bool may_read(const Directory& directory, const Principal& who, const Feed& feed, const text::Date& day) {
    switch (feed.kind) {
    case FeedKind::own:
    case FeedKind::in: return feed.name == who.org;
    case FeedKind::pub: {
        if (feed.name == who.org) return true;
        const std::vector<OrgId> above = directory.ancestors_of(who.org, day);
        return std::ranges::find(above, feed.name) != above.end();
    }
    case FeedKind::dir: return true;
    case FeedKind::grant: return false;
    }
    return false;
}

bool may_append(const Directory& directory, const Principal& who, const Feed& feed, const text::Date& day) {
    switch (feed.kind) {
    case FeedKind::own: return feed.name == who.org;
    case FeedKind::in: return feed.name != who.org && is_adjacent(directory, who.org, feed.name, day);
    case FeedKind::pub: return feed.name == who.org && may_issue(who);
    case FeedKind::dir:
    case FeedKind::grant: return false;
    }
    return false;
}

} // namespace

Feed own_feed(const OrgId& org) { return {FeedKind::own, org}; }

Feed in_feed(const OrgId& org) { return {FeedKind::in, org}; }

Feed pub_feed(const OrgId& org) { return {FeedKind::pub, org}; }

Feed directory_feed() { return {FeedKind::dir, "ROOT"}; }

std::string to_text(const Feed& feed) {
    return std::string(kKindNames.at(static_cast<std::size_t>(feed.kind))) + "/" + feed.name;
}

base::Result<Feed> parse_feed(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos && text.size() <= kLongestFeed && is_name(text.substr(slash + 1))) {
        const auto kind = std::ranges::find(kKindNames, text.substr(0, slash));
        if (kind != kKindNames.end())
            return Feed{static_cast<FeedKind>(kind - kKindNames.begin()), std::string(text.substr(slash + 1))};
    }
    return base::fail(
        base::Code::bad_value,
        {{"field", "feed"}, {"value", std::string(text.substr(0, kLongestFeed))}, {"expected", "own/ORG"}});
}

bool may(const Directory& directory, const Principal& who, Access access, const Feed& feed, const text::Date& day) {
    const Organisation* office = directory.find(who.org);
    if (office == nullptr || !office->valid.contains(day) || who.roles.empty()) return false;
    return access == Access::read ? may_read(directory, who, feed, day) : may_append(directory, who, feed, day);
}

std::vector<Feed> readable_feeds(const Directory& directory, const Principal& who, const text::Date& day) {
    std::vector<Feed> candidates{directory_feed(), own_feed(who.org), in_feed(who.org), pub_feed(who.org)};
    for (const OrgId& above : directory.ancestors_of(who.org, day)) candidates.push_back(pub_feed(above));
    std::erase_if(candidates, [&](const Feed& feed) { return !may(directory, who, Access::read, feed, day); });
    return candidates;
}

} // namespace dongthac::model
