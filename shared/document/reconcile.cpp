#include "shared/document/reconcile.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "shared/document/docx_lines.hpp"
#include "shared/document/lines.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/printed_units.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::OutlineItem;

constexpr std::size_t kMostCompared = 4'000'000; // pairs; two thousand paragraphs all of them changed
constexpr double kAlike = 0.34;                  // of the words; below, one was taken out and another added

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words;
    const std::string key = text::search_key(text);
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        std::string word = key.substr(at, end - at);
        word.erase(0, std::min(word.find_first_not_of('0'), word.size() - 1)); // "05" is printed for "5"
        words.push_back(std::move(word));
        at = end + 1;
    }
    return words;
}

using WordSet = std::set<std::string, std::less<>>;

// Every word of `text` is among those that are seen.
bool agrees(std::string_view text, const WordSet& seen) {
    return std::ranges::all_of(folded_words(text), [&](const std::string& word) { return seen.contains(word); });
}

bool alike(std::string_view a, std::string_view b) {
    const std::vector<std::string> first = folded_words(a);
    const std::vector<std::string> second = folded_words(b);
    const WordSet words(first.begin(), first.end());
    const auto common = std::ranges::count_if(second, [&](const std::string& word) { return words.contains(word); });
    return static_cast<double>(common) >= kAlike * static_cast<double>(std::max(first.size(), second.size()));
}

/// For each unit the place in `printed` that is the same, in order: a longest common subsequence. Nothing when there is
/// too much to compare.
std::optional<std::vector<std::optional<std::size_t>>> align(const std::vector<PrintedUnit>& units,
                                                             const std::vector<std::string>& printed) {
    std::vector<std::optional<std::size_t>> same(units.size());
    std::size_t first = 0;
    while (first < units.size() && first < printed.size() && units[first].text == printed[first]) {
        same[first] = first;
        ++first;
    }
    std::size_t a = units.size();
    std::size_t b = printed.size();
    while (a > first && b > first && units[a - 1].text == printed[b - 1]) same[--a] = --b;
    const std::size_t rows = a - first;
    const std::size_t columns = b - first;
    if (rows != 0 && columns > kMostCompared / rows) return std::nullopt;
    // longest[i][j]: what is left from units[first + i] and printed[first + j] on
    std::vector<std::uint32_t> longest((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return longest[i * (columns + 1) + j]; };
    for (std::size_t i = rows; i-- > 0;)
        for (std::size_t j = columns; j-- > 0;)
            at(i, j) = units[first + i].text == printed[first + j] ? at(i + 1, j + 1) + 1
                                                                   : std::max(at(i + 1, j), at(i, j + 1));
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
        if (units[first + i].text == printed[first + j]) {
            same[first + i++] = first + j++;
        } else {
            at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
        }
    }
    return same;
}

std::string words_of_item(const OutlineItem& item) { return printed_words(printed(item)); }

/// Puts the outline together from what both sides agree on.
class Merger {
  public:
    Merger(const model::Outline& embedded, const std::vector<PrintedUnit>& units,
           const std::vector<std::string>& printed, const std::vector<std::optional<std::size_t>>& same,
           const model::Outline& read)
        : embedded_(embedded), units_(units), printed_(printed), read_(read), fate_(embedded.items.size()),
          added_behind_(embedded.items.size() + 1) {
        for (const OutlineItem& item : read.items) as_read_.emplace(words_of_item(item), &item);
        judge_zones(same);
        pair_up(same);
    }

    Reconciled merge() {
        Reconciled out{embedded_, true, edited_};
        out.outline.items.clear();
        put_added(embedded_.items.size(), out.outline); // before the first
        bool head_done = believed(PageZone::head);
        bool signature_done = believed(PageZone::signature);
        if (!head_done) put_zone(PageZone::head, out.outline);
        for (std::size_t i = 0; i < embedded_.items.size(); ++i) {
            const PageZone zone = zone_of(embedded_.items[i].role);
            if (zone == PageZone::flow) {
                put_flow(i, out);
            } else if (believed(zone)) {
                out.outline.items.push_back(embedded_.items[i]);
            } else if (zone == PageZone::signature && !std::exchange(signature_done, true)) {
                put_zone(zone, out.outline);
            }
            put_added(i, out.outline);
        }
        if (!signature_done) put_zone(PageZone::signature, out.outline);
        take_fields(out.outline);
        return out;
    }

  private:
    enum class Fate { unseen, same, changed };
    struct ItemFate {
        Fate fate = Fate::unseen;
        std::size_t place = 0; ///< in printed_, when changed
    };

    [[nodiscard]] bool believed(PageZone zone) const { return believed_[static_cast<std::size_t>(zone)]; }

    // A zone made of fields is taken whole or not at all, and only when it says nothing that is not seen.
    void judge_zones(const std::vector<std::optional<std::size_t>>& same) {
        for (const PageZone zone : {PageZone::head, PageZone::signature}) {
            bool all = true;
            WordSet& seen = seen_[static_cast<std::size_t>(zone)];
            for (std::size_t i = 0; i < units_.size(); ++i) {
                if (units_[i].zone != zone) continue;
                all = all && same[i].has_value();
                for (std::string& word : folded_words(units_[i].text)) seen.insert(std::move(word));
            }
            for (const OutlineItem& item : embedded_.items)
                if (zone_of(item.role) == zone) all = all && agrees(printed(item), seen);
            believed_[static_cast<std::size_t>(zone)] = all;
        }
        for (const OutlineItem& item : read_.items)
            if (const PageZone zone = zone_of(item.role); zone != PageZone::flow && !believed(zone))
                for (std::string& word : folded_words(printed(item))) zone_words_.insert(std::move(word));
    }

