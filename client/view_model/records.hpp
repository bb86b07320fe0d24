#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/model/record.hpp"
#include "shared/office/history.hpp"
#include "shared/office/workspace.hpp"

/// "Hồ sơ": the records of the work, every kind by the same code (DESIGN §3).
namespace dongthac::view_model {

/// A listed field of a kind, beside the subject and the day.
struct RecordColumn {
    std::string name;
    model::ValueType type = model::ValueType::string;
};
/// One record in the list of its kind.
struct RecordRow {
    base::DocumentId document;
    std::string subject;
    std::string office; ///< whose it is
    bool ours = false;
    std::string day; ///< "05/10/2026" or ""
    model::DocumentState state = model::DocumentState::draft;
    bool queued = false;
    std::vector<std::string> values; ///< by RecordRows::columns, as model::to_text gives them
    std::uint64_t conflicts = 0;
    std::uint64_t after_revision = 0;
    std::string search; ///< folded
};
struct RecordRows {
    std::string kind;
    model::Flow flow = model::Flow::reported;
    bool has_day = false;
    bool has_offices = false;       ///< below this one: whose a record is has to be said
    std::vector<std::string> kinds; ///< that have a list, in the order of the menu
    std::vector<RecordColumn> columns;
    std::vector<RecordRow> rows; ///< newest day first
};
/// Every record of one kind that this PC knows. Error unknown_kind.
[[nodiscard]] base::Result<RecordRows> record_rows(office::Workspace& office, std::string_view kind);
/// Indexes of the rows that hold the words.
[[nodiscard]] std::vector<std::size_t> matching(const RecordRows& rows, std::string_view words);

/// One of the values that two PCs left beside each other.
struct RecordVersion {
    std::string value; ///< as model::to_text gives it
    office::Writer who;
};
/// How a field is filled in where its type alone does not say it.
enum class FieldLook {
    plain,
    offices,  ///< a list of offices' ids
    selector, ///< who is meant, as model::to_text writes it, of the page's offices
    due_rule, ///< by when, as model::to_text writes it
    read_only,
};
/// One field of a record's form.
struct RecordField {
    std::string name;
    model::ValueType type = model::ValueType::string;
    std::vector<std::string> choices;
    bool needed = false;
    FieldLook look = FieldLook::plain;
    std::string value;                     ///< as model::to_text gives it
    std::vector<RecordVersion> versions{}; ///< empty unless written at two PCs
    /// What else than `choices` there is to choose from: the value, and its name, or "" for the name of that kind.
    std::vector<std::pair<std::string, std::string>> options{};
    std::string words{}; ///< what stands in the field for `value`, and is read as it when typed; "" for `value` itself
};
/// One step of the record between offices.
struct RecordStep {
    model::Action action = model::Action::submit;
    std::string office;
    std::string person;
    std::string note;
    std::int64_t at_ms = 0;
};
/// Each with its name.
using Offices = std::vector<std::pair<base::OrgId, std::string>>;

struct RecordPage {
    base::DocumentId document;
    base::NodeId node; ///< whose fields they are: the root, or a line of it
    std::string kind;
    model::Flow flow = model::Flow::reported;
    std::string subject;
    std::string office;
    bool ours = false;
    bool editable = false;
    bool queued = false;
    model::DocumentState state = model::DocumentState::draft;
    std::uint64_t after_revision = 0; ///< changes that nobody else has been sent
    std::vector<RecordField> fields;
    std::vector<std::pair<base::NodeId, std::string>> paragraphs; ///< none where `has_lines`
    bool has_lines = false;             ///< a kind whose lines have fields: a budget's items, a channel's readings
    std::vector<RecordPage> lines;      ///< of those: document, node, kind, editable and fields, what it says first
    std::vector<RecordField> totals;    ///< over the lines, of what can be added up
    Offices offices;                    ///< that a field may name, by name; of no line: the page's
    std::vector<model::Action> actions; ///< that could be taken now
    std::vector<RecordStep> steps;      ///< newest first
    std::vector<std::string> answers;   ///< kinds that can be made from it now: an appraisal of an article, …
    std::int64_t now_ms = 0;

    /// Fields that must say something before the record leaves and do not.
    [[nodiscard]] std::vector<const RecordField*> missing() const;
};
/// A field of a node as a form shows it.
[[nodiscard]] base::Result<RecordField> form_field(office::Workspace& office, const base::DocumentId& document,
                                                   const change::NodeState& node, const model::FieldType& type);
/// Errors: unknown_document, unknown_kind.
[[nodiscard]] base::Result<RecordPage> record_page(office::Workspace& office, const base::DocumentId& document);

} // namespace dongthac::view_model
