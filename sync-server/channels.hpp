#pragma once

#include <mutex>
#include <optional>
#include <unordered_map>

#include "shared/base/channel_keys.hpp"
#include "shared/model/directory.hpp"
#include "shared/wire/envelope.hpp"

namespace dongthac::server {

/// Who sent a request of version 2, and the keys to answer with.
struct Caller {
    model::Device device;
    base::ChannelKeys keys;
};

/// Channels to enrolled PCs. Their keys are made when a PC is first heard and kept, for a bounded number of PCs: making
/// them costs more than the rest of a quiet round. Any thread.
class Channels {
  public:
    explicit Channels(const base::KeyPair& server) : server_(server) {}

    /// The PC of `directory` whose id begins as the request says and whose MAC it carries. Several may begin alike.
    [[nodiscard]] std::optional<Caller> caller_of(const model::Directory& directory,
                                                  const wire::ChannelRequest& request);

    static constexpr std::size_t kMostKept = 4'096;

  private:
    [[nodiscard]] std::optional<base::ChannelKeys> keys_of(const model::Device& device);

    base::KeyPair server_;
    std::mutex mutex_;
    std::unordered_map<base::DeviceId, base::ChannelKeys, base::IdHash> kept_; ///< guarded by mutex_
};

} // namespace dongthac::server
