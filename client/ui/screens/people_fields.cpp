#include "client/ui/screens/people_fields.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using app::PeopleForm;
using view_model::PersonRow;

constexpr std::size_t kOpenShown = 5;
constexpr std::uint32_t kMostNumbers = 50; // the server keeps no more for one PC

/// Draws the fields of one form under each other.
class Fields {
  public:
    Fields(const UiContext& ctx, const PeopleFormView& view) : ctx_(ctx), view_(view), focus_(view.focus) {}

    void text(PeopleField field, std::string_view key, std::string& value, std::string_view placeholder = {}) {
        line(field, key, value, {.placeholder = placeholder});
    }
    void secret(PeopleField field, std::string_view key, std::string& value) {
        line(field, key, value, {.icon = icon::kLock, .secret = true});
    }
    void person(std::string_view key, const std::vector<const PersonRow*>& people, base::PersonId& chosen,
                std::string_view other = {}) {
        std::vector<std::string> names;
        std::size_t selected = other.empty() ? 0 : people.size();
        for (std::size_t i = 0; i < people.size(); ++i) {
            const PersonRow& row = *people[i];
            names.push_back(row.position.empty() ? row.name : row.name + " – " + row.position);
            if (row.id == chosen) selected = i;
        }
        if (!other.empty()) names.emplace_back(other);
        if (names.empty()) return;
        const std::string label = ctx_.tr(key);
        caption(ctx_, label);
        ImGui::BeginDisabled(view_.enabled == Enabled::no);
        events.changed = choice(ctx_, label, names, selected, -1) || events.changed;
        ImGui::EndDisabled();
        chosen = selected < people.size() ? people[selected]->id : base::PersonId{};
        gap(ctx_.theme.space().m);
    }
    void roles(PeopleTyped& typed) {
        caption(ctx_, ctx_.tr("people.field.roles"));
        ImGui::BeginDisabled(view_.enabled == Enabled::no);
        for (std::size_t i = 0; i < kRoles.size(); ++i) {
            if (i % 3 != 0) same_row(ctx_.theme.space().l);
            const std::string label = ctx_.tr("role." + std::string(model::name_of(kRoles.at(i))));
            events.changed = checkbox(ctx_, label, typed.roles.at(i)) || events.changed;
        }
        ImGui::EndDisabled();
        const bool wrong = view_.problem.field == PeopleField::roles;
        if (wrong) text_wrapped(ctx_, view_.problem.text, TextStyle::small, Ink::error);
        gap(ctx_.theme.space().m);
    }

    FieldEvents events;

  private:
    void line(PeopleField field, std::string_view key, std::string& value, TextFieldOptions options) {
        const std::string label = ctx_.tr(key);
        caption(ctx_, label);
        if (std::exchange(focus_, false)) ImGui::SetKeyboardFocusHere();
        options.enabled = view_.enabled;
        if (view_.problem.field == field) options.problem = view_.problem.text;
        const TextFieldResult typed = text_field(ctx_, label, value, options);
        events.changed = events.changed || typed.changed;
        events.submitted = events.submitted || typed.submitted;
        gap(ctx_.theme.space().m);
    }

    const UiContext& ctx_;
    const PeopleFormView& view_;
    bool focus_;
};

/// What the office has begun: whoever takes over has to know it.
void draw_open(const UiContext& ctx, const view_model::PeopleRows& rows) {
    caption(ctx, ctx.tr("people.open", {{"n", rows.open.size()}}));
    if (rows.open.empty()) text_wrapped(ctx, ctx.tr("people.open_none"), TextStyle::body, Ink::muted);
    std::vector<OpenLine> lines;
    for (const view_model::OpenDocumentRow& row : rows.open) lines.push_back({row.subject, row.state});
    draw_open_documents(ctx, lines);
    gap(ctx.theme.space().m);
}

void draw_hand_over(const UiContext& ctx, const PeopleFormView& view, PeopleTyped& typed, Fields& fields) {
    const std::vector<const PersonRow*> acting = choices_of(view.form, view.rows);
    fields.person("people.field.from", acting, typed.who);
    std::vector<const PersonRow*> others;
    for (const PersonRow* row : acting)
        if (row->id != typed.who) others.push_back(row);
    fields.person("people.field.to", others, typed.to, ctx.tr("people.somebody_new"));
    if (typed.to.empty())
        fields.text(PeopleField::name, "people.field.name", typed.name, ctx.tr("people.field.name_hint"));
    const PersonRow* from = view.rows.find(typed.who);
    fields.text(PeopleField::none, "people.field.position", typed.position,
                from == nullptr ? std::string_view() : std::string_view(from->position));
    draw_open(ctx, view.rows);
}

std::unexpected<FieldProblem> wrong(const UiContext& ctx, PeopleField field, std::string_view key) {
    return std::unexpected(FieldProblem{field, ctx.tr(key)});
}

/// Spaces around a name or a code are nobody's intention.
std::string trimmed(const std::string& typed) {
    const auto first = typed.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return typed.substr(first, typed.find_last_not_of(" \t") - first + 1);
}

