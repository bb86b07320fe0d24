#pragma once

#include <string>

#include "client/ui/context.hpp"
#include "client/ui/widgets/field.hpp"
#include "shared/model/value.hpp"

namespace dongthac::ui {

/// What is being typed into a field of one line, until it is taken over.
struct TypedField {
    std::string value;
    std::string problem; ///< why what was typed cannot be taken over
    bool edited = false;

    /// To be written down when the page is left.
    [[nodiscard]] bool is_right() const { return edited && problem.empty(); }
};

/// The field; true when it was left with another value that can be one of `type`. What cannot is said under it and
/// stays typed. `options.problem` is set here.
[[nodiscard]] bool typed_field(const UiContext& ctx, const std::string& label, model::ValueType type, TypedField& typed,
                               TextFieldOptions options);

} // namespace dongthac::ui
