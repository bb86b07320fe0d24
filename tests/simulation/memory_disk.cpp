#include "tests/simulation/memory_disk.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

#include <sqlite3.h>

namespace dongthac::simulation {

namespace {

constexpr std::size_t kShmLocks = SQLITE_SHM_NLOCK;

/// One file and everything its connections share: bytes, locks, and the index of its write-ahead log.
struct MemoryFile {
    std::shared_ptr<base::Bytes> bytes = std::make_shared<base::Bytes>();
    int shared = 0;
    const void* reserved = nullptr;
    const void* exclusive = nullptr;
    std::vector<std::unique_ptr<base::Bytes>> regions;
    std::array<int, kShmLocks> shm_shared{};
    std::array<const void*, kShmLocks> shm_exclusive{};

    /// Bytes that may be written: an image that shares them keeps its own.
    base::Bytes& own() {
        if (bytes.use_count() > 1) bytes = std::make_shared<base::Bytes>(*bytes);
        return *bytes;
    }
};

} // namespace

struct MemoryDisk::State {
    std::map<std::string, std::shared_ptr<MemoryFile>> files;
    std::uint64_t generation = 0; ///< counts restarts: handles of a dead program stay dead
    std::uint64_t writes_left = 0;
    unsigned torn = 0;
    bool armed = false;
    bool dead = false;

    /// True when the write about to happen is the one the program dies at.
    bool dies_now() {
        if (!armed || --writes_left > 0) return false;
        armed = false;
        dead = true;
        return true;
    }
};

namespace {

using State = MemoryDisk::State;

std::map<std::string, std::shared_ptr<State>>& mounts() {
    thread_local std::map<std::string, std::shared_ptr<State>> mounted;
    return mounted;
}

/// What SQLite holds of an open file. `base` must come first.
struct Handle {
    sqlite3_file base;
    std::shared_ptr<State> disk; ///< none for a temporary file
    std::shared_ptr<MemoryFile> file;
    std::uint64_t generation;
    int level;
    unsigned shm_shared;
    unsigned shm_exclusive;

