#include "shared/office/coverage_reviews.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "shared/change/order.hpp"
#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/coverage.hpp"
#include "shared/office/coverage_texts.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/editing.hpp"
#include "shared/office/log.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
using Cell = std::pair<base::NodeId, model::OrgId>;

/// The reviews of `plan` that this office holds, by id: two PCs may each have begun one.
base::Result<std::vector<change::Document>> reviews_of(Workspace& office, const base::DocumentId& plan) {
    DT_TRY(const std::vector<DocumentSummary> all, list_kind(office, "coverage_review"));
    std::vector<change::Document> reviews;
    for (const DocumentSummary& summary : all) {
        if (summary.parent != plan || summary.org != office.identity().org) continue;
        DT_TRY(change::Document review, read_document(office, summary.id));
        reviews.push_back(std::move(review));
    }
    std::ranges::sort(reviews, {}, [](const change::Document& review) { return review.head.id; });
    return reviews;
}

std::optional<Cell> cell_of(const change::NodeState& node) {
    const auto topic = base::parse_id<base::NodeId>(node.string(field::kItem));
    if (!topic || !model::coverage_named(node.string(field::kJudged))) return std::nullopt;
    return Cell{*topic, node.string(field::kFrom)};
}

/// One line of one review.
struct Line {
    const change::Document* review = nullptr;
    const change::NodeState* node = nullptr;
};

/// The later word: by how much its author had seen, ties by the change. No clock decides (DESIGN §4).
auto age_of(const Line& line) {
    const change::FieldValue& last = line.node->fields.at(field::kJudged).values.back();
    return std::tuple(last.lamport, last.id);
}

/// Every line about each cell, the one that counts last.
std::map<Cell, std::vector<Line>> lines_of(const std::vector<change::Document>& reviews) {
    std::map<Cell, std::vector<Line>> lines;
    for (const change::Document& review : reviews)
        for (const change::NodeState* node : review.in_order())
            if (const auto cell = cell_of(*node)) lines[*cell].push_back({&review, node});
    for (auto& [cell, of_one] : lines) std::ranges::sort(of_one, {}, age_of);
    return lines;
}

Judgement judgement_in(const std::vector<Line>& lines) {
    const change::NodeState& node = *lines.back().node;
    Judgement judged{*model::coverage_named(node.string(field::kJudged)), node.string(field::kReason), {}, 0, false};
    if (const auto document = base::parse_id<base::DocumentId>(node.string(field::kSourceDocument)))
        judged.document = *document;
    if (const auto* revision = std::get_if<std::int64_t>(&node.value(field::kJudgedRevision)))
        judged.revision = static_cast<std::uint32_t>(*revision);
    constexpr std::array kFound = {field::kJudged, field::kReason};
    judged.disputed = std::ranges::any_of(kFound, [&](model::FieldId id) {
        return ids_of(node, id).size() > 1 ||
               std::ranges::any_of(lines, [&](const Line& line) { return line.node->value(id) != node.value(id); });
    });
    return judged;
}

std::unexpected<base::Error> not_fitting(std::string field, std::string value, std::string expected) {
    return base::fail(base::Code::bad_value,
                      {{"field", std::move(field)}, {"value", std::move(value)}, {"expected", std::move(expected)}});
}

/// What was judged of the office's plan, when all of the verdict fits.
base::Result<SentPlan> judged_plan(Workspace& office, const base::DocumentId& id, const Verdict& verdict) {
    DT_TRY(const change::Document plan, read_document(office, id));
    const std::string name = office.directory().name_of_org(verdict.org);
    if (verdict.org == office.identity().org) return not_fitting("office", name, "not_oneself");
    const bool issued = plan.head.state == model::DocumentState::issued ||
                        plan.head.state == model::DocumentState::superseded ||
                        plan.head.state == model::DocumentState::archived;
    if (plan.head.org != office.identity().org || !issued)
        return not_fitting("plan", plan.root().string(field::kSubject), "own_issued_plan");
    const auto topic = plan.nodes.find(verdict.topic);
    if (topic == plan.nodes.end() || topic->second.hidden || !is_topic(topic->second))
        return base::fail(base::Code::unknown_node, {{"id", base::to_text(verdict.topic)}});
    if (office.directory().find(verdict.org) == nullptr)
        return base::fail(base::Code::unknown_org, {{"org", verdict.org}});
    const std::vector<model::OrgId> below = offices_to_answer(office, plan);
    if (std::ranges::find(below, verdict.org) == below.end()) return not_fitting("office", name, "office_below");
    DT_TRY(SentPlan sent, sent_plan(office, id, verdict.org));
    if (sent.revision == 0) return not_fitting("office", name, "sent_plan");
    return verdict.seen.value_or(sent);
}

