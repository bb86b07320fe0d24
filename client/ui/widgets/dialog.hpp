#pragma once

#include <string>
#include <vector>

#include "client/ui/context.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/paragraph_field.hpp"

namespace dongthac::ui {

enum class NoteNeed { none, optional, required };

/// What a dialog asks. Sentences are already in the reader's language.
struct Question {
    std::string title;
    std::string text;
    std::string confirm; ///< the word on the button that does it: "Trả lại", not "OK"
    ButtonKind kind = ButtonKind::primary;
    NoteNeed note = NoteNeed::none;
    std::string note_hint = {};
    std::vector<std::string> signers = {}; ///< who may sign here; empty: nobody has to
};

enum class Answer { none, confirmed, cancelled };

/// A modal question: only for a decision (UI.md). Enter in the buttons and Ctrl+Enter confirm, Escape cancels. Where
/// somebody signs, `confirmed` leaves it open and waiting, with all that was typed, until ask_again() or close().
class DecisionDialog {
  public:
    void open(Question question);
    [[nodiscard]] bool is_open() const { return open_; }
    /// Call every frame. Confirmed or cancelled in the frame of the answer. `ready`: a signature can be made now.
    [[nodiscard]] Answer draw(const UiContext& ctx, Enabled ready = Enabled::yes);
    /// The note as typed, NFC, outer white space trimmed; valid after `confirmed` until the next open.
    [[nodiscard]] std::string note() const;
    /// Whose PIN was typed, as a place in Question::signers. Valid while it waits.
    [[nodiscard]] std::size_t signer() const { return signer_; }
    [[nodiscard]] const std::string& pin() const { return pin_; }
    /// As it was, with the PIN gone and `problem` beneath it.
    void ask_again(std::string problem);
    void close();

  private:
    void draw_question(const UiContext& ctx);
    void draw_signers(const UiContext& ctx);
    [[nodiscard]] Answer draw_buttons(const UiContext& ctx, Enabled ready);
    /// What was confirmed, unless something is still missing.
    [[nodiscard]] Answer check(const UiContext& ctx);

    Question question_;
    ParagraphState note_;
    std::size_t signer_ = 0;
    std::string pin_;
    std::string pin_problem_;
    bool confirmed_ = false; ///< Ctrl+Enter, or Enter in the field of the PIN, in this picture
    bool focus_pin_ = false; ///< it takes the keyboard in the next picture
    bool waiting_ = false;   ///< for the signature
    bool closing_ = false;
    bool open_ = false;
    bool opening_ = false;
    bool note_missing_ = false;
};

} // namespace dongthac::ui
