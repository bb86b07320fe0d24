#include "client/ui/screens/record_words.hpp"

#include <utility>

#include "client/app/record_wording.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::ui {

using model::ValueType;

std::string kind_name(const UiContext& ctx, std::string_view kind) { return ctx.tr("kind." + std::string(kind)); }

std::string kind_in_sentence(const UiContext& ctx, std::string_view kind) {
    const std::string name = kind_name(ctx, kind);
    std::size_t first = 1;
    while (first < name.size() && (static_cast<unsigned char>(name[first]) & 0xC0) == 0x80) ++first;
    return text::to_lower(name.substr(0, first)) + name.substr(std::min(first, name.size()));
}

std::string field_label(const UiContext& ctx, std::string_view kind, std::string_view field) {
    return app::field_label(ctx.strings, kind, field);
}

std::string typed_words(ValueType type, const std::string& stored) { return app::typed_words(type, stored); }

std::string value_words(const UiContext& ctx, std::string_view field, ValueType type, const std::string& stored) {
    return app::value_words(ctx.strings, field, type, stored);
}

app::Intent wants(app::WorkIntent wanted) { return app::intent::Work{std::move(wanted)}; }

std::string problem_with(const UiContext& ctx, const std::string& label, ValueType type, const std::string& typed) {
    const auto value = model::parse_value(type, typed);
    if (value) return {};
    base::Error error = value.error();
    error.args.emplace_back("field", label);
    return ctx.strings.sentence(error);
}

} // namespace dongthac::ui
