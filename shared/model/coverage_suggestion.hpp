#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/model/outline.hpp"

/// Which paragraphs of a plan may answer which topics of the plan above it (DOMAIN §2.4). Only suggestions: a person
/// says whether it is so. Knows no database.
namespace dongthac::model {

/// Why a paragraph is suggested, the surest first.
enum class SuggestedBy {
    link, ///< it is linked to something that stands for the topic: a paragraph below it, or what the topic itself is of
    code, ///< it quotes the topic's number ("mục II.2"); or, quoting one that may be of anything ("mục 2") or standing
          ///< under the same, shares words with it
    words, ///< it shares rare words with it
};
/// The last part of the string keys `suggested.<name>`.
[[nodiscard]] std::string_view name_of(SuggestedBy why);

/// The number of a paragraph from those printed above and before it, outermost first: "II.", "2.", "a)" → "II.2.a".
/// "" unless its own label is a number: a dash says nothing about which one it is.
[[nodiscard]] std::string outline_code(std::span<const std::string> labels);

/// A topic of the plan above.
struct TopicText {
    base::NodeId node;
    std::string text;               ///< its words and those of the paragraphs below it; NFC
    std::string code;               ///< outline_code
    std::vector<std::string> links; ///< ids of what stands for it: paragraphs below it, and what it gives effect to
};

/// A paragraph of the plan below.
struct AnswerText {
    base::NodeId node;
    ItemRole role = ItemRole::paragraph;
    std::string text; ///< NFC
    std::string code;
    std::vector<std::string> covers; ///< ids it is linked to
};

struct Suggestion {
    std::size_t topic = 0;     ///< index in the topics
    std::size_t paragraph = 0; ///< index in the paragraphs
    double score = 0;          ///< 0 to 1; of words the cosine, so 1 is the same paragraph
    SuggestedBy why = SuggestedBy::words;
};

/// The topics of one plan, read once for the plans of many offices. Constant after construction, any thread.
///
/// Words are compared as runs of one and of two syllables, tone marks kept, for a syllable alone is no Vietnamese word.
/// A run counts by how rare it is over the topics and the paragraphs compared, log((n + 1) / df): what every paragraph
/// of an office says weighs nothing, without a list of such words. The score is the cosine of both, so length does not
/// decide (Salton and Buckley 1988). Measured in tests/model/coverage_seeds_test.cpp.
class TopicMatcher {
  public:
    static constexpr double kEnough = 0.1;          ///< for a paragraph of contents that is linked to nothing yet
    static constexpr double kEnoughElsewhere = 0.3; ///< for one that says something else already: a task, a purpose
    static constexpr double kEnoughInPlace = 0.06;  ///< for one under the same number, or that quotes it
    static constexpr std::size_t kMost = 3;         ///< for one topic

    explicit TopicMatcher(std::vector<TopicText> topics);

    /// For each topic, in order, at most kMost paragraphs, the best first. A paragraph that is linked to the topic is
    /// no suggestion. Letterhead, bases, signature and recipients never answer anything.
    [[nodiscard]] std::vector<Suggestion> suggest(std::span<const AnswerText> paragraphs) const;

    /// The runs of two and more syllables that `text` has in common with a topic, as `text` writes them, the rarest
    /// among the topics first, at most `most`.
    [[nodiscard]] std::vector<std::string> shared_words(std::size_t topic, std::string_view text,
                                                        std::size_t most) const;

    [[nodiscard]] const std::vector<TopicText>& topics() const { return topics_; }

  private:
    /// Every pair of a topic and a paragraph that shares enough to be looked at.
    [[nodiscard]] std::vector<Suggestion> by_words(std::span<const std::string> folded) const;

    std::vector<TopicText> topics_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> topics_with_; ///< by the hash of a run of syllables
    std::unordered_map<std::string, std::size_t> stands_for_;                   ///< id of a link → topic
    std::unordered_map<std::string, std::size_t> index_of_;                     ///< id of a topic → topic
    std::unordered_map<std::string, std::size_t> numbered_;                     ///< code in small letters → topic
};

} // namespace dongthac::model
