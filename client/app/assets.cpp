#include "client/app/assets.hpp"

#include <cstdlib>
#include <string>
#include <system_error>

#include "shared/base/files.hpp"

#ifdef _WIN32
#include <windows.h>
#endif

namespace dongthac::app {

namespace fs = std::filesystem;

namespace {

bool is_assets(const fs::path& folder) {
    std::error_code ignored;
    return !folder.empty() && fs::is_regular_file(folder / "lang" / "vi.json", ignored);
}

fs::path named_folder() {
#ifdef _WIN32
    // The narrow environment is in the local code page and would lose Vietnamese folder names.
    const wchar_t* value = _wgetenv(L"DONGTHAC_ASSETS");
    return value ? fs::path(value) : fs::path();
#else
    const char* value = std::getenv("DONGTHAC_ASSETS");
    return value ? base::path_from_utf8(value) : fs::path();
#endif
}

} // namespace

base::Result<fs::path> program_folder() {
#ifdef _WIN32
    std::wstring name(32768, L'\0');
    const DWORD length = GetModuleFileNameW(nullptr, name.data(), static_cast<DWORD>(name.size()));
    if (length == 0 || length >= name.size()) return base::fail(base::Code::missing_file, {{"path", "dongthac.exe"}});
    name.resize(length);
    return fs::path(name).parent_path();
#else
    std::error_code failed;
    const fs::path self = fs::read_symlink("/proc/self/exe", failed);
    if (failed) return base::fail(base::Code::missing_file, {{"path", "/proc/self/exe"}});
    return self.parent_path();
#endif
}

base::Result<fs::path> choose_assets(const fs::path& beside, const fs::path& named) {
    const fs::path own = beside / "assets";
    if (is_assets(own)) return own;
    if (is_assets(named)) return named;
    return base::fail(base::Code::missing_file,
                      {{"path", base::path_to_utf8((named.empty() ? own : named) / "lang" / "vi.json")}});
}

base::Result<fs::path> find_assets() {
    const auto folder = program_folder();
    return choose_assets(folder ? *folder : fs::path(), named_folder());
}

} // namespace dongthac::app
