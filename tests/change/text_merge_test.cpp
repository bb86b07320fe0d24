#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "shared/change/text_merge.hpp"
#include "tests/support/authors.hpp"
#include "tests/support/property.hpp"

namespace dongthac::change {

namespace {

using tests::Author;
using tests::Desk;

/// A paragraph that two authors both have.
struct SharedParagraph {
    explicit SharedParagraph(const std::string& words, std::uint64_t seed = 1) : desk(seed), node(desk.new_node()) {
        a.write(desk.begins());
        a.write(desk.paragraph(node, words));
        tests::meet(a, b);
    }

    std::string merged() {
        tests::meet(a, b);
        EXPECT_EQ(a.view(), b.view());
        return a.view().obtain(node).text();
    }

    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    NodeId node;
};

std::vector<std::string> random_tokens(base::Random& random, std::size_t count) {
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < count; ++i) tokens.push_back("t" + std::to_string(random.below(9)));
    return tokens;
}

TEST(TextMerge, EventsThatSawEachOtherGiveWhatApplyGives) {
    const std::uint64_t seed = tests::property_seed(41);
    base::SeededRandom random(seed);

    for (int round = 0; round < 500; ++round) {
        std::vector<std::string> expected;
        std::vector<std::vector<text::TokenHunk>> bursts(8);
        std::vector<TextEvent> events;
        for (std::uint32_t i = 0; i < bursts.size(); ++i) {
            std::vector<text::TokenHunk>& hunks = bursts[i];
            for (std::uint64_t hunk = 0; hunk <= random.below(3); ++hunk)
                hunks.push_back(
                    {random.below(expected.size() + 3), random.below(4), random_tokens(random, random.below(4))});
            text::apply(expected, hunks);
            std::vector<std::uint32_t> parents;
            if (i > 0) parents.push_back(i - 1);
            events.push_back({{{}, i + 1}, i + 1, hunks, parents});
        }

        const MergedText merged = merge_text(events);

        ASSERT_EQ(merged.tokens, expected) << "seed " << seed << " round " << round;
        ASSERT_TRUE(merged.nearby.empty());
    }
}

TEST(TextMerge, WordsTypedAtTheSamePlaceAllStayWithEachAuthorsTogether) {
    SharedParagraph shared("đầu cuối");

    shared.a.type(shared.node, "đầu một hai ba cuối");
    shared.b.type(shared.node, "đầu bốn năm sáu cuối");

    const std::string merged = shared.merged();
    const bool a_first = merged == "đầu một hai ba bốn năm sáu cuối";
    const bool b_first = merged == "đầu bốn năm sáu một hai ba cuối";
    EXPECT_TRUE(a_first || b_first) << merged;
    EXPECT_FALSE(shared.a.view().obtain(shared.node).reviews.empty());
}

TEST(TextMerge, WordsTypedInManyBurstsAtTheSamePlaceDoNotInterleave) {
    SharedParagraph shared("đầu cuối");

    for (const char* text : {"đầu một cuối", "đầu một hai cuối", "đầu một hai ba cuối"})
        shared.a.type(shared.node, text);
    for (const char* text : {"đầu bốn cuối", "đầu năm bốn cuối", "đầu sáu năm bốn cuối"})
        shared.b.type(shared.node, text);

    const std::string merged = shared.merged();
    EXPECT_NE(merged.find("một hai ba"), std::string::npos) << merged;
    EXPECT_NE(merged.find("sáu năm bốn"), std::string::npos) << merged;
}

TEST(TextMerge, ADeleteHidesOnlyWhatItsAuthorSaw) {
    SharedParagraph shared("một hai ba bốn");

    shared.a.type(shared.node, "một bốn");
    shared.b.type(shared.node, "một hai mới ba bốn");

    const std::string merged = shared.merged();
    EXPECT_NE(merged.find("mới"), std::string::npos) << merged;
    EXPECT_EQ(merged.find("hai"), std::string::npos) << merged;
    EXPECT_EQ(merged.find("ba"), std::string::npos) << merged;
}

TEST(TextMerge, TheSameWordDeletedTwiceIsDeletedOnce) {
    SharedParagraph shared("một hai ba");

    shared.a.type(shared.node, "một ba");
    shared.b.type(shared.node, "một ba");

    EXPECT_EQ(shared.merged(), "một ba");
}

TEST(TextMerge, WhatACopyRenamedStandsWhereItsAuthorHadItBefore) {
    SharedParagraph shared("đầu cuối");
    Author old_name = shared.desk.author(3);
    Author other = shared.desk.author(5);
    tests::meet(shared.a, old_name);
    tests::meet(shared.a, other);
    const Change first = old_name.type(shared.node, "một đầu cuối");
    const Change theirs = other.type(shared.node, "hai đầu cuối");
    old_name.learn(theirs);
    ASSERT_EQ(old_name.view().obtain(shared.node).text(), "một hai đầu cuối") << "the lower name stands first";
    const Change second = old_name.type(shared.node, "một đầu cuối");

    // As office::take_new_replica names them, with a name that stands behind the other's.
    const base::ReplicaId fresh = shared.desk.author(9).replica();
    const auto renamed = [&](Change change, std::uint64_t counter) {
        change.alias_of = change.id;
        change.id = {fresh, counter};
        for (ChangeId& parent : change.parents)
            if (parent == first.id) parent = {fresh, 1};
        std::ranges::sort(change.parents);
        return change;
    };
    std::vector<Change> all = shared.a.known();
    all.insert(all.end(), {theirs, renamed(first, 1), renamed(second, 2)});

    Document merged = build(shared.desk.document, all);

    EXPECT_EQ(merged.obtain(shared.node).text(), "một đầu cuối") << "not the word whose place the other took";
}

TEST(TextMerge, EditsOfDifferentParagraphsNeedNoReview) {
    SharedParagraph shared("một");
    const NodeId other = shared.desk.new_node();
    shared.a.write(shared.desk.paragraph(other, "hai", "X"));
    tests::meet(shared.a, shared.b);

    shared.a.type(shared.node, "một a");
    shared.b.type(other, "hai b");

    EXPECT_EQ(shared.merged(), "một a");
    EXPECT_EQ(shared.a.view().obtain(other).text(), "hai b");
    EXPECT_TRUE(shared.a.view().obtain(shared.node).reviews.empty());
    EXPECT_TRUE(shared.a.view().obtain(other).reviews.empty());
}

TEST(TextMerge, HunksBeyondTheEndAreClampedAlikeOnBothPaths) {
    SharedParagraph shared("một hai");

    shared.a.write(EditText{shared.node, {{1'000'000, 7, {"xa"}}, {SIZE_MAX, SIZE_MAX, {"hơn"}}}});
    shared.a.write(EditText{shared.node, {{2, SIZE_MAX, {"lấp"}}}});

    EXPECT_EQ(shared.a.view(), build(shared.desk.document, shared.a.known()));
    EXPECT_EQ(shared.merged(), "một lấp");
}

/// Replicas type at random, with unique words, and hear of each other at random times.
class Typists {
  public:
    Typists(std::uint64_t seed, std::size_t replicas) : random(seed), desk_(seed), node_(desk_.new_node()) {
        for (std::size_t i = 0; i < replicas; ++i) authors.push_back(desk_.author(static_cast<std::uint8_t>(i + 1)));
        tell(authors[0], authors[0].write(desk_.begins()));
        tell(authors[0], authors[0].write(desk_.paragraph(node_, "")));
        for (Author& author : authors)
            if (&author != &authors[0])
                for (const Change& change : all_) author.learn(change);
    }

