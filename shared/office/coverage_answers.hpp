#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/office/coverage.hpp"

/// An office's own plan beside the plan above it: what may answer what, and saying so.
namespace dongthac::office {

/// A topic that a paragraph may answer.
struct SuggestedTopic {
    base::NodeId topic;
    std::string title;
    model::SuggestedBy why = model::SuggestedBy::words;
    double score = 0;
    std::vector<std::string> words; ///< runs of words that both have, the rarest first
};

struct OwnCoverage {
    std::map<base::NodeId, std::vector<SuggestedTopic>> suggested; ///< by paragraph, the best first
    std::vector<CoverageTopic> unanswered;                         ///< topics that no paragraph is linked to
};

/// How many runs of shared words say why.
inline constexpr std::size_t kMostSharedWords = 3;

/// What `ours` says of the topics of `above`, the plan it is made from.
[[nodiscard]] OwnCoverage own_coverage(const change::Document& ours, const change::Document& above);

/// A person says that a paragraph gives effect to a topic of the plan above: one act, which adds it to the paragraph's
/// links. Linked already is no error. Errors: those of edit.hpp; unknown_node for what is no topic of the plan above.
[[nodiscard]] base::Result<void> link_to_topic(Workspace& office, const base::DocumentId& document,
                                               const base::NodeId& node, const base::NodeId& topic);

/// A person says why a topic does not concern this office: one act, a paragraph of its plan with `reason`, linked to
/// the topic as not applicable, behind the last one that answers something. Errors: as above, and bad_value {field,
/// value, expected} for a reason without words.
[[nodiscard]] base::Result<base::NodeId> state_not_applicable(Workspace& office, const base::DocumentId& document,
                                                              const base::NodeId& topic, std::string_view reason);

} // namespace dongthac::office
