#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "client/ui/context.hpp"

namespace dongthac::ui {

class EditCore;

/// What one paragraph field remembers between frames: its text, caret, selection, undo of the burst. Movable. A field
/// that is not being edited costs its text and its rows; the undo buffer comes with the focus. UI thread.
class ParagraphState {
  public:
    ParagraphState();
    explicit ParagraphState(std::string_view utf8);
    ~ParagraphState();
    ParagraphState(ParagraphState&&) noexcept;
    ParagraphState& operator=(ParagraphState&&) noexcept;

    /// NFC UTF-8.
    [[nodiscard]] std::string text() const;
    /// Replaces the text from outside (a merge, an undo of the document). The caret keeps its place as far as the text
    /// around it allows; the undo inside the burst is forgotten. Nothing happens when the text is the same.
    void set_text(std::string_view utf8);

    /// Takes the keyboard at the next draw.
    enum class Caret { keep, start, end };
    void focus(Caret caret = Caret::keep);
    /// The same with the caret behind so many letters.
    void focus_at(std::size_t letters);
    [[nodiscard]] bool focused() const { return focused_; }
    /// Typed text that no burst_ended has reported yet.
    [[nodiscard]] bool burst_open() const { return burst_open_; }
    /// In code points; equal when nothing is selected.
    [[nodiscard]] std::size_t caret() const;
    [[nodiscard]] std::size_t selection_begin() const;
    [[nodiscard]] std::size_t selection_end() const;
    [[nodiscard]] std::size_t rows() const;

  private:
    friend class ParagraphDrawer;

    std::unique_ptr<EditCore> core_;
    bool focused_ = false;
    bool focus_wanted_ = false;
    bool burst_open_ = false;
    bool dragging_ = false;
    double changed_at_ = 0;  ///< last change, seconds
    double activity_at_ = 0; ///< last key, click or change: the caret is shown from here
    float scroll_ = 0;       ///< pixels, only with max_rows
    float wrap_width_ = 0;
    float font_size_ = 0;
};

/// What Enter does. `report` leaves the text alone and tells the screen (FieldResult::enter), e.g. to make a new
/// paragraph.
enum class Enter { new_line, report };
enum class Edit { allowed, read_only };
/// plain: no frame until hovered or focused, for paragraphs that read as one page.
enum class FieldLook { framed, plain };

struct ParagraphOptions {
    std::string_view placeholder = {};
    float width = 0; ///< pixels; 0 fills the width left
    int min_rows = 1;
    int max_rows = 0; ///< scrolls inside above this; 0 grows with the text
    Enter enter = Enter::new_line;
    Edit edit = Edit::allowed;
    FieldLook look = FieldLook::framed;
    TextStyle style = TextStyle::body;
};

struct FieldResult {
    bool changed = false;      ///< the text differs from before the call
    bool burst_ended = false;  ///< write the text down now: a pause of kBurstPause, focus lost, Ctrl+S, Enter reported
    bool enter = false;        ///< Enter with Enter::report; the caret says where to split
    bool merge_before = false; ///< Backspace at the very start with nothing selected
    bool merge_after = false;  ///< Delete at the very end likewise
    bool go_up = false;        ///< Up in the first row
    bool go_down = false;      ///< Down in the last row
    bool undo = false;         ///< Ctrl+Z with nothing left to undo in the burst: undo in the document
    bool redo = false;         ///< Ctrl+Y likewise
    bool focused = false;
    bool got_focus = false;
};

/// A pause that ends an edit burst, in seconds (DESIGN §4: one event per burst).
inline constexpr double kBurstPause = 1.0;

/// A word-wrapped field of any number of rows. Keys and characters are taken from ImGui's event trail in the order they
/// came, so an input method's Backspaces and letters keep their order however many arrive in one frame. Text is NFC
/// after every call. While it has the keyboard it owns Ctrl+A, C, X, V, Z, Y and the arrow keys; other shortcuts pass.
/// `label` names it for tests and is not drawn. `io.ConfigInputTrickleEventQueue` stays on.
FieldResult paragraph_field(const UiContext& ctx, std::string_view label, ParagraphState& state,
                            const ParagraphOptions& options = {});

} // namespace dongthac::ui
