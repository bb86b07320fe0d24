#include "client/app/record_wording.hpp"

#include "client/app/work_words.hpp"
#include "shared/text/date.hpp"

namespace dongthac::app {

namespace {

using model::ValueType;

constexpr std::size_t kIsoDay = 10;   // "2026-10-05"
constexpr std::size_t kUngrouped = 4; // a year is read without full stops

std::string short_day(const std::string& iso) {
    const auto day = text::parse_iso(iso);
    return day ? text::to_short_form(*day) : iso;
}

} // namespace

std::string field_label(const Strings& strings, std::string_view kind, std::string_view field) {
    const std::string own = "field." + std::string(kind) + "." + std::string(field);
    return strings.tr(strings.has(own) ? own : "field." + std::string(field));
}

std::string typed_words(ValueType type, const std::string& stored) {
    switch (type) {
    case ValueType::date: return short_day(stored);
    case ValueType::moment:
        if (stored.size() <= kIsoDay) return stored;
        return short_day(stored.substr(0, kIsoDay)) + " " + stored.substr(kIsoDay + 1);
    case ValueType::decimal: return number_words(stored);
    case ValueType::integer: return stored.size() > kUngrouped ? number_words(stored) : stored;
    default: return stored;
    }
}

std::string value_words(const Strings& strings, std::string_view field, ValueType type, const std::string& stored) {
    if (stored.empty()) return stored;
    if (field == "role") return strings.tr("item_role." + stored);
    if (type == ValueType::choice) return strings.tr("choice." + std::string(field) + "." + stored);
    if (type == ValueType::flag) return strings.tr(stored == "true" ? "submission.yes" : "submission.no");
    return typed_words(type, stored);
}

} // namespace dongthac::app
