// What the program asks of the system without SQLite: renames, removals, folder syncs, and memory. The test program
// answers in the system's place; a path that power::Disk does not know goes on to the system.

#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/power/allocation.hpp"
#include "tests/power/disk.hpp"

namespace dongthac::power {

namespace {

int& ungated() {
    static int depth = 0;
    return depth;
}

struct Gate {
    std::uint64_t left = 0; ///< allocations until the refused one; 0 for none
    Lasts lasts = Lasts::once;
    bool refused = false;

    bool lets_through() {
        if (left == 0 || ungated() > 0) return true;
        if (--left > 0) return true;
        refused = true;
        if (lasts == Lasts::on) left = 1;
        return false;
    }
};

Gate& gate(Memory memory) {
    static Gate gates[2];
    return gates[static_cast<int>(memory)];
}

sqlite3_mem_methods& usual() {
    static sqlite3_mem_methods methods;
    return methods;
}

void* sqlite_allocate(int size) { return gate(Memory::sqlite).lets_through() ? usual().xMalloc(size) : nullptr; }
void* sqlite_resize(void* block, int size) {
    return gate(Memory::sqlite).lets_through() ? usual().xRealloc(block, size) : nullptr;
}

} // namespace

void fail_sqlite_memory_on_demand() {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual());
    sqlite3_mem_methods ours = usual();
    ours.xMalloc = sqlite_allocate;
    ours.xRealloc = sqlite_resize;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}

void fail_allocation(Memory memory, std::uint64_t nth, Lasts lasts) { gate(memory) = {nth, lasts, false}; }

Ungated::Ungated() { ++ungated(); }
Ungated::~Ungated() { --ungated(); }

bool memory_is_back() {
    const bool refused = gate(Memory::sqlite).refused || gate(Memory::cpp).refused;
    gate(Memory::sqlite) = {};
    gate(Memory::cpp) = {};
    return refused;
}

} // namespace dongthac::power

using dongthac::power::Disk;
using dongthac::power::Ungated;

extern "C" int rename(const char* from, const char* to) noexcept {
    const Ungated ours;
    if (Disk::instance().rename(from, to)) return 0;
    return static_cast<int>(::syscall(SYS_rename, from, to));
}

extern "C" int remove(const char* path) noexcept {
    const Ungated ours;
    if (Disk::instance().remove(path)) return 0;
    if (::syscall(SYS_unlink, path) == 0) return 0;
    return static_cast<int>(::syscall(SYS_rmdir, path));
}

/// A file that std::fopen wrote is not of this disk; a folder is, when the program syncs one.
extern "C" int fsync(int file) {
    const Ungated ours;
    struct stat kind {};
    if (::fstat(file, &kind) == 0 && S_ISDIR(kind.st_mode)) {
        char path[4096];
        const auto size = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path);
        if (size > 0) Disk::instance().sync_folder(std::string(path, static_cast<std::size_t>(size)));
    }
    return static_cast<int>(::syscall(SYS_fsync, file));
}

void* operator new(std::size_t size) {
    using namespace dongthac::power;
    if (!gate(Memory::cpp).lets_through()) throw std::bad_alloc();
    if (void* block = std::malloc(size == 0 ? 1 : size)) return block;
    throw std::bad_alloc();
}
/// Said too, or a sanitizer's own would give what ours takes back.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    using namespace dongthac::power;
    return gate(Memory::cpp).lets_through() ? std::malloc(size == 0 ? 1 : size) : nullptr;
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
