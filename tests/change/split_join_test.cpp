#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "shared/change/graph.hpp"
#include "shared/change/revision.hpp"
#include "shared/change/views.hpp"
#include "tests/support/authors.hpp"
#include "tests/support/property.hpp"

namespace dongthac::change {

namespace {

using tests::any_of;
using tests::Author;
using tests::chance;
using tests::Desk;
using Lines = std::vector<std::string>;

/// Two replicas of a document with two paragraphs.
class SplitAndJoin : public ::testing::Test {
  protected:
    void SetUp() override {
        a.write(desk.begins());
        a.write(desk.paragraph(first, "một hai ba bốn", "B"));
        a.write(desk.paragraph(second, "năm sáu", "D"));
        tests::meet(a, b);
    }

    /// Cuts `node` behind its first `words` words; the new paragraph stands at `order`.
    NodeId cut(Author& author, const NodeId& node, std::size_t words, const std::string& order = "C") {
        const NodeId fresh = desk.new_node();
        author.split(node, words * 2 - 1, desk.paragraph(fresh, "", order));
        return fresh;
    }

    [[nodiscard]] static Lines page(Author& author) {
        Lines lines;
        for (const NodeState* node : author.view().in_order()) lines.push_back(node->text());
        return lines;
    }

    void meet_and_agree() {
        tests::meet(a, b);
        EXPECT_EQ(a.view(), b.view());
        EXPECT_EQ(a.view(), build(desk.document, a.known()));
    }

    Desk desk;
    Author a = desk.author(1);
    Author b = desk.author(2);
    NodeId first = desk.new_node();
    NodeId second = desk.new_node();
};

TEST_F(SplitAndJoin, ASplitMakesTwoParagraphsOfOne) {
    const std::size_t fast = a.fast();
    cut(a, first, 2);

    EXPECT_EQ(page(a), (Lines{"một hai", " ba bốn", "năm sáu"}));
    EXPECT_EQ(a.fast(), fast + 2) << "a split is no reason to read the whole log";
}

TEST_F(SplitAndJoin, WordsTypedMeanwhileStayInTheirHalf) {
    cut(a, first, 2);
    b.type(first, "một mốt hai ba bốn sửa");
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{"một mốt hai", " ba bốn sửa", "năm sáu"}));
}

TEST_F(SplitAndJoin, TwoSplitsAtOnePlaceLoseNothing) {
    cut(a, first, 2);
    cut(b, first, 2);
    meet_and_agree();

    Lines lines = page(a);
    EXPECT_EQ(std::ranges::count(lines, ""), 1) << "one of the two paragraphs is empty";
    std::erase(lines, "");
    EXPECT_EQ(lines, (Lines{"một hai", " ba bốn", "năm sáu"}));
}

TEST_F(SplitAndJoin, ASplitInsideWhatAnotherJoinsKeepsBoth) {
    a.join(second, first);
    cut(b, first, 2);
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{"một hai năm sáu", " ba bốn"})) << "joined to the paragraph that was named";
}

TEST_F(SplitAndJoin, AnUndoneSplitTakesTheChildrenAndTheWordsBack) {
    const NodeId fresh = cut(a, first, 2);
    CreateNode below = desk.paragraph(desk.new_node(), "bên dưới", "B");
    below.parent = fresh;
    a.write(below);
    tests::meet(a, b);
    b.write(EditText{first, {{5, 1, {"ba-sửa"}}}}); // in the new paragraph: break and space stand before it
    a.join(fresh, first);
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{"một hai ba-sửa bốn", "bên dưới", "năm sáu"}));
    EXPECT_TRUE(a.view().obtain(fresh).absorbed);
    EXPECT_EQ(a.view().obtain(fresh).string(model::field::kOrder), "C") << "its fields are kept";
    EXPECT_EQ(a.view().parent_of(a.view().obtain(below.node)), first);
}

TEST_F(SplitAndJoin, ABreakTakenAwayAloneLeavesTheParagraphWhereItCameFrom) {
    const NodeId fresh = cut(a, first, 2);
    a.write(EditText{first, {{3, 1, {}}}});

    EXPECT_EQ(page(a), (Lines{"một hai ba bốn", "năm sáu"}));
    EXPECT_EQ(a.view().home_of(fresh), first);
}

