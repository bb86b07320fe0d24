#include <algorithm>
#include <array>
#include <utility>

#include "shared/wire/batch.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/messages.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/support/random_changes.hpp"

namespace dongthac::fuzz {

namespace {

using base::Bytes;
using base::ByteSpan;
using change::Change;
using tests::RandomChanges;

constexpr std::array kKinds = {
    change::Kind::create_document, change::Kind::create_node,      change::Kind::set_field,
    change::Kind::edit_text,       change::Kind::hide_node,        change::Kind::show_node,
    change::Kind::comment,         change::Kind::reviewed,         change::Kind::settle_comment,
    change::Kind::transition,      change::Kind::put_organisation, change::Kind::put_relation,
    change::Kind::put_device,
};

base::KeyPair author() {
    base::SeededRandom random(7);
    return base::KeyPair::generate(random);
}

/// What was read must be written so that the same is read again.
void promise_same_again(const std::vector<Change>& changes) {
    const auto again = wire::unpack(wire::pack(changes));
    promise(again.has_value(), "what was read cannot be read again");
    promise(*again == changes, "changes differ after writing and reading");
}

void run_frames(ByteSpan bytes) {
    const auto changes = wire::unpack(bytes);
    if (!changes || changes->empty()) return;
    promise_same_again(*changes);
}

void run_segment(ByteSpan bytes) {
    static const base::KeyPair kKey = author();
    const auto header = wire::read_header(bytes);
    const bool is_signed = wire::is_signed(bytes, kKey.public_key(), {});
    const auto changes = wire::open(bytes);
    promise(header || (!is_signed && !changes), "a segment without a header was believed");
    promise(wire::read_outline(bytes).has_value() == changes.has_value(), "an outline of what does not open");
    if (!changes) return;
    promise(changes->size() == header->count, "a segment opened with other changes than it says");
    promise(changes->back().id.counter == header->last, "a segment opened with other counters than it says");
    promise_same_again(*changes);
}

/// True when `read` refuses its input.
template <class Read>
bool refuses(Read read) {
    try {
        read();
        return false;
    } catch (const std::exception&) {
        return true;
    }
}

/// The body of a segment, both layouts: the first bytes say how many changes of how many documents it is to hold.
void run_batch(ByteSpan bytes) {
    Dice dice(bytes.first(std::min<std::size_t>(bytes.size(), 3)));
    wire::BatchHead head;
    head.replica = base::ReplicaId{{0xAA}};
    head.first = 1 + dice.below(200);
    head.count = 1 + dice.below(64);
    head.last = head.first + head.count - 1;
    const std::uint64_t documents = 1 + dice.below(3);
    for (std::uint8_t i = 1; i <= std::min(documents, head.count); ++i) head.documents.push_back(base::DocumentId{{i}});
    head.lanes = wire::lanes::kDrafts;
    const ByteSpan body = bytes.subspan(std::min<std::size_t>(bytes.size(), 3));
    std::vector<Change> changes;
    const bool refused = refuses([&] { changes = wire::read_batch(head, body); });
    promise(refused == refuses([&] { wire::check_batch(head, body); }), "an outline of what does not open");
    if (refused) return;
    if (std::ranges::any_of(changes, [](const Change& change) { return change.schema > change::kSchema; })) return;
    const wire::Batch again = wire::write_batch(changes);
    promise(again.head == head, "a batch that says other things than its head");
    promise(std::ranges::equal(again.bytes, body), "two spellings of one batch");
}

/// A valued unit with seven ids that a payload may name.
Bytes unit_of(ByteSpan value) {
    Bytes unit = {1, 7};
    for (std::uint8_t i = 1; i < 8; ++i) {
        const base::NodeId id{{i}};
        unit.insert(unit.end(), id.bytes.begin(), id.bytes.end());
    }
    unit.insert(unit.end(), value.begin(), value.end());
    return unit;
}

/// A change of each known kind whose payload is any bytes, as only a newer schema may write it: read as far as this
/// program knows it.
void run_payload(ByteSpan bytes) {
    Dice dice(bytes.first(std::min<std::size_t>(bytes.size(), 1)));
    const change::Kind kind = kKinds.at(dice.below(kKinds.size()));
    const ByteSpan payload = bytes.subspan(std::min<std::size_t>(bytes.size(), 1));
    std::vector<Change> changes(1);
    changes[0].kind = static_cast<std::uint16_t>(kind);
    changes[0].id.counter = 1;
    changes[0].schema = change::kSchema + 1;
    changes[0].payload = change::Unknown{unit_of(payload)};
    const auto read = wire::unpack(wire::pack(changes));
    if (!read) return;
    promise(change::kind_of(read->back().payload) == kind, "a payload of another kind");
    promise_same_again(*read);
}

template <class Message>
void round_trip(ByteSpan bytes) {
    const auto message = wire::decode<Message>(bytes);
    if (!message) return;
    const Bytes written = wire::encode(*message);
    const auto again = wire::decode<Message>(written);
    promise(again.has_value(), "a message cannot be read again");
    promise(wire::encode(*again) == written, "a message differs after writing and reading");
}

constexpr std::array kMessages = {
    &round_trip<wire::JoinRequest>,     &round_trip<wire::JoinAnswer>,     &round_trip<wire::ExchangeRequest>,
    &round_trip<wire::ExchangeAnswer>,  &round_trip<wire::DecideRequest>,  &round_trip<wire::DecideAnswer>,
    &round_trip<wire::SnapshotRequest>, &round_trip<wire::SnapshotAnswer>,
};

/// The first byte says which message the others are.
void run_message(ByteSpan bytes) {
    if (bytes.empty()) return;
    kMessages.at(bytes[0] % kMessages.size())(bytes.subspan(1));
}

void run_request(ByteSpan bytes) {
    static const base::KeyPair kKey = author();
    const auto sender = wire::sender_of(bytes);
    const auto opened = wire::open_request("/exchange", bytes, kKey.public_key());
    promise(sender || !opened, "a request from nobody was opened");
    const auto time = wire::read_time_token(bytes, kKey.public_key());
    if (time) promise(wire::make_time_token(*time, kKey).size() == bytes.size(), "a time token of another size");
}

template <class State, class Decode>
void state_round_trip(ByteSpan bytes, Decode decode) {
    const auto state = decode(bytes);
    if (!state) return;
    const auto again = decode(wire::encode(*state));
    promise(again.has_value(), "a projection row cannot be read again");
    promise(*again == *state, "a projection row differs after writing and reading");
}

/// The first byte says what the others are.
void run_projection(ByteSpan bytes) {
    if (bytes.empty()) return;
    const ByteSpan rest = bytes.subspan(1);
    switch (bytes[0] % 3) {
    case 0: state_round_trip<change::NodeState>(rest, wire::decode_node); return;
    case 1: state_round_trip<change::DocumentHead>(rest, wire::decode_head); return;
    default: {
        const auto snapshot = wire::decode_snapshot(rest);
        if (!snapshot) return;
        const Bytes written = wire::encode(*snapshot);
        const auto again = wire::decode_snapshot(written);
        promise(again && wire::encode(*again) == written, "a revision differs after writing and reading");
    }
    }
}

void run_decompress(ByteSpan bytes) {
    constexpr std::size_t kLimit = 1u << 16;
    const auto plain = wire::decompress(bytes, kLimit);
    promise(!plain || plain->size() <= kLimit, "more bytes than the limit");
    const auto same = wire::decompress(wire::compress(bytes), bytes.size());
    promise(same && std::ranges::equal(*same, bytes), "bytes differ after compressing");
}

Bytes with_first(std::uint8_t first, const Bytes& rest) {
    Bytes all(rest.size() + 1, first);
    std::ranges::copy(rest, all.begin() + 1);
    return all;
}

std::vector<Bytes> seed_frames() {
    std::vector<Bytes> seeds;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        seeds.push_back(wire::pack(RandomChanges(seed).batch(1 + seed / 2)));
        if (seed % 4 == 0) seeds.push_back(wire::pack(RandomChanges(seed).batch(31 + seed)));
    }
    return seeds;
}

std::vector<Bytes> seed_segments() {
    std::vector<Bytes> seeds;
    for (std::uint64_t seed = 1; seed <= 6; ++seed)
        seeds.push_back(wire::seal("own/truong-a", RandomChanges(seed).batch(seed), author(), {}));
    return seeds;
}

std::vector<Bytes> seed_batches() {
    std::vector<Bytes> seeds;
    for (const std::size_t size : {1, 2, 5, 40, 60}) {
        std::vector<Change> changes = RandomChanges(size).batch(size);
        for (std::size_t i = 0; i < size; ++i) {
            changes[i].id = {base::ReplicaId{{0xAA}}, i + 1};
            changes[i].document = base::DocumentId{{1}};
            if (change::lane_of(changes[i]) == change::Lane::draft && changes[i].kind < 20) continue;
            changes[i].kind = static_cast<std::uint16_t>(change::Kind::hide_node);
            changes[i].schema = changes[i].min_reader = 1;
            changes[i].payload = change::HideNode{};
        }
        Bytes seed = {0, static_cast<std::uint8_t>(size - 1), 0};
        const Bytes body = wire::write_batch(changes).bytes;
        seed.insert(seed.end(), body.begin(), body.end());
        seeds.push_back(std::move(seed));
    }
    return seeds;
}

/// Values as a valued unit holds them behind its ids.
std::vector<Bytes> seed_payloads() {
    std::vector<Bytes> seeds;
    for (std::size_t kind = 0; kind < kKinds.size(); ++kind)
        seeds.push_back(with_first(static_cast<std::uint8_t>(kind), {1, 2, 1, 'a', 1, 'b', 1, 'c', 0, 0}));
    return seeds;
}

std::vector<Bytes> seed_messages() {
    using namespace wire;
    RandomChanges source(5);
    const Bytes segment = seal("own/a", source.batch(2), author(), {});
    const base::Hash hash = base::sha256(segment);
    const ExchangeRequest ask{{}, "epoch", hash, {{"own/a", 7}, {"pub/b", 900}}, {{"own/a", 3, hash}}, {segment}, 5};
    const ExchangeAnswer told{"epoch",
                              1'790'000'000'000,
                              Bytes(72),
                              {{"own/a", 3, AckStatus::quarantined, 8, "not_allowed"}},
                              {{"own/a", 9, segment}},
                              {{"own/a", 9}},
                              true};
    return {
        with_first(0, encode(JoinRequest{"ABCD-EFGH-JKLM", author().public_key(), "máy"})),
        with_first(1, encode(JoinAnswer{author().public_key(), {}, "truong-a", {"editor", "signer"}})),
        with_first(2, encode(ask)),
        with_first(3, encode(told)),
        with_first(4, encode(DecideRequest{{}, {}, 3, {segment, segment}})),
        with_first(
            5, encode(DecideAnswer{true, "submitted", 4, {{"in/phuong", 3, AckStatus::accepted, 1, ""}}, {{1, 2}}})),
        with_first(6, encode(SnapshotRequest{"pub/phuong", 40})),
        with_first(7, encode(SnapshotAnswer{9, 2, {{encode(change::DocumentHead{}), {encode(change::NodeState{})}}}}))};
}

std::vector<Bytes> seed_requests() {
    const Bytes message = wire::encode(wire::SnapshotRequest{"pub/phuong", 40});
    return {wire::sign_request("/exchange", message, author()), wire::sign_request("/decide", message, author()),
            wire::make_time_token(1'790'000'000'000, author())};
}

std::vector<Bytes> seed_projections() {
    change::NodeState node;
    node.id = base::NodeId{{1}};
    node.fields[500].values = {{{base::ReplicaId{{2}}, 3}, 4, std::string("kế hoạch")},
                               {{base::ReplicaId{{3}}, 1}, 4, true}};
    node.tokens = {"kế", " ", "hoạch"};
    node.reviews = {{{base::ReplicaId{{2}}, 3}, {base::ReplicaId{{3}}, 1}}};
    change::DocumentHead head;
    head.org = "truong-a";
    head.heads = {{base::ReplicaId{{2}}, 3}};
    head.comments = {{{base::ReplicaId{{2}}, 9}, node.id, "đúng", "Trường A", 5, true}};
    head.revisions.push_back({1,
                              model::Action::submit,
                              model::DocumentState::submitted,
                              {},
                              "truong-a",
                              "",
                              "nộp",
                              6,
                              {},
                              {},
                              {},
                              0,
                              {},
                              {}});
    change::Snapshot snapshot{base::DocumentId{{4}}, 1, "truong-a", {}, {}};
    snapshot.nodes.push_back({node.id, {{500, model::Value(std::int64_t{7})}}, node.tokens});
    return {with_first(0, wire::encode(node)), with_first(1, wire::encode(head)),
            with_first(2, wire::encode(snapshot))};
}

std::vector<Bytes> seed_compressed() {
    Bytes zeros(5'000);
    Bytes steps(300);
    for (std::size_t i = 0; i < steps.size(); ++i) steps[i] = static_cast<std::uint8_t>(i * i >> 3);
    return {wire::compress({}), wire::compress(zeros), wire::compress(steps), steps};
}

} // namespace

std::span<const Target> wire_targets() {
    static const std::vector<Target> kTargets = {
        {"frames", run_frames, seed_frames},
        {"segment", run_segment, seed_segments},
        {"batch", run_batch, seed_batches},
        {"payload", run_payload, seed_payloads},
        {"message", run_message, seed_messages},
        {"request", run_request, seed_requests},
        {"projection", run_projection, seed_projections},
        {"decompress", run_decompress, seed_compressed},
    };
    return kTargets;
}

} // namespace dongthac::fuzz
