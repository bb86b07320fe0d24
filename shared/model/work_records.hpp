#pragma once

#include <vector>

#include "shared/model/record.hpp"

namespace dongthac::model {

/// The kinds of duty and work (DOMAIN §2), ids from 3 on. Part of record_types().
[[nodiscard]] std::vector<RecordType> work_record_types();

/// Ids that the program itself asks for. All others are only data.
namespace record {
inline constexpr std::uint16_t kSchedule = 3;
inline constexpr std::uint16_t kReportTemplate = 4;
inline constexpr std::uint16_t kReportRequest = 5;
inline constexpr std::uint16_t kSubmission = 6;
inline constexpr std::uint16_t kWaiver = 7;
inline constexpr std::uint16_t kArticle = 8;
inline constexpr std::uint16_t kAppraisal = 9;
inline constexpr std::uint16_t kIncident = 15;
inline constexpr std::uint16_t kCoverageReview = 22;
inline constexpr std::uint16_t kCompletion = 23;
inline constexpr std::uint16_t kPressRequest = 12;
} // namespace record

/// Whether a record of this kind answers one period of a form or of a duty, rather than counting for the day it was.
[[nodiscard]] constexpr bool answers_period(std::uint16_t record) {
    return record == record::kSubmission || record == record::kCompletion;
}

} // namespace dongthac::model
