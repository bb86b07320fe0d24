#include "shared/wire/segment.hpp"

#include <algorithm>

#include "shared/wire/compress.hpp"
#include "shared/wire/serialize.hpp"

namespace dongthac::wire {

namespace {

using change::Change;

constexpr std::array<std::uint8_t, 4> kMagic = {'D', 'T', 'S', 1};
constexpr std::string_view kSigningDomain = "dongthac segment 1";

std::unexpected<base::Error> bad(const char* reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "segment"}, {"reason", reason}});
}

// What a frame leaves out because the one before it says it (docs/file-formats.md, "Frame").
enum FrameFlag : std::uint64_t {
    kExplicitSchema = 1,
    kHasTimeToken = 2,
    kParentIsPrevious = 4, ///< its only parent is the change before it in this segment
    kNoParents = 8,
    kSameDocument = 16,
    kHasAlias = 32,
};

/// Runs of numbers that mostly grow by one, as differences.
struct FrameContext {
    std::uint64_t counter = 0;
    std::uint64_t lamport = 0;
    std::int64_t wall_ms = 0;
    base::DocumentId document;
    base::ChangeId last;
};

struct WritePayload {
    PackedOutput& out;
    void operator()(const change::Unknown& unknown) const { out.raw(unknown.bytes.data(), unknown.bytes.size()); }
    template <class Known>
    void operator()(const Known& known) const {
        out(known);
    }
};

std::uint64_t flags_of(const Change& change, const FrameContext& context) {
    std::uint64_t flags = 0;
    if (change.schema != 1 || change.min_reader != 1) flags |= kExplicitSchema;
    if (!change.time_token.empty()) flags |= kHasTimeToken;
    if (change.parents.empty()) flags |= kNoParents;
    if (change.parents.size() == 1 && change.parents.front() == context.last) flags |= kParentIsPrevious;
    if (change.document == context.document) flags |= kSameDocument;
    if (change.alias_of) flags |= kHasAlias;
    return flags;
}

void write_frame(PackedOutput& out, FrameContext& context, const Change& change) {
    const std::uint64_t flags = flags_of(change, context);
    out.number(flags);
    if ((flags & kExplicitSchema) != 0) out(change.schema, change.min_reader);
    out.number(change.kind);
    out.number(change.id.counter - context.counter);
    if ((flags & kSameDocument) == 0) out(change.document);
    // A hostile clock is anything: the difference wraps, as reading it does.
    const std::uint64_t wall = static_cast<std::uint64_t>(change.wall_ms) - static_cast<std::uint64_t>(context.wall_ms);
    out(static_cast<std::int64_t>(change.lamport - context.lamport), static_cast<std::int64_t>(wall));
    if ((flags & kHasTimeToken) != 0) out(change.time_token);
    if ((flags & (kNoParents | kParentIsPrevious)) == 0) out(change.parents);
    if ((flags & kHasAlias) != 0) out(*change.alias_of);
    std::visit(WritePayload{out}, change.payload);
    context = {change.id.counter, change.lamport, change.wall_ms, change.document, change.id};
}

template <class Known>
change::Payload read_known(BoundedInput& in) {
    Known known;
    in(known);
    return known;
}

change::Payload read_payload(BoundedInput& in, const Change& change) {
    const auto kind = static_cast<change::Kind>(change.kind);
    if (change.min_reader <= change::kSchema) {
        switch (kind) {
        case change::Kind::create_document: return read_known<change::CreateDocument>(in);
        case change::Kind::create_node: return read_known<change::CreateNode>(in);
        case change::Kind::set_field: return read_known<change::SetField>(in);
        case change::Kind::edit_text: return read_known<change::EditText>(in);
        case change::Kind::hide_node: return read_known<change::HideNode>(in);
        case change::Kind::show_node: return read_known<change::ShowNode>(in);
        case change::Kind::comment: return read_known<change::Comment>(in);
        case change::Kind::reviewed: return read_known<change::Reviewed>(in);
        case change::Kind::settle_comment: return read_known<change::SettleComment>(in);
        case change::Kind::transition: return read_known<change::Transition>(in);
        case change::Kind::put_organisation: return read_known<change::PutOrganisation>(in);
        case change::Kind::put_relation: return read_known<change::PutRelation>(in);
        case change::Kind::put_device: return read_known<change::PutDevice>(in);
        }
    }
    const base::ByteSpan rest = in.take(in.left());
    return change::Unknown{{rest.begin(), rest.end()}};
}

