#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/view_model/design_place.hpp"
#include "client/view_model/next_dues.hpp"
#include "client/view_model/records.hpp"
#include "client/view_model/sentence.hpp"
#include "client/view_model/submission.hpp"
#include "shared/office/designing.hpp"

/// What an office asks for, while it is being made: report forms; schedules and requests (ADR 20).
namespace dongthac::view_model {

/// One form, schedule or request in its list.
struct DesignRow {
    base::DocumentId document;
    std::string kind;
    std::string title;
    std::string office; ///< whose it is
    std::string about;  ///< of a form its code, of a schedule the plan it gives effect to, of a request the form; or ""
    bool ours = false;
    bool queued = false;
    model::DocumentState state = model::DocumentState::draft;
    std::size_t version = 0;             ///< how often it was sent out
    std::size_t lines = 0;               ///< questions of a form, obligations of a schedule
    std::size_t unconfirmed = 0;         ///< obligations that were proposed and nobody has looked at
    std::uint64_t after_revision = 0;    ///< changes that were not sent out
    std::string period_kind;             ///< of a form
    std::optional<model::Period> period; ///< of a request
};
struct DesignRows {
    Designs shown = Designs::forms;
    std::vector<DesignRow> rows;                                  ///< the own first, then by title
    std::vector<std::pair<base::DocumentId, std::string>> plans;  ///< issued, the own and those from above
    std::vector<std::pair<base::DocumentId, std::string>> asking; ///< forms in force that a request can ask for
};
[[nodiscard]] base::Result<DesignRows> design_rows(office::Workspace& office, Designs shown);

/// One line of what is designed.
struct DesignLine {
    base::NodeId node;
    office::LineKind kind = office::LineKind::question;
    std::string words;                ///< of a question its label, of an obligation the action, of a rule the rule
    bool in_force = false;            ///< stands in the version that was sent out
    std::vector<Sentence> problems{}; ///< what keeps it from meaning anything
    RecordPage form{};                ///< its document, node, kind, editable and fields
    model::FormItem item{};           ///< of a question
    model::Obligation duty{};
    base::DocumentId source{}; ///< the plan that says it; empty for none
    base::NodeId source_node{};
    std::vector<NextDue> next{};
    std::size_t offices = 0; ///< that have to, as of today

    /// Read from a plan, and nobody has confirmed it: counts for nobody.
    [[nodiscard]] bool is_proposal() const {
        return kind == office::LineKind::duty && duty.state == model::ObligationState::draft;
    }
};
struct DesignPage {
    RecordPage head; ///< its offices are those below this one: who can be asked
    std::size_t version = 0;
    std::string plan; ///< subject of the plan that a schedule gives effect to; or ""
    std::vector<DesignLine> lines;
    std::vector<Sentence> problems; ///< of the whole
    std::vector<Sentence> warnings; ///< what sending it out takes away
    model::ReportForm form;         ///< of a form: as it stands, to be tried
    std::optional<NextDue> due;     ///< of a request
    std::size_t offices = 0;        ///< of a request: that have to hand in

    [[nodiscard]] const DesignLine* find(const base::NodeId& node) const;
    [[nodiscard]] std::size_t count(office::LineKind kind) const;
    /// The first line with a problem; nullptr when there is none.
    [[nodiscard]] const DesignLine* first_bad() const;
};
/// Errors: unknown_document; unknown_kind for what is not designed.
[[nodiscard]] base::Result<DesignPage> design_page(office::Workspace& office, const base::DocumentId& document);

/// What is wrong with a rule as it is being typed; empty when it can be worked out.
[[nodiscard]] Sentence rule_problem(const model::ReportForm& form, std::string_view typed);

/// A report on a form as an office that gets it sees it, with answers that are only tried. `answers` by key, as typed.
[[nodiscard]] SubmissionRows tried_rows(const model::ReportForm& form,
                                        const std::map<std::string, std::string>& answers);

} // namespace dongthac::view_model
