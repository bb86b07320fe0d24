#pragma once

#ifndef _WIN32

#include <ostream>
#include <thread>

#include "sync-server/http_server.hpp"
#include "tests/server/fixture.hpp"
#include "tests/server/raw_http.hpp"
#include "tests/support/shared_text.hpp"

namespace dongthac::tests {

/// A server that listens on a port of this machine.
class HttpTest : public ServerTest {
  protected:
    explicit HttpTest(server::Patience patience = {}, server::Front front = server::Front::nothing)
        : patience_(patience), front_(front) {}
    void SetUp() override {
        ServerTest::SetUp();
        routes_.emplace(*server_, metrics_, log_, clock_);
        http_.emplace(*routes_, patience_, front_);
        const auto bound = http_->bind({"127.0.0.1", 0});
        ASSERT_TRUE(bound);
        port_ = *bound;
        listener_ = std::thread([this] { http_->run(); });
        http_->wait_until_ready();
    }
    void TearDown() override { stop(); }

    void stop() {
        if (http_) http_->stop();
        if (listener_.joinable()) listener_.join();
    }
    [[nodiscard]] int status_of(const std::string& bytes) {
        return send_raw(port_, bytes).value_or(RawAnswer{}).status;
    }

    SharedText heard_; ///< the log, which the server may still be writing
    std::ostream written_{&heard_};
    server::Metrics metrics_;
    server::RequestLog log_{written_};
    std::optional<server::Routes> routes_;
    server::Patience patience_;
    server::Front front_;
    std::optional<server::HttpServer> http_;
    std::thread listener_;
    int port_ = 0;
};

} // namespace dongthac::tests

#endif
