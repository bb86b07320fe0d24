#include "shared/wire/column_output.hpp"

#include <algorithm>
#include <numeric>

#include "shared/wire/column_format.hpp"

namespace dongthac::wire {

const std::uint64_t* LastSets::find(std::uint64_t node, std::uint16_t field) const {
    if (node >= nodes_.size()) return nullptr;
    const auto& sets = nodes_[static_cast<std::size_t>(node)];
    const auto found = std::ranges::find(sets, field, &Set::field);
    return found == sets.end() ? nullptr : &found->counter;
}

void LastSets::put(std::uint64_t node, std::uint16_t field, std::uint64_t counter) {
    constexpr std::size_t kMostFields = 64; // a hostile batch must not make each search longer than the last
    if (node >= nodes_.size()) nodes_.resize(static_cast<std::size_t>(node) + 1);
    auto& sets = nodes_[static_cast<std::size_t>(node)];
    const auto found = std::ranges::find(sets, field, &Set::field);
    if (found != sets.end())
        found->counter = counter;
    else if (sets.size() < kMostFields)
        sets.push_back({field, counter});
}

ColumnOutput::ColumnOutput(Layout layout, const base::ReplicaId& replica, std::span<const RawId> known)
    : cereal::OutputArchive<ColumnOutput, cereal::AllowEmptyClassElision>(this), layout_(layout), known_(known.size()) {
    for (const RawId& id : known) ids_.add(id);
    here_.replica = replica;
}

ColumnOutput::~ColumnOutput() = default;

ColumnOutput::Block& ColumnOutput::inner_of(Block* block, std::size_t at) {
    if (block->columns.size() <= at) block->columns.resize(at + 1);
    auto& inner = block->columns[at].inner;
    if (!inner) inner = std::make_unique<Block>();
    return *inner;
}

void ColumnOutput::go_to(std::size_t slot, std::size_t position) {
    if (layout_ == Layout::columns) block_ = &inner_of(&root_, slot);
    at_ = position;
}

ColumnOutput::Column& ColumnOutput::next() {
    if (layout_ == Layout::rows) return rows_;
    if (block_->columns.size() <= at_) block_->columns.resize(at_ + 1);
    return block_->columns[at_++];
}

void ColumnOutput::put(Column& column, std::uint64_t value) {
    if (value < 0x80) {
        column.first.push_back(static_cast<std::uint8_t>(value));
        return;
    }
    column.first.push_back(static_cast<std::uint8_t>(value | 0x80));
    base::Bytes& rest = layout_ == Layout::rows ? column.first : column.rest;
    for (value >>= 7; value >= 0x80; value >>= 7) rest.push_back(static_cast<std::uint8_t>(value | 0x80));
    rest.push_back(static_cast<std::uint8_t>(value));
}

void ColumnOutput::raw(const void* data, std::size_t size) {
    Column& column = next();
    base::Bytes& to = layout_ == Layout::rows ? column.first : column.rest;
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    to.insert(to.end(), bytes, bytes + size);
}

void ColumnOutput::bytes(base::ByteSpan bytes) {
    Column& column = next();
    put(column, bytes.size());
    charge(bytes.size());
    base::Bytes& to = layout_ == Layout::rows ? column.first : column.rest;
    to.insert(to.end(), bytes.begin(), bytes.end());
}

void ColumnOutput::id(const RawId& id) {
    here_.last_id = ids_.index_of(id);
    number(here_.last_id);
}

void ColumnOutput::mention(const base::ChangeId& mentioned) {
    id(mentioned.replica.bytes);
    number(mentioned.replica == here_.replica ? here_.counter - mentioned.counter : mentioned.counter);
}

void ColumnOutput::mentions(const std::vector<base::ChangeId>& list) {
    for (const base::ChangeId& mentioned : list) inside(0, [&] { mention(mentioned); });
}

void ColumnOutput::overwrites(std::uint16_t field, const std::vector<base::ChangeId>& list) {
    const std::uint64_t node = here_.last_id;
    const std::uint64_t* last = here_.sets.find(node, field);
    const bool usual =
        last == nullptr ? list.empty() : list.size() == 1 && list.front() == base::ChangeId{here_.replica, *last};
    if (usual)
        number(0);
    else {
        count(list.size() + 1);
        mentions(list);
    }
    here_.sets.put(node, field, here_.counter);
}

void ColumnOutput::count(std::size_t size) {
    number(size);
    charge(size * kChargeOfItem);
}

void ColumnOutput::put_pieces(Column& column) {
    for (const Piece& piece : pieces_) {
        charge(charge_of_word(piece.word.size()));
        if (layout_ == Layout::rows) {
            if (piece.glued) put(column, kGlue);
            const std::uint32_t common = common_words().find(piece.word);
            put(column, common == WordIndex::kNone ? kSpelled : kFirstWord + common);
            if (common != WordIndex::kNone) continue;
            put(column, piece.word.size());
            column.first.insert(column.first.end(), piece.word.begin(), piece.word.end());
            continue;
        }
        if (piece.glued) column.words.push_back(WordIndex::kNone);
        std::uint32_t word = words_.find(piece.word);
        if (word == WordIndex::kNone) {
            word = words_.add(kept_words_.emplace_back(piece.word));
            uses_.push_back(0);
        }
        ++uses_[word];
        column.words.push_back(word);
    }
}

void ColumnOutput::put_pieces_inside() {
    inside(0, [this] { put_pieces(next()); });
}

namespace {

std::uint64_t count_of(std::span<const Piece> pieces) {
    const auto glued = std::ranges::count(pieces, true, &Piece::glued);
    return pieces.size() + static_cast<std::uint64_t>(glued);
}

} // namespace

void ColumnOutput::text(std::string_view text) {
    pieces_.clear();
    split_text(text, pieces_);
    number(count_of(pieces_));
    put_pieces_inside();
}

void ColumnOutput::list(const std::vector<std::string>& list) {
    pieces_.clear();
    charge(list.size() * kChargeOfItem);
    if (split_tokens(list, pieces_)) {
        number(count_of(pieces_) * 2 + 1);
        return put_pieces_inside();
    }
    number(list.size() * 2);
    for (const std::string& text : list) {
        pieces_.clear();
        split_text(text, pieces_);
        inside(1, [&] { number(count_of(pieces_)); });
        put_pieces_inside();
    }
}

bool ColumnOutput::is_empty(const Block& block) { return block.columns.empty(); }

void ColumnOutput::trim(Block& block) {
    for (Column& column : block.columns)
        if (column.inner) {
            trim(*column.inner);
            if (is_empty(*column.inner)) column.inner.reset();
        }
    while (!block.columns.empty()) {
        const Column& last = block.columns.back();
        if (!last.first.empty() || !last.rest.empty() || last.inner) return;
        block.columns.pop_back();
    }
}

void ColumnOutput::put_word(Block& block, std::string_view word) {
    const std::uint32_t common = common_words().find(word);
    put(block.columns[0], common == WordIndex::kNone ? 0 : common + 1);
    if (common != WordIndex::kNone) return;
    put(block.columns[1], word.size());
    block.columns[1].rest.insert(block.columns[1].rest.end(), word.begin(), word.end());
}

/// Words used more than once get numbers, the most used first; the others stand in a row of their own, in their order.
void ColumnOutput::name_words() {
    std::vector<std::uint32_t> order(words_.size());
    std::iota(order.begin(), order.end(), 0);
    const auto once = std::ranges::stable_partition(order, [&](std::uint32_t word) { return uses_[word] > 1; });
    const std::span table(order.begin(), once.begin());
    std::ranges::stable_sort(table, std::ranges::greater{}, [&](std::uint32_t word) { return uses_[word]; });
    table_size_ = table.size();
    std::vector<std::uint32_t> names(words_.size(), kSpelled);
    for (std::size_t i = 0; i < table.size(); ++i) names[table[i]] = static_cast<std::uint32_t>(kFirstWord + i);
    name_words_in(root_, names);
    Block& block = inner_of(&root_, kWordSlot);
    block.columns.resize(2);
    for (const std::uint32_t word : order) put_word(block, words_.at(word));
}

void ColumnOutput::name_words_in(Block& block, const std::vector<std::uint32_t>& names) {
    for (Column& column : block.columns) {
        column.first.reserve(column.first.size() + column.words.size());
        for (const std::uint32_t word : column.words) put(column, word == WordIndex::kNone ? kGlue : names[word]);
        if (column.inner) name_words_in(*column.inner, names);
    }
}

namespace {

void append_number(base::Bytes& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
}

} // namespace

void ColumnOutput::write_directory(const Block& block, base::Bytes& out) const {
    append_number(out, block.columns.size());
    for (const Column& column : block.columns) {
        append_number(out, column.first.size());
        append_number(out, column.rest.size());
        if (column.inner)
            write_directory(*column.inner, out);
        else
            out.push_back(0);
    }
}

void ColumnOutput::write_data(const Block& block, base::Bytes& out) {
    for (const Column& column : block.columns) {
        out.insert(out.end(), column.first.begin(), column.first.end());
        out.insert(out.end(), column.rest.begin(), column.rest.end());
        if (column.inner) write_data(*column.inner, out);
    }
}

base::Bytes ColumnOutput::finish() {
    base::Bytes out = {static_cast<std::uint8_t>(layout_)};
    const std::span own = std::span(ids_.ids()).subspan(known_);
    append_number(out, own.size());
    for (const RawId& id : own) out.insert(out.end(), id.begin(), id.end());
    if (layout_ == Layout::rows) {
        out.insert(out.end(), rows_.first.begin(), rows_.first.end());
        return out;
    }
    name_words();
    trim(root_);
    append_number(out, table_size_);
    write_directory(root_, out);
    write_data(root_, out);
    return out;
}

} // namespace dongthac::wire
