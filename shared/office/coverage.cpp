#include "shared/office/coverage.hpp"

#include <algorithm>
#include <array>

#include "shared/model/outline.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

constexpr std::array<std::string_view, 4> kStatusNames = {"covered", "partly", "missing", "not_applicable"};

bool is_topic(const change::NodeState& node) {
    const auto role = model::role_from(node.string(field::kRole));
    return role == model::ItemRole::topic || role == model::ItemRole::other_task;
}

/// What one linking paragraph says of its topic.
CoverageStatus status_of(const change::NodeState& node) {
    const std::string coverage = node.string(field::kCoverage);
    if (coverage == "not_applicable") return CoverageStatus::not_applicable;
    if (coverage == "partial") return CoverageStatus::partly;
    return node.tokens.empty() ? CoverageStatus::partly
                               : CoverageStatus::covered; // a heading emptied of its words says little
}

CoverageCell cell_of(const CoverageTopic& topic, const std::vector<const change::NodeState*>& paragraphs) {
    CoverageCell cell{topic.node, CoverageStatus::missing, {}, {}};
    const std::string wanted = base::to_text(topic.node);
    for (const change::NodeState* node : paragraphs) {
        const auto* covers = std::get_if<std::vector<std::string>>(&node->value(field::kCovers));
        if (covers == nullptr || std::ranges::find(*covers, wanted) == covers->end()) continue;
        const CoverageStatus status = status_of(*node);
        const bool stronger = cell.by.empty() || status == CoverageStatus::covered ||
                              (status == CoverageStatus::partly && cell.status == CoverageStatus::not_applicable);
        if (stronger) cell.status = status;
        if (status == CoverageStatus::not_applicable) cell.note = node->text();
        cell.by.push_back(node->id);
    }
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

} // namespace

std::string_view name_of(CoverageStatus status) { return kStatusNames.at(static_cast<std::size_t>(status)); }

base::Result<Coverage> coverage_of(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const change::Document plan, read_document(office, id));
    DT_TRY(const std::vector<DocumentSummary> documents, list_papers(office));
    Coverage coverage;
    for (const change::NodeState* node : plan.in_order())
        if (is_topic(*node)) coverage.topics.push_back({node->id, node->text()});
    // An imported plan may be older than the reorganisation: offices that answer to it today count too.
    std::vector<model::OrgId> below = office.directory().children_of(plan.head.org, date_of(plan, office.today()));
    for (const model::OrgId& org : office.directory().children_of(plan.head.org, office.today()))
        if (std::ranges::find(below, org) == below.end()) below.push_back(org);
    for (const model::OrgId& org : below) {
        CoverageOffice row{org, office.directory().name_of_org(org), {}, {}, {}};
        std::vector<const change::NodeState*> paragraphs;
        change::Document answer;
        if (const DocumentSummary* found = answer_of(documents, org, id)) {
            row.document = found->id;
            row.state = model::name_of(found->state);
            DT_TRY(answer, read_document(office, found->id));
            paragraphs = answer.in_order();
        } else {
            coverage.missing.push_back(org);
        }
        for (const CoverageTopic& topic : coverage.topics) row.cells.push_back(cell_of(topic, paragraphs));
        coverage.offices.push_back(std::move(row));
    }
    return coverage;
}

} // namespace dongthac::office
