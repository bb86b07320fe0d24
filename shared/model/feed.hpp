#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/directory.hpp"

namespace dongthac::model {

/// The only thing that is synced (DESIGN §6).
enum class FeedKind { own, in, pub, dir, grant };

/// "own/tay-mo", "in/tay-mo", "pub/tay-mo", "dir/ROOT". Ordered with `dir` first, so keys arrive before what they
/// signed.
struct Feed {
    FeedKind kind = FeedKind::own;
    std::string name; ///< organisation, "ROOT" or a grant's id
    friend bool operator==(const Feed&, const Feed&) = default;
};

[[nodiscard]] Feed own_feed(const OrgId& org);
[[nodiscard]] Feed in_feed(const OrgId& org);
[[nodiscard]] Feed pub_feed(const OrgId& org);
[[nodiscard]] Feed directory_feed();
[[nodiscard]] std::string to_text(const Feed& feed);
/// Error bad_value for anything that is not one of the forms above or is longer than 120 bytes.
[[nodiscard]] base::Result<Feed> parse_feed(std::string_view text);

/// Who asks: an enrolled PC with its office and roles.
struct Principal {
    OrgId org;
    std::set<Role> roles;
};

/// May `who` write into `feed` on the day `today`: the one answer for push, decide and bundles (DESIGN §6). own:
/// members. in: those directly above or below. pub: its office, with a role beyond editor. dir: the server alone. A
/// closed office writes nothing.
[[nodiscard]] bool may_append(const Directory& directory, const Principal& who, const Feed& feed,
                              const text::Date& today);

/// May `who`, asking on `today`, read what entered `feed` on the day `entered`: the one answer for pull, snapshot,
/// state, history and bundles. own, in: members, of a closed office too. pub: its office, and whoever was below it on
/// that day, whatever has become of the tie since. dir: everybody enrolled. And whoever holds a grant for the feed.
[[nodiscard]] bool may_read(const Directory& directory, const Principal& who, const Feed& feed,
                            const text::Date& entered, const text::Date& today);

/// A feed and the days whose entries may be read, in order and apart; none: every day.
struct ReadableFeed {
    Feed feed;
    std::vector<Validity> days;
    [[nodiscard]] std::string name() const { return to_text(feed); }
    [[nodiscard]] bool contains(const text::Date& entered) const;
    /// The last day from which on nothing new will be readable; nothing while it is still being read.
    [[nodiscard]] std::optional<text::Date> ends_before(const text::Date& today) const;
    friend bool operator==(const ReadableFeed&, const ReadableFeed&) = default;
};

/// What `who` may read of `feed` on `today`; nothing when nothing.
[[nodiscard]] std::optional<ReadableFeed> readable(const Directory& directory, const Principal& who, const Feed& feed,
                                                   const text::Date& today);

/// Every feed of which `who` may read anything on `today`: directory first, then own, in, pub, then pub of the offices
/// above, nearest first, then what was granted. At most a handful. may_read() is true exactly of what they contain.
[[nodiscard]] std::vector<ReadableFeed> readable_feeds(const Directory& directory, const Principal& who,
                                                       const text::Date& today);

} // namespace dongthac::model
