#include "shared/base/machine.hpp"

#include "shared/base/files.hpp"

#ifdef _WIN32
#include <windows.h>
#else
#include <sys/stat.h>
#endif

namespace dongthac::base {

#ifdef _WIN32

std::string ThisMachine::system_id() const {
    char guid[128] = {};
    DWORD size = sizeof guid;
    const LSTATUS read = RegGetValueA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Cryptography", "MachineGuid",
                                      RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, guid, &size);
    return read == ERROR_SUCCESS ? std::string(guid) : std::string();
}

std::string ThisMachine::file_id(const std::filesystem::path& file) const {
    const HANDLE handle = CreateFileW(file.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                      OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return {};
    BY_HANDLE_FILE_INFORMATION about{};
    const BOOL known = GetFileInformationByHandle(handle, &about);
    CloseHandle(handle);
    if (known == 0) return {};
    return std::to_string(about.dwVolumeSerialNumber) + ":" + std::to_string(about.nFileIndexHigh) + ":" +
           std::to_string(about.nFileIndexLow);
}

#else

std::string ThisMachine::system_id() const {
    constexpr std::uintmax_t kLongest = 256;
    for (const char* file : {"/etc/machine-id", "/var/lib/dbus/machine-id"})
        if (const auto id = read_file(file, kLongest); id && !id->empty()) return *id;
    return {};
}

std::string ThisMachine::file_id(const std::filesystem::path& file) const {
    struct stat about {};
    if (::stat(file.c_str(), &about) != 0) return {};
    return std::to_string(about.st_dev) + ":" + std::to_string(about.st_ino);
}

#endif

} // namespace dongthac::base
