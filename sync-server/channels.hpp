#pragma once

#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shared/base/channel_keys.hpp"
#include "shared/model/directory.hpp"
#include "shared/wire/envelope.hpp"

namespace dongthac::server {

/// Who sent a request of version 2, and the keys to answer with.
struct Caller {
    model::Device device;
    base::ChannelKeys keys;
    bool knows_newest = true; ///< false: it speaks to a key that this server has given up
};

/// Channels to enrolled PCs. Their keys are made when a PC is first heard and kept, for a bounded number of PCs: making
/// them costs more than the rest of a quiet round. Any thread.
class Channels {
  public:
    /// `server`: its key pairs, newest first. A PC that was away while the key changed still speaks to an older one; so
    /// may whoever stole that one.
    explicit Channels(std::vector<base::KeyPair> server) : server_(std::move(server)) {}

    /// The PC of `directory` whose id begins as the request says and whose MAC it carries. Several may begin alike.
    [[nodiscard]] std::optional<Caller> caller_of(const model::Directory& directory,
                                                  const wire::ChannelRequest& request);

    static constexpr std::size_t kMostKept = 4'096;

  private:
    [[nodiscard]] std::vector<base::ChannelKeys> keys_of(const model::Device& device);

    std::vector<base::KeyPair> server_;
    std::mutex mutex_;
    std::unordered_map<base::DeviceId, std::vector<base::ChannelKeys>, base::IdHash> kept_; ///< guarded by mutex_
};

} // namespace dongthac::server
