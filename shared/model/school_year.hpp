#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/text/date.hpp"

namespace dongthac::model {

/// The dates that the minister's yearly decision sets for a school year ("khung kế hoạch thời gian năm học"). It says
/// "trước ngày 18/01" and "kết thúc năm học trước ngày 31/5": the days here are the last ones before.
struct SchoolYearFrame {
    int first_year = 0; ///< 2026 for 2026-2027
    text::Date opening; ///< khai giảng
    text::Date semester_1_end;
    text::Date semester_2_end; ///< also the end of the school year
    std::string source;        ///< "QĐ 2269/QĐ-BGDĐT"; empty for the generic rule
    friend bool operator==(const SchoolYearFrame&, const SchoolYearFrame&) = default;
};

/// True when the dates exist and can be those of this school year: opened from July to December, the first semester
/// ended from December to March, the year from April to August. Two school years with such frames never overlap.
[[nodiscard]] bool is_plausible(const SchoolYearFrame& frame);

/// The school years whose decision is known, and a rule for the others. A value; share it const between threads.
class SchoolYears {
  public:
    SchoolYears() = default;
    /// Frames that are not plausible are left out; of two for one year the later counts.
    explicit SchoolYears(const std::vector<SchoolYearFrame>& frames);

    /// The frame of the school year that begins in `first_year`. Without a decision the dates of QĐ 2045/QĐ-BGDĐT
    /// (2024-2025) and QĐ 2269/QĐ-BGDĐT (2025-2026) are taken over: opening 5/9, first semester until 17/1, the year
    /// until 30/5.
    [[nodiscard]] SchoolYearFrame of(int first_year) const;
    /// False when `of` answers by the rule: screens warn.
    [[nodiscard]] bool has_data_for(int first_year) const;
    /// The school year a day counts to: the one whose end is next. The summer counts to the year it prepares.
    [[nodiscard]] int first_year_of(const text::Date& day) const;

  private:
    std::map<int, SchoolYearFrame> frames_;
};

} // namespace dongthac::model