/// Line `node` comes to say all of it. What one person found is written together and in one order, so that of two PCs
/// that judge one line each register shows the same one's word: never the status of one with the reason of the other.
void say(std::vector<change::Payload>& out, const change::NodeState& node, const Verdict& verdict,
         const std::string& reason, const SentPlan& sent) {
    const std::vector<std::pair<model::FieldId, model::Value>> wanted = {
        {field::kItem, base::to_text(verdict.topic)},
        {field::kFrom, verdict.org},
        {field::kSourceDocument, base::to_text(sent.document)},
        {field::kJudgedRevision, static_cast<std::int64_t>(sent.revision)},
        {field::kReason, reason},
        {field::kJudged, std::string(model::name_of(*verdict.status))}};
    const auto says = [&](const auto& one) {
        return node.value(one.first) == one.second && ids_of(node, one.first).size() <= 1;
    };
    if (std::ranges::all_of(wanted, says)) return;
    for (const auto& one : wanted) {
        const bool names_cell = one.first == field::kItem || one.first == field::kFrom;
        if (!names_cell || !says(one)) out.emplace_back(sets(node, one.first, one.second));
    }
}

/// The line that is to say it: the one that counts now, or a new one at the end of the first review, or of a new one.
base::DocumentId write_line(Workspace& office, const base::DocumentId& plan,
                            const std::vector<change::Document>& reviews, const std::optional<Line>& now,
                            std::vector<change::Payload>& out, change::NodeState& line) {
    if (now) {
        line = *now->node;
        return now->review->head.id;
    }
    line.id = base::new_id<base::NodeId>(office.random());
    const auto review = reviews.empty() ? base::new_id<base::DocumentId>(office.random()) : reviews.front().head.id;
    const base::NodeId root = base::root_node(review);
    std::string order = change::order_at(0);
    if (reviews.empty())
        out.emplace_back(change::CreateDocument{model::record::kCoverageReview, office.identity().org, plan});
    else
        order = order_behind(reviews.front(), root, std::nullopt, out);
    out.emplace_back(change::CreateNode{
        line.id, root, std::move(order), std::string(model::name_of(model::ItemRole::paragraph)), {}, {}, {}});
    return review;
}

} // namespace

base::Result<Judgements> judgements_of(Workspace& office, const base::DocumentId& plan) {
    DT_TRY(const std::vector<change::Document> reviews, reviews_of(office, plan));
    Judgements judgements;
    for (const auto& [cell, lines] : lines_of(reviews)) judgements.emplace(cell, judgement_in(lines));
    return judgements;
}

base::Result<std::vector<base::DocumentId>> judge_coverage(Workspace& office, const base::DocumentId& plan,
                                                           const Verdict& verdict) {
    DT_TRY(const std::string reason, text::to_nfc(verdict.reason));
    if (verdict.status == model::CoverageStatus::not_applicable && text::count_words(reason) == 0)
        return not_fitting("reason", reason, "reason");
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_CHECK(office.follow_identity());
    DT_TRY(const SentPlan sent, judged_plan(office, plan, verdict));
    DT_TRY(const std::vector<change::Document> reviews, reviews_of(office, plan));
    std::map<Cell, std::vector<Line>> all = lines_of(reviews);
    std::vector<Line> lines = all[{verdict.topic, verdict.org}];
    std::map<base::DocumentId, std::vector<change::Payload>> writes;
    if (verdict.status) {
        std::optional<Line> now;
        if (!lines.empty()) {
            now = lines.back();
            lines.pop_back();
        }
        std::vector<change::Payload> payloads;
        change::NodeState line;
        const base::DocumentId review = write_line(office, plan, reviews, now, payloads, line);
        say(payloads, line, verdict, reason, sent);
        writes[review] = std::move(payloads);
    }
    // Whatever else was said of it is answered with this.
    for (const Line& line : lines) writes[line.review->head.id].emplace_back(change::HideNode{line.node->id});
    std::vector<base::DocumentId> written;
    for (auto& [document, payloads] : writes) {
        if (payloads.empty()) continue;
        DT_CHECK(perform_within(office, document, std::move(payloads)));
        written.push_back(document);
    }
    DT_CHECK(transaction.commit());
    return written;
}

} // namespace dongthac::office
