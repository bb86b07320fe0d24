#pragma once

// Included by shared/wire/*.cpp only.

#include <memory>

#include "shared/wire/archive.hpp"
#include "shared/wire/words.hpp"

namespace dongthac::wire {

/// How the values of a batch stand in its bytes: one after the other, or those of one member together, which is worth
/// its directory once there are many.
enum class Layout : std::uint8_t { rows = 0, columns = 1 };

/// Two changes that set one field follow each other so often that the second need not say what it overwrites: for each
/// node the first 64 fields set in this batch, and the counter of the change that set them last.
class LastSets {
  public:
    [[nodiscard]] const std::uint64_t* find(std::uint64_t node, std::uint16_t field) const;
    void put(std::uint64_t node, std::uint16_t field, std::uint64_t counter);

  private:
    struct Set {
        std::uint16_t field = 0;
        std::uint64_t counter = 0;
    };
    std::vector<std::vector<Set>> nodes_;
};

/// What a change of a batch may refer to without saying it.
struct Here {
    base::ReplicaId replica;   ///< of every change in the batch
    std::uint64_t counter = 0; ///< of the change at hand
    std::uint64_t last_id = 0; ///< index of the id written or read last
    LastSets sets;
};

/// cereal output in columns: the n-th value that a serialize function writes goes to the n-th column of the block it
/// began in; a list, an optional and a variant have a block of their own inside their column, so that what stands after
/// them is always in the same place. Ids by index, words by number. Same values, same bytes.
class ColumnOutput : public cereal::OutputArchive<ColumnOutput, cereal::AllowEmptyClassElision> {
  public:
    static constexpr bool kIsColumns = true;

    /// `known` are ids a reader has already: they get the first indexes.
    ColumnOutput(Layout layout, const base::ReplicaId& replica, std::span<const RawId> known);
    ColumnOutput(const ColumnOutput&) = delete;
    ColumnOutput& operator=(const ColumnOutput&) = delete;
    ~ColumnOutput();

    /// The next value goes to column `position` of block `slot`.
    void go_to(std::size_t slot, std::size_t position);
    void number(std::uint64_t value) { put(next(), value); }
    void raw(const void* data, std::size_t size);
    void bytes(base::ByteSpan bytes);
    void id(const RawId& id);
    void mention(const base::ChangeId& mentioned);
    void mentions(const std::vector<base::ChangeId>& list);
    /// Of a change that sets `field` of the node whose id was written last.
    void overwrites(std::uint16_t field, const std::vector<base::ChangeId>& list);
    /// How many elements follow.
    void count(std::size_t size);
    void text(std::string_view text);
    void list(const std::vector<std::string>& list);
    /// What `write` writes goes into the block `slot` places into the block inside the column written last.
    template <class Write>
    void inside(std::size_t slot, Write write) {
        if (layout_ == Layout::rows) return write();
        Block* const outer = block_;
        const std::size_t at = at_;
        block_ = &inner_of(outer, at - 1);
        at_ = slot;
        write();
        block_ = outer;
        at_ = at;
    }
    [[nodiscard]] Here& here() { return here_; }
    /// Memory a reader will charge for what was written so far.
    void charge(std::size_t bytes) { claimed_ += bytes; }
    [[nodiscard]] std::size_t claimed() const { return claimed_; }
    /// Everything written. Nothing more may be written.
    [[nodiscard]] base::Bytes finish();

  private:
    struct Column;
    struct Block {
        std::vector<Column> columns;
    };
    struct Column {
        base::Bytes first;                ///< the first byte of each number
        base::Bytes rest;                 ///< the others, and data of any length
        std::vector<std::uint32_t> words; ///< what finish() makes numbers of
        std::unique_ptr<Block> inner;
    };

    [[nodiscard]] Column& next();
    static Block& inner_of(Block* block, std::size_t at);
    void put(Column& column, std::uint64_t value);
    void put_pieces(Column& column);
    void put_pieces_inside();
    void name_words();
    void name_words_in(Block& block, const std::vector<std::uint32_t>& names);
    void put_word(Block& block, std::string_view word);
    static bool is_empty(const Block& block);
    static void trim(Block& block);
    void write_directory(const Block& block, base::Bytes& out) const;
    static void write_data(const Block& block, base::Bytes& out);

    Layout layout_;
    std::size_t known_;
    IdTable ids_;
    Here here_;
    std::size_t claimed_ = 0;
    Column rows_;
    Block root_;
    Block* block_ = nullptr;
    std::size_t at_ = 0;
    std::vector<Piece> pieces_;
    WordIndex words_;
    std::deque<std::string> kept_words_; ///< what words_ borrows: a value may be gone before finish()
    std::vector<std::uint32_t> uses_;
    std::uint64_t table_size_ = 0;
};

} // namespace dongthac::wire
