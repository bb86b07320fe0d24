#include <iostream>
#include <string_view>

#include <gtest/gtest.h>

#include "shared/change/eg_walker.hpp"
#include "tests/change/naive_merge.hpp"
#include "tests/change/random_history.hpp"

namespace dongthac::change {

namespace {

using tests::NaiveMerge;
using tests::RandomHistory;

/// Feeds characters.
struct Typing {
    EgWalker<char> walker;

    void event(std::vector<std::uint32_t> parents, std::size_t position, std::size_t removed, std::string_view typed) {
        walker.add_event(parents);
        walker.add_hunk(position, removed, typed);
    }
    std::string merged() {
        const std::vector<char> text = walker.merge();
        return {text.begin(), text.end()};
    }
};

TEST(EgWalker, MergesWhatTheFugueTreeDefines) {
    const std::uint64_t seed = tests::property_seed(71);
    std::size_t pairs = 0;
    std::size_t events = 0;

    for (std::uint64_t round = 0; round < 20'000; ++round) {
        base::SeededRandom random(seed * 100'000 + round);
        const std::size_t authors = 2 + random.below(4);
        const RandomHistory history(random, authors, 2 + random.below(round % 50 == 0 ? 100 : 20));
        const NaiveMerge expected(history.events);

        const MergedText merged = merge_text(history.events);

        ASSERT_EQ(merged.tokens, expected.tokens()) << "seed " << seed << " round " << round;
        ASSERT_EQ(merged.nearby, expected.nearby()) << "seed " << seed << " round " << round;
        events += history.events.size();
        pairs += merged.nearby.size();
    }
    std::cout << "20000 histories, " << events << " events, " << pairs << " pairs near each other\n";
    EXPECT_GT(pairs, 20'000u);
}

TEST(EgWalker, MergesLongBranchesWithManyRunsAsTheFugueTreeDefines) {
    const std::uint64_t seed = tests::property_seed(72);
    base::SeededRandom random(seed);
    std::vector<std::vector<text::TokenHunk>> hunks(1'501);
    for (int i = 0; i < 600; ++i) hunks[0].push_back({0, 0, {"b" + std::to_string(i)}});
    std::vector<TextEvent> events(1, {{}, 1, hunks[0], {}});

    for (std::uint32_t i = 1; i < hunks.size(); ++i) {
        const std::size_t removed = random.below(4) == 0 ? 1 : 0;
        hunks[i].push_back({random.below(600 + i / 3), removed, {"w" + std::to_string(i)}});
        events.push_back({{}, i + 1, hunks[i], {i < 4 ? 0 : i - 3}});
    }

    EXPECT_EQ(merge_text(events).tokens, NaiveMerge(events).tokens()) << "seed " << seed;
}

TEST(EgWalker, NamingOlderParentsTooChangesNothing) {
    const std::uint64_t seed = tests::property_seed(73);

    for (std::uint64_t round = 0; round < 500; ++round) {
        base::SeededRandom random(seed * 10'000 + round);
        const RandomHistory history(random, 3, 25);
        const NaiveMerge naive(history.events);
        std::vector<TextEvent> wordy(history.events.begin(), history.events.end());
        for (std::uint32_t event = 0; event < wordy.size(); ++event)
            for (std::uint32_t earlier = 0; earlier < event; ++earlier)
                if (naive.saw(event, earlier) && random.below(2) == 0)
                    wordy[event].parents.insert(wordy[event].parents.begin(), earlier);

        ASSERT_EQ(merge_text(wordy).tokens, naive.tokens()) << "seed " << seed << " round " << round;
        ASSERT_EQ(merge_text(wordy).nearby, naive.nearby()) << "seed " << seed << " round " << round;
    }
}

TEST(EgWalker, MergesElementsOfAnyType) {
    Typing typing;

    typing.event({}, 0, 0, "Helo");
    typing.event({0}, 3, 0, "l");
    typing.event({0}, 4, 0, "!");

    EXPECT_EQ(typing.merged(), "Hello!");
}

TEST(EgWalker, GoesOnFromTheTextOfACriticalVersion) {
    const std::string_view text = "một hai";
    EgWalker<char> walker(std::vector<char>(text.begin(), text.end()));

    walker.add_event({});
    walker.add_hunk(0, 0, std::string_view("<"));
    walker.add_event({});
    walker.add_hunk(SIZE_MAX, 0, std::string_view(">"));

    const std::vector<char> merged = walker.merge();
    EXPECT_EQ(std::string(merged.begin(), merged.end()), "<một hai>");
}

TEST(EgWalker, TheEarlierInCanonicalOrderStandsFirst) {
    Typing typing;

    typing.event({}, 0, 0, "[]");
    typing.event({0}, 1, 0, "first");
    typing.event({0}, 1, 0, "second");

    EXPECT_EQ(typing.merged(), "[firstsecond]");
}

TEST(EgWalker, ParentsThatDoNotExistAreIgnored) {
    Typing typing;

    typing.event({7}, 0, 0, "a");
    typing.event({0, 1, 99, UINT32_MAX}, 1, 0, "b");

    EXPECT_EQ(typing.merged(), "ab");
}

/// Everybody types a block of their own at one place, in bursts, forwards or backwards.
TEST(EgWalker, BlocksTypedAtOnePlaceNeverInterleaveForwardsOrBackwards) {
    const std::uint64_t seed = tests::property_seed(74);

    for (std::uint64_t round = 0; round < 4'000; ++round) {
        base::SeededRandom random(seed * 10'000 + round);
        Typing typing;
        typing.event({}, 0, 0, "[]");
        std::uint32_t count = 1;
        const std::uint64_t authors = 2 + random.below(4);
        std::vector<std::uint32_t> last(authors, 0);
        std::vector<std::size_t> length(authors, 0);
        std::vector<std::string> blocks(authors);
        for (int step = 0; step < 30; ++step) {
            const auto author = static_cast<std::size_t>(random.below(authors));
            const std::string typed(1 + random.below(3), static_cast<char>('a' + author));
            const bool backwards = author % 2 == round % 2;
            typing.event({last[author]}, backwards ? 1 : 1 + length[author], 0, typed);
            last[author] = count++;
            length[author] += typed.size();
            blocks[author] += typed;
        }

        const std::string merged = typing.merged();

        for (const std::string& block : blocks)
            ASSERT_NE(merged.find(block), std::string::npos) << merged << " seed " << seed << " round " << round;
    }
}

TEST(EventGraph, CutsAtEveryCriticalVersionAndNowhereElse) {
    const std::uint64_t seed = tests::property_seed(75);
    std::size_t cuts = 0;

    for (std::uint64_t round = 0; round < 2'000; ++round) {
        base::SeededRandom random(seed * 10'000 + round);
        const RandomHistory history(random, 2 + random.below(2), 20);
        const NaiveMerge naive(history.events);
        std::vector<std::uint32_t> expected{0};
        for (std::uint32_t cut = 1; cut < 20; ++cut) {
            bool critical = true;
            for (std::uint32_t later = cut; later < 20; ++later)
                for (std::uint32_t earlier = 0; earlier < cut; ++earlier)
                    critical = critical && naive.saw(later, earlier);
            if (critical) expected.push_back(cut);
        }

        EventGraph graph;
        for (const TextEvent& event : history.events) graph.add(event.parents);
        std::vector<std::uint32_t> found;
        for (const Stretch& stretch : graph.stretches()) found.push_back(stretch.first);

        ASSERT_EQ(found, expected) << "seed " << seed << " round " << round;
        cuts += found.size();
    }
    EXPECT_GT(cuts, 4'000u);
}

TEST(TextAt, IsTheMergeOfWhatTheReaderHadSeen) {
    const std::uint64_t seed = tests::property_seed(76);

    for (std::uint64_t round = 0; round < 1'000; ++round) {
        base::SeededRandom random(seed * 10'000 + round);
        const RandomHistory history(random, 3, 20);
        const NaiveMerge naive(history.events);
        const auto a = static_cast<std::uint32_t>(random.below(20));
        const auto b = static_cast<std::uint32_t>(random.below(20));
        std::vector<TextEvent> seen;
        std::vector<std::uint32_t> number(20, 0);
        for (std::uint32_t event = 0; event < 20; ++event) {
            if (!naive.saw(a, event) && !naive.saw(b, event)) continue;
            number[event] = static_cast<std::uint32_t>(seen.size());
            seen.push_back(history.events[event]);
            for (std::uint32_t& parent : seen.back().parents) parent = number[parent];
        }

        ASSERT_EQ(text_at(history.events, std::vector{a, b}), NaiveMerge(seen).tokens())
            << "seed " << seed << " round " << round;
        ASSERT_TRUE(text_at(history.events, {}).empty());
    }
}

} // namespace

} // namespace dongthac::change
