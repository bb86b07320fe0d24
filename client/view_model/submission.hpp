#pragma once

#include <string>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/office/submissions.hpp"

/// One report on a form, being filled in.
namespace dongthac::view_model {

struct SubmissionRows {
    office::SubmissionPage page;
    model::Period period;
    std::string office;       ///< whose it is
    std::string on_behalf_of; ///< name of the office that handed in on paper; or ""
    bool editable = false;
    bool consolidated = false;
    bool queued = false;
    model::DocumentState state = model::DocumentState::draft;
    std::vector<model::Action> actions;
    std::string note; ///< why it was returned; or ""
};
[[nodiscard]] base::Result<SubmissionRows> submission_rows(office::Workspace& office, const base::DocumentId& document);

} // namespace dongthac::view_model