    void edit(Author& author) {
        const std::vector<std::string>& seen = author.view().obtain(node_).tokens;
        const std::size_t position = random.below(seen.size() + 1);
        const std::size_t removed = std::min<std::size_t>(random.below(4), seen.size() - position);
        text::TokenHunk hunk{position, removed, {}};
        for (std::uint64_t i = random.below(4); i > 0; --i) hunk.inserted.push_back("w" + std::to_string(++words_));
        for (std::size_t i = 0; i < removed; ++i) deleted.insert(seen[position + i]);
        inserted.insert(hunk.inserted.begin(), hunk.inserted.end());
        tell(author, author.write(EditText{node_, {hunk}}));
    }

    /// A few changes reach `author`, in any order, some of them twice.
    void deliver(Author& author) {
        for (std::uint64_t i = random.below(6); i > 0; --i) {
            const Change& change = tests::any_of(random, all_);
            if (!author.knows(change.id) || tests::chance(random, 10)) author.learn(change);
        }
    }

    [[nodiscard]] Document built_shuffled() {
        std::vector<Change> pile = all_;
        for (std::uint64_t i = random.below(5); i > 0; --i) pile.push_back(tests::any_of(random, all_));
        for (std::size_t i = pile.size(); i > 1; --i) std::swap(pile[i - 1], pile[random.below(i)]);
        return build(desk_.document, pile);
    }

    [[nodiscard]] const std::vector<std::string>& tokens_in(Document& document) {
        return document.obtain(node_).tokens;
    }

    base::SeededRandom random;
    std::vector<Author> authors;
    std::set<std::string> inserted;
    std::set<std::string> deleted;

  private:
    void tell(const Author&, Change change) { all_.push_back(std::move(change)); }

