#pragma once

#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "client/app/file_actions.hpp"
#include "client/app/sync_control.hpp"
#include "client/sync/office_acts.hpp"
#include "client/sync/round.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/store/feed_store.hpp"
#include "sync-server/log.hpp"
#include "sync-server/metrics.hpp"
#include "sync-server/routes.hpp"
#include "sync-server/setup.hpp"
#include "sync-server/sync_server.hpp"
#include "tests/support/old_pc_clock.hpp"
#include "tests/support/temp_folder.hpp"

/// A real server and real offices in one process: everything but HTTP and threads.
namespace dongthac::tests {

/// Requests go straight to the server's routes, or nowhere while the cable is out.
class DirectTransport final : public sync::Transport {
  public:
    DirectTransport(server::Routes& routes, bool& online) : routes_(routes), online_(online) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        if (!online_) return base::fail(base::Code::unreachable, {{"url", "test"}, {"reason", "offline"}});
        if (requests_left && (*requests_left)-- == 0) {
            online_ = false;
            requests_left.reset();
            return post(path, body);
        }
        const server::Reply reply = routes_.post(path, body, "peer");
        const base::ByteSpan bytes = base::as_bytes(reply.body);
        return sync::Reply{reply.status, base::Bytes(bytes.begin(), bytes.end())};
    }

    std::optional<unsigned> requests_left; ///< the cable comes out behind so many

  private:
    server::Routes& routes_;
    bool& online_;
};

/// One office's PC: its folder, the window's workspace, and the one its background thread would have.
class OfficePc final : public app::SyncControl {
  public:
    OfficePc(server::Routes& routes, const base::Clock& clock, std::uint64_t seed)
        : random_(seed), office(office::Workspace::open(folder_.path(), clock, random_).value()),
          behind_(office::Workspace::open(folder_.path(), clock, random_).value()), transport_(routes, online) {}

    void request_now() override {
        (void)behind_.reload();
        const auto report = sync::run_round(behind_, transport_);
        status_.link = report ? app::Link::online : app::Link::offline;
        status_.problem = report ? std::nullopt : std::optional(report.error());
        ++status_.generation;
    }
    void request_join(const std::string& url, const std::string& code) override {
        const auto joined = sync::join(behind_, transport_, url, code, "máy thử");
        status_.join_problem = joined ? std::nullopt : std::optional(joined.error());
        ++status_.generation;
        if (joined) request_now();
    }
    void request_act(app::OfficeAct act) override {
        status_.act.working = true;
        ++acts_asked;
        asked_ = std::move(act);
        if (!hold_acts) finish_act();
    }
    /// The cable comes out when so many more requests have been answered.
    void cut_after(unsigned requests) { transport_.requests_left = requests; }
    /// What the background thread would do now.
    void finish_act() {
        const app::OfficeAct act = std::move(*std::exchange(asked_, std::nullopt));
        (void)behind_.reload();
        const auto connect = [this](const std::string&) -> base::Result<sync::Transport*> { return &transport_; };
        const auto done = sync::carry_out(behind_, connect, act);
        status_.act = {status_.act.ended + 1, false, std::string(app::name_of(act)), std::nullopt, nullptr};
        if (done)
            status_.act.done = std::make_shared<const app::OfficeActDone>(*done);
        else
            status_.act.problem = done.error();
        ++status_.generation;
    }
    [[nodiscard]] app::SyncStatus status() const override { return status_; }

    /// A round outside the window; the test fails when it does.
    void sync() {
        request_now();
        ASSERT_FALSE(status_.problem) << base::name_of(status_.problem->code);
        ASSERT_TRUE(office.reload());
    }

  private:
    TempFolder folder_;
    base::SeededRandom random_;

  public:
    office::Workspace office;
    bool online = true;
    bool hold_acts = false; ///< acts wait for finish_act()
    std::size_t acts_asked = 0;

  private:
    office::Workspace behind_;
    DirectTransport transport_;
    app::SyncStatus status_;
    std::optional<app::OfficeAct> asked_;
};

/// No dialogs: import finds what a test puts there, export writes nothing.
class NoFiles final : public app::FileActions {
  public:
    base::Result<std::optional<std::filesystem::path>> choose_import() override { return import_from; }
    base::Result<std::optional<std::filesystem::path>> export_document(office::Workspace&,
                                                                       const base::DocumentId&) override {
        return std::nullopt;
    }
    base::Result<std::optional<std::filesystem::path>> export_sums(office::Workspace&,
                                                                   const office::Consolidation&) override {
        return std::nullopt;
    }
    base::Result<std::optional<std::filesystem::path>> save_file(const std::string& name,
                                                                 const std::string& bytes) override {
        saved[name] = bytes;
        return std::filesystem::path(name);
    }
    std::map<std::string, std::string> saved;         ///< by the name offered
    std::optional<std::filesystem::path> import_from; ///< what a person chooses; nothing: they close the dialog
};

