#include "shared/store/gather_vfs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>

#include <sqlite3.h>

namespace dongthac::store {

namespace {

constexpr const char* kName = "dongthac-gather";

// A frame of the log is a head of 24 bytes, which SQLite writes by itself, and a page (SQLite file format §4.1).
constexpr int kFrameHead = 24;
constexpr int kSizeAfterCommit = 4; ///< place in the head; not 0 in the last frame of a transaction
constexpr std::size_t kMostGathered = std::size_t{128} << 10;

sqlite3_vfs* below = nullptr; ///< set once, before any file is opened through this

/// An open log. SQLite makes room for it and for the file below, which lies behind it.
struct Log {
    sqlite3_file as_sqlite;
    sqlite3_file* file;
    std::uint8_t* gathered; ///< owned; nullptr when there was no memory: then everything is written at once
    std::size_t size;       ///< bytes gathered
    sqlite3_int64 at;       ///< where they begin in the file
    bool commits;           ///< the head just gathered is that of a transaction's last frame
};

constexpr std::size_t kLogRoom = (sizeof(Log) + alignof(std::max_align_t) - 1) & ~(alignof(std::max_align_t) - 1);

Log& log_of(sqlite3_file* file) { return *reinterpret_cast<Log*>(file); }

int flush(Log& log) {
    if (log.size == 0) return SQLITE_OK;
    const int size = static_cast<int>(log.size);
    log.size = 0; // after an error SQLite takes the transaction back; nothing of it is to be written later
    log.commits = false;
    return log.file->pMethods->xWrite(log.file, log.gathered, size, log.at);
}

bool is_head_of_commit(const void* bytes) {
    const auto* size = static_cast<const std::uint8_t*>(bytes) + kSizeAfterCommit;
    return std::any_of(size, size + 4, [](std::uint8_t byte) { return byte != 0; });
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    Log& log = log_of(file);
    const auto length = static_cast<std::size_t>(size);
    const bool follows = log.size > 0 && at == log.at + static_cast<sqlite3_int64>(log.size);
    const bool is_head = size == kFrameHead;
    if (!follows || log.size + length > kMostGathered) {
        if (const int flushed = flush(log); flushed != SQLITE_OK) return flushed;
        if (log.gathered == nullptr || !is_head) return log.file->pMethods->xWrite(log.file, bytes, size, at);
        log.at = at;
    }
    std::memcpy(log.gathered + log.size, bytes, length);
    log.size += length;
    if (is_head) {
        log.commits = is_head_of_commit(bytes);
        return SQLITE_OK;
    }
    // The page of the last frame: from here on others may look for the transaction, and SQLite for an error.
    return log.commits ? flush(log) : SQLITE_OK;
}

int close(sqlite3_file* file) {
    Log& log = log_of(file);
    const int flushed = flush(log);
    delete[] log.gathered;
    const int closed = log.file->pMethods->xClose(log.file);
    return flushed != SQLITE_OK ? flushed : closed;
}

/// A method of the file below that must find there what was gathered.
template <auto Method, class... Args>
int flushed_first(sqlite3_file* file, Args... args) {
    Log& log = log_of(file);
    if (const int flushed = flush(log); flushed != SQLITE_OK) return flushed;
    return (log.file->pMethods->*Method)(log.file, args...);
}

template <auto Method, class... Args>
int passed_on(sqlite3_file* file, Args... args) {
    Log& log = log_of(file);
    return (log.file->pMethods->*Method)(log.file, args...);
}

using Methods = sqlite3_io_methods;
const Methods kMethods = {.iVersion = 1, // the later ones are for main databases
                          .xClose = close,
                          .xRead = flushed_first<&Methods::xRead, void*, int, sqlite3_int64>,
                          .xWrite = write,
                          .xTruncate = flushed_first<&Methods::xTruncate, sqlite3_int64>,
                          .xSync = flushed_first<&Methods::xSync, int>,
                          .xFileSize = flushed_first<&Methods::xFileSize, sqlite3_int64*>,
                          .xLock = passed_on<&Methods::xLock, int>,
                          .xUnlock = passed_on<&Methods::xUnlock, int>,
                          .xCheckReservedLock = passed_on<&Methods::xCheckReservedLock, int*>,
                          .xFileControl = flushed_first<&Methods::xFileControl, int, void*>,
                          .xSectorSize = passed_on<&Methods::xSectorSize>,
                          .xDeviceCharacteristics = passed_on<&Methods::xDeviceCharacteristics>,
                          .xShmMap = nullptr,
                          .xShmLock = nullptr,
                          .xShmBarrier = nullptr,
                          .xShmUnmap = nullptr,
                          .xFetch = nullptr,
                          .xUnfetch = nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    if ((flags & SQLITE_OPEN_WAL) == 0) return below->xOpen(below, name, file, flags, flags_out);
    auto* under = reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(file) + kLogRoom);
    under->pMethods = nullptr;
    file->pMethods = nullptr;
    const int opened = below->xOpen(below, name, under, flags, flags_out);
    if (opened != SQLITE_OK) {
        if (under->pMethods != nullptr) (void)under->pMethods->xClose(under);
        return opened;
    }
    new (file) Log{{&kMethods}, under, new (std::nothrow) std::uint8_t[kMostGathered], 0, 0, false};
    return SQLITE_OK;
}

sqlite3_vfs make() {
    below = sqlite3_vfs_find(nullptr);
    sqlite3_vfs vfs = *below;
    vfs.pNext = nullptr;
    vfs.zName = kName;
    vfs.szOsFile = below->szOsFile + static_cast<int>(kLogRoom);
    vfs.xOpen = open;
    return vfs;
}

} // namespace

const char* gathering_vfs() {
    static sqlite3_vfs vfs = make();
    static const bool registered = sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
    return registered ? kName : nullptr;
}

} // namespace dongthac::store
