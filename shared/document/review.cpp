#include "shared/document/review.hpp"

#include <algorithm>
#include <utility>

#include "shared/document/block.hpp"
#include "shared/document/confidence.hpp"
#include "shared/document/follow_items.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/printed_units.hpp"
#include "shared/model/record.hpp"
#include "shared/model/value.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::Outline;
using model::OutlineItem;

constexpr std::size_t kFoldedBytes = 80; ///< of a line or an item: enough to tell it from its neighbours
constexpr std::size_t kNearLines = 500;  ///< an item is looked for no further from the one before it
constexpr std::size_t kHeadWords = 3;
constexpr std::size_t kStepBytes = 64'000'000; ///< of all outlines that are kept for undo
constexpr std::size_t kLeastSteps = 10;
constexpr std::size_t kMostSteps = 500;

/// Steps of which the outlines fit into kStepBytes.
std::size_t most_steps_of(const Outline& outline) {
    std::size_t bytes = sizeof(Outline) + outline.items.size() * sizeof(OutlineItem);
    for (const OutlineItem& item : outline.items) bytes += item.text.capacity();
    return std::clamp(kStepBytes / bytes, kLeastSteps, kMostSteps);
}

std::unexpected<base::Error> no_item(std::size_t item) {
    return base::fail(base::Code::unknown_node, {{"id", std::to_string(item)}});
}

std::unexpected<base::Error> cannot(const char* field, std::string value, const char* expected) {
    return base::fail(base::Code::bad_value, {{"field", field}, {"value", std::move(value)}, {"expected", expected}});
}

/// Behind the item and all that stands below it.
std::size_t end_of(const Outline& outline, std::size_t item) {
    std::size_t end = item + 1;
    while (end < outline.items.size() && outline.items[end].level > outline.items[item].level) ++end;
    return end;
}

/// A document has one of it: who says which, says that the others are not.
bool is_single(ItemRole role) {
    return role == ItemRole::national_name || role == ItemRole::national_motto || role == ItemRole::number_symbol ||
           role == ItemRole::place_date || role == ItemRole::doc_type || role == ItemRole::signer_name;
}

/// Byte at which word `word` of `text` begins; nothing at its beginning or behind its end.
std::optional<std::size_t> begin_of_word(std::string_view text, std::size_t word) {
    std::size_t at = 0;
    for (std::size_t n = 0; n < word; ++n) {
        at = text.find(' ', at);
        if (at == std::string_view::npos) return std::nullopt;
        at = text.find_first_not_of(' ', at);
        if (at == std::string_view::npos) return std::nullopt;
    }
    return at == 0 ? std::nullopt : std::optional(at);
}

} // namespace

Review::Review(ImportedFile file)
    : most_steps_(most_steps_of(file.outline)), remarks_(std::move(file.remarks)), source_(std::move(file.source)) {
    std::string kind(kind_of(file.outline));
    steps_.push_back({std::move(file.outline), std::move(kind), {}});
    for (const std::string& line : source_) folded_source_.push_back(key_of(line, kFoldedBytes));
}

std::vector<std::optional<std::size_t>> Review::source_lines() const {
    const auto reads_like = [](const std::string& line, const std::string& key) {
        if (line.empty() || key.empty()) return false;
        // A long paragraph is printed over several lines, and a line of a letterhead holds two items.
        return line.starts_with(key) || key.starts_with(line) || line.find(key) != std::string::npos;
    };
    const auto find_between = [&](std::size_t from, std::size_t to,
                                  const std::string& key) -> std::optional<std::size_t> {
        for (std::size_t line = from; line < to; ++line)
            if (reads_like(folded_source_[line], key)) return line;
        return std::nullopt;
    };
    std::vector<std::optional<std::size_t>> lines;
    std::size_t from = 0; // items stand in reading order, but for the columns of a letterhead
    for (const OutlineItem& item : outline().items) {
        std::string key = key_of(printed(item), kFoldedBytes);
        // Two lines of a letterhead's column, with the other column between them: its first words tell.
        if (zone_of(item.role) == PageZone::head)
            if (const auto end = begin_of_word(key, kHeadWords)) key.resize(*end - 1);
        auto found = find_between(from, std::min(from + kNearLines, folded_source_.size()), key);
        if (found) from = *found;
        if (!found) found = find_between(from - std::min(from, kNearLines), from, key);
        lines.push_back(found);
    }
    return lines;
}

void Review::take(Outline next) {
    follow_items(outline(), next, step().typed);
    take_step({std::move(next), step().kind, step().typed});
}

void Review::take_step(Step next) {
    steps_.resize(at_ + 1);
    steps_.push_back(std::move(next));
    ++at_;
    if (steps_.size() <= most_steps_ + 1) return;
    steps_.pop_front();
    --at_;
}

void Review::undo() {
    if (can_undo()) --at_;
}

void Review::redo() {
    if (can_redo()) ++at_;
}

base::Result<void> Review::set_role(std::size_t item, ItemRole role) {
    if (item >= outline().items.size()) return no_item(item);
    Outline next = outline();
    OutlineItem& changed = next.items[item];
    if (changed.role == role) return {};
    if (is_single(role))
        for (OutlineItem& other : next.items)
            if (other.role == role) other.role = ItemRole::paragraph;
    changed.role = role;
    changed.confidence = kPersonSaid;
    take(std::move(next));
    return {};
}

