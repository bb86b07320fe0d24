#include "shared/wire/column_input.hpp"

#include <algorithm>

#include "shared/wire/column_format.hpp"

namespace dongthac::wire {

namespace {

constexpr std::size_t kMostColumns = 4'096;

} // namespace

ColumnInput::ColumnInput(base::ByteSpan bytes, const base::ReplicaId& replica, std::span<const RawId> known, Keep keep,
                         Limits limits)
    : cereal::InputArchive<ColumnInput, cereal::AllowEmptyClassElision>(this), keep_(keep), limits_(limits),
      known_(known.size()), ids_(known.begin(), known.end()), ids_seen_(known.size()) {
    here_.replica = replica;
    rows_.first = {bytes.data(), bytes.data() + bytes.size()};
    const std::uint64_t layout = take_number(rows_);
    if (layout > static_cast<std::uint64_t>(Layout::columns)) throw BadInput("layout");
    read_ids(rows_);
    if (layout == 0) return;
    const std::uint64_t table_size = take_number(rows_);
    read_directory(rows_, root_, 0);
    Cursor data = rows_.first;
    place_data(data, root_);
    if (data.left() > 0) throw BadInput("trailing bytes");
    layout_ = Layout::columns;
    read_words(table_size);
}

ColumnInput::~ColumnInput() = default;

void ColumnInput::read_ids(const Column& head) {
    const std::uint64_t count = take_number(head);
    if (count > head.first.left() / sizeof(RawId)) throw BadInput("count larger than input");
    ids_.resize(known_ + static_cast<std::size_t>(count));
    const base::ByteSpan bytes = take(head, static_cast<std::size_t>(count) * sizeof(RawId));
    if (count > 0) std::memcpy(ids_[known_].data(), bytes.data(), bytes.size());
    // An id has one index; sorted, because a table of hashes could be made slow by who chose the ids.
    std::vector<RawId> own(ids_.begin() + static_cast<std::ptrdiff_t>(known_), ids_.end());
    std::ranges::sort(own);
    if (std::ranges::adjacent_find(own) != own.end()) throw BadInput("an id twice");
    for (std::size_t i = 0; i < known_; ++i)
        if (std::ranges::binary_search(own, ids_[i])) throw BadInput("an id twice");
}

void ColumnInput::read_directory(const Column& head, Block& block, std::size_t depth) {
    if (depth > limits_.max_depth) throw BadInput("too deep");
    const std::uint64_t count = take_number(head);
    if (count > head.first.left() || columns_ + count > kMostColumns) throw BadInput("columns");
    columns_ += static_cast<std::size_t>(count);
    block.columns.resize(static_cast<std::size_t>(count));
    for (Column& column : block.columns) {
        // Sizes for now; place_data() makes places of them.
        const std::uint64_t first = take_number(head);
        const std::uint64_t rest = take_number(head);
        if (first > head.first.left() || rest > head.first.left()) throw BadInput("column size");
        column.first = {head.first.at, head.first.at + first};
        column.rest = {head.first.at, head.first.at + rest};
        auto inner = std::make_unique<Block>();
        read_directory(head, *inner, depth + 1);
        if (!inner->columns.empty()) column.inner = std::move(inner);
    }
    if (block.columns.empty()) return;
    const Column& last = block.columns.back();
    if (last.first.left() == 0 && last.rest.left() == 0 && !last.inner) throw BadInput("an empty column at the end");
}

void ColumnInput::place_data(Cursor& data, Block& block) {
    for (Column& column : block.columns) {
        for (Cursor* part : {&column.first, &column.rest}) {
            const std::size_t size = part->left();
            if (size > data.left()) throw BadInput("truncated");
            *part = {data.at, data.at + size};
            data.at += size;
        }
        if (column.inner) place_data(data, *column.inner);
    }
}

void ColumnInput::read_words(std::uint64_t table_size) {
    if (root_.columns.size() <= kWordSlot || !root_.columns[kWordSlot].inner) {
        if (table_size > 0) throw BadInput("words");
        return;
    }
    const Block& block = *root_.columns[kWordSlot].inner;
    const Column& numbers = block.columns.front();
    while (numbers.first.left() > 0) words_.push_back(read_word(block));
    if (table_size > words_.size()) throw BadInput("words");
    table_size_ = once_ = static_cast<std::size_t>(table_size);
    std::vector<std::string_view> texts;
    texts.reserve(words_.size());
    for (const Word& word : words_) texts.push_back(word.text);
    std::ranges::sort(texts);
    if (std::ranges::adjacent_find(texts) != texts.end()) throw BadInput("a word twice");
}

ColumnInput::Word ColumnInput::read_word(const Block& block) {
    charge(sizeof(Word));
    const std::uint64_t common = take_number(block.columns[0]);
    if (common > common_words().size()) throw BadInput("word");
    std::string_view text;
    if (common > 0) {
        text = common_words().at(static_cast<std::uint32_t>(common - 1));
    } else {
        if (block.columns.size() < 2) throw BadInput("word");
        const std::uint64_t size = take_number(block.columns[1]);
        if (size > block.columns[1].rest.left()) throw BadInput("length larger than input");
        text = base::as_text(take(block.columns[1], static_cast<std::size_t>(size)));
        if (common_words().find(text) != WordIndex::kNone) throw BadInput("a common word spelled");
    }
    const auto kind = class_of(text);
    if (!kind) throw BadInput("not one word");
    return {text, *kind};
}

void ColumnInput::go_to(std::size_t slot, std::size_t position) {
    if (layout_ == Layout::columns) block_ = inner_of(&root_, slot);
    at_ = position;
}

const ColumnInput::Block* ColumnInput::inner_of(const Block* block, std::size_t at) {
    static const Block kNothing;
    const bool there = at < block->columns.size() && block->columns[at].inner;
    return there ? block->columns[at].inner.get() : &kNothing;
}

const ColumnInput::Column& ColumnInput::next() {
    if (layout_ == Layout::rows) return rows_;
    static const Column kNothing;
    return at_ < block_->columns.size() ? block_->columns[at_++] : (++at_, kNothing);
}

std::uint64_t ColumnInput::take_number(const Column& column) {
    if (column.first.at == column.first.end) throw BadInput("truncated");
    const std::uint8_t byte = *column.first.at++;
    return byte < 0x80 ? byte : take_long_number(column, byte);
}

std::uint64_t ColumnInput::take_long_number(const Column& column, std::uint8_t byte) {
    Cursor& more = layout_ == Layout::rows ? column.first : column.rest;
    std::uint64_t value = byte & 0x7f;
    for (unsigned shift = 7; shift < 64; shift += 7) {
        if (more.at == more.end) throw BadInput("truncated");
        byte = *more.at++;
        const std::uint64_t part = byte & 0x7f;
        if (shift == 63 && part > 1) break; // would not fit in 64 bits
        value |= part << shift;
        if ((byte & 0x80) != 0) continue;
        if (byte == 0) break; // a longer spelling of the same number is not canonical
        return value;
    }
    throw BadInput("number");
}

base::ByteSpan ColumnInput::take(const Column& column, std::size_t size) {
    if (size == 0) return {};
    Cursor& from = layout_ == Layout::rows ? column.first : column.rest;
    if (size > from.left()) throw BadInput("truncated");
    const base::ByteSpan bytes(from.at, size);
    from.at += size;
    return bytes;
}

void ColumnInput::raw(void* data, std::size_t size) {
    const base::ByteSpan bytes = take(next(), size);
    if (size > 0) std::memcpy(data, bytes.data(), size);
}

base::ByteSpan ColumnInput::data() {
    const Column& column = next();
    const std::uint64_t size = take_number(column);
    if (size > limits_.max_alloc) throw BadInput("length larger than input");
    charge(static_cast<std::size_t>(size));
    return take(column, static_cast<std::size_t>(size));
}

void ColumnInput::bytes(base::Bytes& bytes) {
    const base::ByteSpan found = data();
    if (keeps()) bytes.assign(found.begin(), found.end());
}

RawId ColumnInput::id() {
    const std::uint64_t index = number();
    if (index >= ids_.size()) throw BadInput("id index");
    if (index >= ids_seen_) {
        if (index != ids_seen_) throw BadInput("ids out of order");
        ++ids_seen_;
    }
    here_.last_id = index;
    return ids_[static_cast<std::size_t>(index)];
}

void ColumnInput::mention(base::ChangeId& mentioned) {
    mentioned.replica.bytes = id();
    const std::uint64_t counter = number();
    mentioned.counter = mentioned.replica == here_.replica ? here_.counter - counter : counter;
}

void ColumnInput::mentions(std::vector<base::ChangeId>& list, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        base::ChangeId mentioned;
        inside(0, [&] { mention(mentioned); });
        list.push_back(mentioned);
    }
}

