#include <array>

#include "shared/wire/state.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/support/sample_states.hpp"

namespace dongthac::fuzz {

namespace {

using base::Bytes;
using base::ByteSpan;

base::KeyPair author() {
    base::SeededRandom random(7);
    return base::KeyPair::generate(random);
}

void run_state(ByteSpan bytes) {
    static const base::KeyPair kKey = author();
    const auto header = wire::read_state_header(bytes);
    promise(header || !wire::is_state_signed(bytes, kKey.public_key()), "a state without a header was believed");
    const auto documents = wire::open_state(bytes);
    if (!documents) return;
    const auto again = wire::open_state(wire::seal_state({}, *documents, kKey));
    promise(again.has_value(), "what was read cannot be read again");
    promise(*again == *documents, "documents differ after writing and reading");
}

template <class Decode>
void round_trip(ByteSpan bytes, Decode decode) {
    const auto message = decode(bytes);
    if (!message) return;
    const Bytes written = wire::encode(*message);
    const auto again = decode(written);
    promise(again && wire::encode(*again) == written, "a message differs after writing and reading");
}

/// The first byte says which message the others are.
void run_state_message(ByteSpan bytes) {
    if (bytes.empty()) return;
    const ByteSpan rest = bytes.subspan(1);
    switch (bytes[0] % 5) {
    case 0: round_trip(rest, wire::decode_state_request); return;
    case 1: round_trip(rest, wire::decode_state_offer); return;
    case 2: round_trip(rest, wire::decode_state_answer); return;
    case 3: round_trip(rest, wire::decode_history_request); return;
    default: round_trip(rest, wire::decode_history_answer); return;
    }
}

std::vector<Bytes> seed_states() {
    std::vector<Bytes> seeds;
    for (std::uint64_t seed = 1; seed <= 8; ++seed)
        seeds.push_back(wire::seal_state(tests::header_of(author()), tests::any_documents(seed), author()));
    return seeds;
}

Bytes with_first(std::uint8_t first, const Bytes& rest) {
    Bytes all{first};
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

std::vector<Bytes> seed_messages() {
    return {with_first(0, wire::encode(wire::StateRequest{wire::StateWanted::covers_only})),
            with_first(1, wire::encode(wire::StateOffer{{1, 2, 3}})),
            with_first(2, wire::encode(wire::StateAnswer{{{"own/truong-a", 900}}, 3, {1, 2, 3}})),
            with_first(3, wire::encode(wire::HistoryRequest{"own/truong-a", 1, 900, 1u << 20})),
            with_first(4, wire::encode(wire::HistoryAnswer{{{8, {1}}, {9, {2, 2}}}}))};
}

} // namespace

std::span<const Target> state_targets() {
    static const std::array<Target, 2> kTargets = {{
        {"state", run_state, seed_states},
        {"state_message", run_state_message, seed_messages},
    }};
    return kTargets;
}

} // namespace dongthac::fuzz
