#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "shared/store/feed_store.hpp"

namespace dongthac::server {

/// Something that is not as it was written. The sentence is `verify.<name>` in assets/lang.
struct Problem {
    std::string name;
    std::vector<std::pair<std::string, std::string>> args;
};

struct Verification {
    std::uint64_t changes = 0;
    std::uint64_t segments = 0;
    std::vector<Problem> problems; ///< empty when all is well
};

/// Proves the store from its bytes: SQLite's structure; every segment's signature, place in its replica's chain,
/// columns and contents; seqs without gaps; heads, tips, document index; the decision table equal to what the
/// transitions make; the audit chain. Reads only; works beside a running server. Error only when reading itself fails.
[[nodiscard]] base::Result<Verification> verify(store::FeedStore& store);

} // namespace dongthac::server
