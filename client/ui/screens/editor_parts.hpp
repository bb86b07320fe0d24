#pragma once

#include <string>
#include <vector>

#include "client/ui/screens/editor.hpp"

/// The parts of the editor, for editor.cpp only. Each appends what was asked for.
namespace dongthac::ui {

struct EditorFrame {
    const UiContext& ctx;
    const view_model::EditorRows& rows;
    EditorState& state;
    const std::string& undo;
    std::vector<app::Intent>& out;

    [[nodiscard]] Edit edit() const { return rows.editable ? Edit::allowed : Edit::read_only; }
    /// The paragraph the side panel speaks about; nullptr for none.
    [[nodiscard]] const view_model::EditorParagraph* current() const;
};

/// The letterhead as a form, or one line that opens it.
void draw_letterhead(EditorFrame& frame);
/// The paragraphs in reading order, each in its own field.
void draw_paragraphs(EditorFrame& frame);
/// Buttons for the paragraph at hand, and undo.
void draw_paragraph_tools(EditorFrame& frame);
/// Topics of the plan above that the current paragraph may answer, and those that nothing answers yet.
void draw_answers(EditorFrame& frame);
/// What does not stand as the decree has it, each with what can be done about it.
void draw_form_check(EditorFrame& frame);
/// Source and remarks of the current paragraph, decisions, figures.
void draw_side(EditorFrame& frame);

} // namespace dongthac::ui
