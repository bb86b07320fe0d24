#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "client/sync/round.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"
#include "shared/office/workspace.hpp"
#include "sync-server/log.hpp"
#include "sync-server/metrics.hpp"
#include "sync-server/routes.hpp"
#include "sync-server/sync_server.hpp"
#include "tests/simulation/memory_disk.hpp"

namespace dongthac::simulation {

inline constexpr std::int64_t kStartMs = 1'790'000'000'000; ///< in September 2026
inline constexpr std::size_t kMostMachines = 50;
inline constexpr std::size_t kMostServers = 3;

/// What must never happen, in words. Thrown from wherever it is seen.
struct Violation {
    std::string what;
};

/// An error as a violation tells it.
[[nodiscard]] inline std::string words_of(const base::Error& error) {
    return std::string(base::name_of(error.code)) + " " + std::string(error.arg("reason"));
}

/// A value, or the violation that there is none.
template <class T>
[[nodiscard]] T must(base::Result<T> result, const std::string& what) {
    if (!result) throw Violation{what + ": " + words_of(result.error())};
    return std::move(*result);
}
inline void must(const base::Result<void>& result, const std::string& what) {
    if (!result) throw Violation{what + ": " + words_of(result.error())};
}

/// The real server without HTTP, on a memory disk.
class Server {
  public:
    explicit Server(std::string folder) : disk(std::move(folder)) {}

    void start();
    void stop();
    /// The program dies and starts again on what its disk holds.
    void restart_after_crash();
    /// An old copy takes the place of the database; a new epoch begins, as `dongthac-server serve` sees to.
    void restore(const MemoryDisk::Image& copy, base::Random& random);
    /// Nothing when the server died before it answered.
    [[nodiscard]] std::optional<sync::Reply> post(const std::string& path, base::ByteSpan body);
    [[nodiscard]] std::unique_ptr<store::FeedStore> store();
    /// A connection of its own beside the program, kept until that ends.
    [[nodiscard]] store::FeedStore& beside();
    /// The program looks for what was written beside it, as it does every second.
    void look_around();

    MemoryDisk disk;
    base::ManualClock clock{kStartMs};

  private:
    std::unique_ptr<store::FeedStore> beside_;
    std::unique_ptr<server::SyncServer> engine_;
    server::Metrics metrics_;
    std::ostringstream log_text_;
    server::RequestLog log_{log_text_};
    std::unique_ptr<server::Routes> routes_;
};

/// One PC: its folder, its clock, and the program that has it open.
struct Machine {
    Machine(std::string folder, std::uint64_t seed) : disk(std::move(folder)), random(seed) {}

    /// Opens the folder again after its program ended, however that was.
    void start();
    void stop();
    void restart_after_crash();

    MemoryDisk disk;
    base::ManualClock clock{kStartMs};
    base::SeededRandom random;
    std::optional<office::Workspace> office;
    std::size_t name = 0; ///< its place among the machines of a history
    model::OrgId org;
    std::size_t server = 0;
};

/// Offices enrolled at their servers, as a history begins.
struct Beginning {
    std::vector<MemoryDisk::Image> servers;
    struct Pc {
        MemoryDisk::Image image;
        model::OrgId org;
        std::size_t server = 0;
    };
    std::vector<Pc> machines;
};

/// A ward with two schools; or the same below a department with a second ward and its school, where every office can
/// say who its people are and how it works.
enum class Offices { ward, department };

/// One thread's empty real folders, and beginnings made once and used by every history of that thread.
class Ground {
  public:
    Ground();
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;
    ~Ground();

    [[nodiscard]] std::string folder(const std::string& name);
    /// `servers` servers, each with at least `machines` PCs of the offices; `variant` gives other ids.
    [[nodiscard]] const Beginning& beginning(std::size_t servers, std::size_t machines, std::size_t variant,
                                             Offices offices);

  private:
    [[nodiscard]] Beginning make(std::size_t servers, std::size_t machines, std::size_t variant, Offices offices);
    std::filesystem::path root_;
    std::map<std::tuple<std::size_t, std::size_t, std::size_t, Offices>, Beginning> beginnings_;
};

} // namespace dongthac::simulation
