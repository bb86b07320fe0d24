#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "shared/change/text_merge.hpp"
#include "tests/support/authors.hpp"
#include "tests/support/property.hpp"

namespace dongthac::change {

namespace {

const std::vector<std::string> kWords = {"trường", "trườ", "ường", "học", "ọc", "sinh", "an", "toàn", "giao", "thông"};

/// One edit at most one syllable away from `centre`.
std::string near_edit(base::Random& random, const std::vector<std::string>& before, std::size_t centre) {
    std::vector<std::string> tokens = before;
    const std::string& word = tests::any_of(random, kWords);
    const std::size_t at = std::min(tokens.size() - 1, 2 * (centre + random.below(3)));
    const auto place = tokens.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random.below(5)) {
    case 0: *place = word; break;
    case 1: tokens.insert(place, {word, " "}); break;
    case 2: tokens.erase(place); break;
    case 3: place->append(word); break; // types on at the end of somebody's syllable
    default: tokens.insert(place + 1, {" ", word}); break;
    }
    return text::join(tokens);
}

struct Tally {
    std::size_t cases = 0;
    std::size_t orders = 0;
    std::size_t garbled = 0;
    std::size_t lost = 0;
    std::size_t diverged = 0;
};

/// `authors` people rewrite the same few syllables of one sentence, one or two bursts each, and see nothing of each
/// other. Every order in which their changes may arrive (six drawn ones from four people on) makes a document.
class Quarrel {
  public:
    Quarrel(std::uint64_t seed, std::size_t authors) : random_(seed), desk_(seed), node_(desk_.new_node()) {
        Author first = desk_.author(1);
        first.write(desk_.begins());
        first.write(desk_.paragraph(node_, "nhà trường tổ chức tuyên truyền phổ biến giáo dục pháp luật cho học sinh"));
        common_ = first.known();
        const std::vector<std::string> before = first.view().obtain(node_).tokens;
        for (const std::string& token : before) ++must_stand_[token], typed_.insert(token);
        const std::size_t centre = random_.below(12);
        for (std::size_t i = 0; i < authors; ++i) write(desk_.author(static_cast<std::uint8_t>(i + 2)), centre);
    }

    void judge(Tally& tally) {
        ++tally.cases;
        std::vector<std::size_t> order(bursts_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::optional<Document> first;
        bool diverged = false;
        const bool all_orders = order.size() < 4;
        for (int n = 0; n < 6; ++n) {
            std::vector<Change> pile;
            for (const std::size_t i : order) pile.insert(pile.end(), bursts_[i].begin(), bursts_[i].end());
            pile.insert(n % 2 == 0 ? pile.begin() : pile.end(), common_.begin(), common_.end());
            Document built = build(desk_.document, pile);
            ++tally.orders;
            if (!first)
                first = std::move(built);
            else
                diverged = diverged || !(*first == built);
            if (all_orders && !std::ranges::next_permutation(order).found) break;
            if (!all_orders)
                for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
        }
        const std::vector<std::string>& tokens = first->obtain(node_).tokens;
        std::map<std::string, int> stands;
        for (const std::string& token : tokens) ++stands[token];
        tally.diverged += diverged ? 1 : 0;
        tally.garbled +=
            std::ranges::all_of(text::tokenise(first->obtain(node_).text()),
                                [&](const std::string& token) {
                                    return typed_.contains(token) || token.find_first_not_of(' ') == std::string::npos;
                                })
                ? 0
                : 1;
        // A token may go only for a delete that saw it; two deletes may have hidden the same one, so more may stand.
        tally.lost +=
            std::ranges::all_of(must_stand_, [&](const auto& entry) { return stands[entry.first] >= entry.second; })
                ? 0
                : 1;
    }

  private:
    using Author = tests::Author;

    void write(Author author, std::size_t centre) {
        for (const Change& change : common_) author.learn(change);
        std::vector<Change> bursts;
        for (std::uint64_t burst = 0; burst <= random_.below(2); ++burst) {
            const std::vector<std::string> before = author.view().obtain(node_).tokens;
            const std::string after = near_edit(random_, before, centre);
            const std::vector<std::string> wanted = text::tokenise(after);
            const std::vector<text::TokenHunk> hunks = text::diff(before, wanted);
            if (hunks.empty()) continue;
            std::vector<std::string> text = before;
            for (const text::TokenHunk& hunk : hunks) {
                for (std::size_t i = 0; i < hunk.removed; ++i) --must_stand_[text[hunk.position + i]];
                for (const std::string& token : hunk.inserted) ++must_stand_[token], typed_.insert(token);
                text::apply(text, std::span(&hunk, 1));
            }
            bursts.push_back(author.write(EditText{node_, hunks}));
        }
        bursts_.push_back(std::move(bursts));
    }

    base::SeededRandom random_;
    tests::Desk desk_;
    NodeId node_;
    std::vector<Change> common_;
    std::vector<std::vector<Change>> bursts_; ///< of each author
    std::set<std::string> typed_;
    std::map<std::string, int> must_stand_; ///< typed, less deleted
};

void quarrel(std::uint64_t seed, std::size_t cases, std::size_t authors) {
    Tally tally;

    for (std::size_t i = 0; i < cases; ++i) Quarrel(seed * 100'000 + i, authors).judge(tally);

    std::cout << tally.cases << " quarrels of " << authors << ", " << tally.orders
              << " orders of arrival: " << tally.garbled << " garbled, " << tally.lost << " lost, "
              << tally.cases - tally.diverged << " converged\n";
    EXPECT_EQ(tally.garbled, 0u);
    EXPECT_EQ(tally.lost, 0u);
    EXPECT_EQ(tally.diverged, 0u);
}

TEST(AdversarialMerge, TwentyThousandPairsGarbleNoSyllableAndLoseNone) { quarrel(tests::property_seed(91), 20'000, 2); }

TEST(AdversarialMerge, ThreePeopleGarbleNoSyllableAndLoseNone) { quarrel(tests::property_seed(92), 2'000, 3); }

TEST(AdversarialMerge, FivePeopleGarbleNoSyllableAndLoseNone) { quarrel(tests::property_seed(93), 1'000, 5); }

} // namespace

} // namespace dongthac::change
