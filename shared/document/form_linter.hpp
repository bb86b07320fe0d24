#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// How binding the decree is: what it prescribes, or what it prescribes with exceptions that a program cannot see.
enum class Binding { must, should };

/// One change that puts a finding right. Without `field` it is of the finding's item.
struct FormFix {
    enum class Part { field, text, next_item };
    Part part = Part::text;
    std::string value; ///< the whole new value; of `next_item` the text of a new item of the same role behind it
    friend bool operator==(const FormFix&, const FormFix&) = default;
};

/// Something that does not stand as NĐ 30/2020/NĐ-CP, Phụ lục I has it.
struct FormFinding {
    std::string code;    ///< last part of the string keys "lint.<code>" (the sentence, with {detail})
    std::string article; ///< of Phụ lục I: "II.3" is Phần I, mục II, khoản 3
    Binding binding = Binding::must;
    std::string field;               ///< name of the document's field; "" where it is an item
    std::optional<std::size_t> item; ///< index of Outline::items
    std::string detail;              ///< the words concerned
    std::optional<FormFix> fix;      ///< nothing where only a person knows
    friend bool operator==(const FormFinding&, const FormFinding&) = default;
};

/// Checks the form of a plan, a report or another administrative document that an office is about to send: number and
/// symbol (II.3), place (II.4), type and subject (II.5), bases and body (II.6), signature (II.7), recipients (II.9),
/// appendices (III.1). What the program prints by itself (paper, type sizes, the national name, the date) is not asked
/// about; an imported national name is (II.1). In the order of the page. Putting every fix in place leaves no finding
/// with a fix. Advice: nothing is changed. Pure; any thread.
[[nodiscard]] std::vector<FormFinding> lint_form(const model::Outline& outline);

/// `outline` with one fix in place; items behind a new one move on.
[[nodiscard]] model::Outline with_fix(model::Outline outline, const FormFinding& finding);

/// The decree's abbreviation of a type of document (Phụ lục III): "KH" of "Kế hoạch"; "" for one it does not list.
[[nodiscard]] std::string_view abbreviation_of(std::string_view doc_type);

} // namespace dongthac::document
