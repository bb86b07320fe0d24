#pragma once

#ifndef _WIN32

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dongthac::tests {

/// Somebody on the way who passes everything on and keeps what he hears.
class RecordingProxy {
  public:
    explicit RecordingProxy(int to) : to_(to), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in here = at(0);
        (void)::bind(listener_, reinterpret_cast<const sockaddr*>(&here), sizeof here);
        socklen_t size = sizeof here;
        (void)::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
        port_ = ntohs(here.sin_port);
        (void)::listen(listener_, 16);
        thread_ = std::thread([this] { run(); });
    }
    RecordingProxy(const RecordingProxy&) = delete;
    RecordingProxy& operator=(const RecordingProxy&) = delete;
    ~RecordingProxy() {
        stop_ = true;
        thread_.join();
        for (const Pair& pair : pairs_) close(pair);
        ::close(listener_);
    }

    [[nodiscard]] int port() const { return port_; }
    /// Everything in both directions.
    [[nodiscard]] std::string heard() const {
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    /// Ends the connections that are open.
    void cut() {
        cut_ = true;
        while (cut_) std::this_thread::yield();
    }

  private:
    struct Pair {
        int client = -1;
        int server = -1;
    };

    static sockaddr_in at(int port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }
    static void close(const Pair& pair) {
        ::close(pair.client);
        ::close(pair.server);
    }

    void run() {
        while (!stop_) {
            if (cut_) {
                for (const Pair& pair : pairs_) close(pair);
                pairs_.clear();
                cut_ = false;
            }
            std::vector<pollfd> all{{listener_, POLLIN, 0}};
            for (const Pair& pair : pairs_) {
                all.push_back({pair.client, POLLIN, 0});
                all.push_back({pair.server, POLLIN, 0});
            }
            if (::poll(all.data(), all.size(), 10) <= 0) continue;
            for (std::size_t i = pairs_.size(); i-- > 0;) {
                const bool goes_on = (all[1 + 2 * i].revents == 0 || pass(pairs_[i].client, pairs_[i].server)) &&
                                     (all[2 + 2 * i].revents == 0 || pass(pairs_[i].server, pairs_[i].client));
                if (goes_on) continue;
                close(pairs_[i]);
                pairs_.erase(pairs_.begin() + static_cast<std::ptrdiff_t>(i));
            }
            if (all[0].revents != 0) take_one();
        }
    }
    void take_one() {
        const Pair pair{::accept(listener_, nullptr, nullptr), ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
        const sockaddr_in there = at(to_);
        if (::connect(pair.server, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0)
            pairs_.push_back(pair);
        else
            close(pair);
    }
    bool pass(int from, int to) {
        std::array<char, 16'384> buffer{};
        const auto got = ::recv(from, buffer.data(), buffer.size(), 0);
        if (got <= 0) return false;
        const std::lock_guard lock(mutex_);
        heard_.append(buffer.data(), static_cast<std::size_t>(got));
        return ::send(to, buffer.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
    }

    int to_;
    int listener_;
    int port_ = 0;
    std::atomic<bool> stop_ = false;
    std::atomic<bool> cut_ = false;
    mutable std::mutex mutex_;
    std::string heard_;       ///< guarded by mutex_
    std::vector<Pair> pairs_; ///< of the thread
    std::thread thread_;      ///< last: it uses the others
};

} // namespace dongthac::tests

#endif
