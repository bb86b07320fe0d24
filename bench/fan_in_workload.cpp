#include <atomic>
#include <memory>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/desk.hpp"
#include "bench/measure.hpp"
#include "bench/workloads.hpp"

namespace dongthac::bench {

namespace {

constexpr std::size_t kEditsEach = 50;

std::vector<Office> offices_for(std::size_t clients) {
    std::vector<Office> offices = {{"phuong", "ward_committee", ""}};
    for (std::size_t i = 0; i < clients; ++i) offices.push_back({"truong-" + std::to_string(i), "school", "phuong"});
    return offices;
}

/// Connections that say nothing, as browsers and broken proxies hold them: each one the server closes is opened again.
class IdleConnections {
  public:
    IdleConnections(const std::string& url, std::size_t count) {
        address_.sin_family = AF_INET;
        address_.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sockets_.resize(count);
        for (pollfd& socket : sockets_) open(socket);
        if (count > 0) thread_ = std::thread([this] { keep(); });
    }
    IdleConnections(const IdleConnections&) = delete;
    IdleConnections& operator=(const IdleConnections&) = delete;
    ~IdleConnections() {
        stop_ = true;
        if (thread_.joinable()) thread_.join();
        for (const pollfd& socket : sockets_) ::close(socket.fd);
    }
    [[nodiscard]] std::uint64_t reopened() const { return reopened_; }

  private:
    void open(pollfd& socket) const {
        socket = {::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), POLLIN, 0};
        (void)::connect(socket.fd, reinterpret_cast<const sockaddr*>(&address_), sizeof address_);
    }
    void keep() {
        constexpr int kLookMs = 50;
        while (!stop_) {
            if (::poll(sockets_.data(), sockets_.size(), kLookMs) <= 0) continue;
            for (pollfd& socket : sockets_) {
                if (socket.revents == 0) continue;
                ::close(socket.fd);
                open(socket);
                ++reopened_;
            }
        }
    }
    sockaddr_in address_{};
    std::vector<pollfd> sockets_;
    std::atomic<bool> stop_{false};
    std::atomic<std::uint64_t> reopened_{0};
    std::thread thread_;
};

/// The schools' PCs: enrolled, with the directory, each with a plan of its own of five records and fifty edits.
std::vector<std::unique_ptr<Desk>> open_schools(std::size_t clients, const ServerProgram& server,
                                                const std::filesystem::path& folder) {
    std::vector<std::unique_ptr<Desk>> schools;
    for (std::size_t i = 0; i < clients; ++i)
        schools.push_back(std::make_unique<Desk>(folder / ("c" + std::to_string(i)), server,
                                                 "truong-" + std::to_string(i), std::vector<std::string>{"editor"}));
    for (std::size_t i = 0; i < clients; ++i) {
        (void)schools[i]->sync();
        schools[i]->begin_plan();
        schools[i]->edit_many(make_edits(kEditsEach, 5, 1000 + static_cast<std::uint32_t>(i)));
    }
    return schools;
}

} // namespace

void run_fan_in(const Options& options) {
    const std::size_t clients = options.clients.value_or(200);
    const Scratch scratch;
    ServerProgram server(options.server, scratch.path() / "server", offices_for(clients));
    server.start();
    const auto schools = open_schools(clients, server, scratch.path());
    Desk ward(scratch.path() / "ward", server, "phuong", {"officer", "clerk", "signer"});
    (void)ward.sync();
    const std::vector<Edit> plan = make_edits(500, 100, 99, "p");
    ward.begin_plan();
    ward.edit_many(plan);
    ward.issue();
    (void)ward.sync();

    const IdleConnections idle(server.url(), options.idle);
    std::atomic<std::size_t> failed{0};
    const Counters wire = counters();
    const ProcessUse before = use_of(server.process());
    const double cpu = own_use().cpu_seconds;
    const double start = now();
    {
        std::vector<std::jthread> threads;
        for (const auto& school : schools)
            threads.emplace_back([&failed, pc = school.get()] {
                try {
                    if (pc->sync().pending != 0) ++failed;
                } catch (const std::exception&) {
                    ++failed;
                }
            });
    }
    const double seconds = now() - start;
    const Counters after = counters();
    const ProcessUse used = use_of(server.process());
    const double client_cpu = own_use().cpu_seconds - cpu;

    const std::string wanted = digest(final_state(plan));
    std::size_t good = 0;
    for (const auto& school : schools) {
        school->read_plan(ward.plan());
        try {
            good += digest(school->state()) == wanted ? 1 : 0;
        } catch (const std::exception&) {
            ++failed; // the plan did not come
        }
    }
    emit(options, {{"peer", "dongthac"},
                   {"version", DONGTHAC_VERSION},
                   {"workload", "W4"},
                   {"n", clients * kEditsEach},
                   {"clients", clients},
                   {"idle", options.idle},
                   {"idle_reopened", idle.reopened()},
                   {"seconds", rounded(seconds)},
                   {"bytes_up", after.sent - wire.sent},
                   {"bytes_down", after.received - wire.received},
                   {"bytes_on_wire", after.sent - wire.sent + after.received - wire.received},
                   {"server_cpu_s", rounded(used.cpu_seconds - before.cpu_seconds, 2)},
                   {"client_cpu_s", rounded(client_cpu, 2)},
                   {"server_rss_mb", used.peak_mb},
                   {"client_fsyncs", after.flushes - wire.flushes},
                   {"server_bytes", folder_bytes(server.data())},
                   {"ok_clients", good},
                   {"errors", failed.load()},
                   {"history", true},
                   {"fsync", "WAL, synchronous=FULL on both sides"}});
}

} // namespace dongthac::bench
