#include "sync-server/serve.hpp"

#include <cstdlib>
#include <ostream>
#include <thread>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "shared/base/clock.hpp"
#include "shared/base/files.hpp"
#include "shared/base/random.hpp"
#include "shared/store/folder_lock.hpp"
#include "sync-server/daily_copy.hpp"
#include "sync-server/http_server.hpp"
#include "sync-server/open_store.hpp"
#include "sync-server/routes.hpp"
#include "sync-server/sentence.hpp"
#include "sync-server/setup.hpp"
#include "sync-server/stop_signal.hpp"
#include "sync-server/sync_server.hpp"
#include "sync-server/watch.hpp"

namespace dongthac::server {

namespace {

constexpr std::chrono::minutes kBetweenLooks{10};
constexpr std::chrono::seconds kBetweenGlances{1}; ///< at what a command wrote beside the server

base::Result<std::unique_ptr<SyncServer>> open_server(const std::filesystem::path& folder, const base::Clock& clock,
                                                      base::Random& random) {
    DT_TRY(auto store, open_store(folder));
    DT_CHECK(begin_run(*store, folder, clock, random));
    return SyncServer::open(std::move(store), clock);
}

/// A copy that failed (a full disk) must be seen, and must not stop the service.
void say_why(const CommandContext& context, const base::Error& error) {
    context.err << "error: " << base::name_of(error.code) << ": " << sentence_for(context.strings, error) << std::endl;
}

/// A message has up to 4 MiB. Left alone, glibc raises the size from which buffers go back to the system to the largest
/// it has seen, and each arena keeps some: after a million changes 53 MB were in use that 28 are enough for.
void give_large_buffers_back() {
#ifdef __GLIBC__
    constexpr int kLarge = 128 << 10;
    (void)mallopt(M_MMAP_THRESHOLD, kLarge);
#endif
}

base::Result<std::unique_ptr<RequestLog>> open_log(const CommandContext& context, const ServeOptions& options) {
    if (options.log) return RequestLog::to_file(*options.log);
    return std::make_unique<RequestLog>(context.err);
}

/// The certificate that clients see: ours, or that of the proxy in front.
class Shown {
  public:
    Shown(const CommandContext& context, SyncServer& server, Routes& routes)
        : context_(context), server_(server), routes_(routes) {}

    /// Reads it and lets `http` speak TLS when that is asked for.
    base::Result<void> begin(const ServeOptions& options, HttpServer& http, base::Random& random) {
        if (options.exposure == Exposure::tls) http_ = &http;
        files_ = options.certificate;
        if (!files_ && http_ != nullptr) {
            DT_TRY(files_, own_certificate(context_.data, random));
        }
        return files_ ? take() : base::Result<void>();
    }

    /// Renewed files are taken up; ones that cannot be read are said once, and the old ones go on.
    void look_again() {
        if (!files_ || written() == taken_) return;
        if (auto renewed = take(); !renewed) say_why(context_, renewed.error());
    }

  private:
    [[nodiscard]] std::filesystem::file_time_type written() const {
        std::error_code ignored;
        return std::filesystem::last_write_time(files_->chain, ignored);
    }
    base::Result<void> take() {
        taken_ = written();
        DT_TRY(const Certificate certificate, read_certificate(*files_));
        if (http_ != nullptr) DT_CHECK(http_->speak_tls(certificate));
        routes_.set_tls_statement(server_.tls_statement(certificate.hash));
        return {};
    }

    const CommandContext& context_;
    SyncServer& server_;
    Routes& routes_;
    HttpServer* http_ = nullptr; ///< none for plain HTTP
    std::optional<CertificateFiles> files_;
    std::filesystem::file_time_type taken_;
};

} // namespace

base::Result<void> run_serve(const CommandContext& context, const ServeOptions& options) {
    DT_TRY(Address address, parse_address(options.listen));
    if (options.exposure == Exposure::loopback_only && !is_loopback(address))
        return base::fail(base::Code::not_allowed, {{"action", "listen"}, {"org", options.listen}});
    std::error_code ignored;
    const std::filesystem::path file = store::feed_store_file(context.data);
    if (!std::filesystem::exists(file, ignored))
        return base::fail(base::Code::missing_file, {{"path", base::path_to_utf8(file)}});
    DT_TRY(const store::FolderLock lock, store::FolderLock::take(context.data));

    give_large_buffers_back();
    allow_many_sockets();
    StopSignal stop; // before any thread
    const base::SystemClock clock;
    base::SystemRandom random;
    DT_TRY(const auto server, open_server(context.data, clock, random));
    DT_TRY(const auto log, open_log(context, options));
    Metrics metrics;
    Routes routes(*server, metrics, *log, clock);
    HttpServer http(routes);
    Shown shown(context, *server, routes);
    DT_CHECK(shown.begin(options, http, random));
    DT_TRY(address.port, http.bind(address));

    std::thread listener([&] { http.run(); });
    http.wait_until_ready();
    context.out << "listening on " << url_of(address, options.exposure == Exposure::tls ? Scheme::https : Scheme::http)
                << std::endl;
    bool stopped = false;
    while (!stopped) {
        // Beside the running server, on a connection of its own: readers never stop its writer.
        if (auto copied = keep_daily_copy(context.data, clock); !copied) say_why(context, copied.error());
        if (auto packed = pack_old_segments(context.data); !packed) say_why(context, packed.error());
        for (auto rest = std::chrono::seconds(kBetweenLooks); rest.count() > 0 && !stopped; rest -= kBetweenGlances) {
            stopped = stop.wait(kBetweenGlances) == StopSignal::Woken::asked_to_stop;
            shown.look_again();
            if (auto seen = server->look_around(); !seen) say_why(context, seen.error());
        }
    }
    http.stop();
    listener.join();
    return {};
}

} // namespace dongthac::server
