#include "sync-server/watch.hpp"

#include <algorithm>

#ifdef __linux__
#include <array>

#include <sys/epoll.h>
#endif
#ifndef _WIN32
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace dongthac::server {

namespace {

/// How long poll() may not know of a socket where nothing can wake it.
constexpr std::chrono::milliseconds kLookWithoutBell{10};

} // namespace

#ifdef __linux__

namespace {

epoll_event event_for(Socket socket, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.fd = static_cast<int>(socket);
    return event;
}

} // namespace

Watch::Watch() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    epoll_event event = event_for(bell_.socket(), EPOLLIN);
    if (epoll_ >= 0 && bell_.socket() != kNoSocket)
        (void)::epoll_ctl(epoll_, EPOLL_CTL_ADD, static_cast<int>(bell_.socket()), &event);
}

Watch::~Watch() {
    if (epoll_ >= 0) (void)::close(epoll_);
}

void Watch::add(Socket socket, Io what) {
    if (epoll_ < 0) {
        const std::lock_guard lock(mutex_);
        sockets_[socket] = what;
        return bell_.ring();
    }
    const std::uint32_t events = what == Io::wants_to_write ? EPOLLOUT : EPOLLIN | EPOLLRDHUP;
    epoll_event event = event_for(socket, events | EPOLLONESHOT);
    // Most have been here before and are only switched on again.
    if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, event.data.fd, &event) != 0)
        (void)::epoll_ctl(epoll_, EPOLL_CTL_ADD, event.data.fd, &event);
}

void Watch::remove(Socket socket) {
    epoll_event event = event_for(socket, 0);
    if (epoll_ >= 0) (void)::epoll_ctl(epoll_, EPOLL_CTL_DEL, event.data.fd, &event);
    const std::lock_guard lock(mutex_);
    sockets_.erase(socket);
}

#else

Watch::Watch() = default;
Watch::~Watch() = default;

void Watch::add(Socket socket, Io what) {
    const std::lock_guard lock(mutex_);
    sockets_[socket] = what;
    bell_.ring();
}

void Watch::remove(Socket socket) {
    const std::lock_guard lock(mutex_);
    sockets_.erase(socket);
}

#endif

std::vector<Socket> Watch::wait(std::chrono::milliseconds longest) {
    std::vector<Socket> ready;
#ifdef __linux__
    if (epoll_ >= 0) {
        std::array<epoll_event, 256> events{};
        const int count = ::epoll_wait(epoll_, events.data(), events.size(), static_cast<int>(longest.count()));
        for (int i = 0; i < count; ++i) ready.push_back(events[static_cast<std::size_t>(i)].data.fd);
        if (std::erase(ready, bell_.socket()) > 0) bell_.hush();
        return ready;
    }
#endif
    std::vector<Awaited> all;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [socket, what] : sockets_) all.push_back({socket, what});
    }
    const bool hears = bell_.socket() != kNoSocket;
    if (hears) all.push_back({bell_.socket(), Io::wants_to_read});
    const std::vector<bool> said = wait_for_any(all, hears ? longest : std::min(longest, kLookWithoutBell));
    bell_.hush();
    if (hears) all.pop_back();
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (said[i] && sockets_.erase(all[i].socket) > 0) ready.push_back(all[i].socket);
    return ready;
}

void Watch::wake() { bell_.ring(); }

void allow_many_sockets() {
#ifndef _WIN32
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
#endif
}

} // namespace dongthac::server
