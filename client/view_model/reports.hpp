#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "shared/office/consolidating.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/work_tasks.hpp"

/// "Nộp & tổng hợp": one form and period, who handed in, and what it adds up to (UI.md).
namespace dongthac::view_model {

/// One office on the board.
struct HandingLine {
    office::HandingRow row;
    std::string name;
    std::string level;               ///< school level, or kind of office
    std::vector<std::string> values; ///< of the columns, "" for blank
};
/// One line of the form, added up.
struct SumLine {
    std::string key;
    std::string label;
    std::string unit;
    std::optional<std::string> value;
    model::Aggregation aggregation = model::Aggregation::sum;
    std::vector<model::FigureSource> sources;
    std::vector<model::GatheredText> texts;
    std::vector<std::string> blank; ///< names
    bool stale = false;             ///< not what was frozen
    std::optional<std::string> frozen;
};
struct FormChoice {
    base::DocumentId form;
    std::string title;
};
/// One period of this office's own reports.
struct OwnLine {
    model::Period period;
    base::DocumentId document; ///< empty: not begun
    model::DocumentState state = model::DocumentState::draft;
    bool queued = false;
    std::optional<text::Date> due; ///< nothing: nobody asked
    model::TaskState task = model::TaskState::not_due;
    bool perhaps_late = false;
};
/// How many were in on time, of those whose time is over or who are done. Waived ones do not count.
struct Rate {
    std::size_t on_time = 0;
    std::size_t all = 0;
};
struct PeriodRate {
    model::Period period;
    Rate rate;
};
struct OfficeRate {
    base::OrgId org;
    std::string name;
    Rate rate;
    base::DocumentId document; ///< its report of the period shown; empty: none
};
/// How many had handed in by the end of a day.
struct DayProgress {
    text::Date day;
    std::optional<std::size_t> in; ///< nothing for a day that is still to come
    bool deadline = false;         ///< the last of the offices' deadlines
};
struct ReportRows {
    std::vector<FormChoice> forms; ///< that are in force here
    std::size_t chosen = 0;
    std::vector<model::Period> periods;        ///< to choose from, newest first
    std::optional<office::Consolidation> sums; ///< nothing while there is no form
    std::vector<HandingLine> offices;
    std::vector<std::string> columns; ///< labels of the number lines that fit on the board
    std::vector<SumLine> lines;
    std::array<std::size_t, 6> counts{}; ///< by office::Handing
    base::DocumentId own;                ///< this office's own submission; empty: none yet
    bool has_offices = false;            ///< offices below that could hand in
    std::vector<OwnLine> own_lines;      ///< by period, newest first
    std::vector<DayProgress> days;       ///< of the period shown; empty where nobody was asked
    std::size_t asked = 0;               ///< offices that `days` counts towards
};
/// How many were in on time, for the charts: every task of the form is read for it.
struct ReportHistory {
    std::vector<PeriodRate> periods;  ///< past ones, oldest first
    std::vector<OfficeRate> rates;    ///< of each office over these periods, the worst first
    std::vector<std::size_t> by_name; ///< places in `rates`, in the order of the names
};
/// Of the form that `rows` are about.
[[nodiscard]] base::Result<ReportHistory> report_history(office::Workspace& office, const ReportRows& rows);

/// An empty form: the first; an empty period: the one that ended last. Errors: bad_value for a period.
[[nodiscard]] base::Result<ReportRows> report_rows(office::Workspace& office, const base::DocumentId& form,
                                                   const std::string& period);

} // namespace dongthac::view_model
