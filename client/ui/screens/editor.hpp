#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/screens/typed_field.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/paragraph_field.hpp"
#include "client/view_model/editor.hpp"

namespace dongthac::ui {

/// What is typed but not yet written down, and where the eye is. A field keeps its own text until its burst ends, so
/// rows that are read again under it neither take typing away nor move it: the intent says what the field began with.
struct EditorState {
    struct Text {
        ParagraphState field;
        std::string base;    ///< as stored when the burst began
        bool edited = false; ///< differs from base
        float height = 0;    ///< as last drawn at `width`, to skip what is out of sight
        float width = 0;
    };
    struct Field : TypedField {
        std::string base;
    };

    base::DocumentId document;
    std::map<base::NodeId, Text> texts;
    std::map<std::string, Field> fields;
    std::optional<base::NodeId> current; ///< the paragraph the side panel speaks about
    std::optional<base::NodeId> goal;    ///< to be brought into view and given the keyboard
    /// How many letters of the goal stand before the caret; where it was, or the end, without it.
    std::optional<std::size_t> goal_caret;
    /// The paragraph that was the goal stays where the eye is while heights above it are still being measured.
    std::optional<base::NodeId> settling;
    int settling_frames = 0;
    ParagraphState comment;
    std::set<std::pair<base::NodeId, base::NodeId>> declined; ///< paragraph and topic, for as long as this is open
    base::NodeId without_answer;                              ///< the topic that `not_applicable` asks about
    DecisionDialog not_applicable;
    bool head_open = false; ///< the letterhead form
    bool side_open = false; ///< on a narrow window the side panel takes the place of the page
};

/// "Soạn kế hoạch". A frame can have several things to say (a burst that ends because a button was pressed); they are
/// to be applied in order within the same frame. A Decide has not been confirmed yet. `undo` names what Ctrl+Z takes
/// back.
[[nodiscard]] std::vector<app::Intent> draw_editor(const UiContext& ctx, const view_model::EditorRows& rows,
                                                   EditorState& state, const std::string& undo);

/// What is typed and not yet written down; the state counts as written afterwards. For leaving the document or the
/// program.
[[nodiscard]] std::vector<app::Intent> flush(EditorState& state);

} // namespace dongthac::ui
