#include "client/ui/screens/people_dialog.hpp"

#include <utility>

#include <imgui.h>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/modal.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using app::PeopleForm;

constexpr float kWidth = 560;
constexpr float kCodeSize = 34; // read out over a telephone, copied by hand
constexpr float kCodeHeight = 72;

/// Where the sentence of an error stands.
PeopleField field_of(base::Code code) {
    switch (code) {
    case base::Code::bad_code:
    case base::Code::used_code:
    case base::Code::expired_code: return PeopleField::code;
    case base::Code::wrong_pin:
    case base::Code::pin_wait: return PeopleField::old_pin;
    case base::Code::weak_pin: return PeopleField::pin;
    default: return PeopleField::none;
    }
}

std::string key_of(PeopleForm form, std::string_view part) {
    return "people.form." + std::string(app::name_of(form)) + "." + std::string(part);
}

/// The code on a ground of its own, as large as it deserves.
void draw_code(const UiContext& ctx, const std::string& code) {
    const Theme& theme = ctx.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 end(at.x + ImGui::GetContentRegionAvail().x, at.y + theme.px(kCodeHeight));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, end, theme.colors().sunken, theme.rounding());
    list.AddRect(at, end, theme.colors().border_strong, theme.rounding());
    ImGui::PushFont(theme.font(TextStyle::title), kCodeSize);
    const ImVec2 size = text_size(code);
    draw_text(list, {(at.x + end.x - size.x) / 2, (at.y + end.y - size.y) / 2}, theme.colors().text, code);
    ImGui::PopFont();
    note_item(code, at, end);
    ImGui::Dummy({end.x - at.x, end.y - at.y});
}

} // namespace

void PeopleDialog::open(const app::intent::OpenPeopleForm& form) {
    *this = PeopleDialog();
    form_ = form.form;
    typed_.who = form.person;
    open_ = opening_ = focus_ = true;
}

void PeopleDialog::close() {
    *this = PeopleDialog(); // PINs with it
}

void PeopleDialog::take_answer(const app::OfficeActStatus& status, const std::string& problem) {
    if (!waits_for_ || status.ended <= *waits_for_) return;
    waits_for_.reset();
    if (status.problem) {
        problem_ = {field_of(status.problem->code), problem};
        if (form_ != PeopleForm::change_pin && problem_.field == PeopleField::old_pin)
            problem_.field = PeopleField::none;
        if (form_ != PeopleForm::set_pin && problem_.field == PeopleField::code) problem_.field = PeopleField::none;
        focus_ = true;
        return;
    }
    done_ = status.done;
    if (!done_ || done_->code.empty()) close();
}

std::optional<app::Intent> PeopleDialog::draw(const UiContext& ctx, const view_model::PeopleRows& rows,
                                              const app::OfficeActStatus& status, const std::string& problem) {
    if (!open_) return std::nullopt;
    take_answer(status, problem);
    std::optional<app::Intent> wanted;
    Modal modal(ctx, "##people", opening_ ? Opening::yes : Opening::no, kWidth);
    if (!modal.visible()) return wanted;
    opening_ = false;
    confirmed_ = modal.take_confirmation();
    if (open_ && done_)
        draw_done(ctx);
    else if (open_)
        wanted = draw_form(ctx, rows, status);
    if (open_ && !waits_for_ && modal.escaped()) close();
    if (!open_) modal.close();
    return wanted;
}

void PeopleDialog::draw_intro(const UiContext& ctx, const view_model::PeopleRows& rows) {
    text_wrapped(ctx, ctx.tr(key_of(form_, "title")), TextStyle::heading);
    gap(ctx.theme.space().s);
    const bool nobody = is_about_somebody(form_) && choices_of(form_, rows).empty();
    text_wrapped(ctx, ctx.tr(nobody ? std::string("people.nobody_to_choose") : key_of(form_, "text")), TextStyle::body,
                 Ink::muted);
    gap(ctx.theme.space().l);
}

