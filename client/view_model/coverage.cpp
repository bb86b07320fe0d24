#include "client/view_model/coverage.hpp"

#include <algorithm>

#include "client/view_model/reading.hpp"
#include "shared/office/coverage_answers.hpp"
#include "shared/office/coverage_texts.hpp"

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

CoverageMark mark_of(const office::CoverageCell& cell) {
    CoverageMark mark{cover_of(cell.status), cover_of(cell.said), cell.judged.has_value(), false, false, {}};
    if (cell.judged) {
        mark.stale = cell.judged->stale;
        mark.disputed = cell.judged->disputed;
        mark.reason = cell.judged->reason;
    } else if (cell.status == office::CoverageStatus::missing && !cell.suggested.empty()) {
        mark.cover = Cover::suggested;
    }
    return mark;
}

/// What `document` says on topic `index` of `topics`, or what of it may.
CoverageText words_on(const change::Document& document, const model::TopicMatcher& topics, std::size_t index,
                      const std::vector<office::CoverageSuggestion>& suggested) {
    CoverageText found;
    const std::string wanted = base::to_text(topics.topics()[index].node);
    for (const change::NodeState* node : document.in_order()) {
        const std::vector<std::string> links = office::links_of(*node);
        if (std::ranges::find(links, wanted) == links.end()) continue;
        if (found.node.empty()) found.node = node->id;
        found.text += (found.text.empty() ? "" : "\n") + node->text();
    }
    for (const office::CoverageSuggestion& one : suggested) {
        const auto node = document.nodes.find(one.node);
        if (node == document.nodes.end()) continue;
        const std::string text = node->second.text();
        found.suggested.push_back(
            {one.node, text, one.why, topics.shared_words(index, text, office::kMostSharedWords)});
    }
    return found;
}

base::Result<void> read_text(office::Workspace& office, CoverageView& view, const model::TopicMatcher& topics,
                             std::size_t index) {
    CoverageText words;
    if (!view.offices[index].document.empty()) {
        DT_TRY(const change::Document document, office::read_document(office, view.offices[index].document));
        words = words_on(document, topics, view.topic, view.topics[view.topic].suggested[index]);
    }
    view.texts[index] = std::move(words);
    return {};
}

} // namespace

std::string_view name_of(Cover cover) {
    constexpr std::array<std::string_view, kCovers> kNames = {"covered", "partly", "missing", "not_applicable",
                                                              "suggested"};
    return kNames.at(static_cast<std::size_t>(cover));
}

std::size_t CoverageView::covered_by(const base::DocumentId& document) const {
    const auto office = std::ranges::find(offices, document, &CoverageOfficeRow::document);
    if (office == offices.end()) return 0;
    const auto column = static_cast<std::size_t>(office - offices.begin());
    return static_cast<std::size_t>(std::ranges::count_if(topics, [&](const CoverageTopicRow& row) {
        const Cover cover = row.cells.at(column).cover;
        return cover == Cover::covered || cover == Cover::not_applicable;
    }));
}

const CoverageText* CoverageView::text_of(std::size_t office) const {
    const auto found = texts.find(office);
    return found == texts.end() ? nullptr : &found->second;
}

base::Result<CoverageView> coverage_view(office::Workspace& office, const base::DocumentId& plan) {
    office::CoverageMemory memory;
    return coverage_view(office, plan, memory);
}

base::Result<CoverageView> coverage_view(office::Workspace& office, const base::DocumentId& plan,
                                         office::CoverageMemory& memory) {
    CoverageView view;
    view.plan = plan;
    if (plan.empty()) return view;
    DT_TRY(const office::DocumentSummary summary, office::summary_of(office, plan));
    const std::string number = number_of(summary);
    view.plan_title = number.empty() ? summary.subject : number + " · " + summary.subject;
    DT_TRY(const office::Coverage coverage, office::coverage_of(office, plan, memory));
    for (const office::CoverageTopic& topic : coverage.topics)
        view.topics.push_back({topic.node, topic.title, {}, {}, {}});
    const bool knows_all = summary.org == office.identity().org;
    view.may_judge = knows_all && summary.state == model::DocumentState::issued;
    for (const office::CoverageOffice& row : coverage.offices) {
        // Of a superior's plan this PC sees only its own office's answer: others' are not missing, they are not shown
        // here.
        if (!knows_all && row.document.empty() && row.org != office.identity().org) continue;
        view.offices.push_back({row.org, row.name, row.document, model::state_named(row.state), row.revision});
        if (!row.document.empty()) ++view.with_plan;
        for (std::size_t i = 0; i < view.topics.size(); ++i) {
            const CoverageMark mark = i < row.cells.size() ? mark_of(row.cells[i]) : CoverageMark{};
            view.topics[i].cells.push_back(mark);
            view.topics[i].suggested.push_back(i < row.cells.size() ? row.cells[i].suggested
                                                                    : std::vector<office::CoverageSuggestion>{});
            ++view.topics[i].counts.at(static_cast<std::size_t>(mark.cover));
        }
    }
    DT_CHECK(choose_topic(office, view, 0));
    return view;
}

base::Result<void> choose_topic(office::Workspace& office, CoverageView& view, std::size_t topic) {
    view.texts.clear();
    view.topic = topic < view.topics.size() ? topic : 0;
    if (view.topics.empty()) return {};
    DT_TRY(const change::Document plan, office::read_document(office, view.plan));
    const model::TopicMatcher topics(office::topic_texts(plan));
    if (view.topic >= topics.topics().size()) return {}; // it was changed since; the matrix is made again
    for (std::size_t i = 0; i < std::min(view.offices.size(), CoverageView::kMostTexts); ++i)
        DT_CHECK(read_text(office, view, topics, i));
    return {};
}

base::Result<void> read_answer(office::Workspace& office, CoverageView& view, const model::OrgId& org) {
    const auto row = std::ranges::find(view.offices, org, &CoverageOfficeRow::org);
    const auto index = static_cast<std::size_t>(row - view.offices.begin());
    if (row == view.offices.end() || view.topics.empty() || view.text_of(index) != nullptr) return {};
    DT_TRY(const change::Document plan, office::read_document(office, view.plan));
    const model::TopicMatcher topics(office::topic_texts(plan));
    if (view.topic >= topics.topics().size()) return {};
    return read_text(office, view, topics, index);
}

} // namespace dongthac::view_model
