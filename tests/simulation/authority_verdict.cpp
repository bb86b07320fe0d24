#include <algorithm>

#include "shared/office/documents.hpp"
#include "shared/office/log.hpp"
#include "shared/wire/decision.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"
#include "tests/simulation/history.hpp"

// What must hold of decisions, numbers and what each PC may hold (DESIGN §5, §6).

namespace dongthac::simulation {

namespace {

/// A segment as a server has it.
struct Entry {
    base::Hash hash{};
    base::DeviceId author;
};
using Feed = std::map<std::uint64_t, Entry>; ///< by place

const change::Transition& transition_of(const change::Change& change) {
    return std::get<change::Transition>(change.payload);
}

std::string in_short(const base::DocumentId& id) { return base::to_text(id).substr(0, 8); }

std::map<std::string, Feed> feeds_at(Server& server) {
    std::map<std::string, Feed> feeds;
    for (const auto& [name, head] : heads_of(server))
        must(server.beside().each_after(name, 0,
                                        [&](const store::StoredSegment& segment) {
                                            feeds[name].emplace(segment.seq, Entry{segment.hash, segment.info.device});
                                            return store::FeedStore::Visit::go_on;
                                        }),
             "a feed");
    return feeds;
}

} // namespace

// Every decision stands in the feed of whoever took it, so one look at each tells in which order they were let in.
void History::follow_decisions() {
    for (const auto& [feed, head] : heads_of(*servers_.front())) {
        std::uint64_t& followed = authority_.followed[feed];
        if (!feed.starts_with("own/") || head <= followed) continue;
        must(servers_.front()->beside().each_after(feed, followed,
                                                   [&](const store::StoredSegment& segment) {
                                                       const auto changes = wire::open_known(segment.bytes);
                                                       for (const change::Change& change : must(changes, "a segment"))
                                                           if (std::get_if<change::Transition>(&change.payload))
                                                               took(segment.info.device, change);
                                                       return store::FeedStore::Visit::go_on;
                                                   }),
             "a feed");
        followed = head;
    }
}

void History::took(const base::DeviceId& device, const change::Change& decision) {
    const change::Transition& step = transition_of(decision);
    std::vector<change::Change>& line = authority_.taken[decision.document];
    const std::string what = std::string(model::name_of(step.action)) + " of " + in_short(decision.document);
    note("  taken: " + what + " on version " + std::to_string(step.expects_version));
    if (step.expects_version != line.size()) throw Violation{"not one decision for each state version: " + what};
    base::PublicKey drafter{};
    for (const change::Change& earlier : line) {
        const change::Transition& one = transition_of(earlier);
        if (one.action == model::Action::begin_review || one.action == model::Action::submit)
            drafter = one.seal ? one.seal->key : base::PublicKey{};
    }
    const auto from = line.empty() ? model::DocumentState::draft : transition_of(line.back()).to;
    const Day today = today_of(*servers_.front());
    const auto [submitted, first] = authority_.submitted.emplace(decision.document, today);
    const std::string objection = authority_.ledger.objection(device, step, from, drafter, today, submitted->second);
    if (step.action == model::Action::submit) submitted->second = today;
    if (!objection.empty()) throw Violation{"a decision counts that was taken " + objection + ": " + what};
    for (const std::string& word : words_in(step.note))
        if (authority_.forged.contains(word)) throw Violation{"a forged signature counts: " + what};
    if (!step.snapshot.empty() && base::sha256(step.snapshot) != step.revision)
        throw Violation{"a revision is not what its hash says: " + what};
    if (step.action == model::Action::assign_number) {
        count("a number given");
        if (!authority_.numbers.emplace(step.owner, step.numbered_on.year, step.number).second)
            throw Violation{"a number was given twice: " + std::to_string(step.number) + " by " + step.owner};
    }
    line.push_back(decision);
}

void History::watch_revisions(Machine& machine) {
    store::OfficeStore& store = machine.office->store();
    for (const auto& row : must(office::list_documents(*machine.office), "list")) {
        const auto stored = must(store.document(row.id), "a document's row");
        for (const change::RevisionState& step : must(wire::decode_head(stored->head), "a head").revisions) {
            const Authority::Shown shown{step.no, step.hash, step.number};
            const auto known = authority_.shown.emplace(std::tuple(machine.org, row.id, step.id), shown).first;
            if (known->second != shown)
                throw Violation{"a revision changed: " + in_short(row.id) + " at PC " + std::to_string(machine.name)};
        }
    }
}

// Nobody lacks what is theirs, nobody has what was not shown to them, nobody has what was written after a revocation.
void History::expect_held_as_allowed() {
    Server& server = *servers_.front();
    const Ledger& ledger = authority_.ledger;
    const Day today = today_of(server);
    const std::map<std::string, Feed> feeds = feeds_at(server);
    for (const auto& [name, feed] : feeds)
        for (const auto& [seq, entry] : feed) {
            if (authority_.stands.contains(entry.author) && !authority_.stands.at(entry.author).contains(entry.hash))
                throw Violation{"what a revoked PC wrote came into " + name};
            if (name.starts_with("own/") && ledger.is_closed(name.substr(4), ledger.day_of(name, seq, today)))
                throw Violation{"a closed office wrote on in " + name};
        }
    for (const auto& machine : machines_) {
        const base::DeviceId device = machine->office->identity().device;
        const bool revoked = is_revoked(*machine);
        const std::string who = "PC " + std::to_string(machine->name) + " of " + machine->org;
        for (const auto& [name, feed] : feeds) {
            std::map<std::uint64_t, base::Hash> here;
            for (const store::SegmentRow& row : must(machine->office->store().segments_of_feed(name), "a feed's rows"))
                if (row.state == store::SegmentState::settled) here.emplace(row.seq, row.hash);
            for (const auto& [seq, entry] : feed) {
                const auto held = here.find(seq);
                const bool has = held != here.end();
                if (has && held->second != entry.hash) throw Violation{who + " has another segment of " + name};
                const bool may = ledger.may_hold(machine->org, name, ledger.day_of(name, seq, today), today);
                if (!has && may && !revoked)
                    throw Violation{who + " lacks segment " + std::to_string(seq) + " of " + name};
                if (!has || entry.author == device) continue;
                if (!may) throw Violation{who + " was shown segment " + std::to_string(seq) + " of " + name};
                if (revoked && seq > authority_.heads_at_revoking.at(device)[name])
                    throw Violation{who + " read on after it was revoked"};
            }
            if (!here.empty() && here.rbegin()->first > feed.rbegin()->first)
                throw Violation{who + " has more of " + name + " than the server"};
        }
    }
}

// One line of decisions: what a PC shows of it is a part of it, in its order, byte for byte, and ends where it ends.
void History::expect_decisions_agree() {
    for (const auto& machine : machines_) {
        store::OfficeStore& store = machine->office->store();
        for (const auto& row : must(office::list_documents(*machine->office), "list")) {
            // It began with a state and was revoked before the history had come.
            if (is_cut_off(*machine) && must(store.is_partial(row.id), "a partial document")) continue;
            const auto line = authority_.taken.find(row.id);
            const std::string where = in_short(row.id) + " at PC " + std::to_string(machine->name);
            std::map<std::uint32_t, change::Change> here;
            for (change::Change& change : must(office::changes_of(*machine->office, row.id), "changes")) {
                if (!std::holds_alternative<change::Transition>(change.payload)) continue;
                const std::uint32_t version = transition_of(change).expects_version;
                const bool known = line != authority_.taken.end() && version < line->second.size();
                if (!known || line->second[version] != change) throw Violation{"a decision nobody took: " + where};
                here.emplace(version, std::move(change));
            }
            const change::DocumentHead head =
                must(wire::decode_head(must(store.document(row.id), "a row")->head), "head");
            std::vector<base::ChangeId> shown;
            std::vector<base::ChangeId> taken;
            for (const change::RevisionState& step : head.revisions) shown.push_back(step.id);
            for (const auto& [version, change] : here) taken.push_back(change.id);
            if (shown != taken) throw Violation{"another line of decisions: " + where};
            if (here.empty()) continue;
            const auto& [version, last] = *here.rbegin();
            if (head.state != transition_of(last).to || head.state_version != version + 1)
                throw Violation{"another state than was decided: " + where};
        }
    }
}

// NĐ 30/2020/NĐ-CP, Điều 15: unique, and consecutive but for what somebody still has in hand.
void History::expect_numbers() {
    Server& server = *servers_.front();
    const auto writer = must(server.beside().begin(), "a reader");
    std::set<std::pair<model::OrgId, int>> rows;
    for (const auto& [org, year, number] : authority_.numbers) rows.emplace(org, year);
    for (const auto& [org, year] : rows) {
        const std::uint32_t last = must(writer->last_number(org, year), "the last number");
        for (std::uint32_t number = 1; number <= last; ++number) {
            const auto row = must(writer->number(org, year, number), "a number");
            const bool given = authority_.numbers.contains({org, year, number});
            if (!row || row->document.empty() == given)
                throw Violation{"number " + std::to_string(number) + " of " + org + " is neither given nor reserved"};
        }
        if (authority_.numbers.contains({org, year, last + 1})) throw Violation{"a number beyond the last"};
    }
}

// What a PC wrote and could no longer send stays on its own disk, and nobody else is asked for it.
void History::forget_what_stayed_behind() {
    std::set<std::string> anywhere = words_on_disks();
    std::set<std::string> sent;
    for (const auto& server : servers_)
        for (const auto& [name, head] : heads_of(*server))
            must(server->beside().each_after(name, 0,
                                             [&](const store::StoredSegment& segment) {
                                                 if (const auto changes = wire::open_known(segment.bytes))
                                                     add_words(*changes, sent);
                                                 return store::FeedStore::Visit::go_on;
                                             }),
                 "a feed");
    for (const auto& machine : machines_) {
        if (!is_cut_off(*machine)) continue;
        count(is_revoked(*machine) ? "ends revoked" : "ends closed");
        for (const Fact& fact : oracle_.facts())
            if (fact.machine == machine->name && fact.acknowledged && fact.kind != FactKind::unknown &&
                !anywhere.contains(fact.word))
                throw Violation{"lost on the disk of its own PC: " + fact.word};
        oracle_.fell_back(machine->name, 0, sent);
    }
}

} // namespace dongthac::simulation
