#include "client/app/wording.hpp"

#include <string_view>

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

} // namespace dongthac::app
