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

base::Result<void> read_text(office::Workspace& office, CoverageView& view, std::size_t index) {
    CoverageText words;
    if (!view.offices[index].document.empty()) {
        DT_TRY(const change::Document document, office::read_document(office, view.offices[index].document));
        words = words_on(document, *view.matcher, view.topic, view.topics[view.topic].suggested[index]);
    }
    view.texts[index] = std::move(words);
    return {};
}

/// Of the first offices, where it is not known yet.
base::Result<void> read_texts(office::Workspace& office, CoverageView& view) {
    if (view.topics.empty()) return {};
    for (std::size_t i = 0; i < std::min(view.offices.size(), CoverageView::kMostTexts); ++i)
        if (view.text_of(i) == nullptr) DT_CHECK(read_text(office, view, i));
    return {};
}

/// What `before` says of the chosen topic and is so still: a judgement changes no plan.
void keep_texts(CoverageView& view, const CoverageView& before) {
    const bool same_topic = view.plan == before.plan && view.version == before.version && view.topic == before.topic &&
                            view.topic < view.topics.size();
    if (!same_topic) return;
    for (std::size_t i = 0; i < view.offices.size(); ++i) {
        const CoverageOfficeRow& row = view.offices[i];
        // An office keeps its place unless one came or went; then a few are read again.
        const bool same = i < before.offices.size() && before.offices[i].org == row.org &&
                          before.offices[i].document == row.document && before.offices[i].version == row.version;
        if (const CoverageText* known = before.text_of(i); same && known != nullptr) view.texts.emplace(i, *known);
    }
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
    return coverage_view(office, plan, memory, 0, {});
}

base::Result<CoverageView> coverage_view(office::Workspace& office, const base::DocumentId& plan,
                                         office::CoverageMemory& memory, std::size_t topic,
                                         const CoverageView& before) {
    CoverageView view;
    view.plan = plan;
    if (plan.empty()) return view;
    DT_TRY(const office::DocumentSummary summary, office::summary_of(office, plan));
    const std::string number = number_of(summary);
    view.plan_title = number.empty() ? summary.subject : number + " · " + summary.subject;
    view.version = office::version_of(summary);
    DT_TRY(const office::Coverage coverage, office::coverage_of(office, plan, memory));
    view.matcher = coverage.matcher;
    for (const office::CoverageTopic& asked : coverage.topics)
        view.topics.push_back({asked.node, asked.title, {}, {}, {}});
    const bool knows_all = summary.org == office.identity().org;
    view.may_judge = knows_all && summary.state == model::DocumentState::issued;
    for (const office::CoverageOffice& row : coverage.offices) {
        // Of a superior's plan this PC sees only its own office's answer: others' are not missing, they are not shown
        // here.
        if (!knows_all && row.document.empty() && row.org != office.identity().org) continue;
        view.offices.push_back(
            {row.org, row.name, row.document, model::state_named(row.state), row.revision, row.version});
        if (!row.document.empty()) ++view.with_plan;
        for (std::size_t i = 0; i < view.topics.size(); ++i) {
            const CoverageMark mark = i < row.cells.size() ? mark_of(row.cells[i]) : CoverageMark{};
            view.topics[i].cells.push_back(mark);
            view.topics[i].suggested.push_back(i < row.cells.size() ? row.cells[i].suggested
                                                                    : std::vector<office::CoverageSuggestion>{});
            ++view.topics[i].counts.at(static_cast<std::size_t>(mark.cover));
        }
    }
    view.topic = topic < view.topics.size() ? topic : 0;
    keep_texts(view, before);
    DT_CHECK(read_texts(office, view));
    return view;
}

base::Result<void> choose_topic(office::Workspace& office, CoverageView& view, std::size_t topic) {
    view.texts.clear();
    view.topic = topic < view.topics.size() ? topic : 0;
    return read_texts(office, view);
}

base::Result<void> read_answer(office::Workspace& office, CoverageView& view, const model::OrgId& org) {
    const auto row = std::ranges::find(view.offices, org, &CoverageOfficeRow::org);
    const auto index = static_cast<std::size_t>(row - view.offices.begin());
    if (row == view.offices.end() || view.topics.empty() || view.text_of(index) != nullptr) return {};
    return read_text(office, view, index);
}

} // namespace dongthac::view_model
