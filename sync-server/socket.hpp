#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dongthac::server {

/// A socket of the system: an int, on Windows a SOCKET.
using Socket = std::intptr_t;
constexpr Socket kNoSocket = -1;

/// How far a call on a socket (or a TLS session above one) came that never waits.
enum class Io {
    done,
    wants_to_read,  ///< nothing to read now
    wants_to_write, ///< no room to write now
    closed,         ///< by the other side, or broken
};

struct Moved {
    Io io = Io::closed;
    std::size_t bytes = 0; ///< > 0 when done
};

void make_non_blocking(Socket socket);
/// How much the system takes for the other side before that has read it. Left alone it takes megabytes for one socket,
/// and says that there is room again when a third of them is gone.
void limit_sending(Socket socket, std::size_t bytes);
void close_socket(Socket socket);
/// Says that nothing more is sent; what comes is still taken.
void end_sending(Socket socket);
[[nodiscard]] Moved read_some(Socket socket, std::span<char> out);
[[nodiscard]] Moved write_some(Socket socket, std::span<const char> data);

struct Awaited {
    Socket socket = kNoSocket;
    Io what = Io::wants_to_read; ///< or wants_to_write
};
/// Which of them can be read or written as they wait for it (or are closed), in their order; waits at most `longest`
/// for the first one.
[[nodiscard]] std::vector<bool> wait_for_any(const std::vector<Awaited>& awaited, std::chrono::milliseconds longest);

/// Ends a wait_for_any() from another thread: a datagram to itself, which every system has.
class Bell {
  public:
    Bell();
    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;
    ~Bell();

    /// kNoSocket when the system gave none.
    [[nodiscard]] Socket socket() const { return socket_; }
    void ring() const;
    void hush() const;

  private:
    Socket socket_ = kNoSocket;
};

} // namespace dongthac::server
