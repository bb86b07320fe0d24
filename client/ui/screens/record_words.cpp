#include "client/ui/screens/record_words.hpp"

#include <utility>

#include "client/app/work_words.hpp"
#include "shared/text/date.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::ui {

namespace {

using model::ValueType;

constexpr std::size_t kIsoDay = 10;   // "2026-10-05"
constexpr std::size_t kUngrouped = 4; // a year is read without full stops

std::string short_day(const std::string& iso) {
    const auto day = text::parse_iso(iso);
    return day ? text::to_short_form(*day) : iso;
}

} // namespace

std::string kind_name(const UiContext& ctx, std::string_view kind) { return ctx.tr("kind." + std::string(kind)); }

std::string kind_in_sentence(const UiContext& ctx, std::string_view kind) {
    const std::string name = kind_name(ctx, kind);
    std::size_t first = 1;
    while (first < name.size() && (static_cast<unsigned char>(name[first]) & 0xC0) == 0x80) ++first;
    return text::to_lower(name.substr(0, first)) + name.substr(std::min(first, name.size()));
}

std::string field_label(const UiContext& ctx, std::string_view kind, std::string_view field) {
    const std::string own = "field." + std::string(kind) + "." + std::string(field);
    return ctx.tr(ctx.strings.has(own) ? own : "field." + std::string(field));
}

std::string typed_words(ValueType type, const std::string& stored) {
    switch (type) {
    case ValueType::date: return short_day(stored);
    case ValueType::moment:
        if (stored.size() <= kIsoDay) return stored;
        return short_day(stored.substr(0, kIsoDay)) + " " + stored.substr(kIsoDay + 1);
    case ValueType::decimal: return app::number_words(stored);
    case ValueType::integer: return stored.size() > kUngrouped ? app::number_words(stored) : stored;
    default: return stored;
    }
}

std::string value_words(const UiContext& ctx, std::string_view field, ValueType type, const std::string& stored) {
    if (stored.empty()) return stored;
    if (type == ValueType::choice) return ctx.tr("choice." + std::string(field) + "." + stored);
    if (type == ValueType::flag) return ctx.tr(stored == "true" ? "submission.yes" : "submission.no");
    return typed_words(type, stored);
}

app::Intent wants(app::WorkIntent wanted) { return app::intent::Work{std::move(wanted)}; }

} // namespace dongthac::ui
