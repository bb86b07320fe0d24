#pragma once

#include <optional>
#include <string_view>

#include "shared/change/state.hpp"
#include "shared/model/obligation.hpp"
#include "shared/office/line_kind.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

// What a person does to what an office asks for — a form, a schedule, a request — while it is being made (ADR 20). Each
// call is one or a few durable acts of edit.hpp; common errors are those of edit.hpp.

/// A new draft of `kind` (report_template, schedule or report_request), with what goes without saying filled in. A
/// schedule gives effect to the plan `from` (empty: to none); a request asks for reports on the form `from`, which it
/// must have. Errors: unknown_kind, unknown_form.
[[nodiscard]] base::Result<base::DocumentId> new_design(Workspace& office, std::string_view kind,
                                                        const base::DocumentId& from);

/// What the node is; nothing for one that is none of a form's or schedule's lines.
[[nodiscard]] std::optional<LineKind> line_kind_of(const change::Document& document, const change::NodeState& node);

/// A new line behind the others of its kind: a question is answered by a whole number, an obligation is the ward's own
/// and counts as soon as it is issued.
[[nodiscard]] base::Result<base::NodeId> add_line(Workspace& office, const base::DocumentId& document, LineKind kind);

/// Writes down one field, of a line or (the root) of the whole, as it was typed. A question's words also make its key,
/// and a form's title its code, while these follow from the words of before and nobody was sent them; another type of
/// answer takes back a way of adding up that does not suit it. An obligation that is over is owed until today, unless
/// it says until when; one that goes on again has no last day that is past. Due rules and periods are stored in their
/// one form. Error bad_value, also for another key or type of a line that was sent out, and for other periods of such a
/// form: rules, sheets and answers are about them.
[[nodiscard]] base::Result<void> set_line_field(Workspace& office, const base::DocumentId& document,
                                                const base::NodeId& node, std::string_view field,
                                                std::string_view typed);

/// Writes down a burst of typing in the words of a line, as retype() does, with what follows from them.
[[nodiscard]] base::Result<void> retype_line(Workspace& office, const base::DocumentId& document,
                                             const base::NodeId& node, std::string_view base, std::string_view typed);

/// Moves a line past the next one of its own kind, which may be none: then nothing happens. Error unknown_node, also
/// for a line that is not on the page any more.
[[nodiscard]] base::Result<void> move_line(Workspace& office, const base::DocumentId& document,
                                           const base::NodeId& node, LineStep step);

/// The lines of the document as it was last sent out; nothing when it never was.
[[nodiscard]] base::Result<std::optional<change::Document>> sent_version(Workspace& office,
                                                                         const base::DocumentId& document);

/// Closed, or suspended until somebody says otherwise: nothing new is owed.
[[nodiscard]] bool is_over(model::ObligationState state);

/// What keeps one obligation, or a request, from meaning anything to an office that gets it: no words of what is to be
/// done, nobody who has to, due rules that cannot be read, no word of how often, dates that are missing, also the last
/// day of what is over. Errors needs_field, bad_value.
[[nodiscard]] base::Result<void> check_duty(const change::NodeState& node, std::string_view kind);
/// The first line of a form that would be left out in silence: a question without a type of answer, a rule that cannot
/// be read; or that says something else than `sent` of what reports are about: its key, its type, the form's periods.
/// Errors needs_field {field value_type}, bad_value {field, value, expected}.
[[nodiscard]] base::Result<void> check_lines(const change::Document& form, const std::optional<change::Document>& sent);

} // namespace dongthac::office
