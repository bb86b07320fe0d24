#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/change/state.hpp"
#include "shared/model/outline.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

// What a person does to a draft. Each call is one durable act (office::perform). Text that comes in is NFC afterwards.
// Common errors: unknown_document, unknown_node, unknown_field, bad_value, immutable_document (issued text never
// changes: make a replacing document), not_allowed (another office's document).

/// Sentences that new documents are born with, in the office's language; the caller takes them from its strings.
struct Wording {
    /// How documents of one kind begin.
    struct Beginning {
        std::string title;                        ///< "Kế hoạch"; an official letter has none
        std::vector<model::OutlineItem> skeleton; ///< what is not made from another opens with; {office}, {superior}
    };
    std::map<std::string, Beginning, std::less<>> kinds; ///< by name of the record type
    std::string legal_basis;   ///< "Căn cứ {type} {reference} {date} của {issuer} về {subject};"
    std::string reference;     ///< "số {number}"
    std::string lead_in;       ///< "{office} xây dựng {type} {subject}, cụ thể như sau:"
    std::string reply_subject; ///< "trả lời {outlet} {subject}": a letter on a press request
    std::string reply_to;      ///< "Kính gửi: {outlet}"
    std::string reply_lead_in; ///< "{office} nhận được câu hỏi: “{question}” … như sau:"
};

/// A new draft of `kind` with the letterhead of this office. Error unknown_kind.
[[nodiscard]] base::Result<base::DocumentId> new_document(Workspace& office, std::string_view kind,
                                                          const Wording& wording);

/// A draft that gives effect to the issued plan `parent`: its sections and contents, each linked to where it came from,
/// and the parent as first legal basis.
[[nodiscard]] base::Result<base::DocumentId> new_from_parent(Workspace& office, std::string_view kind,
                                                             const base::DocumentId& parent, const Wording& wording);

/// A draft with the text of an issued document of this office, to replace it (NĐ 30/2020/NĐ-CP, Điều 18 khoản 3).
[[nodiscard]] base::Result<base::DocumentId> new_replacement(Workspace& office, const base::DocumentId& replaced);

/// The issued document of another office that the outline quotes, if this PC has it; empty otherwise. A number and
/// symbol are unique in an office and year only, so a stated date must agree too.
[[nodiscard]] base::Result<base::DocumentId> known_parent(Workspace& office, const model::Outline& outline);

/// Stores what import recognised as a new draft, linked to the issued plan it quotes when this PC has that plan.
[[nodiscard]] base::Result<base::DocumentId> import_outline(Workspace& office, std::string_view kind,
                                                            const model::Outline& outline);

/// Stores what the program wrote itself as a new draft of this office that goes with `parent`.
[[nodiscard]] base::Result<base::DocumentId> new_from_outline(Workspace& office, std::string_view kind,
                                                              const model::Outline& outline,
                                                              const base::DocumentId& parent);

/// A document of this office whose text may change, for an act of the caller's: within its transaction.
[[nodiscard]] base::Result<change::Document> editable_document(Workspace& office, const base::DocumentId& id);

/// Sets a register from what was typed. Settles a conflict: the new value overwrites every value shown.
[[nodiscard]] base::Result<void> set_field(Workspace& office, const base::DocumentId& document,
                                           const base::NodeId& node, std::string_view field, std::string_view typed);

/// A register and what it becomes.
struct FieldEdit {
    base::NodeId node;
    model::FieldId field = 0;
    model::Value value;
};

/// Many registers in one act, in this order; each overwrites what its node shows then. An edit that changes nothing is
/// left out.
[[nodiscard]] base::Result<void> set_fields(Workspace& office, const base::DocumentId& document,
                                            std::span<const FieldEdit> edits);

/// Makes the words of a node `text`: only the difference to what stands there is written, as one event. Nothing to
/// write is no error.
[[nodiscard]] base::Result<void> set_text(Workspace& office, const base::DocumentId& document, const base::NodeId& node,
                                          std::string_view text);

