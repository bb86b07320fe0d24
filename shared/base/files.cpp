#include "shared/base/files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#ifdef _WIN32
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace dongthac::base {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

File open_file(const std::filesystem::path& path, const char* mode) {
#ifdef _WIN32
    const std::wstring wide_mode(mode, mode + std::strlen(mode));
    return File(_wfopen(path.c_str(), wide_mode.c_str()));
#else
    return File(std::fopen(path.c_str(), mode));
#endif
}

bool flush_to_disk(std::FILE* file) {
    if (std::fflush(file) != 0) return false;
#ifdef _WIN32
    return _commit(_fileno(file)) == 0;
#else
    // /dev/full, pipes and the like cannot be synced; they are not where work is kept.
    return ::fsync(::fileno(file)) == 0 || errno == EINVAL || errno == EROFS;
#endif
}

std::unexpected<Error> write_failure(const std::filesystem::path& path, int reason) {
    if (reason == ENOSPC) return fail(Code::disk_full, {{"path", path_to_utf8(path)}});
    return fail(Code::unwritable_file, {{"path", path_to_utf8(path)}, {"reason", std::strerror(reason)}});
}

} // namespace

std::filesystem::path path_from_utf8(std::string_view text) {
    return std::filesystem::path(std::u8string(text.begin(), text.end()));
}

std::string path_to_utf8(const std::filesystem::path& path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

Result<std::string> read_file(const std::filesystem::path& path, std::uintmax_t limit) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return fail(Code::missing_file, {{"path", path_to_utf8(path)}});
    std::error_code problem;
    const std::uintmax_t size = std::filesystem::file_size(path, problem);
    if (problem) return fail(Code::unreadable_file, {{"path", path_to_utf8(path)}, {"reason", problem.message()}});
    if (size > limit)
        return fail(Code::too_large,
                    {{"path", path_to_utf8(path)}, {"limit_mb", std::to_string(limit / (1024 * 1024))}});
    File file = open_file(path, "rb");
    if (!file) return fail(Code::unreadable_file, {{"path", path_to_utf8(path)}, {"reason", std::strerror(errno)}});
    std::string content(static_cast<std::size_t>(size), '\0');
    content.resize(std::fread(content.data(), 1, content.size(), file.get()));
    if (std::ferror(file.get()))
        return fail(Code::unreadable_file, {{"path", path_to_utf8(path)}, {"reason", std::strerror(errno)}});
    return content;
}

Result<void> make_folder(const std::filesystem::path& path) {
    std::error_code problem;
    std::filesystem::create_directories(path, problem);
    if (problem) return fail(Code::unwritable_file, {{"path", path_to_utf8(path)}, {"reason", problem.message()}});
    return {};
}

Result<void> sync_folder(const std::filesystem::path& folder) {
#ifdef _WIN32
    (void)folder;
    return {};
#else
    const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return write_failure(folder, errno);
    // Some network and read-only file systems cannot sync a folder; there is nothing more to do there.
    const bool synced = ::fsync(opened) == 0 || errno == EINVAL || errno == EROFS;
    const int reason = errno;
    ::close(opened);
    return synced ? Result<void>{} : write_failure(folder, reason);
#endif
}

Result<void> write_file(const std::filesystem::path& path, std::string_view content) {
    const std::filesystem::path beside = path.parent_path() / path_from_utf8(path_to_utf8(path.filename()) + ".part");
    {
        File file = open_file(beside, "wb");
        if (!file) return write_failure(path, errno);
        const bool written = std::fwrite(content.data(), 1, content.size(), file.get()) == content.size();
        if (!written || !flush_to_disk(file.get())) {
            const int reason = errno;
            file.reset();
            std::error_code ignored;
            std::filesystem::remove(beside, ignored);
            return write_failure(path, reason);
        }
    }
    std::error_code problem;
    std::filesystem::rename(beside, path, problem);
    if (problem) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        return fail(Code::unwritable_file, {{"path", path_to_utf8(path)}, {"reason", problem.message()}});
    }
    return sync_folder(path.parent_path());
}

} // namespace dongthac::base
