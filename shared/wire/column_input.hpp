#pragma once

// Included by shared/wire/*.cpp only.

#include "shared/wire/column_output.hpp"

namespace dongthac::wire {

/// Whether what is read is wanted, or only whether it can be read: then texts and lists stay empty, which is many times
/// faster, and everything is refused that would be refused otherwise.
enum class Keep : std::uint8_t { values, nothing };

/// cereal input of what ColumnOutput wrote, from borrowed bytes that may be hostile. Throws BadInput, also for bytes
/// that say the same in another way than ColumnOutput does.
class ColumnInput : public cereal::InputArchive<ColumnInput, cereal::AllowEmptyClassElision> {
  public:
    static constexpr bool kIsColumns = true;

    ColumnInput(base::ByteSpan bytes, const base::ReplicaId& replica, std::span<const RawId> known, Keep keep,
                Limits limits = {});
    ColumnInput(const ColumnInput&) = delete;
    ColumnInput& operator=(const ColumnInput&) = delete;
    ~ColumnInput();

    void go_to(std::size_t slot, std::size_t position);
    [[nodiscard]] std::uint64_t number() { return take_number(next()); }
    template <class Unsigned>
    [[nodiscard]] Unsigned number_as() {
        const std::uint64_t value = number();
        if (value > static_cast<std::uint64_t>(static_cast<Unsigned>(-1))) throw BadInput("number out of range");
        return static_cast<Unsigned>(value);
    }
    void raw(void* data, std::size_t size);
    /// Bytes of any length, borrowed.
    [[nodiscard]] base::ByteSpan data();
    void bytes(base::Bytes& bytes);
    [[nodiscard]] RawId id();
    void mention(base::ChangeId& mentioned);
    /// Appends `size` of them from the block inside the column read last.
    void mentions(std::vector<base::ChangeId>& list, std::size_t size);
    /// Of a change that sets `field` of the node whose id was read last.
    void overwrites(std::uint16_t field, std::vector<base::ChangeId>& list);
    void text(std::string& text);
    void list(std::vector<std::string>& list);
    /// How many elements follow in the block inside the column; each is at least one byte.
    [[nodiscard]] std::size_t count();
    template <class Read>
    void inside(std::size_t slot, Read read) {
        if (layout_ == Layout::rows) return read();
        const Block* const outer = block_;
        const std::size_t at = at_;
        block_ = inner_of(outer, at - 1);
        at_ = slot;
        read();
        block_ = outer;
        at_ = at;
    }
    [[nodiscard]] bool keeps() const { return keep_ == Keep::values; }
    [[nodiscard]] Here& here() { return here_; }
    [[nodiscard]] Layout layout() const { return layout_; }
    void charge(std::size_t bytes);
    /// Everything must have been read, every id and word used, in their order.
    void finish() const;

  private:
    struct Cursor {
        const std::uint8_t* at = nullptr;
        const std::uint8_t* end = nullptr;
        [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end - at); }
    };
    struct Column;
    struct Block {
        std::vector<Column> columns;
    };
    struct Column {
        mutable Cursor first;
        mutable Cursor rest;
        std::unique_ptr<Block> inner;
    };
    struct Word {
        std::string_view text;
        WordClass kind = WordClass::empty;
        std::uint32_t uses = 0;
        std::uint32_t first_use = 0;
    };

    [[nodiscard]] const Column& next();
    [[nodiscard]] static const Block* inner_of(const Block* block, std::size_t at);
    [[nodiscard]] std::uint64_t take_number(const Column& column);
    [[nodiscard]] std::uint64_t take_long_number(const Column& column, std::uint8_t byte);
    [[nodiscard]] base::ByteSpan take(const Column& column, std::size_t size);
    void read_ids(const Column& head);
    void read_directory(const Column& head, Block& block, std::size_t depth);
    void place_data(Cursor& data, Block& block);
    void read_words(std::uint64_t table_size);
    [[nodiscard]] Word read_word(const Block& block);
    [[nodiscard]] Word take_word(const Column& column);
    template <class Visit>
    void each_word(std::uint64_t count, Visit visit);
    void read_tokens(std::uint64_t count, std::vector<std::string>& list);
    void read_text(std::uint64_t count, std::string& text, Keep keep);
    static void expect_empty(const Block& block);
    [[nodiscard]] static std::size_t left_in(const Block& block);

    Keep keep_;
    Limits limits_;
    Spent spent_;
    Layout layout_ = Layout::rows;
    std::size_t known_;
    std::vector<RawId> ids_;
    std::size_t ids_seen_;
    Here here_;
    Column rows_;
    Block root_;
    std::size_t columns_ = 0;
    const Block* block_ = nullptr;
    std::size_t at_ = 0;
    std::vector<Word> words_;
    std::size_t table_size_ = 0;
    std::size_t once_ = 0; ///< the next of the words used once
    std::uint32_t first_uses_ = 0;
    std::string joined_;
};

} // namespace dongthac::wire
