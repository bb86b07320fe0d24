#pragma once

#include <vector>

#include "shared/change/state.hpp"
#include "shared/model/coverage_suggestion.hpp"

/// Plans as model::TopicMatcher looks at them.
namespace dongthac::office {

/// True for a paragraph that an office below has to answer.
[[nodiscard]] bool is_topic(const change::NodeState& node);

/// The ids that a paragraph is linked to, the oldest first: what two PCs linked without seeing each other counts both,
/// for "yes, this one too" is no choice between the two.
[[nodiscard]] std::vector<std::string> links_of(const change::NodeState& node);

/// The topics of a plan in reading order, each with the words of what stands below it.
[[nodiscard]] std::vector<model::TopicText> topic_texts(const change::Document& plan);

/// The paragraphs of a plan in reading order.
[[nodiscard]] std::vector<model::AnswerText> answer_texts(const change::Document& answer);

} // namespace dongthac::office
