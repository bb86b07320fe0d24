#include "client/app/wording.hpp"

#include <span>
#include <string_view>
#include <utility>

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
constexpr Part kPlan[] = {
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

constexpr Part kReport[] = {
    {addressee, 0, "", "wording.skeleton.addressee"},    {lead_in, 0, "", "wording.skeleton.report_lead_in"},
    {section, 0, "I.", "wording.skeleton.results"},      {section, 0, "II.", "wording.skeleton.shortcomings"},
    {section, 0, "III.", "wording.skeleton.next_tasks"}, {closing, 0, "", "wording.skeleton.report_closing"},
};

constexpr Part kLetter[] = {
    {addressee, 0, "", "wording.skeleton.addressee"},
    {paragraph, 0, "", "wording.skeleton.letter_text"},
    {closing, 0, "", "wording.skeleton.letter_closing"},
};

constexpr Part kMemo[] = {
    {addressee, 0, "", "wording.skeleton.addressee"},
    {section, 0, "I.", "wording.skeleton.need"},
    {section, 0, "II.", "wording.skeleton.proposal"},
    {closing, 0, "", "wording.skeleton.memo_closing"},
};

/// What a paper that goes up ends with, whatever it says.
constexpr Part kToWhom[] = {
    {recipients_heading, 0, "", "wording.consolidated.recipients"},
    {recipient, 0, "-", "wording.consolidated.as_above"},
    {recipient, 0, "-", "wording.consolidated.filed"},
};

/// What a plan ends with: the office above learns of it.
constexpr Part kPlanTo[] = {
    {recipients_heading, 0, "", "wording.consolidated.recipients"},
    {recipient, 0, "-", "wording.skeleton.to_superior"},
    {recipient, 0, "-", "wording.consolidated.filed"},
};

office::Wording::Beginning beginning(const Strings& strings, std::string title, std::span<const Part> parts,
                                     std::span<const Part> end = {}) {
    office::Wording::Beginning out{std::move(title), {}};
    for (const std::span<const Part> some : {parts, end})
        for (const Part& part : some)
            out.skeleton.push_back({part.role, part.level, std::string(part.label), strings.tr(part.key)});
    return out;
}

} // namespace

office::Wording wording_of(const Strings& strings) {
    office::Wording wording;
    wording.kinds["plan"] = beginning(strings, strings.tr("wording.plan_title"), kPlan, kPlanTo);
    wording.kinds["report"] = beginning(strings, strings.tr("wording.report_title"), kReport, kToWhom);
    wording.kinds["official_letter"] = beginning(strings, {}, kLetter, kToWhom);
    wording.kinds["submission_memo"] = beginning(strings, strings.tr("wording.memo_title"), kMemo, kToWhom);
    wording.legal_basis = strings.tr("wording.legal_basis");
    wording.reference = strings.tr("wording.reference");
    wording.lead_in = strings.tr("wording.lead_in");
    wording.reply_subject = strings.tr("wording.reply_subject");
    wording.reply_to = strings.tr("wording.reply_to");
    wording.reply_lead_in = strings.tr("wording.reply_lead_in");
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
