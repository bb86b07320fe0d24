#include "shared/office/heads.hpp"

namespace dongthac::office {

namespace {

/// How far the server's time as two PCs know it may differ.
constexpr std::int64_t kDoubtMs = 120'000;
constexpr std::int64_t kQuietNoteMs = 300'000; // quiet answers are noted at most this often
constexpr std::string_view kSomething = "heard_something_ms";
constexpr std::string_view kEverything = "heard_everything_ms";

base::Result<std::optional<std::int64_t>> time_in(Workspace& office, std::string_view setting) {
    DT_TRY(const std::uint64_t ms, office.store().number(setting));
    return ms == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(ms));
}

/// What this PC has at the counter that theirs ends with.
enum class Here { same, other, nothing, packed };

base::Result<Here> look_at(Workspace& office, const wire::ChainHead& theirs, const store::TipRow& ours) {
    if (ours.acked_counter < theirs.counter) return Here::nothing;
    if (ours.acked_counter == theirs.counter) return ours.acked_hash == theirs.hash ? Here::same : Here::other;
    DT_TRY(const auto segment, office.store().segment_ending(theirs.feed, theirs.replica, theirs.counter));
    if (!segment) return Here::packed; // it follows from the end of the chain, whose hash covers it
    return segment->hash == theirs.hash ? Here::same : Here::other;
}

} // namespace

std::string_view name_of(Differs how) {
    switch (how) {
    case Differs::forked: return "forked";
    case Differs::withheld: return "withheld";
    case Differs::behind: break;
    }
    return "behind";
}

base::Result<Heard> heard(Workspace& office) {
    Heard known;
    DT_TRY(known.something, time_in(office, kSomething));
    DT_TRY(known.everything, time_in(office, kEverything));
    return known;
}

base::Result<void> note_heard(Workspace& office, const Heard& now) {
    if (!now.something && !now.everything) return {};
    if (!now.something) {
        DT_TRY(const auto before, time_in(office, kEverything));
        const std::int64_t since = before ? *now.everything - *before : kQuietNoteMs;
        if (since >= 0 && since < kQuietNoteMs) return {};
    }
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy));
    if (now.something) DT_CHECK(store.put_number(kSomething, static_cast<std::uint64_t>(*now.something)));
    if (now.everything) DT_CHECK(store.put_number(kEverything, static_cast<std::uint64_t>(*now.everything)));
    return transaction.commit();
}

base::Result<wire::Heads> heads_of(Workspace& office, std::int64_t heard_ms) {
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    wire::Heads heads{office.identity().device, office.identity().server.newest(), heard_ms, {}};
    DT_TRY(const auto tips, office.store().tips());
    for (const auto& [tip, replica] : tips)
        if (tip.acked_counter > 0) heads.chains.push_back({tip.feed, replica, tip.acked_counter, tip.acked_hash});
    return heads;
}

base::Result<std::vector<HeadDifference>> compare_heads(Workspace& office, base::ByteSpan theirs,
                                                        std::int64_t heard_ms) {
    const Identity& me = office.identity();
    if (!me.enrolled()) return base::fail(base::Code::no_office);
    DT_TRY(const wire::Heads other, wire::read_heads(theirs));
    const model::Device* author = office.directory().find(other.device);
    if (author == nullptr || !me.server.contains(other.server) || !wire::is_signed_by(theirs, author->key))
        return base::fail(base::Code::bad_signature, {{"what", "heads"}});

    const store::Reading reading = office.store().read();
    const bool asked_later = heard_ms > other.heard_ms + kDoubtMs;
    std::vector<HeadDifference> differences;
    for (const wire::ChainHead& chain : other.chains) {
        const auto feed = model::parse_feed(chain.feed);
        if (!feed || !model::may_read(office.directory(), {me.org, me.roles}, *feed, office.today(), office.today()))
            continue;
        DT_TRY(const store::TipRow ours, office.store().tip(chain.feed, chain.replica));
        DT_TRY(const Here here, look_at(office, chain, ours));
        if (here == Here::same || here == Here::packed) continue;
        const Differs missing = asked_later ? Differs::withheld : Differs::behind;
        differences.push_back({here == Here::other ? Differs::forked : missing, chain.feed, chain.replica,
                               chain.counter, ours.acked_counter});
    }
    return differences;
}

} // namespace dongthac::office
