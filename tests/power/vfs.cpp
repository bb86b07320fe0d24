#include "tests/power/vfs.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

#include <sqlite3.h>

#include "tests/power/allocation.hpp"
#include "tests/power/disk.hpp"

// SQLite's file layer over power::Disk. Locks and shared memory work within this process, as they do in the program;
// sizes and promises are those of the unix VFS (4096-byte sectors, power-safe overwrite).

namespace dongthac::power {

struct OpenFile {
    Disk& disk;
    std::shared_ptr<Inode> inode;
    std::string path;
    bool sync_folder_too = false; ///< as unixOpen(): the first sync of a journal or log makes its name durable
    bool delete_on_close = false;
    bool asked_before = false; ///< its connection has set its synchronous once, which it does when it is new
    bool lazy = false;         ///< its connection asked that commits are not flushed
};

namespace {

struct File {
    sqlite3_file base;
    OpenFile* open;
};

OpenFile& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file)->open; }

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

sqlite3*& newest_connection() {
    static sqlite3* connection = nullptr;
    return connection;
}

int file_close(sqlite3_file* file) {
    const Ungated ours;
    OpenFile* open = &of(file);
    open->inode->locks.erase(open);
    for (OpenFile*& holder : open->inode->exclusive)
        if (holder == open) holder = nullptr;
    for (auto& holders : open->inode->shared) holders.erase(open);
    if (open->delete_on_close) open->disk.remove(open->path);
    delete open;
    return SQLITE_OK;
}

int file_read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    const Ungated ours;
    const std::string& content = of(file).inode->content;
    std::memset(to, 0, static_cast<std::size_t>(size));
    const auto at = static_cast<std::size_t>(offset);
    if (at >= content.size()) return SQLITE_IOERR_SHORT_READ;
    const std::size_t there = std::min(static_cast<std::size_t>(size), content.size() - at);
    std::memcpy(to, content.data() + at, there);
    return there == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int file_write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    const Ungated ours;
    OpenFile& open = of(file);
    std::string data(static_cast<const char*>(from), static_cast<std::size_t>(size));
    return open.disk.write(*open.inode, open.path, std::move(data), static_cast<std::uint64_t>(offset)) ? SQLITE_OK
                                                                                                        : SQLITE_FULL;
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
    const Ungated ours;
    OpenFile& open = of(file);
    open.disk.truncate(*open.inode, open.path, static_cast<std::uint64_t>(size));
    return SQLITE_OK;
}

int file_sync(sqlite3_file* file, int) {
    const Ungated ours;
    OpenFile& open = of(file);
    open.disk.sync(*open.inode, open.path);
    if (std::exchange(open.sync_folder_too, false)) open.disk.sync_folder(folder_of(open.path));
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    const Ungated ours;
    *size = static_cast<sqlite3_int64>(of(file).inode->content.size());
    return SQLITE_OK;
}

int file_lock(sqlite3_file* file, int level) {
    const Ungated ours;
    OpenFile& open = of(file);
    for (const auto& [other, held] : open.inode->locks) {
        if (other == &open) continue;
        const bool barred = (level == SQLITE_LOCK_SHARED && held >= SQLITE_LOCK_PENDING) ||
                            (level == SQLITE_LOCK_RESERVED && held >= SQLITE_LOCK_RESERVED) ||
                            (level == SQLITE_LOCK_EXCLUSIVE && held >= SQLITE_LOCK_SHARED);
        if (barred) return SQLITE_BUSY;
    }
    int& mine = open.inode->locks[&open];
    mine = std::max(mine, level);
    return SQLITE_OK;
}

int file_unlock(sqlite3_file* file, int level) {
    const Ungated ours;
    OpenFile& open = of(file);
    open.inode->locks[&open] = level;
    return SQLITE_OK;
}

int file_check_reserved(sqlite3_file* file, int* reserved) {
    const Ungated ours;
    *reserved =
        std::ranges::any_of(of(file).inode->locks, [](const auto& one) { return one.second >= SQLITE_LOCK_RESERVED; });
    return SQLITE_OK;
}

int file_control(sqlite3_file* file, int op, void* argument) {
    const Ungated ours;
    OpenFile& open = of(file);
    if (op == SQLITE_FCNTL_COMMIT_PHASETWO) {
        ++open.disk.commits;
        open.disk.note({Op::Kind::commit, 0, open.lazy ? kLazyCommit : 0, {}, open.path, {}});
    }
    if (op != SQLITE_FCNTL_PRAGMA) return SQLITE_NOTFOUND;
    const char* const* words = static_cast<char**>(argument);
    // The day is too short for the program's own number of pages: a checkpoint must come within it.
    if (words[2] != nullptr && std::string_view(words[1]) == "wal_autocheckpoint") return SQLITE_OK;
    if (words[2] == nullptr || std::string_view(words[1]) != "synchronous") return SQLITE_NOTFOUND;
    // The program has just opened this database. SQLite sets its own number of pages after new_connection().
    if (!std::exchange(open.asked_before, true))
        sqlite3_wal_autocheckpoint(newest_connection(), open.disk.checkpoint_after);
    // "Done", without doing it: the control's own value stays (see new_connection).
    const auto& forced = open.disk.forced_synchronous;
    open.lazy = !forced && std::string_view(words[2]) == "NORMAL"; // a control's losses are not to be excused
    return forced && *forced != words[2] ? SQLITE_OK : SQLITE_NOTFOUND;
}

