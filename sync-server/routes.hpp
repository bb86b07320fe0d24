#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/clock.hpp"
#include "sync-server/log.hpp"
#include "sync-server/metrics.hpp"
#include "sync-server/peer_limit.hpp"
#include "sync-server/sync_server.hpp"

namespace dongthac::server {

struct Reply {
    int status = 200;
    std::string body;
    std::string content_type = "application/octet-stream";
};

/// HTTP status for an error; the body is only its code's name, so a stranger learns nothing else.
[[nodiscard]] int status_of(const base::Error& error);
[[nodiscard]] Reply error_reply(const base::Error& error);

/// Bytes in, bytes out for each path of docs/sync-protocol.md, without any HTTP. Any thread. Everything is borrowed.
class Routes {
  public:
    Routes(SyncServer& server, Metrics& metrics, RequestLog& log, const base::Clock& clock)
        : server_(server), metrics_(metrics), log_(log), clock_(clock), requests_(kMostRequests, kRequestWindowMs),
          strangers_(kMostOfStrangers, kRequestWindowMs) {}

    /// The paths of docs/sync-protocol.md §2.
    [[nodiscard]] Reply post(const std::string& path, base::ByteSpan body, std::string_view peer);
    /// What "/v1/tls" answers (wire::make_tls_statement). Any thread.
    void set_tls_statement(const base::Bytes& statement);
    /// "/healthz", "/v1/tls", and for peers on this machine "/metrics".
    [[nodiscard]] Reply get(const std::string& path, std::string_view peer);
    /// Counts and logs a request that no path answered.
    void note_refused(const std::string& path, int status, std::uint64_t bytes_in);

  private:
    /// A PC that catches up after a year asks some hundred times; more than this is a fault or an attack.
    static constexpr std::size_t kMostRequests = 6'000;
    static constexpr std::int64_t kRequestWindowMs = 60'000;
    /// Of one address, for what no signature is asked: a school's PCs share one, and each comes once in a round.
    static constexpr std::size_t kMostOfStrangers = 60;
    /// How long the totals of the store are shown: counting them reads all of it.
    static constexpr std::int64_t kTotalsLifeMs = 10'000;

    /// Error server_refused {status: 429} for a PC that asks too often.
    [[nodiscard]] base::Result<void> admit(const std::string& device);
    [[nodiscard]] base::Result<Reply> answer(const std::string& path, base::ByteSpan body, std::string_view peer,
                                             std::string& meant, RequestRecord& record);
    [[nodiscard]] Reply tls_statement();
    [[nodiscard]] Reply metrics(std::string_view peer);
    [[nodiscard]] base::Result<store::Totals> totals();
    [[nodiscard]] base::Result<Reply> meet(base::ByteSpan body, std::string_view peer);
    [[nodiscard]] base::Result<Reply> join(base::ByteSpan body, std::string_view peer, RequestRecord& record);
    [[nodiscard]] base::Result<Reply> directory(base::ByteSpan body, std::string_view peer);
    [[nodiscard]] base::Result<Reply> signed_request(const std::string& path, base::ByteSpan body,
                                                     RequestRecord& record);
    [[nodiscard]] Reply channel(base::ByteSpan body, std::string& path, RequestRecord& record);
    [[nodiscard]] base::Result<Reply> learn_key(const wire::Message& message, const model::Device& sender,
                                                RequestRecord& record);
    [[nodiscard]] base::Result<Reply> answer_brief(const model::Device& sender, base::ByteSpan message,
                                                   RequestRecord& record);
    enum class Version { first, envelopes };
    struct Asked {
        base::ByteSpan message; ///< borrowed
        Version version = Version::first;
    };
    /// The reply holds the message as it is; how it travels is the caller's.
    [[nodiscard]] base::Result<Reply> dispatch(const std::string& path, const model::Device& sender, const Asked& asked,
                                               RequestRecord& record);
    [[nodiscard]] base::Result<Reply> office_channel(const std::string& path, const model::Device& sender,
                                                     base::ByteSpan message);
    [[nodiscard]] base::Result<Reply> state_channel(const std::string& path, const model::Device& sender,
                                                    base::ByteSpan message);
    void finish(const std::string& path, RequestRecord& record);

    SyncServer& server_;
    Metrics& metrics_;
    RequestLog& log_;
    const base::Clock& clock_;
    PeerLimit requests_;  ///< of each PC; an address says little: many schools share one
    PeerLimit strangers_; ///< of each address
    std::mutex mutex_;
    std::string tls_statement_; ///< guarded by mutex_; empty where the certificate is not known
    std::mutex totals_mutex_;   ///< guards the two below; held while they are counted, so that nobody else does too
    std::optional<store::Totals> totals_;
    std::int64_t counted_ms_ = 0; ///< totals_; Clock::steady_ms
};

} // namespace dongthac::server
