#include <algorithm>
#include <deque>

#include "shared/wire/compress.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/state_columns.hpp"

namespace dongthac::wire {

namespace {

constexpr std::size_t kLargestColumn = std::size_t{64} << 20;
constexpr std::int64_t kFarthestDay = 4'000'000;

base::Bytes read_column(BoundedInput& in) {
    const std::uint64_t size = in.number();
    const std::uint64_t packed = in.number();
    if (size > kLargestColumn) throw BadInput("column");
    const auto stored = static_cast<std::size_t>(packed == 0 ? size : packed);
    const base::ByteSpan bytes = in.take(stored);
    if (packed == 0) return {bytes.begin(), bytes.end()};
    in.charge(static_cast<std::size_t>(size)); // a column may say much in few bytes
    auto column = decompress(bytes, static_cast<std::size_t>(size));
    if (!column || column->size() != size) throw BadInput("column");
    return std::move(*column);
}

std::vector<std::uint64_t> read_planes(BoundedInput& in) {
    const std::uint64_t count = in.number();
    const std::uint64_t planes = in.number();
    if (planes > 8 || count > kLargestColumn) throw BadInput("planes");
    in.charge(static_cast<std::size_t>(count) * sizeof(std::uint64_t));
    std::vector<std::uint64_t> numbers(static_cast<std::size_t>(count));
    for (std::size_t at = 0; at < planes; ++at) {
        const base::Bytes plane = read_column(in);
        if (plane.size() != numbers.size()) throw BadInput("plane");
        for (std::size_t i = 0; i < plane.size(); ++i) numbers[i] |= std::uint64_t{plane[i]} << (8 * at);
    }
    return numbers;
}

/// Numbers taken one after the other.
class Numbers {
  public:
    explicit Numbers(std::vector<std::uint64_t> numbers) : numbers_(std::move(numbers)) {}
    std::uint64_t next() {
        if (at_ == numbers_.size()) throw BadInput("numbers");
        return numbers_[at_++];
    }
    void finish() const {
        if (at_ != numbers_.size()) throw BadInput("numbers left over");
    }

  private:
    std::vector<std::uint64_t> numbers_;
    std::size_t at_ = 0;
};

class Reader {
  public:
    explicit Reader(BoundedInput& in, Spent& spent) {
        for (base::Bytes& column : columns_) column = read_column(in);
        counters_ = Numbers(read_planes(in));
        lamports_ = Numbers(read_planes(in));
        in.finish();
        for (const base::Bytes& column : columns_) inputs_.emplace_back(column, ids_, spent);
        while (at(Column::ids).left() > 0) {
            RawId id{};
            at(Column::ids).raw(id.data(), id.size());
            ids_.add(id);
        }
        BoundedInput& words = at(Column::vocabulary);
        const std::size_t count = words.count();
        vocabulary_.reserve(count);
        for (std::size_t i = 0; i < count; ++i) vocabulary_.emplace_back(base::as_text(words.take(words.length())));
    }

    StateDocument document() {
        StateDocument document;
        const base::ByteSpan head = at(Column::heads).take(at(Column::heads).length());
        auto decoded = decode_head(head);
        if (!decoded) throw BadInput("head");
        document.head = std::move(*decoded);
        const std::uint64_t count = at(Column::shape).number();
        at(Column::shape)(document.changed_ms);
        if (count > at(Column::nodes).left() / 16) throw BadInput("nodes");
        at(Column::shape).charge(static_cast<std::size_t>(count) * sizeof(change::NodeState));
        document.nodes.resize(static_cast<std::size_t>(count));
        for (change::NodeState& node : document.nodes) read(node);
        const auto unordered =
            std::ranges::adjacent_find(document.nodes, std::ranges::greater_equal{}, &change::NodeState::id);
        if (unordered != document.nodes.end()) throw BadInput("order of nodes");
        return document;
    }

    void finish() {
        for (const BoundedInput& input : inputs_) input.finish();
        counters_.finish();
        lamports_.finish();
    }

  private:
    [[nodiscard]] BoundedInput& at(Column which) { return inputs_[static_cast<std::size_t>(which)]; }

