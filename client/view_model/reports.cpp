#include "client/view_model/reports.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "shared/model/calendar.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/submissions.hpp"
#include "shared/office/work_rows.hpp"
#include "shared/text/collate.hpp"

namespace dongthac::view_model {

namespace {

constexpr std::size_t kColumns = 3;
constexpr int kPeriodsBack = 14;
constexpr std::size_t kHistory = 8;
constexpr std::int64_t kMostDays = 45; ///< of a chart: what came later stands on the last of them

/// The period under way and those before it, newest first.
std::vector<model::Period> recent_periods(office::Workspace& office, model::PeriodKind kind) {
    const model::SchoolYears& years = office.calendar().school_years;
    const text::Date today = office.today();
    std::vector<model::Period> periods =
        model::periods_within(kind, text::from_days(text::to_days(today) - 500), today, years);
    if (const auto now = model::period_of(kind, today, years)) periods.push_back(*now);
    std::ranges::reverse(periods);
    const auto repeated = std::ranges::unique(periods, {}, &model::Period::key);
    periods.erase(repeated.begin(), repeated.end());
    if (periods.size() > kPeriodsBack) periods.resize(kPeriodsBack);
    return periods;
}

void add_offices(office::Workspace& office, ReportRows& out) {
    const office::Consolidation& sums = *out.sums;
    std::vector<std::map<std::string_view, std::string_view>> shown; // what each office said, figure by figure
    for (const model::Figure& figure : sums.figures) {
        const model::FormItem& item = *sums.fields.find(figure.item);
        if (!model::is_number(item.type) || shown.size() == kColumns) continue;
        for (auto& said = shown.emplace_back(); const model::FigureSource& source : figure.sources)
            said.emplace(source.org, source.value);
        out.columns.push_back(item.label);
    }
    for (const office::HandingRow& row : sums.offices) {
        HandingLine line{row, office.directory().name_of_org(row.org), {}, {}};
        if (const model::Organisation* one = office.directory().find(row.org))
            line.level = one->school_level.empty() ? one->kind : one->school_level;
        for (const auto& said : shown) {
            const auto found = said.find(row.org);
            line.values.emplace_back(found == said.end() ? std::string_view() : found->second);
        }
        ++out.counts.at(static_cast<std::size_t>(row.handing));
        out.offices.push_back(std::move(line));
    }
}

void add_lines(office::Workspace& office, ReportRows& out) {
    const office::Consolidation& sums = *out.sums;
    for (const model::Figure& figure : sums.figures) {
        const model::FormItem& item = *sums.fields.find(figure.item);
        SumLine line{item.key,       item.label,   item.unit, figure.value, item.aggregation,
                     figure.sources, figure.texts, {},        false,        {}};
        for (const model::OrgId& org : figure.blank) line.blank.push_back(office.directory().name_of_org(org));
        const auto changed = std::ranges::find(sums.changed, figure.item, &model::FigureDifference::item);
        if (!sums.frozen.empty() && changed != sums.changed.end()) {
            line.stale = true;
            line.frozen = changed->before;
        }
        out.lines.push_back(std::move(line));
    }
}

bool is_settled(model::TaskState state) {
    return state == model::TaskState::done || state == model::TaskState::done_late ||
           state == model::TaskState::overdue;
}

void count(Rate& rate, const office::Task& task) {
    ++rate.all;
    rate.on_time += task.state == model::TaskState::done ? 1 : 0;
}

/// The report of each office that is on the board.
std::map<base::OrgId, base::DocumentId> documents_of(const ReportRows& rows) {
    std::map<base::OrgId, base::DocumentId> documents;
    for (const HandingLine& line : rows.offices) documents[line.row.org] = line.row.document;
    return documents;
}

/// What had come in day by day, from the end of the period or the first to hand in until the last deadline or hand-in.
void add_days(office::Workspace& office, ReportRows& out) {
    std::vector<std::int64_t> handed;
    std::optional<std::int64_t> due;
    for (const office::HandingRow& row : out.sums->offices) {
        if (row.handing == office::Handing::waived || row.handing == office::Handing::not_asked || !row.due) continue;
        ++out.asked;
        due = std::max(due.value_or(text::to_days(*row.due)), text::to_days(*row.due));
        const bool in = row.handing == office::Handing::handed_in || row.handing == office::Handing::late;
        if (in && row.handed_ms) handed.push_back(text::to_days(text::day_of(*row.handed_ms)));
    }
    if (!due) return;
    std::ranges::sort(handed);
    const std::int64_t today = text::to_days(office.today());
    std::int64_t first = std::min(text::to_days(out.sums->period.to), *due);
    std::int64_t last = *due;
    if (!handed.empty()) {
        first = std::min(first, handed.front());
        last = std::max(last, handed.back());
    }
    first = std::max(first, *due - kMostDays / 2);
    last = std::min(last, first + kMostDays - 1);
    for (std::int64_t day = first; day <= last; ++day) {
        DayProgress one{text::from_days(day), std::nullopt, day == *due};
        const auto until = day == last ? handed.end() : std::ranges::upper_bound(handed, day);
        if (day <= today) one.in = static_cast<std::size_t>(until - handed.begin());
        out.days.push_back(one);
    }
}

/// This office's own reports on the form: those begun, and those asked for.
base::Result<void> add_own(office::Workspace& office, ReportRows& out) {
    const model::OrgId& own = office.identity().org;
    DT_TRY(const auto known, office.store().work().submissions(out.sums->form, {}, own));
    DT_TRY(const std::vector<office::Task> tasks, office::tasks(office, {.org = own}));
    for (const model::Period& period : out.periods) {
        OwnLine line;
        line.period = period;
        for (const store::IndexedRecord& one : known)
            if (one.work.period == period.key && one.work.standing != store::Standing::withdrawn &&
                office::may_count(office.directory(), one.author, one.work, period.to, office.today()))
                line.document = one.document;
        if (!line.document.empty()) {
            DT_TRY(const office::DocumentSummary summary, office::summary_of(office, line.document));
            line.state = summary.state;
            line.queued = summary.queued;
        }
        for (const office::Task& task : tasks) {
            if (task.form != out.sums->form || task.period != period.key || task.org != own) continue;
            line.due = task.due;
            line.task = task.state;
            line.perhaps_late = task.perhaps_late;
        }
        if (period.key == out.sums->period.key) out.own = line.document;
        if (!line.document.empty() || line.due || period.key == out.sums->period.key)
            out.own_lines.push_back(std::move(line));
    }
    return {};
}

} // namespace

base::Result<ReportHistory> report_history(office::Workspace& office, const ReportRows& rows) {
    ReportHistory out;
    if (!rows.sums) return out;
    DT_TRY(const std::vector<office::Task> tasks, office::tasks(office, {.form = rows.sums->form}));
    std::map<std::string_view, std::vector<const office::Task*>> of_period;
    for (const office::Task& task : tasks)
        if (task.org != office.identity().org && is_settled(task.state)) of_period[task.period].push_back(&task);
    std::map<model::OrgId, Rate> by_office;
    for (const model::Period& period : rows.periods) {
        if (out.periods.size() == kHistory) break;
        PeriodRate one{period, {}};
        for (const office::Task* task : of_period[period.key]) {
            count(one.rate, *task);
            count(by_office[task->holder], *task);
        }
        if (one.rate.all > 0) out.periods.push_back(std::move(one)); // else nobody was asked, or it is not over
    }
    std::ranges::reverse(out.periods);
    const auto documents = documents_of(rows);
    for (const auto& [org, rate] : by_office) {
        const auto document = documents.find(org);
        out.rates.push_back({org, office.directory().name_of_org(org), rate,
                             document == documents.end() ? base::DocumentId{} : document->second});
    }
    text::sort_by_name(out.rates, [](const OfficeRate& one) { return one.name; });
    std::vector<std::size_t> worst(out.rates.size());
    std::iota(worst.begin(), worst.end(), std::size_t{0});
    std::ranges::stable_sort(worst, {}, [&](std::size_t at) {
        return static_cast<double>(out.rates[at].rate.on_time) / static_cast<double>(out.rates[at].rate.all);
    });
    out.by_name.resize(worst.size());
    std::vector<OfficeRate> rates;
    for (const std::size_t at : worst) {
        out.by_name[at] = rates.size();
        rates.push_back(std::move(out.rates[at]));
    }
    out.rates = std::move(rates);
    return out;
}

base::Result<ReportRows> report_rows(office::Workspace& office, const base::DocumentId& form,
                                     const std::string& period) {
    ReportRows out;
    DT_TRY(const std::vector<office::FormSummary> known, office::forms(office));
    for (const office::FormSummary& one : known)
        // A draft asks nobody for anything: its figures would be an empty board in front of those that count.
        if (one.state == model::DocumentState::issued) {
            if (one.document == form) out.chosen = out.forms.size();
            out.forms.push_back({one.document, one.title});
        }
    if (out.forms.empty()) return out;
    const base::DocumentId chosen = out.forms[out.chosen].form;
    DT_TRY(const model::ReportForm fields, office::form_of(office, chosen));
    const auto kind = model::period_kind_named(fields.period_kind);
    if (!kind) return out;
    out.periods = recent_periods(office, *kind);
    std::optional<model::Period> wanted;
    if (!period.empty()) {
        DT_TRY(wanted, office::period_for(office, fields, period));
    } else {
        for (const model::Period& one : out.periods)
            if (!wanted && one.to < office.today()) wanted = one;
        if (!wanted && !out.periods.empty()) wanted = out.periods.front();
    }
    if (!wanted) return out;
    DT_TRY(out.sums, office::consolidate(office, chosen, *wanted));
    out.has_offices = !office.directory().children_of(office.identity().org, office.today()).empty();
    add_offices(office, out);
    add_lines(office, out);
    if (out.has_offices) add_days(office, out);
    DT_CHECK(add_own(office, out));
    return out;
}

} // namespace dongthac::view_model
