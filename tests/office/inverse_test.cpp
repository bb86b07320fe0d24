#include <gtest/gtest.h>

#include "shared/model/record.hpp"
#include "tests/support/property.hpp"
#include "tests/support/two_pcs.hpp"

namespace dongthac::office {

namespace {

using tests::TwoPcs;
namespace field = dongthac::model::field;

TEST(Undo, OfTypingTakesOnlyItsOwnWordsAndBringsBackOnlyWhatItTookOut) {
    TwoPcs pcs("mot hai ba bon nam");
    const Act act = pcs.act(*pcs.a, [&] { pcs.type(*pcs.a, "mot HAI ba nam"); });
    pcs.meet();
    pcs.type(*pcs.b, "mot HAI xen ba nam sau");
    pcs.meet();

    ASSERT_TRUE(invert(pcs.a->office, act));

    EXPECT_EQ(pcs.text(*pcs.a), "mot hai xen ba bon nam sau");
}

TEST(Undo, LeavesOutWhatSomebodyElseTookOutToo) {
    TwoPcs pcs("mot hai ba bon nam sau bay tam chin muoi");
    const Act act = pcs.act(*pcs.a, [&] { pcs.type(*pcs.a, "mot bon nam sau bay tam chin muoi"); });
    pcs.type(*pcs.b, "mot hai bon nam sau bay tam chin muoi");
    pcs.meet();

    ASSERT_TRUE(invert(pcs.a->office, act));

    EXPECT_EQ(pcs.text(*pcs.a), "mot hai bon nam sau bay tam chin muoi");
}

TEST(Undo, KeepsALikeWordThatSomebodyElseTyped) {
    TwoPcs pcs("dau cuoi");
    const Act act = pcs.act(*pcs.a, [&] { pcs.type(*pcs.a, "dau lap cuoi"); });
    pcs.meet();
    pcs.type(*pcs.b, "dau cuoi");
    pcs.type(*pcs.b, "dau lap cuoi");
    pcs.meet();

    ASSERT_TRUE(invert(pcs.a->office, act));

    EXPECT_EQ(pcs.text(*pcs.a), "dau lap cuoi");
}

TEST(Undo, OfAnUndoDoesItAgain) {
    TwoPcs pcs("mot hai ba");
    const Act act = pcs.act(*pcs.a, [&] { pcs.type(*pcs.a, "mot HAI ba bon"); });

    const auto undone = invert(pcs.a->office, act);
    ASSERT_TRUE(undone);
    EXPECT_EQ(pcs.text(*pcs.a), "mot hai ba");
    const auto redone = invert(pcs.a->office, *undone);
    ASSERT_TRUE(redone);
    EXPECT_EQ(pcs.text(*pcs.a), "mot HAI ba bon");
    ASSERT_TRUE(invert(pcs.a->office, *redone));

    EXPECT_EQ(pcs.text(*pcs.a), "mot hai ba");
}

TEST(Undo, OfAFieldBringsBackTheValueOnlyWhileItsOwnIsShown) {
    TwoPcs pcs("chữ");
    const auto subject = [&](tests::OfficePc& pc, std::string_view value) {
        ASSERT_TRUE(set_field(pc.office, pcs.document, pcs.root(), "subject", value));
    };
    subject(*pcs.a, "gốc");
    const Act act = pcs.act(*pcs.a, [&] { subject(*pcs.a, "của A"); });
    const auto undone = invert(pcs.a->office, act);
    ASSERT_TRUE(undone);
    EXPECT_EQ(pcs.state(*pcs.a, pcs.root()).string(field::kSubject), "gốc");
    ASSERT_TRUE(invert(pcs.a->office, *undone));
    EXPECT_EQ(pcs.state(*pcs.a, pcs.root()).string(field::kSubject), "của A");
    const Act again = pcs.act(*pcs.a, [&] { subject(*pcs.a, "lần nữa"); });
    pcs.meet();
    subject(*pcs.b, "của B");
    pcs.meet();

    const auto refused = invert(pcs.a->office, again);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::state_conflict);
    EXPECT_EQ(refused.error().arg("who"), "Trường Mầm non Bình Minh (máy thử)");
    EXPECT_EQ(pcs.state(*pcs.a, pcs.root()).string(field::kSubject), "của B");
}

TEST(Undo, OfANewParagraphDoesNotTakeSomebodyElsesWordsAlong) {
    TwoPcs pcs("chữ");
    base::NodeId mine;
    const Act act = pcs.act(*pcs.a, [&] { mine = pcs.add(*pcs.a, "đoạn mới"); });
    const auto undone = invert(pcs.a->office, act);
    ASSERT_TRUE(undone);
    EXPECT_TRUE(pcs.state(*pcs.a, mine).hidden);
    const auto redone = invert(pcs.a->office, *undone);
    ASSERT_TRUE(redone);
    EXPECT_FALSE(pcs.state(*pcs.a, mine).hidden);
    pcs.meet();
    ASSERT_TRUE(set_text(pcs.b->office, pcs.document, mine, "đoạn mới của B"));
    pcs.meet();

    const auto refused = invert(pcs.a->office, act);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::state_conflict);
    EXPECT_FALSE(pcs.state(*pcs.a, mine).hidden);
}

