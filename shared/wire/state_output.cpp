#include <algorithm>
#include <deque>
#include <numeric>
#include <unordered_map>

#include <zstd.h>

#include "shared/wire/projection.hpp"
#include "shared/wire/state_columns.hpp"

namespace dongthac::wire {

namespace {

// Made once by one PC in the background, read by every new one.
constexpr int kTightly = 19;

/// Words in the order they were first met, and how often.
class Vocabulary {
  public:
    std::uint32_t index_of(std::string_view word) {
        const auto [entry, fresh] = index_.try_emplace(std::string(word), static_cast<std::uint32_t>(counts_.size()));
        if (fresh) counts_.push_back(0);
        ++counts_[entry->second];
        return entry->second;
    }

    /// Writes the words, most frequent first, and returns each one's place there: the common ones take one byte.
    std::vector<std::uint32_t> write(base::Bytes& to, IdTable& no_ids) const {
        std::vector<const std::string*> words(counts_.size());
        for (const auto& [word, index] : index_) words[index] = &word;
        std::vector<std::uint32_t> ranked(counts_.size());
        std::iota(ranked.begin(), ranked.end(), 0u);
        std::ranges::sort(ranked, [&](std::uint32_t a, std::uint32_t b) {
            return counts_[a] != counts_[b] ? counts_[a] > counts_[b] : *words[a] < *words[b];
        });
        PackedOutput out(to, no_ids);
        out.number(ranked.size());
        std::vector<std::uint32_t> place(ranked.size());
        for (std::size_t i = 0; i < ranked.size(); ++i) {
            place[ranked[i]] = static_cast<std::uint32_t>(i);
            out.number(words[ranked[i]]->size());
            out.raw(words[ranked[i]]->data(), words[ranked[i]]->size());
        }
        return place;
    }

  private:
    std::unordered_map<std::string, std::uint32_t> index_;
    std::vector<std::uint64_t> counts_;
};

/// Size before and after compression, then the bytes; an incompressible column stands as it is, its second size 0.
void write_column(base::Bytes& to, base::ByteSpan column) {
    IdTable no_ids;
    PackedOutput out(to, no_ids);
    base::Bytes packed(ZSTD_compressBound(column.size()));
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), column.data(), column.size(), kTightly);
    const bool smaller = !ZSTD_isError(size) && size < column.size();
    out.number(column.size());
    out.number(smaller ? size : 0);
    out.raw(smaller ? packed.data() : column.data(), smaller ? size : column.size());
}

/// The lowest bytes of all numbers, then the next ones, and so on: each plane is alike within itself.
void write_planes(base::Bytes& to, const std::vector<std::uint64_t>& numbers) {
    std::uint64_t all = 0;
    for (const std::uint64_t number : numbers) all |= number;
    std::size_t planes = 0;
    for (; all != 0; all >>= 8) ++planes;
    IdTable no_ids;
    PackedOutput out(to, no_ids);
    out.number(numbers.size());
    out.number(planes);
    base::Bytes plane(numbers.size());
    for (std::size_t at = 0; at < planes; ++at) {
        for (std::size_t i = 0; i < numbers.size(); ++i) plane[i] = static_cast<std::uint8_t>(numbers[i] >> (8 * at));
        write_column(to, plane);
    }
}

class Writer {
  public:
    Writer() {
        for (base::Bytes& bytes : columns_) outputs_.emplace_back(bytes, ids_);
    }

    void write(const StateDocument& document) {
        const base::Bytes head = encode(document.head);
        at(Column::heads).number(head.size());
        at(Column::heads).raw(head.data(), head.size());
        at(Column::shape).number(document.nodes.size());
        at(Column::shape)(document.changed_ms);
        for (const change::NodeState& node : document.nodes) write(node);
    }

    base::Bytes finish(std::size_t documents) {
        const std::vector<std::uint32_t> place = vocabulary_.write(column(Column::vocabulary), ids_);
        for (const std::uint32_t word : words_) at(Column::words).number(place[word]);
        for (const RawId& id : ids_.ids()) at(Column::ids).raw(id.data(), id.size());
        base::Bytes bytes;
        IdTable no_ids;
        PackedOutput(bytes, no_ids).number(documents);
        for (const base::Bytes& column : columns_) write_column(bytes, column);
        write_planes(bytes, counters_);
        write_planes(bytes, lamports_);
        return bytes;
    }

