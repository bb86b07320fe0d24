#include "client/app/sums_workbook.hpp"

#include <algorithm>

#include "client/app/work_words.hpp"
#include "shared/document/export_xlsx.hpp"

namespace dongthac::app {

namespace {

using document::Sheet;
using document::SheetCell;
using document::SheetNumber;

bool adds_up(const model::FormItem& item) {
    return item.aggregation != model::Aggregation::gather && item.aggregation != model::Aggregation::none;
}

SheetCell number(const std::optional<std::string>& value) {
    if (!value || value->empty()) return {};
    return SheetNumber{*value};
}

Sheet totals(const Strings& strings, const office::Consolidation& sums, const std::string& title) {
    Sheet sheet{strings.tr("xlsx.totals"), title, {}, {}, document::Totals::none};
    sheet.columns = {{strings.tr("xlsx.number"), 6, document::ColumnKind::number},
                     {strings.tr("reports.column.line"), 60},
                     {strings.tr("reports.column.unit"), 14},
                     {strings.tr("reports.column.value"), 16, document::ColumnKind::number},
                     {strings.tr("xlsx.said"), 16, document::ColumnKind::number}};
    for (const model::Figure& figure : sums.figures) {
        const model::FormItem& item = *sums.fields.find(figure.item);
        if (!adds_up(item)) continue;
        sheet.rows.push_back({SheetNumber{std::to_string(sheet.rows.size() + 1)}, item.label, item.unit,
                              number(figure.value), SheetNumber{std::to_string(figure.sources.size())}});
    }
    return sheet;
}

Sheet by_office(const office::Workspace& office, const Strings& strings, const office::Consolidation& sums,
                const std::string& title) {
    Sheet sheet{strings.tr("xlsx.by_office"),
                title,
                {{strings.tr("reports.column.office"), 38}},
                {},
                document::Totals::last_row};
    std::vector<const model::Figure*> shown;
    for (const model::Figure& figure : sums.figures) {
        const model::FormItem& item = *sums.fields.find(figure.item);
        if (!adds_up(item)) continue;
        shown.push_back(&figure);
        sheet.columns.push_back({item.label, 15, document::ColumnKind::number});
    }
    for (const office::HandingRow& row : sums.offices) {
        std::vector<SheetCell> cells = {office.directory().name_of_org(row.org)};
        for (const model::Figure* figure : shown) {
            const auto source = std::ranges::find(figure->sources, row.org, &model::FigureSource::org);
            cells.push_back(source == figure->sources.end() ? SheetCell{} : number(source->value));
        }
        sheet.rows.push_back(std::move(cells));
    }
    std::vector<SheetCell> last = {strings.tr("xlsx.total")};
    for (const model::Figure* figure : shown) last.push_back(number(figure->value));
    sheet.rows.push_back(std::move(last));
    return sheet;
}

Sheet texts(const office::Workspace& office, const Strings& strings, const office::Consolidation& sums,
            const std::string& title) {
    Sheet sheet{strings.tr("xlsx.texts"), title, {}, {}, document::Totals::none};
    sheet.columns = {{strings.tr("reports.column.line"), 36},
                     {strings.tr("reports.column.office"), 34},
                     {strings.tr("field.text"), 80}};
    for (const model::Figure& figure : sums.figures)
        for (const model::GatheredText& text : figure.texts)
            sheet.rows.push_back(
                {sums.fields.find(figure.item)->label, office.directory().name_of_org(text.org), text.text});
    return sheet;
}

Sheet handing(const office::Workspace& office, const Strings& strings, const office::Consolidation& sums,
              const std::string& title) {
    Sheet sheet{strings.tr("xlsx.handing"), title, {}, {}, document::Totals::none};
    sheet.columns = {{strings.tr("reports.column.office"), 38},
                     {strings.tr("reports.column.state"), 18},
                     {strings.tr("reports.column.due"), 14, document::ColumnKind::date},
                     {strings.tr("reports.column.when"), 14, document::ColumnKind::date},
                     {strings.tr("reports.column.note"), 50}};
    for (const office::HandingRow& row : sums.offices) {
        SheetCell due;
        SheetCell when;
        if (row.due) due = *row.due;
        if (row.handed_ms) when = text::day_of(*row.handed_ms);
        std::string note = row.note;
        if (row.on_paper) note = strings.tr("reports.on_paper") + (note.empty() ? "" : "; " + note);
        if (row.perhaps_late) note += strings.tr("reports.perhaps_late");
        sheet.rows.push_back({office.directory().name_of_org(row.org),
                              strings.tr("handing." + std::string(office::name_of(row.handing))), due, when, note});
    }
    return sheet;
}

} // namespace

base::Result<std::string> sums_workbook(const office::Workspace& office, const Strings& strings,
                                        const office::Consolidation& sums) {
    const std::string title = sums.fields.title + " – " + period_words(strings, sums.period) + " – " +
                              office.directory().name_of_org(office.identity().org);
    std::vector<Sheet> sheets = {totals(strings, sums, title), by_office(office, strings, sums, title)};
    Sheet gathered = texts(office, strings, sums, title);
    if (!gathered.rows.empty()) sheets.push_back(std::move(gathered));
    sheets.push_back(handing(office, strings, sums, title));
    return document::export_xlsx(sheets);
}

} // namespace dongthac::app
