#include <gtest/gtest.h>

#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

// The plan that has no flag, with one thing changed, has exactly the flag of that thing.
struct Case {
    const char* name;
    const char* from;
    const char* to;
    const char* code;
    std::size_t count = 1;
};

class OneChange : public ::testing::TestWithParam<Case> {};

TEST_P(OneChange, RaisesItsFlagAndNoOther) {
    const Case& changed = GetParam();
    ASSERT_NE(kSchoolPlan.find(changed.from), std::string::npos);

    const model::Outline outline = import_ok(with(kSchoolPlan, changed.from, changed.to));

    EXPECT_EQ(flags_of(outline, changed.code), changed.count);
    for (const model::Flag& flag : outline.flags) EXPECT_EQ(flag.code, changed.code) << flag.detail;
    for (const model::Flag& flag : outline.flags)
        if (flag.item) {
            EXPECT_LT(*flag.item, outline.items.size());
        }
}

INSTANTIATE_TEST_SUITE_P(
    Flags, OneChange,
    ::testing::Values(
        Case{"duplicate_section", "IV. TỔ", "III. TỔ", "duplicate_label"},
        Case{"duplicate_number", "2. Giáo viên", "1. Giáo viên", "duplicate_label", 1},
        Case{"skipped_label", "IV. TỔ", "V. TỔ", "skipped_label"},
        Case{"misspelt_name", "VIỆT NAM", "VIÊT NAM", "misspelt_national_name"},
        Case{"blank_number", "Số: 07/KH", "Số:        /KH", "missing_number"},
        Case{"blank_day", "ngày 05 tháng 3", "ngày      tháng 3", "blank_day"},
        Case{"space_in_number", "Số: 07/KH", "Số: 07 /KH", "number_spacing"},
        Case{"parent_of_another_year", "ngày 02/3/2026 của", "ngày 02/3/2025 của", "parent_conflict"},
        Case{"symbol_of_another_office", "88/KH-UBND ngày 02/3/2026 của Ủy ban nhân dân phường Hoa Phượng",
             "88/KH-PGDĐT ngày 02/3/2026 của Sở Giáo dục và Đào tạo", "issuer_symbol_mismatch"},
        Case{"school_year_over", "Ngày hội thể thao mùa xuân.", "Ngày hội của năm học 2023-2024.", "stale_year"},
        Case{"pupils_of_last_year", "Ngày hội thể thao mùa xuân.", "Công tác tuyển sinh năm học 2025 - 2026.",
             "stale_year"},
        Case{"tasks_of_last_year", "Ngày hội thể thao mùa xuân.", "Nhiệm vụ trọng tâm năm 2025.", "stale_year"},
        Case{"parent_made_later", "ngày 05 tháng 3 năm 2026", "ngày 01 tháng 3 năm 2026", "parent_later"},
        Case{"parent_long_ago", "ngày 02/3/2026 của Ủy ban nhân dân phường Hoa Phượng về đưa tin giáo dục năm 2026",
             "ngày 02/3/2023 của Ủy ban nhân dân phường Hoa Phượng về đưa tin giáo dục", "parent_old"},
        Case{"date_of_another_year", "ngày 05 tháng 3 năm 2026", "ngày 05 tháng 3 năm 2027", "subject_year_clash"},
        Case{"basis_of_nobody", "ngày 02/3/2026 của Ủy ban nhân dân phường Hoa Phượng về", "ngày 02/3/2026 về",
             "citation_without_issuer"},
        Case{"appendix_not_there", "Ngày hội thể thao mùa xuân.", "Lịch đăng tin có phụ lục kèm theo.",
             "missing_appendix"},
        Case{"small_word_twice", "vườn rau của bé", "vườn rau của của bé", "repeated_word"},
        Case{"nobody_above", "- UBND phường (để b/c);\n", "", "no_superior_recipient"},
        Case{"lone_address", "Bảng tin ở cổng trường.", "Trang http://x.example/ của trường.\n\nhttp://x.example/\n",
             "footer_url"},
        Case{"bookmark", "- Bảng tin", "- [bookmark: _Toc12]Bảng tin", "bookmark_residue"}),
    [](const auto& test) { return test.param.name; });

TEST(ImportFlags, AMissingHeadIsOneFlagForEachThingMissing) {
    const model::Outline outline = import_ok(kSchoolPlan.substr(kSchoolPlan.find("KẾ HOẠCH")));

    EXPECT_EQ(flags_of(outline, "missing_letterhead"), 1u);
    EXPECT_EQ(flags_of(outline, "missing_number"), 1u);
    EXPECT_EQ(flags_of(outline, "missing_date"), 1u);
    EXPECT_EQ(outline.flags.size(), 3u);
}

TEST(ImportFlags, OneParentQuotedWithTwoNumbersIsAConflict) {
    const std::string plan =
        with(kSchoolPlan, "- Phụ huynh biết",
             "- Cụ thể hóa Kế hoạch số 89/KH-UBND ngày 02/3/2026 của Ủy ban nhân dân phường Hoa Phượng về đưa tin "
             "giáo dục năm 2026.\n- Phụ huynh biết");

    const model::Outline outline = import_ok(plan);

    EXPECT_EQ(outline.parents.size(), 2u);
    EXPECT_EQ(flags_of(outline, "parent_conflict"), 1u);
}

TEST(ImportFlags, OneNumberQuotedWithTwoDatesIsAConflict) {
    const std::string plan = with(kSchoolPlan, "- Phụ huynh biết",
                                  "- Cụ thể hóa Kế hoạch số 88/KH-UBND ngày 01/3/2026 của phường.\n- Cụ thể hóa Kế "
                                  "hoạch số 88/KH-UBND ngày 02/3/2026 của phường.\n- Phụ huynh biết");

    const model::Outline outline = import_ok(plan);

    EXPECT_EQ(outline.parents.size(), 2u); // quoted three times, once with another date
    EXPECT_EQ(flags_of(outline, "parent_conflict"), 1u);
}

TEST(ImportFlags, OrdinaryVietnameseIsNotFlagged) {
    const std::string plan = with(kSchoolPlan, "Ngày hội thể thao mùa xuân.",
                                  "Luôn luôn, song song và dần dần; Luật Trẻ em năm 2016; kết quả năm học 2024-2025; "
                                  "tuyển sinh năm học 2026-2027; giai đoạn "
                                  "2021-2030; Nghị quyết ngày 04 tháng 11 năm 2013.");

    EXPECT_TRUE(import_ok(plan).flags.empty());
}

TEST(ImportFlags, NumbersThatStartAgainUnderAnotherHeadingAreNotRepeated) {
    EXPECT_EQ(flags_of(import_ok(kSchoolPlan), "duplicate_label"), 0u);
}

TEST(ImportFlags, APlanOfTheComingYearMayBeMadeInDecember) {
    const std::string plan = with(kSchoolPlan, "ngày 02/3/2026 của", "ngày 20/12/2025 của");

    EXPECT_TRUE(import_ok(plan).flags.empty());
}

} // namespace
} // namespace dongthac::tests
