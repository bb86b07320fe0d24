#include "client/app/records_workbook.hpp"

#include "client/app/record_wording.hpp"
#include "shared/document/export_xlsx.hpp"

namespace dongthac::app {

namespace {

using document::ColumnKind;
using document::SheetCell;
using document::SheetColumn;
using document::SheetNumber;
using model::ValueType;

SheetColumn column_of(const Strings& strings, const std::string& kind, const view_model::RecordColumn& column) {
    const std::string label = field_label(strings, kind, column.name);
    switch (column.type) {
    case ValueType::date: return {label, 14, ColumnKind::date};
    case ValueType::integer:
    case ValueType::decimal: return {label, 14, ColumnKind::number};
    default: return {label, 24, ColumnKind::text};
    }
}

/// Numbers and days as such, so that Excel sorts and adds them.
SheetCell cell_of(const Strings& strings, const view_model::RecordColumn& column, const std::string& stored) {
    if (stored.empty()) return {};
    if (column.type == ValueType::integer || column.type == ValueType::decimal) return SheetNumber{stored};
    if (column.type == ValueType::date)
        if (const auto day = text::parse_iso(stored)) return *day;
    return value_words(strings, column.name, column.type, stored);
}

} // namespace

base::Result<std::string> records_workbook(const Strings& strings, const view_model::RecordRows& rows) {
    const bool travels = rows.flow != model::Flow::kept;
    document::Sheet sheet;
    sheet.name = sheet.title = strings.tr("kind." + rows.kind);
    sheet.columns = {{strings.tr("xlsx.number"), 6, ColumnKind::number},
                     {field_label(strings, rows.kind, "subject"), 50}};
    if (rows.has_day) sheet.columns.push_back({field_label(strings, rows.kind, "on_day"), 14, ColumnKind::date});
    if (rows.has_offices) sheet.columns.push_back({strings.tr("reports.column.office"), 36});
    for (const view_model::RecordColumn& column : rows.columns)
        sheet.columns.push_back(column_of(strings, rows.kind, column));
    if (travels) sheet.columns.push_back({strings.tr("records.column.state"), 20});
    for (const view_model::RecordRow& row : rows.rows) {
        std::vector<SheetCell>& cells = sheet.rows.emplace_back();
        cells = {SheetNumber{std::to_string(sheet.rows.size())}, row.subject};
        if (rows.has_day) {
            const auto day = text::find_date(row.day);
            cells.push_back(day ? SheetCell{*day} : SheetCell{});
        }
        if (rows.has_offices) cells.emplace_back(row.office);
        for (std::size_t i = 0; i < rows.columns.size(); ++i)
            cells.push_back(cell_of(strings, rows.columns[i], row.values[i]));
        if (travels) cells.emplace_back(strings.tr("state." + std::string(model::name_of(row.state))));
    }
    return document::export_xlsx({&sheet, 1});
}

} // namespace dongthac::app
