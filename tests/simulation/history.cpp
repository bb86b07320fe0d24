#include "tests/simulation/history.hpp"

#include "shared/office/check.hpp"
#include "shared/office/log.hpp"
#include "shared/wire/segment.hpp"
#include "tests/simulation/cable.hpp"

namespace dongthac::simulation {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kYearMs = std::int64_t{365} * 24 * 60 * kMinuteMs;

Weather weather_of(base::Random& dice) {
    const auto of_100 = [&](std::uint64_t percent) { return dice.below(100) < percent; };
    Weather weather;
    weather.network = std::array<std::uint64_t, 4>{0, 15, 30, 50}[static_cast<std::size_t>(dice.below(4))];
    weather.crash = of_100(40) ? 8 : 0;
    weather.windows = of_100(25);
    weather.clones = of_100(15);
    weather.restores = of_100(15);
    weather.newer = of_100(15);
    // Not together with copied disks that nobody noticed: then the server may take another history under names it lost.
    weather.server_restores = of_100(10) && !weather.clones && !weather.restores;
    return weather;
}

} // namespace

std::uint64_t mix(std::uint64_t hash, std::string_view text) {
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3u;
    return hash;
}

History::History(Ground& ground, const Options& options)
    : ground_(ground), options_(options), dice_(options.seed), wall_(options.seed ^ (options.wall_clocks << 32)) {}

History::~History() {
    for (const auto& machine : machines_) machine->stop();
    for (const auto& server : servers_) server->disk.cut();
}

Outcome History::run() {
    try {
        begin();
        live();
        settle();
        judge();
    } catch (const Violation& violation) {
        outcome_.violation = violation.what;
        note("VIOLATION " + violation.what);
    }
    return outcome_;
}

void History::note(const std::string& line) {
    outcome_.trace = mix(outcome_.trace, line);
    if (options_.trace != nullptr) *options_.trace << step_ << ' ' << line << '\n';
}