  private:
    [[nodiscard]] base::Bytes& column(Column which) { return columns_[static_cast<std::size_t>(which)]; }
    [[nodiscard]] PackedOutput& at(Column which) { return outputs_[static_cast<std::size_t>(which)]; }

    void write(const change::NodeState& node) {
        at(Column::nodes).raw(node.id.bytes.data(), node.id.bytes.size());
        std::uint64_t flags = 0;
        if (node.hidden) flags |= kHidden;
        if (node.absorbed) flags |= kAbsorbed;
        if (!node.tokens.empty()) flags |= kHasTokens;
        if (!node.sequence.empty()) flags |= kHasSequence;
        if (!node.split_from.empty()) flags |= kSplitFrom;
        if (!node.broken_in.empty()) flags |= kBrokenIn;
        if (!node.continued_by.empty()) flags |= kContinuedBy;
        if (!node.reviews.empty()) flags |= kHasReviews;
        PackedOutput& shape = at(Column::shape);
        shape.number(flags);
        shape.number(node.fields.size());
        for (const auto& [field, reg] : node.fields) {
            shape.number(field);
            shape.number(reg.values.size());
            for (const change::FieldValue& value : reg.values) write(value);
        }
        if (!node.tokens.empty()) write(node.tokens);
        if (!node.sequence.empty()) write(node.sequence);
        if (!node.split_from.empty()) at(Column::mentions).id(node.split_from.bytes);
        if (!node.broken_in.empty()) write(node.broken_in);
        if (!node.continued_by.empty()) write(node.continued_by);
        if (node.reviews.empty()) return;
        at(Column::lengths).number(node.reviews.size());
        for (const change::ReviewMark& mark : node.reviews) {
            write(mark.first);
            write(mark.second);
        }
    }

    void write(const change::FieldValue& value) {
        write(value.id);
        // Mostly the same distance from the counter for a whole act.
        lamports_.push_back(zigzag(static_cast<std::int64_t>(value.lamport - value.id.counter)));
        at(Column::shape).number(value.value.index());
        std::visit([this](const auto& held) { write_held(held); }, value.value);
    }

    void write(const base::ChangeId& id) {
        at(Column::mentions).id(id.replica.bytes);
        counters_.push_back(id.counter);
    }

    void write(const std::vector<base::NodeId>& nodes) {
        at(Column::lengths).number(nodes.size());
        for (const base::NodeId& node : nodes) at(Column::mentions).id(node.bytes);
    }

    void write(const std::vector<std::string>& tokens) {
        at(Column::lengths).number(tokens.size());
        for (const std::string& token : tokens) words_.push_back(vocabulary_.index_of(token));
    }

    void write_held(dongthac::model::NotStated) {}
    void write_held(std::int64_t number) { at(Column::shape)(number); }
    void write_held(bool truth) { at(Column::shape).number(truth ? 1 : 0); }
    void write_held(const text::Date& date) {
        at(Column::shape)(text::is_valid(date) ? text::to_days(date) : INT64_MIN);
    }
    void write_held(const std::string& text) {
        // Cut at single spaces, which joining puts back.
        std::size_t pieces = 0;
        std::size_t begin = 0;
        for (;; ++pieces) {
            const std::size_t space = text.find(' ', begin);
            words_.push_back(vocabulary_.index_of(std::string_view(text).substr(begin, space - begin)));
            if (space == std::string::npos) break;
            begin = space + 1;
        }
        at(Column::lengths).number(pieces + 1);
    }
    void write_held(const std::vector<std::string>& list) {
        at(Column::lengths).number(list.size());
        for (const std::string& text : list) write_held(text);
    }

    IdTable ids_;
    std::array<base::Bytes, kColumns> columns_;
    std::deque<PackedOutput> outputs_; ///< an archive may not be moved
    Vocabulary vocabulary_;
    std::vector<std::uint32_t> words_;
    std::vector<std::uint64_t> counters_;
    std::vector<std::uint64_t> lamports_;
};

} // namespace

base::Bytes pack_documents(std::span<const StateDocument> documents) {
    Writer writer;
    for (const StateDocument& document : documents) writer.write(document);
    return writer.finish(documents.size());
}

} // namespace dongthac::wire