std::expected<app::OfficeAct, FieldProblem> add_person(const UiContext& ctx, const PeopleTyped& typed) {
    app::act::AddPerson act{trimmed(typed.name), trimmed(typed.position), {}};
    for (std::size_t i = 0; i < kRoles.size(); ++i)
        if (typed.roles.at(i)) act.roles.insert(kRoles.at(i));
    if (act.name.empty()) return wrong(ctx, PeopleField::name, "people.problem.name");
    if (act.roles.empty()) return wrong(ctx, PeopleField::roles, "people.problem.roles");
    return act;
}

std::expected<app::OfficeAct, FieldProblem> hand_over(const UiContext& ctx, const PeopleTyped& typed) {
    app::act::HandOver act{typed.who, {}, trimmed(typed.name), trimmed(typed.position)};
    if (!typed.to.empty()) act.to = typed.to;
    if (!act.to && act.to_name.empty()) return wrong(ctx, PeopleField::name, "people.problem.name");
    return act;
}

std::expected<app::OfficeAct, FieldProblem> reserve(const UiContext& ctx, const PeopleTyped& typed) {
    const std::string digits = trimmed(typed.number);
    app::act::ReserveNumbers act{0};
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), act.wanted);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || act.wanted == 0 ||
        act.wanted > kMostNumbers)
        return wrong(ctx, PeopleField::number, "people.problem.number");
    return act;
}

} // namespace

void draw_open_documents(const UiContext& ctx, std::span<const OpenLine> lines) {
    for (const OpenLine& line : lines.first(std::min(lines.size(), kOpenShown)))
        text_fitted(ctx, "– " + subject_or_untitled(ctx, line.subject) + " (" +
                             ctx.tr("state." + std::string(model::name_of(line.state))) + ")");
    if (lines.size() > kOpenShown)
        text(ctx, ctx.tr("people.open_more", {{"n", lines.size() - kOpenShown}}), TextStyle::small, Ink::muted);
}

bool is_about_somebody(PeopleForm form) {
    using enum PeopleForm;
    return form == new_code || form == change_pin || form == hand_over || form == end_term;
}

bool has_text_field(PeopleForm form) { return form != PeopleForm::new_code && form != PeopleForm::end_term; }

std::vector<const PersonRow*> choices_of(PeopleForm form, const view_model::PeopleRows& rows) {
    std::vector<const PersonRow*> out;
    if (!is_about_somebody(form)) return out;
    for (const PersonRow& row : rows.people)
        if (form == PeopleForm::change_pin ? row.signs_here : !row.ended) out.push_back(&row);
    return out;
}

FieldEvents draw_people_fields(const UiContext& ctx, const PeopleFormView& view, PeopleTyped& typed) {
    Fields fields(ctx, view);
    if (is_about_somebody(view.form) && view.form != PeopleForm::hand_over)
        fields.person("people.field.person", choices_of(view.form, view.rows), typed.who);
    switch (view.form) {
    case PeopleForm::add_person:
        fields.text(PeopleField::name, "people.field.name", typed.name, ctx.tr("people.field.name_hint"));
        fields.text(PeopleField::none, "people.field.position", typed.position, ctx.tr("people.field.position_hint"));
        fields.roles(typed);
        break;
    case PeopleForm::set_pin:
        fields.text(PeopleField::code, "people.field.code", typed.code, "ABCD-EFGH-JKLM");
        fields.secret(PeopleField::pin, "people.field.pin", typed.pin);
        fields.secret(PeopleField::again, "people.field.again", typed.again);
        break;
    case PeopleForm::change_pin:
        fields.secret(PeopleField::old_pin, "people.field.old_pin", typed.old_pin);
        fields.secret(PeopleField::pin, "people.field.new_pin", typed.pin);
        fields.secret(PeopleField::again, "people.field.again", typed.again);
        break;
    case PeopleForm::hand_over: draw_hand_over(ctx, view, typed, fields); break;
    case PeopleForm::reserve_numbers: fields.text(PeopleField::number, "people.field.number", typed.number); break;
    case PeopleForm::new_code:
    case PeopleForm::end_term: break;
    }
    return fields.events;
}

std::expected<app::OfficeAct, FieldProblem> act_of(const UiContext& ctx, PeopleForm form, const PeopleTyped& typed) {
    switch (form) {
    case PeopleForm::add_person: return add_person(ctx, typed);
    case PeopleForm::hand_over: return hand_over(ctx, typed);
    case PeopleForm::reserve_numbers: return reserve(ctx, typed);
    case PeopleForm::new_code: return app::act::NewCode{typed.who};
    case PeopleForm::end_term: return app::act::EndTerm{typed.who};
    case PeopleForm::set_pin:
        if (trimmed(typed.code).empty()) return wrong(ctx, PeopleField::code, "people.problem.code");
        break;
    case PeopleForm::change_pin:
        if (typed.old_pin.empty()) return wrong(ctx, PeopleField::old_pin, "dialog.pin_required");
        break;
    }
    if (typed.pin.empty()) return wrong(ctx, PeopleField::pin, "dialog.pin_required");
    if (typed.pin != typed.again) return wrong(ctx, PeopleField::again, "people.problem.again");
    if (form == PeopleForm::set_pin) return app::act::SetPin{trimmed(typed.code), typed.pin};
    return app::act::ChangePin{typed.who, typed.old_pin, typed.pin};
}

} // namespace dongthac::ui
