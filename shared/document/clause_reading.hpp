#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/document/clauses.hpp"
#include "shared/document/obligation_words.hpp"
#include "shared/model/obligation.hpp"

namespace dongthac::document {

/// The first rule of `places` whose words stand in the clause; nullptr.
[[nodiscard]] const OutputRule* output_rule_of(const FoldedText& clause, Places places);

/// A beat and the words of its span of time ("tháng", "học kỳ") as they stand in the clause.
struct Beat {
    model::Cadence cadence = model::Cadence::unspecified;
    std::string span;
    std::string per_org; ///< "trường" in "/trường/tuần"; may be empty
};
/// How often by the clock: "hằng tuần", "01 bài/tháng", "định kỳ tháng, quý, học kỳ", "sơ kết, tổng kết"; each cadence
/// once, as they stand; empty when nothing is said.
[[nodiscard]] std::vector<Beat> beats_of(const FoldedText& clause);

/// How often without a clock: what the words say, or else what such an output is by itself.
[[nodiscard]] model::Cadence cadence_without_clock(const FoldedText& clause, const OutputRule* rule);

/// "tối thiểu 01 tin bài": the number and what is counted; of "100%" the number and "%".
[[nodiscard]] std::optional<model::Quota> quota_of(const FoldedText& clause);

/// "trước ngày 25 hằng tháng", "thứ Sáu hằng tuần", "chậm nhất ngày 20/5": by when. A rule of dates has kind
/// fixed_dates.
[[nodiscard]] std::optional<model::DueRule> due_of(const FoldedText& clause);

/// Channels that are named, addresses among them.
[[nodiscard]] std::vector<std::string> channels_of(const FoldedText& clause);
/// Offices that are reported or sent to.
[[nodiscard]] std::vector<std::string> recipients_of(const FoldedText& clause);

/// Who a clause or a heading names, in its words.
struct Actor {
    std::string words;
    const ActorWord* entry = nullptr; ///< nullptr: words that the table does not have
};
/// The actor at the head of a clause: at its start, after a request ("đề nghị …") or after an opening of its own
/// ("Căn cứ Kế hoạch này, …"); nothing when it names none.
[[nodiscard]] std::optional<Actor> actor_of_clause(const FoldedText& clause);
/// The actor a heading names: "Đề nghị các cơ sở giáo dục mầm non:".
[[nodiscard]] Actor actor_of_heading(std::string_view heading);

} // namespace dongthac::document
