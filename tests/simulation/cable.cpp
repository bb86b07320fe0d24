#include "tests/simulation/cable.hpp"

#include "shared/base/files.hpp"

namespace dongthac::simulation {

std::unexpected<base::Error> Cable::lost() {
    met_fault_ = true;
    return base::fail(base::Code::unreachable, {{"url", "cable"}, {"reason", "lost"}});
}

std::optional<sync::Reply> Cable::deliver(std::size_t server, const std::string& path, base::ByteSpan body) {
    Server& at = *history_.servers_[server];
    if (history_.faults_ && history_.chance(history_.weather_.crash))
        at.disk.crash_after(1 + history_.below(20), static_cast<unsigned>(history_.below(256)));
    auto reply = at.post(path, body);
    at.disk.crash_after(0, 0);
    if (!at.disk.crashed()) return reply;
    history_.note("server " + std::to_string(server) + " crashes");
    ++history_.outcome_.crashes;
    at.restart_after_crash();
    return std::nullopt;
}

void Cable::somebody_types() {
    // The window has a workspace of its own on the folder; the round of the background thread is between two requests.
    auto window =
        office::Workspace::open(base::path_from_utf8(machine_.disk.folder()), machine_.clock, machine_.random);
    if (window)
        history_.act(machine_, *window);
    else if (!machine_.disk.crashed())
        throw Violation{"a second workspace does not open"};
}

base::Result<sync::Reply> Cable::post(const std::string& path, base::ByteSpan body) {
    History& h = history_;
    if (h.faults_ && h.weather_.windows && h.chance(20)) somebody_types();
    if (machine_.disk.crashed()) return lost();
    const std::size_t home = machine_.server;
    const bool fault = h.faults_ && h.chance(h.weather_.network);
    const std::uint64_t kind = fault ? h.below(7) : 7;
    if (fault) h.note("  fault " + std::to_string(kind));
    switch (kind) {
    case 0: return lost();
    case 1: (void)deliver(home, path, body); return lost();
    case 2: (void)deliver(home, path, body); break; // arrives twice; below again
    case 3:                                         // overtaken by later ones
        h.held_.push_back({home, path, base::Bytes(body.begin(), body.end())});
        return lost();
    case 4: { // half a request
        const auto reply = deliver(home, path, body.first(static_cast<std::size_t>(h.below(body.size()))));
        if (reply && reply->status < 400) throw Violation{"the server answered half a request"};
        return lost();
    }
    case 5: { // half an answer
        auto reply = deliver(home, path, body);
        if (!reply) return lost();
        reply->body.resize(static_cast<std::size_t>(h.below(reply->body.size())));
        met_fault_ = true;
        cut_answer_ = reply->status == 200;
        return *reply;
    }
    case 6: { // another office's server stands behind the address
        if (h.servers_.size() == 1) return lost();
        const auto reply = deliver((home + 1) % h.servers_.size(), path, body);
        if (!reply) return lost();
        // Parts of a directory are taken from anybody: each carries the signature of the server that wrote it.
        if (reply->status < 400 && path != "/v1/directory") throw Violation{"a stranger's server answered " + path};
        met_fault_ = true;
        return *reply;
    }
    default: break;
    }
    const auto reply = deliver(home, path, body);
    if (!reply) return lost();
    return *reply;
}

} // namespace dongthac::simulation
