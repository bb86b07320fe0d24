#include <thread>

#include <gtest/gtest.h>

#include "client/app/redraw.hpp"

namespace dongthac::test {

namespace {

using app::InputQueue;
using app::Redraw;
using app::Shown;

// Draws as the loop does, until nothing is due; gives the number of frames.
int draw_all(Redraw& redraw, double now, InputQueue queue = InputQueue::empty) {
    int frames = 0;
    while (redraw.should_draw(now) && frames < 100) {
        redraw.begin_frame();
        redraw.end_frame(queue);
        ++frames;
    }
    return frames;
}

} // namespace

TEST(Redraw, ANewWindowIsDrawnAndThenSleeps) {
    Redraw redraw;

    EXPECT_EQ(draw_all(redraw, 0), Redraw::kFramesAfterEvent);
    EXPECT_EQ(redraw.wait_seconds(0), Redraw::kLongestWait);
    EXPECT_FALSE(redraw.should_draw(1e6));
}

TEST(Redraw, DrawsThreeFramesAfterAnyEventHoweverManyCame) {
    Redraw redraw;
    draw_all(redraw, 0);
    for (int i = 0; i < 50; ++i) redraw.event();

    EXPECT_EQ(redraw.wait_seconds(1), 0);
    EXPECT_EQ(draw_all(redraw, 1), 3);
}

TEST(Redraw, SleepsToTheEarliestDeadlineAndDrawsOnceForIt) {
    Redraw redraw;
    draw_all(redraw, 0);
    redraw.request_at(5);
    redraw.request_at(2);
    redraw.request_at(9);

    EXPECT_DOUBLE_EQ(redraw.wait_seconds(0.5), 1.5);
    EXPECT_FALSE(redraw.should_draw(1.9));
    EXPECT_EQ(draw_all(redraw, 2), 1);
    EXPECT_EQ(redraw.wait_seconds(2), Redraw::kLongestWait) << "a deadline nobody asks for again is over";
}

TEST(Redraw, ABlinkingCaretCostsOneFrameABlink) {
    Redraw redraw;
    draw_all(redraw, 0);
    int frames = 0;
    redraw.request_at(0.6);
    for (double now = 0; now < 6;) {
        now += redraw.wait_seconds(now);
        if (!redraw.should_draw(now)) continue;
        redraw.begin_frame();
        redraw.request_at(now + 0.6);
        redraw.end_frame(InputQueue::empty);
        ++frames;
    }

    EXPECT_LE(frames, 11);
    EXPECT_GE(frames, 9);
}

TEST(Redraw, DrawsOnUntilTheInputQueueIsEmptyAndTwoFramesMore) {
    Redraw redraw;
    draw_all(redraw, 0);
    redraw.event();
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(redraw.should_draw(1)) << "frame " << i;
        redraw.begin_frame();
        redraw.end_frame(InputQueue::pending);
    }

    EXPECT_EQ(draw_all(redraw, 1), 2);
}

TEST(Redraw, DrawsNothingWhileMinimisedAndCatchesUpAfter) {
    Redraw redraw;
    draw_all(redraw, 0);
    redraw.set_shown(Shown::minimised);
    redraw.event();
    redraw.request_at(1);
    redraw.wake();

    EXPECT_FALSE(redraw.should_draw(10));
    EXPECT_EQ(redraw.wait_seconds(10), Redraw::kLongestWait);
    redraw.set_shown(Shown::visible);
    EXPECT_EQ(draw_all(redraw, 10), 3);
}

TEST(Redraw, AWorkerWakesItOnce) {
    Redraw redraw;
    draw_all(redraw, 0);
    std::thread([&] { redraw.wake(); }).join();

    EXPECT_EQ(redraw.wait_seconds(1), 0);
    EXPECT_EQ(draw_all(redraw, 1), 3);
    EXPECT_FALSE(redraw.should_draw(1));
}

TEST(Redraw, CountsItsFrames) {
    Redraw redraw;
    draw_all(redraw, 0);
    redraw.event();
    draw_all(redraw, 1);

    EXPECT_EQ(redraw.frames(), 6u);
}

} // namespace dongthac::test
