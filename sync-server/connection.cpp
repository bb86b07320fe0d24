#include "sync-server/connection.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/wire/messages.hpp"

namespace dongthac::server {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kMaxHead = 16 << 10;
constexpr std::size_t kChunk = 16 << 10;
/// What a request that is not whole, or an answer, may hold without counting: every short one fits.
constexpr std::size_t kFree = 16 << 10;
/// Of an answer, in the system's hands: enough for 5 Mbit/s at a tenth of a second there and back.
constexpr std::size_t kSending = 64 << 10;
/// Bytes per millisecond, below which a client is not slow but holding us up: 8 kbit/s, less than GPRS.
constexpr std::size_t kSlowest = 1;
constexpr milliseconds kGoodbye{2'000};
constexpr std::string_view kEndOfHead = "\r\n\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_name(std::string_view line, std::string_view name) {
    return line.size() > name.size() && line[name.size()] == ':' &&
           std::ranges::equal(line.substr(0, name.size()), name, {}, lower);
}

std::string_view value_of(std::string_view line) {
    line.remove_prefix(line.find(':') + 1);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(" \t") - first + 1);
}

/// Bytes of the body; nothing for one whose end cannot be known or will not be read.
std::optional<std::size_t> body_size(std::string_view head) {
    std::optional<std::size_t> size;
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n")) {
        head.remove_prefix(at + 2);
        const std::string_view line = head.substr(0, head.find("\r\n"));
        if (is_name(line, "transfer-encoding")) return std::nullopt;
        if (!is_name(line, "content-length")) continue;
        const std::string_view digits = value_of(line);
        std::size_t value = 0;
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        const bool good = problem == std::errc{} && end == digits.data() + digits.size() && value <= wire::kMaxBody;
        if (!good || size) return std::nullopt;
        size = value;
    }
    return size.value_or(0);
}

milliseconds time_for(std::size_t bytes, milliseconds patience) { return patience + milliseconds(bytes / kSlowest); }

/// Into another string: erase() and clear() keep the room of a long one, uncounted.
void drop(std::string& bytes, std::size_t count) { std::string(bytes, count).swap(bytes); }

} // namespace

std::optional<Framed> first_request(std::string_view bytes) {
    const std::size_t end = bytes.substr(0, kMaxHead).find(kEndOfHead);
    if (end == std::string_view::npos) {
        if (bytes.size() < kMaxHead) return std::nullopt;
        return Framed{bytes.size(), true};
    }
    const std::size_t head = end + kEndOfHead.size();
    const std::optional<std::size_t> body = body_size(bytes.substr(0, head));
    if (!body) return Framed{head, true};
    if (bytes.size() - head < *body) return std::nullopt;
    return Framed{head + *body, false};
}

Connection::Connection(Socket socket, std::shared_ptr<const TlsContext> tls, Patience patience, Held& held)
    : socket_(socket), patience_(patience), held_(held), begun_(Clock::now()), last_word_(begun_) {
    make_non_blocking(socket_);
    limit_sending(socket_, kSending);
    if (tls) tls_.emplace(std::move(tls), socket_);
}

Connection::~Connection() {
    held_ -= holds_;
    tls_.reset(); // it says goodbye on the socket
    close_socket(socket_);
}

Connection::State Connection::go_on() {
    if (leaving_) return throw_away();
    if (tls_ && !shaken_)
        if (const auto state = shake_hands()) return *state;
    if (is_answering())
        if (const auto state = send()) return *state;
    return take_in();
}

/// TLS may have to write before it can read, and the other way round.
Connection::State Connection::stop_at(Io io) {
    wants_ = io;
    return io == Io::closed ? State::is_over : State::waits;
}

std::optional<Connection::State> Connection::shake_hands() {
    const Io io = tls_->shake_hands();
    shaken_ = io == Io::done;
    if (shaken_) return std::nullopt;
    return stop_at(io); // begun_ goes on: a handshake is as short as a short request
}

/// Counts what this connection holds by now. False when it is more than before, and too much.
bool Connection::hold(std::size_t bytes) {
    const std::size_t counted = bytes > kFree ? bytes - kFree : 0;
    const std::size_t before = std::exchange(holds_, counted);
    if (counted > before) return (held_ += counted - before) <= kMostHeld;
    held_ -= before - counted;
    return true;
}

Connection::State Connection::take_in() {
    std::array<char, kChunk> chunk{};
    while (true) {
        if (const auto framed = first_request(received_)) {
            framed_ = *framed;
            (void)hold(0);
            return State::asks;
        }
        if (!hold(received_.size())) return State::lacks_room;
        const Moved moved = tls_ ? tls_->read(chunk) : read_some(socket_, chunk);
        if (moved.io != Io::done) return stop_at(moved.io);
        last_word_ = Clock::now();
        if (received_.empty()) begun_ = last_word_;
        received_.append(chunk.data(), moved.bytes);
    }
}

void Connection::answer(std::string bytes, Then then) {
    drop(received_, framed_.size);
    framed_ = {};
    answer_.swap(bytes);
    sent_ = 0;
    then_ = then;
    begun_ = last_word_ = Clock::now();
}

std::optional<Connection::State> Connection::send() {
    while (sent_ < answer_.size()) {
        // All that is left, every time: TLS must be given again what it could not send.
        const std::span<const char> rest = std::span(answer_).subspan(sent_);
        const Moved moved = tls_ ? tls_->write(rest) : write_some(socket_, rest);
        if (moved.io != Io::done) {
            const State state = stop_at(moved.io);
            return state == State::waits && !hold(answer_.size()) ? State::lacks_room : state;
        }
        sent_ += moved.bytes;
        last_word_ = Clock::now();
    }
    drop(answer_, answer_.size());
    (void)hold(0);
    begun_ = last_word_ = Clock::now();
    switch (*std::exchange(then_, std::nullopt)) {
    case Then::closes: return State::is_over;
    case Then::says_bye: say_goodbye(); return throw_away();
    case Then::goes_on: break;
    }
    return std::nullopt;
}

void Connection::say_goodbye() {
    leaving_ = true;
    wants_ = Io::wants_to_read;
    drop(received_, received_.size());
    tls_.reset();
    end_sending(socket_);
}

Connection::State Connection::throw_away() {
    std::array<char, kChunk> chunk{};
    for (int i = 0; i < 64; ++i) { // a megabyte, then the others' turn
        const Moved moved = read_some(socket_, chunk);
        if (moved.io == Io::closed) return State::is_over;
        if (moved.io != Io::done) break;
    }
    return State::waits;
}

bool Connection::is_overdue(Time now) const {
    if (leaving_) return now - begun_ > kGoodbye;
    if (is_idle()) return now - begun_ > patience_.between;
    // What the system holds of an answer is taken without a word that reaches us.
    const std::size_t unseen = is_answering() ? kSending : 0;
    const std::size_t size = is_answering() ? answer_.size() : received_.size();
    return now - last_word_ > time_for(unseen, patience_.within) ||
           now - begun_ > time_for(unseen + size, patience_.within);
}

} // namespace dongthac::server
