#pragma once

#include <span>
#include <string>
#include <vector>

namespace dongthac::document {

/// Names that Excel takes for the sheets of one workbook, as near to those wanted as its rules allow: NFC, 1 to 31
/// UTF-16 units, none of []:*?/\ and no apostrophe, not "History", no two alike but for case (a number is added).
[[nodiscard]] std::vector<std::string> sheet_names(std::span<const std::string> wanted);

} // namespace dongthac::document
