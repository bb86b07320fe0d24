#pragma once

#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/model/office_policy.hpp"

namespace dongthac::model {

/// Where a document stands (DOMAIN §2.1, §2.2; NĐ 30/2020/NĐ-CP, Điều 10 to 19). Numbers on the wire: new ones behind
/// the last.
enum class DocumentState {
    draft,
    signed_,
    issued,
    submitted,
    resubmitted,
    received,
    returned,
    accepted,
    recalled,
    content_review,
    format_check,
    submitted_for_signature,
    numbered,
    superseded, ///< replaced by a document of equal form, for an error of content (Điều 18 khoản 3)
    archived,
};
inline constexpr DocumentState kLastState = DocumentState::archived;

/// What an office does to a document. Everything but an edit. Numbers on the wire: new ones behind the last.
enum class Action {
    approve, ///< ký duyệt: the text is immutable from here on
    issue,
    recall,
    submit,
    receive,
    return_,
    accept,
    begin_review,  ///< trình kiểm tra, or trình ký where nothing is checked: freezes the text that is looked at
    pass,          ///< the check found nothing
    send_back,     ///< back to the drafter, with a note
    assign_number, ///< cấp số
    correct,       ///< đính chính by an official letter, for an error of form (Điều 18 khoản 3)
    supersede,
    archive,
};
inline constexpr Action kLastAction = Action::archive;
inline constexpr std::size_t kActionCount = static_cast<std::size_t>(kLastAction) + 1;
[[nodiscard]] std::array<Action, kActionCount> every_action();

[[nodiscard]] std::string_view name_of(DocumentState state);
[[nodiscard]] std::string_view name_of(Action action);
[[nodiscard]] std::optional<DocumentState> state_named(std::string_view name);
[[nodiscard]] std::optional<Action> action_named(std::string_view name);

/// The office that may take an action: the document's own, or the one above it at the document's date.
enum class Side { owner, superior };
[[nodiscard]] Side side_of(Action action);

/// How a kind of record travels between offices (docs/adr/0020).
enum class Flow {
    administrative, ///< plan, report: signed, numbered and issued after NĐ 30/2020/NĐ-CP
    reported,       ///< to the office above, and again whenever there is something new to say
    announced,      ///< to the offices below, or to those it is addressed to, and again in a new version
    kept,           ///< stays in its office
};

/// What leads a document on: how its kind travels and, for an administrative one, the inner steps of its office.
struct Course {
    Flow flow = Flow::administrative;
    Steps steps{};
    constexpr Course() = default;
    explicit constexpr Course(Steps of_office) : steps(of_office) {} ///< of plans and reports
    constexpr Course(Flow way, Steps of_office) : flow(way), steps(way == Flow::administrative ? of_office : Steps{}) {}
    friend bool operator==(const Course&, const Course&) = default;
};

/// The state after `action` on `course`, from one table. Errors: bad_transition {action, state}.
[[nodiscard]] base::Result<DocumentState> next_state(DocumentState from, Action action, Course course);

/// True when `action` may lead from one to the other on whatever course: how decisions of the past, taken when the
/// office worked otherwise, are judged.
[[nodiscard]] bool may_lead(DocumentState from, Action action, DocumentState to);

/// True when one of `roles` may take `action` on a document in `from`: contents are checked by those who lead, form by
/// the records clerk.
[[nodiscard]] bool role_may(const std::set<Role>& roles, Action action, DocumentState from);

/// After signing the text of an administrative document is immutable (NĐ 30/2020/NĐ-CP, Điều 13, 18); a new version is
/// a replacing document. Other records stay open for their next version until they are recalled.
[[nodiscard]] bool is_editable(DocumentState state, Flow flow = Flow::administrative);
/// True while colleagues look at the document before it is signed.
[[nodiscard]] bool is_under_review(DocumentState state);
/// True when the action carries the text with it, as an immutable revision.
[[nodiscard]] bool makes_revision(Action action);
/// True when somebody answers for it by name: signing, issuing, deciding on another office's document, checking. The
/// rest is clerks' work that a PC's roles allow.
[[nodiscard]] bool is_personal(Action action);
/// True when a reason must be given.
[[nodiscard]] bool needs_note(Action action);

} // namespace dongthac::model