std::optional<app::Intent> PeopleDialog::draw_form(const UiContext& ctx, const view_model::PeopleRows& rows,
                                                   const app::OfficeActStatus& status) {
    const bool waits = waits_for_.has_value();
    const bool nobody = is_about_somebody(form_) && choices_of(form_, rows).empty();
    const bool ready = !waits && !nobody && !status.working;
    const Enabled enabled = waits ? Enabled::no : Enabled::yes;
    draw_intro(ctx, rows);
    const bool focus = !waits && std::exchange(focus_, false);
    const FieldEvents events = draw_people_fields(ctx, {form_, rows, problem_, focus, enabled}, typed_);
    if (events.changed) problem_ = {};
    if (problem_.field == PeopleField::none && !problem_.text.empty())
        text_wrapped(ctx, problem_.text, TextStyle::body, Ink::error);
    gap(ctx.theme.space().m);

    const std::string cancel = ctx.tr("button.cancel");
    const std::string confirm = ctx.tr(waits ? std::string("people.working") : key_of(form_, "confirm"));
    const ButtonOptions options{.kind = form_ == PeopleForm::end_term ? ButtonKind::danger : ButtonKind::primary,
                                .enabled = ready ? Enabled::yes : Enabled::no};
    push_right(button_width(ctx, cancel) + ctx.theme.space().s + button_width(ctx, confirm, options));
    if (button(ctx, cancel, {.enabled = enabled})) {
        close();
        return std::nullopt;
    }
    same_row(ctx.theme.space().s);
    const bool pressed = button(ctx, confirm, options);
    // A form without letters is answered by Enter alone once its button has the keyboard; what takes somebody's right
    // to sign away wants one more key.
    if (focus && !has_text_field(form_) && form_ != PeopleForm::end_term) focus_last_item();
    if (ready && (pressed || events.submitted || confirmed_)) return send(ctx, status);
    return std::nullopt;
}

std::optional<app::Intent> PeopleDialog::send(const UiContext& ctx, const app::OfficeActStatus& status) {
    auto act = act_of(ctx, form_, typed_);
    ctx.redraw.event();
    if (!act) {
        problem_ = std::move(act.error());
        return std::nullopt;
    }
    problem_ = {};
    waits_for_ = status.ended;
    return app::intent::DoOfficeAct{std::move(*act)};
}

void PeopleDialog::draw_done(const UiContext& ctx) {
    const std::string name = done_->person ? done_->person->name : std::string();
    text_wrapped(ctx, ctx.tr("people.code.title", {{"name", name}}), TextStyle::heading);
    gap(ctx.theme.space().s);
    text_wrapped(ctx, ctx.tr("people.code.text", {{"name", name}}), TextStyle::body, Ink::muted);
    gap(ctx.theme.space().l);
    draw_code(ctx, done_->code);
    gap(ctx.theme.space().m);
    if (done_->left) {
        text_wrapped(ctx, ctx.tr("people.code.handed_over",
                                 {{"from", done_->left->name}, {"to", name}, {"n", done_->open.size()}}));
        std::vector<OpenLine> lines;
        for (const app::OpenDocument& document : done_->open) lines.push_back({document.subject, document.state});
        draw_open_documents(ctx, lines);
        gap(ctx.theme.space().m);
    }
    const std::string copy = ctx.tr("people.code.copy");
    const std::string end = ctx.tr("people.code.done");
    const ButtonOptions primary{.kind = ButtonKind::primary};
    const ButtonOptions quiet{.icon = icon::kExport};
    push_right(button_width(ctx, copy, quiet) + ctx.theme.space().s + button_width(ctx, end, primary));
    if (button(ctx, copy, quiet)) ImGui::SetClipboardText(done_->code.c_str());
    same_row(ctx.theme.space().s);
    if (button(ctx, end, primary)) close();
}

} // namespace dongthac::ui
