#pragma once

#include <array>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/view_model/people.hpp"

/// What is filled in about the office's people: the fields of each form, and the act they make. Shared by the parts of
/// PeopleDialog only.
namespace dongthac::ui {

inline constexpr std::array<model::Role, 5> kRoles = {model::Role::editor, model::Role::clerk, model::Role::signer,
                                                      model::Role::officer, model::Role::admin};

/// What has been typed; kept when the act goes wrong.
struct PeopleTyped {
    base::PersonId who; ///< whom the form is about
    base::PersonId to;  ///< who follows; empty for somebody new
    std::string name;
    std::string position;
    std::array<bool, kRoles.size()> roles{true, false, false, false, false};
    std::string code;
    std::string old_pin;
    std::string pin;
    std::string again;
    std::string number = "5";
};

enum class PeopleField { none, name, roles, code, old_pin, pin, again, number };
/// A sentence, and the field it stands under.
struct FieldProblem {
    PeopleField field = PeopleField::none;
    std::string text;
};

struct PeopleFormView {
    app::PeopleForm form;
    const view_model::PeopleRows& rows;
    const FieldProblem& problem;
    bool focus = false; ///< the first field takes the keyboard
    Enabled enabled = Enabled::yes;
};
struct FieldEvents {
    bool changed = false;
    bool submitted = false; ///< Enter
};

/// Who the form may be about: those who act here, or those with a PIN at this PC. Empty for forms about nobody.
[[nodiscard]] std::vector<const view_model::PersonRow*> choices_of(app::PeopleForm form,
                                                                   const view_model::PeopleRows& rows);
[[nodiscard]] bool is_about_somebody(app::PeopleForm form);
/// Has a field that letters go into.
[[nodiscard]] bool has_text_field(app::PeopleForm form);

FieldEvents draw_people_fields(const UiContext& ctx, const PeopleFormView& view, PeopleTyped& typed);

struct OpenLine {
    std::string_view subject;
    model::DocumentState state;
};
/// The first few, and how many more.
void draw_open_documents(const UiContext& ctx, std::span<const OpenLine> lines);

/// The act that was filled in, or what is still wrong with it.
[[nodiscard]] std::expected<app::OfficeAct, FieldProblem> act_of(const UiContext& ctx, app::PeopleForm form,
                                                                 const PeopleTyped& typed);

} // namespace dongthac::ui