base::Result<void> Review::indent(std::size_t item, int deeper) {
    if (item >= outline().items.size()) return no_item(item);
    const std::vector<OutlineItem>& items = outline().items;
    const int wanted = items[item].level + deeper;
    const int most = item == 0 ? 0 : items[item - 1].level + 1;
    if (wanted < 0 || wanted > most || deeper == 0) return cannot("level", std::to_string(wanted), "level");
    Outline next = outline();
    const std::size_t end = end_of(next, item);
    for (std::size_t i = item; i < end; ++i) next.items[i].level += deeper;
    next.items[item].confidence = kPersonSaid;
    take(std::move(next));
    return {};
}

base::Result<void> Review::join(std::size_t item) {
    if (item >= outline().items.size()) return no_item(item);
    if (item == 0) return cannot("join", "1", "paragraph_before");
    Outline next = outline();
    OutlineItem& before = next.items[item - 1];
    const std::string words = printed(next.items[item]);
    if (!words.empty()) before.text += (before.text.empty() ? "" : " ") + words;
    next.items.erase(next.items.begin() + static_cast<std::ptrdiff_t>(item));
    // What stood below it stands below the one before it, no deeper than one level.
    for (std::size_t i = item; i < next.items.size(); ++i) {
        const int most = next.items[i - 1].level + 1;
        if (next.items[i].level <= most) break;
        next.items[i].level = most;
    }
    take(std::move(next));
    return {};
}

base::Result<void> Review::split(std::size_t item, std::size_t word) {
    if (item >= outline().items.size()) return no_item(item);
    const std::string& text = outline().items[item].text;
    const std::optional<std::size_t> at = begin_of_word(text, word);
    if (!at) return cannot("split", std::to_string(word), "word");
    Outline next = outline();
    OutlineItem& first = next.items[item];
    first.confidence = kPersonSaid;
    OutlineItem second = first;
    second.label.clear();
    second.text = first.text.substr(*at);
    first.text.resize(*at);
    while (first.text.ends_with(' ')) first.text.pop_back();
    const text::Label label = text::read_label(second.text);
    if (label.kind != text::LabelKind::none) {
        second.label = label.printed;
        second.text.erase(0, label.text_offset);
    }
    next.items.insert(next.items.begin() + static_cast<std::ptrdiff_t>(item) + 1, std::move(second));
    take(std::move(next));
    return {};
}

base::Result<void> Review::place(std::size_t unplaced, std::optional<std::size_t> behind) {
    if (unplaced >= outline().unplaced.size()) return no_item(unplaced);
    if (behind && *behind >= outline().items.size()) return no_item(*behind);
    Outline next = outline();
    const std::string words = next.unplaced[unplaced];
    next.unplaced.erase(next.unplaced.begin() + static_cast<std::ptrdiff_t>(unplaced));
    const std::size_t at = behind ? *behind + 1 : 0;
    const int level = behind ? next.items[*behind].level : 0;
    next.items.insert(next.items.begin() + static_cast<std::ptrdiff_t>(at), {ItemRole::paragraph, level, {}, words});
    // A converter's left-overs are shown among them and were never counted as words.
    const std::size_t count = std::min(text::count_words(words), next.unplaced_words);
    next.unplaced_words -= count;
    next.placed_words += count;
    take(std::move(next));
    return {};
}

base::Result<void> Review::set_field(std::string_view field, std::string_view typed) {
    DT_TRY(const std::string value, text::to_nfc(typed));
    Outline next = outline();
    const std::pair<std::string_view, std::string*> texts[] = {{"document_number", &next.document_number},
                                                               {"symbol", &next.symbol},
                                                               {"place_name", &next.place_name},
                                                               {"doc_type", &next.doc_type},
                                                               {"subject", &next.subject},
                                                               {"superior_body", &next.superior_body},
                                                               {"issuing_body", &next.issuing_body},
                                                               {"signer_name", &next.signer_name}};
    const auto found = std::ranges::find(texts, field, &std::pair<std::string_view, std::string*>::first);
    if (found != std::end(texts)) {
        if (*found->second == value) return {};
        *found->second = value;
    } else if (field == "issued_on") {
        if (value.empty()) {
            next.issued_on.reset();
        } else {
            DT_TRY(const model::Value date, model::parse_value(model::ValueType::date, value, {}));
            next.issued_on = std::get<text::Date>(date);
        }
    } else if (field == "signer_titles") {
        DT_TRY(const model::Value titles, model::parse_value(model::ValueType::list, value, {}));
        next.signer_titles = std::get<std::vector<std::string>>(titles);
    } else {
        return base::fail(base::Code::unknown_field, {{"field", std::string(field)}, {"kind", "import"}});
    }
    TypedFields known = step().typed;
    known.emplace(field);
    follow_items(outline(), next, known);
    take_step({std::move(next), step().kind, std::move(known)});
    return {};
}

base::Result<void> Review::set_kind(std::string_view kind) {
    const model::RecordType* type = model::record_type(kind);
    if (type == nullptr || type->family != model::Family::document)
        return base::fail(base::Code::unknown_kind, {{"kind", std::string(kind)}});
    if (kind == step().kind) return {};
    take_step({step().outline, std::string(kind), step().typed});
    return {};
}

std::string_view kind_of(const Outline& outline) {
    const std::string type = text::search_key(outline.doc_type);
    if (type == "bao cao") return "report";
    if (type == "to trinh") return "submission_memo";
    return type.empty() && !outline.subject.empty() ? "official_letter" : "plan";
}

} // namespace dongthac::document