Change read_frame(BoundedInput& in, const base::ReplicaId& replica, FrameContext& context) {
    Change change;
    const std::uint64_t flags = in.number();
    if ((flags & kExplicitSchema) != 0) in(change.schema, change.min_reader);
    change.kind = in.number_as<std::uint16_t>();
    change.id = {replica, context.counter + in.number()};
    if (change.id.counter <= context.counter) throw BadInput("counter");
    change.document = context.document;
    if ((flags & kSameDocument) == 0) in(change.document);
    std::int64_t lamport = 0;
    std::int64_t wall = 0;
    in(lamport, wall);
    change.lamport = context.lamport + static_cast<std::uint64_t>(lamport);
    change.wall_ms =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(context.wall_ms) + static_cast<std::uint64_t>(wall));
    if ((flags & kHasTimeToken) != 0) in(change.time_token);
    if ((flags & kParentIsPrevious) != 0)
        change.parents.push_back(context.last);
    else if ((flags & kNoParents) == 0)
        in(change.parents);
    if ((flags & kHasAlias) != 0) in(change.alias_of.emplace());
    change.payload = read_payload(in, change);
    // A newer schema may have appended to a payload; what this program's own schema leaves over is a forgery.
    if (change.schema <= change::kSchema) in.finish();
    context = {change.id.counter, change.lamport, change.wall_ms, change.document, change.id};
    return change;
}

/// Everything up to the signature, and what follows it.
struct Parts {
    SegmentHeader header;
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
    if (magic != kMagic) throw BadInput("not a segment, or of a newer format");
    Parts parts;
    SegmentHeader& header = parts.header;
    const auto feed_size = in.number();
    if (feed_size > 200) throw BadInput("feed");
    header.feed = base::as_text(in.take(static_cast<std::size_t>(feed_size)));
    in.raw(header.replica.bytes.data(), 16);
    in.raw(header.device.bytes.data(), 16);
    header.first = in.number();
    header.last = in.number();
    header.count = in.number();
    header.unpacked = in.number();
    parts.clear = sealed.first(sealed.size() - in.left());
    in.raw(parts.signature.data(), parts.signature.size());
    parts.body = in.take(in.left());
    const bool sane = header.first > 0 && header.last >= header.first && header.count > 0 &&
                      header.count <= header.last - header.first + 1 && header.unpacked <= kMaxUnpacked;
    if (!sane) throw BadInput("header");
    return parts;
}

base::Bytes signed_bytes(base::ByteSpan clear, base::ByteSpan body, const base::Hash& previous) {
    base::Bytes message;
    message.reserve(kSigningDomain.size() + previous.size() + clear.size() + body.size());
    const base::ByteSpan domain = base::as_bytes(kSigningDomain);
    message.insert(message.end(), domain.begin(), domain.end());
    message.insert(message.end(), previous.begin(), previous.end());
    message.insert(message.end(), clear.begin(), clear.end());
    message.insert(message.end(), body.begin(), body.end());
    return message;
}

} // namespace

base::Bytes pack(std::span<const Change> changes) {
    IdTable ids;
    base::Bytes frames;
    PackedOutput frames_out(frames, ids);
    FrameContext context;
    base::Bytes frame;
    for (const Change& change : changes) {
        frame.clear();
        PackedOutput frame_out(frame, ids);
        if (&change == &changes.front())
            (void)ids.index_of(change.id.replica.bytes); // index 0: whose changes these are
        write_frame(frame_out, context, change);
        frames_out.number(frame.size());
        frames_out.raw(frame.data(), frame.size());
    }
    base::Bytes packed;
    PackedOutput out(packed, ids);
    out.number(ids.ids().size());
    for (const RawId& id : ids.ids()) out.raw(id.data(), id.size());
    out.number(changes.size());
    out.raw(frames.data(), frames.size());
    return packed;
}

