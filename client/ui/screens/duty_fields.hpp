#pragma once

#include <string>

#include "client/ui/screens/record_form.hpp"

/// Fields that only what is asked for has: who has to, and by when. For record_form.cpp only.
namespace dongthac::ui {

/// All schools, those of some levels, offices by name, or those directly below.
void draw_selector(RecordFrame& frame, const view_model::RecordField& field, const std::string& label);
/// The kind of rule, its number, day or dates, and where a day that is not worked is moved to.
void draw_due_rule(RecordFrame& frame, const view_model::RecordField& field, const std::string& label);

/// The name of an office that the page may name, or its id.
[[nodiscard]] std::string name_of_office(const RecordFrame& frame, const base::OrgId& id);
/// Whom the value of a field means: "mọi trường", "trường mầm non, tiểu học", names.
[[nodiscard]] std::string selector_words(const UiContext& ctx, const view_model::RecordField& field,
                                         const view_model::Offices& offices);
/// "2 ngày làm việc sau khi hết kỳ"; "" for none.
[[nodiscard]] std::string due_words(const UiContext& ctx, const std::string& rule);
/// The name of one of RecordField::options.
[[nodiscard]] std::string option_words(const UiContext& ctx, const view_model::RecordField& field,
                                       const std::pair<std::string, std::string>& option);

} // namespace dongthac::ui
