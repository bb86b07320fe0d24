#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <vector>

#include "sync-server/socket.hpp"

namespace dongthac::server {

/// Thousands of sockets of which hardly one says anything: waiting for them costs what happens, not how many there are
/// (epoll; poll() over all of them where there is none). One thread waits; any thread may call the rest.
class Watch {
  public:
    Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

    /// Until it can be read or written, as `what` says, or is closed by the other side: it is then named once and
    /// watched no longer.
    void add(Socket socket, Io what);
    /// Before it is closed.
    void remove(Socket socket);
    /// Those that came so far; none after `longest` or wake().
    [[nodiscard]] std::vector<Socket> wait(std::chrono::milliseconds longest);
    void wake();

  private:
    Bell bell_;
    int epoll_ = -1; ///< none: every socket stands in `sockets_`
    std::mutex mutex_;
    std::map<Socket, Io> sockets_; ///< guarded by mutex_
};

/// Lets this process hold as many sockets as the system allows it: the usual 1,024 are fewer than the PCs of a
/// province.
void allow_many_sockets();

} // namespace dongthac::server