    Desk desk_;
    NodeId node_;
    std::vector<Change> all_;
    std::uint64_t words_ = 0;
};

TEST(TextMerge, AnySetOfChangesMakesOneDocumentWhateverTheOrderAndLosesNoWord) {
    const std::uint64_t seed = tests::property_seed(42);

    for (std::uint64_t round = 0; round < 150; ++round) {
        Typists typists(seed * 1000 + round, 2 + round % 3);
        for (int step = 0; step < 25; ++step) {
            Author& author = typists.authors[typists.random.below(typists.authors.size())];
            typists.edit(author);
            typists.deliver(typists.authors[typists.random.below(typists.authors.size())]);
        }

        Document first = typists.built_shuffled();
        for (int order = 0; order < 3; ++order)
            ASSERT_EQ(first, typists.built_shuffled()) << "seed " << seed << " round " << round;

        std::set<std::string> expected;
        std::ranges::set_difference(typists.inserted, typists.deleted, std::inserter(expected, expected.end()));
        const std::vector<std::string>& tokens = typists.tokens_in(first);
        ASSERT_EQ(std::set<std::string>(tokens.begin(), tokens.end()), expected)
            << "seed " << seed << " round " << round;
        ASSERT_EQ(tokens.size(), expected.size()) << "a word stands twice; seed " << seed << " round " << round;
    }
}

/// Two authors who have the same forty words, as bare events.
struct Apart {
    std::vector<text::TokenHunk> words{{0, 0, {}}};
    std::vector<std::vector<text::TokenHunk>> edits;
    std::vector<TextEvent> events;

    explicit Apart(std::vector<std::vector<text::TokenHunk>> by_turns) : edits(std::move(by_turns)) {
        for (int i = 0; i < 40; ++i) words[0].inserted.push_back("w" + std::to_string(i));
        events.push_back({{}, 1, words, {}});
        for (std::uint32_t i = 0; i < edits.size(); ++i) events.push_back({{}, i + 2, edits[i], {i < 2 ? 0 : i - 1}});
    }
    [[nodiscard]] std::vector<NearbyEvents> nearby() const { return merge_text(events).nearby; }
};

using Pairs = std::vector<NearbyEvents>;

TEST(TextNearby, EightTokensApartIsNearAndNineIsNot) {
    EXPECT_EQ(Apart({{{10, 0, {"a"}}}, {{18, 0, {"b"}}}}).nearby(), (Pairs{{1, 2}}));
    EXPECT_EQ(Apart({{{10, 0, {"a"}}}, {{19, 0, {"b"}}}}).nearby(), Pairs{});
    EXPECT_EQ(Apart({{{18, 0, {"a"}}}, {{10, 0, {"b"}}}}).nearby(), (Pairs{{1, 2}}));
}

TEST(TextNearby, DeletedTokensCountAsTheGapWhereTheyStood) {
    EXPECT_EQ(Apart({{{5, 20, {}}}, {{33, 0, {"b"}}}}).nearby(), (Pairs{{1, 2}}));
    EXPECT_EQ(Apart({{{5, 20, {}}}, {{34, 0, {"b"}}}}).nearby(), Pairs{});
    EXPECT_EQ(Apart({{{5, 20, {}}}, {{15, 1, {"b"}}}}).nearby(), (Pairs{{1, 2}}));
}

TEST(TextNearby, WhoHadSeenTheOtherIsNotNear) {
    Apart apart({{{10, 0, {"a"}}}, {{10, 0, {"b"}}}});
    apart.events[2].parents = {1};

    EXPECT_EQ(apart.nearby(), Pairs{});
}

TEST(TextNearby, WhoComesAfterEverybodyChangesNothing) {
    Apart apart({{{10, 0, {"a"}}}, {{12, 0, {"b"}}}});
    const std::vector<text::TokenHunk> pulls_apart{{12, 0, std::vector<std::string>(50, "xa")}};
    apart.events.push_back({{}, 9, pulls_apart, {1, 2}});

    EXPECT_EQ(apart.nearby(), (Pairs{{1, 2}}));
}

TEST(TextNearby, EveryMeetingOfLongBranchesKeepsAMarkButNotEachPair) {
    std::vector<std::vector<text::TokenHunk>> typing;
    for (std::size_t i = 0; i < 400; ++i) typing.push_back({{i % 2 == 0 ? 10 + i / 2 : 10, 0, {"x"}}});

    const Pairs pairs = Apart(typing).nearby();

    EXPECT_FALSE(pairs.empty());
    EXPECT_LE(pairs.size(), typing.size());
}

TEST(TextNearby, ACrowdInOnePlaceGetsAFewMarksEach) {
    std::vector<std::vector<text::TokenHunk>> crowd(60, {{10, 1, {"x"}}});
    Apart apart(crowd);
    for (std::size_t i = 1; i < apart.events.size(); ++i) apart.events[i].parents = {0};

    const Pairs pairs = apart.nearby();

    std::set<std::uint32_t> marked;
    for (const NearbyEvents& pair : pairs) marked.insert({pair.first, pair.second});
    EXPECT_EQ(marked.size(), crowd.size());
    EXPECT_LE(pairs.size(), 2 * 8 * crowd.size());
}

} // namespace

} // namespace dongthac::change
