#include "shared/office/work_rows.hpp"

#include <algorithm>

#include "shared/change/revision.hpp"
#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
using Fields = std::map<model::FieldId, model::Value>;
using store::Standing;

/// The document's own fields as the last revision froze them, or as they are now where there is none.
base::Result<Fields> counted_fields(const change::DocumentHead& head, const change::NodeState& root) {
    if (!head.last_snapshot.empty()) {
        DT_TRY(change::Snapshot snapshot, wire::decode_snapshot(head.last_snapshot));
        if (!snapshot.nodes.empty()) return std::move(snapshot.nodes.front().fields);
    }
    Fields fields;
    for (const auto& [id, value] : root.fields) fields.emplace(id, value.shown());
    return fields;
}

std::string string_in(const Fields& fields, model::FieldId id) {
    const auto found = fields.find(id);
    const auto* text = found == fields.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text == nullptr ? std::string() : *text;
}

std::int64_t day_in(const Fields& fields, model::FieldId id) {
    const auto found = fields.find(id);
    const auto* date = found == fields.end() ? nullptr : std::get_if<text::Date>(&found->second);
    return date == nullptr ? 0 : text::to_days(*date);
}

Standing standing_of(model::DocumentState state, model::Flow flow) {
    using enum model::DocumentState;
    if (flow == model::Flow::kept) return Standing::handed_in;
    switch (state) {
    case submitted:
    case resubmitted:
    case received:
    case accepted:
    case issued: return Standing::handed_in;
    case returned: return Standing::returned;
    case recalled: return Standing::withdrawn;
    default: return Standing::open;
    }
}

/// The step that handed it in: the first since it was last returned, for what is amended later was in on time all the
/// same. Of an announcement the last: each version is another.
base::ChangeId handed_by(const change::DocumentHead& head, model::Flow flow) {
    base::ChangeId first;
    for (const change::RevisionState& step : head.revisions) {
        const bool sends = step.action == model::Action::submit || step.action == model::Action::issue;
        if (step.action == model::Action::return_ || step.action == model::Action::recall) first = {};
        if (sends && (first.counter == 0 || flow == model::Flow::announced)) first = step.id;
    }
    return first;
}

bool makes_tasks(std::uint16_t record) {
    return record == model::record::kSchedule || record == model::record::kReportRequest ||
           record == model::record::kReportTemplate || record == model::record::kWaiver;
}

} // namespace

std::vector<model::OrgId> holders_of(const model::Directory& directory, const model::OrgId& org,
                                     const text::Date& day) {
    std::vector<model::OrgId> holders{org};
    for (;;) {
        const model::OrgId& last = holders.back();
        const model::Organisation* office = directory.find(last);
        if (office == nullptr || office->valid.contains(day)) return holders;
        const auto next = std::ranges::find_if(directory.successions(), [&](const model::OrgSuccession& one) {
            const bool takes_over = one.kind != model::SuccessionKind::transfer && one.to != last;
            return one.from == last && one.date <= day && takes_over && !one.to.empty();
        });
        if (next == directory.successions().end()) return holders;
        if (std::ranges::find(holders, next->to) != holders.end()) return {org}; // a ring: nobody took it over
        holders.push_back(next->to);
    }
}

bool may_count(const model::Directory& directory, const model::OrgId& author, const store::WorkRow& row,
               const std::optional<text::Date>& last_day, const text::Date& today) {
    if (author == row.org) return true;
    const std::vector<model::OrgId> holders = holders_of(directory, row.org, today);
    if (std::ranges::find(holders, author) != holders.end()) return true;
    if (row.record != model::record::kSubmission) return false;
    const text::Date in_hand = row.day == 0 ? today : text::from_days(row.day);
    return directory.superior_of(row.org, in_hand) == author ||
           (last_day && directory.superior_of(row.org, *last_day) == author);
}

base::Result<std::optional<store::WorkRow>> work_of(const change::DocumentHead& shown, const change::NodeState& root) {
    const model::RecordType* type = model::record_type(shown.record);
    if (type == nullptr || type->family == model::Family::document) return std::nullopt;
    DT_TRY(const Fields fields, counted_fields(shown, root));
    store::WorkRow row;
    row.record = type->id;
    row.org = shown.org;
    row.day = type->day == 0 ? 0 : day_in(fields, type->day);
    row.period = string_in(fields, field::kPeriod);
    // A completion names its duty where a submission names its form.
    const model::FieldId answered = type->id == model::record::kCompletion ? field::kDuty : field::kTemplate;
    if (const auto form = base::parse_id<base::DocumentId>(string_in(fields, answered))) row.form = *form;
    row.standing = standing_of(shown.state, type->flow);
    row.handed = handed_by(shown, type->flow);
    row.makes_tasks = makes_tasks(type->id);
    const std::string on_behalf = string_in(fields, field::kOnBehalfOf);
    const bool for_another = !on_behalf.empty() && type->find("on_behalf_of", model::Place::document) != nullptr;
    if (for_another) row.org = on_behalf;
    // What came on paper counts from the day it was in hand.
    if (for_another && type->id == model::record::kSubmission) {
        row.day = day_in(fields, field::kReceivedOn);
        if (row.standing == Standing::open && row.day != 0) row.standing = Standing::handed_in;
    }
    return row;
}

} // namespace dongthac::office
