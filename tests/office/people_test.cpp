#include <gtest/gtest.h>

#include "shared/office/people.hpp"
#include "tests/support/office_desk.hpp"
#include "tests/support/old_pc_clock.hpp"

// What a PIN opens at one PC: tries are counted on the disk, and no clock makes the wait shorter or endless.

namespace dongthac::office {

namespace {

using base::Code;

constexpr const char* kName = "Nguyễn Thị Hạnh";
constexpr const char* kPin = "135790";
constexpr const char* kWrong = "999999";
constexpr std::int64_t kHourMs = 3'600'000;

class PinAtAPc : public ::testing::Test {
  protected:
    void SetUp() override {
        desk.enrol();
        const tests::OldPcClock old_pc(desk.clock);
        {
            auto cheap = Workspace::open(desk.folder.path(), old_pc, desk.random).value();
            const auto begun = begin_person_key(cheap, "AAAA-BBBB-CCCC", kPin);
            ASSERT_TRUE(begun);
            key = begun->key;
        }
        person = {
            base::new_id<base::PersonId>(desk.random),   "truong", kName, "Hiệu trưởng", {model::Role::signer}, {},
            {{key, desk.office().identity().device, {}}}};
        desk.tell(change::PutPerson{person});
    }

    /// What trying `pin` says: an error, or nothing when it opens.
    [[nodiscard]] std::optional<base::Error> problem(const char* pin) {
        const auto opened = unlock(desk.office(), kName, pin);
        if (opened) {
            EXPECT_EQ(opened->key.public_key(), key);
            EXPECT_EQ(opened->person, person.id);
            return std::nullopt;
        }
        return opened.error();
    }
    void expect_wait(const char* pin, const char* seconds) {
        const auto said = problem(pin);
        ASSERT_TRUE(said);
        EXPECT_EQ(said->code, Code::pin_wait);
        EXPECT_EQ(said->arg("seconds"), seconds);
    }
    void type_wrong(int times) {
        for (int i = 1; i <= times; ++i) {
            const auto said = problem(kWrong);
            ASSERT_TRUE(said);
            ASSERT_EQ(said->code, Code::wrong_pin) << i;
        }
    }
    [[nodiscard]] store::PersonKeyRow row() { return desk.office().store().person_keys().value().at(0); }

    tests::OfficeDesk desk;
    base::PublicKey key{};
    model::Person person;
};

TEST_F(PinAtAPc, TwoWrongOnesAreForgivenByTheRightOne) {
    type_wrong(2);

    EXPECT_EQ(problem(kPin), std::nullopt);
    EXPECT_EQ(row().wrong, 0u);
    type_wrong(2);
    EXPECT_EQ(problem(kPin), std::nullopt) << "counting has begun anew";
}

TEST_F(PinAtAPc, AWaitIsNeitherTriedNorCountedAndEndsToTheMillisecond) {
    type_wrong(3);

    for (int i = 0; i < 10; ++i) expect_wait(i % 2 == 0 ? kPin : kWrong, "5");
    EXPECT_EQ(row().wrong, 3u);
    desk.clock.advance(4'999);
    expect_wait(kPin, "1");
    desk.clock.advance(1);

    EXPECT_EQ(problem(kPin), std::nullopt);
}

TEST_F(PinAtAPc, EachFurtherWrongOneDoublesTheWaitToAQuarterOfAnHour) {
    type_wrong(3);
    for (const std::int64_t seconds : {5, 10, 20, 40, 80, 160, 320, 640, 900, 900}) {
        expect_wait(kPin, std::to_string(seconds).c_str());
        desk.clock.advance(seconds * 1'000);
        type_wrong(1);
    }

    EXPECT_EQ(row().wrong, 13u);
    desk.clock.advance(900'000);
    EXPECT_EQ(problem(kPin), std::nullopt) << "nothing was deleted";
}

TEST_F(PinAtAPc, ARestartForgetsNoTry) {
    type_wrong(3);

    desk.reopen();

    expect_wait(kPin, "5");
}

TEST_F(PinAtAPc, AClockPutBackMakesOneWholeWaitAndNeverMore) {
    type_wrong(3);
    desk.clock.advance(3'000);
    desk.clock.set_wall(desk.clock.wall_ms() - 24 * kHourMs);

    expect_wait(kPin, "5");
    desk.clock.advance(4'999);
    expect_wait(kPin, "1");
    desk.clock.advance(1);

    EXPECT_EQ(problem(kPin), std::nullopt);
}

TEST_F(PinAtAPc, AClockPutBackAgainAndAgainMakesNoTryFree) {
    type_wrong(3);
    for (int i = 0; i < 5; ++i) {
        desk.clock.set_wall(desk.clock.wall_ms() - kHourMs);
        expect_wait(kPin, "5");
    }

    EXPECT_EQ(row().wrong, 3u);
    desk.clock.advance(5'000);
    EXPECT_EQ(problem(kPin), std::nullopt);
}

} // namespace

} // namespace dongthac::office