void History::begin() {
    weather_ = weather_of(dice_);
    if (compares_clocks(options_.seed)) weather_.crash = 0;
    // Not from the dice: the other histories stay what they were.
    weather_.states = options_.seed % 3 == 1;
    weather_.one_plan = options_.seed % 5 == 2;
    // Whether a term has ended is asked of the wall clock, so these do not compare clocks.
    weather_.authority =
        (options_.seed % 7 == 2 || options_.seed % 7 == 6) && !compares_clocks(options_.seed) && options_.replicas == 0;
    const std::uint64_t size = below(1'000);
    std::size_t servers = size >= 960 && size < 990 ? 2 + below(2) : 1;
    std::size_t each = size >= 995 ? 6 + below(kMostMachines - 5) : 2 + below(4);
    if (options_.replicas != 0) {
        servers = 1;
        each = std::min(options_.replicas, kMostMachines);
    }
    if (weather_.authority) {
        // What a restored server gives a second time is another story (docs/adr/0017), told without people.
        weather_.server_restores = false;
        servers = 1;
        each = 4 + below(5);
    }
    const std::size_t made = each > 8 ? kMostMachines : 8;
    const Beginning& beginning = ground_.beginning(servers, made, each > 8 ? 0 : below(4),
                                                   weather_.authority ? Offices::department : Offices::ward);
    for (std::size_t s = 0; s < servers; ++s) {
        servers_.push_back(std::make_unique<Server>(ground_.folder("s" + std::to_string(s))));
        servers_.back()->disk.load(beginning.servers[s]);
        servers_.back()->start();
        for (std::size_t m = 0; m < each; ++m) {
            const Beginning::Pc& pc = beginning.machines[s * made + m];
            const std::size_t name = machines_.size();
            auto machine =
                std::make_unique<Machine>(ground_.folder("m" + std::to_string(name)), dice_.below(UINT64_MAX));
            machine->name = name;
            machine->org = pc.org;
            machine->server = s;
            machine->disk.load(pc.image);
            machine->start();
            machines_.push_back(std::move(machine));
        }
        for (std::size_t m = each; m < made; ++m) spare_.push_back(beginning.machines[s * made + m]);
    }
    if (weather_.authority) begin_ledger();
    note("servers " + std::to_string(servers) + " pcs " + std::to_string(machines_.size()) + " network " +
         std::to_string(weather_.network) + " crash " + std::to_string(weather_.crash));
}

void History::live() {
    faults_ = true;
    for (std::size_t s = 0; s < servers_.size(); ++s)
        for (auto& machine : machines_)
            if (machine->server == s) {
                new_plan(*machine, *machine->office);
                break;
            }
    if (weather_.authority)
        for (std::uint64_t acts = 3 + below(4); acts > 0; --acts) administer(*any_of(machines_));
    std::size_t steps = machines_.size() > 8 ? 4 * machines_.size() : 15 + below(30);
    if (weather_.one_plan || weather_.authority) steps *= 2;
    if (weather_.one_plan) {
        for (auto& machine : machines_) sync(*machine);
    }
    for (std::size_t i = 0; i < steps; ++i) {
        ++step_;
        pass_time();
        if (!held_.empty() && chance(20)) deliver_held();
        step(*any_of(machines_));
    }
    faults_ = false;
}

void History::pass_time() {
    const auto ms = static_cast<std::int64_t>(below(20 * kMinuteMs));
    if (weather_.authority) before_time_passes(ms);
    for (const auto& server : servers_) server->clock.advance(ms);
    for (const auto& machine : machines_) {
        machine->clock.advance(ms);
        // Wrong by anything: a flat battery, a wrong year, a person who sets it.
        if (wall_.below(20) == 0)
            machine->clock.set_wall(kStartMs - 5 * kYearMs + static_cast<std::int64_t>(wall_.below(10 * kYearMs)));
    }
}

void History::step(Machine& machine) {
    if (weather_.states && chance(15)) return (void)follow_up(machine);
    if (weather_.states && chance(4)) return newcomer();
    if (weather_.states && chance(2)) return damage_state(machine.server);
    if (weather_.states && chance(4)) return pack(machine.server);
    if (weather_.authority && chance(16)) return administer(machine);
    if (chance(35)) return sync(machine);
    if (weather_.clones && machines_.size() < kMostMachines && chance(6)) return clone(machine);
    if (weather_.restores && chance(12)) return restore(machine);
    if (weather_.server_restores && chance(8)) return restore_server(machine.server);
    act(machine, *machine.office);
}

void History::sync(Machine& machine) {
    const bool asks = would_take_state(machine);
    if (faults_ && chance(weather_.crash)) machine.disk.crash_after(1 + below(40), static_cast<unsigned>(below(256)));
    Cable cable(*this, machine);
    const auto report = sync::run_round(*machine.office, cable);
    ++outcome_.rounds;
    const bool crashed = machine.disk.crashed();
    machine.disk.crash_after(0, 0);
    note("pc " + std::to_string(machine.name) + " round " +
         (report ? std::to_string(report->sent) + "/" + std::to_string(report->received) +
                       (report->forked ? " forked" : "")
                 : std::string(base::name_of(report.error().code))));
    if (weather_.authority) follow_decisions();
    if (crashed) return restart(machine);
    if (weather_.authority) watch_revisions(machine);
    if (!report && is_no(report.error().code) && weather_.authority) return;
    if (cable.cut_answer() && report) throw Violation{"half an answer was taken for a whole one"};
    if (!report && !cable.met_fault())
        throw Violation{"a round over a good network failed: " + std::string(base::name_of(report.error().code))};
    if (!report && report.error().code == base::Code::internal)
        throw Violation{"a round failed inside: " + words_of(report.error())};
    if (!report) return;
    if (report->quarantined > 0 && !is_cut_off(machine)) throw Violation{"the server keeps apart what a PC may write"};
    if (report->forked && one_of_each()) throw Violation{"a fork, and nobody copied a disk"};
    if (report->forked) count("a fork");
    count_beginning(machine, asks, *report);
}

void History::restart(Machine& machine) {
    ++outcome_.crashes;
    note("pc " + std::to_string(machine.name) + " crashes");
    machine.restart_after_crash();
    const auto report = must(office::check(*machine.office), "a PC cannot be checked after a crash");
    if (!report.ok()) throw Violation{"after a crash: " + report.problems.front()};
}

void History::clone(Machine& machine) {
    const std::size_t name = machines_.size();
    note("pc " + std::to_string(machine.name) + " is copied to " + std::to_string(name));
    copied_.insert(machine.office->identity().device);
    auto copy = std::make_unique<Machine>(ground_.folder("m" + std::to_string(name)), dice_.below(UINT64_MAX));
    copy->name = name;
    copy->org = machine.org;
    copy->server = machine.server;
    copy->clock.set_wall(machine.clock.wall_ms());
    copy->disk.load(machine.disk.image());
    copy->start();
    machines_.push_back(std::move(copy));
}

void History::restore(Machine& machine) {
    const auto copy = copies_.find(machine.name);
    if (copy == copies_.end()) {
        note("pc " + std::to_string(machine.name) + " is backed up");
        copies_[machine.name] = {machine.disk.image(), step_};
        return;
    }
    note("pc " + std::to_string(machine.name) + " is restored from step " + std::to_string(copy->second.step));
    machine.stop();
    machine.disk.load(copy->second.image);
    machine.start();
    count("a PC restored");
    copied_.insert(machine.office->identity().device);
    oracle_.fell_back(machine.name, copy->second.step, words_on_disks());
    copies_.erase(copy);
}

void History::restore_server(std::size_t server) {
    const auto copy = server_copies_.find(server);
    if (copy == server_copies_.end()) {
        note("server " + std::to_string(server) + " is backed up");
        server_copies_[server] = servers_[server]->disk.image();
        return;
    }
    note("server " + std::to_string(server) + " is restored");
    servers_[server]->restore(copy->second, dice_);
    server_copies_.erase(copy);
    count("a server restored");
    const std::set<std::string> surviving = words_on_disks();
    // What a PC wrote before its own disk was restored was on the server alone.
    for (const auto& machine : machines_) oracle_.fell_back(machine->name, 0, surviving);
}

std::set<std::string> History::words_on_disks() {
    std::set<std::string> words;
    for (const auto& server : servers_) {
        const auto store = server->store();
        for (const store::FeedHead& head : must(store->heads(), "heads"))
            must(store->each_after(head.feed, 0,
                                   [&](const store::StoredSegment& segment) {
                                       if (const auto changes = wire::open(segment.bytes)) add_words(*changes, words);
                                       return store::FeedStore::Visit::go_on;
                                   }),
                 "feed");
    }
    for (const auto& machine : machines_) {
        store::OfficeStore& store = machine->office->store();
        for (const store::SegmentRow& row : must(store.segments_after(store::kBeforeAllRows, 1'000'000), "log"))
            add_words(must(office::changes_in(row), "a row of the log"), words);
        for (const store::IntentRow& intent : must(store.intents(), "intents"))
            for (std::string& word : words_in(intent.note)) words.insert(std::move(word));
    }
    return words;
}

void History::deliver_held() {
    const auto at = static_cast<std::ptrdiff_t>(below(held_.size()));
    const Held late = held_[static_cast<std::size_t>(at)];
    held_.erase(held_.begin() + at);
    note("a late request reaches server " + std::to_string(late.server));
    (void)servers_[late.server]->post(late.path, late.body); // nobody waits for the answer any more
    if (weather_.authority) follow_decisions();
}

void History::settle() {
    while (!held_.empty()) deliver_held();
    for (const auto& server : servers_) server->look_around();
    constexpr int kMostPasses = 15;
    for (int pass = 0; pass < kMostPasses; ++pass) {
        bool quiet = true;
        for (const auto& machine : machines_) {
            const bool asks = would_take_state(*machine);
            Cable cable(*this, *machine);
            const auto report = sync::run_round(*machine->office, cable);
            ++outcome_.rounds;
            if (weather_.authority) follow_decisions();
            note("pc " + std::to_string(machine->name) + " settles " +
                 (report ? std::to_string(report->sent) + "/" + std::to_string(report->received)
                         : std::string(base::name_of(report.error().code))));
            const bool no = !report && weather_.authority && is_no(report.error().code);
            if (is_revoked(*machine)) {
                if (!no) throw Violation{"a revoked PC is served"};
                continue;
            }
            if (no) { // it has been told, and is rid of what it may not do
                quiet = false;
                continue;
            }
            if (!report)
                throw Violation{"PC " + std::to_string(machine->name) +
                                " cannot settle: " + std::string(base::name_of(report.error().code))};
            const bool cut_off = is_cut_off(*machine);
            if (report->quarantined > 0 && !cut_off) throw Violation{"the server keeps apart what a PC may write"};
            if (report->forked && one_of_each()) throw Violation{"a fork, and nobody copied a disk"};
            count_beginning(*machine, asks, *report);
            quiet = quiet && report->sent == 0 && report->received == 0 && (report->pending == 0 || cut_off);
            if (weather_.states && follow_up(*machine)) quiet = false;
        }
        if (quiet) return;
    }
    throw Violation{"the PCs do not come to rest"};
}

} // namespace dongthac::simulation
