#include "shared/office/coverage.hpp"

#include <algorithm>

#include "shared/model/outline.hpp"
#include "shared/model/record.hpp"
#include "shared/office/coverage_texts.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

/// What one linking paragraph says of its topic.
CoverageStatus status_of(const change::NodeState& node) {
    const std::string coverage = node.string(field::kCoverage);
    if (coverage == "not_applicable") return CoverageStatus::not_applicable;
    if (coverage == "partial") return CoverageStatus::partly;
    return node.tokens.empty() ? CoverageStatus::partly
                               : CoverageStatus::covered; // a heading emptied of its words says little
}

/// The paragraphs of a plan by what they are linked to, in reading order.
using Linking = std::map<std::string, std::vector<const change::NodeState*>>;

Linking linking_in(const change::Document& document) {
    Linking linking;
    for (const change::NodeState* node : document.in_order())
        for (std::string& link : links_of(*node)) linking[std::move(link)].push_back(node);
    return linking;
}

CoverageCell cell_of(const base::NodeId& topic, const Linking& linking) {
    CoverageCell cell{topic, CoverageStatus::missing, CoverageStatus::missing, {}, {}};
    const auto found = linking.find(base::to_text(topic));
    if (found == linking.end()) return cell;
    for (const change::NodeState* node : found->second) {
        const CoverageStatus status = status_of(*node);
        const bool stronger = cell.by.empty() || status == CoverageStatus::covered ||
                              (status == CoverageStatus::partly && cell.said == CoverageStatus::not_applicable);
        if (stronger) cell.said = status;
        if (status == CoverageStatus::not_applicable) cell.note = node->text();
        cell.by.push_back(node->id);
    }
    cell.status = cell.said;
    return cell;
}

text::Date date_of(const change::Document& plan, const text::Date& otherwise) {
    const auto* issued = std::get_if<text::Date>(&plan.root().value(field::kIssuedOn));
    return issued == nullptr ? otherwise : *issued;
}

/// Of each office its plan made from `parent`: the one that has come furthest, the newest of equals.
std::map<model::OrgId, const DocumentSummary*> answers_to(const std::vector<DocumentSummary>& documents,
                                                          const base::DocumentId& parent) {
    std::map<model::OrgId, const DocumentSummary*> best;
    for (const DocumentSummary& document : documents) { // newest first
        if (document.parent != parent) continue;
        const DocumentSummary*& of_office = best[document.org];
        if (of_office == nullptr || document.state_version > of_office->state_version) of_office = &document;
    }
    return best;
}

std::uint32_t last_revision(const change::Document& document) {
    std::uint32_t last = 0;
    for (const change::RevisionState& revision : document.head.revisions) last = std::max(last, revision.no);
    return last;
}

CoverageMemory::Answer read_answer(const change::Document& document, const model::TopicMatcher& topics) {
    CoverageMemory::Answer answer;
    answer.revision = last_revision(document);
    const Linking linking = linking_in(document);
    for (const model::TopicText& topic : topics.topics()) answer.cells.push_back(cell_of(topic.node, linking));
    const std::vector<model::AnswerText> texts = answer_texts(document);
    for (const model::Suggestion& one : topics.suggest(texts)) {
        CoverageCell& cell = answer.cells[one.topic];
        if (cell.by.empty()) cell.suggested.push_back({texts[one.paragraph].node, one.score, one.why});
    }
    return answer;
}

void add_judgement(CoverageCell& cell, const CoverageOffice& row, const Judgements& judgements) {
    const auto found = judgements.find({cell.topic, row.org});
    if (found == judgements.end()) return;
    const Judgement& judged = found->second;
    const bool stale = judged.document != row.document || judged.revision != row.revision;
    cell.judged = CoverageJudgement{judged.status, judged.reason, stale, judged.disputed};
    cell.status = judged.status;
}

} // namespace

