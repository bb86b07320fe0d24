#include <algorithm>

#include "shared/base/files.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/reorganise.hpp"
#include "sync-server/setup.hpp"
#include "tests/simulation/history.hpp"

// Offices over time: days pass, offices are transferred, merged, split, closed and renamed, PCs revoked.

namespace dongthac::simulation {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::uint64_t kLongWeekend = 4; ///< days
constexpr std::uint64_t kLongTime = 120;

const std::vector<model::OrgId> kWards = {"phuong", "xa"};
const std::vector<model::OrgId> kSchools = {"truong-a", "truong-b", "truong-c"};

/// A server's directory at hand, as a command that works beside it has it.
struct Desk {
    explicit Desk(Server& server)
        : at(server), identity(must(server::identity_of(server.beside(), base::path_from_utf8(server.disk.folder())),
                                    "the server's identity")),
          directory(must(server::read_directory(server.beside(), identity), "the server's directory")) {}

    void write(std::vector<change::Payload> records, const char* what) {
        must(server::write_beside(at.beside(), identity, std::move(records), what, "", at.clock), what);
    }

    Server& at;
    store::ServerIdentity identity;
    model::Directory directory;
};

} // namespace

void History::before_time_passes(std::int64_t ms) {
    Server& server = *servers_.front();
    const Day today = today_of(server);
    if (text::to_days(text::day_of(server.clock.wall_ms() + ms)) != today)
        authority_.ledger.day_ended(today, heads_of(server));
}

void History::pass_days() {
    const auto days = static_cast<std::int64_t>(1 + below(chance(10) ? kLongTime : kLongWeekend));
    before_time_passes(days * kDayMs);
    for (const auto& server : servers_) server->clock.advance(days * kDayMs);
    for (const auto& machine : machines_) machine->clock.advance(days * kDayMs);
    note(std::to_string(days) + " days pass");
    count("days pass");
}

void History::reorganise() {
    Server& server = *servers_.front();
    Ledger& ledger = authority_.ledger;
    const Day today = today_of(server);
    if (ledger.has_plans(today)) return; // one thing after the other
    const auto open_among = [&](const std::vector<model::OrgId>& orgs) {
        std::vector<model::OrgId> open;
        std::ranges::copy_if(orgs, std::back_inserter(open),
                             [&](const model::OrgId& org) { return !ledger.is_closed(org, today); });
        for (std::size_t i = open.size(); i > 1; --i) std::swap(open[i - 1], open[static_cast<std::size_t>(below(i))]);
        return open;
    };
    const std::vector<model::OrgId> schools = open_among(kSchools);
    const std::vector<model::OrgId> wards = open_among(kWards);
    Desk desk(server);
    const Day from = today + 1 + static_cast<Day>(below(2));
    const server::Ground ground{text::from_days(from), "12/QĐ-UBND"};
    const auto carry_out = [&](base::Result<server::Reorganised> done, const char* what, const std::string& line) {
        desk.write(must(std::move(done), what).records, what);
        note(std::string(what) + ": " + line + " from day " + std::to_string(from));
        count(what);
    };
    switch (below(8)) {
    case 0:
    case 1: {
        if (wards.size() < 2 || schools.empty()) return;
        const model::OrgId& to = ledger.is_above(wards[0], schools[0], from) ? wards[1] : wards[0];
        carry_out(server::transfer(desk.directory, schools[0], to, ground), "transfers", schools[0] + " to " + to);
        ledger.transferred(schools[0], to, from);
        break;
    }
    case 2: {
        if (schools.size() < 2) return;
        carry_out(server::merge(server.beside(), desk.directory, {schools[0], schools[1]}, schools[1], ground),
                  "merges", schools[0] + " into " + schools[1]);
        ledger.merged(schools[0], schools[1], from);
        break;
    }
    case 3: {
        if (wards.size() < 2) return;
        carry_out(server::merge(server.beside(), desk.directory, {wards[0]}, wards[1], ground), "merges",
                  wards[0] + " into " + wards[1]);
        ledger.merged(wards[0], wards[1], from);
        break;
    }
    case 4: {
        if (schools.size() < 3) return;
        const model::OrgId part = chance(50) ? schools[0] : schools[2];
        carry_out(server::split(server.beside(), desk.directory, schools[0], {schools[1], part}, ground), "splits",
                  schools[0] + " into " + schools[1] + " and " + part);
        ledger.split(schools[0], {schools[1], part}, from);
        break;
    }
    case 5: {
        if (schools.size() < 2) return;
        carry_out(server::close(server.beside(), desk.directory, schools[0], ground), "closes", schools[0]);
        ledger.closed(schools[0], from);
        break;
    }
    case 6: {
        if (schools.empty()) return;
        const std::string name = "Trường " + oracle_.new_word();
        carry_out(server::rename(desk.directory, schools[0], name, ground), "renames", schools[0]);
        break;
    }
    default: { // papers handed over where nothing else changes
        if (schools.empty() || wards.empty()) return;
        const std::set<std::string> papers = {(chance(50) ? "own/" : "in/") + schools[0], "pub/" + schools[0]};
        desk.write({change::PutGrant{{"g" + std::to_string(step_) + *papers.begin() + wards[0],
                                      wards[0],
                                      {papers.begin(), papers.end()},
                                      {ground.date, {}},
                                      ground.decision}}},
                   "grants");
        note("grants " + *papers.begin() + " to " + wards[0]);
        count("grants");
        ledger.granted(wards[0], papers, from);
    }
    }
    if (chance(70)) server.look_around();
}

void History::revoke_pc(Machine& machine) {
    const base::DeviceId device = machine.office->identity().device;
    Server& server = *servers_[machine.server];
    if (authority_.ledger.is_revoked(device) || machines_.size() < 4) return;
    Desk desk(server);
    (void)must(server::revoke_beside(server.beside(), desk.identity, desk.directory, device, server.clock),
               "a revocation");
    note("pc " + std::to_string(machine.name) + " is revoked");
    count("a PC revoked");
    authority_.ledger.revoked(device);
    std::set<base::Hash>& stands = authority_.stands[device];
    for (const auto& [feed, head] : heads_of(server))
        must(server.beside().each_after(feed, 0,
                                        [&](const store::StoredSegment& segment) {
                                            if (segment.info.device == device) stands.insert(segment.hash);
                                            return store::FeedStore::Visit::go_on;
                                        }),
             "a feed");
    // Its next round may be faster than the server's look at what was written beside it.
    if (chance(50)) sync(machine);
    server.look_around();
    authority_.heads_at_revoking[device] = heads_of(server);
}

bool History::is_revoked(const Machine& machine) const {
    return weather_.authority && authority_.ledger.is_revoked(machine.office->identity().device);
}

bool History::is_cut_off(const Machine& machine) const {
    if (!weather_.authority) return false;
    return is_revoked(machine) || authority_.ledger.is_closed(machine.org, today_of(*servers_[machine.server]));
}

bool History::all_is_sent() const {
    return std::ranges::none_of(machines_, [&](const auto& machine) { return is_cut_off(*machine); });
}

bool History::counts_in_verdict(Machine& machine) const {
    if (!is_cut_off(machine)) return true;
    return !is_revoked(machine) && must(machine.office->store().unsent_changes(), "unsent work") == 0;
}

} // namespace dongthac::simulation