    // Walks down both sides; what stands between two agreements was changed, added or taken out.
    void pair_up(const std::vector<std::optional<std::size_t>>& same) {
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
            if (!units_[i].item) {
                // Seen, but of no item that says so: the words are kept all the same.
                const bool own = units_[i].text == kRecipientsHeading; // printed for a list that has none
                if (units_[i].zone == PageZone::flow && !own) added_behind_[behind].push_back(end);
                continue;
            }
            fate_[*units_[i].item].fate = Fate::same;
            behind = *units_[i].item;
        }
    }

    void settle(const std::vector<std::size_t>& gone, std::size_t first, std::size_t last, std::size_t& behind) {
        std::size_t at = 0;
        bool fields = false; // the zone that is read from the page again
        for (const std::size_t unit : gone) fields = fields || units_[unit].zone != PageZone::flow;
        for (std::size_t place = first; place < last; ++place) {
            std::size_t match = at;
            while (match < gone.size() &&
                   !(units_[gone[match]].item && alike(units_[gone[match]].text, printed_[place])))
                ++match;
            if (match < gone.size()) {
                at = match + 1;
                behind = *units_[gone[match]].item;
                fate_[behind] = {Fate::changed, place};
            } else if (!(fields && agrees(printed_[place], zone_words_))) {
                added_behind_[behind].push_back(place);
            }
        }
        edited_ += std::max(gone.size(), last - first);
    }

    void put_flow(std::size_t i, Reconciled& out) const {
        const OutlineItem& item = embedded_.items[i];
        switch (fate_[i].fate) {
        case Fate::same: out.outline.items.push_back(item); return;
        case Fate::unseen:
            // What prints nothing was not taken out; anything else that is not on the page is not believed.
            if (words_of_item(item).empty()) out.outline.items.push_back(item);
            return;
        case Fate::changed: break;
        }
        const std::string& text = printed_[fate_[i].place];
        OutlineItem changed = item;
        const std::string label = item.label + " ";
        if (item.label.empty() && item.role != ItemRole::table_row && !read_label(text).empty())
            changed.label = read_label(text);
        else if (!item.label.empty() && !std::string_view(text).starts_with(label))
            changed.label = read_label(text);
        changed.text = without_label(text, changed.label);
        out.outline.items.push_back(std::move(changed));
    }

    static std::string read_label(std::string_view text) {
        const text::Label label = label_of(text);
        return label.printed;
    }

    static std::string without_label(const std::string& text, const std::string& label) {
        if (label.empty() || !text.starts_with(label)) return text;
        const std::size_t start = text.find_first_not_of(' ', label.size());
        return start == std::string::npos ? std::string() : text.substr(start);
    }

    void put_added(std::size_t behind, model::Outline& outline) const {
        for (const std::size_t place : added_behind_[behind]) {
            const auto read = as_read_.find(printed_[place]);
            if (read != as_read_.end() && zone_of(read->second->role) == PageZone::flow) {
                outline.items.push_back(*read->second);
                continue;
            }
            const int level = behind < embedded_.items.size() ? embedded_.items[behind].level : 0;
            const std::string label = read_label(printed_[place]);
            outline.items.push_back({ItemRole::paragraph, level, label, without_label(printed_[place], label)});
        }
    }

    void put_zone(PageZone zone, model::Outline& outline) const {
        for (const OutlineItem& item : read_.items)
            if (zone_of(item.role) == zone) outline.items.push_back(item);
    }

    void take_fields(model::Outline& outline) const {
        if (!believed(PageZone::head)) {
            outline.superior_body = read_.superior_body;
            outline.issuing_body = read_.issuing_body;
            outline.document_number = read_.document_number;
            outline.symbol = read_.symbol;
            outline.place_name = read_.place_name;
            outline.issued_on = read_.issued_on;
            outline.doc_type = read_.doc_type;
            outline.subject = read_.subject;
        } else {
            // Not printed where the head has a line of its own.
            const WordSet& seen = seen_[static_cast<std::size_t>(PageZone::head)];
            if (!agrees(outline.superior_body, seen)) outline.superior_body = read_.superior_body;
            if (!agrees(outline.place_name, seen)) outline.place_name = read_.place_name;
        }
        if (believed(PageZone::signature)) return;
        outline.signer_titles = read_.signer_titles;
        outline.signer_name = read_.signer_name;
    }

    const model::Outline& embedded_;
    const std::vector<PrintedUnit>& units_;
    const std::vector<std::string>& printed_;
    const model::Outline& read_;
    std::map<std::string, const OutlineItem*> as_read_;
    std::vector<ItemFate> fate_;
    std::vector<std::vector<std::size_t>> added_behind_; ///< places in printed_ behind each item; the last: before all
    bool believed_[3] = {false, true, false};
    WordSet seen_[3];
    WordSet zone_words_; ///< of the zones that are taken from the page
    std::size_t edited_ = 0;
};

std::size_t words_in(const OutlineItem& item) { return text::count_words(item.label) + text::count_words(item.text); }

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
    const auto same = align(units, printed);
    const auto agreed = same ? std::ranges::count_if(*same, [](const auto& place) { return place.has_value(); }) : 0;
    if (static_cast<std::size_t>(agreed) * 2 < std::max<std::size_t>(1, units.size()))
        return {std::move(read), false, 0};

    Reconciled out = Merger(embedded, units, printed, *same, read).merge();
    out.outline.parents = read.parents;
    move_flags(read, out.outline);
    for (const OutlineItem& item : out.outline.items) out.outline.placed_words += words_in(item);
    for (const std::string& fragment : out.outline.unplaced) out.outline.unplaced_words += text::count_words(fragment);
    out.outline.words = out.outline.placed_words + out.outline.unplaced_words;
    return out;
}

} // namespace dongthac::document