TEST_F(SplitAndJoin, AJoinOfTwoSequencesShowsOneParagraphUntilItIsTakenBack) {
    a.join(second, first);
    EXPECT_EQ(page(a), (Lines{"một hai ba bốn năm sáu"}));

    a.set(second, model::field::kContinues, std::string());

    EXPECT_EQ(page(a), (Lines{"một hai ba bốn", "năm sáu"}));
    EXPECT_TRUE(a.view().obtain(second).sequence.empty()) << "as if nothing had been";
}

TEST_F(SplitAndJoin, TwoParagraphsJoinedToEachOtherAreNotJoined) {
    a.join(second, first);
    b.join(first, second);
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{"một hai ba bốn", "năm sáu"}));
}

TEST_F(SplitAndJoin, AParagraphThatContinuesAMissingOrHiddenOneIsShownByItself) {
    a.set(second, model::field::kContinues, base::to_text(desk.new_node()));
    EXPECT_EQ(page(a), (Lines{"một hai ba bốn", "năm sáu"}));

    a.join(second, first);
    a.write(HideNode{first});

    EXPECT_EQ(page(a), (Lines{"năm sáu"}));
    EXPECT_EQ(a.view(), build(desk.document, a.known()));
}

TEST_F(SplitAndJoin, AHideThatHadNotSeenTheSplitBringsBothHalvesBack) {
    b.write(HideNode{first});
    cut(a, first, 2);
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{"một hai", " ba bốn", "năm sáu"}));
    EXPECT_FALSE(a.view().obtain(first).reviews.empty());
}

TEST_F(SplitAndJoin, WhatWasTypedWhereUnseenWordsHadBroughtAParagraphBackStaysWhenThoseAreCutOff) {
    Author c = desk.author(3);
    tests::meet(b, c);
    b.type(first, "một hai ba bốn bảy");
    tests::meet(b, c);
    a.write(HideNode{first}); // has not seen “bảy”
    tests::meet(a, b);
    ASSERT_EQ(page(a), (Lines{"một hai ba bốn bảy", "năm sáu"}));
    a.type(first, "mới một hai ba bốn bảy"); // so it is on the page

    const NodeId tail = cut(c, first, 4); // has not seen the hide
    tests::meet(a, c);
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{"mới một hai ba bốn", " bảy", "năm sáu"}));
    a.write(HideNode{first}); // having seen all of it
    meet_and_agree();
    EXPECT_EQ(page(a), (Lines{" bảy", "năm sáu"}));
    EXPECT_NE(a.view().find(tail), nullptr);
}

TEST_F(SplitAndJoin, AHideThatHadNotSeenTheJoinBringsTheParagraphBack) {
    b.write(HideNode{first});
    a.join(second, first);
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{"một hai ba bốn năm sáu"}));
}

TEST_F(SplitAndJoin, AnEditOfOneHalfDoesNotBringTheOtherBack) {
    const NodeId fresh = cut(a, first, 2);
    tests::meet(a, b);
    b.write(HideNode{fresh});
    a.write(EditText{first, {{0, 0, {"trước", " "}}}});
    meet_and_agree();
    EXPECT_EQ(page(a), (Lines{"trước một hai", "năm sáu"}));

    b.write(HideNode{first});
    a.write(EditText{first, {{8, 0, {"sau", " "}}}}); // behind the break
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{"năm sáu"})) << "the half that was typed in is hidden by one who saw it so";
}

TEST_F(SplitAndJoin, AHiddenHalfStaysHiddenHoweverOftenTheOtherIsTypedInto) {
    const NodeId fresh = cut(a, first, 2);
    tests::meet(a, b);
    a.write(HideNode{fresh});
    b.write(EditText{first, {{0, 0, {"trước", " "}}}}); // has not seen the hide
    meet_and_agree();
    ASSERT_EQ(page(a), (Lines{"trước một hai", "năm sáu"}));

    for (int burst = 0; burst < 300; ++burst) a.write(EditText{first, {{0, 0, {"x", " "}}}});
    meet_and_agree();

    EXPECT_EQ(page(a).size(), 2U);
    EXPECT_TRUE(a.view().find(fresh)->hidden);
}