void ColumnInput::overwrites(std::uint16_t field, std::vector<base::ChangeId>& list) {
    const std::uint64_t node = here_.last_id;
    const std::uint64_t* last = here_.sets.find(node, field);
    std::vector<base::ChangeId> usual;
    if (last != nullptr) usual.push_back({here_.replica, *last});
    list.clear();
    if (const std::size_t size = count(); size == 0) {
        list = std::move(usual);
    } else {
        mentions(list, size - 1);
        if (list == usual) throw BadInput("overwrites that need not be said");
    }
    here_.sets.put(node, field, here_.counter);
}

ColumnInput::Word ColumnInput::take_word(const Column& column) {
    const std::uint64_t name = take_number(column);
    if (name == kGlue) throw BadInput("glue");
    if (layout_ == Layout::columns) {
        if (name == kSpelled) {
            if (once_ >= words_.size()) throw BadInput("word");
            return words_[once_++];
        }
        if (name - kFirstWord >= table_size_) throw BadInput("word");
        Word& word = words_[static_cast<std::size_t>(name - kFirstWord)];
        if (word.uses++ == 0) word.first_use = ++first_uses_;
        return word;
    }
    Word word;
    if (name == kSpelled) {
        const std::uint64_t size = take_number(column);
        if (size > column.first.left()) throw BadInput("length larger than input");
        word.text = base::as_text(take(column, static_cast<std::size_t>(size)));
        if (common_words().find(word.text) != WordIndex::kNone) throw BadInput("a common word spelled");
    } else {
        if (name - kFirstWord >= common_words().size()) throw BadInput("word");
        word.text = common_words().at(static_cast<std::uint32_t>(name - kFirstWord));
    }
    const auto kind = class_of(word.text);
    if (!kind) throw BadInput("not one word");
    word.kind = *kind;
    return word;
}

