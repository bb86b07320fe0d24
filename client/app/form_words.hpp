#pragma once

#include <string>

#include "client/app/strings.hpp"
#include "shared/document/form_linter.hpp"

namespace dongthac::app {

/// "Ký hiệu viết in hoa, không có khoảng trắng: “KH - MN” → “KH-MN” (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.3)"
[[nodiscard]] std::string form_words(const Strings& strings, const document::FormFinding& finding);

} // namespace dongthac::app