/// set_text() within the caller's transaction.
[[nodiscard]] base::Result<void> set_text_within(Workspace& office, const base::DocumentId& document,
                                                 const base::NodeId& node, std::string_view text);

/// What retype() made of a paragraph; equal when there was nothing to write.
struct TextEdit {
    std::string before;
    std::string after;
};

/// Writes down a burst of typing that began on the words `base` and ended with `typed`, on the words as they are by
/// now: what others put in meanwhile stays (text::rebase). Read and written in one transaction.
[[nodiscard]] base::Result<TextEdit> retype(Workspace& office, const base::DocumentId& document,
                                            const base::NodeId& node, std::string_view base, std::string_view typed);

/// Where a new paragraph goes: below `parent` (the root for the top level), behind `after` or at the end.
struct NewNode {
    base::NodeId parent;
    std::optional<base::NodeId> after;
    model::ItemRole role = model::ItemRole::paragraph;
    std::string label;
    std::string text;
    std::vector<std::string> covers;
};
[[nodiscard]] base::Result<base::NodeId> add_node(Workspace& office, const base::DocumentId& document,
                                                  const NewNode& node);

/// Where a person cut a paragraph: the words its field began with, and what stands on both sides of the caret now.
struct Cut {
    std::string base;
    std::string before;
    std::string after;
};
/// Makes two paragraphs of one (docs/adr/0009). The words behind the caret, and whatever others type into them
/// meanwhile, go to the new paragraph, whose id is returned: directly behind, or first below `node` when that has
/// others below it. White space at the caret goes. What others put in since `base` stays, as with retype().
[[nodiscard]] base::Result<base::NodeId> split_node(Workspace& office, const base::DocumentId& document,
                                                    const base::NodeId& node, const Cut& cut);

/// Joins a paragraph, with what is below it, to the end of the one before it on the page, whose id is returned: it is
/// shown there from now on. Error nothing_to_join for the first one.
[[nodiscard]] base::Result<base::NodeId> join_node(Workspace& office, const base::DocumentId& document,
                                                   const base::NodeId& node);

/// Moves a paragraph with all below it below `parent` (the root for the top level), behind `after`, which stands there,
/// or at the end. Error circular_move when `parent` lies below `node`.
[[nodiscard]] base::Result<void> move_under(Workspace& office, const base::DocumentId& document,
                                            const base::NodeId& node, const base::NodeId& parent,
                                            const std::optional<base::NodeId>& after);

/// A person has looked at what `node` is flagged for: its marks go. Nothing to look at is no error.
[[nodiscard]] base::Result<void> review_node(Workspace& office, const base::DocumentId& document,
                                             const base::NodeId& node);

/// Everything `node` was given more than one value of keeps the value shown: fields, and where it stands.
[[nodiscard]] base::Result<void> settle_conflicts(Workspace& office, const base::DocumentId& document,
                                                  const base::NodeId& node);

/// What was joined to a hidden paragraph is hidden and shown with it.
[[nodiscard]] base::Result<void> hide_node(Workspace& office, const base::DocumentId& document,
                                           const base::NodeId& node);
[[nodiscard]] base::Result<void> show_node(Workspace& office, const base::DocumentId& document,
                                           const base::NodeId& node);

/// Moves a node, with all below it, one step: before (`up`) or after (`down`) its neighbour on its level, below the
/// neighbour before it (`in`), or directly behind the node it stands below (`out`). Where there is none nothing
/// happens.
enum class Direction { up, down, in, out };
[[nodiscard]] base::Result<void> move_node(Workspace& office, const base::DocumentId& document,
                                           const base::NodeId& node, Direction direction);

[[nodiscard]] base::Result<void> add_comment(Workspace& office, const base::DocumentId& document,
                                             const base::NodeId& node, std::string_view text);

/// A remark is dealt with, or open again. Error unknown_comment.
enum class Settled { yes, no };
[[nodiscard]] base::Result<void> settle_comment(Workspace& office, const base::DocumentId& document,
                                                const base::ChangeId& comment, Settled settled);

} // namespace dongthac::office
