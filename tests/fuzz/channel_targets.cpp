#include <algorithm>

#include "shared/wire/brief.hpp"
#include "shared/wire/delta.hpp"
#include "shared/wire/envelope.hpp"
#include "tests/fuzz/targets.hpp"

namespace dongthac::fuzz {

namespace {

using base::Bytes;
using base::ByteSpan;

base::KeyPair key_from(std::uint8_t first) {
    base::KeyPair::Seed seed{};
    seed[0] = first;
    return base::KeyPair::from_seed(seed);
}

const base::ChannelKeys& keys() {
    static const base::ChannelKeys kKeys =
        base::agree(key_from(1), key_from(2).public_key(), base::End::device).value();
    return kKeys;
}

void run_envelope(ByteSpan bytes) {
    if (const auto message = wire::unpack_message(bytes)) {
        const auto again = wire::unpack_message(wire::pack_message(message->ask, message->bytes));
        promise(again && again->ask == message->ask && again->bytes == message->bytes,
                "a message differs after packing and unpacking");
    }
    const auto request = wire::read_request(bytes);
    if (!request) return;
    promise(request->body.size() < bytes.size(), "a body larger than its request");
    // A fuzzer has no key either: what it makes is believed only when it is what we close.
    const wire::ClosedRequest closed = wire::close_request(keys(), {}, request->nonce, request->body);
    promise(wire::is_from(keys(), *request) == (request->mac == closed.mac), "a request with another MAC is believed");
    promise(!wire::open_answer(keys(), request->mac, 200, bytes), "a request was taken for an answer");
}

/// The first byte says whether the others are a request or an answer.
void run_brief(ByteSpan bytes) {
    if (bytes.empty()) return;
    const ByteSpan rest = bytes.subspan(1);
    if (bytes[0] % 2 == 0) {
        const auto request = wire::decode_brief_request(rest);
        if (!request) return;
        promise(request->segments.size() <= wire::kMostBriefSegments, "more segments than are allowed");
        const Bytes written = wire::encode(*request);
        const auto again = wire::decode_brief_request(written);
        promise(again && wire::encode(*again) == written, "a brief request differs after writing and reading");
    } else {
        const auto answer = wire::decode_brief_answer(rest);
        if (!answer) return;
        const Bytes written = wire::encode(*answer);
        const auto again = wire::decode_brief_answer(written);
        promise(again && wire::encode(*again) == written, "a brief answer differs after writing and reading");
    }
}

/// The first byte says how much of the others is the reference; the rest is read as a delta, and shortened.
void run_delta(ByteSpan bytes) {
    if (bytes.empty()) return;
    const ByteSpan rest = bytes.subspan(1);
    const ByteSpan reference = rest.first(std::min<std::size_t>(rest.size(), bytes[0]));
    const ByteSpan other = rest.subspan(reference.size());
    constexpr std::size_t kLimit = 5'000;
    const auto read = wire::lengthen(other, reference, kLimit);
    promise(!read || read->size() <= kLimit, "more bytes than the limit");
    const auto same = wire::lengthen(wire::shorten(other, reference), reference, other.size());
    promise(same && std::ranges::equal(*same, other), "bytes differ after shortening");
}

Bytes with_first(std::uint8_t first, const Bytes& rest) {
    Bytes all(rest.size() + 1, first);
    std::ranges::copy(rest, all.begin() + 1);
    return all;
}

std::vector<Bytes> seed_envelopes() {
    const auto request = wire::close_request(keys(), {}, {1, 2, 3, 4}, wire::pack_message(16, bytes_of("hello")));
    return {request.bytes, wire::close_answer(keys(), request.mac, 200, wire::pack_message(0, bytes_of("world"))),
            wire::pack_message(1, Bytes(2'000, 7)), wire::pack_message(5, bytes_of("short"))};
}

std::vector<Bytes> seed_briefs() {
    wire::BriefRequest quiet;
    quiet.cursors = {4, 900, 0};
    wire::BriefRequest push = quiet;
    push.wants_token = true;
    push.replica = base::ReplicaId{{1, 2, 3}};
    push.segments = {{1, wire::BriefSegment::Beside::head, Bytes(40, 7)},
                     {1, wire::BriefSegment::Beside::previous, bytes_of("next")}};
    wire::BriefAnswer kept;
    kept.server_ms = 1'790'000'000'000;
    kept.time_token = Bytes(72, 1);
    kept.places = {1, 300};
    kept.news = {{0, 2, bytes_of("news")}};
    wire::BriefAnswer refused;
    refused.more = true;
    refused.acks = {{"own/a", 5, wire::AckStatus::quarantined, 0, "not_allowed"}};
    wire::BriefAnswer unknown;
    unknown.unknown = true;
    return {with_first(0, wire::encode(quiet)), with_first(0, wire::encode(push)), with_first(1, wire::encode(kept)),
            with_first(1, wire::encode(refused)), with_first(1, wire::encode(unknown))};
}

std::vector<Bytes> seed_deltas() {
    std::vector<Bytes> seeds;
    for (const std::string_view text : {"one segment and what follows on it", "another that has nothing in common"}) {
        const Bytes reference = bytes_of("one segment and what follows");
        Bytes seed = with_first(static_cast<std::uint8_t>(reference.size()), reference);
        const Bytes delta = wire::shorten(bytes_of(text), reference);
        seed.insert(seed.end(), delta.begin(), delta.end());
        seeds.push_back(std::move(seed));
    }
    seeds.push_back(with_first(20, Bytes(300, 7)));
    return seeds;
}

} // namespace

std::span<const Target> channel_targets() {
    static const std::vector<Target> kTargets = {
        {"envelope", run_envelope, seed_envelopes},
        {"brief", run_brief, seed_briefs},
        {"delta", run_delta, seed_deltas},
    };
    return kTargets;
}

} // namespace dongthac::fuzz