TEST_F(SplitAndJoin, AnEditOfAHiddenHalfBringsThatHalfBack) {
    const NodeId fresh = cut(a, first, 2);
    tests::meet(a, b);
    b.write(HideNode{fresh});
    b.write(HideNode{first});
    a.write(EditText{first, {{5, 0, {"sửa", " "}}}});
    meet_and_agree();

    EXPECT_EQ(page(a), (Lines{" sửa ba bốn", "năm sáu"}));
}

TEST_F(SplitAndJoin, ARevisionHoldsWhatIsRead) {
    const NodeId fresh = cut(a, first, 2);
    CreateNode below = desk.paragraph(desk.new_node(), "bên dưới", "B");
    below.parent = fresh;
    a.write(below);
    a.join(fresh, first);
    Document read = a.view();
    Document again = a.view();

    fill_from(again, snapshot_of(read));

    Lines lines;
    for (const NodeState* node : again.in_order()) lines.push_back(node->text());
    EXPECT_EQ(lines, (Lines{"một hai ba bốn", "bên dưới", "năm sáu"}));
    EXPECT_EQ(snapshot_of(again), snapshot_of(read));
}

TEST_F(SplitAndJoin, MarksOfAJoinedParagraphStandWhereItsWordsAreRead) {
    a.type(second, "năm sửa sáu");
    b.type(second, "năm chữa sáu");
    tests::meet(a, b);
    ASSERT_FALSE(a.view().obtain(second).reviews.empty());

    a.join(second, first);
    EXPECT_FALSE(a.view().obtain(first).reviews.empty());
    a.write(Reviewed{second});

    EXPECT_TRUE(a.view().obtain(first).reviews.empty());
}

/// Three people at work on one document, every word of theirs another one.
class Crowd {
  public:
    explicit Crowd(std::uint64_t seed) : desk(seed) {
        for (std::uint8_t rank = 1; rank <= 3; ++rank) people.push_back(desk.author(rank));
        people[0].write(desk.begins());
        for (int i = 0; i < 4; ++i) {
            const Lines words = {fresh_word(), " ", fresh_word(), " ", fresh_word()};
            CreateNode create = desk.paragraph(desk.new_node(), "", std::string(1, static_cast<char>('C' + 4 * i)));
            create.tokens = words;
            const Change change = people[0].write(create);
            for (const std::string& word : words) typed_[word] = change.id;
        }
        for (Author& person : people) tests::meet(people[0], person);
    }

    void step() {
        Author& author = people[desk.random.below(people.size())];
        const std::vector<const NodeState*> page = author.view().in_order();
        if (page.empty()) return;
        const NodeId node = any_of(desk.random, page)->id;
        switch (desk.random.below(10)) {
        case 0:
        case 1: author.split(owner_of(author, node), place_in(author, node), sibling()); break;
        case 2: {
            const NodeId other = any_of(desk.random, page)->id;
            if (other != node) author.join(node, other);
            break;
        }
        case 3: {
            const NodeId above = any_of(desk.random, page)->id;
            author.set(node, model::field::kParent, base::to_text(chance(desk.random, 50) ? desk.root() : above));
            break;
        }
        case 4: author.set(node, model::field::kOrder, order()); break;
        case 5: author.write(HideNode{node}); break;
        default: type(author, node);
        }
        if (chance(desk.random, 25)) tests::meet(author, people[desk.random.below(people.size())]);
    }

