#include "client/platform/file_dialog.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "shared/base/files.hpp"

#ifdef _WIN32
// windows.h first: the other needs its words.
// clang-format off
#include <windows.h>
#include <commdlg.h>
// clang-format on
#endif

namespace dongthac::platform {

namespace {

using Choice = base::Result<std::optional<std::filesystem::path>>;

#ifdef _WIN32

std::wstring widen(const std::string& utf8) { return base::path_from_utf8(utf8).wstring(); }

Choice ask(const std::string& title, const std::string& suggested, BOOL(WINAPI* dialog)(LPOPENFILENAMEW), DWORD flags) {
    std::array<wchar_t, 4096> file{};
    const std::wstring name = widen(suggested);
    name.copy(file.data(), file.size() - 1);
    const std::wstring wide_title = widen(title);
    OPENFILENAMEW request{};
    request.lStructSize = sizeof request;
    request.lpstrFile = file.data();
    request.nMaxFile = static_cast<DWORD>(file.size());
    request.lpstrTitle = wide_title.c_str();
    request.Flags = flags | OFN_NOCHANGEDIR | OFN_EXPLORER;
    if (!dialog(&request)) return std::nullopt;
    return std::filesystem::path(file.data());
}

#else

/// One shell word, whatever it holds.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

bool has_program(const std::string& name) {
    return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

Choice answer_of(const std::string& command) {
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return base::fail(base::Code::no_display, {{"reason", "popen"}});
    std::string answer;
    std::array<char, 4096> part{};
    while (std::fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) answer += part.data();
    const int done = ::pclose(pipe);
    while (!answer.empty() && answer.back() == '\n') answer.pop_back();
    if (done != 0 || answer.empty()) return std::nullopt;
    return base::path_from_utf8(answer);
}

Choice ask(const std::string& zenity, const std::string& kdialog) {
    if (has_program("zenity")) return answer_of("zenity --file-selection " + zenity + " 2>/dev/null");
    if (has_program("kdialog")) return answer_of("kdialog " + kdialog + " 2>/dev/null");
    return base::fail(base::Code::no_display, {{"reason", "zenity, kdialog"}});
}

#endif

} // namespace

base::Result<std::optional<std::filesystem::path>> ask_file_to_open(const std::string& title) {
#ifdef _WIN32
    return ask(title, {}, GetOpenFileNameW, OFN_FILEMUSTEXIST | OFN_PATHMUSTEXIST);
#else
    return ask("--title=" + quoted(title), "--getopenfilename . --title " + quoted(title));
#endif
}

base::Result<std::optional<std::filesystem::path>> ask_file_to_save(const std::string& title,
                                                                    const std::string& suggested) {
#ifdef _WIN32
    return ask(title, suggested, GetSaveFileNameW, OFN_OVERWRITEPROMPT | OFN_PATHMUSTEXIST);
#else
    return ask("--save --confirm-overwrite --filename=" + quoted(suggested) + " --title=" + quoted(title),
               "--getsavefilename " + quoted(suggested) + " --title " + quoted(title));
#endif
}

void tell(const std::string& title, const std::string& sentence) {
#ifdef _WIN32
    MessageBoxW(nullptr, widen(sentence).c_str(), widen(title).c_str(), MB_OK | MB_ICONERROR);
#else
    if (std::getenv("DISPLAY") == nullptr || !has_program("zenity")) return;
    // Whether the person saw it or not, there is nothing more to do.
    [[maybe_unused]] const int closed = std::system(
        ("zenity --error --no-markup --title=" + quoted(title) + " --text=" + quoted(sentence) + " 2>/dev/null")
            .c_str());
#endif
}

} // namespace dongthac::platform
