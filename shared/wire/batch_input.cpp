#include <algorithm>

#include "shared/wire/columns.hpp"
#include "shared/wire/frame_context.hpp"
#include "shared/wire/payload.hpp"

namespace dongthac::wire {

namespace {

using change::Change;

/// Bytes of their own: a payload that this format has no columns for, as a program that knows its kind wrote it.
change::Payload read_opaque(base::ByteSpan bytes, const Change& change) {
    change::Unknown unknown{base::Bytes(bytes.begin(), bytes.end())};
    if (change.min_reader > change::kSchema || !is_known(change.kind)) return unknown;
    IdTable ids;
    Spent spent;
    BoundedInput in(bytes, ids, spent);
    (void)in.number(); // version
    const std::size_t count = in.count();
    for (std::size_t i = 0; i < count; ++i) {
        RawId id{};
        in.raw(id.data(), id.size());
        ids.add(id);
    }
    auto payload = read_payload(in, static_cast<change::Kind>(change.kind), change.schema);
    // A newer schema may have added to a payload; what this program's own schema leaves over is a forgery.
    if (change.schema <= change::kSchema) in.finish();
    return std::move(*payload);
}

class BatchReader {
  public:
    BatchReader(const BatchHead& head, base::ByteSpan bytes, Keep keep)
        : head_(head), in_(bytes, head.replica, known_ids(head), keep), context_(head) {
        if (in_.layout() != layout_of(head.count)) throw BadInput("layout");
    }

    /// One change; its payload is of the right kind but empty where nothing is kept.
    void read(Change& change) {
        in_.charge(kChargeOfChange);
        const Change& before = context_.before();
        const std::uint64_t flags = at(kFlagsAt).number();
        if (flags > kEveryFlag) throw BadInput("flags");
        change.kind = at(kKindAt).number_as<std::uint16_t>();
        change.wall_ms =
            static_cast<std::int64_t>(sum(static_cast<std::uint64_t>(before.wall_ms), at(kWallAt).number()));
        change.id = {head_.replica, before.id.counter + 1};
        if ((flags & kGap) != 0) change.id.counter += not_zero(at(kGapAt).number());
        if (change.id.counter <= before.id.counter || change.id.counter > head_.last) throw BadInput("counter");
        in_.here().counter = change.id.counter;
        const std::uint64_t document = read_document(flags);
        change.document = document == 0 ? base::DocumentId{} : head_.documents[static_cast<std::size_t>(document - 1)];
        change.lamport = context_.lamport_after(document);
        if ((flags & kLamport) != 0) change.lamport = sum(change.lamport, not_zero(at(kLamportAt).number()));
        read_parents(change, flags, document);
        read_schemas(change, flags);
        change.time_token.clear();
        if ((flags & kTimeToken) != 0) read_time_token(change);
        change.alias_of.reset();
        if ((flags & kAlias) != 0) at(kAliasAt).mention(change.alias_of.emplace());
        read_payload_of(change);
        lanes_ |= lane_bit(change.kind);
        context_.pass(document, change);
    }

    void finish() const {
        in_.finish();
        if (context_.before().id.counter != head_.last) throw BadInput("header and body differ");
        if (documents_seen_ != head_.documents.size()) throw BadInput("a document nobody speaks of");
        // What an unknown kind is, only newer programs know.
        const bool as_said = unknown_kinds_ ? (lanes_ & ~head_.lanes & ~lanes::kDrafts) == 0 : lanes_ == head_.lanes;
        if (!as_said) throw BadInput("header and body differ");
    }

  private:
    ColumnInput& at(Member member) {
        in_.go_to(kFrameSlot, member);
        return in_;
    }

    static std::uint64_t not_zero(std::uint64_t number) {
        if (number == 0) throw BadInput("a difference of nothing");
        return number;
    }

    std::uint64_t read_document(std::uint64_t flags) {
        std::uint64_t document = context_.document();
        if ((flags & kDocument) != 0) {
            const std::uint64_t other = at(kDocumentAt).number();
            if (other == document || other > head_.documents.size()) throw BadInput("document");
            document = other;
        }
        if (document > documents_seen_ && ++documents_seen_ != document) throw BadInput("documents out of order");
        return document;
    }

    void read_parents(Change& change, std::uint64_t flags, std::uint64_t document) {
        change.parents.clear();
        const bool none = (flags & kNoParents) != 0;
        if ((flags & kParents) != 0) {
            const std::size_t count = at(kParentsAt).count();
            if (count == 0 || none) throw BadInput("parents");
            in_.mentions(change.parents, count);
            if (count == 1 && change.parents.front() == context_.parent_of(document, change.id.counter))
                throw BadInput("a parent that need not be said");
        } else if (!none) {
            change.parents.push_back(context_.parent_of(document, change.id.counter));
        }
    }

    void read_schemas(Change& change, std::uint64_t flags) {
        const Change& before = context_.before();
        change.schema = before.schema;
        change.min_reader = before.min_reader;
        if ((flags & kSchemas) == 0) return;
        change.schema = at(kSchemaAt).number_as<std::uint16_t>();
        change.min_reader = at(kMinReaderAt).number_as<std::uint16_t>();
        if (change.schema == before.schema && change.min_reader == before.min_reader) throw BadInput("schema");
    }

    void read_time_token(Change& change) {
        const base::ByteSpan token = at(kTimeTokenAt).data();
        if (token.empty()) throw BadInput("time token");
        change.time_token.assign(token.begin(), token.end());
    }

    void read_payload_of(Change& change) {
        if (stands_in_columns(change)) {
            in_.go_to(kKindSlot + change.kind, 0);
            change.payload = *read_payload(in_, static_cast<change::Kind>(change.kind), change.schema);
            return;
        }
        unknown_kinds_ = unknown_kinds_ || !is_known(change.kind);
        in_.go_to(kOpaqueSlot, 0);
        change.payload = read_opaque(in_.data(), change);
    }

    const BatchHead& head_;
    ColumnInput in_;
    FrameContext context_;
    std::size_t documents_seen_ = 0;
    std::uint64_t lanes_ = 0;
    bool unknown_kinds_ = false;
};

void check_head(const BatchHead& head) {
    if (head.count > kMaxChanges) throw BadInput("too many changes");
    if (head.documents.size() > head.count) throw BadInput("documents");
}

} // namespace

std::vector<Change> read_batch(const BatchHead& head, base::ByteSpan bytes) {
    check_head(head);
    BatchReader reader(head, bytes, Keep::values);
    std::vector<Change> changes;
    // Every change is at least three bytes; the header alone is not believed.
    changes.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(head.count, bytes.size() / 3)));
    for (std::uint64_t i = 0; i < head.count; ++i) reader.read(changes.emplace_back());
    reader.finish();
    return changes;
}

void check_batch(const BatchHead& head, base::ByteSpan bytes) {
    check_head(head);
    BatchReader reader(head, bytes, Keep::nothing);
    Change change;
    for (std::uint64_t i = 0; i < head.count; ++i) reader.read(change);
    reader.finish();
}

} // namespace dongthac::wire