/// `count` numbers, glue included, from the first column of the block inside the one read last.
template <class Visit>
void ColumnInput::each_word(std::uint64_t count, Visit visit) {
    inside(0, [&] {
        const Column& column = next();
        WordClass before = WordClass::empty;
        for (std::uint64_t i = 0; i < count; ++i) {
            if (column.first.at == column.first.end) throw BadInput("truncated");
            const bool glued = *column.first.at == kGlue;
            if (glued) {
                ++column.first.at;
                if (i == 0 || ++i == count) throw BadInput("glue");
            }
            const Word word = take_word(column);
            // Words that would have been one, or that a space would have kept apart.
            const bool runs = before == WordClass::run && word.kind == WordClass::run;
            const bool empty = before == WordClass::empty || word.kind == WordClass::empty;
            if (glued && (runs || empty)) throw BadInput("glue");
            if (count == 1 && word.kind == WordClass::empty) throw BadInput("an empty text of one word");
            charge(charge_of_word(word.text.size()));
            before = word.kind;
            visit(word.text, glued, i == 0);
        }
    });
}

void ColumnInput::read_text(std::uint64_t count, std::string& text, Keep keep) {
    text.clear();
    if (count == 0) return;
    if (keep == Keep::nothing) {
        each_word(count, [](std::string_view, bool, bool) {});
        return;
    }
    joined_.clear(); // keeps its memory: the text itself is allocated once
    each_word(count, [this](std::string_view word, bool glued, bool first) {
        if (!glued && !first) joined_ += ' ';
        joined_ += word;
    });
    text = joined_;
}

