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

/// One client's connection. It takes in whole requests, sends answers, and never waits for either, so that whoever is
/// slow costs a place in a list and no thread. One thread at a time.
class Connection {
  public:
    using Time = std::chrono::steady_clock::time_point;
    /// Bytes of long requests that are not whole yet, and of answers not yet taken, that all connections together hold.
    using Held = std::atomic<std::size_t>;
    static constexpr std::size_t kMostHeld = std::size_t{64} << 20;

    /// Owns `socket`. `tls` is none for plain HTTP; `held` is borrowed.
    Connection(Socket socket, std::shared_ptr<const TlsContext> tls, Patience patience, Held& held);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    enum class State {
        waits,      ///< until its socket can do what wants() says
        asks,       ///< a whole request is there
        lacks_room, ///< all together hold more than kMostHeld, and this one has just taken more: somebody must go
        is_over,    ///< closed by either side
    };
    /// Sends what is left of an answer, then takes in what has come.
    [[nodiscard]] State go_on();
    [[nodiscard]] Io wants() const { return wants_; }
    /// The request that go_on() announced. Stands until answer().
    [[nodiscard]] std::string_view request() const { return std::string_view(received_).substr(0, framed_.size); }
    [[nodiscard]] bool is_last() const { return framed_.is_last; }

    /// What follows an answer.
    enum class Then {
        goes_on,  ///< to the next request
        says_bye, ///< nothing more is said, and what still comes is thrown away for a moment: closed at once, a client
                  ///< that is still sending would lose the answer that tells it why (RFC 9112 §9.6)
        closes,
    };
    /// To request(). go_on() sends it.
    void answer(std::string bytes, Then then);
    [[nodiscard]] bool is_answering() const { return then_.has_value(); }

    [[nodiscard]] bool is_overdue(Time now) const;
    /// Between two requests: closing it costs its client a new connection and nothing else.
    [[nodiscard]] bool is_idle() const {
        return received_.empty() && (!tls_ || shaken_) && !is_answering() && !leaving_;
    }
    /// Its part of what all together hold, in bytes.
    [[nodiscard]] std::size_t holds() const { return holds_; }
    [[nodiscard]] Socket socket() const { return socket_; }
    std::size_t answered = 0; ///< requests so far

  private:
    /// Nothing once it is done.
    [[nodiscard]] std::optional<State> shake_hands();
    /// Nothing once all is sent and the next request may come.
    [[nodiscard]] std::optional<State> send();
    [[nodiscard]] State take_in();
    [[nodiscard]] State throw_away();
    [[nodiscard]] State stop_at(Io io);
    [[nodiscard]] bool hold(std::size_t bytes);
    void say_goodbye();

    Socket socket_;
    std::optional<TlsSession> tls_;
    bool shaken_ = false;
    bool leaving_ = false;
    Patience patience_;
    Held& held_;
    std::size_t holds_ = 0; ///< of held_
    Io wants_ = Io::wants_to_read;
    std::string received_;
    Framed framed_;
    std::string answer_;
    std::size_t sent_ = 0;     ///< of answer_
    std::optional<Then> then_; ///< while an answer is on its way
    Time begun_;               ///< of the request that is coming, the answer that is going, or of the silence
    Time last_word_;           ///< when bytes came or went
};

} // namespace dongthac::server
