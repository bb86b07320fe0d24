#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bench/server_program.hpp"
#include "shared/base/channel_keys.hpp"
#include "shared/base/crypto.hpp"
#include "shared/model/directory.hpp"
#include "shared/wire/brief.hpp"
#include "shared/wire/envelope.hpp"

namespace dongthac::bench {

/// A PC of a school as far as the server sees one: a key, a replica and its chain in its own feed.
struct HerdPc {
    base::KeyPair key;
    model::Device device;
    base::ReplicaId replica;
    base::ChannelKeys keys{};
    base::Bytes last{};                   ///< its last segment, which the server has
    base::Hash tip{};                     ///< of that
    base::Bytes next{};                   ///< what it has to push
    base::Hash next_tip{};                ///< of that
    std::vector<std::string> feeds{};     ///< in the order in which a brief exchange names them
    std::vector<std::uint64_t> cursors{}; ///< beside them
};

/// A whole HTTP request, and by which MAC its answer is known.
struct HerdRequest {
    std::string bytes;
    base::Mac mac{};
};

/// A department, a ward for every hundred schools, and a PC in each school that has synced before: each wrote once in
/// its own feed, has the directory and all else. Since then every ward has issued a plan. Written straight into the
/// store of a server that does not run. Throws std::runtime_error.
class HerdOffice {
  public:
    [[nodiscard]] static std::vector<Office> offices(std::size_t schools);
    HerdOffice(const ServerProgram& server, std::size_t schools);

    [[nodiscard]] const std::vector<HerdPc>& pcs() const { return pcs_; }
    /// One small act to push, and what is new to take: the brief exchange of docs/sync-protocol.md §5a.
    [[nodiscard]] HerdRequest push(const HerdPc& pc) const;
    /// The same PC when that is done: nothing new.
    [[nodiscard]] HerdRequest poll(const HerdPc& pc) const;
    /// What the server says, once it is known to be its answer to exactly this request.
    [[nodiscard]] wire::BriefAnswer answer(const HerdPc& pc, const HerdRequest& request, int status,
                                           const std::string& body) const;

  private:
    [[nodiscard]] HerdRequest closed(const HerdPc& pc, const wire::BriefRequest& request) const;

    std::string epoch_;
    base::PublicKey server_key_{};
    std::vector<HerdPc> pcs_;
};

} // namespace dongthac::bench
