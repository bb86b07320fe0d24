#include "client/ui/screens/typed_field.hpp"

#include "client/ui/screens/record_words.hpp"

namespace dongthac::ui {

bool typed_field(const UiContext& ctx, const std::string& label, model::ValueType type, TypedField& typed,
                 TextFieldOptions options) {
    const std::string problem = typed.problem; // the options borrow it
    options.problem = problem;
    const TextFieldResult result = text_field(ctx, label, typed.value, options);
    if (result.changed) {
        typed.edited = true;
        typed.problem.clear();
    }
    if ((!result.ended && !result.submitted) || !typed.edited) return false;
    typed.problem = problem_with(ctx, label, type, typed.value);
    typed.edited = !typed.problem.empty();
    return !typed.edited;
}

} // namespace dongthac::ui
