#include <iostream>

#include "tests/support/temp_folder.hpp"
#include "tests/window/support/sitting.hpp"

// What an untouched window costs.

namespace dongthac::test {

TEST(RealWindow, DrawsAtMostTwoFramesInTwoSecondsWhenNobodyTouchesIt) {
    const auto strings = app::Strings::load(app::find_assets().value(), "vi").value();
    const tests::TempFolder data;
    Sitting at(data.path(), strings);
    at.wait_for(at.tr("welcome.join_title"));
    ASSERT_TRUE(at.screen.run_until([&] { return at.model.sync_status().generation > 0; })) << "no first round";
    at.screen.settle();

    const platform::RunReport idle = at.screen.run_for(2);

    std::cout << "first frame after " << at.screen.first_frame_ms() << " ms on " << at.screen.renderer() << "; "
              << idle.frames << " frames in two idle seconds\n";
    EXPECT_LE(idle.frames, 2u);
    EXPECT_GT(at.screen.first_frame_ms(), 0);
}

TEST(RealWindow, ShowsWhatItsBackgroundThreadBringsWithoutBeingTouched) {
    const auto strings = app::Strings::load(app::find_assets().value(), "vi").value();
    const tests::TempFolder data;
    Sitting at(data.path(), strings);
    at.wait_for(at.tr("welcome.join_title"));
    ASSERT_TRUE(at.screen.run_until([&] { return at.model.sync_status().generation > 0; })) << "no first round";
    at.screen.settle();

    // Asked for outside a frame: only the thread's wake can end the sleep. Nobody listens at port 1.
    at.model.apply(app::intent::Join{"http://127.0.0.1:1", "AAAA-BBBB-CCCC"});

    EXPECT_TRUE(at.screen.run_until([&] { return at.model.sync_status().join_problem.has_value(); }, 20));
    EXPECT_EQ(at.model.sync_status().join_problem.value_or(base::Error{}).code, base::Code::unreachable);
}

} // namespace dongthac::test