base::Result<std::vector<Change>> unpack(base::ByteSpan packed) {
    try {
        IdTable ids;
        Spent spent;
        BoundedInput in(packed, ids, spent);
        const std::size_t id_count = in.count();
        for (std::size_t i = 0; i < id_count; ++i) {
            RawId id{};
            in.raw(id.data(), id.size());
            ids.add(id);
        }
        const std::size_t count = in.count();
        if (count > 0 && ids.ids().empty()) throw BadInput("no replica");
        std::vector<Change> changes;
        FrameContext context;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint64_t size = in.number();
            if (size > in.left()) throw BadInput("frame size");
            const base::ByteSpan frame = in.take(static_cast<std::size_t>(size));
            BoundedInput frame_in(frame, ids, spent);
            changes.push_back(read_frame(frame_in, base::ReplicaId{ids.ids().front()}, context));
        }
        in.finish();
        return changes;
    } catch (const std::exception& problem) { // cereal throws its own, std::length_error and std::bad_alloc
        return bad(problem.what());
    }
}

base::Bytes seal(const std::string& feed, std::span<const Change> changes, const base::KeyPair& key,
                 const base::Hash& previous) {
    const base::Bytes packed = pack(changes);
    const base::Bytes body = compress(packed);
    const base::DeviceId device = base::device_of(key.public_key());
    base::Bytes sealed;
    IdTable no_ids;
    PackedOutput out(sealed, no_ids);
    out.raw(kMagic.data(), kMagic.size());
    out.number(feed.size());
    out.raw(feed.data(), feed.size());
    out.raw(changes.front().id.replica.bytes.data(), 16);
    out.raw(device.bytes.data(), 16);
    out.number(changes.front().id.counter);
    out.number(changes.back().id.counter);
    out.number(changes.size());
    out.number(packed.size());
    const base::Signature signature = key.sign(signed_bytes(sealed, body, previous));
    out.raw(signature.data(), signature.size());
    out.raw(body.data(), body.size());
    return sealed;
}

base::Result<SegmentHeader> read_header(base::ByteSpan sealed) {
    try {
        return split(sealed).header;
    } catch (const std::exception& problem) {
        return bad(problem.what());
    }
}

bool is_signed(base::ByteSpan sealed, const base::PublicKey& key, const base::Hash& previous) {
    try {
        const Parts parts = split(sealed);
        return parts.header.device == base::device_of(key) &&
               base::verify(key, signed_bytes(parts.clear, parts.body, previous), parts.signature);
    } catch (const std::exception&) {
        return false;
    }
}

base::Result<std::vector<Change>> open(base::ByteSpan sealed) {
    try {
        const Parts parts = split(sealed);
        DT_TRY(const base::Bytes packed, decompress(parts.body, static_cast<std::size_t>(parts.header.unpacked)));
        if (packed.size() != parts.header.unpacked) return bad("size");
        DT_TRY(std::vector<Change> changes, unpack(packed));
        const SegmentHeader& header = parts.header;
        const bool as_said = changes.size() == header.count && changes.front().id.counter == header.first &&
                             changes.back().id.counter == header.last && changes.front().id.replica == header.replica;
        if (!as_said) return bad("header and body differ");
        return changes;
    } catch (const std::exception& problem) {
        return bad(problem.what());
    }
}

base::Hash chain_hash(base::ByteSpan sealed, const base::Hash& previous) {
    base::Bytes message(previous.begin(), previous.end());
    message.insert(message.end(), sealed.begin(), sealed.end());
    return base::sha256(message);
}

} // namespace dongthac::wire
