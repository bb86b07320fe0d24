#include <algorithm>

#include "shared/base/crypto.hpp"
#include "shared/change/build.hpp"
#include "shared/model/feed.hpp"
#include "shared/model/record.hpp"
#include "shared/office/check.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/log.hpp"
#include "shared/office/projector.hpp"
#include "shared/wire/projection.hpp"
#include "sync-server/document.hpp"
#include "sync-server/verify.hpp"
#include "tests/simulation/history.hpp"

namespace dongthac::simulation {

namespace {

using Place = std::pair<std::uint64_t, base::Hash>; ///< where a segment stands in its feed, and what it is

std::string in_short(const base::DocumentId& id) { return base::to_text(id).substr(0, 8); }

bool is_shown(const change::Document& document, const base::NodeId& node) {
    if (node == base::root_node(document.head.id)) return true;
    return std::ranges::any_of(document.in_order(), [&](const auto* one) { return one->id == node; });
}

/// The same state with all that wall clocks put into it taken out.
std::uint64_t digest_of(change::Document document) {
    for (change::CommentState& comment : document.head.comments) comment.wall_ms = 0;
    for (change::RevisionState& step : document.head.revisions) {
        step.wall_ms = 0;
        step.time_token.clear(); // the time of the server it had heard from
        step.hash = {};          // over the plan's year; the texts themselves are compared byte by byte below
    }
    document.head.last_snapshot.clear();
    std::uint64_t hash = mix(0, base::as_text(wire::encode(document.head)));
    // A new plan is of the year in which it is begun, as the PC knows it: content, like what is typed.
    if (change::NodeState* root = document.find(base::root_node(document.head.id)); root != nullptr)
        root->fields.erase(model::field::kYear);
    for (const auto& [id, node] : document.nodes) hash = mix(hash, base::as_text(wire::encode(node)));
    return hash;
}

/// Only those below a school read what it publishes: its superior does not learn that an accepted plan was issued.
bool is_its_own_business(model::Action action) {
    return action != model::Action::submit && model::side_of(action) == model::Side::owner;
}
bool is_its_own_business(const change::DocumentHead& head) {
    return !head.revisions.empty() && is_its_own_business(head.revisions.back().action);
}

/// The steps that both sides of a submission read.
std::vector<base::ChangeId> between_offices(const change::DocumentHead& head) {
    std::vector<base::ChangeId> steps;
    for (const change::RevisionState& step : head.revisions)
        if (!is_its_own_business(step.action)) steps.push_back(step.id);
    return steps;
}

} // namespace

std::optional<change::Document> stored_document(office::Workspace& office, const base::DocumentId& id) {
    const auto row = must(office.store().document(id), "a document's row");
    if (!row) return std::nullopt;
    change::Document document;
    document.head = must(wire::decode_head(row->head), "a document's head");
    for (const store::NodeRow& node : must(office.store().nodes_of(id), "a document's nodes"))
        document.nodes[node.node] = must(wire::decode_node(node.bytes), "a node");
    return document;
}

void History::judge() {
    if (weather_.authority) {
        expect_held_as_allowed();
        expect_decisions_agree();
        expect_numbers();
        forget_what_stayed_behind();
    } else {
        expect_logs_equal_feeds();
    }
    for (const auto& [id, server] : documents_) expect_same_documents(id, server);
    expect_facts();
    expect_sound();
}

// Cursors never skip: what a PC has of a feed is what the server has of it, segment by segment.
void History::expect_logs_equal_feeds() {
    for (const auto& machine : machines_) {
        office::Workspace& office = *machine->office;
        const auto server = servers_[machine->server]->store();
        const model::Principal me{office.identity().org, office.identity().roles};
        for (const model::ReadableFeed& feed : model::readable_feeds(office.directory(), me, office.today())) {
            const std::string name = feed.name();
            std::set<Place> there;
            std::set<Place> here;
            must(server->each_after(name, 0,
                                    [&](const store::StoredSegment& segment) {
                                        // After a restore the same segments stand under other numbers.
                                        there.emplace(weather_.server_restores ? 0 : segment.seq, segment.hash);
                                        return store::FeedStore::Visit::go_on;
                                    }),
                 "a feed");
            for (const store::SegmentRow& row : must(office.store().segments_of_feed(name), "a feed's rows"))
                here.emplace(weather_.server_restores ? 0 : row.seq, row.hash);
            if (here != there)
                throw Violation{"PC " + std::to_string(machine->name) + " has " + std::to_string(here.size()) +
                                " segments of " + name + ", the server " + std::to_string(there.size()) +
                                ", and they differ"};
        }
    }
}

void History::expect_same_documents(const base::DocumentId& id, std::size_t server) {
    std::map<model::OrgId, std::pair<Machine*, change::Document>> first;
    for (const auto& machine : machines_) {
        if (machine->server != server || !counts_in_verdict(*machine)) continue;
        auto document = stored_document(*machine->office, id);
        const auto found = first.find(machine->org);
        if (found == first.end()) {
            if (document) first.emplace(machine->org, std::pair(machine.get(), std::move(*document)));
            continue;
        }
        if (!document) throw Violation{"PC " + std::to_string(machine->name) + " lacks document " + in_short(id)};
        if (digest_of(*document) != digest_of(found->second.second) || *document != found->second.second)
            throw Violation{"PCs " + std::to_string(found->second.first->name) + " and " +
                            std::to_string(machine->name) + " differ on " + in_short(id)};
    }
    // A submission and what becomes of it are read by both sides.
    const auto school = first.find("truong-a");
    const auto ward = first.find("phuong");
    if (!weather_.authority && school != first.end() && ward != first.end()) {
        const change::DocumentHead& sent = school->second.second.head;
        const change::DocumentHead& got = ward->second.second.head;
        const bool same = sent.state == got.state && sent.state_version == got.state_version;
        if (between_offices(sent) != between_offices(got) || (!same && !is_its_own_business(sent)))
            throw Violation{"school and ward read another state of " + in_short(id) + ": " +
                            std::string(model::name_of(sent.state)) + " " + std::to_string(sent.state_version) + ", " +
                            std::string(model::name_of(got.state)) + " " + std::to_string(got.state_version)};
    }
    for (auto& [org, one] : first) {
        outcome_.states = mix(outcome_.states, std::to_string(digest_of(one.second)));
        expect_order_means_nothing(id, *one.first);
        if (one.second.head.org == org && one.second.head.record != 0) expect_same_as_server(id, *one.first);
    }
    note("document " + in_short(id) + " " + std::to_string(outcome_.states));
}

void History::expect_same_as_server(const base::DocumentId& id, Machine& machine) {
    const auto store = servers_[machine.server]->store();
    const auto built = must(server::build_document(*store, "own/" + machine.org, id), "the server's document");
    const auto here = stored_document(*machine.office, id);
    if (built.nodes != here->nodes) throw Violation{"the server reads another text of " + in_short(id)};
}

// The state is a function of the set of changes: another order and repetitions make the same.
void History::expect_order_means_nothing(const base::DocumentId& id, Machine& machine) {
    std::vector<change::Change> changes = must(office::changes_of(*machine.office, id), "a document's changes");
    const std::size_t count = changes.size();
    for (std::size_t i = 0; i < count; ++i)
        if (chance(20)) changes.push_back(changes[i]);
    for (std::size_t i = changes.size(); i > 1; --i)
        std::swap(changes[i - 1], changes[static_cast<std::size_t>(below(i))]);
    change::Document built = change::build(id, changes);
    // Another office's text is what its last revision froze.
    const change::DocumentHead head = built.head;
    if (head.record == 0) must(office::show_frozen_text(built), "a frozen text");
    built.head = head;
    if (built != *stored_document(*machine.office, id))
        throw Violation{"document " + in_short(id) + " depends on the order or number of arrivals"};
}

void History::expect_facts() {
    for (const Fact& fact : oracle_.facts()) {
        if (!fact.acknowledged) continue;
        const auto reader = std::ranges::find_if(machines_, [&](const auto& one) {
            return one->org == fact.org && one->server == machines_[fact.machine]->server && counts_in_verdict(*one);
        });
        if (reader == machines_.end()) continue; // every PC of the office was revoked
        const auto document = stored_document(*(*reader)->office, fact.document);
        if (!document) throw Violation{"lost with its document: " + fact.word};
        const auto& head = document->head;
        const auto holds = [&](const auto& list, auto text) {
            return std::ranges::any_of(
                list, [&](const auto& one) { return (one.*text).find(fact.word) != std::string::npos; });
        };
        switch (fact.kind) {
        case FactKind::token: expect_text(fact, *document); break;
        case FactKind::value: expect_value(fact, *document); break;
        case FactKind::comment:
            if (!holds(head.comments, &change::CommentState::text)) throw Violation{"lost comment " + fact.word};
            break;
        case FactKind::note:
            if (!holds(head.comments, &change::CommentState::text) &&
                !holds(head.revisions, &change::RevisionState::note))
                throw Violation{"lost note " + fact.word};
            break;
        case FactKind::unknown: expect_unknown(fact, *(*reader)->office); break;
        }
    }
}

// Nobody here can read it; whoever will one day must find it byte for byte.
void History::expect_unknown(const Fact& fact, office::Workspace& office) {
    if (const auto segment = newer_.find(fact.word); segment != newer_.end()) {
        const auto rows = must(office.store().segments_of(fact.document), "a document's segments");
        if (std::ranges::count(rows, segment->second, &store::SegmentRow::bytes) != 1)
            throw Violation{"lost or written anew: a newer program's segment, " + fact.word};
        return;
    }
    const auto changes = must(office::changes_of(office, fact.document), "a document's changes");
    if (std::ranges::none_of(changes, [&](const change::Change& change) {
            const auto* unknown = std::get_if<change::Unknown>(&change.payload);
            return unknown != nullptr && base::as_text(unknown->bytes) == fact.word;
        }))
        throw Violation{"lost or written anew: what a newer program wrote, " + fact.word};
}

void History::expect_text(const Fact& fact, const change::Document& document) {
    std::size_t times = 0;
    bool shown = false;
    for (const auto& [id, node] : document.nodes) {
        const auto count = static_cast<std::size_t>(std::ranges::count(node.tokens, fact.word));
        times += count;
        shown = shown || (count > 0 && is_shown(document, id));
    }
    if (times == 0 && !oracle_.may_be_gone(fact.word)) throw Violation{"lost word " + fact.word};
    if (times > 0 && !shown && !oracle_.may_be_hidden(fact.word))
        throw Violation{"hidden by somebody who had not seen it: " + fact.word};
    if (times > 1) throw Violation{"twice in the text: " + fact.word};
    if (one_of_each() && all_is_sent() && times > 0 && oracle_.must_be_gone(fact.word))
        throw Violation{"back although it was taken out: " + fact.word};
}

void History::expect_value(const Fact& fact, const change::Document& document) {
    std::size_t times = 0;
    for (const auto& [id, values] : document.root().fields)
        for (const change::FieldValue& value : values.values)
            if (const auto* text = std::get_if<std::string>(&value.value)) times += *text == fact.word ? 1u : 0u;
    if (times == 0 && !oracle_.may_be_gone(fact.word)) throw Violation{"lost value " + fact.word};
    if (one_of_each() && all_is_sent() && times > 0 && oracle_.must_be_gone(fact.word))
        throw Violation{"back although it was overwritten: " + fact.word};
}

// The full proof costs more than the history; every PC gets it often enough over thousands of them.
void History::expect_sound() {
    const bool all = chance(5);
    const std::size_t one = static_cast<std::size_t>(below(machines_.size()));
    for (std::size_t i = 0; i < machines_.size(); ++i) {
        if (!all && i != one) continue;
        const auto report =
            must(office::check(*machines_[i]->office), "PC " + std::to_string(i) + " cannot be checked");
        if (!report.ok()) throw Violation{"PC " + std::to_string(i) + ": " + report.problems.front()};
    }
    if (!all) return;
    for (const auto& server : servers_) {
        const auto store = server->store();
        const auto verified = must(server::verify(*store), "a server cannot be checked");
        if (!verified.problems.empty()) throw Violation{"server: " + verified.problems.front().name};
    }
}

} // namespace dongthac::simulation
