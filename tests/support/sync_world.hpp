#pragma once

#include <functional>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "client/sync/round.hpp"
#include "shared/document/document_json.hpp"
#include "shared/model/record.hpp"
#include "shared/office/check.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/log.hpp"
#include "shared/store/feed_store.hpp"
#include "shared/store/sqlite.hpp"
#include "sync-server/document.hpp"
#include "sync-server/log.hpp"
#include "sync-server/metrics.hpp"
#include "sync-server/open_store.hpp"
#include "sync-server/routes.hpp"
#include "sync-server/setup.hpp"
#include "sync-server/sync_server.hpp"
#include "sync-server/verify.hpp"
#include "tests/support/meaning.hpp"
#include "tests/support/property.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::tests {

inline constexpr std::int64_t kSeptember2026 = 1'790'000'000'000; ///< what clocks show unless told otherwise

/// What the network does to one request.
enum class Fate { arrives, request_lost, answer_lost, arrives_twice };

inline constexpr std::string_view kWardAndSchools = R"([
    {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee","symbol":"UBND","place":"Hoa Mai"},
    {"id":"truong-a","name":"Trường A","kind":"school","parent":"phuong","symbol":"TA","place":"Hoa Mai"},
    {"id":"truong-b","name":"Trường B","kind":"school","parent":"phuong","symbol":"TB","place":"Hoa Mai"}])";

/// The real server of a test, without HTTP, that can be stopped, started and put on another day.
class ServerBox {
  public:
    explicit ServerBox(std::string_view offices = kWardAndSchools, std::int64_t wall_ms = kSeptember2026)
        : clock(wall_ms) {
        const auto orgs = server::parse_orgs(offices);
        EXPECT_TRUE(orgs);
        EXPECT_TRUE(server::initialise(folder_.path(), *orgs, clock, random_));
        start();
    }
    void start() {
        engine_ = server::SyncServer::open(store(), clock).value();
        routes_ = std::make_unique<server::Routes>(*engine_, metrics_, log_, clock);
    }
    void stop() {
        routes_.reset();
        engine_.reset();
    }
    /// What `serve` does from time to time: takes over what commands wrote beside it.
    void look_around() { EXPECT_TRUE(engine_->look_around()); }
    /// A backup as the administrator makes it.
    void keep_copy(const std::filesystem::path& folder) {
        std::filesystem::create_directories(folder);
        EXPECT_TRUE(store()->backup_to(store::feed_store_file(folder)));
    }
    /// The data folder is lost and the copy takes its place.
    void go_back_to(const std::filesystem::path& folder) {
        stop();
        const std::filesystem::path file = store::feed_store_file(folder_.path());
        for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + part);
        std::filesystem::copy_file(store::feed_store_file(folder), file);
        EXPECT_TRUE(server::begin_run(*store(), folder_.path(), clock, random_));
        start();
    }
    /// Nothing while the server is down.
    [[nodiscard]] std::optional<sync::Reply> answer(const std::string& path, base::ByteSpan body) {
        if (!routes_) return std::nullopt;
        const server::Reply reply = routes_->post(path, body, "peer");
        const base::ByteSpan bytes = base::as_bytes(reply.body);
        return sync::Reply{reply.status, base::Bytes(bytes.begin(), bytes.end())};
    }
    [[nodiscard]] std::unique_ptr<store::FeedStore> store() {
        return std::move(server::open_store(folder_.path()).value());
    }
    /// What a running server does beside its work.
    void pack(const store::PackRule& rule) { EXPECT_TRUE(server::pack_old_segments(folder_.path(), rule)); }
    [[nodiscard]] std::size_t packs() {
        auto database = store::Database::open(store::feed_store_file(folder_.path())).value();
        auto count = database.prepare("SELECT count(*) FROM pack").value();
        EXPECT_TRUE(count.step());
        return static_cast<std::size_t>(count.integer(0));
    }
    [[nodiscard]] std::string invite(const model::OrgId& org, const std::set<model::Role>& roles) {
        return server::invite(*store(), org, roles, 7, clock, random_).value().code;
    }
    [[nodiscard]] std::string shown(const model::OrgId& org, const base::DocumentId& document) {
        const auto built = server::build_document(*store(), "own/" + org, document);
        EXPECT_TRUE(built);
        return built ? document::document_json(*built).dump() : "";
    }
    [[nodiscard]] std::vector<std::string> problems() {
        std::vector<std::string> names;
        const auto verified = server::verify(*store());
        EXPECT_TRUE(verified);
        if (verified)
            for (const server::Problem& problem : verified->problems) names.push_back(problem.name);
        return names;
    }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    base::ManualClock clock;

  private:
    TempFolder folder_;
    base::SeededRandom random_{20261121};
    std::unique_ptr<server::SyncServer> engine_;
    server::Metrics metrics_;
    std::ostringstream log_text_;
    server::RequestLog log_{log_text_};
    std::unique_ptr<server::Routes> routes_;
};

