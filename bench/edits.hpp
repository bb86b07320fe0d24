#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace dongthac::bench {

/// One edit of the workload every peer gets: a field of a record takes a value.
struct Edit {
    std::string record;
    std::string field;
    std::string value;
};

/// What edits leave behind: the last value of each field of each record.
using State = std::map<std::string, std::map<std::string, std::string>>;

/// The generator of the peers' programs (mulberry32), so that the same seed gives the same numbers there and here.
class PeerRandom {
  public:
    explicit PeerRandom(std::uint32_t seed) : state_(seed) {}
    /// In [0, 1).
    double next();
    /// In [0, bound).
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() * static_cast<double>(bound)); }

  private:
    std::uint32_t state_;
};

/// `words` words of the workload's vocabulary.
std::string phrase(PeerRandom& random, std::size_t words);

inline constexpr std::uint32_t kPeerSeed = 20261121;

/// The peers' `edits(n, records, seed, prefix)`.
std::vector<Edit> make_edits(std::size_t count, std::size_t records = 1000, std::uint32_t seed = kPeerSeed,
                             const std::string& prefix = "r");

/// Lines `record TAB field TAB value`, as the peers' edits.sh writes them. Throws std::runtime_error.
std::vector<Edit> read_edits(const std::filesystem::path& file);

State final_state(const std::vector<Edit>& edits);

/// SHA-256 over (record, field, value), first 12 digits.
std::string digest(const State& state);

} // namespace dongthac::bench
