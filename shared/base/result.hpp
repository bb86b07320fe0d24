#pragma once

#include <expected>
#include <functional>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dongthac::base {

/// Everything that can go wrong, closed: the UI and the CLI turn each code into one sentence that says what to do
/// (`error.<name>` in assets/lang). Add a code only together with its sentences.
enum class Code {
    bad_usage,          ///< the command line itself is wrong
    missing_file,       ///< {path}
    unreadable_file,    ///< {path}, {reason}
    unwritable_file,    ///< {path}, {reason}
    not_utf8,           ///< {path}, {offset}
    empty_file,         ///< {path}
    too_large,          ///< {path}, {limit_mb}
    not_a_plan,         ///< {path}
    unsupported_format, ///< {extension}, {supported}
    no_office,          ///< this data folder is not enrolled
    already_enrolled,   ///< {org}
    bad_code,           ///< invitation code unknown or mistyped
    used_code,          ///< invitation code already used
    expired_code,       ///< invitation code too old
    bad_address,        ///< {url}
    unreachable,        ///< {url}, {reason}: network; work is kept
    server_refused,     ///< {status}
    bad_server_answer,  ///< {reason}
    disk_full,          ///< {path}
    damaged_database,   ///< {path}, {backup}: newest backup, empty if none
    data_in_use,        ///< {path}: a second program on one data folder
    newer_schema,       ///< {found}, {known}
    old_sqlite,         ///< {found}, {needed}
    storage,            ///< {reason}
    unknown_document,   ///< {id}
    unknown_node,       ///< {id}
    unknown_comment,    ///< {id}
    nothing_to_join,    ///< {id}: no paragraph stands before the first
    circular_move,      ///< {id}: a paragraph cannot be moved below itself
    unknown_field,      ///< {field}, {kind}
    unknown_kind,       ///< {kind}
    unknown_org,        ///< {org}
    unknown_command,    ///< {command}
    bad_value,          ///< {field}, {value}, {expected}
    immutable_document, ///< {id}, {state}: issued text cannot change; make a replacing document
    bad_transition,     ///< {action}, {state}
    not_allowed,        ///< {action}, {org}
    no_superior,        ///< {org}, {date}
    state_conflict,     ///< {id}: somebody else decided first
    bad_signature,      ///< {what}
    bad_bytes,          ///< {what}, {reason}
    unknown_format,     ///< made by a newer version; kept, not understood
    fork_detected,      ///< {replica}
    no_display,         ///< {reason}
    cancelled,
    history_loading, ///< {id}: the document came as a state, its history follows
    needs_person,    ///< {action}, {org}: the office has named who does this
    same_person,     ///< {action}, {name}: the office wants two people
    not_the_desk,    ///< {org}: numbers are given at another PC
    number_taken,    ///< {number}, {next}
    no_number,       ///< {year}: none is reserved here and there is no network to get one
    wrong_pin,       ///< {tries}: wrong ones in a row
    weak_pin,
    pin_wait,             ///< {seconds}
    unknown_person,       ///< {name}
    unknown_device,       ///< {id}
    bad_certificate,      ///< {path}: no certificate, no key, or not the key of that certificate
    untrusted_server,     ///< {url}: its certificate is not the one this office joined
    needs_note,           ///< {action}
    changed_since_review, ///< {id}, {n}: edits after the review began
    record_changed,       ///< somebody else changed the same record meanwhile
    needs_field,          ///< {field}, {kind}: it is not sent without
    broken_rule,          ///< {rule}: of the form, as its author wrote it
    unknown_form,         ///< {name}
    password_file,        ///< {path}: cannot be read without its password
    damaged_file,         ///< {path}, {reason}: an office file that is cut off or broken
    only_pictures,        ///< {path}: photographs of pages, no text
    unreadable_fonts,     ///< {path}: letters whose fonts do not say what they are
    old_format,           ///< {path}, {format}: of a program older than what is read here
    out_of_memory,        ///< a refused allocation; what was asked for did not happen
    internal,             ///< {reason}
};

/// Stable lower-case name of `code`, also the last part of its string key. Never fails.
[[nodiscard]] std::string_view name_of(Code code);
/// Inverse of name_of; nothing for a name this program does not know.
[[nodiscard]] std::optional<Code> code_named(std::string_view name);

/// What happened and the particulars its sentence needs. Holds no sentence of its own: language is the reader's.
struct Error {
    Code code = Code::internal;
    std::vector<std::pair<std::string, std::string>> args;

    /// Value of argument `name`, or "" when absent.
    [[nodiscard]] std::string_view arg(std::string_view name) const;
    friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = std::expected<T, Error>;

/// Shorthand: `return fail(Code::missing_file, {{"path", path}});`
[[nodiscard]] std::unexpected<Error> fail(Code code, std::vector<std::pair<std::string, std::string>> args = {});

/// `act()`, which returns a Result, with a refused allocation as an error: for the edges of the program, where an act
/// of a person, a round or a request begins. What it had begun is undone by the destructors on the way here.
template <class Act>
[[nodiscard]] std::invoke_result_t<Act> within_memory(Act&& act) {
    try {
        return std::invoke(std::forward<Act>(act));
    } catch (const std::bad_alloc&) {
        return std::unexpected(Error{Code::out_of_memory, {}});
    }
}

/// Passes the error of another Result on unchanged.
template <class T>
[[nodiscard]] std::unexpected<Error> pass(Result<T>& failed) {
    return std::unexpected<Error>(std::move(failed.error()));
}

} // namespace dongthac::base

// Leaves the function with the error when `expression` failed; otherwise `declaration` is bound to its value.
#define DT_JOIN_INNER(a, b) a##b
#define DT_JOIN(a, b) DT_JOIN_INNER(a, b)
#define DT_TRY(declaration, expression) DT_TRY_IMPL(DT_JOIN(dt_result_, __LINE__), declaration, expression)
#define DT_TRY_IMPL(name, declaration, expression)                                                                     \
    auto name = (expression);                                                                                          \
    if (!name) return std::unexpected(std::move(name.error()));                                                        \
    declaration = std::move(*name)
#define DT_CHECK(expression)                                                                                           \
    if (auto dt_done = (expression); !dt_done) return std::unexpected(std::move(dt_done.error()))
