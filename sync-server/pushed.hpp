#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync-server/sync_server.hpp"

namespace dongthac::server {

/// What became of the segments of one request.
struct SyncServer::Pushed {
    std::vector<wire::Ack> acks;
    std::set<std::pair<std::string, std::uint64_t>> own; ///< places of those the client has itself
};

[[nodiscard]] inline bool is_kept(const wire::Ack& ack) {
    return ack.status == wire::AckStatus::accepted || ack.status == wire::AckStatus::duplicate;
}

} // namespace dongthac::server
