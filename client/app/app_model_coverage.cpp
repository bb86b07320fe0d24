#include "client/app/app_model.hpp"
#include "shared/office/coverage_answers.hpp"
#include "shared/office/coverage_reviews.hpp"

// The matrix of topics and offices, and what is said about it.

namespace dongthac::app {

namespace {

/// A topic of the plan that `document` is made from; "" where it cannot be read.
std::string topic_title(office::Workspace& office, const base::DocumentId& document, const base::NodeId& topic) {
    const auto summary = office::summary_of(office, document);
    if (!summary) return {};
    const auto above = office::read_document(office, summary->parent);
    if (!above) return {};
    const auto node = above->nodes.find(topic);
    return node == above->nodes.end() ? std::string() : node->second.text();
}

} // namespace

base::Result<void> AppModel::read_cascade() {
    const auto known = office_->store().document(selected_);
    if (selected_.empty() || !known || !*known) {
        DT_TRY(selected_, view_model::usual_selection(*office_));
        topic_ = 0;
    }
    // The matrix reads every document below the plan, so it is made again only when one of them has changed.
    DT_TRY(const base::DocumentId plan, view_model::matrix_plan(*office_, selected_));
    DT_TRY(const std::string signature, coverage_signature(plan));
    if (signature != coverage_signature_) {
        DT_TRY(coverage_, view_model::coverage_view(*office_, plan, coverage_memory_, topic_, coverage_));
        coverage_signature_ = signature;
    } else if (coverage_.topic != topic_) {
        DT_CHECK(view_model::choose_topic(*office_, coverage_, topic_));
    }
    topic_ = coverage_.topic;
    if (answer_ && topic_ < coverage_.topics.size() && coverage_.topics[topic_].topic == answer_->topic)
        DT_CHECK(view_model::read_answer(*office_, coverage_, answer_->org));
    coverage_.acts = judged_;
    DT_TRY(cascade_.rows, view_model::cascade_rows(*office_, filter_, selected_, coverage_));
    return {};
}

base::Result<std::string> AppModel::coverage_signature(const base::DocumentId& plan) {
    std::string signature = base::to_text(plan);
    DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_papers(*office_));
    for (const office::DocumentSummary& document : documents) {
        if (document.id != plan && document.parent != plan) continue;
        signature += '/' + base::to_text(document.id) + ' ' + office::version_of(document);
    }
    DT_TRY(const std::vector<office::DocumentSummary> reviews, office::list_kind(*office_, "coverage_review"));
    for (const office::DocumentSummary& review : reviews)
        if (review.parent == plan) signature += '/' + base::to_text(review.id) + ' ' + office::version_of(review);
    return signature + '/' + std::to_string(office_->directory().organisations().size());
}

base::Result<void> AppModel::handle(const intent::ReadAnswer& intent) {
    answer_ = intent;
    return {};
}

base::Result<void> AppModel::handle(const intent::JudgeCoverage& intent) {
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.plan));
    DT_TRY(const std::vector<base::DocumentId> reviews,
           office::judge_coverage(*office_, intent.plan,
                                  {intent.topic, intent.org, intent.status, intent.reason, intent.seen}));
    const std::string office = office_->directory().name_of_org(intent.org);
    // An answer to what two PCs wrote in two reviews stays: an undo would bring back only one.
    ++judged_;
    judged_in_.erase(intent.plan);
    if (reviews.size() == 1) {
        judged_in_[intent.plan] = reviews.front();
        DT_TRY(office::Act act, watch.done(*office_, reviews.front()));
        undo_.add({std::move(act), {"undo.judge", {{"office", office}}}});
    }
    notify(NoticeTone::done,
           intent.status
               ? strings_->tr("done.judged",
                              {{"office", office},
                               {"status", strings_->tr("cover." + std::string(model::name_of(*intent.status)))}})
               : strings_->tr("done.judged_no_more", {{"office", office}}));
    return {};
}

base::Result<void> AppModel::handle(const intent::LinkTopic& intent) {
    view_model::Sentence name = paragraph_name("undo.link_topic", intent.node);
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    DT_CHECK(office::link_to_topic(*office_, intent.document, intent.node, intent.topic));
    return remember(watch, std::move(name));
}

base::Result<void> AppModel::handle(const intent::NotApplicable& intent) {
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(*office_, intent.document));
    const auto said = office::state_not_applicable(*office_, intent.document, intent.topic, intent.reason);
    if (!said) {
        const std::string topic = topic_title(*office_, intent.document, intent.topic);
        return keep_as_comment(intent.document, base::root_node(intent.document),
                               (topic.empty() ? "" : topic + ": ") + intent.reason, said.error());
    }
    goal_ = *said;
    return remember(watch, {"undo.not_applicable", {}});
}

} // namespace dongthac::app
