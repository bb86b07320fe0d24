#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/edits.hpp"
#include "bench/server_program.hpp"
#include "client/sync/round.hpp"
#include "client/sync/state_first.hpp"
#include "client/sync/transport.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::bench {

/// One PC of an office: the product's own workspace and rounds over HTTP, with the workload mapped onto them. A record
/// is a node of one plan, its name the node's label; a record's eight fields are eight registers of that node (which
/// ones: desk.cpp). Throws std::runtime_error where the product refuses.
class Desk {
  public:
    /// Opens the folder; a new one joins `org` first.
    Desk(const std::filesystem::path& folder, const ServerProgram& server, const std::string& org,
         const std::vector<std::string>& roles);

    /// A new plan of this office, which later edits go to.
    void begin_plan();
    /// The plan another PC began.
    void read_plan(const base::DocumentId& plan) { plan_ = plan; }
    /// Makes the records that are missing (one act), then sets every field (one act): two commits for any number.
    void edit_many(const std::vector<Edit>& edits);
    /// One field of one record: one act, durable when it returns.
    void edit(const Edit& edit);
    /// Issues the plan for the offices below; a round has to confirm it.
    void issue();
    /// One round over a connection of its own, as the product's background thread does.
    sync::RoundReport sync();
    /// What follows a round in the background: history behind a state, a new state to upload.
    sync::FollowedUp follow_up();
    [[nodiscard]] State state();

    [[nodiscard]] const base::DocumentId& plan() const { return plan_; }
    [[nodiscard]] office::Workspace& office() { return *office_; }

  private:
    void add_records(const std::vector<Edit>& edits);
    /// Kept from round to round, as the program's own thread keeps it.
    sync::Transport& transport();
    std::string url_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    std::unique_ptr<office::Workspace> office_;
    std::unique_ptr<sync::Transport> transport_;
    base::DocumentId plan_;
    std::map<std::string, base::NodeId> records_;
};

} // namespace dongthac::bench