int file_sector(sqlite3_file*) { return 4096; }
int file_promises(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int memory_map(sqlite3_file* file, int region, int size, int extend, volatile void** out) {
    const Ungated ours;
    auto& regions = of(file).inode->shared_memory;
    if (size > 32768) return SQLITE_IOERR_SHMMAP;
    while (static_cast<int>(regions.size()) <= region) {
        if (extend == 0) {
            *out = nullptr;
            return SQLITE_OK;
        }
        regions.push_back(std::make_unique<std::array<char, 32768>>());
    }
    *out = regions[static_cast<std::size_t>(region)]->data();
    return SQLITE_OK;
}

int memory_lock(sqlite3_file* file, int first, int count, int flags) {
    const Ungated ours;
    OpenFile& open = of(file);
    Inode& inode = *open.inode;
    for (auto slot = static_cast<std::size_t>(first); slot < static_cast<std::size_t>(first + count); ++slot) {
        OpenFile*& exclusive = inode.exclusive.at(slot);
        std::set<OpenFile*>& shared = inode.shared.at(slot);
        const bool taken = exclusive != nullptr && exclusive != &open;
        const bool read = std::ranges::any_of(shared, [&](const OpenFile* other) { return other != &open; });
        if ((flags & SQLITE_SHM_LOCK) != 0 && (taken || ((flags & SQLITE_SHM_EXCLUSIVE) != 0 && read)))
            return SQLITE_BUSY;
    }
    for (auto slot = static_cast<std::size_t>(first); slot < static_cast<std::size_t>(first + count); ++slot) {
        const bool lock = (flags & SQLITE_SHM_LOCK) != 0;
        if ((flags & SQLITE_SHM_EXCLUSIVE) != 0)
            inode.exclusive.at(slot) = lock ? &open : nullptr;
        else if (lock)
            inode.shared.at(slot).insert(&open);
        else
            inode.shared.at(slot).erase(&open);
    }
    return SQLITE_OK;
}

void memory_barrier(sqlite3_file*) {}

int memory_unmap(sqlite3_file* file, int delete_it) {
    const Ungated ours;
    if (delete_it != 0) of(file).inode->shared_memory.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods kMethods = {
        2,           file_close,     file_read,           file_write,   file_truncate, file_sync,     file_size,
        file_lock,   file_unlock,    file_check_reserved, file_control, file_sector,   file_promises, memory_map,
        memory_lock, memory_barrier, memory_unmap,        nullptr,      nullptr};
    return kMethods;
}

Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

int vfs_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    const Ungated ours;
    Disk& disk = disk_of(vfs);
    static int temporary = 0;
    const std::string path = name != nullptr ? name : "/temporary/" + std::to_string(++temporary);
    std::shared_ptr<Inode> inode = disk.find(path);
    const bool is_new = inode == nullptr;
    file->pMethods = nullptr;
    if (is_new && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    if (is_new) inode = disk.create(path);
    constexpr int kNamesMatter = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
    auto* mine = reinterpret_cast<File*>(file);
    mine->open = new (std::nothrow)
        OpenFile{disk, std::move(inode), path, (flags & SQLITE_OPEN_CREATE) != 0 && (flags & kNamesMatter) != 0,
                 (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
    if (mine->open == nullptr) return SQLITE_NOMEM;
    file->pMethods = &methods();
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    const Ungated ours;
    Disk& disk = disk_of(vfs);
    if (!disk.remove(name)) return SQLITE_IOERR_DELETE_NOENT;
    if (sync_folder != 0) disk.sync_folder(folder_of(name));
    return SQLITE_OK;
}

int vfs_access(sqlite3_vfs* vfs, const char* name, int, int* found) {
    const Ungated ours;
    const auto inode = disk_of(vfs).find(name);
    *found = inode != nullptr && !inode->content.empty();
    return SQLITE_OK;
}

int vfs_full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    const Ungated ours;
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int vfs_random(sqlite3_vfs*, int size, char* out) {
    const Ungated ours;
    static std::uint32_t state = 1;
    for (int i = 0; i < size; ++i) out[i] = static_cast<char>((state = state * 1'664'525 + 1'013'904'223) >> 24);
    return size;
}

int vfs_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int vfs_time(sqlite3_vfs*, double* julian_day) {
    const Ungated ours;
    *julian_day = 2'461'366.5;
    return SQLITE_OK;
}
int vfs_last_error(sqlite3_vfs*, int, char*) { return 0; }

int new_connection(sqlite3* database, char**, const sqlite3_api_routines*) {
    const Ungated ours;
    Disk& disk = Disk::instance();
    newest_connection() = database; // before the pragma, which comes through file_control()
    if (disk.forced_synchronous)
        sqlite3_exec(database, ("PRAGMA synchronous=" + *disk.forced_synchronous).c_str(), nullptr, nullptr, nullptr);
    return SQLITE_OK;
}

} // namespace

void put_below_sqlite(Disk& disk) {
    fail_sqlite_memory_on_demand();
    static sqlite3_vfs vfs = {2,          sizeof(File),   512,     nullptr, "power", &disk,   vfs_open,   vfs_delete,
                              vfs_access, vfs_full_path,  nullptr, nullptr, nullptr, nullptr, vfs_random, vfs_sleep,
                              vfs_time,   vfs_last_error, nullptr, nullptr, nullptr, nullptr};
    sqlite3_vfs_register(&vfs, 1);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(new_connection));
}

} // namespace dongthac::power
