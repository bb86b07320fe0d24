#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/change/state.hpp"
#include "shared/model/report_form.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// The form a report_template document describes, as this copy of it stands. Lines and rules that cannot be read are
/// left out.
[[nodiscard]] model::ReportForm form_in(const change::Document& document);

/// The form as it is in force: its last version that was sent out, or the draft of this office where none was.
/// Errors: unknown_document, bad_bytes; unknown_form {name} for a document that is no form.
[[nodiscard]] base::Result<model::ReportForm> form_of(Workspace& office, const base::DocumentId& document);

/// A new draft form of this office. Error bad_value, needs_field: what check_form says.
[[nodiscard]] base::Result<base::DocumentId> new_form(Workspace& office, const model::ReportForm& form);

/// A form in a list.
struct FormSummary {
    base::DocumentId document;
    model::OrgId org; ///< whose form it is
    model::DocumentState state = model::DocumentState::draft;
    std::uint32_t version = 0; ///< revisions sent out
    std::string code;
    std::string title;
    std::string period_kind;
    std::size_t lines = 0;
};
/// Forms this PC knows, by title in dictionary order.
[[nodiscard]] base::Result<std::vector<FormSummary>> forms(Workspace& office);

/// A form from what a person typed: its code, or its document. Of several with one code that in force counts, the
/// nearest office's first. Error unknown_form.
[[nodiscard]] base::Result<base::DocumentId> find_form(Workspace& office, std::string_view typed);

} // namespace dongthac::office
