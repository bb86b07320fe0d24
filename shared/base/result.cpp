#include "shared/base/result.hpp"

#include <algorithm>
#include <array>

namespace dongthac::base {

namespace {

// Same order as the enum; the test walks both.
constexpr std::array<std::string_view, 71> kNames = {
    "bad_usage",          "missing_file",      "unreadable_file",    "unwritable_file",
    "not_utf8",           "empty_file",        "too_large",          "not_a_plan",
    "unsupported_format", "no_office",         "already_enrolled",   "bad_code",
    "used_code",          "expired_code",      "bad_address",        "unreachable",
    "server_refused",     "bad_server_answer", "disk_full",          "damaged_database",
    "data_in_use",        "newer_schema",      "old_sqlite",         "storage",
    "unknown_document",   "unknown_node",      "unknown_comment",    "nothing_to_join",
    "circular_move",      "unknown_field",     "unknown_kind",       "unknown_org",
    "unknown_command",    "bad_value",         "immutable_document", "bad_transition",
    "not_allowed",        "no_superior",       "state_conflict",     "bad_signature",
    "bad_bytes",          "unknown_format",    "fork_detected",      "no_display",
    "cancelled",          "history_loading",   "needs_person",       "same_person",
    "not_the_desk",       "number_taken",      "no_number",          "wrong_pin",
    "weak_pin",           "pin_wait",          "unknown_person",     "unknown_device",
    "bad_certificate",    "untrusted_server",  "needs_note",         "changed_since_review",
    "record_changed",     "needs_field",       "broken_rule",        "unknown_form",
    "password_file",      "damaged_file",      "only_pictures",      "unreadable_fonts",
    "old_format",         "out_of_memory",     "internal",
};
static_assert(kNames.size() == static_cast<std::size_t>(Code::internal) + 1);

} // namespace

std::string_view name_of(Code code) { return kNames.at(static_cast<std::size_t>(code)); }

std::optional<Code> code_named(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Code>(found - kNames.begin());
}

std::string_view Error::arg(std::string_view name) const {
    for (const auto& [key, value] : args)
        if (key == name) return value;
    return {};
}

std::unexpected<Error> fail(Code code, std::vector<std::pair<std::string, std::string>> args) {
    return std::unexpected(Error{code, std::move(args)});
}

} // namespace dongthac::base
