#include "sync-server/reorganise.hpp"

#include <algorithm>

#include "shared/model/feed.hpp"
#include "sync-server/directory_feed.hpp"

namespace dongthac::server {

namespace {

using base::Code;

text::Date day_before(const text::Date& day) { return text::from_days(text::to_days(day) - 1); }

base::Result<const model::Organisation*> known(const model::Directory& directory, const model::OrgId& org) {
    const model::Organisation* found = directory.find(org);
    if (found == nullptr) return base::fail(Code::unknown_org, {{"org", org}});
    return found;
}

bool is_open(const store::DocumentDecision& decision) {
    using enum model::DocumentState;
    return decision.state != archived && decision.state != recalled && decision.state != superseded;
}

base::Result<OpenWork> open_work(store::FeedStore& store, const model::OrgId& org) {
    DT_TRY(const std::vector<store::DocumentDecision> decisions, store.decisions());
    OpenWork work{org, {}};
    std::ranges::copy_if(decisions, std::back_inserter(work.documents), [&](const store::DocumentDecision& decision) {
        return decision.owner == org && is_open(decision);
    });
    return work;
}

/// The office's last day, and that of its ties.
void end(const model::Directory& directory, const model::Organisation& office, const text::Date& last,
         std::vector<change::Payload>& records) {
    model::Organisation closed = office;
    closed.valid.to = last;
    records.emplace_back(change::PutOrganisation{std::move(closed)});
    for (const model::OrgRelation& tie : directory.relations()) {
        if (tie.child != office.id && tie.parent != office.id) continue;
        if (tie.valid.to && *tie.valid.to <= last) continue;
        model::OrgRelation ended = tie;
        ended.valid.to = last;
        records.emplace_back(change::PutRelation{std::move(ended)});
    }
}

/// What `to` may read of `from` from the day on: its drafts, what was sent to it, what it issued.
std::string grant(const model::OrgId& from, const model::OrgId& to, const Ground& ground,
                  std::vector<change::Payload>& records) {
    const std::string id = from + "-" + to + "-" + text::to_iso(ground.date);
    records.emplace_back(change::PutGrant{
        {id,
         to,
         {to_text(model::own_feed(from)), to_text(model::in_feed(from)), to_text(model::pub_feed(from))},
         {ground.date, {}},
         ground.decision}});
    return id;
}

std::unexpected<base::Error> too_few(const char* field) {
    return base::fail(Code::bad_value, {{"field", field}, {"value", ""}, {"expected", "≥ 2"}});
}

/// `from` hands over to each of `into`.
base::Result<void> hand_over(store::FeedStore& store, const model::Directory& directory, const model::OrgId& from,
                             const std::vector<model::OrgId>& into, model::SuccessionKind kind, const Ground& ground,
                             Reorganised& done) {
    DT_TRY(const model::Organisation* office, known(directory, from));
    for (const model::OrgId& to : into) {
        DT_TRY(const model::Organisation* successor, known(directory, to));
        if (successor->id == from) continue;
        done.records.emplace_back(change::PutSuccession{{from, to, kind, ground.date, ground.decision}});
        done.grants.push_back(grant(from, to, ground, done.records));
    }
    if (std::ranges::find(into, from) == into.end()) end(directory, *office, day_before(ground.date), done.records);
    DT_TRY(OpenWork work, open_work(store, from));
    done.open.push_back(std::move(work));
    return {};
}

/// The server's next segment in dir/ROOT, and the row that says who wrote it.
base::Result<void> append(store::FeedWriter& writer, store::FeedStore& store, const store::ServerIdentity& identity,
                          std::vector<change::Payload> records, store::AuditEntry entry) {
    DT_TRY(const std::vector<store::FeedTip> tips, store.tips());
    Tip tip;
    for (const store::FeedTip& known : tips)
        if (known.feed == to_text(model::directory_feed()) && known.replica == identity.replica)
            tip = {known.counter, known.hash};
    entry.device = base::device_of(base::KeyPair::from_seed(identity.seed).public_key());
    DT_TRY(const std::uint64_t seq, writer.append(seal_records(identity, tip, std::move(records), entry.at_ms)));
    (void)seq;
    return writer.audit(entry);
}

} // namespace

base::Result<Reorganised> close(store::FeedStore& store, const model::Directory& directory, const model::OrgId& org,
                                const Ground& ground) {
    Reorganised done;
    DT_TRY(const model::Organisation* office, known(directory, org));
    done.records.emplace_back(
        change::PutSuccession{{org, org, model::SuccessionKind::dissolve, ground.date, ground.decision}});
    end(directory, *office, day_before(ground.date), done.records);
    DT_TRY(OpenWork work, open_work(store, org));
    done.open.push_back(std::move(work));
    return done;
}

base::Result<Reorganised> rename(const model::Directory& directory, const model::OrgId& org, const std::string& name,
                                 const Ground& ground) {
    Reorganised done;
    DT_TRY(const model::Organisation* office, known(directory, org));
    if (name.empty() || name == office->name)
        return base::fail(Code::bad_value, {{"field", "NAME"}, {"value", name}, {"expected", office->name}});
    model::Organisation renamed = *office;
    renamed.name = name;
    done.records.emplace_back(
        change::PutSuccession{{org, org, model::SuccessionKind::rename, ground.date,
                               office->name + (ground.decision.empty() ? "" : "; ") + ground.decision}});
    done.records.emplace_back(change::PutOrganisation{std::move(renamed)});
    return done;
}

base::Result<Reorganised> merge(store::FeedStore& store, const model::Directory& directory,
                                const std::vector<model::OrgId>& from, const model::OrgId& into, const Ground& ground) {
    Reorganised done;
    std::size_t others = 0;
    for (const model::OrgId& org : from) {
        if (org == into) continue;
        DT_CHECK(hand_over(store, directory, org, {into}, model::SuccessionKind::merge, ground, done));
        // Whoever lay below it lies below the one it went into.
        for (const model::OrgRelation& tie : directory.relations())
            if (tie.parent == org && tie.child != into && tie.valid.contains(ground.date))
                done.records.emplace_back(
                    change::PutRelation{{tie.child, into, tie.kind, {ground.date, tie.valid.to}, ground.decision}});
        ++others;
    }
    if (others == 0) return too_few("ORG");
    return done;
}

base::Result<Reorganised> split(store::FeedStore& store, const model::Directory& directory, const model::OrgId& org,
                                const std::vector<model::OrgId>& into, const Ground& ground) {
    if (into.size() < 2) return too_few("--into");
    Reorganised done;
    DT_CHECK(hand_over(store, directory, org, into, model::SuccessionKind::split, ground, done));
    return done;
}

base::Result<Reorganised> transfer(const model::Directory& directory, const model::OrgId& org,
                                   const model::OrgId& parent, const Ground& ground) {
    Reorganised done;
    DT_TRY(const model::Organisation* office, known(directory, org));
    DT_TRY(const model::Organisation* above, known(directory, parent));
    const std::vector<model::OrgId> higher = directory.ancestors_of(above->id, ground.date);
    if (org == parent || std::ranges::find(higher, org) != higher.end())
        return base::fail(Code::circular_move, {{"id", org}});
    for (const model::OrgRelation& tie : directory.relations()) {
        const bool holds = tie.child == office->id && tie.kind == "administrative" && tie.valid.contains(ground.date);
        if (!holds) continue;
        model::OrgRelation ended = tie;
        ended.valid.to = day_before(ground.date);
        done.records.emplace_back(change::PutRelation{std::move(ended)});
    }
    done.records.emplace_back(change::PutRelation{{org, parent, "administrative", {ground.date, {}}, ground.decision}});
    done.records.emplace_back(
        change::PutSuccession{{org, parent, model::SuccessionKind::transfer, ground.date, ground.decision}});
    return done;
}

base::Result<void> write_beside(store::FeedStore& store, const store::ServerIdentity& identity,
                                std::vector<change::Payload> records, const std::string& what,
                                const std::string& detail, const base::Clock& clock) {
    DT_TRY(const auto writer, store.begin()); // before the tip is read: a running server may be writing, too
    DT_CHECK(append(*writer, store, identity, std::move(records), {clock.wall_ms(), what, "", {}, detail}));
    return writer->commit();
}

base::Result<model::Device> revoke_beside(store::FeedStore& store, const store::ServerIdentity& identity,
                                          const model::Directory& directory, const base::DeviceId& id,
                                          const base::Clock& clock) {
    const model::Device* device = directory.find(id);
    if (device == nullptr) return base::fail(Code::unknown_device, {{"id", base::to_text(id)}});
    model::Device revoked = *device;
    // One transaction: what a running server took in between would stand there, and no PC would read past it.
    DT_TRY(const auto writer, store.begin());
    DT_TRY(const auto replicas, store.replicas());
    DT_TRY(const std::vector<store::FeedTip> tips, store.tips());
    std::uint64_t last = 0;
    for (const store::FeedTip& tip : tips)
        if (std::ranges::find(replicas, std::pair(tip.replica, id)) != replicas.end())
            last = std::max(last, tip.counter);
    revoked.revoked_after = last;
    const store::AuditEntry entry{clock.wall_ms(), "device_revoked", "", {}, base::to_text(id)};
    DT_CHECK(append(*writer, store, identity, {change::PutDevice{revoked}}, entry));
    DT_CHECK(writer->commit());
    return revoked;
}

} // namespace dongthac::server
