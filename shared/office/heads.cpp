#include "shared/office/heads.hpp"

namespace dongthac::office {

namespace {

/// The answer of a round may take that long, and its end is when it was heard.
constexpr std::int64_t kDoubtMs = 120'000;

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
