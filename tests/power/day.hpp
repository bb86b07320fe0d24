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
#include "tests/power/disk.hpp"

namespace dongthac::power {

/// What a caller was told is kept: from then on no power cut may take it back.
struct Told {
    std::uint64_t changes = 0;      ///< in the log of that database
    std::set<std::string> segments; ///< power::segment_name of those acknowledged
    std::set<std::string> copies;   ///< backups made
};

/// A school's PC, its ward's PC and the server between them, on one power::Disk, without HTTP and threads. All in
/// folders below `root`, which is a real and empty folder: only databases are on the power::Disk.
class Bench {
  public:
    explicit Bench(std::filesystem::path root);
    ~Bench();

    [[nodiscard]] std::string database(std::string_view machine) const; ///< "pc", "ward" or "server"
    [[nodiscard]] std::filesystem::path folder(std::string_view machine) const { return root_ / machine; }

    base::Result<void> open(std::string_view machine);
    void close(std::string_view machine);
    void close_all();
    /// Opens again what was open, on whatever the disk holds by now.
    base::Result<void> reopen();
    [[nodiscard]] std::set<std::string> is_open() const;

    [[nodiscard]] office::Workspace& office(std::string_view machine) { return *(machine == "pc" ? pc_ : ward_); }
    [[nodiscard]] server::SyncServer& server() { return *server_; }
    base::Result<void> sync(std::string_view machine);
    base::Result<void> join(std::string_view machine, const std::string& org, const std::set<model::Role>& roles);
    base::Result<void> back_up_server(const std::filesystem::path& to);

    /// Notes on the tape that the caller was told.
    void tell(std::string_view machine, Told told);

    base::ManualClock clock{1'790'000'000'000}; ///< in September 2026
    base::SeededRandom random{20261121};
    base::DocumentId document;                ///< the plan the day is about
    std::vector<Told>* told = nullptr;        ///< borrowed; where tell() keeps them while a tape runs
    std::map<std::string, std::string> codes; ///< invitations by machine

  private:
    friend class PlainTransport;
    std::filesystem::path root_;
    std::optional<office::Workspace> pc_;
    std::optional<office::Workspace> ward_;
    std::unique_ptr<server::SyncServer> server_;
    server::Metrics metrics_;
    std::ostringstream log_text_;
    server::RequestLog log_{log_text_};
    std::unique_ptr<server::Routes> routes_;
};

/// One step of the day. What a person does is one durable act: exactly one commit of that database.
struct Step {
    std::string name;
    std::string machine;
    enum class By { person, program } by = By::person;
    std::function<base::Result<void>(Bench&)> run;
};

/// A real working day: first start on an old schema, a draft, joining, typing, rounds with the server, a decision and
/// its answer, the copies of the day, closing, and the next start.
[[nodiscard]] std::vector<Step> working_day();

/// Runs one step and tells what came of it. Errors: the step's; internal when a person's act was not one commit.
[[nodiscard]] base::Result<void> run_step(Bench& bench, const Step& step);

/// Two rounds each; then the school and the server must agree and prove sound. Both must be open. What differs, or "".
[[nodiscard]] std::string converge(Bench& bench);

/// What office::check says of the school's PC alone; "" when all is well.
[[nodiscard]] std::string check_alone(Bench& bench);

} // namespace dongthac::power
