#pragma once

#include <string>
#include <vector>

#include "shared/base/random.hpp"
#include "shared/model/outline.hpp"

/// Words synthetic plans are made of. Written for the tests.
namespace dongthac::tests {

using Strings = std::vector<std::string>;

/// A task of an education office without its closing mark; 8 to 60 words.
[[nodiscard]] std::string made_up_sentence(base::Random& random);
/// "Lường Thị Mơ"
[[nodiscard]] std::string made_up_person(base::Random& random);
/// Name of a ward or commune: "Suối Tre".
[[nodiscard]] std::string made_up_place(base::Random& random);
/// Name of a school without its kind: "Nắng Mai".
[[nodiscard]] std::string made_up_school(base::Random& random);
/// "Đẩy mạnh phong trào đọc sách" — what a plan or a part of one is about.
[[nodiscard]] std::string made_up_theme(base::Random& random);

/// A section as a plan has it: its title, what its content is for, its subsections.
struct SyntheticSection {
    std::string title;
    model::ItemRole content = model::ItemRole::paragraph;
    struct Part {
        std::string title;
        model::ItemRole content = model::ItemRole::paragraph;
    };
    std::vector<Part> parts;
};
/// The sections of a document of type `doc_type` ("Kế hoạch", "Báo cáo", …), in order.
[[nodiscard]] std::vector<SyntheticSection> made_up_sections(const std::string& doc_type, base::Random& random);

} // namespace dongthac::tests
