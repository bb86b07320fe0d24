#include "client/view_model/coverage.hpp"

#include <algorithm>

#include "client/view_model/reading.hpp"
#include "shared/model/record.hpp"
#include "shared/office/coverage.hpp"

namespace dongthac::view_model {

namespace {

Cover cover_of(office::CoverageStatus status) {
    switch (status) {
    case office::CoverageStatus::covered: return Cover::covered;
    case office::CoverageStatus::partly: return Cover::partly;
    case office::CoverageStatus::not_applicable: return Cover::not_applicable;
    case office::CoverageStatus::missing: break;
    }
    return Cover::missing;
}

CoverageText words_on(const change::Document& document, const base::NodeId& topic) {
    CoverageText found;
    const std::string wanted = base::to_text(topic);
    for (const change::NodeState* node : document.in_order()) {
        const auto* covers = std::get_if<std::vector<std::string>>(&node->value(model::field::kCovers));
        if (covers == nullptr || std::ranges::find(*covers, wanted) == covers->end()) continue;
        if (found.node.empty()) found.node = node->id;
        found.text += (found.text.empty() ? "" : "\n") + node->text();
    }
    return found;
}

} // namespace

std::string_view name_of(Cover cover) {
    constexpr std::array<std::string_view, kCovers> kNames = {"covered", "partly", "missing", "not_applicable"};
    return kNames.at(static_cast<std::size_t>(cover));
}

std::size_t CoverageView::covered_by(const base::DocumentId& document) const {
    const auto office = std::ranges::find(offices, document, &CoverageOfficeRow::document);
    if (office == offices.end()) return 0;
    const auto column = static_cast<std::size_t>(office - offices.begin());
    return static_cast<std::size_t>(std::ranges::count_if(topics, [&](const CoverageTopicRow& row) {
        return row.cells.at(column) == Cover::covered || row.cells.at(column) == Cover::not_applicable;
    }));
}

base::Result<CoverageView> coverage_view(office::Workspace& office, const base::DocumentId& plan) {
    CoverageView view;
    view.plan = plan;
    if (plan.empty()) return view;
    DT_TRY(const office::DocumentSummary summary, office::summary_of(office, plan));
    const std::string number = number_of(summary);
    view.plan_title = number.empty() ? summary.subject : number + " · " + summary.subject;
    DT_TRY(const office::Coverage coverage, office::coverage_of(office, plan));
    for (const office::CoverageTopic& topic : coverage.topics) view.topics.push_back({topic.node, topic.title, {}, {}});
    const bool knows_all = summary.org == office.identity().org;
    for (const office::CoverageOffice& row : coverage.offices) {
        // Of a superior's plan this PC sees only its own office's answer: others' are not missing, they are not shown
        // here.
        if (!knows_all && row.document.empty() && row.org != office.identity().org) continue;
        view.offices.push_back({row.org, row.name, row.document, model::state_named(row.state)});
        if (!row.document.empty()) ++view.with_plan;
        for (std::size_t i = 0; i < view.topics.size(); ++i) {
            const Cover cover = i < row.cells.size() ? cover_of(row.cells[i].status) : Cover::missing;
            view.topics[i].cells.push_back(cover);
            ++view.topics[i].counts.at(static_cast<std::size_t>(cover));
        }
    }
    DT_CHECK(choose_topic(office, view, 0));
    return view;
}

base::Result<void> choose_topic(office::Workspace& office, CoverageView& view, std::size_t topic) {
    view.texts.clear();
    view.topic = topic < view.topics.size() ? topic : 0;
    if (view.topics.empty()) return {};
    for (std::size_t i = 0; i < std::min(view.offices.size(), CoverageView::kMostTexts); ++i) {
        CoverageText& words = view.texts.emplace_back();
        if (view.offices[i].document.empty()) continue;
        DT_TRY(const change::Document document, office::read_document(office, view.offices[i].document));
        words = words_on(document, view.topics[view.topic].topic);
    }
    return {};
}

} // namespace dongthac::view_model
