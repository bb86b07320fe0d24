#include "client/app/wording.hpp"

#include <string_view>

#include "client/app/work_words.hpp"

namespace dongthac::app {

namespace {

struct Part {
    model::ItemRole role;
    int level;
    std::string_view label; ///< numbering of NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6
    std::string_view key;
};

using enum model::ItemRole;

/// The parts the plans of all levels share (DOMAIN §1).
constexpr Part kSkeleton[] = {
    {section, 0, "I.", "wording.skeleton.purposes"},
    {purpose, 1, "1.", "wording.skeleton.purpose"},
    {requirement, 1, "2.", "wording.skeleton.requirement"},
    {section, 0, "II.", "wording.skeleton.contents"},
    {topic, 1, "1.", "wording.skeleton.topic"},
    {other_task, 1, "2.", "wording.skeleton.other_task"},
    {channel, 1, "3.", "wording.skeleton.channel"},
    {section, 0, "III.", "wording.skeleton.implementation"},
    {assignment, 1, "1.", "wording.skeleton.assignment"},
    {budget, 1, "2.", "wording.skeleton.budget"},
    {reporting, 1, "3.", "wording.skeleton.reporting"},
    {closing, 0, "", "wording.skeleton.closing"},
};

} // namespace

office::Wording wording_of(const Strings& strings) {
    office::Wording wording;
    wording.plan_title = strings.tr("wording.plan_title");
    wording.report_title = strings.tr("wording.report_title");
    wording.legal_basis = strings.tr("wording.legal_basis");
    wording.reference = strings.tr("wording.reference");
    wording.lead_in = strings.tr("wording.lead_in");
    for (const Part& part : kSkeleton)
        wording.skeleton.push_back({part.role, part.level, std::string(part.label), strings.tr(part.key)});
    return wording;
}

office::ConsolidatedWording consolidated_wording_of(const Strings& strings) {
    const auto words = [&](const char* name) { return strings.tr("wording.consolidated." + std::string(name)); };
    office::ConsolidatedWording wording;
    wording.report_title = strings.tr("wording.report_title");
    wording.subject = words("subject");
    wording.addressee = words("addressee");
    wording.lead_in = words("lead_in");
    wording.handing_title = words("handing_title");
    wording.handed_in = words("handed_in");
    wording.late = words("late");
    wording.missing = words("missing");
    wording.returned = words("returned");
    wording.waived = words("waived");
    wording.figures_title = words("figures_title");
    wording.table_header = words("table_header");
    wording.not_stated = words("not_stated");
    wording.own_words = words("own_words");
    wording.closing = words("closing");
    wording.recipients = words("recipients");
    wording.as_above = words("as_above");
    wording.filed = words("filed");
    wording.period = [&strings](const model::Period& period) { return period_words(strings, period); };
    wording.number = number_words;
    return wording;
}

} // namespace dongthac::app
