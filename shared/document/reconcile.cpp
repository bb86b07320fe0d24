#include "shared/document/reconcile.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "shared/document/docx_lines.hpp"
#include "shared/document/lines.hpp"
#include "shared/document/paragraph_matching.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/printed_units.hpp"
#include "shared/document/reconcile_fields.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::OutlineItem;

using Places = std::vector<std::optional<std::size_t>>;

std::vector<std::string> texts_of(const std::vector<PrintedUnit>& units) {
    std::vector<std::string> texts;
    for (const PrintedUnit& unit : units) texts.push_back(unit.text);
    return texts;
}

std::string words_of_item(const OutlineItem& item) { return printed_words(printed(item)); }

std::size_t words_in(const OutlineItem& item) { return text::count_words(item.label) + text::count_words(item.text); }

/// Puts the outline together from what the page says. Each printed paragraph ends in exactly one place: the embedded
/// item that prints it, that item with new words, an item of its own, or `unplaced`.
class Merger {
  public:
    Merger(const model::Outline& embedded, const std::vector<PrintedUnit>& units,
           const std::vector<std::string>& printed, const Places& same, ParagraphMatching& matching,
           const model::Outline& read)
        : embedded_(embedded), units_(units), printed_(printed), matching_(matching), read_(read),
          fate_(embedded.items.size()), added_behind_(embedded.items.size() + 1) {
        for (const OutlineItem& item : read.items) as_read_.emplace(words_of_item(item), &item);
        for (const std::string& fragment : read.unplaced) ++without_place_[printed_words(fragment)];
        pair_up(same);
    }

    Reconciled merge() {
        Reconciled out{embedded_, true, edited_};
        out.outline.items.clear();
        out.outline.unplaced.clear();
        put_added(embedded_.items.size(), out.outline); // before the first
        for (std::size_t i = 0; i < embedded_.items.size(); ++i) {
            put(i, out.outline);
            put_added(i, out.outline);
        }
        return out;
    }

    /// Labels that were cut from the word they were typed together with: each is a word more than the page has.
    [[nodiscard]] std::size_t labels_cut() const { return labels_cut_; }

  private:
    enum class Fate { unseen, same, changed };
    struct ItemFate {
        Fate fate = Fate::unseen;
        std::size_t place = 0; ///< in printed_, when changed
    };
    struct Added {
        std::size_t place = 0;        ///< in printed_
        std::optional<ItemRole> role; ///< of what stood there before
    };

    // Walks down both sides; what stands between two agreements was changed, added or taken out.
    void pair_up(const Places& same) {
        std::size_t next = 0;
        std::vector<std::size_t> gone;
        std::size_t behind = embedded_.items.size();
        for (std::size_t i = 0; i <= units_.size(); ++i) {
            if (i < units_.size() && !same[i]) {
                gone.push_back(i);
                continue;
            }
            const std::size_t end = i < units_.size() ? *same[i] : printed_.size();
            settle(gone, next, end, behind);
            gone.clear();
            if (i == units_.size()) break;
            next = end + 1;
            agree(units_[i], end, behind);
        }
    }

    void agree(const PrintedUnit& unit, std::size_t place, std::size_t& behind) {
        if (unit.item) {
            behind = *unit.item;
            fate_[behind] = {unit.says_item ? Fate::same : Fate::changed, place};
        } else if (!unit.role && unit.text != kRecipientsHeading) {
            // Seen, but of no item that says so: the words are kept all the same. What the form prints for a field, or
            // over a list without a heading, is in no item on purpose.
            added_behind_[behind].push_back({place, {}});
        }
    }

    // The paragraphs [first, last) stand where `gone` were.
    void settle(const std::vector<std::size_t>& gone, std::size_t first, std::size_t last, std::size_t& behind) {
        std::size_t left = 0; // of `gone`, not yet paired
        std::size_t open = first;
        for (std::size_t place = first; place < last; ++place) {
            std::size_t match = left;
            while (match < gone.size() && !(stands_for_something(gone[match]) && matching_.alike(gone[match], place)))
                ++match;
            if (match == gone.size()) continue;
            settle_strangers(gone, left, match, open, place, behind);
            change(gone[match], place, behind);
            left = match + 1;
            open = place + 1;
        }
        settle_strangers(gone, left, gone.size(), open, last, behind);
        edited_ += std::max(gone.size(), last - first);
    }

    // Nothing here is alike. As many lines as there were: each line of the head or the signature was written anew in
    // its place, whatever it says now.
    void settle_strangers(const std::vector<std::size_t>& gone, std::size_t left, std::size_t right, std::size_t first,
                          std::size_t last, std::size_t& behind) {
        const bool in_place = right - left == last - first;
        for (std::size_t i = 0; i < last - first; ++i) {
            const bool line = in_place && units_[gone[left + i]].role && !printed_[first + i].starts_with('(');
            if (line)
                change(gone[left + i], first + i, behind);
            else
                added_behind_[behind].push_back({first + i, {}});
        }
    }

    [[nodiscard]] bool stands_for_something(std::size_t unit) const { return units_[unit].item || units_[unit].role; }

    void change(std::size_t unit, std::size_t place, std::size_t& behind) {
        if (!units_[unit].item) return added_behind_[behind].push_back({place, units_[unit].role});
        behind = *units_[unit].item;
        fate_[behind] = {Fate::changed, place};
    }

    /// A paragraph's label and what stands behind it; cells of a row have none.
    std::pair<std::string, std::string> split_label(const std::string& text) {
        if (text.find(" | ") != std::string::npos) return {{}, text};
        const std::string label = label_of(text).printed;
        if (label.empty() || !text.starts_with(label)) return {{}, text};
        const std::size_t start = text.find_first_not_of(' ', label.size());
        if (start == label.size()) ++labels_cut_;
        return {label, start == std::string::npos ? std::string() : text.substr(start)};
    }

