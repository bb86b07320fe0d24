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
    *this = DecisionDialog();
    question_ = std::move(question);
    focus_pin_ = question_.note == NoteNeed::none && !question_.signers.empty();
    opening_ = open_ = true;
}

void DecisionDialog::ask_again(std::string problem) {
    pin_.clear();
    pin_problem_ = std::move(problem);
    waiting_ = false;
    focus_pin_ = true;
}

void DecisionDialog::close() {
    pin_.clear();
    closing_ = open_;
}

std::string DecisionDialog::note() const {
    const std::string text = note_.text();
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

Answer DecisionDialog::draw(const UiContext& ctx, Enabled ready) {
    if (!open_) return Answer::none;
    Modal modal(ctx, kPopup, opening_ ? Opening::yes : Opening::no);
    if (!modal.visible()) return Answer::none;
    confirmed_ = !waiting_ && modal.take_confirmation();
    draw_question(ctx);
    Answer answer = draw_buttons(ctx, ready);
    if (!waiting_ && modal.escaped()) answer = Answer::cancelled;
    opening_ = false;
    waiting_ = waiting_ || (answer == Answer::confirmed && !question_.signers.empty());
    if (closing_ || (answer != Answer::none && !waiting_)) {
        open_ = closing_ = waiting_ = false;
        pin_.clear();
        modal.close();
    }
    return answer;
}

void DecisionDialog::draw_question(const UiContext& ctx) {
    text_wrapped(ctx, question_.title, TextStyle::heading);
    gap(ctx.theme.space().s);
    text_wrapped(ctx, question_.text, TextStyle::body, Ink::muted);
    if (question_.note != NoteNeed::none) {
        gap(ctx.theme.space().l);
        caption(ctx, ctx.tr("dialog.note"));
        if (opening_) note_.focus(ParagraphState::Caret::end);
        const ParagraphOptions options{.placeholder = question_.note_hint,
                                       .min_rows = 3,
                                       .max_rows = 8,
                                       .edit = waiting_ ? Edit::read_only : Edit::allowed};
        const FieldResult typed = paragraph_field(ctx, ctx.tr("dialog.note"), note_, options);
        if (typed.changed) note_missing_ = false;
        if (note_missing_) text_wrapped(ctx, ctx.tr("dialog.note_required"), TextStyle::small, Ink::error);
    }
    if (!question_.signers.empty()) draw_signers(ctx);
    gap(ctx.theme.space().xl);
}

void DecisionDialog::draw_signers(const UiContext& ctx) {
    gap(ctx.theme.space().l);
    caption(ctx, ctx.tr("dialog.signer"));
    ImGui::BeginDisabled(waiting_);
    if (choice(ctx, ctx.tr("dialog.signer"), question_.signers, signer_, -1)) pin_problem_.clear();
    ImGui::EndDisabled();
    gap(ctx.theme.space().m);
    caption(ctx, ctx.tr("dialog.pin"));
    if (!waiting_ && std::exchange(focus_pin_, false)) ImGui::SetKeyboardFocusHere();
    const Enabled enabled = waiting_ ? Enabled::no : Enabled::yes;
    const TextFieldResult typed =
        text_field(ctx, ctx.tr("dialog.pin"), pin_, {.enabled = enabled, .secret = true, .problem = pin_problem_});
    if (typed.changed) pin_problem_.clear();
    confirmed_ = confirmed_ || typed.submitted;
}

Answer DecisionDialog::draw_buttons(const UiContext& ctx, Enabled ready) {
    const bool signs = !question_.signers.empty();
    const bool may = !waiting_ && (!signs || ready == Enabled::yes);
    const ButtonOptions confirm{.kind = question_.kind, .enabled = may ? Enabled::yes : Enabled::no};
    const std::string cancel = ctx.tr("button.cancel");
    const std::string word = waiting_ ? ctx.tr("dialog.unlocking") : question_.confirm;
    const float gap_width = ctx.theme.space().s;
    push_right(button_width(ctx, cancel) + gap_width + button_width(ctx, word, confirm));
    const bool cancelled = button(ctx, cancel, {.enabled = waiting_ ? Enabled::no : Enabled::yes});
    same_row(gap_width);
    const bool pressed = button(ctx, word, confirm);
    // A question without a note is answered by Enter alone once its button has the keyboard.
    if (opening_ && question_.note == NoteNeed::none && !signs) focus_last_item();
    if (cancelled) return Answer::cancelled;
    if (confirmed_ && !may && !waiting_) focus_pin_ = true; // Enter once more, when the other act has ended
    return may && (pressed || confirmed_) ? check(ctx) : Answer::none;
}

Answer DecisionDialog::check(const UiContext& ctx) {
    if (question_.note == NoteNeed::required && note().empty()) {
        note_missing_ = true;
        note_.focus();
        ctx.redraw.event();
        return Answer::none;
    }
    if (!question_.signers.empty() && pin_.empty()) {
        pin_problem_ = ctx.tr("dialog.pin_required");
        focus_pin_ = true;
        ctx.redraw.event();
        return Answer::none;
    }
    return Answer::confirmed;
}

} // namespace dongthac::ui
