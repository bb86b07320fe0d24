#pragma once

#include <span>
#include <string_view>

#include "shared/model/person.hpp"

namespace dongthac::office {

/// How a name must be typed: as it is written (Unicode form and outer spaces aside), or also without diacritics and
/// capitals where that fits only one. What makes somebody new wants the first: "Lê Thị Hòa" is not "Lê Thị Hoa".
enum class Spelling { as_written, folded };

/// Whom `typed` names among `people`: by the name as it is written, else by the beginning of the id (at least four
/// digits), else by the folded name. Never nullptr; borrowed from `people`, who may stand there twice. Errors:
/// unknown_person {name} for nobody, with {people} where several fit: who they are and the beginnings of their ids.
[[nodiscard]] base::Result<const model::Person*> find_person(std::span<const model::Person* const> people,
                                                             std::string_view typed, Spelling spelling);

/// True for what can only be meant as the beginning of an id: at least four hexadecimal digits and nothing else.
[[nodiscard]] bool is_like_an_id(std::string_view typed);

/// "Lê Thị Hoa, Giáo viên (1f0a93c2)": tells namesakes apart.
[[nodiscard]] std::string name_with_id(const model::Person& person);

} // namespace dongthac::office