void CoverageMemory::begin(const base::DocumentId& plan, std::string as) {
    if (plan_ == plan && as_ == as) return;
    plan_ = plan;
    as_ = std::move(as);
    matcher_.reset();
    answers_.clear();
}

const std::shared_ptr<const model::TopicMatcher>& CoverageMemory::matcher(const change::Document& plan) {
    if (!matcher_) matcher_ = std::make_shared<const model::TopicMatcher>(topic_texts(plan));
    return matcher_;
}

const CoverageMemory::Answer* CoverageMemory::find(const DocumentSummary& document) const {
    const auto found = answers_.find(document.id);
    return found == answers_.end() || found->second.as != version_of(document) ? nullptr : &found->second;
}

const CoverageMemory::Answer& CoverageMemory::keep(const DocumentSummary& document, Answer answer) {
    answer.as = version_of(document);
    return answers_[document.id] = std::move(answer);
}

std::vector<model::OrgId> offices_to_answer(const Workspace& office, const change::Document& plan) {
    // An imported plan may be older than the reorganisation: offices that answer to it today count too.
    std::vector<model::OrgId> below = office.directory().children_of(plan.head.org, date_of(plan, office.today()));
    for (const model::OrgId& org : office.directory().children_of(plan.head.org, office.today()))
        if (std::ranges::find(below, org) == below.end()) below.push_back(org);
    return below;
}

base::Result<SentPlan> sent_plan(Workspace& office, const base::DocumentId& plan, const model::OrgId& org) {
    DT_TRY(const std::vector<DocumentSummary> documents, list_papers(office));
    const auto answers = answers_to(documents, plan);
    const auto found = answers.find(org);
    if (found == answers.end()) return SentPlan{};
    DT_TRY(const change::Document document, read_document(office, found->second->id));
    return SentPlan{found->second->id, last_revision(document)};
}

std::string version_of(const DocumentSummary& document) {
    return std::to_string(document.state_version) + ' ' + std::to_string(document.changed_ms) + ' ' +
           std::to_string(document.after_revision) + ' ' + std::string(model::name_of(document.state));
}

base::Result<Coverage> coverage_of(Workspace& office, const base::DocumentId& id) {
    CoverageMemory memory;
    return coverage_of(office, id, memory);
}

base::Result<Coverage> coverage_of(Workspace& office, const base::DocumentId& id, CoverageMemory& memory) {
    DT_TRY(const DocumentSummary summary, summary_of(office, id));
    DT_TRY(const change::Document plan, read_document(office, id));
    DT_TRY(const std::vector<DocumentSummary> documents, list_papers(office));
    DT_TRY(const Judgements judgements, judgements_of(office, id));
    memory.begin(id, version_of(summary));
    const auto answers = answers_to(documents, id);
    Coverage coverage;
    coverage.matcher = memory.matcher(plan);
    for (const model::TopicText& topic : coverage.matcher->topics())
        coverage.topics.push_back({topic.node, plan.nodes.at(topic.node).text()});
    for (const model::OrgId& org : offices_to_answer(office, plan)) {
        CoverageOffice row{org, office.directory().name_of_org(org), {}, {}, {}};
        if (const auto found = answers.find(org); found != answers.end()) {
            const DocumentSummary& sent = *found->second;
            row.document = sent.id;
            row.state = model::name_of(sent.state);
            const CoverageMemory::Answer* answer = memory.find(sent);
            if (answer == nullptr) {
                DT_TRY(const change::Document document, read_document(office, sent.id));
                answer = &memory.keep(sent, read_answer(document, *coverage.matcher));
            }
            row.revision = answer->revision;
            row.version = answer->as;
            row.cells = answer->cells;
        } else {
            coverage.missing.push_back(org);
            for (const CoverageTopic& topic : coverage.topics) row.cells.push_back(cell_of(topic.node, {}));
        }
        for (CoverageCell& cell : row.cells) add_judgement(cell, row, judgements);
        coverage.offices.push_back(std::move(row));
    }
    return coverage;
}

} // namespace dongthac::office
