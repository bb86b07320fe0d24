#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/organisation.hpp"

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

enum class Access { read, append };

/// The one answer to "may P read / append F on that day", used by push, pull and snapshot alike (DESIGN §6).
/// own: members. in: its members read; those directly above or below append. pub: its office appends; it and everyone
/// below read. dir: everybody enrolled reads, only the server writes. grant: nobody until grants exist.
[[nodiscard]] bool may(const Directory& directory, const Principal& who, Access access, const Feed& feed,
                       const text::Date& day);

/// Every feed `who` may read that day, directory first, then own, in, pub nearest first. At most a handful.
[[nodiscard]] std::vector<Feed> readable_feeds(const Directory& directory, const Principal& who, const text::Date& day);

} // namespace dongthac::model
