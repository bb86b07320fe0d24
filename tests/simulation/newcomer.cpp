#include <algorithm>

#include "client/sync/state_first.hpp"
#include "shared/office/check.hpp"
#include "shared/office/missing_history.hpp"
#include "shared/office/office_state.hpp"
#include "tests/simulation/cable.hpp"
#include "tests/simulation/history.hpp"

// PCs that begin with their office's state and get its history later (docs/adr/0012).

namespace dongthac::simulation {

namespace {

/// Two of the last segments stay loose, so that short histories have packs.
constexpr store::PackRule kPackSoon{2, 2, 8, 4'000, 4'000};

/// Every PC makes a state whenever anything is new, and history comes in small pieces.
constexpr sync::StateRule kEager{0, 0, 2'000, kPackSoon};

/// The same, counted in segments alone: how many bytes they have depends on how long the times are in them.
constexpr sync::StateRule kEagerByCount{0, 0, 1, {2, 2, 8, std::size_t{1} << 20, std::size_t{1} << 20}};

} // namespace

void History::newcomer() {
    const std::size_t place = machines_.size();
    if (servers_.size() != 1 || spare_.empty() || place >= kMostMachines) return;
    // Rather one whose office has made a state by now.
    const auto store = servers_.front()->store();
    auto chosen = std::ranges::find_if(
        spare_, [&](const Beginning::Pc& pc) { return !must(store->office_state(pc.org), "state").empty(); });
    if (chosen == spare_.end()) chosen = spare_.begin();
    const Beginning::Pc pc = *chosen;
    spare_.erase(chosen);
    note("pc " + std::to_string(place) + " is new");
    count("a new PC");
    auto machine = std::make_unique<Machine>(ground_.folder("m" + std::to_string(place)), dice_.below(UINT64_MAX));
    machine->name = place;
    machine->org = pc.org;
    machine->disk.load(pc.image);
    machine->start();
    must(machine->office->store().put_number("state_asked", 0), "a new PC"); // it did, when there was none
    machines_.push_back(std::move(machine));
    // Most people who switch a new PC on begin to work at once.
    Machine& fresh = *machines_.back();
    if (!chance(70)) return;
    sync(fresh);
    for (std::uint64_t acts = below(4); acts > 0; --acts) act(fresh, *fresh.office);
}

void History::damage_state(std::size_t server) {
    if (compares_clocks(options_.seed)) return; // what is at that place of a state depends on the times in it
    const auto store = servers_[server]->store();
    const Machine& someone = *any_of(machines_);
    base::Bytes state = must(store->office_state(someone.org), "state");
    if (state.empty()) return;
    note("the state of " + someone.org + " is damaged");
    state[static_cast<std::size_t>(below(state.size()))] ^= static_cast<std::uint8_t>(1 + below(255));
    const auto writer = must(store->begin(), "writer");
    must(writer->put_office_state(someone.org, someone.office->identity().device, 1, state), "damage");
    must(writer->commit(), "damage");
}

void History::pack(std::size_t server) {
    const std::size_t rows = must(servers_[server]->store()->pack_some(kPackSoon), "packs");
    note("server " + std::to_string(server) + " packs " + std::to_string(rows));
    if (rows > 0) count("a server packs");
}

bool History::follow_up(Machine& machine) {
    if (faults_ && chance(weather_.crash)) machine.disk.crash_after(1 + below(40), static_cast<unsigned>(below(256)));
    Cable cable(*this, machine);
    std::uint64_t requests = faults_ ? below(4) : UINT64_MAX;
    const sync::StateRule& rule = compares_clocks(options_.seed) ? kEagerByCount : kEager;
    const auto done = sync::follow_up(*machine.office, cable, rule, [&] { return requests-- > 0; });
    const bool crashed = machine.disk.crashed();
    machine.disk.crash_after(0, 0);
    note("pc " + std::to_string(machine.name) + " follows up " +
         (done ? std::to_string(done->segments) + (done->settled ? " settled" : "") +
                     (done->uploaded > 0 ? " state" : "") +
                     (done->packed > 0 ? " packs " + std::to_string(done->packed) : "")
               : std::string(base::name_of(done.error().code))));
    if (crashed) {
        restart(machine);
        return true;
    }
    if (!done && !cable.met_fault())
        throw Violation{"following up over a good network failed: " + std::string(base::name_of(done.error().code))};
    if (done && done->settled) count("history settled");
    if (done && done->packed > 0) count("a PC packs");
    if (done && done->uploaded > 0)
        count(copied_.contains(machine.office->identity().device) ? "a state made by a copied PC" : "a state made");
    if (done && !done->false_state_by.empty()) throw Violation{"a state differed from its history"};
    return !done || done->segments > 0 || done->settled;
}

bool History::would_take_state(Machine& machine) {
    if (!weather_.states) return false;
    const bool wants = must(office::wants_state(*machine.office), "does a PC want a state");
    const bool asked = must(machine.office->store().number("state_asked"), "has a PC asked") != 0;
    return wants && !asked && !must(servers_[machine.server]->store()->office_state(machine.org), "state").empty();
}

void History::count_beginning(Machine& machine, bool asked, const sync::RoundReport& report) {
    if (report.state_bytes == 0 && asked) count("a state refused");
    if (report.state_bytes == 0) return;
    count("began with a state");
    const base::Bytes sealed = must(machine.office->store().taken_state(), "a taken state");
    const auto header = must(wire::read_state_header(sealed), "its header");
    if (copied_.contains(header.device)) count("began with a state of a copied PC");
}

void History::count_act_before_history(office::Workspace& office) {
    if (!weather_.states) return;
    const auto left = office::history_left(office); // the disk may have died
    if (!left || !left->missing()) return;
    count("an act before history");
    if (left->urgent) count("held until history");
}

} // namespace dongthac::simulation
