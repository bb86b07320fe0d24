#include "shared/document/signatures.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "shared/document/block.hpp"
#include "shared/document/letters.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kLongestTitle = 240; // bytes; several lines of a signature on one
constexpr std::size_t kMostHands = 6;      // side by side or one under the other
constexpr std::size_t kSameColumn = 6;     // letters

constexpr int kDrewUp = 0;
constexpr int kHeadOfGroup = 1;
constexpr int kHeadOfOffice = 2;

int office_of(const std::string& title) {
    constexpr std::string_view kDrawingUp[] = {"nguoi",  "thu ky",    "ke toan",   "thu quy", "van thu",
                                               "can bo", "giao vien", "nhan vien", "chu nhom"};
    constexpr std::string_view kGroups[] = {"to truong",   "to pho",        "khoi truong",
                                            "truong khoi", "chu nhiem lop", "tong phu trach"};
    const std::string key = key_of(title, 80);
    const auto starts = [&](std::string_view words) { return starts_with_words(key, words); };
    if (std::ranges::any_of(kDrawingUp, starts)) return kDrewUp;
    return std::ranges::any_of(kGroups, starts) ? kHeadOfGroup : kHeadOfOffice;
}

std::size_t distance(std::size_t a, std::size_t b) { return a < b ? b - a : a - b; }

} // namespace

bool is_authority(std::string_view text) {
    constexpr std::string_view kMarks[] = {"TM.", "KT.",  "TL.", "TUQ.", "Q.",  "TM ", "KT ",
                                           "TL ", "TUQ ", "T/M", "K/T",  "T/L", "TUQ/"};
    if (text.size() > kLongestTitle) return false;
    if (std::ranges::any_of(
            kMarks, [&](std::string_view mark) { return starts_with(text, mark) && text.size() > mark.size(); }))
        return true;
    constexpr std::string_view kApprovals[] = {"duyet cua", "xac nhan cua", "phe duyet cua"};
    const std::string key = key_of(text, 40);
    return std::ranges::any_of(kApprovals, [&](std::string_view words) { return starts_with_words(key, words); });
}

bool Signatures::wants_name() const {
    const auto waiting = std::count_if(hands_.begin() + static_cast<std::ptrdiff_t>(group_), hands_.end(),
                                       [](const Hand& hand) { return hand.name.empty(); });
    return static_cast<std::size_t>(waiting) > below_.size();
}

bool Signatures::stacked() const {
    return std::all_of(hands_.begin() + static_cast<std::ptrdiff_t>(group_), hands_.end(),
                       [&](const Hand& hand) { return distance(hand.column, hands_[group_].column) <= kSameColumn; });
}

void Signatures::title(const Place& place, const std::string& text) {
    const int office = office_of(text);
    Hand* over = nullptr;
    for (std::size_t i = group_; i < hands_.size() && below_.empty(); ++i) {
        Hand& hand = hands_[i];
        // Two lines of a signature in one cell are one place; two cells of a line are two signatures.
        const bool here = hand.line == place.line && hand.column == place.column;
        if (!hand.name.empty() || (hand.line == place.line && !here)) continue;
        if (over == nullptr || distance(hand.column, place.column) < distance(over->column, place.column)) over = &hand;
    }
    // "NGƯỜI LẬP" over "HIỆU TRƯỞNG" are two people; "TM. BAN TỔ CHỨC" over "THƯ KÝ" is one.
    const bool one = over != nullptr && (over->authority || over->office == office);
    const bool room = hands_.size() - group_ < kMostHands;
    if (!one && (over == nullptr || room)) {
        const bool beside = std::any_of(hands_.begin() + static_cast<std::ptrdiff_t>(group_), hands_.end(),
                                        [&](const Hand& hand) { return hand.line == place.line; });
        if ((over == nullptr && !beside) || !room) close_group();
        over = &hands_.emplace_back();
        over->office = office;
    }
    over->parts.push_back(place.part);
    over->titles.push_back(text);
    over->line = place.line;
    over->column = place.column;
    over->authority = is_authority(text);
    over->office = std::max(over->office, over->authority ? kHeadOfOffice : office);
}

void Signatures::name(const Place& place, const std::string& text) {
    ++names_;
    if (stacked()) return below_.push_back({place, text});
    Hand* nearest = nullptr;
    for (std::size_t i = group_; i < hands_.size(); ++i) {
        if (!hands_[i].name.empty()) continue;
        if (nearest == nullptr || distance(hands_[i].column, place.column) < distance(nearest->column, place.column))
            nearest = &hands_[i];
    }
    if (nearest != nullptr) give(*nearest, {place, text});
}

void Signatures::give(Hand& hand, const Name& name) {
    hand.name = name.text;
    hand.parts.push_back(name.place.part);
}

// Names below titles that stand one under the other are in their order; one name belongs to the title right over it.
void Signatures::close_group() {
    for (std::size_t i = 0; i < below_.size() && i < hands_.size(); ++i)
        give(hands_[hands_.size() - below_.size() + i], below_[i]);
    below_.clear();
    group_ = hands_.size();
}

Signatures::Reading Signatures::decide() {
    close_group();
    Reading reading;
    const auto higher = [](const Hand& a, const Hand& b) {
        return std::pair(a.office, !a.name.empty()) < std::pair(b.office, !b.name.empty());
    };
    const auto signer = std::ranges::max_element(hands_, higher);
    for (auto hand = hands_.begin(); hand != hands_.end(); ++hand) {
        if (hand == signer) {
            reading.titles = std::move(hand->titles);
            reading.name = std::move(hand->name);
            continue;
        }
        reading.others.insert(reading.others.end(), hand->parts.begin(), hand->parts.end());
        if (!hand->name.empty()) reading.other_names.push_back(std::move(hand->name));
    }
    return reading;
}

} // namespace dongthac::document