    [[nodiscard]] bool dead() const { return disk && (disk->dead || disk->generation != generation); }
};

Handle& handle_of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

void release_shm(Handle& handle) {
    for (std::size_t i = 0; i < kShmLocks; ++i) {
        if ((handle.shm_shared >> i & 1u) != 0) --handle.file->shm_shared[i];
        if ((handle.shm_exclusive >> i & 1u) != 0) handle.file->shm_exclusive[i] = nullptr;
    }
    handle.shm_shared = handle.shm_exclusive = 0;
}

int unlock(sqlite3_file* file, int level) {
    Handle& handle = handle_of(file);
    if (handle.level <= level || handle.dead()) return SQLITE_OK;
    MemoryFile& shared = *handle.file;
    if (shared.exclusive == &handle) shared.exclusive = nullptr;
    if (shared.reserved == &handle) shared.reserved = nullptr;
    if (level == SQLITE_LOCK_NONE) --shared.shared;
    handle.level = level;
    return SQLITE_OK;
}

int lock(sqlite3_file* file, int level) {
    Handle& handle = handle_of(file);
    if (handle.dead()) return SQLITE_IOERR_LOCK;
    if (handle.level >= level) return SQLITE_OK;
    MemoryFile& shared = *handle.file;
    if (shared.exclusive != nullptr && shared.exclusive != &handle) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_SHARED) {
        ++shared.shared;
    } else {
        if (shared.reserved != nullptr && shared.reserved != &handle) return SQLITE_BUSY;
        if (level == SQLITE_LOCK_EXCLUSIVE && shared.shared > 1) return SQLITE_BUSY;
        shared.reserved = &handle;
        if (level == SQLITE_LOCK_EXCLUSIVE) shared.exclusive = &handle;
    }
    handle.level = level;
    return SQLITE_OK;
}

int is_reserved(sqlite3_file* file, int* out) {
    *out = handle_of(file).file->reserved != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int close(sqlite3_file* file) {
    Handle& handle = handle_of(file);
    if (!handle.dead()) {
        unlock(file, SQLITE_LOCK_NONE);
        release_shm(handle);
    }
    handle.~Handle();
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
    const Handle& handle = handle_of(file);
    if (handle.dead()) return SQLITE_IOERR_READ;
    const base::Bytes& bytes = *handle.file->bytes;
    const auto at = std::min(static_cast<std::size_t>(offset), bytes.size());
    const std::size_t there = std::min(static_cast<std::size_t>(amount), bytes.size() - at);
    std::memcpy(to, bytes.data() + at, there);
    std::memset(static_cast<char*>(to) + there, 0, static_cast<std::size_t>(amount) - there);
    return there == static_cast<std::size_t>(amount) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
    Handle& handle = handle_of(file);
    if (handle.dead()) return SQLITE_IOERR_WRITE;
    auto size = static_cast<std::size_t>(amount);
    const bool dies = handle.disk && handle.disk->dies_now();
    if (dies) size = size * handle.disk->torn / 256;
    base::Bytes& bytes = handle.file->own();
    const auto at = static_cast<std::size_t>(offset);
    if (bytes.size() < at + size) bytes.resize(at + size);
    std::memcpy(bytes.data() + at, from, size);
    return dies ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    Handle& handle = handle_of(file);
    if (handle.dead() || (handle.disk && handle.disk->dies_now())) return SQLITE_IOERR_TRUNCATE;
    handle.file->own().resize(static_cast<std::size_t>(size));
    return SQLITE_OK;
}

int sync(sqlite3_file* file, int /*flags*/) {
    const Handle& handle = handle_of(file);
    return handle.dead() || (handle.disk && handle.disk->dies_now()) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* out) {
    *out = static_cast<sqlite3_int64>(handle_of(file).file->bytes->size());
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return 0; }

int shm_map(sqlite3_file* file, int region, int size, int extend, volatile void** out) {
    const Handle& handle = handle_of(file);
    *out = nullptr;
    if (handle.dead()) return SQLITE_IOERR_SHMMAP;
    auto& regions = handle.file->regions;
    const auto index = static_cast<std::size_t>(region);
    if (regions.size() <= index && extend == 0) return SQLITE_OK;
    while (regions.size() <= index) regions.push_back(std::make_unique<base::Bytes>(static_cast<std::size_t>(size)));
    *out = regions[index]->data();
    return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    Handle& handle = handle_of(file);
    if (handle.dead()) return SQLITE_IOERR_SHMLOCK;
    MemoryFile& shared = *handle.file;
    const auto begin = static_cast<std::size_t>(offset);
    const auto end = begin + static_cast<std::size_t>(count);
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        for (std::size_t i = begin; i < end; ++i) {
            if (exclusive && (handle.shm_exclusive >> i & 1u) != 0) shared.shm_exclusive[i] = nullptr;
            if (!exclusive && (handle.shm_shared >> i & 1u) != 0) --shared.shm_shared[i];
            (exclusive ? handle.shm_exclusive : handle.shm_shared) &= ~(1u << i);
        }
        return SQLITE_OK;
    }
    for (std::size_t i = begin; i < end; ++i) {
        const int mine = static_cast<int>(handle.shm_shared >> i & 1u);
        if (shared.shm_exclusive[i] != nullptr && shared.shm_exclusive[i] != &handle) return SQLITE_BUSY;
        if (exclusive && shared.shm_shared[i] > mine) return SQLITE_BUSY;
    }
    for (std::size_t i = begin; i < end; ++i) {
        const bool has = ((exclusive ? handle.shm_exclusive : handle.shm_shared) >> i & 1u) != 0;
        if (has) continue;
        if (exclusive)
            shared.shm_exclusive[i] = &handle;
        else
            ++shared.shm_shared[i];
        (exclusive ? handle.shm_exclusive : handle.shm_shared) |= 1u << i;
    }
    return SQLITE_OK;
}

void shm_barrier(sqlite3_file*) {}

int shm_unmap(sqlite3_file* file, int remove) {
    Handle& handle = handle_of(file);
    if (handle.dead()) return SQLITE_OK;
    release_shm(handle);
    if (remove != 0) handle.file->regions.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {
    2,         close,       read,    write,       truncate,        sync,    file_size, lock,
    unlock,    is_reserved, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,     nullptr};

/// The disk of a file and the file's name on it.
std::pair<std::shared_ptr<State>, std::string> place_of(const char* path) {
    const std::string whole(path);
    const std::size_t slash = whole.find_last_of('/');
    if (slash == std::string::npos) return {};
    const auto found = mounts().find(whole.substr(0, slash));
    if (found == mounts().end()) return {};
    return {found->second, whole.substr(slash + 1)};
}

int open_file(sqlite3_vfs*, sqlite3_filename path, sqlite3_file* file, int flags, int* out_flags) {
    file->pMethods = nullptr;
    std::shared_ptr<State> disk;
    std::shared_ptr<MemoryFile> opened;
    if (path == nullptr) {
        opened = std::make_shared<MemoryFile>();
    } else {
        auto [found, name] = place_of(path);
        if (!found || found->dead) return SQLITE_CANTOPEN;
        disk = found;
        auto& slot = disk->files[name];
        if (!slot) {
            if ((flags & SQLITE_OPEN_CREATE) == 0) {
                disk->files.erase(name);
                return SQLITE_CANTOPEN;
            }
            slot = std::make_shared<MemoryFile>();
        }
        opened = slot;
    }
    const std::uint64_t generation = disk ? disk->generation : 0;
    new (file) Handle{{&kMethods}, std::move(disk), std::move(opened), generation, SQLITE_LOCK_NONE, 0, 0};
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* path, int /*sync*/) {
    auto [disk, name] = place_of(path);
    if (!disk || disk->dead || disk->dies_now()) return SQLITE_IOERR_DELETE;
    return disk->files.erase(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int access_file(sqlite3_vfs*, const char* path, int /*flags*/, int* out) {
    const auto [disk, name] = place_of(path);
    *out = disk && disk->files.contains(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    const std::size_t length = std::strlen(path) + 1;
    if (length > static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::memcpy(out, path, length);
    return SQLITE_OK;
}

// Nothing may depend on the machine's clock or randomness: a seed must replay.
int no_randomness(sqlite3_vfs*, int size, char* out) {
    std::memset(out, 7, static_cast<std::size_t>(size));
    return size;
}
int no_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int no_time(sqlite3_vfs*, double* out) {
    *out = 2'461'366.0;
    return SQLITE_OK;
}
int no_error(sqlite3_vfs*, int, char*) { return 0; }

} // namespace

MemoryDisk::MemoryDisk(std::string folder) : folder_(std::move(folder)), state_(std::make_shared<State>()) {
    mounts()[folder_] = state_;
}

MemoryDisk::~MemoryDisk() { mounts().erase(folder_); }

MemoryDisk::Image MemoryDisk::image() const {
    Image image;
    for (const auto& [name, file] : state_->files) image[name] = file->bytes;
    return image;
}

void MemoryDisk::load(const Image& image) {
    restart();
    state_->files.clear();
    for (const auto& [name, bytes] : image) {
        auto file = std::make_shared<MemoryFile>();
        file->bytes = std::const_pointer_cast<base::Bytes>(bytes); // own() copies before the first write
        state_->files[name] = std::move(file);
    }
}

void MemoryDisk::crash_after(std::uint64_t writes, unsigned torn) {
    state_->armed = writes > 0;
    state_->writes_left = writes;
    state_->torn = torn;
}

void MemoryDisk::cut() { state_->dead = true; }

bool MemoryDisk::crashed() const { return state_->dead; }

void MemoryDisk::restart() {
    ++state_->generation;
    state_->dead = state_->armed = false;
    for (auto& [name, file] : state_->files) {
        auto fresh = std::make_shared<MemoryFile>();
        fresh->bytes = file->bytes;
        file = std::move(fresh);
    }
}

void use_memory_disks() {
    static sqlite3_vfs vfs = {1,         sizeof(Handle), 1'024,         nullptr,   "memory-disk", nullptr,
                              open_file, delete_file,    access_file,   full_path, nullptr,       nullptr,
                              nullptr,   nullptr,        no_randomness, no_sleep,  no_time,       no_error,
                              nullptr,   nullptr,        nullptr,       nullptr};
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) std::abort();
}

} // namespace dongthac::simulation
