#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "shared/base/bytes.hpp"

namespace dongthac::simulation {

/// A folder whose database files live in memory, so that a history costs no disk, can be copied at any instant and can
/// crash between any two writes. Visible to the thread that made it, while it lives.
class MemoryDisk {
  public:
    /// The files of a folder at one instant, shared until somebody writes.
    using Image = std::map<std::string, std::shared_ptr<const base::Bytes>>;

    /// `folder` must exist as an empty real folder: only databases go to memory.
    explicit MemoryDisk(std::string folder);
    MemoryDisk(const MemoryDisk&) = delete;
    MemoryDisk& operator=(const MemoryDisk&) = delete;
    ~MemoryDisk();

    [[nodiscard]] const std::string& folder() const { return folder_; }

    /// What a copy of the folder taken now holds, uncommitted work in its log included.
    [[nodiscard]] Image image() const;
    /// Puts `image` in place of everything. Nobody may have the folder open.
    void load(const Image& image);

    /// The program dies at the `writes`-th write from now (1 = the next), of which the first `torn` 256ths still
    /// arrive.
    void crash_after(std::uint64_t writes, unsigned torn);
    /// Nothing is written or read any more: the program is dead and only has to be put away.
    void cut();
    [[nodiscard]] bool crashed() const;
    /// The program starts again on what is there. Whatever was open before stays dead.
    void restart();

    struct State;

  private:
    std::string folder_;
    std::shared_ptr<State> state_;
};

/// Every SQLite database this process opens from now on is on a MemoryDisk. Call once, before any thread.
void use_memory_disks();

} // namespace dongthac::simulation
