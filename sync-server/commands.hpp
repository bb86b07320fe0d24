#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace dongthac::server {

/// `dongthac-server` with the words that follow its name. Results go to `out`, one error line to `err`. The exit code
/// of CLI.md: 0 done, 1 refused, 2 wrong usage, 3 network.
[[nodiscard]] int run_command(std::vector<std::string> words, std::ostream& out, std::ostream& err);

} // namespace dongthac::server
