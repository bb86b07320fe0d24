#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sync-server/socket.hpp"
#include "sync-server/tls.hpp"

namespace dongthac::server {

/// How long a connection may take.
struct Patience {
    std::chrono::milliseconds within{15'000};  ///< for the next byte of a request, and for a short one as a whole
    std::chrono::milliseconds between{15'000}; ///< without a word between two requests
};

/// The first request of what has come, as long as its header says.
struct Framed {
    std::size_t size = 0;
    bool is_last = false; ///< where the next one begins nobody can tell, or nobody will read that far
};
/// Nothing while the rest is still to come. A request that will be refused for its header (chunks, two lengths, a body
/// above wire::kMaxBody, a header that never ends) is whole without its body.
[[nodiscard]] std::optional<Framed> first_request(std::string_view bytes);

/// One client's connection. It takes in whole requests and never waits for one, so that whoever sends slowly costs a
/// place in a list and no thread. One thread at a time.
class Connection {
  public:
    using Time = std::chrono::steady_clock::time_point;
    /// Bytes of long requests that all connections together hold and that are not whole yet.
    using Held = std::atomic<std::size_t>;

    /// Owns `socket`. `tls` is none for plain HTTP; `held` is borrowed.
    Connection(Socket socket, std::shared_ptr<const TlsContext> tls, Patience patience, Held& held);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    enum class State {
        waits,   ///< for its client
        asks,    ///< a whole request is there
        is_over, ///< closed by the client, or too much
    };
    /// Takes what has come since the last time.
    [[nodiscard]] State take_in();
    /// The request that take_in() announced. Stands until drop_request().
    [[nodiscard]] std::string_view request() const { return std::string_view(received_).substr(0, framed_.size); }
    [[nodiscard]] bool is_last() const { return framed_.is_last; }
    void drop_request();
    /// False when the client does not take it in time.
    [[nodiscard]] bool answer(std::string_view bytes);
    /// Nothing more is said, and what still comes is thrown away for a moment: closed at once, a client that is still
    /// sending would lose the answer that tells it why (RFC 9112 §9.6).
    void say_goodbye();

    [[nodiscard]] bool is_overdue(Time now) const;
    /// Between two requests: closing it costs its client a new connection and nothing else.
    [[nodiscard]] bool is_idle() const { return received_.empty() && (!tls_ || shaken_) && !leaving_; }
    [[nodiscard]] Socket socket() const { return socket_; }
    std::size_t answered = 0; ///< requests so far

  private:
    [[nodiscard]] State shake_hands();
    [[nodiscard]] Moved read(std::span<char> out);
    [[nodiscard]] Moved write(std::span<const char> data);
    [[nodiscard]] bool keep(std::string_view bytes);
    [[nodiscard]] State throw_away();

    Socket socket_;
    std::optional<TlsSession> tls_;
    bool shaken_ = false;
    bool leaving_ = false;
    Patience patience_;
    Held& held_;
    std::size_t holds_ = 0; ///< of held_
    std::string received_;
    Framed framed_;
    Time begun_;     ///< of the request that is coming, or of the silence
    Time last_word_; ///< when bytes came
};

} // namespace dongthac::server
