#include <algorithm>

#include <nlohmann/json.hpp>

#include "bench/crowd.hpp"
#include "bench/herd_office.hpp"
#include "bench/measure.hpp"
#include "bench/workloads.hpp"
#include "shared/base/random.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::bench {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kHerd = 3'000;
constexpr double kLongest = 60;
/// PCs that poll at the same moment: of 3,000 that do so every 45 s there are about two.
constexpr std::size_t kPollsAtOnce = 4;

std::vector<std::string> bytes_of(const std::vector<HerdRequest>& requests) {
    std::vector<std::string> bytes;
    for (const HerdRequest& request : requests) bytes.push_back(request.bytes);
    return bytes;
}

void add_times(Json& line, const std::vector<Served>& served) {
    std::vector<double> ms;
    for (const Served& one : served) ms.push_back(one.done > 0 ? (one.done - one.connecting) * 1e3 : kLongest * 1e3);
    line["ms_p50"] = rounded(quantile(ms, .5));
    line["ms_p99"] = rounded(quantile(ms, .99));
    line["ms_max"] = rounded(*std::ranges::max_element(ms));
}

/// What server and load cost while `work` ran.
template <class Work>
void measure(Json& line, const ServerProgram& server, std::size_t requests, Work work) {
    const ProcessUse before = use_of(server.process());
    const double cpu = own_use().cpu_seconds;
    const double start = now();
    work();
    line["seconds"] = rounded(now() - start);
    const ProcessUse after = use_of(server.process());
    line["server_cpu_s"] = rounded(after.cpu_seconds - before.cpu_seconds, 2);
    line["server_cpu_ms_each"] =
        rounded((after.cpu_seconds - before.cpu_seconds) / static_cast<double>(requests) * 1e3);
    line["client_cpu_s"] = rounded(own_use().cpu_seconds - cpu, 2);
    line["server_rss_mb"] = after.peak_mb;
}

class HerdRun {
  public:
    explicit HerdRun(const Options& options)
        : options_(options), clients_(options.clients.value_or(kHerd)),
          server_(options.server, scratch_.path() / "server", HerdOffice::offices(clients_)),
          office_(server_, clients_) {
        server_.start();
        crowd_.emplace(server_.url(), clients_);
    }

    void come_back() {
        std::vector<HerdRequest> requests;
        for (const HerdPc& pc : office_.pcs()) requests.push_back(office_.push(pc));
        const std::vector<std::string> bytes = bytes_of(requests);
        Json line = begin("herd", clients_);
        std::vector<Served> served;
        measure(line, server_, clients_, [&] { served = crowd_->rush(bytes, kLongest); });
        add_times(line, served);
        std::size_t good = 0;
        for (std::size_t i = 0; i < served.size(); ++i) good += kept_and_told(i, requests[i], served[i]) ? 1 : 0;
        line["served"] = good;
        line["reopened"] = crowd_->reopened();
        line["fsync"] = "WAL, synchronous=FULL";
        emit(options_, line);
    }

    void poll() {
        std::vector<HerdRequest> requests;
        for (const HerdPc& pc : office_.pcs()) requests.push_back(office_.poll(pc));
        const std::vector<std::string> bytes = bytes_of(requests);
        base::SeededRandom random(7);
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < options_.polls; ++i)
            order.push_back(static_cast<std::size_t>(random.below(clients_)));
        const std::size_t reopened = crowd_->reopened();
        Json line = begin("polls", options_.polls);
        std::vector<Served> served;
        measure(line, server_, options_.polls, [&] { served = crowd_->ask(bytes, order, kPollsAtOnce, kLongest); });
        add_times(line, served);
        std::size_t good = 0;
        for (std::size_t i = 0; i < served.size(); ++i)
            good += is_quiet(order[i], requests[order[i]], served[i]) ? 1 : 0;
        line["served"] = good;
        line["reopened"] = crowd_->reopened() - reopened;
        emit(options_, line);
    }

  private:
    [[nodiscard]] Json begin(const std::string& workload, std::size_t count) const {
        return {{"peer", "dongthac"},
                {"version", DONGTHAC_VERSION},
                {"workload", workload},
                {"n", count},
                {"clients", clients_}};
    }
    /// The act is in, and the plan of the ward has come.
    [[nodiscard]] bool kept_and_told(std::size_t place, const HerdRequest& request, const Served& served) const {
        if (served.status == 0) return false;
        const wire::BriefAnswer answer = office_.answer(office_.pcs()[place], request, served.status, served.body);
        return !answer.unknown && answer.places.size() == 1 && answer.news.size() == 1;
    }
    [[nodiscard]] bool is_quiet(std::size_t place, const HerdRequest& request, const Served& served) const {
        if (served.status == 0) return false;
        const wire::BriefAnswer answer = office_.answer(office_.pcs()[place], request, served.status, served.body);
        return !answer.unknown && answer.news.empty();
    }

    const Options& options_;
    std::size_t clients_;
    Scratch scratch_;
    ServerProgram server_;
    HerdOffice office_;
    std::optional<Crowd> crowd_;
};

} // namespace

void run_herd(const Options& options) {
    HerdRun run(options);
    run.come_back();
    run.poll();
}

void run_verification(const Options& options) {
    base::SeededRandom random(3);
    const base::KeyPair key = base::KeyPair::generate(random);
    const auto replica = base::new_id<base::ReplicaId>(random);
    const auto document = base::new_id<base::DocumentId>(random);
    std::vector<base::Bytes> chain;
    base::Hash hash{};
    for (std::size_t i = 0; i < options.count; ++i) {
        change::Change change;
        change.payload = change::Comment{base::root_node(document), "Đã gửi giấy mời họp phụ huynh.", "Lan"};
        change.id = {replica, i + 1};
        change.kind = static_cast<std::uint16_t>(change::kind_of(change.payload));
        change.document = document;
        change.lamport = i + 1;
        chain.push_back(wire::seal("own/truong", std::vector{change}, key, hash));
        hash = wire::chain_hash(chain.back(), hash);
    }

    const double start = now();
    const double cpu = own_use().cpu_seconds;
    std::size_t good = 0;
    hash = {};
    for (const base::Bytes& bytes : chain) {
        const bool genuine = wire::is_signed(bytes, key.public_key(), hash);
        const auto changes = wire::open(bytes);
        hash = wire::chain_hash(bytes, hash);
        good += genuine && changes && changes->size() == 1 ? 1 : 0;
    }
    const double seconds = now() - start;
    emit(options, {{"peer", "dongthac"},
                   {"version", DONGTHAC_VERSION},
                   {"workload", "verify"},
                   {"n", options.count},
                   {"seconds", rounded(seconds)},
                   {"cpu_s", rounded(own_use().cpu_seconds - cpu, 2)},
                   {"batches_per_s", rounded(static_cast<double>(options.count) / seconds, 0)},
                   {"good", good}});
}

} // namespace dongthac::bench