    void put(std::size_t i, model::Outline& out) {
        const OutlineItem& item = embedded_.items[i];
        if (fate_[i].fate == Fate::changed) return out.items.push_back(changed(item, printed_[fate_[i].place]));
        // What prints nothing was not taken out; anything else that is not on the page is not believed.
        if (fate_[i].fate == Fate::same || words_in(item) == 0) out.items.push_back(item);
    }

    [[nodiscard]] OutlineItem changed(const OutlineItem& item, const std::string& text) {
        const OutlineItem* read = read_as(text);
        OutlineItem out = item;
        if (zone_of(item.role) != PageZone::flow) { // "KT. HIỆU TRƯỞNG" where "HIỆU TRƯỞNG" stood
            if (read != nullptr && zone_of(read->role) == zone_of(item.role)) out.role = read->role;
            out.label.clear();
            out.text = text;
            return out;
        }
        if (!item.label.empty() && text.starts_with(item.label + " ")) {
            out.text = text.substr(std::min(text.find_first_not_of(' ', item.label.size()), text.size()));
            return out;
        }
        std::tie(out.label, out.text) = split_label(text);
        return out;
    }

    [[nodiscard]] const OutlineItem* read_as(const std::string& text) const {
        const auto found = as_read_.find(text);
        return found == as_read_.end() ? nullptr : found->second;
    }

    void put_added(std::size_t behind, model::Outline& out) {
        const bool in_items = behind < embedded_.items.size();
        const bool in_field = in_items && zone_of(embedded_.items[behind].role) != PageZone::flow;
        for (const auto& [place, role] : added_behind_[behind]) {
            const std::string& text = printed_[place];
            const OutlineItem* read = read_as(text);
            if (read != nullptr && !(role && zone_of(read->role) == PageZone::flow)) {
                out.items.push_back(*read);
            } else if (role) {
                out.items.push_back({*role, 0, "", text});
            } else if (const auto without = without_place_.find(text);
                       in_field || (without != without_place_.end() && without->second > 0)) {
                if (without != without_place_.end()) --without->second;
                out.unplaced.push_back(text);
            } else {
                auto [label, rest] = split_label(text);
                const int level = in_items ? embedded_.items[behind].level : 0;
                out.items.push_back({ItemRole::paragraph, level, std::move(label), std::move(rest)});
            }
        }
    }

    const model::Outline& embedded_;
    const std::vector<PrintedUnit>& units_;
    const std::vector<std::string>& printed_;
    ParagraphMatching& matching_;
    const model::Outline& read_;
    std::map<std::string, const OutlineItem*> as_read_;
    std::map<std::string, std::size_t> without_place_; ///< fragments of read_.unplaced
    std::vector<ItemFate> fate_;
    std::vector<std::vector<Added>> added_behind_; ///< behind each item; the last: before all
    std::size_t edited_ = 0;
    std::size_t labels_cut_ = 0;
};

// Words of the page, paragraph by paragraph, whatever has become of them. What the form prints by itself is not
// counted: no item holds it.
std::size_t words_of_page(const model::Outline& embedded, const std::vector<PrintedUnit>& units,
                          const std::vector<std::string>& printed, const Places& same) {
    std::vector<const PrintedUnit*> agreed(printed.size(), nullptr);
    for (std::size_t i = 0; i < units.size(); ++i)
        if (same[i]) agreed[*same[i]] = &units[i];
    std::size_t words = 0;
    for (std::size_t place = 0; place < printed.size(); ++place) {
        const PrintedUnit* unit = agreed[place];
        if (unit != nullptr && unit->item && unit->says_item) {
            words += words_in(embedded.items[*unit->item]);
        } else if (unit == nullptr || unit->item || !(unit->role || unit->text == kRecipientsHeading)) {
            words += text::count_words(printed[place]);
        }
    }
    return words;
}

// Flags point to items by index; the same words stand elsewhere now.
void move_flags(const model::Outline& read, model::Outline& outline) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < outline.items.size(); ++i) places.emplace(printed(outline.items[i]), i);
    for (model::Flag flag : read.flags) {
        if (flag.item && *flag.item < read.items.size()) {
            const auto found = places.find(printed(read.items[*flag.item]));
            flag.item = found == places.end() ? std::nullopt : std::optional(found->second);
        }
        outline.flags.push_back(std::move(flag));
    }
}

} // namespace

Reconciled reconcile(const model::Outline& embedded, const std::vector<std::string>& printed, model::Outline read) {
    const std::vector<PrintedUnit> units = printed_units(embedded);
    const std::vector<std::string> texts = texts_of(units);
    ParagraphMatching matching(texts, printed);
    const auto same = matching.align();
    const auto agreed = same ? std::ranges::count_if(*same, [](const auto& place) { return place.has_value(); }) : 0;
    if (static_cast<std::size_t>(agreed) * 2 < std::max<std::size_t>(1, units.size()))
        return {std::move(read), false, 0};

    Merger merger(embedded, units, printed, *same, matching, read);
    Reconciled out = merger.merge();
    take_fields(units, *same, read, out.outline);
    out.outline.parents = read.parents;
    move_flags(read, out.outline);
    out.outline.words = words_of_page(embedded, units, printed, *same) + merger.labels_cut();
    for (const OutlineItem& item : out.outline.items) out.outline.placed_words += words_in(item);
    for (const std::string& fragment : out.outline.unplaced) out.outline.unplaced_words += text::count_words(fragment);
    return out;
}

} // namespace dongthac::document
