#include "client/platform/paths.hpp"

#include <cstdlib>

#include "shared/base/files.hpp"

#ifdef _WIN32
#include <windows.h>
// After windows.h: it needs its types.
#include <shellapi.h>
#else
#include <spawn.h>
#include <sys/wait.h>

extern char** environ; // POSIX declares it nowhere
#endif

namespace dongthac::platform {

namespace fs = std::filesystem;

#ifdef _WIN32

base::Result<fs::path> default_data_folder() {
    const wchar_t* roaming = _wgetenv(L"APPDATA");
    if (!roaming || !*roaming) return base::fail(base::Code::missing_file, {{"path", "%APPDATA%"}});
    return fs::path(roaming) / L"DongThac";
}

base::Result<void> open_outside(const fs::path& target) {
    const auto answer =
        reinterpret_cast<INT_PTR>(ShellExecuteW(nullptr, L"open", target.c_str(), nullptr, nullptr, SW_SHOWNORMAL));
    // Above 32 is success: the documented answer of ShellExecute.
    if (answer > 32) return {};
    return base::fail(base::Code::unreadable_file,
                      {{"path", base::path_to_utf8(target)}, {"reason", "ShellExecute " + std::to_string(answer)}});
}

#else

base::Result<fs::path> data_folder_of(const fs::path& xdg, const fs::path& home) {
    if (xdg.is_absolute()) return xdg / "dongthac";
    if (home.is_absolute()) return home / ".local" / "share" / "dongthac";
    return base::fail(base::Code::missing_file, {{"path", "$HOME"}});
}

base::Result<fs::path> default_data_folder() {
    const auto value = [](const char* name) {
        const char* text = std::getenv(name);
        return text ? base::path_from_utf8(text) : fs::path();
    };
    return data_folder_of(value("XDG_DATA_HOME"), value("HOME"));
}

base::Result<void> open_outside(const fs::path& target) {
    std::string program = "xdg-open";
    std::string argument = base::path_to_utf8(target);
    // A file called "-x" must not be read as an option.
    if (argument.starts_with('-')) argument.insert(0, "./");
    char* const arguments[] = {program.data(), argument.data(), nullptr};
    pid_t child = 0;
    const int failed = posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ);
    int status = 0;
    // xdg-open hands the file over and ends; waiting for it tells a missing viewer from an opened file.
    const bool done =
        failed == 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (done) return {};
    return base::fail(base::Code::unreadable_file, {{"path", argument}, {"reason", "xdg-open"}});
}

#endif

} // namespace dongthac::platform
