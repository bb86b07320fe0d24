#pragma once

#include <string>
#include <string_view>

#include "client/app/strings.hpp"
#include "shared/model/value.hpp"

/// What people read in the place of the names and values of a record's fields, in the window and in files.
namespace dongthac::app {

/// The kind's own word for a field, or the one that all kinds share.
[[nodiscard]] std::string field_label(const Strings& strings, std::string_view kind, std::string_view field);

/// A value as it is typed: days as offices write them, numbers with a comma; `stored` as model::to_text gives it.
[[nodiscard]] std::string typed_words(model::ValueType type, const std::string& stored);

/// A value as it is read: the word of a choice, of a paragraph's role, yes or no. "" where nothing is stated.
[[nodiscard]] std::string value_words(const Strings& strings, std::string_view field, model::ValueType type,
                                      const std::string& stored);

} // namespace dongthac::app
