#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/coverage_suggestion.hpp"
#include "shared/office/coverage_reviews.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

using model::CoverageStatus;

struct CoverageTopic {
    base::NodeId node;
    std::string title;
};

/// A paragraph that may answer a topic; nobody has said so yet.
struct CoverageSuggestion {
    base::NodeId node;
    double score = 0;
    model::SuggestedBy why = model::SuggestedBy::words;
};

/// What was found of a cell by the office whose plan it is.
struct CoverageJudgement {
    CoverageStatus status = CoverageStatus::missing;
    std::string reason;
    bool stale = false;    ///< the office has sent another revision since
    bool disputed = false; ///< Judgement::disputed
};

struct CoverageCell {
    base::NodeId topic;
    CoverageStatus status = CoverageStatus::missing; ///< what counts: what was judged, or else what the office says
    CoverageStatus said = CoverageStatus::missing;   ///< by the links of the office's own plan
    std::vector<base::NodeId> by;                    ///< paragraphs of the office's document that link to the topic
    std::string note;                                ///< their words when the topic does not apply
    std::optional<CoverageJudgement> judged{};
    std::vector<CoverageSuggestion> suggested{}; ///< the best first; only where the office says nothing
};

struct CoverageOffice {
    model::OrgId org;
    std::string name;
    base::DocumentId document; ///< empty while it has sent none
    std::string state;         ///< model::DocumentState name, "" while there is no document
    std::vector<CoverageCell> cells;
    std::uint32_t revision = 0; ///< of `document` that was sent last; 0 while none was
    std::string version{};      ///< of `document` as it was read: version_of
};

/// Each topic of an issued plan × each office directly below, in dictionary order; `missing` are offices without a
/// plan.
struct Coverage {
    std::vector<CoverageTopic> topics;
    std::vector<CoverageOffice> offices;
    std::vector<model::OrgId> missing;
    std::shared_ptr<const model::TopicMatcher> matcher; ///< of `topics`, in their order
};

/// What the plans below one plan said when they were last read. A plan is read again only when it has changed: a
/// department has three thousand of them.
class CoverageMemory {
  public:
    struct Answer {
        std::string as;             ///< what the list said of it: version_of
        std::uint32_t revision = 0; ///< that was sent last
        std::vector<CoverageCell> cells;
    };

    /// Forgets everything that was not about this plan as it is now.
    void begin(const base::DocumentId& plan, std::string as);
    /// Of the plan's topics, made once.
    [[nodiscard]] const std::shared_ptr<const model::TopicMatcher>& matcher(const change::Document& plan);
    [[nodiscard]] const Answer* find(const DocumentSummary& document) const;
    const Answer& keep(const DocumentSummary& document, Answer answer);

  private:
    base::DocumentId plan_;
    std::string as_;
    std::shared_ptr<const model::TopicMatcher> matcher_;
    std::map<base::DocumentId, Answer> answers_;
};

/// The offices that are to make a plan from this one: those below its office on its date, and those below it today.
[[nodiscard]] std::vector<model::OrgId> offices_to_answer(const Workspace& office, const change::Document& plan);

/// The plan an office made from another, as it was sent last.
[[nodiscard]] base::Result<SentPlan> sent_plan(Workspace& office, const base::DocumentId& plan,
                                               const model::OrgId& org);

/// Another text for another version of the document as this PC has it.
[[nodiscard]] std::string version_of(const DocumentSummary& document);

/// Links, suggestions where there are none, and what was judged. Offices are those below the plan's office on its date.
/// Error unknown_document.
[[nodiscard]] base::Result<Coverage> coverage_of(Workspace& office, const base::DocumentId& document,
                                                 CoverageMemory& memory);
[[nodiscard]] base::Result<Coverage> coverage_of(Workspace& office, const base::DocumentId& document);

} // namespace dongthac::office
