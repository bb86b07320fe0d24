#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about who acts for the office and how it works. Those that change anything ask the server at once: what is
// decided about people must not wait on one PC.

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
/// How the office works: inner steps, who must be another, where numbers are given. Without options: as it is.
[[nodiscard]] base::Result<CommandOutput> office_policy(CommandContext& context, const Arguments& arguments);
/// Reserves document numbers for this PC, to give without a network.
[[nodiscard]] base::Result<CommandOutput> number_reserve(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
