#include "client/ui/widgets/dialog.hpp"

#include <algorithm>
#include <utility>

#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/modal.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

constexpr const char* kPopup = "##decision";

} // namespace

void DecisionDialog::open(Question question) {
    question_ = std::move(question);
    note_ = ParagraphState();
    note_missing_ = false;
    signer_ = 0;
    pin_.clear();
    pin_problem_.clear();
    opening_ = true;
    open_ = true;
}

void DecisionDialog::ask_again(std::string problem) {
    pin_.clear();
    pin_problem_ = std::move(problem);
    opening_ = true;
    open_ = true;
}

std::string DecisionDialog::note() const {
    const std::string text = note_.text();
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

Answer DecisionDialog::draw(const UiContext& ctx) {
    if (!open_) return Answer::none;
    const Theme& theme = ctx.theme;
    Answer answer = Answer::none;
    Modal modal(ctx, kPopup, opening_ ? Opening::yes : Opening::no);
    if (modal.visible()) {
        text_wrapped(ctx, question_.title, TextStyle::heading);
        gap(theme.space().s);
        text_wrapped(ctx, question_.text, TextStyle::body, Ink::muted);
        if (question_.note != NoteNeed::none) {
            gap(theme.space().l);
            caption(ctx, ctx.tr("dialog.note"));
            if (opening_) note_.focus(ParagraphState::Caret::end);
            const FieldResult typed = paragraph_field(
                ctx, ctx.tr("dialog.note"), note_, {.placeholder = question_.note_hint, .min_rows = 3, .max_rows = 8});
            if (typed.changed) note_missing_ = false;
            if (note_missing_) text_wrapped(ctx, ctx.tr("dialog.note_required"), TextStyle::small, Ink::error);
        }
        if (!question_.signers.empty()) draw_signers(ctx);
        gap(theme.space().xl);
        answer = draw_buttons(ctx);
        if (modal.escaped()) answer = Answer::cancelled;
        if (answer != Answer::none) {
            open_ = false;
            modal.close();
        }
        opening_ = false;
    }
    return answer;
}

void DecisionDialog::draw_signers(const UiContext& ctx) {
    gap(ctx.theme.space().l);
    caption(ctx, ctx.tr("dialog.signer"));
    if (choice(ctx, ctx.tr("dialog.signer"), question_.signers, signer_, -1)) pin_problem_.clear();
    gap(ctx.theme.space().m);
    caption(ctx, ctx.tr("dialog.pin"));
    if (opening_ && question_.note == NoteNeed::none) ImGui::SetKeyboardFocusHere();
    const TextFieldResult typed =
        text_field(ctx, ctx.tr("dialog.pin"), pin_, {.secret = true, .problem = pin_problem_});
    if (typed.changed) pin_problem_.clear();
    pin_entered_ = typed.submitted;
}

Answer DecisionDialog::draw_buttons(const UiContext& ctx) {
    const ButtonOptions confirm{.kind = question_.kind};
    const std::string cancel = ctx.tr("button.cancel");
    const float gap_width = ctx.theme.space().s;
    push_right(button_width(ctx, cancel) + gap_width + button_width(ctx, question_.confirm, confirm));
    const bool cancelled = button(ctx, cancel);
    same_row(gap_width);
    bool confirmed = button(ctx, question_.confirm, confirm);
    // A question without a note is answered by Enter alone once its button has the keyboard.
    if (opening_ && question_.note == NoteNeed::none && question_.signers.empty()) focus_last_item();
    confirmed =
        confirmed || std::exchange(pin_entered_, false) || ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Enter);
    if (cancelled) return Answer::cancelled;
    if (!confirmed) return Answer::none;
    if (question_.note == NoteNeed::required && note().empty()) {
        note_missing_ = true;
        note_.focus();
        ctx.redraw.event();
        return Answer::none;
    }
    if (!question_.signers.empty() && pin_.empty()) {
        pin_problem_ = ctx.tr("dialog.pin_required");
        ctx.redraw.event();
        return Answer::none;
    }
    return Answer::confirmed;
}

} // namespace dongthac::ui
