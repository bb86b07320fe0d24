#pragma once

#include <string>
#include <vector>

#include "shared/office/workspace.hpp"

// What this PC holds about one person, for the person to read (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, quyền được
// biết và truy cập của chủ thể dữ liệu). Corrections are a new directory record; what was signed before stays as it
// was.

namespace dongthac::office {

/// A decision the person took, by name or by key.
struct SubjectDecision {
    base::DocumentId document;
    std::string subject; ///< trích yếu
    model::Action action = model::Action::submit;
    std::int64_t wall_ms = 0; ///< of the PC it was taken at
    bool is_signed = false;   ///< by the person's own key; otherwise the name was typed
};

/// A remark under the person's name, or a paragraph or field in which the name stands.
struct SubjectMention {
    base::DocumentId document;
    std::string subject;
    std::string text;
};

struct SubjectData {
    model::Person person;
    std::vector<SubjectDecision> decisions; ///< by document, then in their order
    std::vector<SubjectMention> remarks;
    std::vector<SubjectMention> mentions;
};

/// Everything here about `person`, also in documents of other offices. Errors: unknown_person, the store's.
[[nodiscard]] base::Result<SubjectData> data_about(Workspace& office, const base::PersonId& person);

} // namespace dongthac::office
