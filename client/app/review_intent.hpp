#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "shared/model/outline.hpp"

/// What a person asked for while an import is looked over; each step as document::Review has it. Carried by
/// intent::Review.
namespace dongthac::app::review {

struct SetRole {
    std::size_t item = 0;
    model::ItemRole role = model::ItemRole::paragraph;
};
struct Indent {
    std::size_t item = 0;
    int deeper = 0;
};
struct Join {
    std::size_t item = 0;
};
struct Split {
    std::size_t item = 0;
    std::size_t word = 0;
};
struct Place {
    std::size_t unplaced = 0;
    std::optional<std::size_t> behind;
};
struct SetField {
    std::string field;
    std::string typed;
};
/// What the file becomes: a plan, a report, a letter.
struct SetKind {
    std::string kind;
};
/// Stored as a draft, which opens.
struct Accept {};
/// Nothing of it is stored.
struct Cancel {};

} // namespace dongthac::app::review

namespace dongthac::app {

using ReviewStep = std::variant<review::SetRole, review::Indent, review::Join, review::Split, review::Place,
                                review::SetField, review::SetKind, review::Accept, review::Cancel>;

} // namespace dongthac::app