    /// Every word that nobody took out stands in exactly one paragraph; on the page, unless somebody who had seen it
    /// hid something.
    void check() {
        for (int round = 0; round < 2; ++round)
            for (Author& person : people) tests::meet(people[0], person);
        const Document& document = people[0].view();
        for (const Author& person : people) ASSERT_EQ(build(desk.document, person.known()), document);
        std::map<std::string, int> times;
        std::set<std::string> shown;
        for (const auto& [id, node] : document.nodes)
            for (const std::string& token : node.tokens) {
                ++times[token];
                EXPECT_FALSE(text::break_target(token));
            }
        for (const NodeState* node : document.in_order()) shown.insert(node->tokens.begin(), node->tokens.end());
        const Graph graph(people[0].known());
        for (const auto& [word, change] : typed_) {
            if (word == " " || removed_.contains(word)) continue;
            EXPECT_EQ(times[word], 1) << word;
            EXPECT_TRUE(shown.contains(word) || hidden_knowingly(graph, change)) << word;
        }
    }

    Desk desk;
    std::vector<Author> people;

  private:
    std::string fresh_word() { return "từ" + std::to_string(++words_); }
    std::string order() { return std::string(1, static_cast<char>('A' + desk.random.below(26))) + "V"; }
    CreateNode sibling() { return desk.paragraph(desk.new_node(), "", order()); }

    static Span span_of(Author& author, const NodeId& node) { return views_of(author.view()).spans(node).front(); }
    static NodeId owner_of(Author& author, const NodeId& node) { return span_of(author, node).owner; }
    std::size_t place_in(Author& author, const NodeId& node) {
        const Span span = span_of(author, node);
        return span.begin + desk.random.below(span.count + 1);
    }

    void type(Author& author, const NodeId& node) {
        const Span span = span_of(author, node);
        const std::size_t at = desk.random.below(span.count + 1);
        const std::size_t removed = std::min<std::size_t>(desk.random.below(3), span.count - at);
        const auto& words = author.view().obtain(span.owner).own_words();
        for (std::size_t i = 0; i < removed; ++i) removed_.insert(words[span.begin + at + i]);
        const std::string word = fresh_word();
        typed_[word] = author.write(EditText{span.owner, {{span.begin + at, removed, {word, " "}}}}).id;
    }

    [[nodiscard]] static bool hidden_knowingly(const Graph& graph, const ChangeId& typed) {
        const auto at = [&](const ChangeId& id) {
            return std::ranges::find(graph.drafts(), id, [](const Graph::Draft& draft) { return draft.change->id; }) -
                   graph.drafts().begin();
        };
        const auto word = static_cast<std::size_t>(at(typed));
        for (std::size_t i = 0; i < graph.drafts().size(); ++i)
            if (std::holds_alternative<HideNode>(graph.drafts()[i].change->payload) && graph.saw(i, word)) return true;
        return false;
    }

    int words_ = 0;
    std::map<std::string, ChangeId> typed_;
    std::set<std::string> removed_;
};

TEST(SplitAndJoinHistories, LoseNoWordAndConverge) {
    const std::uint64_t seed = tests::property_seed(71);

    for (std::uint64_t round = 0; round < 200; ++round) {
        SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
        Crowd crowd(seed * 1000 + round);
        for (int step = 0; step < 40; ++step) crowd.step();
        crowd.check();
        if (::testing::Test::HasFailure()) return;
        std::size_t fast = 0;
        for (Author& person : crowd.people) {
            fast += person.fast();
            ASSERT_EQ(person.view(), build(crowd.desk.document, person.known()));
        }
        EXPECT_GT(fast, 0u);
    }
}

TEST(SplitAndJoinHistories, MakeOneDocumentWhateverOrderTheyArriveIn) {
    const std::uint64_t seed = tests::property_seed(72);

    for (std::uint64_t round = 0; round < 60; ++round) {
        Crowd crowd(seed * 1000 + round);
        for (int step = 0; step < 30; ++step) crowd.step();
        crowd.check();
        std::vector<Change> changes = crowd.people[0].known();
        const Document expected = build(crowd.desk.document, changes);

        for (std::size_t i = changes.size(); i > 1; --i) std::swap(changes[i - 1], changes[crowd.desk.random.below(i)]);
        changes.push_back(changes.front());

        ASSERT_EQ(build(crowd.desk.document, changes), expected) << "seed " << seed << " round " << round;
    }
}

} // namespace

} // namespace dongthac::change
