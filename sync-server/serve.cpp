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
#include "sync-server/shown_certificate.hpp"
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

/// None for plain HTTP of which no proxy's certificate is known.
base::Result<std::optional<CertificateFiles>> certificate_files(const std::filesystem::path& folder,
                                                                const ServeOptions& options, base::Random& random) {
    if (options.certificate || options.exposure != Exposure::tls) return options.certificate;
    DT_TRY(CertificateFiles own, own_certificate(folder, random));
    return own;
}

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
    HttpServer http(routes, {}, options.exposure == Exposure::behind_proxy ? Front::proxy : Front::nothing);
    DT_TRY(const auto files, certificate_files(context.data, options, random));
    std::optional<ShownCertificate> shown;
    if (files) shown.emplace(*files, *server, routes, options.exposure == Exposure::tls ? &http : nullptr);
    if (shown) DT_CHECK(shown->take());
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
            if (auto seen = shown ? shown->look_again() : base::Result<void>(); !seen) say_why(context, seen.error());
            if (auto seen = server->look_around(); !seen) say_why(context, seen.error());
        }
    }
    http.stop();
    listener.join();
    return {};
}

} // namespace dongthac::server