    void read(change::NodeState& node) {
        at(Column::nodes).raw(node.id.bytes.data(), node.id.bytes.size());
        BoundedInput& shape = at(Column::shape);
        const std::uint64_t flags = shape.number();
        node.hidden = (flags & kHidden) != 0;
        node.absorbed = (flags & kAbsorbed) != 0;
        const std::size_t fields = shape.count();
        for (std::size_t i = 0; i < fields; ++i) {
            const auto field = shape.number_as<model::FieldId>();
            const auto [place, fresh] = node.fields.try_emplace(field);
            if (!fresh) throw BadInput("field twice");
            place->second.values.resize(shape.count());
            for (change::FieldValue& value : place->second.values) read(value);
        }
        if ((flags & kHasTokens) != 0) node.tokens = tokens();
        if ((flags & kHasSequence) != 0) node.sequence = tokens();
        if ((flags & kSplitFrom) != 0) node.split_from = mention<base::NodeId>();
        if ((flags & kBrokenIn) != 0) node.broken_in = nodes();
        if ((flags & kContinuedBy) != 0) node.continued_by = nodes();
        if ((flags & kHasReviews) == 0) return;
        node.reviews.resize(count_in(at(Column::mentions)));
        for (change::ReviewMark& mark : node.reviews) {
            mark.first = change_id();
            mark.second = change_id();
        }
        expect_ascending(node.reviews);
    }

    /// A paragraph that is named twice would be shown twice, and what is joined to it four times, and so on.
    template <class Any>
    static void expect_ascending(const std::vector<Any>& list) {
        if (std::ranges::adjacent_find(list, std::ranges::greater_equal{}) != list.end()) throw BadInput("order");
    }

    void read(change::FieldValue& value) {
        value.id = change_id();
        value.lamport = value.id.counter + static_cast<std::uint64_t>(unzigzag(lamports_.next()));
        BoundedInput& shape = at(Column::shape);
        switch (shape.number()) {
        case 0: value.value = dongthac::model::NotStated{}; return;
        case 1: value.value = text(); return;
        case 2: value.value = signed_number(); return;
        case 3: value.value = truth(); return;
        case 4: value.value = date(); return;
        case 5: value.value = list(); return;
        default: throw BadInput("value tag");
        }
    }

    /// How many follow, each of which takes at least one byte of `column`.
    std::size_t count_in(const BoundedInput& column) {
        const std::uint64_t count = at(Column::lengths).number();
        if (count > column.left()) throw BadInput("count larger than input");
        at(Column::lengths).charge(static_cast<std::size_t>(count) * sizeof(std::string));
        return static_cast<std::size_t>(count);
    }

    template <class AnyId>
    AnyId mention() {
        return AnyId{at(Column::mentions).id()};
    }
    base::ChangeId change_id() {
        const auto replica = mention<base::ReplicaId>();
        return {replica, counters_.next()};
    }
    std::vector<base::NodeId> nodes() {
        std::vector<base::NodeId> nodes(count_in(at(Column::mentions)));
        for (base::NodeId& node : nodes) node = mention<base::NodeId>();
        expect_ascending(nodes);
        return nodes;
    }

    std::string_view word() {
        const std::uint64_t index = at(Column::words).number();
        if (index >= vocabulary_.size()) throw BadInput("word");
        const std::string_view word = vocabulary_[static_cast<std::size_t>(index)];
        at(Column::words).charge(word.size());
        return word;
    }
    std::vector<std::string> tokens() {
        std::vector<std::string> tokens(count_in(at(Column::words)));
        for (std::string& token : tokens) token = word();
        return tokens;
    }
    std::string text() {
        std::string text;
        const std::size_t pieces = count_in(at(Column::words));
        if (pieces == 0) throw BadInput("text without words");
        for (std::size_t i = 0; i < pieces; ++i) {
            if (i > 0) text += ' ';
            text += word();
        }
        return text;
    }
    std::vector<std::string> list() {
        std::vector<std::string> list(count_in(at(Column::words)));
        for (std::string& item : list) item = text();
        return list;
    }
    std::int64_t signed_number() {
        std::int64_t number = 0;
        at(Column::shape)(number);
        return number;
    }
    bool truth() {
        const std::uint64_t number = at(Column::shape).number();
        if (number > 1) throw BadInput("bool");
        return number == 1;
    }
    text::Date date() {
        const std::int64_t days = signed_number();
        if (days == INT64_MIN) return {};
        if (days > kFarthestDay || days < -kFarthestDay) throw BadInput("date");
        const text::Date date = text::from_days(days);
        if (!text::is_valid(date)) throw BadInput("date");
        return date;
    }

    std::array<base::Bytes, kColumns> columns_;
    IdTable ids_;
    std::deque<BoundedInput> inputs_;          ///< an archive may not be moved
    std::vector<std::string_view> vocabulary_; ///< into its column
    Numbers counters_{{}};
    Numbers lamports_{{}};
};

} // namespace

std::vector<StateDocument> unpack_documents(base::ByteSpan bytes) {
    static const IdTable kNoIds;
    Spent spent;
    BoundedInput in(bytes, kNoIds, spent);
    const std::size_t count = in.count();
    Reader reader(in, spent);
    std::vector<StateDocument> documents;
    for (std::size_t i = 0; i < count; ++i) documents.push_back(reader.document());
    reader.finish();
    return documents;
}

} // namespace dongthac::wire