/// A ward with three schools, and the server between them.
class OfficeNet {
  public:
    /// `more` kindergartens that nobody works at stand before the schools in every list.
    explicit OfficeNet(std::size_t more = 0) {
        std::string others;
        for (std::size_t i = 0; i < more; ++i) {
            const std::string number = std::to_string(100 + i);
            others += R"(,{"id":"co-so-)" + number + R"(","name":"Cơ sở )" + number +
                      R"(","kind":"school","parent":"phuong"})";
        }
        const auto orgs = server::parse_orgs(R"([
            {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee","symbol":"UBND","place":"Hoa Mai"},
            {"id":"truong-a","name":"Trường Mầm non Bình Minh","kind":"school","parent":"phuong","symbol":"MNBM","place":"Hoa Mai"},
            {"id":"truong-b","name":"Trường Tiểu học Ánh Dương","kind":"school","parent":"phuong","symbol":"THAD","place":"Hoa Mai"},
            {"id":"truong-c","name":"Trường THCS Đông Sơn","kind":"school","parent":"phuong","symbol":"THCSĐS","place":"Hoa Mai"})" +
                                             others + "]");
        EXPECT_TRUE(orgs);
        EXPECT_TRUE(server::initialise(folder_.path(), *orgs, clock, random_));
        server_ = server::SyncServer::open(store::open_feed_store(folder_.path()).value(), clock).value();
        routes_ = std::make_unique<server::Routes>(*server_, metrics_, log_, clock);
    }

    /// A PC that belongs to no office yet.
    [[nodiscard]] std::unique_ptr<OfficePc> new_pc() {
        return std::make_unique<OfficePc>(*routes_, pc_clock_, ++seed_);
    }
    [[nodiscard]] std::string code_for(const model::OrgId& org, const std::set<model::Role>& roles) {
        const auto store = store::open_feed_store(folder_.path());
        EXPECT_TRUE(store);
        return server::invite(**store, org, roles, 7, clock, random_).value().code;
    }
    /// A PC of `org`, with what the server has.
    [[nodiscard]] std::unique_ptr<OfficePc> pc_of(const model::OrgId& org, const std::set<model::Role>& roles) {
        auto pc = new_pc();
        pc->request_join("http://test", code_for(org, roles));
        EXPECT_FALSE(pc->status().join_problem);
        EXPECT_TRUE(pc->office.reload());
        return pc;
    }

    /// What requests come to, for a transport of the test's own.
    [[nodiscard]] server::Routes& routes() { return *routes_; }

    base::ManualClock clock{1'790'000'000'000}; ///< in September 2026

  private:
    OldPcClock pc_clock_{clock};
    TempFolder folder_;
    base::SeededRandom random_{20261121};
    std::uint64_t seed_ = 100;
    std::unique_ptr<server::SyncServer> server_;
    server::Metrics metrics_;
    std::ostringstream log_text_;
    server::RequestLog log_{log_text_};
    std::unique_ptr<server::Routes> routes_;
};

inline const std::set<model::Role> kWardRoles = {model::Role::officer, model::Role::clerk, model::Role::signer};
inline const std::set<model::Role> kSchoolRoles = {model::Role::editor, model::Role::signer, model::Role::clerk};

/// A plan of `pc`'s office with two topics, issued. Its number is `number`.
inline base::DocumentId issue_plan(OfficePc& pc, std::string_view number, std::string_view subject) {
    office::Workspace& office = pc.office;
    office::Wording wording;
    wording.kinds["plan"].title = "Kế hoạch";
    wording.kinds["plan"].skeleton = {
        {model::ItemRole::section, 0, "I.", "MỤC ĐÍCH, YÊU CẦU"},
        {model::ItemRole::purpose, 1, "1.", "Để mọi gia đình hiểu việc học của con em mình"},
        {model::ItemRole::section, 0, "II.", "NỘI DUNG"},
        {model::ItemRole::topic, 1, "1.", "Chuyển đổi số trong trường học"},
        {model::ItemRole::topic, 1, "2.", "Tuyển sinh đầu cấp"}};
    const base::DocumentId id = office::new_document(office, "plan", wording).value();
    const base::NodeId root = base::root_node(id);
    EXPECT_TRUE(office::set_field(office, id, root, "subject", subject));
    EXPECT_TRUE(office::set_field(office, id, root, "document_number", number));
    EXPECT_TRUE(office::set_field(office, id, root, "issued_on", "20/03/2026"));
    EXPECT_TRUE(office::decide(office, id, model::Action::issue));
    return id;
}

} // namespace dongthac::tests
