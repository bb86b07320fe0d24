#include "shared/office/coverage_texts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "shared/model/outline.hpp"
#include "shared/model/record.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

/// Where a paragraph stands: the labels from the outermost to its own, and the topics it is below.
struct Place {
    std::vector<std::string> labels;
    std::vector<std::size_t> topics;
};

/// Follows a document in reading order, where what stands above a paragraph comes before it.
class Places {
  public:
    explicit Places(const change::Document& document) : document_(document) {}

    Place& enter(const change::NodeState& node) {
        const auto above = places_.find(document_.parent_of(node));
        Place place = above == places_.end() ? Place{} : above->second;
        place.labels.push_back(node.string(field::kLabel));
        return places_[node.id] = std::move(place);
    }

  private:
    const change::Document& document_;
    std::map<base::NodeId, Place> places_;
};

} // namespace

bool is_topic(const change::NodeState& node) {
    const auto role = model::role_from(node.string(field::kRole));
    return role == model::ItemRole::topic || role == model::ItemRole::other_task;
}

std::vector<std::string> links_of(const change::NodeState& node) {
    std::vector<std::string> all;
    const auto found = node.fields.find(field::kCovers);
    if (found == node.fields.end()) return all;
    for (const change::FieldValue& one : found->second.values) {
        const auto* links = std::get_if<std::vector<std::string>>(&one.value);
        if (links == nullptr) continue;
        for (const std::string& link : *links)
            if (std::ranges::find(all, link) == all.end()) all.push_back(link);
    }
    return all;
}

std::vector<model::TopicText> topic_texts(const change::Document& plan) {
    std::vector<model::TopicText> topics;
    Places places(plan);
    for (const change::NodeState* node : plan.in_order()) {
        Place& place = places.enter(*node);
        const std::string words = node->text();
        const std::vector<std::string> links = links_of(*node);
        for (const std::size_t above : place.topics) {
            topics[above].text += "\n" + words;
            topics[above].links.push_back(base::to_text(node->id));
            topics[above].links.insert(topics[above].links.end(), links.begin(), links.end());
        }
        if (!is_topic(*node)) continue;
        place.topics.push_back(topics.size());
        topics.push_back({node->id, words, model::outline_code(place.labels), links});
    }
    return topics;
}

std::vector<model::AnswerText> answer_texts(const change::Document& answer) {
    std::vector<model::AnswerText> paragraphs;
    Places places(answer);
    for (const change::NodeState* node : answer.in_order()) {
        const Place& place = places.enter(*node);
        const auto role = model::role_from(node->string(field::kRole)).value_or(model::ItemRole::paragraph);
        paragraphs.push_back({node->id, role, node->text(), model::outline_code(place.labels), links_of(*node)});
    }
    return paragraphs;
}

} // namespace dongthac::office
