#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/office/coverage.hpp"

/// Which topics of a plan the offices below have taken up (DOMAIN §2.4), ready to be drawn.
namespace dongthac::view_model {

/// `suggested`: the office says nothing and nobody has looked, but some of its words may answer the topic.
enum class Cover { covered, partly, missing, not_applicable, suggested };
inline constexpr std::size_t kCovers = 5;
/// The last part of the string keys `cover.<name>`.
[[nodiscard]] std::string_view name_of(Cover cover);

struct CoverageMark {
    Cover cover = Cover::missing;
    Cover said = Cover::missing; ///< by the office itself
    bool judged = false;         ///< `cover` is what this office found
    bool stale = false;          ///< the plan has changed since that
    bool disputed = false;       ///< two PCs found otherwise
    std::string reason{};        ///< given with what this office found
    /// What was found is not what the office says.
    [[nodiscard]] bool differs() const { return judged && said != Cover::missing && cover != said; }
    /// What was found the office has not said in any way: it linked nothing to the topic.
    [[nodiscard]] bool unsaid() const { return judged && said == Cover::missing && cover != said; }
};

struct CoverageTopicRow {
    base::NodeId topic;
    std::string title;
    std::vector<CoverageMark> cells; ///< one an office, in the order of CoverageView::offices
    std::array<std::size_t, kCovers> counts{};
    std::vector<std::vector<office::CoverageSuggestion>> suggested{}; ///< as `cells`; the best first
};

struct CoverageOfficeRow {
    model::OrgId org;
    std::string name;
    base::DocumentId document; ///< empty while it has none
    std::optional<model::DocumentState> state;
    std::uint32_t revision = 0; ///< of `document` that is shown; 0 while none was sent
    std::string version{};      ///< of `document` as this PC has it: office::version_of
    [[nodiscard]] office::SentPlan shown() const { return {document, revision}; }
};

/// A paragraph that may answer the chosen topic.
struct SuggestedText {
    base::NodeId node;
    std::string text;
    model::SuggestedBy why = model::SuggestedBy::words;
    std::vector<std::string> words; ///< runs of words it shares with the topic, the rarest first
};

/// What one office wrote on the chosen topic.
struct CoverageText {
    base::NodeId node; ///< the covering paragraph; empty when there is none
    std::string text;
    std::vector<SuggestedText> suggested; ///< the best first; only where nothing covers it
};

struct CoverageView {
    base::DocumentId plan;
    std::string plan_title; ///< number and subject
    std::vector<CoverageOfficeRow> offices;
    std::vector<CoverageTopicRow> topics;
    std::size_t with_plan = 0;
    bool may_judge = false; ///< the plan is ours and issued
    std::size_t topic = 0;  ///< index of the chosen topic
    std::uint64_t acts = 0; ///< judgements this window has written: a dialog sees by it that its own was
    /// Of the chosen topic, by the office's place; of more than kMostTexts offices only those that were asked for.
    std::map<std::size_t, CoverageText> texts;
    std::string version;                                ///< of `plan`: office::version_of
    std::shared_ptr<const model::TopicMatcher> matcher; ///< of `topics`, in their order

    static constexpr std::size_t kMostTexts = 60;
    /// nullptr while it was not read: nobody can judge then what he has not seen.
    [[nodiscard]] const CoverageText* text_of(std::size_t office) const;
    /// Topics that `document` covers or states as not applicable.
    [[nodiscard]] std::size_t covered_by(const base::DocumentId& document) const;
};

/// Reads the matrix of `plan` with the chosen topic; an empty id gives an empty view. Reads every document below it
/// that `memory` does not know as it is now, and what offices wrote on the topic where `before`, the view until now,
/// does not say it: keep both.
[[nodiscard]] base::Result<CoverageView> coverage_view(office::Workspace& office, const base::DocumentId& plan,
                                                       office::CoverageMemory& memory, std::size_t topic,
                                                       const CoverageView& before);
[[nodiscard]] base::Result<CoverageView> coverage_view(office::Workspace& office, const base::DocumentId& plan);

/// Chooses another topic and reads what the first kMostTexts offices wrote on it.
[[nodiscard]] base::Result<void> choose_topic(office::Workspace& office, CoverageView& view, std::size_t topic);
/// Reads what one more office wrote on the chosen topic; nothing for an office that is not in the matrix.
[[nodiscard]] base::Result<void> read_answer(office::Workspace& office, CoverageView& view, const model::OrgId& org);

} // namespace dongthac::view_model
