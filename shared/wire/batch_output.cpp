#include <map>

#include "shared/wire/coding.hpp"
#include "shared/wire/columns.hpp"
#include "shared/wire/frame_context.hpp"

namespace dongthac::wire {

namespace {

using change::Change;

class BatchWriter {
  public:
    BatchWriter(const BatchHead& head, std::span<const RawId> known)
        : out_(layout_of(head.count), head.replica, known), context_(head) {}

    void write(const Change& change, std::uint64_t document) {
        out_.charge(kChargeOfChange);
        out_.here().counter = change.id.counter;
        const std::uint64_t lamport = context_.lamport_after(document);
        const std::uint64_t flags = flags_of(change, document, lamport);
        const Change& before = context_.before();
        at(kFlagsAt).number(flags);
        at(kKindAt).number(change.kind);
        at(kWallAt).number(
            difference(static_cast<std::uint64_t>(change.wall_ms), static_cast<std::uint64_t>(before.wall_ms)));
        if ((flags & kGap) != 0) at(kGapAt).number(change.id.counter - before.id.counter - 1);
        if ((flags & kDocument) != 0) at(kDocumentAt).number(document);
        if ((flags & kLamport) != 0) at(kLamportAt).number(difference(change.lamport, lamport));
        if ((flags & kParents) != 0) {
            at(kParentsAt).count(change.parents.size());
            out_.mentions(change.parents);
        }
        if ((flags & kSchemas) != 0) {
            at(kSchemaAt).number(change.schema);
            at(kMinReaderAt).number(change.min_reader);
        }
        if ((flags & kTimeToken) != 0) at(kTimeTokenAt).bytes(change.time_token);
        if ((flags & kAlias) != 0) at(kAliasAt).mention(*change.alias_of);
        write_payload(change);
        context_.pass(document, change);
    }

    [[nodiscard]] std::size_t claimed() const { return out_.claimed(); }
    [[nodiscard]] base::Bytes finish() { return out_.finish(); }

  private:
    ColumnOutput& at(Member member) {
        out_.go_to(kFrameSlot, member);
        return out_;
    }

    [[nodiscard]] std::uint64_t flags_of(const Change& change, std::uint64_t document, std::uint64_t lamport) const {
        const Change& before = context_.before();
        std::uint64_t flags = 0;
        if (change.id.counter != before.id.counter + 1) flags |= kGap;
        if (document != context_.document()) flags |= kDocument;
        if (change.lamport != lamport) flags |= kLamport;
        const bool usual =
            change.parents.size() == 1 && change.parents.front() == context_.parent_of(document, change.id.counter);
        if (change.parents.empty())
            flags |= kNoParents;
        else if (!usual)
            flags |= kParents;
        if (change.schema != before.schema || change.min_reader != before.min_reader) flags |= kSchemas;
        if (!change.time_token.empty()) flags |= kTimeToken;
        if (change.alias_of) flags |= kAlias;
        return flags;
    }

    void write_payload(const Change& change) {
        if (stands_in_columns(change)) {
            out_.go_to(kKindSlot + change.kind, 0);
            std::visit(
                [&](const auto& payload) {
                    if constexpr (!std::is_same_v<std::decay_t<decltype(payload)>, change::Unknown>) out_(payload);
                },
                change.payload);
            return;
        }
        out_.go_to(kOpaqueSlot, 0);
        std::visit(
            [&](const auto& payload) {
                using Written = std::decay_t<decltype(payload)>;
                if constexpr (std::is_same_v<Written, change::Unknown>)
                    out_.bytes(payload.bytes);
                else if constexpr (std::is_same_v<Written, change::Transition>)
                    out_.bytes(encode_value(LaterTransition{payload}, 1));
                else
                    out_.bytes(encode_value(payload, 1));
            },
            change.payload);
    }

    ColumnOutput out_;
    FrameContext context_;
};

/// Gives each document of a batch its number, in the order they first occur.
class Documents {
  public:
    explicit Documents(std::vector<base::DocumentId>& list) : list_(list) {}

    /// 0 for the zero one.
    std::uint64_t number_of(const base::DocumentId& document) {
        if (document.empty()) return 0;
        if (last_ > 0 && list_[last_ - 1] == document) return last_;
        const auto [entry, added] = numbers_.try_emplace(document, list_.size() + 1);
        if (added) list_.push_back(document);
        return last_ = entry->second;
    }

  private:
    std::vector<base::DocumentId>& list_;
    std::map<base::DocumentId, std::size_t> numbers_;
    std::size_t last_ = 0;
};

} // namespace

Batch write_batch(std::span<const Change> changes) {
    Batch batch;
    BatchHead& head = batch.head;
    head.replica = changes.front().id.replica;
    head.first = changes.front().id.counter;
    head.last = changes.back().id.counter;
    head.count = changes.size();
    Documents numbers(head.documents);
    std::vector<std::uint64_t> documents;
    documents.reserve(changes.size());
    for (const Change& change : changes) {
        head.lanes |= lane_bit(change.kind);
        documents.push_back(numbers.number_of(change.document));
    }
    BatchWriter writer(head, known_ids(head));
    for (std::size_t i = 0; i < changes.size(); ++i) writer.write(changes[i], documents[i]);
    batch.fits = changes.size() <= kMaxChanges && writer.claimed() <= Limits{}.max_alloc;
    batch.bytes = writer.finish();
    return batch;
}

} // namespace dongthac::wire
