#include "client/app/work_model.hpp"
#include "client/app/work_words.hpp"
#include "shared/model/calendar.hpp"
#include "shared/model/obligation.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/proposals.hpp"

// What a person does to forms, schedules and requests while they are being made.

namespace dongthac::app {

namespace {

using view_model::Designs;

Designs place_of(std::string_view kind) { return kind == "report_template" ? Designs::forms : Designs::schedules; }
Screen screen_of(Designs shown) { return shown == Designs::forms ? Screen::forms : Screen::schedules; }

/// Does `act`, and gives it the name by which it can be taken back.
template <class Do>
base::Result<WorkOutcome> as_step(office::Workspace& office, const base::DocumentId& document,
                                  view_model::Sentence name, Do act) {
    DT_TRY(const office::ActWatch watch, office::ActWatch::begin(office, document));
    DT_CHECK(act());
    DT_TRY(office::Act done, watch.done(office));
    WorkOutcome out;
    out.undo = UndoStep{std::move(done), std::move(name)};
    return out;
}

/// A period as people say it, where that is read as the same one when it is typed.
void say_period(office::Workspace& office, const Strings& strings, view_model::DesignPage& page) {
    if (!page.due) return;
    const model::Period& period = page.due->period;
    const std::string words = period_words(strings, period);
    const auto read = model::parse_period(period.kind, words, office.calendar().school_years);
    if (!read || read->key != period.key) return;
    for (view_model::RecordField& field : page.head.fields)
        if (field.name == "period" && field.value == period.key) field.words = words;
}

} // namespace

base::Result<const view_model::DesignRows*> WorkModel::designs(Designs wanted) {
    if (design_rows_ && design_rows_->shown != wanted) design_rows_.reset();
    return kept_or_read(design_rows_, [&] { return view_model::design_rows(*office_, wanted); });
}

base::Result<const view_model::DesignPage*> WorkModel::design(Designs wanted) {
    base::DocumentId& open = designs_.at(static_cast<std::size_t>(wanted));
    if (open.empty()) return nullptr;
    if (design_page_ && design_page_->head.document != open) design_page_.reset();
    auto page = kept_or_read(design_page_, [&]() -> base::Result<view_model::DesignPage> {
        DT_TRY(view_model::DesignPage fresh, view_model::design_page(*office_, open));
        say_period(*office_, *strings_, fresh);
        return fresh;
    });
    if (!page) open = {}; // back to the list; the sentence says why
    return page;
}

base::Result<WorkOutcome> WorkModel::handle(const work::OpenDesign& wanted) {
    DT_TRY(const office::DocumentSummary summary, office::summary_of(*office_, wanted.document));
    const Designs place = place_of(summary.kind);
    designs_.at(static_cast<std::size_t>(place)) = wanted.document;
    WorkOutcome out{screen_of(place), {}, {}, {}, {}};
    out.goal = wanted.node;
    return out;
}

base::Result<WorkOutcome> WorkModel::handle(const work::CloseDesign& wanted) {
    designs_.at(static_cast<std::size_t>(wanted.shown)) = {};
    return WorkOutcome{};
}

base::Result<WorkOutcome> WorkModel::handle(const work::NewDesign& wanted) {
    DT_TRY(const base::DocumentId made, office::new_design(*office_, wanted.kind, wanted.from));
    return handle(work::OpenDesign{made});
}

base::Result<WorkOutcome> WorkModel::handle(const work::ProposeSchedule& wanted) {
    DT_TRY(const office::ProposedSchedule made,
           office::propose_schedule(*office_, wanted.plan, [this](const std::string& subject) {
               return strings_->tr("schedule.proposed_title", {{"subject", subject}});
           }));
    if (made.schedule.empty()) return WorkOutcome{{}, {}, strings_->tr("out.nothing_proposed"), {}, {}};
    DT_TRY(WorkOutcome out, handle(work::OpenDesign{made.schedule}));
    out.done = made.begun_before ? strings_->tr("done.schedule_begun")
                                 : strings_->tr("done.proposed", {{"n", made.proposal.lines.size()}});
    return out;
}

base::Result<WorkOutcome> WorkModel::handle(const work::AddLine& wanted) {
    return as_step(*office_, wanted.document, {"undo.add_line", {}}, [&]() -> base::Result<void> {
        DT_TRY(const base::NodeId node, office::add_line(*office_, wanted.document, wanted.kind));
        (void)node;
        return {};
    });
}

base::Result<WorkOutcome> WorkModel::handle(const work::SetLine& wanted) {
    return as_step(*office_, wanted.document, {"undo.field", {{"field", strings_->tr("field." + wanted.field)}}}, [&] {
        return office::set_line_field(*office_, wanted.document, wanted.node, wanted.field, wanted.typed);
    });
}

base::Result<WorkOutcome> WorkModel::handle(const work::MoveLine& wanted) {
    return as_step(*office_, wanted.document, {"undo.move_line", {}},
                   [&] { return office::move_line(*office_, wanted.document, wanted.node, wanted.step); });
}

base::Result<WorkOutcome> WorkModel::handle(const work::RemoveLine& wanted) {
    DT_TRY(WorkOutcome out, as_step(*office_, wanted.document, {"undo.remove_line", {}},
                                    [&] { return office::hide_node(*office_, wanted.document, wanted.node); }));
    out.done = strings_->tr("done.line_removed");
    return out;
}

base::Result<WorkOutcome> WorkModel::handle(const work::ConfirmLines& wanted) {
    const std::string active(model::name_of(model::ObligationState::active));
    std::vector<office::FieldEdit> edits;
    for (const base::NodeId& node : wanted.nodes) edits.push_back({node, model::field::kObligationState, active});
    DT_TRY(WorkOutcome out,
           as_step(*office_, wanted.document, {"undo.confirm_lines", {{"n", std::to_string(edits.size())}}},
                   [&] { return office::set_fields(*office_, wanted.document, edits); }));
    return out;
}

} // namespace dongthac::app
