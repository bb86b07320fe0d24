#include "client/sync/state_first.hpp"
#include "shared/office/check.hpp"
#include "shared/office/missing_history.hpp"
#include "tests/simulation/cable.hpp"
#include "tests/simulation/history.hpp"

// PCs that begin with their office's state and get its history later (docs/adr/0012).

namespace dongthac::simulation {

namespace {

/// Two of the last segments stay loose, so that short histories have packs.
constexpr store::PackRule kPackSoon{2, 2, 8, 4'000, 4'000};

/// Every PC makes a state whenever anything is new, and history comes in small pieces.
constexpr sync::StateRule kEager{0, 0, 2'000, kPackSoon};

} // namespace

void History::newcomer() {
    const std::size_t place = machines_.size();
    if (servers_.size() != 1 || spare_.empty() || place >= kMostMachines) return;
    const Beginning::Pc pc = spare_.front();
    spare_.pop_front();
    note("pc " + std::to_string(place) + " is new");
    auto machine = std::make_unique<Machine>(ground_.folder("m" + std::to_string(place)), dice_.below(UINT64_MAX));
    machine->name = place;
    machine->org = pc.org;
    machine->disk.load(pc.image);
    machine->start();
    must(machine->office->store().put_number("state_asked", 0), "a new PC"); // it did, when there was none
    machines_.push_back(std::move(machine));
}

void History::damage_state(std::size_t server) {
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
}

bool History::follow_up(Machine& machine) {
    if (faults_ && chance(weather_.crash)) machine.disk.crash_after(1 + below(40), static_cast<unsigned>(below(256)));
    Cable cable(*this, machine);
    std::uint64_t requests = faults_ ? below(4) : UINT64_MAX;
    const auto done = sync::follow_up(*machine.office, cable, kEager, [&] { return requests-- > 0; });
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
    if (done && !done->false_state_by.empty()) throw Violation{"a state differed from its history"};
    return !done || done->segments > 0 || done->settled;
}

} // namespace dongthac::simulation
