#pragma once

#include <string>
#include <string_view>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "shared/model/value.hpp"

/// What people read in the place of the names and values of a record's fields. Shared by the parts of "Hồ sơ" only.
namespace dongthac::ui {

/// "Tin bài"
[[nodiscard]] std::string kind_name(const UiContext& ctx, std::string_view kind);
/// "tin bài", as it stands inside a sentence.
[[nodiscard]] std::string kind_in_sentence(const UiContext& ctx, std::string_view kind);
/// The kind's own word for a field, or the one that all kinds share.
[[nodiscard]] std::string field_label(const UiContext& ctx, std::string_view kind, std::string_view field);

/// A value as it is typed: days as offices write them, numbers with a comma; `stored` as model::to_text gives it.
[[nodiscard]] std::string typed_words(model::ValueType type, const std::string& stored);
/// A value as it is read: the word of a choice, yes or no. "" where nothing is stated.
[[nodiscard]] std::string value_words(const UiContext& ctx, std::string_view field, model::ValueType type,
                                      const std::string& stored);

[[nodiscard]] app::Intent wants(app::WorkIntent wanted);

/// Why what was typed cannot be the value of a field of this label; "" when it can.
[[nodiscard]] std::string problem_with(const UiContext& ctx, const std::string& label, model::ValueType type,
                                       const std::string& typed);

} // namespace dongthac::ui
