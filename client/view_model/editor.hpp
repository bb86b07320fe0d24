#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/model/outline.hpp"
#include "shared/model/value.hpp"
#include "shared/office/coverage_answers.hpp"
#include "shared/office/form_check.hpp"
#include "shared/office/history.hpp"
#include "shared/office/receipts.hpp"
#include "shared/office/workspace.hpp"

/// "Soạn kế hoạch": one document as its page, its outline, and what stands beside it.
namespace dongthac::view_model {

/// A field of the letterhead or the signature.
struct EditorField {
    std::string name;  ///< "document_number"; label key `field.<name>`
    std::string value; ///< as a person types it: dates short, lists joined by "; "
    model::ValueType type = model::ValueType::string;
    std::vector<std::string> versions{};   ///< all values while two PCs disagree, else empty
    std::vector<office::Writer> writers{}; ///< who set each of them
};

/// Something a paragraph was given two values of by two PCs that did not see each other.
struct EditorConflict {
    std::string field;                   ///< label key `field.<field>`
    std::vector<office::Writer> writers; ///< oldest value first; the last one's is shown
};

struct EditorParagraph {
    base::NodeId node;
    base::NodeId parent;
    int depth = 0;
    model::ItemRole role = model::ItemRole::paragraph;
    std::string label;
    std::string text;
    bool review = false; ///< two people typed here without seeing each other
    std::vector<EditorConflict> conflicts;
    std::vector<std::string> sources;                ///< paragraphs of the plan above that it gives effect to
    std::string coverage;                            ///< "", "full", "partial", "not_applicable"
    std::vector<office::SuggestedTopic> suggested{}; ///< topics of the plan above that it may answer; while editable
};

/// An entry of the table of contents.
struct EditorHeading {
    std::size_t paragraph = 0; ///< index in EditorRows::paragraphs
    int depth = 0;
    std::string title;
};

/// A remark or a decision, oldest first.
struct EditorNote {
    std::string who;
    std::string text;
    std::int64_t at_ms = 0;
    std::optional<model::Action> action; ///< a decision; nothing for a remark
    base::NodeId node;                   ///< what a remark is about; the document's own id for the whole
    office::Interval made{};             ///< of a decision: between which of the server's times
    base::ChangeId remark{};             ///< of a remark
    bool settled = false;                ///< the remark is dealt with
};

struct EditorRows {
    base::DocumentId document;
    std::string kind;
    std::string office;
    bool ours = false;
    bool editable = false;
    model::DocumentState state = model::DocumentState::draft;
    bool queued = false;
    std::string subject;
    std::string number;
    base::DocumentId parent;
    std::string parent_kind; ///< of the plan above; "" when it is not known here
    std::string parent_number;
    std::string parent_office;
    std::vector<office::CoverageTopic>
        unanswered; ///< topics of the plan above that nothing here answers; while editable
    std::vector<EditorField> fields;
    std::vector<EditorParagraph> paragraphs; ///< reading order
    std::vector<EditorHeading> headings;
    std::vector<EditorNote> notes;
    std::vector<model::Action> actions; ///< what this PC may do now
    std::string return_note;            ///< why it came back, while it is returned
    std::string returned_by;
    std::uint64_t after_revision = 0;        ///< changes made since the last revision
    std::vector<office::FormRemark> remarks; ///< what does not stand as the decree has it; while editable
    std::size_t conflicts = 0;
    std::size_t reviews = 0;
    std::size_t words = 0;
    std::int64_t changed_ms = 0;
    std::int64_t now_ms = 0;
};

/// Error unknown_document.
[[nodiscard]] base::Result<EditorRows> editor_rows(office::Workspace& office, const base::DocumentId& document);

/// A heading opens a part of the page: sections and whatever else is printed bold.
[[nodiscard]] bool is_heading(model::ItemRole role);

} // namespace dongthac::view_model
