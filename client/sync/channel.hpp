#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "client/sync/transport.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::sync {

/// Messages to the server and back during one round, in the envelope of version 2, or signed as version 1 has them when
/// the server knows no other (docs/sync-protocol.md §2, §2a). Borrows both for its life; one thread.
class Channel {
  public:
    Channel(office::Workspace& office, Transport& transport);

    /// Sends `message` to what version 1 knows by `path`. The body of a reply 200 or 409 is the message itself, of
    /// others the name of an error. Errors: unreachable; bad_server_answer when the reply is not the server's.
    [[nodiscard]] base::Result<Reply> send(const std::string& path, const base::Bytes& message);
    /// The same for a brief exchange. Status 404 when the server knows no version 2.
    [[nodiscard]] base::Result<Reply> send_brief(const base::Bytes& message);
    /// The same for the paths that take no sender: whoever does not know this PC cannot check what it signs.
    [[nodiscard]] base::Result<Reply> send_unsigned(const std::string& path, const base::Bytes& message);

    /// False once the server has shown that it knows version 1 only.
    [[nodiscard]] bool is_brief() const { return keys_.has_value(); }

    [[nodiscard]] std::uint64_t bytes_up() const { return bytes_up_; }     ///< HTTP bodies
    [[nodiscard]] std::uint64_t bytes_down() const { return bytes_down_; } ///< HTTP bodies

  private:
    [[nodiscard]] base::Result<Reply> post(const std::string& path, base::ByteSpan body);
    [[nodiscard]] base::Result<Reply> post_signed(const std::string& path, const base::Bytes& message);
    [[nodiscard]] base::Result<Reply> post_closed(std::uint8_t ask, const base::Bytes& message);

    void expect_server();
    /// One post; keeps that the server vouched for its certificate.
    [[nodiscard]] base::Result<Reply> carry(const std::string& path, base::ByteSpan body);
    [[nodiscard]] base::Result<void> remember_envelopes();
    [[nodiscard]] base::Result<void> remember(std::string_view setting, std::uint64_t value);

    office::Workspace& office_;
    Transport& transport_;
    std::optional<base::ChannelKeys> keys_; ///< nothing for version 1
    bool signs_tls_ = false;                ///< the server has vouched for a certificate of its own before
    std::uint64_t bytes_up_ = 0;
    std::uint64_t bytes_down_ = 0;
};

} // namespace dongthac::sync
