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

CoverageCell cell_of(const base::NodeId& topic, const std::vector<const change::NodeState*>& paragraphs) {
    CoverageCell cell{topic, CoverageStatus::missing, CoverageStatus::missing, {}, {}};
    const std::string wanted = base::to_text(topic);
    for (const change::NodeState* node : paragraphs) {
        const std::vector<std::string> links = links_of(*node);
        if (std::ranges::find(links, wanted) == links.end()) continue;
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

/// The office's plan made from `parent`: the one that has come furthest, the newest of equals.
const DocumentSummary* answer_of(const std::vector<DocumentSummary>& documents, const model::OrgId& org,
                                 const base::DocumentId& parent) {
    const DocumentSummary* best = nullptr;
    for (const DocumentSummary& document : documents) { // newest first
        if (document.org != org || document.parent != parent) continue;
        if (best == nullptr || document.state_version > best->state_version) best = &document;
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
    const std::vector<const change::NodeState*> paragraphs = document.in_order();
    for (const model::TopicText& topic : topics.topics()) answer.cells.push_back(cell_of(topic.node, paragraphs));
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
    answers_.clear();
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
    const DocumentSummary* found = answer_of(documents, org, plan);
    if (found == nullptr) return SentPlan{};
    DT_TRY(const change::Document document, read_document(office, found->id));
    return SentPlan{found->id, last_revision(document)};
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
    const model::TopicMatcher topics(topic_texts(plan));
    Coverage coverage;
    for (const model::TopicText& topic : topics.topics())
        coverage.topics.push_back({topic.node, plan.nodes.at(topic.node).text()});
    for (const model::OrgId& org : offices_to_answer(office, plan)) {
        CoverageOffice row{org, office.directory().name_of_org(org), {}, {}, {}};
        if (const DocumentSummary* found = answer_of(documents, org, id)) {
            row.document = found->id;
            row.state = model::name_of(found->state);
            const CoverageMemory::Answer* answer = memory.find(*found);
            if (answer == nullptr) {
                DT_TRY(const change::Document document, read_document(office, found->id));
                answer = &memory.keep(*found, read_answer(document, topics));
            }
            row.revision = answer->revision;
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
