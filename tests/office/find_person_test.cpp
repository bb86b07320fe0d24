#include <gtest/gtest.h>

#include "shared/office/find_person.hpp"

namespace dongthac::office {

namespace {

using model::Person;

Person somebody(std::uint8_t first_byte, std::string name, std::string position = {}) {
    Person person;
    person.id.bytes.fill(first_byte);
    person.name = std::move(name);
    person.position = std::move(position);
    return person;
}

class FindPerson : public ::testing::Test {
  protected:
    /// The id's first two digits, or "?" and who fits.
    [[nodiscard]] std::string found(std::string_view typed, Spelling spelling = Spelling::folded) const {
        std::vector<const Person*> all;
        for (const Person& person : people) all.push_back(&person);
        const auto person = find_person(all, typed, spelling);
        if (person) return base::to_text((*person)->id).substr(0, 2);
        EXPECT_EQ(person.error().code, base::Code::unknown_person);
        EXPECT_EQ(person.error().arg("name"), typed);
        return "?" + std::string(person.error().arg("people"));
    }

    std::vector<Person> people;
};

TEST_F(FindPerson, WhoIsWrittenExactlySoCountsBeforeWhoIsOnlyLikeIt) {
    people = {somebody(0x11, "Lê Thị Hoa"), somebody(0x22, "Lê Thị Hòa"), somebody(0x33, "Trần Văn Đức")};

    EXPECT_EQ(found("Lê Thị Hoa"), "11");
    EXPECT_EQ(found("Lê Thị Hòa"), "22");
    EXPECT_EQ(found("Lê Thị Ho\u0300a"), "22") << "decomposed";
    EXPECT_EQ(found("  Lê Thị Hòa "), "22");
    EXPECT_EQ(found("tran van duc"), "33") << "without diacritics where that fits one";
    EXPECT_EQ(found("le thi hoa"), "?Lê Thị Hoa (11111111); Lê Thị Hòa (22222222)");
}

TEST_F(FindPerson, NamesakesAreToldApartByTheirIds) {
    people = {somebody(0x11, "Lê Thị Hoa", "Hiệu trưởng"), somebody(0x12, "Lê Thị Hoa", "Văn thư")};

    EXPECT_EQ(found("Lê Thị Hoa"), "?Lê Thị Hoa, Hiệu trưởng (11111111); Lê Thị Hoa, Văn thư (12121212)");
    EXPECT_EQ(found("1111"), "11");
    EXPECT_EQ(found("12121212121212121212121212121212"), "12");
    EXPECT_EQ(found("121"), "?") << "too short to be meant";
    EXPECT_EQ(found("9999"), "?");
}

TEST_F(FindPerson, AsWrittenTakesNobodyWhoIsOnlyLikeIt) {
    people = {somebody(0xab, "Lê Thị Hoa")};

    EXPECT_EQ(found("Lê Thị Hòa", Spelling::as_written), "?");
    EXPECT_EQ(found("lê thị hoa", Spelling::as_written), "?");
    EXPECT_EQ(found("Lê Thị Hoa", Spelling::as_written), "ab");
    EXPECT_EQ(found("ABAB", Spelling::as_written), "ab");
}

TEST_F(FindPerson, WhoStandsThereTwiceIsOnePerson) {
    people = {somebody(0x11, "Lê Thị Hoa")};
    const Person* one = people.data();

    const auto person = find_person(std::vector{one, one}, "Lê Thị Hoa", Spelling::folded);

    ASSERT_TRUE(person);
    EXPECT_EQ(*person, one);
}

TEST_F(FindPerson, NobodyIsFoundByNothing) {
    people = {somebody(0x11, ""), somebody(0x22, "???")};

    for (const char* typed : {"", "   ", "!!!!", "\xff"}) EXPECT_EQ(found(typed), "?") << typed;
}

TEST_F(FindPerson, OnlyHexadecimalDigitsAreLikeAnId) {
    EXPECT_TRUE(is_like_an_id("1f0a"));
    EXPECT_TRUE(is_like_an_id("1F0A93C2"));
    for (const char* typed : {"", "1f0", "1f0g", "Dân", "Ba Đa"}) EXPECT_FALSE(is_like_an_id(typed)) << typed;
}

} // namespace

} // namespace dongthac::office
