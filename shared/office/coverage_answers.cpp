#include "shared/office/coverage_answers.hpp"

#include <algorithm>
#include <set>

#include "shared/model/record.hpp"
#include "shared/office/coverage_texts.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/editing.hpp"
#include "shared/office/log.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

/// Our plan, when it may be changed and `topic` is one of the plan it is made from.
base::Result<change::Document> answering(Workspace& office, const base::DocumentId& id, const base::NodeId& topic) {
    DT_TRY(change::Document ours, editable_document(office, id));
    const auto unknown = base::fail(base::Code::unknown_node, {{"id", base::to_text(topic)}});
    if (ours.head.parent.empty()) return unknown;
    DT_TRY(const change::Document above, read_document(office, ours.head.parent));
    const auto found = above.nodes.find(topic);
    if (found == above.nodes.end() || found->second.hidden || !is_topic(found->second)) return unknown;
    return ours;
}

/// Behind which paragraph something about the topics goes: the last that answers one, else the last of the body.
const change::NodeState* last_answer(const change::Document& ours) {
    const change::NodeState* last = nullptr;
    const change::NodeState* of_body = nullptr;
    for (const change::NodeState* node : ours.in_order()) {
        const auto role = model::role_from(node->string(field::kRole)).value_or(model::ItemRole::paragraph);
        if (role == model::ItemRole::paragraph || (role >= model::ItemRole::section && role < model::ItemRole::closing))
            of_body = node;
        if (!links_of(*node).empty()) last = node;
    }
    return last == nullptr ? of_body : last;
}

} // namespace

OwnCoverage own_coverage(const change::Document& ours, const change::Document& above) {
    OwnCoverage out;
    const model::TopicMatcher topics(topic_texts(above));
    const std::vector<model::AnswerText> texts = answer_texts(ours);
    std::set<std::string> answered;
    for (const model::AnswerText& text : texts) answered.insert(text.covers.begin(), text.covers.end());
    std::vector<std::string> titles;
    for (const model::TopicText& topic : topics.topics()) {
        titles.push_back(above.nodes.at(topic.node).text());
        if (!answered.contains(base::to_text(topic.node))) out.unanswered.push_back({topic.node, titles.back()});
    }
    for (const model::Suggestion& one : topics.suggest(texts)) {
        const model::AnswerText& text = texts[one.paragraph];
        out.suggested[text.node].push_back({topics.topics()[one.topic].node, titles[one.topic], one.why, one.score,
                                            topics.shared_words(one.topic, text.text, kMostSharedWords)});
    }
    for (auto& [node, list] : out.suggested)
        std::ranges::stable_sort(list, std::ranges::greater{}, &SuggestedTopic::score);
    return out;
}

base::Result<void> link_to_topic(Workspace& office, const base::DocumentId& id, const base::NodeId& node,
                                 const base::NodeId& topic) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document ours, answering(office, id, topic));
    DT_TRY(const change::NodeState* paragraph, shown_node(ours, node));
    std::vector<std::string> links = links_of(*paragraph);
    if (std::ranges::find(links, base::to_text(topic)) != links.end()) return {};
    links.push_back(base::to_text(topic));
    DT_CHECK(perform_within(office, id, {sets(*paragraph, field::kCovers, std::move(links))}));
    return transaction.commit();
}

base::Result<base::NodeId> state_not_applicable(Workspace& office, const base::DocumentId& id,
                                                const base::NodeId& topic, std::string_view typed) {
    DT_TRY(const std::string reason, text::to_nfc(typed));
    if (text::count_words(reason) == 0)
        return base::fail(base::Code::bad_value, {{"field", "reason"}, {"value", reason}, {"expected", "reason"}});
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const change::Document ours, answering(office, id, topic));
    const change::NodeState* after = last_answer(ours);
    const base::NodeId parent = after == nullptr ? base::root_node(id) : shown_under(ours, *after);
    const auto fresh = base::new_id<base::NodeId>(office.random());
    std::vector<change::Payload> payloads;
    std::string order =
        order_behind(ours, parent, after == nullptr ? std::nullopt : std::optional(after->id), payloads);
    const std::string label = after == nullptr ? std::string() : after->string(field::kLabel);
    payloads.emplace_back(change::CreateNode{fresh,
                                             parent,
                                             std::move(order),
                                             std::string(model::name_of(model::ItemRole::paragraph)),
                                             label.starts_with("-") || label.starts_with("+") ? label : std::string(),
                                             text::tokenise(reason),
                                             {base::to_text(topic)}});
    payloads.emplace_back(change::SetField{fresh, field::kCoverage, std::string("not_applicable"), {}});
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    DT_CHECK(transaction.commit());
    return fresh;
}

} // namespace dongthac::office
