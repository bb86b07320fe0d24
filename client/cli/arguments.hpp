#pragma once

#include <string>
#include <vector>

namespace dongthac::cli {

/// The command line without the program's name, as UTF-8. Windows hands main() the local code page, in which most
/// Vietnamese letters are lost, so there it is read again from the system.
[[nodiscard]] std::vector<std::string> utf8_arguments(int count, char** values);

/// Makes the console show UTF-8; only Windows needs telling.
void use_utf8_console();

} // namespace dongthac::cli
