#include "shared/wire/first_format.hpp"

#include "shared/wire/payload.hpp"

namespace dongthac::wire {

namespace {

using change::Change;

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

change::Payload payload_of(BoundedInput& in, const Change& change) {
    if (change.min_reader <= change::kSchema)
        if (auto payload = read_payload(in, static_cast<change::Kind>(change.kind), change.schema))
            return std::move(*payload);
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
    change.payload = payload_of(in, change);
    // A newer schema may have appended to a payload; what this program's own schema leaves over is a forgery.
    if (change.schema <= change::kSchema) in.finish();
    context = {change.id.counter, change.lamport, change.wall_ms, change.document, change.id};
    return change;
}

} // namespace

std::vector<Change> read_first_format(base::ByteSpan packed) {
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
}

} // namespace dongthac::wire
