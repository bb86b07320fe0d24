#pragma once

#include "client/app/command.hpp"
#include "client/app/office_act.hpp"

namespace dongthac::app {

// Commands about who acts for the office and how it works. Those that change anything ask the server at once: what is
// decided about people must not wait on one PC.

/// One person of this office, also one who has left, as shared/office/find_person.hpp says. Errors: no_office,
/// unknown_person, also when several fit.
[[nodiscard]] base::Result<model::Person> person_named(CommandContext& context, const std::string& typed);
/// As every command shows somebody.
[[nodiscard]] nlohmann::json person_json(const model::Person& person);
[[nodiscard]] CommandOutput person_output(const Strings& strings, const model::Person& person, const std::string& code);
/// Does the act with the office of this command.
[[nodiscard]] base::Result<OfficeActDone> carry_out(CommandContext& context, const OfficeAct& act);

/// Everybody of the office, with what they may do and where they have a PIN.
[[nodiscard]] base::Result<CommandOutput> person_list(CommandContext& context, const Arguments& arguments);
/// A new person; prints a code with which he or she sets a PIN at one PC (person join).
[[nodiscard]] base::Result<CommandOutput> person_add(CommandContext& context, const Arguments& arguments);
/// Another code for somebody who is known: for one more PC, or after a forgotten PIN.
[[nodiscard]] base::Result<CommandOutput> person_code(CommandContext& context, const Arguments& arguments);
/// Sets a PIN at this PC with a code.
[[nodiscard]] base::Result<CommandOutput> person_join(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> person_pin(CommandContext& context, const Arguments& arguments);
/// Ends somebody's work here: a last day, and every key revoked; what was signed until now stays signed.
[[nodiscard]] base::Result<CommandOutput> person_revoke(CommandContext& context, const Arguments& arguments);
/// One person follows another in his or her roles: the new one from today, the old one until today; lists what is open.
[[nodiscard]] base::Result<CommandOutput> person_hand_over(CommandContext& context, const Arguments& arguments);
/// Sets a name or position right. What was signed under the old one stays as it was signed.
[[nodiscard]] base::Result<CommandOutput> person_correct(CommandContext& context, const Arguments& arguments);
/// Everything this PC holds about a person, into a file for that person (shared/office/data_subject.hpp).
[[nodiscard]] base::Result<CommandOutput> person_export(CommandContext& context, const Arguments& arguments);
/// How the office works: inner steps, who must be another, where numbers are given. Without options: as it is.
[[nodiscard]] base::Result<CommandOutput> office_policy(CommandContext& context, const Arguments& arguments);
/// Reserves document numbers for this PC, to give without a network.
[[nodiscard]] base::Result<CommandOutput> number_reserve(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
