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

bool may_append(const Directory& directory, const Principal& who, const Feed& feed, const text::Date& today) {
    const Organisation* office = directory.find(who.org);
    if (office == nullptr || !office->valid.contains(today) || who.roles.empty()) return false;
    switch (feed.kind) {
    case FeedKind::own: return feed.name == who.org;
    case FeedKind::in: return feed.name != who.org && is_adjacent(directory, who.org, feed.name, today);
    case FeedKind::pub: return feed.name == who.org && may_issue(who);
    case FeedKind::dir:
    case FeedKind::grant: return false;
    }
    return false;
}

bool may_read(const Directory& directory, const Principal& who, const Feed& feed, const text::Date& entered,
              const text::Date& today) {
    const std::optional<ReadableFeed> found = readable(directory, who, feed, today);
    return found && found->contains(entered);
}

std::optional<ReadableFeed> readable(const Directory& directory, const Principal& who, const Feed& feed,
                                     const text::Date& today) {
    std::vector<ReadableFeed> feeds = readable_feeds(directory, who, today);
    const auto found = std::ranges::find(feeds, feed, &ReadableFeed::feed);
    if (found == feeds.end()) return std::nullopt;
    return std::move(*found);
}

bool ReadableFeed::contains(const text::Date& entered) const {
    return days.empty() || std::ranges::any_of(days, [&](const Validity& window) { return window.contains(entered); });
}

std::optional<text::Date> ReadableFeed::ends_before(const text::Date& today) const {
    if (days.empty() || !days.back().to || today <= *days.back().to) return std::nullopt;
    return days.back().to;
}

std::vector<ReadableFeed> readable_feeds(const Directory& directory, const Principal& who, const text::Date& today) {
    if (directory.find(who.org) == nullptr || who.roles.empty()) return {};
    std::vector<ReadableFeed> feeds{
        {directory_feed(), {}}, {own_feed(who.org), {}}, {in_feed(who.org), {}}, {pub_feed(who.org), {}}};
    for (auto& [above, days] : directory.ancestors_until(who.org, today))
        feeds.push_back({pub_feed(above), std::move(days)});
    for (const auto& [id, grant] : directory.grants()) {
        if (grant.to != who.org || !grant.valid.contains(today)) continue;
        for (const std::string& name : grant.feeds) {
            const auto feed = parse_feed(name);
            if (!feed) continue;
            // What is readable in part already is readable whole.
            const auto known = std::ranges::find(feeds, *feed, &ReadableFeed::feed);
            if (known == feeds.end())
                feeds.push_back({*feed, {}});
            else
                known->days.clear();
        }
    }
    return feeds;
}

} // namespace dongthac::model