/// A cable to a ServerBox that loses and repeats what `fate` says.
class CableTransport final : public sync::Transport {
  public:
    using FateOf = std::function<Fate(const std::string& path)>;
    CableTransport(ServerBox& server, const FateOf& fate) : server_(server), fate_(fate) {}

    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        const Fate fate = fate_ ? fate_(meaning_of(path, body)) : Fate::arrives;
        if (fate == Fate::request_lost) return lost();
        auto reply = server_.answer(path, body);
        if (fate == Fate::arrives_twice) reply = server_.answer(path, body);
        if (!reply || fate == Fate::answer_lost) return lost();
        return *reply;
    }

  private:
    [[nodiscard]] static std::unexpected<base::Error> lost() {
        return base::fail(base::Code::unreachable, {{"url", "cable"}, {"reason", "lost"}});
    }
    ServerBox& server_;
    const FateOf& fate_;
};

/// One office's PC with a clock of its own.
class Machine {
  public:
    Machine(ServerBox& server, std::uint64_t seed, std::int64_t wall_ms = kSeptember2026)
        : clock(wall_ms), random_(seed), office(office::Workspace::open(folder.path(), clock, random_).value()),
          server_(server) {}

    void join(const model::OrgId& org, const std::set<model::Role>& roles) {
        CableTransport cable(server_, fate);
        const auto joined = sync::join(office, cable, "http://cable", server_.invite(org, roles), "máy");
        ASSERT_TRUE(joined) << base::name_of(joined.error().code);
        ASSERT_TRUE(sync());
    }
    base::Result<sync::RoundReport> sync() {
        CableTransport cable(server_, fate);
        return sync::run_round(office, cable);
    }
    [[nodiscard]] std::string shown(const base::DocumentId& document) {
        const auto read = office::read_document(office, document);
        return read ? document::document_json(*read).dump() : "";
    }
    [[nodiscard]] change::Document read(const base::DocumentId& document) {
        return office::read_document(office, document).value_or(change::Document{});
    }
    [[nodiscard]] std::vector<std::string> problems() {
        const auto report = office::check(office);
        EXPECT_TRUE(report);
        return report ? report->problems : std::vector<std::string>{};
    }
    [[nodiscard]] std::uint64_t pending() { return sync::summarise(office).value().pending; }

    [[nodiscard]] base::DocumentId new_plan(const std::string& subject) {
        office::Wording wording;
        wording.kinds["plan"].title = "Kế hoạch";
        wording.kinds["plan"].skeleton = {{model::ItemRole::section, 0, "I.", "MỤC ĐÍCH"},
                                          {model::ItemRole::section, 0, "II.", "NỘI DUNG"},
                                          {model::ItemRole::section, 0, "III.", "TỔ CHỨC THỰC HIỆN"}};
        const auto id = office::new_document(office, "plan", wording);
        EXPECT_TRUE(id);
        EXPECT_TRUE(office::set_field(office, *id, base::root_node(*id), "subject", subject));
        return *id;
    }
    /// The `index`-th paragraph in reading order.
    [[nodiscard]] base::NodeId node(const base::DocumentId& id, std::size_t index) {
        return read(id).in_order().at(index)->id;
    }

    TempFolder folder;
    base::ManualClock clock;

  private:
    base::SeededRandom random_;

  public:
    office::Workspace office;
    CableTransport::FateOf fate;

  private:
    ServerBox& server_;
};

inline const std::set<model::Role> kSchool = {model::Role::editor, model::Role::signer, model::Role::clerk};
inline const std::set<model::Role> kWard = {model::Role::officer, model::Role::clerk, model::Role::signer};

} // namespace dongthac::tests
