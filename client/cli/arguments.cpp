#include "client/cli/arguments.hpp"

#ifdef _WIN32
// windows.h first: the other needs its words.
// clang-format off
#include <windows.h>
#include <shellapi.h>
// clang-format on

#endif

namespace dongthac::cli {

#ifdef _WIN32

std::vector<std::string> utf8_arguments(int, char**) {
    int count = 0;
    wchar_t** values = CommandLineToArgvW(GetCommandLineW(), &count);
    std::vector<std::string> arguments;
    for (int i = 1; i < count; ++i) {
        const int size = WideCharToMultiByte(CP_UTF8, 0, values[i], -1, nullptr, 0, nullptr, nullptr);
        std::string text(static_cast<std::size_t>(size > 0 ? size - 1 : 0), '\0');
        if (size > 1) WideCharToMultiByte(CP_UTF8, 0, values[i], -1, text.data(), size, nullptr, nullptr);
        arguments.push_back(std::move(text));
    }
    LocalFree(values);
    return arguments;
}

void use_utf8_console() { SetConsoleOutputCP(CP_UTF8); }

#else

std::vector<std::string> utf8_arguments(int count, char** values) { return {values + 1, values + count}; }

void use_utf8_console() {}

#endif

} // namespace dongthac::cli
