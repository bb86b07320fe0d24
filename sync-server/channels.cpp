#include "sync-server/channels.hpp"

#include <algorithm>

namespace dongthac::server {

std::vector<base::ChannelKeys> Channels::keys_of(const model::Device& device) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = kept_.find(device.id); found != kept_.end()) return found->second;
    }
    std::vector<base::ChannelKeys> keys;
    for (const base::KeyPair& server : server_) {
        auto agreed = base::agree(server, device.key, base::End::server);
        if (!agreed) return {}; // a key of no use, with any of ours
        keys.push_back(std::move(*agreed));
    }
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= kMostKept) kept_.erase(kept_.begin()); // any will do: it is made again when it is heard again
    kept_.emplace(device.id, keys);
    return keys;
}

std::optional<Caller> Channels::caller_of(const model::Directory& directory, const wire::ChannelRequest& request) {
    base::DeviceId least;
    std::ranges::copy(request.device, least.bytes.begin());
    const auto& devices = directory.devices();
    for (auto found = devices.lower_bound(least); found != devices.end(); ++found) {
        if (wire::prefix_of(found->first) != request.device) break;
        const std::vector<base::ChannelKeys> all = keys_of(found->second);
        for (const base::ChannelKeys& keys : all)
            if (wire::is_from(keys, request)) return Caller{found->second, keys, &keys == &all.front()};
    }
    return std::nullopt;
}

} // namespace dongthac::server
