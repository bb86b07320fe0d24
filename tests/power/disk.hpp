#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dongthac::power {

/// Files of a disk, by path.
using Files = std::map<std::string, std::string>;

/// One thing that was done to the disk. `commit` is SQLite's word that a transaction of the database `path` is over,
/// `told` that a caller was told something: neither touches the disk, both say what a power cut must not take back.
struct Op {
    enum class Kind { write, truncate, sync, create, remove, rename, sync_folder, commit, told };
    Kind kind = Kind::write;
    int inode = 0;
    std::uint64_t offset = 0; ///< of a write; new size of a truncate; place in Tape::told; kLazyCommit
    std::string data;
    std::string path; ///< of the file, also where the op is about an inode
    std::string to;
};

/// Op::offset of a commit that nobody was promised: it is kept once a later one of the same database is.
inline constexpr std::uint64_t kLazyCommit = 1;

struct OpenFile;

struct Inode {
    int number = 0;
    std::string content;
    // Locks and shared memory as the system keeps them: gone with the power.
    std::map<OpenFile*, int> locks;
    std::vector<std::unique_ptr<std::array<char, 32768>>> shared_memory;
    std::array<OpenFile*, 8> exclusive{};
    std::array<std::set<OpenFile*>, 8> shared;
};

/// A disk in memory below the whole program: SQLite reaches it through the default VFS, the program's own renames,
/// removals and folder syncs through hooks.cpp. One thread.
class Disk {
  public:
    /// The program's only disk; made, and put below SQLite, by the first call, which must come before any other use of
    /// SQLite.
    static Disk& instance();
    Disk(const Disk&) = delete;

    /// Throws everything away and holds `files` instead, all of it durable. No file may be open.
    void load(const Files& files);
    [[nodiscard]] Files files() const;

    /// What is done from now on goes to `tape` as well (borrowed); nullptr ends it.
    void record(std::vector<Op>* tape) { tape_ = tape; }
    /// How many ops the tape has by now.
    [[nodiscard]] std::size_t now() const { return tape_ == nullptr ? 0 : tape_->size(); }
    void note(Op op) {
        if (tape_ != nullptr) tape_->push_back(std::move(op));
    }

    /// The disk is full after this many more writes; nothing for never. Deleting or truncating makes no room.
    std::optional<std::uint64_t> writes_until_full;
    std::uint64_t writes = 0;
    std::uint64_t commits = 0;
    /// Every connection runs at this PRAGMA synchronous, whatever the program asks for. For controls only.
    std::optional<std::string> forced_synchronous;
    /// Pages in the log after which a commit writes them back, so that a short day holds many checkpoints.
    int checkpoint_after = 40;

    // What the VFS and the hooks call.
    [[nodiscard]] std::shared_ptr<Inode> find(const std::string& path) const;
    [[nodiscard]] std::shared_ptr<Inode> create(const std::string& path);
    bool remove(const std::string& path);
    bool rename(const std::string& from, const std::string& to);
    void sync_folder(const std::string& folder);
    /// False when there is no room.
    bool write(Inode& inode, const std::string& path, std::string data, std::uint64_t offset);
    void truncate(Inode& inode, const std::string& path, std::uint64_t size);
    void sync(Inode& inode, const std::string& path);

  private:
    Disk();
    std::map<std::string, std::shared_ptr<Inode>> names_;
    std::vector<Op>* tape_ = nullptr;
    int last_inode_ = 0;
};

} // namespace dongthac::power
