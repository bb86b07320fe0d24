#pragma once

#include <vector>

#include "shared/change/state.hpp"
#include "shared/document/form_linter.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// One finding about a stored document (document::lint_form), with the paragraph it is about.
struct FormRemark {
    document::FormFinding finding;
    base::NodeId node; ///< the root where it is about a field or the whole
};

/// What of a document does not stand as NĐ 30/2020/NĐ-CP, Phụ lục I has it. Errors: unknown_document; bad_value {field
/// kind} for records of the work, which no decree gives a form.
[[nodiscard]] base::Result<std::vector<FormRemark>> check_form_of(Workspace& office, const base::DocumentId& document);

/// The same of a document that was read; nothing for records of the work. What two people have set apart from each
/// other has no fix before one of them has chosen. Pure.
[[nodiscard]] std::vector<FormRemark> form_remarks(const change::Document& document);

/// Puts one remark right, as one act. Errors: bad_value where it has no fix or no longer holds; unknown_document,
/// not_allowed, immutable_document.
[[nodiscard]] base::Result<void> put_right(Workspace& office, const base::DocumentId& document,
                                           const FormRemark& remark);

/// Puts right all that has a fix, and what that brings up, as one act; how many fixes it took. Errors:
/// unknown_document, not_allowed, immutable_document.
[[nodiscard]] base::Result<std::size_t> put_all_right(Workspace& office, const base::DocumentId& document);

} // namespace dongthac::office
