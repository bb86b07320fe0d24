#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/change/state.hpp"
#include "shared/model/consolidation.hpp"
#include "shared/model/period.hpp"
#include "shared/model/report_form.hpp"
#include "shared/office/prefill.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// The period a person named, of the kind the form runs on. Error bad_value {field period, value, expected}.
[[nodiscard]] base::Result<model::Period> period_for(Workspace& office, const model::ReportForm& form,
                                                     std::string_view typed);

/// For whom a submission is written.
struct ForWhom {
    model::OrgId on_behalf_of;             ///< an office below that handed in on paper; empty: the own
    std::optional<text::Date> received_on; ///< the day its paper came
};

/// A new draft submission of `form` for `period`, its lines filled from the office's own records where the form says
/// so; or the one that is there already: an office has one for each form and period. On behalf of another only where
/// that stands below, or this office succeeded it. Errors: not_allowed {action, org}, unknown_form, bad_value.
[[nodiscard]] base::Result<base::DocumentId> new_submission(Workspace& office, const base::DocumentId& form,
                                                            const model::Period& period, const ForWhom& whom = {});

/// One line of a submission as a screen shows it.
struct AnswerLine {
    model::FormItem item;
    base::NodeId node;                     ///< empty: the form got the line after the submission was begun
    std::optional<std::string> value;      ///< nothing: blank
    std::string text;                      ///< of lines of text
    std::vector<base::DocumentId> records; ///< it was counted from
    std::optional<Prefill> counted;        ///< what the records say by now, where that is something else
    std::size_t conflicts = 0;             ///< values written at two PCs
};
struct SubmissionPage {
    base::DocumentId document;
    base::DocumentId form;
    model::ReportForm fields;
    std::string period;
    bool nil = false;
    bool is_new_version = false; ///< the form in force has lines that this submission has not
    std::vector<AnswerLine> lines;
    std::vector<std::string> broken; ///< rules of the form that do not hold
};
/// Errors: unknown_document, unknown_form.
[[nodiscard]] base::Result<SubmissionPage> submission_page(Workspace& office, const base::DocumentId& document);

/// Writes down the answer to the line with that key. "" makes it blank. Errors: bad_value {field: the line's label},
/// unknown_field, and those of set_field.
[[nodiscard]] base::Result<void> answer(Workspace& office, const base::DocumentId& document, std::string_view key,
                                        std::string_view typed);

/// May it be sent? A line that is required and blank, unless the whole is a nil report; rules. Errors: needs_field
/// {field: the label}, broken_rule {rule}.
[[nodiscard]] base::Result<void> check_submission(const model::ReportForm& form, const change::Document& document);

/// What a submission says, as it counts for the office above.
[[nodiscard]] model::Contribution contribution_of(const model::ReportForm& form, const change::Document& document);

} // namespace dongthac::office
