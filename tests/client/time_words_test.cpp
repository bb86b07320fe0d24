#include <gtest/gtest.h>

#include "client/app/assets.hpp"
#include "client/app/time_words.hpp"

namespace dongthac::app {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kMorning = 1'793'150'580'000; ///< 08:23 on 28/10/2026 in Vietnam

class TimeWords : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto assets = find_assets();
        ASSERT_TRUE(assets);
        strings = std::make_unique<Strings>(Strings::load(*assets, "vi").value());
    }
    std::string submitted(const office::Interval& made) const {
        return interval_words(*strings, made, model::Action::submit);
    }
    std::unique_ptr<Strings> strings;
};

TEST_F(TimeWords, ASubmissionIsBetweenTwoOfTheServersTimes) {
    EXPECT_EQ(submitted({kMorning, kMorning + 7 * kMinute}), "nộp từ 08:23 đến 08:30 ngày 28/10/2026");
    EXPECT_EQ(submitted({kMorning, kMorning + 3 * 24 * 60 * kMinute}),
              "nộp từ 08:23 ngày 28/10/2026 đến 08:23 ngày 31/10/2026");
    EXPECT_EQ(interval_words(*strings, {kMorning, kMorning + kMinute}, model::Action::accept),
              "từ 08:23 đến 08:24 ngày 28/10/2026");
    EXPECT_EQ(submitted({kMorning, kMorning + kMinute / 2}), "nộp lúc 08:23 ngày 28/10/2026");
    EXPECT_EQ(interval_words(*strings, {kMorning, kMorning}, model::Action::accept), "lúc 08:23 ngày 28/10/2026");
    EXPECT_EQ(submitted({kMorning, {}}), "nộp từ 08:23 ngày 28/10/2026, máy chủ chưa báo đã nhận");
}

TEST_F(TimeWords, WithoutASignedTimeTheClockIsNotVouchedFor) {
    EXPECT_EQ(submitted({}), "giờ máy chưa kiểm chứng");
    EXPECT_EQ(submitted({{}, kMorning}), "máy chủ nhận lúc 08:23 ngày 28/10/2026 · giờ máy chưa kiểm chứng");
}

TEST_F(TimeWords, AWrongClockIsSaidInTheUnitAPersonUses) {
    EXPECT_EQ(clock_words(*strings, kWrongClockMs), "");
    EXPECT_EQ(clock_words(*strings, -kWrongClockMs), "");
    struct Case {
        std::int64_t minutes;
        const char* words;
    };
    for (const Case& row : {Case{6, "chạy nhanh 6 phút"}, Case{-119, "chạy chậm 119 phút"},
                            Case{120, "chạy nhanh 2 giờ"}, Case{-47 * 60, "chạy chậm 47 giờ"},
                            Case{48 * 60, "chạy nhanh 2 ngày"}, Case{-20'000 * 24 * 60, "chạy chậm 20.000 ngày"}})
        EXPECT_NE(clock_words(*strings, row.minutes * kMinute).find(row.words), std::string::npos) << row.words;
}

} // namespace

} // namespace dongthac::app
