#include "client/view_model/records.hpp"

#include <algorithm>
#include <map>

#include "client/view_model/reading.hpp"
#include "shared/model/decimal.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/answering.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/collate.hpp"
#include "shared/text/fold.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::view_model {

namespace {

namespace field = model::field;

/// Which kinds can be made from a record now: the answer of the office above, the way further up, and the letter to the
/// press, which waits for what it quotes.
base::Result<std::vector<std::string>> answers_to(office::Workspace& office, const change::Document& document,
                                                  const model::RecordType& type, bool ours) {
    using Kinds = std::vector<std::string>;
    if (type.id == model::record::kPressRequest) { // kept here, answered from here
        const Kinds letter = {"official_letter"};
        if (office::check_press_reply(document)) return letter;
        DT_TRY(const base::DocumentId made, office::made_from(office, letter.front(), document.head.id));
        return made.empty() ? Kinds{} : letter;
    }
    if (ours) return Kinds{};
    if (type.name == "article") return Kinds{"appraisal"};
    if (type.name == "incident" || type.name == "opinion_issue") return Kinds{std::string(type.name)};
    return Kinds{};
}

bool names_offices(model::FieldId id) { return id == field::kAddressees || id == field::kOrgsConcerned; }

/// What of a kind stands in columns of its own.
std::vector<const model::FieldType*> listed_fields(const model::RecordType& type) {
    std::vector<const model::FieldType*> listed;
    for (const model::FieldType& one : type.fields)
        if (one.place == model::Place::document && one.shown == model::Shown::list && one.id != field::kSubject &&
            one.id != type.day)
            listed.push_back(&one);
    return listed;
}

/// The days of all records of a kind, read at once.
base::Result<std::map<base::DocumentId, std::int64_t>> days_of(office::Workspace& office,
                                                               const model::RecordType& type) {
    DT_TRY(const std::vector<store::IndexedRecord> records,
           office.store().work().records(type.id, std::numeric_limits<std::int32_t>::max()));
    std::map<base::DocumentId, std::int64_t> days;
    for (const store::IndexedRecord& record : records) days[record.document] = record.work.day;
    return days;
}

base::Result<std::vector<std::string>> values_of(office::Workspace& office, const base::DocumentId& id,
                                                 const std::vector<const model::FieldType*>& listed) {
    std::vector<std::string> values(listed.size());
    if (listed.empty()) return values;
    // Of all its nodes only the root: 3,000 records are read between two pictures.
    DT_TRY(const auto row, office.store().node(id, base::root_node(id)));
    if (!row) return values;
    DT_TRY(const change::NodeState root, wire::decode_node(row->bytes));
    for (std::size_t i = 0; i < listed.size(); ++i) values[i] = model::to_text(root.value(listed[i]->id));
    return values;
}

void sort_by_day(RecordRows& out, const std::map<base::DocumentId, std::int64_t>& days) {
    const auto day = [&](const RecordRow& row) {
        const auto found = days.find(row.document);
        return found == days.end() ? 0 : -found->second;
    };
    std::ranges::stable_sort(out.rows, {}, day); // those of one day stay as they came: newest change first
}

std::vector<std::pair<base::OrgId, std::string>> offices_to_name(const office::Workspace& office) {
    std::vector<std::pair<base::OrgId, std::string>> offices;
    for (const auto& [id, organisation] : office.directory().organisations())
        offices.emplace_back(id, office.directory().name_of_org(id));
    text::sort_by_name(offices, [](const auto& one) { return one.second; });
    return offices;
}

} // namespace

base::Result<RecordRows> record_rows(office::Workspace& office, std::string_view kind) {
    RecordRows out;
    out.kind = kind;
    for (const model::RecordType& type : model::record_types())
        if (type.family == model::Family::work) out.kinds.emplace_back(type.name);
    const model::RecordType* type = model::record_type(kind);
    if (type == nullptr) return base::fail(base::Code::unknown_kind, {{"kind", out.kind}});
    out.flow = type->flow;
    out.has_day = type->day != 0;
    out.has_offices = !office.directory().children_of(office.identity().org, office.today()).empty();
    const std::vector<const model::FieldType*> listed = listed_fields(*type);
    for (const model::FieldType* one : listed) out.columns.push_back({std::string(one->name), one->type});
    DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_kind(office, kind));
    DT_TRY(const auto days, days_of(office, *type));
    out.rows.reserve(documents.size());
    for (const office::DocumentSummary& document : documents) {
        RecordRow row;
        row.document = document.id;
        row.subject = document.subject;
        row.office = document.org.empty() ? std::string() : office.directory().name_of_org(document.org);
        row.ours = document.org == office.identity().org;
        out.has_offices = out.has_offices || !row.ours;
        row.state = document.state;
        row.queued = document.queued;
        row.conflicts = document.conflicts;
        row.after_revision = document.after_revision;
        if (const auto day = days.find(document.id); day != days.end() && day->second != 0)
            row.day = text::to_short_form(text::from_days(day->second));
        DT_TRY(row.values, values_of(office, document.id, listed));
        row.search = text::search_key(row.subject + " " + row.office + " " + row.day);
        out.rows.push_back(std::move(row));
    }
    sort_by_day(out, days);
    return out;
}

std::vector<std::size_t> matching(const RecordRows& rows, std::string_view words) {
    const std::string query = text::search_key(words);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < rows.rows.size(); ++i)
        if (query.empty() || text::matches(rows.rows[i].search, query)) found.push_back(i);
    return found;
}

std::vector<const RecordField*> RecordPage::missing() const {
    std::vector<const RecordField*> out;
    for (const RecordField& one : fields)
        if (one.needed && one.value.empty()) out.push_back(&one);
    return out;
}