TEST(Undo, OfAHideShowsItAgainUnlessSomebodyElseHidItToo) {
    TwoPcs pcs("chữ");
    const auto hide = [&](tests::OfficePc& pc) { ASSERT_TRUE(hide_node(pc.office, pcs.document, pcs.node)); };
    const Act first = pcs.act(*pcs.a, [&] { hide(*pcs.a); });
    ASSERT_TRUE(invert(pcs.a->office, first));
    EXPECT_FALSE(pcs.state(*pcs.a).hidden);
    pcs.meet();
    const Act second = pcs.act(*pcs.a, [&] { hide(*pcs.a); });
    hide(*pcs.b);
    pcs.meet();

    const auto refused = invert(pcs.a->office, second);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::state_conflict);
    EXPECT_TRUE(pcs.state(*pcs.a).hidden);
}

TEST(Undo, OfAMovePutsTheParagraphWhereItStood) {
    TwoPcs pcs("một");
    const base::NodeId second = pcs.add(*pcs.a, "hai");
    const std::string order = pcs.state(*pcs.a, second).string(field::kOrder);

    const Act act =
        pcs.act(*pcs.a, [&] { ASSERT_TRUE(move_node(pcs.a->office, pcs.document, second, Direction::up)); });
    ASSERT_NE(pcs.state(*pcs.a, second).string(field::kOrder), order);
    ASSERT_TRUE(invert(pcs.a->office, act));

    EXPECT_EQ(pcs.state(*pcs.a, second).string(field::kOrder), order);
}

/// Words of B carry a number each, so that every one can be looked for afterwards.
TEST(UndoProperty, NobodyElsesWordsEverDisappear) {
    base::SeededRandom random(tests::property_seed(20261121));
    for (int round = 0; round < 8; ++round) {
        TwoPcs pcs("x y x y x y x y");
        std::vector<Act> acts;
        std::set<std::string> words_of_b;
        int number = 0;
        for (int step = 0; step < 20; ++step) {
            const std::uint64_t die = random.below(10);
            if (die < 4) { // A puts in and takes out anything but B's words
                std::vector<std::string> tokens = pcs.state(*pcs.a).tokens;
                const std::size_t at = static_cast<std::size_t>(random.below(tokens.size() + 1));
                if (at < tokens.size() && (tokens[at] == "x" || tokens[at] == "y") && tests::chance(random, 60))
                    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(at));
                else
                    tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(at), {" ", "x", " "});
                acts.push_back(pcs.act(*pcs.a, [&] { pcs.type(*pcs.a, change::render(tokens)); }));
            } else if (die < 7) {
                std::vector<std::string> tokens = pcs.state(*pcs.b).tokens;
                const std::size_t at = static_cast<std::size_t>(random.below(tokens.size() + 1));
                const std::string word = "b" + std::to_string(++number);
                tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(at), {" ", word, " "});
                pcs.type(*pcs.b, change::render(tokens));
                words_of_b.insert(word);
            } else if (die < 9 && !acts.empty()) {
                const std::size_t which = static_cast<std::size_t>(random.below(acts.size()));
                const auto undone = invert(pcs.a->office, acts[which]);
                ASSERT_TRUE(undone) << base::name_of(undone.error().code);
                acts[which] = *undone;
            } else {
                pcs.meet();
            }
        }
        pcs.meet();
        const change::NodeState end = pcs.state(*pcs.a);
        const std::set<std::string> there(end.tokens.begin(), end.tokens.end());
        for (const std::string& word : words_of_b) EXPECT_TRUE(there.contains(word)) << round << ": " << end.text();
        EXPECT_EQ(end, pcs.state(*pcs.b));
    }
}

} // namespace

} // namespace dongthac::office
