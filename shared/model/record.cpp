#include "shared/model/record.hpp"

#include <algorithm>

#include "shared/model/work_records.hpp"

namespace dongthac::model {

namespace {

using enum ValueType;

/// What every node has: the program's, but for its text.
std::vector<FieldType> node_fields() {
    const auto own = [](FieldId id, std::string_view name, ValueType type, std::vector<std::string_view> choices = {}) {
        return FieldType{id, name, type, Place::node, std::move(choices), Need::optional, Shown::never};
    };
    return {own(field::kParent, "parent", string),
            own(field::kOrder, "order", string),
            own(field::kRole, "role", string),
            own(field::kLabel, "label", string),
            {field::kText, "text", text, Place::node},
            own(field::kCovers, "covers", list),
            own(field::kCoverage, "coverage", choice, {"full", "partial", "not_applicable"})};
}

/// The letterhead and signature block every administrative document has (NĐ 30/2020/NĐ-CP, Điều 8).
std::vector<FieldType> letterhead_fields() {
    return {
        {field::kSubject, "subject", string, Place::document},
        {field::kNumber, "document_number", string, Place::document},
        {field::kSymbol, "symbol", string, Place::document},
        {field::kPlace, "place_name", string, Place::document},
        {field::kIssuedOn, "issued_on", date, Place::document},
        {field::kDocType, "doc_type", string, Place::document},
        {field::kSuperiorBody, "superior_body", string, Place::document},
        {field::kIssuingBody, "issuing_body", string, Place::document},
        {field::kSignerTitles, "signer_titles", list, Place::document},
        {field::kSignerName, "signer_name", string, Place::document},
        {field::kYear, "plan_year", integer, Place::document},
        {field::kReplaces, "replaces", document, Place::document},
        {field::kSource, "source", choice, Place::document, {"authored", "imported"}},
        {field::kUnplaced, "unplaced", list, Place::document},
    };
}

RecordType administrative(std::uint16_t id, std::string_view name) {
    RecordType type{id, name, letterhead_fields()};
    std::ranges::copy(node_fields(), std::back_inserter(type.fields));
    return type;
}

} // namespace

const FieldType* RecordType::find(std::string_view wanted, Place place) const {
    const auto found = std::ranges::find_if(
        fields, [&](const FieldType& field) { return field.place == place && field.name == wanted; });
    return found == fields.end() ? nullptr : &*found;
}

const FieldType* RecordType::find(FieldId wanted) const {
    const auto found = std::ranges::find(fields, wanted, &FieldType::id);
    return found == fields.end() ? nullptr : &*found;
}

Flow flow_of(std::uint16_t record) {
    const RecordType* type = record_type(record);
    return type == nullptr ? Flow::administrative : type->flow;
}

Course course_of(std::uint16_t record, const OfficePolicy& policy) { return {flow_of(record), policy.steps}; }

Course course_of(std::string_view kind, const OfficePolicy& policy) {
    const RecordType* type = record_type(kind);
    return {type == nullptr ? Flow::administrative : type->flow, policy.steps};
}

std::span<const RecordType> record_types() {
    static const std::vector<RecordType> kTypes = [] {
        std::vector<RecordType> types = {administrative(1, "plan"), administrative(2, "report"),
                                         administrative(24, "official_letter"), administrative(25, "submission_memo")};
        for (RecordType& type : work_record_types()) {
            std::ranges::copy(node_fields(), std::back_inserter(type.fields));
            types.push_back(std::move(type));
        }
        return types;
    }();
    return kTypes;
}

const RecordType* record_type(std::string_view name) {
    const auto found = std::ranges::find(record_types(), name, &RecordType::name);
    return found == record_types().end() ? nullptr : &*found;
}

const RecordType* record_type(std::uint16_t id) {
    const auto found = std::ranges::find(record_types(), id, &RecordType::id);
    return found == record_types().end() ? nullptr : &*found;
}

} // namespace dongthac::model