void ColumnInput::text(std::string& text) { read_text(number(), text, keep_); }

void ColumnInput::read_tokens(std::uint64_t count, std::vector<std::string>& list) {
    std::size_t spaces = 0;
    const auto emit = [&](std::string_view token) {
        charge(kChargeOfItem);
        if (keeps()) list.emplace_back(token);
    };
    const auto emit_spaces = [&] {
        if (spaces == 0) return;
        charge(kChargeOfItem);
        if (keeps()) list.emplace_back(spaces, ' ');
        spaces = 0;
    };
    each_word(count, [&](std::string_view word, bool glued, bool first) {
        if (!glued && !first) ++spaces;
        if (word.empty()) return;
        emit_spaces();
        emit(word);
    });
    emit_spaces();
}

void ColumnInput::list(std::vector<std::string>& list) {
    list.clear();
    const std::uint64_t kind = number();
    if (kind % 2 == 1) {
        if (kind == 1) throw BadInput("list");
        return read_tokens(kind / 2, list);
    }
    const std::uint64_t size = kind / 2;
    if (size == 0) return;
    // Kept even when nobody wants it: only the whole list says whether it should have been written as one text.
    std::vector<std::string> found;
    for (std::uint64_t i = 0; i < size; ++i) {
        charge(kChargeOfItem);
        std::uint64_t count = 0;
        inside(1, [&] { count = number(); });
        read_text(count, found.emplace_back(), Keep::values);
    }
    std::vector<Piece> pieces;
    if (split_tokens(found, pieces)) throw BadInput("a list that is one text");
    if (keeps()) list = std::move(found);
}

std::size_t ColumnInput::left_in(const Block& block) {
    std::size_t left = 0;
    for (const Column& column : block.columns) {
        left += column.first.left() + column.rest.left();
        if (column.inner) left += left_in(*column.inner);
    }
    return left;
}

std::size_t ColumnInput::count() {
    constexpr std::uint64_t kFew = 64;
    const std::uint64_t claimed = number();
    // Every element takes at least one byte somewhere; checked before any resize. Few need no look at all columns.
    const auto left = [this] { return layout_ == Layout::rows ? rows_.first.left() : left_in(*block_); };
    if (claimed > kFew && claimed > left()) throw BadInput("count larger than input");
    const auto size = static_cast<std::size_t>(claimed);
    spent_.items += size;
    if (spent_.items > limits_.max_items) throw BadInput("too many items");
    charge(size * kChargeOfItem);
    return size;
}

void ColumnInput::charge(std::size_t bytes) {
    spent_.alloc += bytes;
    if (spent_.alloc > limits_.max_alloc) throw BadInput("allocation budget");
}

void ColumnInput::expect_empty(const Block& block) {
    for (const Column& column : block.columns) {
        if (column.first.left() > 0 || column.rest.left() > 0) throw BadInput("trailing bytes");
        if (column.inner) expect_empty(*column.inner);
    }
}

void ColumnInput::finish() const {
    if (ids_seen_ != ids_.size()) throw BadInput("an id nobody uses");
    if (layout_ == Layout::rows) {
        if (rows_.first.left() > 0) throw BadInput("trailing bytes");
        return;
    }
    expect_empty(root_);
    if (once_ != words_.size()) throw BadInput("a word nobody uses");
    for (std::size_t i = 0; i < table_size_; ++i) {
        const Word& word = words_[i];
        if (word.uses < 2) throw BadInput("a word used once in the table");
        if (i == 0) continue;
        const Word& before = words_[i - 1];
        const bool in_order =
            before.uses > word.uses || (before.uses == word.uses && before.first_use < word.first_use);
        if (!in_order) throw BadInput("words out of order");
    }
}

} // namespace dongthac::wire