base::Result<RecordField> form_field(office::Workspace& office, const base::DocumentId& id,
                                     const change::NodeState& node, const model::FieldType& type) {
    RecordField shown;
    shown.name = type.name;
    shown.type = type.type;
    shown.needed = type.need == model::Need::before_sending;
    if (names_offices(type.id)) shown.look = FieldLook::offices;
    shown.value = type.type == model::ValueType::text ? node.text() : model::to_text(node.value(type.id));
    for (const std::string_view choice : type.choices) shown.choices.emplace_back(choice);
    const auto found = node.fields.find(type.id);
    if (found == node.fields.end() || !found->second.in_conflict()) return shown;
    DT_TRY(const std::vector<office::FieldVersion> versions, office::versions_of(office, id, node.id, type.id));
    for (const office::FieldVersion& version : versions)
        shown.versions.push_back({model::to_text(version.value), version.who});
    return shown;
}

namespace {

RecordField worked_out(std::string_view name, model::ValueType type, std::string value) {
    RecordField field;
    field.name = name;
    field.type = type;
    field.look = FieldLook::read_only;
    field.value = std::move(value);
    return field;
}

/// Quantity times price, where a line says both: no field of the record, but what everybody works out first.
RecordField amount_of(const std::vector<RecordField>& fields) {
    std::optional<model::Decimal> product = model::Decimal(1);
    for (const std::string_view name : {"quantity", "price"}) {
        const auto field = std::ranges::find(fields, name, &RecordField::name);
        const auto factor = field == fields.end() ? std::nullopt : model::Decimal::parse(field->value);
        product = product && factor ? product->times(*factor) : std::nullopt;
    }
    return worked_out("amount", model::ValueType::decimal, product ? product->text() : std::string());
}

void add_total(std::vector<RecordField>& totals, const RecordField& field) {
    const auto said = model::Decimal::parse(field.value);
    if (!said) return;
    auto total = std::ranges::find(totals, field.name, &RecordField::name);
    if (total == totals.end()) total = totals.insert(totals.end(), worked_out(field.name, field.type, "0"));
    const auto before = model::Decimal::parse(total->value);
    const auto sum = before ? before->plus(*said) : std::nullopt;
    if (sum) total->value = sum->text();
}

/// The lines of a kind whose lines have fields. Readings of several days are not added up, and neither are prices.
base::Result<void> add_lines(office::Workspace& office, const change::Document& document, const model::RecordType& type,
                             RecordPage& page) {
    const bool priced = type.find("price", model::Place::node) != nullptr;
    for (const change::NodeState* node : document.in_order()) {
        RecordPage& line = page.lines.emplace_back();
        line.document = page.document;
        line.node = node->id;
        line.kind = page.kind;
        line.flow = page.flow;
        line.editable = page.editable;
        for (const model::FieldType& one : type.fields) {
            if (one.place != model::Place::node || one.shown == model::Shown::never) continue;
            DT_TRY(RecordField shown, form_field(office, page.document, *node, one));
            const bool first = one.id == field::kText;
            line.fields.insert(first ? line.fields.begin() : line.fields.end(), std::move(shown));
        }
        if (!priced) continue;
        RecordField amount = amount_of(line.fields);
        for (const RecordField& field : line.fields)
            if (field.name == "spent") add_total(page.totals, field);
        add_total(page.totals, amount);
        line.fields.push_back(std::move(amount));
    }
    return {};
}

} // namespace

base::Result<RecordPage> record_page(office::Workspace& office, const base::DocumentId& id) {
    DT_TRY(const office::DocumentSummary summary, office::summary_of(office, id));
    DT_TRY(const change::Document document, office::read_document(office, id));
    const model::RecordType* type = model::record_type(summary.kind);
    if (type == nullptr) return base::fail(base::Code::unknown_kind, {{"kind", summary.kind}});
    RecordPage page;
    page.document = id;
    page.node = base::root_node(id);
    page.kind = summary.kind;
    page.flow = type->flow;
    page.subject = summary.subject;
    page.office = summary.org.empty() ? std::string() : office.directory().name_of_org(summary.org);
    page.ours = summary.org == office.identity().org;
    page.state = summary.state;
    page.queued = summary.queued;
    page.editable = page.ours && model::is_editable(summary.state, type->flow);
    page.after_revision = document.head.revisions.empty() ? 0 : summary.after_revision;
    page.now_ms = office.clock().wall_ms();
    for (const model::FieldType& one : type->fields) {
        if (one.place != model::Place::document || one.shown == model::Shown::never) continue;
        DT_TRY(RecordField shown, form_field(office, id, document.root(), one));
        page.fields.push_back(std::move(shown));
    }
    page.has_lines =
        type->family == model::Family::work && std::ranges::any_of(type->fields, [](const model::FieldType& one) {
            return one.place == model::Place::node && one.shown != model::Shown::never && one.id != field::kText;
        });
    if (page.has_lines) {
        DT_CHECK(add_lines(office, document, *type, page));
    } else {
        for (const change::NodeState* node : document.in_order()) page.paragraphs.emplace_back(node->id, node->text());
    }
    const bool names =
        std::ranges::any_of(page.fields, [](const RecordField& one) { return one.look == FieldLook::offices; });
    if (names) page.offices = offices_to_name(office);
    DT_TRY(page.actions, office::possible_actions(office, id));
    for (auto step = document.head.revisions.rbegin(); step != document.head.revisions.rend(); ++step)
        page.steps.push_back(
            {step->action, office.directory().name_of_org(step->org), step->person, step->note, step->wall_ms});
    DT_TRY(page.answers, answers_to(office, document, *type, page.ours));
    return page;
}

} // namespace dongthac::view_model
