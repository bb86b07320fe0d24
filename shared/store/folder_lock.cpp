#include "shared/store/folder_lock.hpp"

#include "shared/base/files.hpp"

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace dongthac::store {

namespace {

constexpr const char* kLockName = "in-use.lock";

} // namespace

#ifdef _WIN32

struct FolderLock::Impl {
    HANDLE file = INVALID_HANDLE_VALUE;
    ~Impl() {
        if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
    }
};

base::Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
    auto impl = std::make_unique<Impl>();
    // No sharing: a second open fails while this handle lives.
    impl->file = CreateFileW((folder / kLockName).c_str(), GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS,
                             FILE_ATTRIBUTE_NORMAL, nullptr);
    if (impl->file == INVALID_HANDLE_VALUE) {
        if (GetLastError() == ERROR_SHARING_VIOLATION)
            return base::fail(base::Code::data_in_use, {{"path", base::path_to_utf8(folder)}});
        return base::fail(base::Code::unwritable_file,
                          {{"path", base::path_to_utf8(folder)}, {"reason", std::to_string(GetLastError())}});
    }
    return FolderLock(std::move(impl));
}

#else

struct FolderLock::Impl {
    int file = -1;
    ~Impl() {
        if (file >= 0) ::close(file);
    }
};

base::Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
    auto impl = std::make_unique<Impl>();
    impl->file = ::open((folder / kLockName).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (impl->file < 0)
        return base::fail(base::Code::unwritable_file,
                          {{"path", base::path_to_utf8(folder)}, {"reason", std::strerror(errno)}});
    if (::flock(impl->file, LOCK_EX | LOCK_NB) != 0)
        return base::fail(base::Code::data_in_use, {{"path", base::path_to_utf8(folder)}});
    return FolderLock(std::move(impl));
}

#endif

FolderLock::FolderLock(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FolderLock::FolderLock(FolderLock&&) noexcept = default;
FolderLock& FolderLock::operator=(FolderLock&&) noexcept = default;
FolderLock::~FolderLock() = default;

} // namespace dongthac::store
