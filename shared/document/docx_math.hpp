#pragma once

#include <string>

namespace pugi {
class xml_node;
} // namespace pugi

namespace dongthac::document {

/// A formula (m:oMath, ECMA-376 part 1, 22.1) in one line, as it is typed on a keyboard: "(a+b)/2", "x^2", "√(x)". What
/// has no sign of its own is read for its words. Deleted parts are left out.
[[nodiscard]] std::string math_text(pugi::xml_node formula);

} // namespace dongthac::document
