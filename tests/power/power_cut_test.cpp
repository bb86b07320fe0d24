#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

#include "tests/power/cuts.hpp"

// The power goes at every disk operation of a working day; what is left of the disk is opened again by the program.

namespace dongthac::power {

namespace {

/// Images in all; scripts/power-cuts asks for more.
std::uint64_t images_wanted(std::uint64_t usual) {
    const char* wanted = std::getenv("DONGTHAC_POWER_IMAGES");
    return wanted == nullptr ? usual : std::strtoull(wanted, nullptr, 10);
}

void print(const char* what, const Tally& tally) {
    std::cout << what << ": " << tally.cuts << " cuts, " << tally.images << " images (" << tally.states
              << " states of the databases): " << tally.unsound << " damaged, " << tally.unopened << " not opened, "
              << tally.lost << " with something acknowledged lost, " << tally.torn << " with part of an act, "
              << tally.apart << " that do not converge\n";
    for (const std::string& example : tally.examples) std::cout << "  " << example << "\n";
}

TEST(PowerCut, TakesNothingThatWasAcknowledgedAndLeavesNoPartOfAnAct) {
    const Recording day = record_day({});

    const Tally tally = cut_power(day, images_wanted(4'000), Honesty::honest);

    print("power cuts", tally);
    EXPECT_EQ(tally.unsound, 0u);
    EXPECT_EQ(tally.unopened, 0u);
    EXPECT_EQ(tally.lost, 0u);
    EXPECT_EQ(tally.torn, 0u);
    EXPECT_EQ(tally.apart, 0u);
    EXPECT_GT(tally.states, 40u) << "the day was no day";
}

TEST(PowerCut, OnADiskThatOnlySaysItSyncsIsNoticed) {
    const Recording day = record_day({});

    const Tally tally = cut_power(day, images_wanted(1'000), Honesty::lying);

    print("control, lying disk", tally);
    EXPECT_GT(tally.lost + tally.unopened, tally.images / 4);
}

TEST(PowerCut, WithSynchronousNormalIsNoticed) {
    const Recording day = record_day("NORMAL");

    const Tally tally = cut_power(day, images_wanted(1'000), Honesty::honest);

    print("control, synchronous=NORMAL", tally);
    EXPECT_GT(tally.lost, tally.images / 10);
}

TEST(PowerCut, WithSynchronousOffIsNoticed) {
    const Recording day = record_day("OFF");

    const Tally tally = cut_power(day, images_wanted(1'000), Honesty::honest);

    print("control, synchronous=OFF", tally);
    EXPECT_GT(tally.lost, tally.images / 10);
    EXPECT_GT(tally.unsound + tally.unopened + tally.torn, 0u);
}

} // namespace

} // namespace dongthac::power
