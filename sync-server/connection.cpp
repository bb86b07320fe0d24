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
/// What a request that is not whole may hold without counting: every short one fits.
constexpr std::size_t kFree = 16 << 10;
constexpr std::size_t kMostHeld = 64 << 20;
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
    if (tls) tls_.emplace(std::move(tls), socket_);
}

Connection::~Connection() {
    held_ -= holds_;
    tls_.reset(); // it says goodbye on the socket
    close_socket(socket_);
}

Moved Connection::read(std::span<char> out) {
    Moved moved = tls_ ? tls_->read(out) : read_some(socket_, out);
    while (moved.io == Io::wants_to_write && wait_for(socket_, Io::wants_to_write, patience_.within))
        moved = tls_->read(out);
    return moved;
}

Moved Connection::write(std::span<const char> data) { return tls_ ? tls_->write(data) : write_some(socket_, data); }

Connection::State Connection::shake_hands() {
    Io io = tls_->shake_hands();
    while (io == Io::wants_to_write && wait_for(socket_, io, patience_.within)) io = tls_->shake_hands();
    if (io == Io::wants_to_read) return State::waits; // begun_ goes on: a handshake is as short as a short request
    shaken_ = io == Io::done;
    return shaken_ ? State::asks : State::is_over;
}

Connection::State Connection::take_in() {
    if (leaving_) return throw_away();
    if (tls_ && !shaken_)
        if (const State state = shake_hands(); state != State::asks) return state;
    std::array<char, kChunk> chunk{};
    while (true) {
        if (const auto framed = first_request(received_)) {
            framed_ = *framed;
            held_ -= std::exchange(holds_, 0);
            return State::asks;
        }
        const Moved moved = read(chunk);
        if (moved.io == Io::wants_to_read) return State::waits;
        if (moved.io != Io::done || !keep({chunk.data(), moved.bytes})) return State::is_over;
    }
}

bool Connection::keep(std::string_view bytes) {
    last_word_ = Clock::now();
    if (received_.empty()) begun_ = last_word_;
    received_ += bytes;
    if (received_.size() <= kFree) return true;
    const std::size_t more = received_.size() - kFree - holds_;
    holds_ += more;
    return (held_ += more) <= kMostHeld;
}

void Connection::drop_request() {
    // Into another string: erase() keeps the room of a long request, uncounted, for one byte of the next.
    std::string(received_, framed_.size).swap(received_);
    framed_ = {};
    begun_ = last_word_ = Clock::now();
}

bool Connection::answer(std::string_view bytes) {
    const Time deadline = Clock::now() + time_for(bytes.size(), patience_.within);
    while (!bytes.empty()) {
        const Moved moved = write({bytes.data(), bytes.size()});
        if (moved.io == Io::done) {
            bytes.remove_prefix(moved.bytes);
            continue;
        }
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now());
        if (moved.io == Io::closed || left <= milliseconds(0)) return false;
        if (!wait_for(socket_, moved.io, std::min(left, patience_.within))) return false;
    }
    return true;
}

void Connection::say_goodbye() {
    leaving_ = true;
    begun_ = last_word_ = Clock::now();
    received_ = {};
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
    return now - last_word_ > patience_.within || now - begun_ > time_for(received_.size(), patience_.within);
}

} // namespace dongthac::server
