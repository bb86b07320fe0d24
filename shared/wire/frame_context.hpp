#pragma once

// Included by shared/wire/*.cpp only: what the writer and the reader of a batch share.

#include "shared/wire/archive.hpp"
#include "shared/wire/batch.hpp"
#include "shared/wire/column_format.hpp"
#include "shared/wire/column_output.hpp"

namespace dongthac::wire {

// What a change does not say because it follows from those before it (docs/file-formats.md, "Frames").
enum FrameFlag : std::uint64_t {
    kGap = 1,        ///< counters between this change and the one before belong to other feeds
    kDocument = 2,   ///< another document than the change before
    kLamport = 4,    ///< not one more than the change before of the same document
    kNoParents = 8,  ///
    kParents = 16,   ///< other parents than the change before of the same document
    kSchemas = 32,   ///< other versions than the change before
    kTimeToken = 64, ///
    kAlias = 128,    ///
    kEveryFlag = 255,
};

/// Columns of the frame block.
enum Member : std::size_t {
    kFlagsAt,
    kKindAt,
    kWallAt,
    kGapAt,
    kDocumentAt,
    kLamportAt,
    kParentsAt,
    kSchemaAt,
    kMinReaderAt,
    kTimeTokenAt,
    kAliasAt,
};

/// The kinds of schema 2, which are those that have columns. Frozen: a kind that comes later must not be added here.
inline bool has_columns(std::uint16_t kind) {
    using change::Kind;
    static_assert(static_cast<int>(Kind::create_document) == 1 && static_cast<int>(Kind::transition) == 10);
    static_assert(static_cast<int>(Kind::put_organisation) == 20 && static_cast<int>(Kind::put_device) == 22);
    constexpr std::uint16_t kLastOfADocument = 10;
    return (kind >= 1 && kind <= kLastOfADocument) || (kind >= 20 && kind <= 22);
}

/// The kinds this program reads: those with columns, and any that came later.
inline bool is_known(std::uint16_t kind) {
    return has_columns(kind) || (kind >= static_cast<std::uint16_t>(change::Kind::put_person) &&
                                 kind <= static_cast<std::uint16_t>(change::Kind::put_server_key));
}

/// Kinds and schemas that stand in columns. What came later stands as bytes of its own, so that programs of this
/// format can read what is around it. Frozen.
inline bool stands_in_columns(const change::Change& change) {
    constexpr std::uint16_t kSchemaOfColumns = 2;
    return has_columns(change.kind) && change.schema <= kSchemaOfColumns && change.min_reader <= kSchemaOfColumns;
}

/// The lane of a kind; those this program does not know are taken for drafts.
inline std::uint64_t lane_bit(std::uint16_t kind) {
    using change::Kind;
    if (kind == static_cast<std::uint16_t>(Kind::transition)) return lanes::kDecisions;
    const bool directory = kind >= static_cast<std::uint16_t>(Kind::put_organisation) &&
                           kind <= static_cast<std::uint16_t>(Kind::put_server_key);
    return directory ? lanes::kDirectory : lanes::kDrafts;
}

/// Memory that one change counts as.
inline constexpr std::size_t kChargeOfChange = 400;

/// The last change of one document in this batch.
struct Trail {
    std::uint64_t counter = 0; ///< 0: none yet
    std::uint64_t lamport = 0;
};

/// What the changes before say about the next one.
class FrameContext {
  public:
    explicit FrameContext(const BatchHead& head) : replica_(head.replica), trails_(head.documents.size() + 1) {
        before_.id.counter = head.first - 1;
        document_ = head.documents.empty() ? 0 : 1;
    }

    /// 0: none; otherwise 1 + its place among the batch's documents.
    [[nodiscard]] std::uint64_t document() const { return document_; }
    [[nodiscard]] const change::Change& before() const { return before_; }
    [[nodiscard]] std::uint64_t lamport_after(std::uint64_t document) const {
        const Trail& trail = trails_[static_cast<std::size_t>(document)];
        return (trail.counter == 0 ? before_.lamport : trail.lamport) + 1;
    }
    [[nodiscard]] base::ChangeId parent_of(std::uint64_t document, std::uint64_t counter) const {
        const Trail& trail = trails_[static_cast<std::size_t>(document)];
        return {replica_, trail.counter == 0 ? counter - 1 : trail.counter};
    }
    void pass(std::uint64_t document, const change::Change& change) {
        document_ = document;
        trails_[static_cast<std::size_t>(document)] = {change.id.counter, change.lamport};
        before_.id = change.id;
        before_.lamport = change.lamport;
        before_.wall_ms = change.wall_ms;
        before_.schema = change.schema;
        before_.min_reader = change.min_reader;
    }

  private:
    base::ReplicaId replica_;
    std::uint64_t document_ = 0;
    std::vector<Trail> trails_;
    change::Change before_; ///< its numbers only
};

// A hostile clock is anything: the difference wraps, as reading it does.
inline std::uint64_t difference(std::uint64_t value, std::uint64_t before) {
    return zigzag(static_cast<std::int64_t>(value - before));
}
inline std::uint64_t sum(std::uint64_t before, std::uint64_t difference) {
    return before + static_cast<std::uint64_t>(unzigzag(difference));
}

/// Ids that stand in the head, so that a body need not: none, the replica, the documents.
inline std::vector<RawId> known_ids(const BatchHead& head) {
    std::vector<RawId> known = {RawId{}, head.replica.bytes};
    for (const base::DocumentId& document : head.documents) known.push_back(document.bytes);
    return known;
}

constexpr Layout layout_of(std::uint64_t count) { return count < kColumnsFrom ? Layout::rows : Layout::columns; }

} // namespace dongthac::wire
