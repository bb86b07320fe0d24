#include "shared/office/prefill.hpp"

#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/task_index.hpp"

namespace dongthac::office {

namespace {

/// The office's own records of one kind that count for the period: written, whether sent yet or not.
base::Result<std::vector<base::DocumentId>> own_records(Workspace& office, std::uint16_t record,
                                                        const model::Period& period) {
    const std::int64_t from = text::to_days(period.from);
    const std::int64_t to = text::to_days(period.to);
    DT_TRY(const auto known, office.store().work().between(record, from, to, office.identity().org));
    std::vector<base::DocumentId> ids;
    for (const store::IndexedRecord& one : known)
        if (one.work.standing != store::Standing::withdrawn) ids.push_back(one.document);
    return ids;
}

bool fits(const change::Document& document, const model::RecordType& type, const model::FillRule& rule) {
    return std::ranges::all_of(rule.where, [&](const auto& condition) {
        const model::FieldType* field = type.find(condition.first, model::Place::document);
        return field != nullptr && model::to_text(document.root().value(field->id)) == condition.second;
    });
}

/// Yes when every task of the obligation in the period was done, and none late for certain.
base::Result<std::optional<Prefill>> from_tasks(Workspace& office, const std::string& key,
                                                const model::Period& period) {
    DT_CHECK(catch_up_tasks(office));
    DT_TRY(const std::vector<Duty> known, duties(office));
    std::size_t tasks = 0;
    std::size_t done = 0;
    for (const Duty& duty : known) {
        if (duty.obligation.output_name != key) continue;
        store::TaskFilter filter;
        filter.duty = duty.node;
        filter.org = office.identity().org;
        DT_TRY(const std::vector<store::TaskRow> rows, office.store().work().tasks(filter));
        for (const store::TaskRow& row : rows) {
            const bool ends_within = text::to_days(period.from) <= row.to && row.to <= text::to_days(period.to);
            if (!ends_within || !row.waived_by.empty()) continue;
            ++tasks;
            done += row.done >= row.quota ? 1 : 0;
        }
    }
    if (tasks == 0) return std::nullopt;
    return Prefill{tasks == done ? "true" : "false", {}};
}

} // namespace

base::Result<std::optional<Prefill>> prefill(Workspace& office, const model::FormItem& item,
                                             const model::Period& period) {
    if (item.fill_from.empty()) return std::nullopt;
    const auto rule = model::parse_fill_rule(item.fill_from);
    if (!rule) return std::nullopt;
    if (rule->record == "tasks") return from_tasks(office, rule->field, period);
    const model::RecordType* type = model::record_type(rule->record);
    if (type == nullptr) return std::nullopt;
    DT_TRY(const std::vector<base::DocumentId> ids, own_records(office, type->id, period));
    Prefill out;
    std::int64_t total = 0;
    for (const base::DocumentId& id : ids) {
        if (rule->where.empty() && rule->field.empty()) {
            ++total;
            out.records.push_back(id);
            continue;
        }
        DT_TRY(const change::Document document, read_document(office, id));
        if (!fits(document, *type, *rule)) continue;
        const model::FieldType* field = type->find(rule->field, model::Place::document);
        const auto* number = field == nullptr ? nullptr : std::get_if<std::int64_t>(&document.root().value(field->id));
        total += rule->field.empty() ? 1 : number == nullptr ? 0 : *number;
        out.records.push_back(id);
    }
    std::ranges::sort(out.records);
    out.value = std::to_string(total);
    return out;
}

} // namespace dongthac::office
