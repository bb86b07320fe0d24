#pragma once

#include <set>
#include <sstream>
#include <string>
#include <thread>

#include "client/app/assets.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"
#include "shared/store/feed_store.hpp"
#include "sync-server/http_server.hpp"
#include "sync-server/setup.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::test {

/// The sync server with the offices of assets/demo, answering HTTP on a port of this machine for the object's life.
class RunningServer {
  public:
    RunningServer() {
        const auto orgs = server::read_orgs(app::find_assets().value() / "demo" / "orgs.json").value();
        server::initialise(folder_.path(), orgs, clock_, random_).value();
        server_ = server::SyncServer::open(store::open_feed_store(folder_.path()).value(), clock_).value();
        routes_ = std::make_unique<server::Routes>(*server_, metrics_, log_, clock_);
        http_ = std::make_unique<server::HttpServer>(*routes_);
        address_.port = http_->bind(address_).value();
        listener_ = std::thread([this] { http_->run(); });
        http_->wait_until_ready();
    }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    ~RunningServer() {
        http_->stop();
        listener_.join();
    }

    [[nodiscard]] std::string url() const { return server::url_of(address_); }
    [[nodiscard]] std::string code_for(const model::OrgId& org, const std::set<model::Role>& roles) {
        const auto store = store::open_feed_store(folder_.path()).value();
        return server::invite(*store, org, roles, 7, clock_, random_).value().code;
    }

  private:
    tests::TempFolder folder_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    std::unique_ptr<server::SyncServer> server_;
    server::Metrics metrics_;
    std::ostringstream written_;
    server::RequestLog log_{written_};
    std::unique_ptr<server::Routes> routes_;
    std::unique_ptr<server::HttpServer> http_;
    server::Address address_{"127.0.0.1", 0};
    std::thread listener_;
};

} // namespace dongthac::test
