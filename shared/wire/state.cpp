#include "shared/wire/state.hpp"

#include "shared/wire/coding.hpp"
#include "shared/wire/state_columns.hpp"

namespace dongthac::wire {

template <class Archive>
void serialize(Archive& archive, FeedPlace& place) {
    archive(place.feed, place.seq);
}
template <class Archive>
void serialize(Archive& archive, StateTip& tip) {
    archive(tip.feed, tip.replica, tip.counter, tip.hash);
}
template <class Archive>
void serialize(Archive& archive, StateHeader& header) {
    archive(header.org, header.device, header.projection, header.covers, header.tips);
}
template <class Archive>
void serialize(Archive& archive, StateRequest& request) {
    enumeration(archive, request.wanted, StateWanted::covers_only);
}
template <class Archive>
void serialize(Archive& archive, StateOffer& offer) {
    archive(offer.state);
}
template <class Archive>
void serialize(Archive& archive, StateAnswer& answer) {
    archive(answer.covers, answer.size, answer.state);
}
template <class Archive>
void serialize(Archive& archive, HistoryRequest& request) {
    archive(request.feed, request.after, request.until, request.budget);
}
template <class Archive>
void serialize(Archive& archive, HistoryItem& item) {
    archive(item.seq, item.bytes);
}
template <class Archive>
void serialize(Archive& archive, HistoryAnswer& answer) {
    archive(answer.items);
}

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::array<std::uint8_t, 4> kMagic = {'D', 'T', 'O', 1};
constexpr std::string_view kSigningDomain = "dongthac state 1";

void append(base::Bytes& to, base::ByteSpan more) { to.insert(to.end(), more.begin(), more.end()); }

/// Everything up to the signature, and what follows it.
struct Parts {
    base::ByteSpan header;
    base::ByteSpan clear;
    base::Signature signature{};
    base::ByteSpan body;
};

Parts split(base::ByteSpan sealed) {
    static const IdTable kNoIds;
    Spent spent;
    BoundedInput in(sealed, kNoIds, spent);
    std::array<std::uint8_t, 4> magic{};
    in.raw(magic.data(), magic.size());
    if (magic != kMagic) throw BadInput("not a state, or of a newer format");
    Parts parts;
    parts.header = in.take(in.length());
    parts.clear = sealed.first(sealed.size() - in.left());
    in.raw(parts.signature.data(), parts.signature.size());
    parts.body = in.take(in.left());
    return parts;
}

base::Bytes signed_bytes(base::ByteSpan clear, base::ByteSpan body) {
    base::Bytes message;
    message.reserve(kSigningDomain.size() + clear.size() + body.size());
    append(message, base::as_bytes(kSigningDomain));
    append(message, clear);
    append(message, body);
    return message;
}

std::unexpected<base::Error> bad(const char* reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "state"}, {"reason", reason}});
}

} // namespace

base::Bytes seal_state(const StateHeader& header, std::span<const StateDocument> documents, const base::KeyPair& key) {
    base::Bytes sealed;
    IdTable no_ids;
    PackedOutput out(sealed, no_ids);
    out.raw(kMagic.data(), kMagic.size());
    const base::Bytes head = encode_value(header, kVersion);
    out.number(head.size());
    out.raw(head.data(), head.size());
    const base::Bytes body = pack_documents(documents);
    append(sealed, key.sign(signed_bytes(sealed, body)));
    append(sealed, body);
    return sealed;
}

base::Result<StateHeader> read_state_header(base::ByteSpan sealed) {
    try {
        return decode_value<StateHeader>(split(sealed).header, kVersion, "state");
    } catch (const std::exception& problem) { // cereal throws its own, std::length_error and std::bad_alloc
        return bad(problem.what());
    }
}

bool is_state_signed(base::ByteSpan sealed, const base::PublicKey& key) {
    try {
        const Parts parts = split(sealed);
        const auto header = decode_value<StateHeader>(parts.header, kVersion, "state");
        return header && header->device == base::device_of(key) &&
               base::verify(key, signed_bytes(parts.clear, parts.body), parts.signature);
    } catch (const std::exception&) {
        return false;
    }
}

base::Result<std::vector<StateDocument>> open_state(base::ByteSpan sealed) {
    try {
        return unpack_documents(split(sealed).body);
    } catch (const std::exception& problem) {
        return bad(problem.what());
    }
}

base::Bytes encode(const StateRequest& message) { return encode_value(message, kVersion); }
base::Bytes encode(const StateOffer& message) { return encode_value(message, kVersion); }
base::Bytes encode(const StateAnswer& message) { return encode_value(message, kVersion); }
base::Bytes encode(const HistoryRequest& message) { return encode_value(message, kVersion); }
base::Bytes encode(const HistoryAnswer& message) { return encode_value(message, kVersion); }

base::Result<StateRequest> decode_state_request(base::ByteSpan bytes) {
    return decode_value<StateRequest>(bytes, kVersion, "message");
}
base::Result<StateOffer> decode_state_offer(base::ByteSpan bytes) {
    return decode_value<StateOffer>(bytes, kVersion, "message");
}
base::Result<StateAnswer> decode_state_answer(base::ByteSpan bytes) {
    return decode_value<StateAnswer>(bytes, kVersion, "message");
}
base::Result<HistoryRequest> decode_history_request(base::ByteSpan bytes) {
    return decode_value<HistoryRequest>(bytes, kVersion, "message");
}
base::Result<HistoryAnswer> decode_history_answer(base::ByteSpan bytes) {
    return decode_value<HistoryAnswer>(bytes, kVersion, "message");
}

} // namespace dongthac::wire
