#include "shared/office/prefill.hpp"

#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/task_index.hpp"
#include "shared/office/work_rows.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

/// The office's own records of one kind that count for the period: written, whether sent yet or not.
base::Result<std::vector<base::DocumentId>> own_records(Workspace& office, const model::RecordType& type,
                                                        const model::Period& period) {
    const std::int64_t from = type.day == 0 ? 0 : text::to_days(period.from);
    const std::int64_t to = type.day == 0 ? 0 : text::to_days(period.to);
    DT_TRY(const auto known, office.store().work().between(type.id, from, to, office.identity().org));
    std::vector<base::DocumentId> ids;
    for (const store::IndexedRecord& one : known)
        if (one.work.standing != store::Standing::withdrawn &&
            may_count(office.directory(), one.author, one.work, period.to, office.today()))
            ids.push_back(one.document);
    return ids;
}

bool fits(const change::Document& document, const model::RecordType& type, const model::FillRule& rule) {
    return std::ranges::all_of(rule.where, [&](const auto& condition) {
        const model::FieldType* field = type.find(condition.first, model::Place::document);
        return field != nullptr && model::to_text(document.root().value(field->id)) == condition.second;
    });
}

/// What the lines of a record say of a field until the end of the period; nothing where none says anything.
std::optional<std::int64_t> from_lines(const change::Document& document, const model::RecordType& type,
                                       const model::FieldType& wanted, const model::Period& period) {
    const bool readings = type.find("on_day", model::Place::node) != nullptr;
    std::optional<std::int64_t> out;
    std::optional<text::Date> last;
    for (const change::NodeState* node : document.in_order()) {
        const auto* number = std::get_if<std::int64_t>(&node->value(wanted.id));
        if (number == nullptr) continue;
        const auto* day = std::get_if<text::Date>(&node->value(field::kOnDay));
        if (!readings) {
            out = out.value_or(0) + *number;
        } else if (day != nullptr && *day <= period.to && (!last || *last <= *day)) {
            last = *day;
            out = *number;
        }
    }
    return out;
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
    DT_TRY(const std::vector<base::DocumentId> ids, own_records(office, *type, period));
    const model::FieldType* of_lines = type->find(rule->field, model::Place::node);
    const model::FieldType* summed = type->find(rule->field, model::Place::document);
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
        if (summed == nullptr && of_lines != nullptr) {
            const auto said = from_lines(document, *type, *of_lines, period);
            if (!said) continue; // nobody looked
            total += *said;
        } else {
            const auto* number =
                summed == nullptr ? nullptr : std::get_if<std::int64_t>(&document.root().value(summed->id));
            total += rule->field.empty() ? 1 : number == nullptr ? 0 : *number;
        }
        out.records.push_back(id);
    }
    // Zero records are zero articles; nobody having looked is not zero followers.
    if (of_lines != nullptr && summed == nullptr && out.records.empty()) return std::nullopt;
    std::ranges::sort(out.records);
    out.value = std::to_string(total);
    return out;
}

} // namespace dongthac::office
