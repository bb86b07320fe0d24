#include "client/app/coverage_commands.hpp"

#include <map>

#include <nlohmann/json.hpp>

#include "client/app/command_target.hpp"
#include "client/app/coverage_words.hpp"
#include "shared/office/coverage.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;

constexpr std::string_view kAsSaid = "as_said";

/// The words of suggested paragraphs, for whoever asked for suggestions.
using Texts = std::map<base::NodeId, std::string>;

base::Result<Texts> suggested_texts(office::Workspace& office, const office::Coverage& coverage) {
    Texts texts;
    for (const office::CoverageOffice& row : coverage.offices) {
        if (row.document.empty()) continue;
        DT_TRY(const change::Document document, office::read_document(office, row.document));
        for (const office::CoverageCell& cell : row.cells)
            for (const office::CoverageSuggestion& one : cell.suggested)
                texts[one.node] = document.nodes.at(one.node).text();
    }
    return texts;
}

json suggestions_json(const office::CoverageCell& cell, const Texts& texts) {
    json list = json::array();
    for (const office::CoverageSuggestion& one : cell.suggested)
        list.push_back({{"node", base::to_text(one.node)},
                        {"score", one.score},
                        {"why", model::name_of(one.why)},
                        {"text", texts.at(one.node)}});
    return list;
}

json cell_json(const office::CoverageCell& cell, const Texts* texts) {
    json by = json::array();
    for (const base::NodeId& node : cell.by) by.push_back(base::to_text(node));
    json out = {{"node", base::to_text(cell.topic)},
                {"status", model::name_of(cell.status)},
                {"said", model::name_of(cell.said)},
                {"by", by},
                {"note", cell.note},
                {"judged", nullptr}};
    if (cell.judged)
        out["judged"] = {{"status", model::name_of(cell.judged->status)},
                         {"reason", cell.judged->reason},
                         {"stale", cell.judged->stale},
                         {"disputed", cell.judged->disputed}};
    if (texts != nullptr) out["suggested"] = suggestions_json(cell, *texts);
    return out;
}

json coverage_json(const office::Coverage& coverage, const Texts* texts) {
    json topics = json::array();
    for (const office::CoverageTopic& topic : coverage.topics)
        topics.push_back({{"node", base::to_text(topic.node)}, {"title", topic.title}});
    json offices = json::array();
    for (const office::CoverageOffice& row : coverage.offices) {
        json cells = json::array();
        for (const office::CoverageCell& cell : row.cells) cells.push_back(cell_json(cell, texts));
        offices.push_back({{"org", row.org},
                           {"name", row.name},
                           {"document", row.document.empty() ? json(nullptr) : json(base::to_text(row.document))},
                           {"state", row.state},
                           {"cells", cells}});
    }
    return {{"topics", topics}, {"offices", offices}, {"missing", coverage.missing}};
}

std::string status_word(const Strings& strings, model::CoverageStatus status) {
    return strings.tr("cover." + std::string(model::name_of(status)));
}

/// What was judged of one office's plan, and what may answer, one line each.
std::string details(const office::Coverage& coverage, const office::CoverageOffice& row, const Texts* texts,
                    const Strings& strings) {
    std::string lines;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const office::CoverageCell& cell = row.cells[i];
        const std::string& topic = coverage.topics[i].title;
        if (cell.judged) {
            std::string notes;
            const bool says_something = cell.said != model::CoverageStatus::missing;
            if (cell.status != cell.said)
                notes += "; " + (says_something
                                     ? strings.tr("cover.note_said", {{"status", status_word(strings, cell.said)}})
                                     : strings.tr("cover.note_unsaid"));
            if (cell.judged->stale) notes += "; " + strings.tr("cover.note_stale");
            if (cell.judged->disputed) notes += "; " + strings.tr("cover.note_disputed");
            if (!cell.judged->reason.empty()) notes += ". " + cell.judged->reason;
            lines += strings.tr("out.coverage_judged",
                                {{"topic", topic}, {"status", status_word(strings, cell.status)}, {"notes", notes}}) +
                     "\n";
        }
        if (texts == nullptr || cell.judged) continue;
        for (const office::CoverageSuggestion& one : cell.suggested)
            lines += strings.tr("out.coverage_suggested",
                                {{"topic", topic},
                                 {"node", base::to_text(one.node).substr(0, 8)},
                                 {"text", texts->at(one.node)},
                                 {"why", strings.tr("suggested." + std::string(model::name_of(one.why)))}}) +
                     "\n";
    }
    return lines;
}

std::string coverage_text(const office::Coverage& coverage, const office::Workspace& office, const Texts* texts,
                          const Strings& strings) {
    std::string text;
    for (const office::CoverageOffice& row : coverage.offices) {
        std::size_t covered = 0;
        for (const office::CoverageCell& cell : row.cells) covered += cell.status != office::CoverageStatus::missing;
        text += row.document.empty()
                    ? strings.tr("out.coverage_missing", {{"office", row.name}})
                    : strings.tr("out.coverage_row",
                                 {{"office", row.name}, {"covered", covered}, {"topics", row.cells.size()}});
        text += "\n" + details(coverage, row, texts, strings);
    }
    std::string missing;
    for (const model::OrgId& org : coverage.missing)
        missing += (missing.empty() ? "" : ", ") + office.directory().name_of_org(org);
    if (!missing.empty())
        text += strings.tr("out.missing_offices", {{"n", coverage.missing.size()}, {"offices", missing}});
    return text;
}

} // namespace

base::Result<CommandOutput> doc_coverage(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    DT_TRY(const office::Coverage coverage, office::coverage_of(*target.office, target.document));
    Texts texts;
    const bool suggests = arguments.has("suggest");
    if (suggests) {
        DT_TRY(texts, suggested_texts(*target.office, coverage));
    }
    const Texts* shown = suggests ? &texts : nullptr;
    return CommandOutput{coverage_json(coverage, shown).dump(),
                         coverage_text(coverage, *target.office, shown, context.strings())};
}

base::Result<CommandOutput> doc_cover(CommandContext& context, const Arguments& arguments) {
    DT_TRY(const Target target, target_of(context, arguments));
    office::Verdict verdict;
    DT_TRY(verdict.topic, node_in(target, arguments.get("TOPIC"), arguments));
    verdict.org = arguments.get("OFFICE");
    verdict.reason = arguments.get("reason");
    const std::string typed = arguments.get("STATUS");
    verdict.status = model::coverage_named(typed);
    if (!verdict.status && typed != kAsSaid)
        return base::fail(base::Code::bad_value,
                          {{"field", "STATUS"},
                           {"value", typed},
                           {"expected", "covered | partly | missing | not_applicable | as_said"}});
    const Strings& strings = context.strings();
    if (auto done = office::judge_coverage(*target.office, target.document, verdict); !done)
        return std::unexpected(with_coverage_words(strings, std::move(done.error())));
    const std::string name = target.office->directory().name_of_org(verdict.org);
    const json out = {{"id", base::to_text(target.document)},
                      {"node", base::to_text(verdict.topic)},
                      {"org", verdict.org},
                      {"status", verdict.status ? json(model::name_of(*verdict.status)) : json(nullptr)}};
    return CommandOutput{
        out.dump(),
        verdict.status ? strings.tr("out.judged", {{"office", name}, {"status", status_word(strings, *verdict.status)}})
                       : strings.tr("done.judged_no_more", {{"office", name}})};
}

} // namespace dongthac::app
